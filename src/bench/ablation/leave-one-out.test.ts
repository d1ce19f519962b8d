import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchIndex } from '../../cli/bench/bench-index.ts';
import { findRecipe } from '../../plaintext/recipes/catalog.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { ablationEntries, channelsOf, withoutChannel } from './without-channel.ts';

let folder: string;
let dataPath: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-ablation-'));
  dataPath = join(folder, 'locomo.json');
  const topics = ['sailing boat', 'pottery class', 'lighthouse keeper', 'marathon training', 'violin lesson'];
  const turns = Array.from({ length: 60 }, (_, index) => ({
    dia_id: `D1:${index + 1}`,
    speaker: index % 2 === 0 ? 'Ann' : 'Bo',
    text: index < 5 ? `I told you about the ${topics[index]} yesterday` : `Well, that was number ${index} of the day`,
  }));
  const conversation = {
    speaker_a: 'Ann',
    speaker_b: 'Bo',
    session_1_date_time: '1:56 pm on 8 May, 2023',
    session_1: turns,
  };
  const qa = topics.map((topic, index) => ({
    question: `Who talked about the ${topic}?`,
    answer: 'x',
    evidence: [`D1:${index + 1}`],
    category: 4,
  }));
  writeFileSync(dataPath, JSON.stringify([{ sample_id: 'one', conversation, qa }]));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('withoutChannel', () => {
  it('takes a channel out of every intent, and of the talk of two, and leaves the rest alone', () => {
    const whole = findRecipe('default');
    const used = channelsOf(whole);
    expect(used).toContain('role');
    for (const name of used) {
      const left = withoutChannel(whole, name);
      expect(channelsOf(left)).toEqual(used.filter((other) => other !== name));
      const everywhere = [left.weights, ...Object.values(left.byIntent ?? {}), left.betweenTwo?.weights ?? {}];
      expect(everywhere.every((weights) => !(name in weights))).toBe(true);
      expect(left.bm25).toEqual(whole.bm25);
      expect(left.name).toBe(`default-without-${name}`);
    }
    expect(channelsOf(whole)).toEqual(used);
  });

  it('lists the whole first, and the negative control', () => {
    const labels = ablationEntries().map(({ label }) => label);
    expect(labels[0]).toBe('whole');
    expect(labels).toContain('without dense');
    expect(labels).toContain('only recency');
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('leaveOneOut', () => {
  it('follows each composition and compares question by question', async () => {
    const report = await leaveOneOut({ suite: 'locomo', dataPath, part: 'all' }, openBenchIndex);
    const row = (label: string) => report.rows.find((one) => one.label === label);
    expect(report).toMatchObject({ suite: 'locomo', part: 'all', conversations: 1, scorable: 5 });
    expect(row('whole')).toMatchObject({ recall10: 100, delta: null });
    expect(row('only lexical')?.recall10).toBe(100);
    // The newest ten hold none of the evidence, which was said first.
    expect(row('only recency')).toMatchObject({ recall10: 0, delta: { recall10: -100, better: 0, worse: 5 } });
    expect(row('only recency')?.delta?.byCategory).toEqual({ '4 single-hop': -100 });
    for (const { label, recall10, delta } of report.rows) {
      if (delta !== null) expect(delta.recall10, label).toBeCloseTo(recall10 - 100, 1);
    }
  });
});
