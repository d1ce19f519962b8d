import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { createCubeIndex, loadCubeIndex } from './cube-index.ts';
import { denseVectors } from './dense-vectors.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-file.ts';
import type { Unit } from './unit.ts';

function unit(id: string, text: string, rest: Partial<Unit> = {}): Unit {
  return {
    id,
    type: 'turn',
    kind: 'turn',
    seq: 1,
    at: 0,
    text,
    scope: { session: 's' },
    role: 'user',
    sources: [id],
    entities: [],
    times: [],
    valid: {},
    status: 'activated',
    trust: 1,
    ...rest,
  };
}

/** Document frequency by brute force over what `find` reaches. */
function frequency(index: ReturnType<typeof createCubeIndex>, term: string): number {
  const number = index.terms.find(term);
  return number < 0 ? 0 : (index.words.documentFrequencies.data[number] ?? 0);
}

describe('cube index', () => {
  it('replaces a unit with the same id and forgets removed ones', () => {
    const index = createCubeIndex();
    index.add([unit('a', 'red apples'), unit('b', 'green apples')]);
    index.add([unit('a', 'yellow pears', { seq: 7 })]);
    expect(index.size).toBe(2);
    expect(index.seqOf('a')).toBe(7);
    expect(frequency(index, 'appl')).toBe(1);
    expect(frequency(index, 'pear')).toBe(1);
    index.remove(['b', 'unknown']);
    expect(index.size).toBe(1);
    expect(index.seqOf('b')).toBeUndefined();
    expect(frequency(index, 'appl')).toBe(0);
    expect(index.wasted).toBeCloseTo(2 / 3);
  });

  it('keeps neighbors right when a turn between them goes or is replaced', () => {
    const index = createCubeIndex();
    index.add(['a', 'b', 'c', 'd'].map((id) => unit(id, `text ${id}`)));
    const neighbors = (id: string): (string | undefined)[] =>
      [index.units.previous, index.units.next].map((column) => {
        const near = column.data[index.units.find(id)] as number;
        return near < 0 ? undefined : index.units.id(near);
      });
    index.remove(['b']);
    expect(neighbors('a')).toEqual([undefined, 'c']);
    expect(neighbors('c')).toEqual(['a', 'd']);
    index.add([unit('c', 'changed')]);
    expect(neighbors('c')).toEqual(['a', 'd']);
    expect(neighbors('d')).toEqual(['c', undefined]);
    index.add([unit('e', 'text e')]);
    expect(neighbors('e')).toEqual(['d', undefined]);
  });

  it('does not chain turns of different sessions, nor, without sessions, of different days', () => {
    const index = createCubeIndex();
    const day = 86_400_000;
    index.add([
      unit('a', 'x', { scope: { session: 'one' } }),
      unit('b', 'x', { scope: { session: 'two' } }),
      unit('c', 'x', { scope: {}, at: day }),
      unit('d', 'x', { scope: {}, at: 2 * day }),
      unit('e', 'x', { scope: {}, at: 2 * day + 5 }),
    ]);
    const previous = (id: string): number => index.units.previous.data[index.units.find(id)] as number;
    expect(['a', 'b', 'c', 'd'].map(previous)).toEqual([-1, -1, -1, -1]);
    expect(previous('e')).toBe(index.units.find('d'));
  });

  it('is the same after a snapshot as before, and can be added to', () => {
    const words = fc.array(fc.constantFrom('tea', 'milk', 'sugar', '東京', 'the', 'Anna’s', '3.14'), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), fc.nat(11), (texts, gone) => {
        const index = createCubeIndex();
        index.add(texts.map((text, i) => unit(`u${i}`, text.join(' '), { seq: i, entities: text.slice(0, 1) })));
        index.remove([`u${gone}`]);
        index.appliedSeq = 99;
        const { index: loaded, reason } = loadCubeIndex(index.snapshot());
        expect(reason).toBeUndefined();
        if (loaded === undefined) return;
        expect(loaded.appliedSeq).toBe(99);
        expect(loaded.size).toBe(index.size);
        for (const column of ['previous', 'next', 'alive', 'cues', 'at', 'kind'] as const) {
          expect([...loaded.units[column].view()]).toEqual([...index.units[column].view()]);
        }
        expect([...loaded.words.mainPostings]).toEqual([...index.words.mainPostings]);
        const before = loaded.size;
        loaded.add([unit('new', 'tea for two')]);
        loaded.add([unit('u0', 'milk again')]);
        expect(loaded.size).toBe(before + (gone === 0 ? 2 : 1));
        expect(loaded.seqOf('new')).toBe(1);
        expect(loaded.terms.text(loaded.terms.find('tea'))).toBe('tea');
      }),
      { numRuns: 40 },
    );
  });

  it('does not load damaged snapshots, other versions or other embedding spaces', () => {
    const index = createCubeIndex();
    index.add([unit('a', 'some words here')]);
    const bytes = index.snapshot();
    const flipped = bytes.slice();
    flipped[bytes.length - 9] = (flipped[bytes.length - 9] as number) ^ 4;
    expect(loadCubeIndex(flipped).reason).toMatch(/checksum/);
    expect(loadCubeIndex(bytes.slice(0, 40)).reason).toBeDefined();
    const { header, sections } = decodeSnapshot(bytes);
    expect(loadCubeIndex(encodeSnapshot({ header: { ...header, version: 0 }, sections })).reason).toMatch(/version/);
    const vectors = denseVectors({ space: 'other', dimensions: 8 });
    expect(loadCubeIndex(bytes, { vectors }).reason).toMatch(/space/);
  });

  it('keeps vectors through a snapshot', () => {
    const vectors = denseVectors({ space: 'test', dimensions: 8 });
    const index = createCubeIndex({ vectors });
    const axis = (i: number): Float32Array => Float32Array.from({ length: 8 }, (_, j) => (i === j ? 1 : 0));
    index.add([unit('a', 'x'), unit('b', 'y'), unit('c', 'z')], [axis(0), axis(1), undefined]);
    const loaded = loadCubeIndex(index.snapshot(), { vectors }).index;
    const found = loaded?.vectors?.search(axis(1), 2);
    expect(loaded?.units.id(found?.documents[0] as number)).toBe('b');
    const out = new Float32Array(3);
    loaded?.vectors?.scores(axis(0), Uint32Array.of(0, 1, 2), 3, out);
    expect(out[0]).toBeCloseTo(1, 1);
    expect(out[2]).toBe(0);
  });

  it('refuses vectors that do not match the units', () => {
    try {
      createCubeIndex().add([unit('a', 'x')], [undefined, undefined]);
      expect.unreachable();
    } catch (error) {
      expect(isMemoryError(error, 'invalid_input')).toBe(true);
    }
  });

  it('merges the tail into the main segment without changing what is found', () => {
    const index = createCubeIndex();
    for (let i = 0; i < 50; i++) index.add([unit(`u${i}`, `word${i % 7} common`)]);
    const before = frequency(index, 'word3');
    expect(index.words.tailDocuments).toBe(50);
    index.settle();
    expect(index.words.tailDocuments).toBe(0);
    const number = index.terms.find('word3');
    const from = index.words.mainStarts[number] as number;
    const to = index.words.mainStarts[number + 1] as number;
    expect(to - from).toBe(before);
  });
});
