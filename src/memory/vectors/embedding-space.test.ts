import { describe, expect, it } from 'vitest';
import { isMemoryError } from '../../errors/index.ts';
import { defaultTrustRules } from '../../plaintext/trust/trust-policy.ts';
import { type WordEmbedder, wordEmbedder } from '../../testing/index.ts';

describe('two spaces of one width', () => {
  /** Every vector of a space is the same direction; comparing across spaces would give exactly 0 or 1. */
  const marked = (id: string, axis: number): WordEmbedder & { readonly queries: () => number } => {
    const made = wordEmbedder(id, { dimensions: 8 });
    let queries = 0;
    return {
      ...made,
      queries: () => queries,
      async embed(texts, options) {
        if (options.as === 'query') queries += 1;
        await made.embed(texts, options);
        return texts.map(() => Float32Array.from({ length: 8 }, (_, index) => (index === axis ? 1 : 0)));
      },
    };
  };

  it('never meet in one ranking, before, during and after a change', async () => {
    const { startEngine } = await import('../engine.ts');
    const { openCube } = await import('../../kernel/cube.ts');
    const { systemClock, systemEntropy, systemIds } = await import('../../adapters/system/index.ts');
    const { createInMemoryStore } = await import('../../adapters/in-memory/in-memory-store.ts');
    const { createMemory } = await import('../create-memory.ts');
    const a = marked('space-a', 0);
    const b = marked('space-b', 1);
    const store = createInMemoryStore({ entropy: systemEntropy });
    const cube = await openCube({ store, clock: systemClock, entropy: systemEntropy });
    const engine = await startEngine(cube, {
      path: undefined,
      readOnly: false,
      clock: systemClock,
      ids: systemIds,
      entropy: systemEntropy,
      embedder: a,
      admission: {},
      trust: defaultTrustRules,
      zone: 'UTC',
      notify: () => {},
    });
    const memory = createMemory(engine);
    /** Cosines of every unit alive with this axis, from the index that recall uses now. */
    const cosines = (axis: number): number[] => {
      const { index } = engine.state;
      const documents = Uint32Array.from(
        Array.from({ length: index.documents }, (_, document) => document).filter(
          (document) => index.units.alive.data[document] === 1,
        ),
      );
      const out = new Float32Array(documents.length);
      const query = Float32Array.from({ length: 8 }, (_, i) => (i === axis ? 1 : 0));
      index.vectors?.scores(query, documents, documents.length, out);
      return [...out];
    };
    const allIn = (axis: number): boolean =>
      cosines(axis).every((value) => value > 0.95) && cosines(1 - axis).every((value) => Math.abs(value) < 0.2);

    await memory.observe(
      Array.from({ length: 20 }, (_, index) => ({ id: `m${index}`, text: `Note ${index}: the meeting went well.` })),
    );
    const past = memory.asOf({ known: Date.now() + 1_000 });
    await past.recall('meeting');
    expect(allIn(0)).toBe(true);
    let during = 0;
    const seen: boolean[] = [];
    const slow: WordEmbedder = {
      ...b,
      async embed(texts, options) {
        if (options.as === 'document' && during < 3) {
          during += 1;
          await memory.observe({ id: `d${during}`, text: `said during the change ${during}` });
          await memory.recall('said');
          seen.push(allIn(0));
        }
        return b.embed(texts, options);
      },
    };
    await memory.embedder.change(slow);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(Boolean)).toBe(true);
    expect(allIn(1)).toBe(true);
    await memory.observe({ id: 'after', text: 'said after the change' });
    await memory.reindex();
    expect(allIn(1)).toBe(true);
    // A view made before the change keeps its index, and is asked with the embedder that made it.
    const questions = { a: a.queries(), b: b.queries() };
    await past.recall('meeting');
    expect([a.queries(), b.queries()]).toEqual([questions.a + 1, questions.b]);
    await memory.recall('meeting');
    expect([a.queries(), b.queries()]).toEqual([questions.a + 1, questions.b + 1]);
    await memory.embedder.rollback();
    expect(allIn(0)).toBe(true);
    // The control: an index that holds both does not pass.
    engine.state.index.vectors?.set(
      0,
      Float32Array.from({ length: 8 }, (_, i) => (i === 1 ? 1 : 0)),
    );
    expect(allIn(0)).toBe(false);
    expect(isMemoryError(await memory.recall('').catch((error: unknown) => error), 'invalid_input')).toBe(true);
    await memory.close();
  });
});
