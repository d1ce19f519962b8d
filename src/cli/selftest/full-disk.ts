/** The disk is full (a limit on database pages): the write fails with `storage_full`, nothing before it is lost, and it goes on once there is room. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { between } from './between.ts';
import { startChild } from './child.ts';
import { sizeOf } from './cube-files.ts';
import { runAudits } from './run-audits.ts';
import { Audits, type Scenario } from './scenario.ts';

const pageBytes = 4_096;

export const fullDisk: Scenario = {
  name: 'full',
  description: 'the disk is full in the middle of writing, then has room again',
  rounds: 3,
  run: async ({ folder, rounds, rng, signal, onRound }) => {
    const started = performance.now();
    const audits = new Audits();
    let refusals = 0;
    for (let round = 0; round < rounds && !signal.aborted; round++) {
      const path = join(folder, `full-${round}.palimpsest`);
      mkdirSync(folder, { recursive: true });
      const ids: string[] = [];
      const codes: string[] = [];
      const write = async (prefix: string, turns: number, maxPages: number | undefined): Promise<void> => {
        const limit = maxPages === undefined ? {} : { maxPages };
        const child = startChild({ task: 'write', path, prefix, batch: 10, turns, ...limit }, (message) => {
          if (message.say === 'wrote') ids.push(...message.ids);
          if (message.say === 'failed') codes.push(message.code);
        });
        const end = await child.ended;
        if (end.code !== 0) {
          audits.aborts++;
          audits.unexpected.push(`the writer died (${end.code ?? end.signal}): ${end.stderr.split('\n')[0]}`);
        }
      };
      await write(`before${round}`, 40, undefined);
      const pages = Math.ceil(sizeOf(path) / pageBytes) + between(rng, 8, 80);
      await write(`during${round}`, 20_000, pages);
      if (codes[0] === 'storage_full') refusals++;
      else audits.unexpected.push(`a full disk was answered with ${codes[0] ?? 'success'}`);
      codes.length = 0;
      await write(`after${round}`, 40, undefined);
      if (codes.length > 0) audits.unexpected.push(`writing did not go on when there was room again: ${codes[0]}`);
      const [result] = await runAudits(folder, [{ path, ids }], { signal });
      audits.add(ids.length, result);
      onRound(round + 1);
    }
    return { ...audits.report('full', rounds, started, { lossAllowed: false }), notes: { refusals } };
  },
};
