/** What the rules see in one turn: a pure function of the turn's text, time, zone and speaker; never stored, always re-derivable. */
import type { Granularity } from '../../kernel/record-data.ts';

export type Sentence = {
  /** Character offsets into the turn's text, half-open. */
  readonly start: number;
  readonly end: number;
  readonly question: boolean;
};

export type EntityType = 'person' | 'place' | 'organization' | 'product' | 'date' | 'number' | 'other';

export type EntityMention = {
  /** As written. */
  readonly text: string;
  /** Canonical key: lower case, aliases resolved ("mel" -> "melanie" where the session makes it clear). */
  readonly name: string;
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
};

export type TimeMention = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Resolved interval, half-open, milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly granularity: Granularity;
  /** True when it was resolved against the turn's own time ("last Saturday"). */
  readonly relative: boolean;
};

export type Annotation = {
  readonly sentences: readonly Sentence[];
  readonly entities: readonly EntityMention[];
  readonly times: readonly TimeMention[];
};
