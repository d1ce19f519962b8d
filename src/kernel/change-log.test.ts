import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../ports/index.ts';
import { bodyDigest, changeHash, emptyHash, rowMac, sameBytes } from './change-log.ts';

const key = new Uint8Array(32).fill(7);
const row: Omit<Row, 'mac'> = {
  seq: 3,
  kind: 'turn',
  id: 'turn_1',
  version: 1,
  subject: 'ann',
  at: 1_700_000_000_000,
  body: Buffer.from('content'),
};

describe('change log', () => {
  it('commits to every field and to everything before', () => {
    const change = { seq: 1, at: 5, kind: 'turn', id: 'a', version: 1, digest: bodyDigest(Buffer.from('x')) } as const;
    const hash = changeHash(emptyHash, change);
    expect(hash).toHaveLength(32);
    const others = [
      changeHash(emptyHash, { ...change, seq: 2 }),
      changeHash(emptyHash, { ...change, at: 6 }),
      changeHash(emptyHash, { ...change, kind: 'record' }),
      changeHash(emptyHash, { ...change, id: 'b' }),
      changeHash(emptyHash, { ...change, version: 2 }),
      changeHash(emptyHash, { ...change, digest: bodyDigest(Buffer.from('y')) }),
      changeHash(hash, change),
    ];
    for (const other of others) expect(sameBytes(hash, other)).toBe(false);
    expect(sameBytes(hash, changeHash(emptyHash, change))).toBe(true);
  });

  it('keys the checksum of a row over every column', () => {
    const mac = rowMac(key, row);
    const changed: Partial<Row>[] = [
      { seq: 4 },
      { kind: 'record' },
      { id: 'turn_2' },
      { version: 2 },
      { subject: 'bob' },
      { at: 1 },
      { body: Buffer.from('contenT') },
    ];
    for (const change of changed) expect(sameBytes(mac, rowMac(key, { ...row, ...change }))).toBe(false);
    expect(sameBytes(mac, rowMac(new Uint8Array(32), row))).toBe(false);
  });

  it('tells apart columns that only differ in where one ends', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (id, subject, moved) => {
        fc.pre(moved.length > 0);
        const a = rowMac(key, { ...row, id: id + moved, subject });
        const b = rowMac(key, { ...row, id, subject: moved + subject });
        return !sameBytes(a, b);
      }),
    );
  });
});
