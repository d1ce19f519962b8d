/**
 * Ebbinghaus retention: how strong a memory is, how much of it is left, and in which zone that puts it.
 *
 * SuperLocalMemory V3.3 (arXiv 2604.04514): S = clamp(2.0 ln(1 + uses) + 1.5 importance + 1.0 confirmations
 * + 0.5 salience, 0.1, 100), R = exp(-t / S), at trust 0 three times as fast, and each use after a pause adds
 * ln(1 + hours / 24) to S for good. Published, S is in hours, which forgets everything within three days of its last
 * use. Deviations: the unit is an option (the set `lasting` takes 7 days for it), a strength set by hand multiplies S,
 * and in `lasting` no zone weighs 0: what has faded ranks low, and only an archive takes things out of recall.
 */
import { MemoryError } from '../../errors/index.ts';

/** Strongest first. */
export const zones = ['active', 'warm', 'cold', 'archive', 'forgotten'] as const;
export type Zone = (typeof zones)[number];

export type RetentionSet = {
  readonly name: string;
  /** What one unit of strength is worth, milliseconds. */
  readonly unitMs: number;
  readonly useWeight: number;
  readonly importanceWeight: number;
  readonly confirmationWeight: number;
  readonly salienceWeight: number;
  readonly leastStrength: number;
  readonly mostStrength: number;
  /** Decay is (1 + this x (1 - trust)) times as fast. */
  readonly distrust: number;
  /** What a use after a pause adds to the strength, times ln(1 + days of pause). */
  readonly renewal: number;
  /** Factor on the score of what is in the zone. */
  readonly weights: Readonly<Record<Zone, number>>;
  /** The same where archived things are asked for, too. */
  readonly deepWeights: Readonly<Record<Zone, number>>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** As published: hours, and what is left below 0.2 is not found any more. */
export const publishedRetention: RetentionSet = {
  name: 'published',
  unitMs: hourMs,
  useWeight: 2,
  importanceWeight: 1.5,
  confirmationWeight: 1,
  salienceWeight: 0.5,
  leastStrength: 0.1,
  mostStrength: 100,
  distrust: 2,
  renewal: 1,
  weights: { active: 1, warm: 0.7, cold: 0.3, archive: 0, forgotten: 0 },
  deepWeights: { active: 1, warm: 0.7, cold: 0.3, archive: 0.15, forgotten: 0.05 },
};

/** The default: the same curve with a unit in which things last. */
export const lastingRetention: RetentionSet = {
  ...publishedRetention,
  name: 'lasting',
  unitMs: 7 * dayMs,
  weights: publishedRetention.deepWeights,
};

/** Sets by name. */
export const retentionSets: Readonly<Record<'lasting' | 'published', RetentionSet>> = {
  lasting: lastingRetention,
  published: publishedRetention,
};

/** What the strength of one memory is made of. */
export type RetentionSignals = {
  readonly uses: number;
  /** 0 to 1. */
  readonly importance: number;
  /** Turns or statements that said it again. */
  readonly confirmations: number;
  /** Emotion in its words, 0 to 1. */
  readonly salience: number;
  /** Sum of {@link renewalOf} over its uses. */
  readonly renewed: number;
  /** 0 to 1. */
  readonly trust: number;
  /** Set by hand; 1 is neutral. */
  readonly factor?: number;
};

/** Strength in units of the set. */
export function strengthOf(signals: RetentionSignals, set: RetentionSet): number {
  const { uses, importance, confirmations, salience, renewed, factor = 1 } = signals;
  const built =
    set.useWeight * Math.log(1 + uses) +
    set.importanceWeight * importance +
    set.confirmationWeight * confirmations +
    set.salienceWeight * salience +
    set.renewal * renewed;
  return clamp(built * factor, set.leastStrength, set.mostStrength);
}

/** What one more use, `pauseMs` after the one before, adds to `renewed`. */
export function renewalOf(pauseMs: number): number {
  return pauseMs <= 0 ? 0 : Math.log(1 + pauseMs / dayMs);
}

/** Share that is left, 0 to 1, `idleMs` after the last use; a time in the future counts as now. */
export function retentionOf(signals: RetentionSignals, idleMs: number, set: RetentionSet): number {
  if (idleMs <= 0) return 1;
  const rate = (1 + set.distrust * (1 - clamp(signals.trust, 0, 1))) / strengthOf(signals, set);
  return Math.exp((-rate * idleMs) / set.unitMs);
}

/** How long after its last use this share is left, milliseconds. */
export function idleUntil(signals: RetentionSignals, share: number, set: RetentionSet): number {
  const rate = (1 + set.distrust * (1 - clamp(signals.trust, 0, 1))) / strengthOf(signals, set);
  return (-Math.log(share) * set.unitMs) / rate;
}

/** The zone of a share that is left. */
export function zoneOf(retention: number): Zone {
  if (retention > 0.8) return 'active';
  if (retention > 0.5) return 'warm';
  if (retention > 0.2) return 'cold';
  return retention > 0.05 ? 'archive' : 'forgotten';
}

/**
 * A set by name, with another unit where one is given.
 *
 * @throws MemoryError `invalid_input` for a unit that is not a positive number.
 */
export function retentionSet(name: keyof typeof retentionSets, unitMs?: number): RetentionSet {
  const set = retentionSets[name];
  if (unitMs === undefined) return set;
  if (!(unitMs > 0) || !Number.isFinite(unitMs)) {
    throw new MemoryError('invalid_input', `a unit of strength of ${unitMs} ms`, {
      hint: 'give a positive number of milliseconds; the default set takes 7 days',
    });
  }
  return { ...set, name: `${name} (${unitMs / dayMs} days)`, unitMs };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
