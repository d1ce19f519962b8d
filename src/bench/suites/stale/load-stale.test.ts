import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadStale, parseStaleRecord } from './load-stale.ts';
import { instantOf } from './record-fields.ts';
import { runStale, scoreRealStale } from './score-stale.ts';
import { profileSubject } from './stale-subject.ts';

const file = (content: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'stale-')), 'records.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};

const turns = (text: string) => [
  { role: 'user', content: text },
  { role: 'assistant', content: 'I see.' },
];

it('reads records in two spellings, in order of time, and runs them', async () => {
  const { scenarios, incomplete } = await loadStale(
    file([
      {
        id: 'T2_1',
        haystack_dates: ['2025-03-01', '2025-01-01', '2025/02/01 (Sat) 10:00'],
        haystack_sessions: [turns('I broke my leg.'), turns('I bike to the office daily.'), turns('What is a comet?')],
        conflict_pair: { M_old: 'I bike to the office daily.', M_new: 'I broke my leg.' },
        queries: {
          SR: 'How do I commute?',
          PR: 'What should I pack for my bike ride to work?',
          IPA: 'Plan my morning.',
        },
      },
      {
        sessions: [
          { session_id: 'a', timestamp: '2025-01-01', messages: turns('I live in Oslo.') },
          { session_id: 'b', timestamp: '2025-01-05', messages: turns('I moved to Lyon.') },
        ],
        old_memory: 'I live in Oslo.',
        new_memory: 'I moved to Lyon.',
        probes: [
          { type: 'state_resolution', question: 'Where do I live?' },
          { type: 'premise_resistance', question: 'Which cafe near my home in Oslo is good?' },
        ],
      },
      { id: 'broken' },
    ]),
  );
  expect(scenarios.map(({ oldSession, newSession }) => [oldSession, newSession])).toEqual([
    ['s1', 's0'],
    ['a', 'b'],
  ]);
  expect(scenarios[0]?.sessions.map(({ id }) => id)).toEqual(['s1', 's2', 's0']);
  expect(scenarios[1]?.request).toBeUndefined();
  const outcomes = await runStale(profileSubject('full'), scenarios);
  expect(outcomes.map(({ premise }) => premise)).toEqual([true, true]);
  // The second names no type. A type that is not there takes no part in the means.
  expect(scenarios.map(({ kind }) => kind)).toEqual(['II', 'II']);
  expect(scoreRealStale(outcomes, incomplete)).toMatchObject({
    records: 2,
    'records left out, incomplete': 1,
    premiseII: 100,
    premise: 100,
  });
  expect(Object.keys(scoreRealStale(outcomes, incomplete))).not.toContain('premiseI');
});

it.each([
  [{ type: 'T1' }, 'I'],
  [{ type: 'Type I' }, 'I'],
  [{ conflict_type: 'co-referential' }, 'I'],
  [{ id: 'T1_017' }, 'I'],
  [{ type: 'Type II' }, 'II'],
  [{ id: 'scenario-1' }, 'II'],
  [{ id: 1 }, 'II'],
  [{ type: 'T2' }, 'II'],
  [{ conflict_type: 'propagated' }, 'II'],
])('takes the type from %j', (named, kind) => {
  const record = {
    ...named,
    sessions: [{ messages: turns('I bike to the office daily.') }, { messages: turns('I broke my leg.') }],
    M_old: 'I bike to the office daily.',
    M_new: 'I broke my leg.',
    queries: { SR: 'How do I commute?', PR: 'What should I pack for my bike ride?' },
  };
  expect(parseStaleRecord(record, 0)?.kind).toBe(kind);
});

it('refuses what is no STALE data', async () => {
  await expect(loadStale(file([{ a: 1 }]))).rejects.toThrow(/not stale data/);
  await expect(loadStale('/nowhere/stale.json')).rejects.toThrow(/no file/);
});

it('reads dates as data sets write them', () => {
  expect(instantOf('2025-01-01')).toBe(Date.UTC(2025, 0, 1));
  expect(instantOf('2025/02/01 (Sat) 10:00')).toBe(Date.UTC(2025, 1, 1, 10));
  expect(instantOf('Dec 15, 2025, 06:11:23')).toBe(Date.UTC(2025, 11, 15, 6, 11, 23));
  expect(instantOf('yesterday')).toBeUndefined();
});
