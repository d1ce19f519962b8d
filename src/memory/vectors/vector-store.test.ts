import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInMemoryStore } from '../../adapters/in-memory/in-memory-store.ts';
import { type Cube, openCube } from '../../kernel/cube.ts';
import { fixedClock, seededEntropy } from '../../testing/index.ts';
import { createVectorStore, decodeVectors, encodeVectors, spaceFolder, vectorBlobName } from './vector-store.ts';

const vector = (seq: number, width = 4): Float32Array => Float32Array.from({ length: width }, (_, i) => seq + i / 8);
const vectors = (...seqs: number[]): Map<number, Float32Array> => new Map(seqs.map((seq) => [seq, vector(seq)]));

async function place(): Promise<{ cube: Cube; warnings: string[]; store: ReturnType<typeof createVectorStore> }> {
  const entropy = seededEntropy(7);
  const cube = await openCube({ store: createInMemoryStore({ entropy }), clock: fixedClock(0), entropy });
  const warnings: string[] = [];
  return { cube, warnings, store: createVectorStore(cube, (message) => warnings.push(message)) };
}

describe('kept vectors', () => {
  it('come back as they were, whatever their width and number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 48 }), { minLength: 1, maxLength: 20 }),
        (width, seqs) => {
          const given = new Map(seqs.map((seq) => [seq, vector(seq % 1_000, width)]));
          const read = decodeVectors(encodeVectors(given));
          expect([...(read ?? [])]).toEqual([...given].sort(([a], [b]) => a - b));
        },
      ),
    );
  });

  it('count as absent when a single bit of them is wrong', () => {
    const bytes = encodeVectors(vectors(3, 4, 9));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const damaged = bytes.slice();
        damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(decodeVectors(damaged)).toBeUndefined();
      }),
    );
    expect(decodeVectors(bytes.subarray(0, 10))).toBeUndefined();
  });

  it('are found wherever they were put, in whatever order, and only in their space', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), { maxLength: 12 }),
        async (writes) => {
          const { cube, store } = await place();
          for (const seqs of writes) await cube.store.putBlobs(await store.blobsFor('a', vectors(...seqs)));
          const all = [...new Set(writes.flat())];
          const found = await store.read(
            'a',
            Array.from({ length: 61 }, (_, seq) => seq),
          );
          expect([...found.keys()].sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
          for (const [seq, value] of found) expect(value).toEqual(vector(seq));
          expect((await store.read('b', all)).size).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are read around damage, with a warning', async () => {
    const { cube, store, warnings } = await place();
    await cube.store.putBlobs(await store.blobsFor('a', vectors(1, 2)));
    await cube.store.putBlobs(new Map([[vectorBlobName('a', 5), new Uint8Array(100)]]));
    expect([...(await store.read('a', [1, 2, 5])).keys()]).toEqual([1, 2]);
    expect(warnings[0]).toMatch(/damaged/);
  });

  it('are merged into few blobs, and nothing is lost', async () => {
    const { cube, store } = await place();
    for (let seq = 1; seq <= 100; seq += 1) {
      await cube.store.putBlobs(new Map([[vectorBlobName('a', seq), encodeVectors(vectors(seq))]]));
    }
    const seqs = Array.from({ length: 100 }, (_, index) => index + 1);
    await store.read('a', seqs);
    const merged = await store.merged('a');
    await cube.store.putBlobs(merged as Map<string, Uint8Array | null>);
    expect(await cube.store.blobNames(spaceFolder('a'))).toEqual([vectorBlobName('a', 1)]);
    // The reader's list of names is from before the merge.
    expect((await store.read('a', seqs)).size).toBe(100);
    expect(await store.merged('a')).toBeUndefined();
  });

  it('go out of every space at once', async () => {
    const { cube, store } = await place();
    for (const space of ['a', 'b']) await cube.store.putBlobs(await store.blobsFor(space, vectors(1, 2, 3)));
    await cube.store.putBlobs(await store.blobsFor('c', vectors(2)));
    await cube.store.putBlobs(await store.without([2]));
    for (const space of ['a', 'b']) expect([...(await store.read(space, [1, 2, 3])).keys()]).toEqual([1, 3]);
    expect(await cube.store.blobNames(spaceFolder('c'))).toEqual([]);
    await cube.store.putBlobs(await store.allBut(['b']));
    expect(await cube.store.blobNames('vectors/')).toEqual([vectorBlobName('b', 1)]);
  });
});
