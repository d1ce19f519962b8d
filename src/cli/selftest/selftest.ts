/** `selftest`: the promises about durability, tried on this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { nearest } from '../nearest.ts';
import { killChildren } from './child.ts';
import { damageScenarios } from './damage.ts';
import { fullDisk } from './full-disk.ts';
import { killWriters } from './kill-writers.ts';
import type { Scenario, ScenarioReport } from './scenario.ts';

export const scenarios: readonly Scenario[] = [killWriters, fullDisk, ...damageScenarios];

export type SelftestOptions = {
  readonly seed: string;
  /** Of every scenario. Default: each one's own. */
  readonly rounds?: number;
  /** Default all. */
  readonly only?: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress?: (scenario: string, done: number, rounds: number) => void;
};

export type SelftestReport = {
  readonly ok: boolean;
  readonly seed: string;
  readonly acknowledged: number;
  readonly lostSilently: number;
  readonly lostReported: number;
  readonly corruptSilently: number;
  readonly aborts: number;
  readonly scenarios: readonly ScenarioReport[];
  /** Longest waits of readers beside writers, and of an idle control in the same run. Milliseconds. */
  readonly readerWaitP999Ms?: {
    readonly get: number;
    readonly getIdle: number;
    readonly recall: number;
    readonly recallIdle: number;
  };
  readonly seconds: number;
};

/** Runs the scenarios one after the other in a temporary folder, which is removed. */
export async function runSelftest(options: SelftestOptions): Promise<SelftestReport> {
  const { seed, only, signal, onProgress } = options;
  const names = scenarios.map((scenario) => scenario.name);
  for (const name of only ?? []) {
    if (names.includes(name)) continue;
    const close = nearest(name, names);
    throw new MemoryError('invalid_input', `there is no scenario named ${name}`, {
      hint: close === undefined ? `there are: ${names.join(', ')}` : `did you mean ${close}?`,
    });
  }
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-selftest-'));
  const reports: ScenarioReport[] = [];
  signal.addEventListener('abort', killChildren, { once: true });
  try {
    for (const scenario of scenarios) {
      if (only !== undefined && !only.includes(scenario.name)) continue;
      const rounds = options.rounds ?? scenario.rounds;
      onProgress?.(scenario.name, 0, rounds);
      const report = await scenario.run({
        folder: join(folder, scenario.name),
        rounds,
        rng: seededRng(`${seed}/${scenario.name}`),
        signal,
        onRound: (done) => onProgress?.(scenario.name, done, rounds),
      });
      if (signal.aborted) throw new MemoryError('aborted', 'the selftest was stopped');
      reports.push(report);
      rmSync(join(folder, scenario.name), { recursive: true, force: true });
    }
  } finally {
    signal.removeEventListener('abort', killChildren);
    killChildren();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  const sum = (field: 'acknowledged' | 'lostSilently' | 'lostReported' | 'corruptSilently' | 'aborts'): number =>
    reports.reduce((total, report) => total + report[field], 0);
  const waits = reports.find((report) => report.waits !== undefined)?.waits;
  return {
    ok: reports.every((report) => report.ok),
    seed,
    acknowledged: sum('acknowledged'),
    lostSilently: sum('lostSilently'),
    lostReported: sum('lostReported'),
    corruptSilently: sum('corruptSilently'),
    aborts: sum('aborts'),
    scenarios: reports,
    ...(waits === undefined
      ? {}
      : {
          readerWaitP999Ms: {
            get: waits['get']?.p999 ?? 0,
            getIdle: waits['getIdle']?.p999 ?? 0,
            recall: waits['recall']?.p999 ?? 0,
            recallIdle: waits['recallIdle']?.p999 ?? 0,
          },
        }),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}
