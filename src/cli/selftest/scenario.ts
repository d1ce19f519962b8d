/** What every scenario is given and gives back. */
import type { Rng } from '../../ports/index.ts';
import type { AuditResult } from './tasks.ts';

export type ScenarioContext = {
  /** An empty folder of its own. */
  readonly folder: string;
  readonly rounds: number;
  readonly rng: Rng;
  readonly signal: AbortSignal;
  readonly onRound: (done: number) => void;
};

/** Waits in milliseconds. */
export type Waits = {
  readonly reads: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

export type ScenarioReport = {
  readonly name: string;
  readonly rounds: number;
  /** Turns that `observe` acknowledged, summed over what was audited. */
  readonly acknowledged: number;
  readonly present: number;
  /** Missing, and the cube said so. */
  readonly lostReported: number;
  /** Missing without a word: must be 0. */
  readonly lostSilently: number;
  /** Other text than was written, given out as good: must be 0. */
  readonly corruptSilently: number;
  /** Processes that died by themselves: must be 0. */
  readonly aborts: number;
  /** Cubes on which opening, reading or `verify` said that something is wrong. */
  readonly detected: number;
  /** Damaged cubes that nevertheless gave everything back. */
  readonly harmless: number;
  /** Errors of the wrong kind: must be empty. */
  readonly unexpected: readonly string[];
  readonly ok: boolean;
  readonly seconds: number;
  readonly waits?: Readonly<Record<string, Waits>>;
  readonly notes?: Readonly<Record<string, number | string>>;
};

export type Scenario = {
  readonly name: string;
  readonly description: string;
  /** With the default rounds. */
  readonly rounds: number;
  run(context: ScenarioContext): Promise<ScenarioReport>;
};

/** Adds up audits. */
export class Audits {
  acknowledged = 0;
  present = 0;
  lostReported = 0;
  lostSilently = 0;
  corruptSilently = 0;
  aborts = 0;
  detected = 0;
  harmless = 0;
  readonly unexpected: string[] = [];

  /** `undefined`: the process that audited died. */
  add(acknowledged: number, result: AuditResult | undefined): void {
    this.acknowledged += acknowledged;
    if (result === undefined) {
      this.aborts++;
      return;
    }
    this.present += result.present;
    this.lostReported += result.reported;
    this.lostSilently += result.missing - result.reported;
    this.corruptSilently += result.altered;
    const said = result.refused !== undefined || !result.verified || result.reported > 0;
    if (said) this.detected++;
    else if (result.missing === 0 && result.altered === 0) this.harmless++;
    this.unexpected.push(...result.unexpected);
  }

  /** `lossAllowed`: reported losses are what the scenario provokes. */
  report(
    name: string,
    rounds: number,
    started: number,
    { lossAllowed }: { readonly lossAllowed: boolean },
  ): ScenarioReport {
    const { acknowledged, present, lostReported, lostSilently, corruptSilently, aborts, detected, harmless } = this;
    const unexpected = [...new Set(this.unexpected)].slice(0, 10);
    const ok =
      acknowledged > 0 &&
      lostSilently === 0 &&
      corruptSilently === 0 &&
      aborts === 0 &&
      unexpected.length === 0 &&
      (lossAllowed || (lostReported === 0 && detected === 0));
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    return {
      name,
      rounds,
      acknowledged,
      present,
      lostReported,
      lostSilently,
      corruptSilently,
      aborts,
      detected,
      harmless,
      unexpected,
      ok,
      seconds,
    };
  }
}

/** Percentiles of a list of waits. */
export function waitsOf(values: readonly number[]): Waits {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(1_000 * (sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0)) / 1_000;
  return { reads: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
