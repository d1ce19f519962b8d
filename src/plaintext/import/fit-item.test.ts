import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRecord, fitTurn } from './fit-item.ts';

describe('fitTurn', () => {
  it('leaves an ordinary turn as it is, and drops one without text', () => {
    const turn = { id: 'a', text: 'hello', session: 's', speaker: 'Zoë', at: 5, zone: 'Europe/Berlin' };
    expect(fitTurn(turn)).toEqual({ turns: [turn], problems: [] });
    expect(fitTurn({ id: 'a', text: ' \n' }).turns).toEqual([]);
  });

  it('bounds names and keeps different ones apart', () => {
    const long = (end: string): string =>
      fitTurn({ id: `${'x'.repeat(5_000)}${end}`, text: 't' }).turns[0]?.id as string;
    expect(long('a').length).toBeLessThan(100);
    expect(long('a')).toBe(long('a'));
    expect(long('a')).not.toBe(long('b'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const [turn] = fitTurn({ id: name, session: name, speaker: name, text: 't' }).turns;
        for (const value of [turn?.id, turn?.session, turn?.speaker ?? 'none']) {
          expect(value?.isWellFormed()).toBe(true);
          expect(value).not.toContain('\0');
        }
      }),
    );
  });

  it('cuts long texts into turns that join to the whole', () => {
    const text = `${'word '.repeat(300_000)}\n${'\u{1f600}'.repeat(600_000)}`;
    const { turns, problems, notes } = fitTurn({ id: 'a', text });
    expect(turns.map((turn) => turn.text).join('')).toBe(text);
    expect(turns.every((turn) => turn.text.length <= 1_000_000 && turn.text.isWellFormed())).toBe(true);
    expect(new Set(turns.map((turn) => turn.id)).size).toBe(turns.length);
    expect(problems).toEqual([]);
    expect(notes).toHaveLength(1);
  });

  it('leaves out times and zones that do not exist, and says so', () => {
    const { turns, problems } = fitTurn({ text: 't', at: 1e18, zone: 'Mars/Olympus' });
    expect(turns).toEqual([{ text: 't' }]);
    expect(problems).toHaveLength(2);
  });
});

describe('fitRecord', () => {
  it('checks text and validity', () => {
    expect(fitRecord({ kind: 'fact', text: ' ' })).toEqual({ problems: ['it has no text'] });
    const { record, problems } = fitRecord({ kind: 'fact', text: ' x ', valid: { from: -1e17 } });
    expect(record).toEqual({ kind: 'fact', text: 'x' });
    expect(problems).toHaveLength(1);
  });
});
