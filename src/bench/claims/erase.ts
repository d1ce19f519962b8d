/**
 * Erasure with proof: nothing of what is erased is left in any row, blob, file, backup or export, as a residue scan and
 * an independent search for single words both find; the same scan finds what is planted. And it is quick.
 */
import type { ClaimDefinition } from './claim-definition.ts';
import { eraseTimes } from './erase/erase-times.ts';
import { randomErasures } from './erase/random-erasures.ts';
import { judgeClaim } from './judge-claim.ts';

/** Over three seeds, more than a thousand. */
const erasuresEach = 335;
const records = 100_000;

export const eraseClaim: ClaimDefinition = {
  system: 'erase',
  tier: 'plaintext',
  claim:
    'Erased content is gone from every file, table, backup and export, and the scan that says so finds what is there.',
  relation:
    'residue found by the scan, and words of erased turns in any byte of any file: 0; planted residue is found in every form; one subject with 200 turns among 100,000 is erased within 500 ms, the scan apart; the scan reads 200 MB/s or more',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'residue found by the scan after random erasures',
          atMost: 0,
          value: (n) => n['residue found by the scan'] ?? 1,
          control: {
            what: 'a delete that keeps the old text in a history table, as mem0 does',
            value: (n) => n['history kept: residue found by the scan'] ?? 0,
          },
        },
        {
          statement: 'words of erased turns left in any byte of any file',
          atMost: 0,
          value: (n) => n['words left in any byte of any file'] ?? 1,
          control: {
            what: 'words of turns that nobody erased',
            value: (n) => n['words of other turns in any byte of any file'] ?? 0,
          },
        },
        {
          statement: 'planted residue that the scan finds, percent',
          atLeast: 100,
          value: (n) => n['planted residue found %'] ?? 0,
          control: {
            what: 'a search for the exact text only',
            value: (n) => n['exact bytes only: planted residue found %'] ?? 100,
          },
        },
        {
          statement: 'words planted in noise that a scan of the operation itself missed',
          atMost: 0,
          value: (n) => n['controls that the scans missed'] ?? 1,
          control: {
            what: 'what a search for the exact text misses of what is planted between the rows',
            value: (n) => n['exact bytes only: planted residue missed'] ?? 0,
          },
        },
        {
          statement: 'problems that verify finds afterwards',
          atMost: 0,
          value: (n) => n['problems that verify finds'] ?? 1,
          control: {
            what: 'a copy in which one word was altered',
            value: (n) => n['altered copy: problems that verify finds'] ?? 0,
          },
        },
        {
          statement: 'erasing one subject with 200 turns, the scan apart, ms of processor time',
          atMost: 500,
          value: (n) => n['erase processor ms'] ?? Number.POSITIVE_INFINITY,
          control: {
            what: 'the index made anew from the rows',
            value: (n) => n['rebuilding instead: processor ms'] ?? 0,
          },
        },
        {
          statement: 'the scan, megabytes a second of processor time',
          atLeast: 200,
          value: (n) => n['scan MB/s'] ?? 0,
          control: { what: 'one search for each turn', value: (n) => n['one search a turn: scan MB/s'] ?? 1_000 },
        },
      ],
      async (seed) => {
        const { signal, quick } = run;
        const random = await randomErasures(seed, quick ? 12 : erasuresEach, signal);
        const times = await eraseTimes(seed, quick ? 5_000 : records, signal);
        const { 'plain read MB/s': plain, ...measured } = { ...random, ...times };
        return { measured, baselines: { 'plain read MB/s': plain ?? 0 } };
      },
    ),
};
