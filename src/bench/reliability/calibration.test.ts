import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recency } from '../baselines/recency.ts';
import type { Subject } from '../subject.ts';
import { calibration, type Forecast } from './calibration.ts';
import { runReliability } from './run-reliability.ts';

const said = (confidence: number, happened: number, count: number): Forecast[] =>
  Array.from({ length: count }, (_, index) => ({ confidence, happened: index < happened }));

describe('calibration', () => {
  it('finds no error in forecasts that come true as often as they say', () => {
    const result = calibration([...said(0.25, 5, 20), ...said(0.75, 15, 20)]);
    expect(result).toMatchObject({ count: 40, happened: 20, expectedError: 0, brier: 0.1875, brierOfShare: 0.25 });
    expect(result.auc).toBeCloseTo(0.75, 3);
    expect(result.bins.map(({ from, count, observed }) => [from, count, observed])).toEqual([
      [0.2, 20, 0.25],
      [0.7, 20, 0.75],
    ]);
  });

  it('measures how far overconfidence is off', () => {
    const result = calibration(said(0.9, 5, 10));
    expect(result.expectedError).toBeCloseTo(0.4, 4);
    expect(result.brier).toBeGreaterThan(result.brierOfShare);
    expect(result.auc).not.toBeNull();
  });

  it('keeps shares inside their intervals and counts every forecast once', () => {
    const forecast = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), happened: fc.boolean() });
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 60 }), (forecasts) => {
        const { bins, count } = calibration(forecasts);
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(count);
        for (const { low, high, observed } of bins) {
          expect(low).toBeLessThanOrEqual(observed + 1e-4);
          expect(high).toBeGreaterThanOrEqual(observed - 1e-4);
        }
      }),
    );
  });
});

describe('runReliability', () => {
  it('asks own questions, and those of the next conversation as unanswerable', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-reliability-'));
    const sample = (id: string, word: string) => ({
      sample_id: id,
      conversation: {
        speaker_a: 'Ann',
        speaker_b: 'Bo',
        session_1_date_time: '1:56 pm on 8 May, 2023',
        session_1: [{ dia_id: 'D1:1', speaker: 'Ann', text: `about ${word}` }],
      },
      qa: [
        { question: `${word}?`, answer: 'x', evidence: ['D1:1'], category: 4 },
        { question: `${word} never said?`, adversarial_answer: 'x', evidence: ['D1:1'], category: 5 },
      ],
    });
    const dataPath = join(folder, 'locomo.json');
    writeFileSync(dataPath, JSON.stringify([sample('one', 'boats'), sample('two', 'cellos')]));
    try {
      // Sure of what is said word for word, unsure of the rest.
      const open = async (): Promise<Subject> => {
        const inner = recency();
        let text = '';
        return {
          ...inner,
          ingest: async (turns) => {
            text += turns.map((turn) => turn.text).join(' ');
          },
          recall: async (query, k, options) => ({
            ...(await inner.recall(query, k, options)),
            confidence: text.includes(query.slice(0, -1)) ? 0.95 : 0.05,
          }),
        };
      };
      const report = await runReliability({ suite: 'locomo', dataPath, part: 'all', strangers: true }, open);
      expect(report.own).toMatchObject({ count: 4, happened: 2, auc: 1 });
      expect(report.own.expectedError).toBeCloseTo(0.05, 4);
      expect(report.withStrangers).toMatchObject({ count: 8, happened: 2, auc: 1 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
