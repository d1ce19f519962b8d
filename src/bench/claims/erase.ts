/**
 * Erasure with proof: nothing of what is erased is left in any row, blob, file, backup or export, as a residue scan and
 * an independent search for single words both find; the same scan finds what is planted. And it is quick.
 */
import type { ClaimDefinition } from './claim-definition.ts';
import { eraseTimes } from './erase/erase-times.ts';
import { randomErasures } from './erase/random-erasures.ts';
import { realTalk } from './erase/real-talk.ts';
import { judgeClaim, type RelationSpec } from './judge-claim.ts';

/** Over three seeds, more than a thousand. */
const erasuresEach = 335;
const records = 100_000;
const quickRecords = 2_500;

/** Times of a full run, which wants a machine for itself. */
const times: readonly RelationSpec[] = [
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
];

/** The same as shares of other work on the same bytes and cube in the same run: a busy machine slows down both. */
const relativeTimes: readonly RelationSpec[] = [
  {
    statement:
      'erasing one subject with 200 turns, the scan apart, percent of the processor time of making the index anew',
    atMost: 40,
    value: (n) => n['erase, % of rebuilding'] ?? 100,
    control: { what: 'the index made anew', value: (n) => n['rebuilding, % of rebuilding'] ?? 0 },
  },
  {
    statement: 'the scan, percent of the speed of reading the same bytes',
    atLeast: 8,
    value: (n) => n['scan, % of a plain read'] ?? 0,
    control: { what: 'one search for each turn', value: (n) => n['one search a turn, % of a plain read'] ?? 100 },
  },
];

export const eraseClaim: ClaimDefinition = {
  system: 'erase',
  tier: 'plaintext',
  claim:
    'Erased content is gone from every file, table, backup and export, and the scan that says so finds what is there.',
  relation:
    'residue found by the scan, and words of erased turns in any byte of any file: 0; planted residue is found in every form; receipts of erased sessions of real talk hold; one subject with 200 turns among 100,000 is erased within 500 ms, the scan apart; the scan reads 200 MB/s or more',
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
          statement: 'receipts of erased sessions of real talk that do not hold',
          atMost: 0,
          value: (n) => n['real talk: receipts that do not hold'] ?? 1,
          control: {
            what: 'the same scan where the old text is kept in a history table',
            value: (n) => n['real talk, old text kept in a history table: receipts that do not hold'] ?? 0,
          },
        },
        ...(run.quick ? relativeTimes : times),
      ],
      async (seed) => {
        const { signal, quick, seeds } = run;
        const random = await randomErasures(seed, quick ? 12 : erasuresEach, signal);
        const talk = await realTalk(seeds.indexOf(seed), seeds.length, signal);
        const timed = await eraseTimes(seed, quick ? quickRecords : records, signal);
        const { 'plain read MB/s': plain, ...measured } = { ...random, ...talk, ...timed };
        return { measured, baselines: { 'plain read MB/s': plain ?? 0 } };
      },
    ),
};
