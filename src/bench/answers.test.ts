import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TurnInput } from '../kernel/turn.ts';
import { type Evidence, readAnswer } from '../plaintext/answer/read-answer.ts';
import { annotate } from '../plaintext/extract/annotate.ts';
import { CubeIndex } from '../plaintext/index/cube-index.ts';
import { recallUnits, type UnitRecall } from '../plaintext/recall/recall.ts';
import { type AnswerSubject, nearestSentence, runAnswers } from './answers.ts';
import { turnTime } from './baselines/bm25-turns.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../plaintext/answer/fixtures/${name}`, import.meta.url));

/** Recall over an index of the turns, and the reader on its ten best hits. */
function reader(): AnswerSubject {
  const index = new CubeIndex({});
  const turns: TurnInput[] = [];
  const places = new Map<string, number>();
  const find = (query: string, limit: number, now = 0): Promise<UnitRecall> =>
    recallUnits(index, query, { limit, now }, { embedQuery: async () => undefined, now });
  const evidenceOf = (id: string): Evidence => {
    const place = places.get(id) as number;
    const turn = turns[place] as TurnInput;
    const neighbor = (step: number): string | undefined => {
      const other = turns[place + step];
      return other?.session === turn.session ? other?.text : undefined;
    };
    const before = neighbor(-1);
    const after = neighbor(1);
    return {
      hit: {
        id,
        type: 'turn',
        kind: 'turn',
        text: turn.text,
        at: turnTime(turn),
        ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
        scope: { user: 'u' },
        sources: [id],
        score: 1,
        trust: 1,
      },
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  };
  return {
    async ingest(given) {
      const units = given.map((turn) => {
        const id = turn.id as string;
        places.set(id, turns.push(turn) - 1);
        const at = turnTime(turn);
        const seen = annotate(turn.text, { at });
        return {
          id,
          type: 'turn' as const,
          kind: 'turn' as const,
          seq: turns.length,
          at,
          text: turn.text,
          scope: { user: 'u', ...(turn.session === undefined ? {} : { session: turn.session }) },
          role: 'user' as const,
          ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
          sources: [id],
          entities: [...new Set(seen.entities.map(({ name }) => name))],
          times: seen.times.map(({ from, to }) => ({ from, to })),
          valid: {},
          status: 'activated' as const,
          trust: 1,
        };
      });
      index.add(units);
    },
    async recall(query, k, { at }) {
      const { ranked, confidence } = await find(query, k, at);
      return { ranked: ranked.map(({ id }) => ({ turnIds: [id] })), confidence };
    },
    async ask(question, { at }) {
      const { ranked, parsed, confidence, abstain } = await find(question, 10, at);
      const evidence = ranked.map(({ id }) => evidenceOf(id));
      const { text, found } = readAnswer(parsed, evidence, { now: at ?? 0, confidence, abstain, facts: [] });
      return { text, found, confidence };
    },
    async close() {},
  };
}

describe('runAnswers', () => {
  // The chats were written for this test. Rules were developed on the first file; of the second, totals were watched,
  // and its adversarial questions led to one change, so their score is no clean held-out figure.
  it.each([
    ['two-friends-dev.json', 65, 60],
    ['two-friends-heldout.json', 50, 40],
  ])('%s: far above the nearest sentence, and the random one fails', async (file, least, leastRefused) => {
    const report = await runAnswers({ suite: 'locomo', dataPath: fixture(file) }, reader);
    const { answerable, unanswerable } = report;
    expect(answerable.score).toBeGreaterThan(least);
    expect(answerable.score).toBeGreaterThan(2.5 * answerable.nearestSentence);
    expect(answerable.nearestSentence).toBeGreaterThan(2 * answerable.randomSentence);
    expect(unanswerable.score).toBeGreaterThan(leastRefused);
    expect(unanswerable.nearestSentence).toBe(0);
    expect(Object.keys(report.byCategory)).toContain('2 temporal');
    expect(report.byCategory['2 temporal']?.score).toBeGreaterThan(75);
  });

  it('scores a subject that always refuses 0 on answerable questions and 100 on others', async () => {
    const refuses = (): AnswerSubject => ({
      ...reader(),
      ask: async () => ({ text: undefined, found: false, confidence: 0 }),
    });
    const report = await runAnswers({ suite: 'locomo', dataPath: fixture('two-friends-dev.json'), limit: 1 }, refuses);
    expect(report.answerable).toMatchObject({ score: 0, abstained: 100 });
    expect(report.unanswerable.score).toBe(100);
  });

  it('gives every question once, with the same answers and controls for the same seed', async () => {
    const texts: string[][] = [[], []];
    for (const run of texts) {
      await runAnswers({ suite: 'locomo', dataPath: fixture('two-friends-dev.json'), limit: 1 }, reader, {
        seed: 7,
        onAnswer: ({ given, randomSentence }) => run.push(`${given.text} / ${randomSentence}`),
      });
    }
    expect(texts[0]).toHaveLength(46);
    expect(texts[1]).toEqual(texts[0]);
  });
});

it('the nearest sentence shares most words with the question', () => {
  expect(
    nearestSentence('Where did Ana buy the copper pot?', ['It rained.', 'Well. I bought a copper pot in Fez. Nice!']),
  ).toBe('I bought a copper pot in Fez.');
});
