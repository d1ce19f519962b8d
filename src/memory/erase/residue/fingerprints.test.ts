import { describe, expect, it } from 'vitest';
import { Fingerprints } from './fingerprints.ts';

const seed = Uint8Array.from({ length: 16 }, (_, i) => 7 * i + 3);
const text = 'Yesterday I met Zebulon Quigley at the velodrome.';

function looking(): Fingerprints {
  const wanted = new Fingerprints(seed);
  wanted.addWindows(Buffer.from(text), 'turn');
  wanted.addWord(Buffer.from('quigley'));
  return wanted;
}

const offsets = (wanted: Fingerprints, bytes: Uint8Array): number[] => {
  const found: number[] = [];
  wanted.scan(bytes, ({ kind, offset }) => {
    if (kind === 'turn') found.push(offset);
  });
  return found;
};

describe('fingerprints', () => {
  it('find every piece of 15 bytes, wherever it lies and however its bytes are aligned', () => {
    for (let start = 0; start + 15 <= text.length; start++) {
      for (let shift = 0; shift < 4; shift++) {
        const bytes = Buffer.alloc(64 + shift, 170);
        bytes.write(text.slice(start, start + 15), 20 + shift, 'latin1');
        expect(offsets(looking(), bytes).length, `${start} ${shift}`).toBeGreaterThan(0);
        // A view that begins inside another buffer.
        expect(offsets(looking(), bytes.subarray(shift)).length).toBeGreaterThan(0);
      }
    }
  });

  it('pass over what is explained, and are the same when they were saved', () => {
    const wanted = looking();
    wanted.scanAll(Buffer.from(text), (match) => wanted.explain(match));
    wanted.settle();
    expect(offsets(wanted, Buffer.from(text))).toEqual([]);
    const again = Fingerprints.decode(looking().encode());
    expect(again?.size).toBe(looking().size);
    expect(offsets(again as Fingerprints, Buffer.from(text)).length).toBeGreaterThan(0);
    expect(Fingerprints.decode(new Uint8Array(3))).toBeUndefined();
  });
});
