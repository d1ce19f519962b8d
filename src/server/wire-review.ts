/** Review items as they leave the process: instants as ISO 8601 text. */
import type { ReviewItem, ReviewStep } from '../memory/trust/review.ts';
import { iso, type Timed } from './wire.ts';

export type WireReview = Omit<Timed<ReviewItem, 'at'>, 'trail'> & {
  readonly trail: readonly Timed<ReviewStep, 'at'>[];
};

export function wireReview(item: ReviewItem): WireReview {
  return { ...item, at: iso(item.at), trail: item.trail.map((step) => ({ ...step, at: iso(step.at) })) };
}
