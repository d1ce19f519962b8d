import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CubeIndex, createCubeIndex } from './cube-index.ts';
import { denseVectors } from './dense-vectors.ts';
import { purgeIndex } from './purge-index.ts';
import type { Unit } from './unit.ts';

const words = ['tide', 'boat', 'lamp', 'stairs', 'bristol', 'porto', 'rowing', 'harbour'];

type Sketch = { readonly id: number; readonly words: readonly number[]; readonly user: number; readonly turn: boolean };

/** Every unit also says a word that no other says. */
function unitOf({ id, words: said, user, turn }: Sketch, seq: number): Unit {
  return {
    id: `${turn ? 'turn' : 'record'}-${id}`,
    type: turn ? 'turn' : 'record',
    kind: turn ? 'turn' : 'event',
    seq,
    at: 3_600_000 * seq,
    text: `${said.map((word) => words[word]).join(' ')} own${id}word`,
    scope: { user: `user-${user}`, ...(id % 2 === 0 ? { session: `sitting-${id % 4}` } : {}) },
    ...(turn ? { role: 'user' as const, speaker: `Speaker${user}` } : {}),
    sources: [turn ? `turn-${id}` : `turn-${id + 1}`],
    entities: [`entity${id}`, `place${user}`],
    times: [{ from: id, to: id + 1 }],
    valid: { from: id },
    status: 'activated',
    trust: 1,
  };
}

const sketch = fc.record({
  id: fc.nat(30),
  words: fc.array(fc.nat(words.length - 1), { minLength: 1, maxLength: 5 }),
  user: fc.nat(3),
  turn: fc.boolean(),
});

const emptyIndex = (): CubeIndex => createCubeIndex({ vectors: denseVectors({ dimensions: 8, space: 's' }) });

const vectorOf = (seq: number): Float32Array => Float32Array.from({ length: 8 }, (_, i) => Math.sin(seq * 8 + i));

/** Everything that can be asked of each living unit, by names instead of numbers. */
function describeIndex(index: CubeIndex): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const { units, words: postings, mentions } = index;
  const near = (document: number): string | undefined => (document < 0 ? undefined : units.id(document));
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1) continue;
    const row = (store: typeof postings, table: typeof index.terms): string[] => {
      const found: string[] = [];
      const end = store.rowEnds.data[document] as number;
      for (let i = store.rowStart(document); i < end; i++) {
        const term = store.rowTerms.data[i] as number;
        found.push(`${table.text(term)}*${store.rowCounts.data[i]} of ${store.documentFrequencies.data[term]}`);
      }
      return found.sort();
    };
    const thread = units.thread.data[document] as number;
    const times: number[] = [];
    for (let i = 0; i < units.mentionDocument.length; i++) {
      if (units.mentionDocument.data[i] === document) times.push(units.mentionFrom.data[i] as number);
    }
    out[units.id(document)] = {
      words: row(postings, index.terms),
      entities: row(mentions, index.entities),
      user: units.name(units.user, document),
      session: units.name(units.session, document),
      speaker: units.name(units.speaker, document),
      seq: units.seq.data[document],
      at: units.at.data[document],
      novelty: index.novelty.data[document],
      near: [near(units.previous.data[document] as number), near(units.next.data[document] as number)],
      thread: thread === 0xffffffff ? undefined : [units.threads.text(thread), units.threadTurns.data[thread]],
      sources: units.sourcesOf(document).map((source) => units.id(source)),
      length: postings.lengths.data[document],
      times,
    };
  }
  return { ...out, mean: postings.meanLength, live: postings.liveDocuments };
}

describe('purgeIndex', () => {
  it('leaves what an index of the survivors alone would hold, and no trace of the others', () => {
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 1, maxLength: 40 }), fc.array(fc.nat(30)), (sketches, gone) => {
        const index = emptyIndex();
        const survivors = emptyIndex();
        const isGone = ({ id }: Sketch): boolean => gone.includes(id);
        const first = new Map<string, Sketch>();
        for (const one of sketches) {
          const { id } = unitOf(one, 0);
          if (!first.has(id)) first.set(id, one);
        }
        const distinct = [...first.values()];
        distinct.forEach((one, seq) => {
          index.add([unitOf(one, seq)], [vectorOf(seq)]);
          if (!isGone(one)) survivors.add([unitOf(one, seq)], [vectorOf(seq)]);
        });
        index.remove(distinct.filter(isGone).map((one) => unitOf(one, 0).id));
        const purged = purgeIndex(index);
        expect(describeIndex(purged)).toEqual(describeIndex(survivors));
        const bytes = Buffer.from(purged.snapshot()).toString('latin1');
        for (const one of distinct.filter(isGone)) {
          if (distinct.some((other) => other.id === one.id && !isGone(other))) continue;
          expect(bytes).not.toContain(`own${one.id}word`);
          expect(bytes).not.toContain(`entity${one.id}\u0000`);
        }
        // Vectors stay where they were.
        distinct.forEach((one, seq) => {
          const found = purged.vectors?.search(vectorOf(seq), 1).documents[0];
          if (!isGone(one)) expect(purged.units.id(found as number)).toBe(unitOf(one, 0).id);
        });
        // And it goes on like any other.
        purged.add([unitOf({ id: 99, words: [1, 2], user: 1, turn: true }, 99)], [vectorOf(99)]);
        survivors.add([unitOf({ id: 99, words: [1, 2], user: 1, turn: true }, 99)], [vectorOf(99)]);
        expect(describeIndex(purged)).toEqual(describeIndex(survivors));
      }),
      { numRuns: 60 },
    );
  });

  it('is needed: removal alone leaves the words in the tables', () => {
    const index = emptyIndex();
    index.add([unitOf({ id: 7, words: [0], user: 0, turn: true }, 1)], [vectorOf(1)]);
    index.remove(['turn-7']);
    expect(Buffer.from(index.snapshot()).toString('latin1')).toContain('own7word');
    expect(Buffer.from(purgeIndex(index).snapshot()).toString('latin1')).not.toContain('own7word');
  });
});
