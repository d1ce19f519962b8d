/** A typed edge between turns and records. */
import type { Validity } from './record.ts';

export type LinkKind = 'derives' | 'supersedes' | 'supports' | 'contradicts' | 'mentions' | 'next' | 'depends';

export type Link = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  /** 0 to 1. */
  readonly weight: number;
  readonly valid: Validity;
};
