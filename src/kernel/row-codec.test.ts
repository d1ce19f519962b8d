import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../errors/index.ts';
import type { NewEntry } from './entry.ts';
import { decodeRow, encodeEntry } from './row-codec.ts';

const salt = new Uint8Array(16).fill(9);
const mac = new Uint8Array(32);

const roundTrip = (entry: NewEntry) => {
  const encoded = encodeEntry(entry, salt);
  return decodeRow({ ...encoded, seq: 12, at: 99, mac }, 'cube_1');
};

const turn = (text: string): Extract<NewEntry, { kind: 'turn' }>['turn'] => ({
  id: 'turn_1',
  scope: { user: 'ann', session: 's1' },
  role: 'user',
  speaker: 'Ann',
  text,
  at: 5,
  source: 'user',
  trust: 1,
  marks: [],
  hash: 'h',
});

describe('row codec', () => {
  it('gives back every turn as it was, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const back = roundTrip({ kind: 'turn', turn: turn(text) });
        expect(back).toEqual({
          seq: 12,
          recordedAt: 99,
          kind: 'turn',
          turn: { ...turn(text), cube: 'cube_1', seq: 12 },
        });
      }),
    );
  });

  it('names the user as the subject', () => {
    expect(encodeEntry({ kind: 'turn', turn: turn('x') }, salt).subject).toBe('ann');
  });

  it('salts the body, so that equal texts have different digests', () => {
    const other = encodeEntry({ kind: 'turn', turn: turn('x') }, new Uint8Array(16).fill(1));
    expect(Buffer.from(encodeEntry({ kind: 'turn', turn: turn('x') }, salt).body)).not.toEqual(Buffer.from(other.body));
  });

  it('reads an emptied row as erased and a damaged one as corrupt', () => {
    const encoded = encodeEntry({ kind: 'turn', turn: turn('hello') }, salt);
    const row = { ...encoded, seq: 1, at: 2, mac };
    expect(decodeRow({ ...row, body: new Uint8Array(0) }, 'c')).toMatchObject({
      kind: 'erased',
      was: 'turn',
      id: 'turn_1',
    });
    for (const body of [encoded.body.subarray(0, 20), new Uint8Array(40).fill(0xff)]) {
      expect(() => decodeRow({ ...row, body }, 'c')).toSatisfy((read: () => void) => {
        try {
          read();
          return false;
        } catch (error) {
          return isMemoryError(error, 'corrupt');
        }
      });
    }
  });
});
