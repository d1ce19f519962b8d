/** The `data` of each record kind that rules read. */

/** Time of day, day, month ... as precisely as it was said. */
export type Granularity = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'season' | 'year' | 'unknown';

/** `kind: 'fact'`: subject, slot, value. */
export type FactData = {
  /** Canonical name of whom or what it is about ('user' for the human of a user-assistant chat without a name). */
  readonly subject: string;
  /** Dotted name, e.g. `home.city`, `work.employer`, `pet.name`, `relation.sister`. */
  readonly slot: string;
  /** As said, trimmed; compare with `normalizeValue`. */
  readonly value: string;
  readonly polarity: 'positive' | 'negative';
  /** `single`: a new value ends the old one; `multi`: values add up. */
  readonly cardinality: 'single' | 'multi';
  /** Turns or statements that confirmed it, counted. */
  readonly evidence?: number;
  /** When it was said, milliseconds since the epoch; only where the statement gives a time of its own, which is then when it began. */
  readonly saidAt?: number;
  /** With `saidAt`: said to hold still ("have lived there since 2019"), and no mere report of a change. */
  readonly holds?: true;
};

/** `kind: 'preference'`. */
export type PreferenceData = {
  readonly subject: string;
  /** What it is about: a thing, an activity, a way of doing something. */
  readonly topic: string;
  readonly stance: 'likes' | 'dislikes' | 'prefers' | 'avoids' | 'wants';
  /** The alternative that it is preferred over. */
  readonly over?: string;
};

/** `kind: 'instruction'`: a standing order to the assistant. */
export type InstructionData = {
  /** What to do, imperative. */
  readonly directive: string;
  /** When it applies ("when I ask about dates"); absent: always. */
  readonly trigger?: string;
  /** `revoked` closes an instruction; the record stays in history. */
  readonly state: 'standing' | 'revoked';
};

/** `kind: 'event'`: something that happened or will. */
export type EventData = {
  readonly subject: string;
  /** Verb phrase. */
  readonly action: string;
  readonly when?: { readonly from: number; readonly to: number; readonly granularity: Granularity };
};

/** `kind: 'episode'`: consecutive turns about one thing. */
export type EpisodeData = {
  readonly session?: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly turns: number;
  /** Most telling words. */
  readonly topic: readonly string[];
  /** Why it was cut here. */
  readonly boundary: 'start' | 'topic' | 'surprise' | 'gap' | 'length';
};
