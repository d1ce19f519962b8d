/**
 * Several writers and readers over one cube; writers are killed at random moments and started again. Every turn that was
 * acknowledged must be there. Readers' waits stand beside those of a reader of a cube that nobody writes, at the same time.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { between } from './between.ts';
import { type Child, startChild } from './child.ts';
import { cubeFiles } from './cube-files.ts';
import { runAudits } from './run-audits.ts';
import { Audits, type Scenario, type Waits, waitsOf } from './scenario.ts';
import type { WorkerMessage } from './tasks.ts';

const writers = 3;
const seedTurns = 200;

type ReaderWaits = { readonly get: number[]; readonly recall: number[] };

export const killWriters: Scenario = {
  name: 'kill',
  description: `${writers} writers and 2 readers on one cube; writers killed (SIGKILL) at random moments`,
  rounds: 6,
  run: async ({ folder, rounds, rng, signal, onRound }) => {
    const started = performance.now();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'shared.palimpsest');
    const idle = join(folder, 'idle.palimpsest');
    const acknowledged: string[] = [];
    const failures: string[] = [];
    const listen = (message: WorkerMessage): void => {
      if (message.say === 'wrote') acknowledged.push(...message.ids);
      if (message.say === 'failed') failures.push(`${message.code}: ${message.message}`);
    };
    await startChild({ task: 'write', path, prefix: 'seed', batch: 50, turns: seedTurns }, listen).ended;
    const seed = [...acknowledged];
    for (const { suffix } of cubeFiles) if (existsSync(path + suffix)) copyFileSync(path + suffix, idle + suffix);

    const busyWaits: ReaderWaits = { get: [], recall: [] };
    const idleWaits: ReaderWaits = { get: [], recall: [] };
    const reader = (where: string, into: ReaderWaits): Child =>
      startChild({ task: 'read', path: where, ids: seed, pauseMs: 1 }, (message) => {
        listen(message);
        if (message.say === 'waits') {
          into.get.push(...message.get);
          into.recall.push(...message.recall);
        }
      });
    const readers = [reader(path, busyWaits), reader(path, busyWaits), reader(idle, idleWaits)];
    await Promise.all(readers.map((one) => one.ready));

    let kills = 0;
    const onePlace = async (slot: number): Promise<void> => {
      for (let round = 0; round < rounds && !signal.aborted; round++) {
        const writer = startChild({ task: 'write', path, prefix: `w${slot}r${round}`, batch: 8 }, listen);
        const stop = (): void => writer.kill();
        signal.addEventListener('abort', stop, { once: true });
        await writer.ready;
        await pause(between(rng, 5, 900));
        writer.kill();
        kills++;
        const end = await writer.ended;
        signal.removeEventListener('abort', stop);
        if (end.signal !== 'SIGKILL')
          failures.push(`a writer ended by itself (${end.code ?? end.signal}): ${end.stderr.split('\n')[0]}`);
        if (slot === 0) onRound(round + 1);
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, slot) => onePlace(slot)));
    for (const one of readers) one.finish();
    const ends = await Promise.all(readers.map((one) => one.ended));

    const audits = new Audits();
    const [result] = await runAudits(folder, [{ path, ids: acknowledged }], { signal });
    audits.add(acknowledged.length, result);
    audits.unexpected.push(...failures);
    audits.aborts += ends.filter((end) => end.code !== 0).length;
    const waits: Record<string, Waits> = {
      get: waitsOf(busyWaits.get),
      getIdle: waitsOf(idleWaits.get),
      recall: waitsOf(busyWaits.recall),
      recallIdle: waitsOf(idleWaits.recall),
    };
    const report = audits.report('kill', rounds, started, { lossAllowed: false });
    return { ...report, waits, notes: { kills, writers, readers: 2 } };
  },
};
