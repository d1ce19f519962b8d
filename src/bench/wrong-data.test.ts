/** Every measurement that takes files reads them, and says at once when they are not its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMemoryError } from '../errors/index.ts';
import { chooseClaims, claims } from './claims/catalog.ts';
import type { ClaimDefinition } from './claims/claim-definition.ts';
import { longmemevalClaim } from './claims/longmemeval.ts';
import { suites } from './suites/catalog.ts';

let folder = '';
const wrong: Record<string, string> = {};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-data-'));
  wrong['nothing there'] = join(folder, 'none');
  wrong['other JSON'] = join(folder, 'other.json');
  writeFileSync(wrong['other JSON'], '[{"a": 1}]');
  wrong['no JSON'] = join(folder, 'other.txt');
  writeFileSync(wrong['no JSON'], 'not json at all\n');
  wrong['an empty folder'] = join(folder, 'empty');
  mkdirSync(wrong['an empty folder']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = ['nothing there', 'other JSON', 'no JSON', 'an empty folder'];

async function refusal(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return 'accepted';
  } catch (error) {
    if (isMemoryError(error)) return error.code;
    return `an error of another kind: ${String(error)}`;
  }
}

describe.each(Object.keys(suites))('the suite %s', (name) => {
  it.each(kinds)('refuses %s', async (kind) => {
    const suite = suites[name];
    const read = async (): Promise<void> => {
      for await (const _ of suite?.open({ dataPath: wrong[kind] as string }) ?? []) return;
    };
    expect(await refusal(read)).toBe(kind === 'nothing there' ? 'not_found' : 'invalid_input');
  });
});

const reading: readonly string[] = claims.filter(({ data }) => data !== undefined).map(({ system }) => system);

describe.each(reading)('the claim %s', (name) => {
  it.each(kinds)('refuses %s', async (kind) => {
    const [claim] = chooseClaims([name]) as [ClaimDefinition];
    const run = () => claim.run({ seeds: [101], quick: true, data: wrong[kind] as string });
    expect(await refusal(run)).toBe(kind === 'nothing there' ? 'not_found' : 'invalid_input');
  });
});

it('longmemeval reads a real file and scores what it holds', async () => {
  const path = join(folder, 'longmemeval_s.json');
  const instance = (id: string, question: string, said: string): object => ({
    question_id: id,
    question_type: 'knowledge-update',
    question,
    answer: 'Porto',
    question_date: '2023/05/30 (Tue) 23:40',
    haystack_session_ids: ['answer_1', 'x_2'],
    haystack_dates: ['2023/05/20 (Sat) 02:21', '2023/05/21 (Sun) 10:00'],
    haystack_sessions: [
      [
        { role: 'user', content: said, has_answer: true },
        { role: 'assistant', content: 'Noted.' },
      ],
      [{ role: 'user', content: 'What goes into fondue?' }],
    ],
    answer_session_ids: ['answer_1'],
  });
  const instances = [
    instance('q1', 'Where do I live?', 'I live in Porto now.'),
    instance('q2', 'Where do I live?', 'I live in Leeds now.'),
    instance('q3_abs', 'What is my cat called?', 'I live in Porto now.'),
  ];
  writeFileSync(path, JSON.stringify(instances));
  const { measured } = await longmemevalClaim.run({ seeds: [101], quick: true, data: path });
  expect(measured['real data: questions']?.mean).toBe(3);
  expect(measured['real data: exact']?.mean).toBe(50);
  expect(measured['real data: refused, never told']?.mean).toBe(100);
  expect(readFileSync(path, 'utf8')).toBe(JSON.stringify(instances));
}, 120_000);
