/** What is cached for a model, with every instant as ISO 8601 text in UTC. */
import type { CachedModel } from '../memory/activation/activation-tier.ts';
import { iso, type Timed } from './wire.ts';

type Segment = CachedModel['segments'][number];

export type WireCached = Omit<Timed<CachedModel, 'savedAt'>, 'segments'> & {
  readonly segments: readonly (Omit<Segment, 'lasts'> & {
    readonly lasts: { readonly until?: string; readonly why: string };
  })[];
};

export function wireCached({ savedAt, segments, ...model }: CachedModel): WireCached {
  return {
    ...model,
    savedAt: iso(savedAt),
    segments: segments.map(({ lasts, ...segment }) => ({
      ...segment,
      lasts: { ...(lasts.until !== undefined && { until: iso(lasts.until) }), why: lasts.why },
    })),
  };
}
