import { describe, expect, it } from 'vitest';
import { makeTransformer, type Transformer } from '../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../models/transformer-config.ts';
import { integerBelow, seededRandom } from '../../tensor/index.ts';
import { segmentBytes } from '../engine/cold-segment.ts';
import { KvCache } from '../engine/kv-cache.ts';
import { BlockMemory } from './block-memory.ts';
import { type MemoryItem, type SegmentMode, segmentTokenBytes } from './memory-item.ts';
import { readSegmentHeads, segmentHeaderBytes } from './segment-bytes.ts';
import { SegmentMemory } from './segment-memory.ts';

const shape = { layers: 2, hidden: 16, heads: 2, kvHeads: 1, mlp: 16, vocabulary: 40, headSize: 8 } as const;
const modelOf = (tokenShift: boolean): Transformer => {
  const config = transformerConfig({ ...shape, tokenShift });
  return makeTransformer(config, initialParameters(config, seededRandom('segments'), 0.3));
};
const plain = modelOf(false);

const item = (id: string, version: number, length: number, strength = 1): MemoryItem => {
  const draw = seededRandom(`${id} ${version}`);
  const tokens = Int32Array.from({ length }, () => integerBelow(draw, 40));
  return { source: { id, version }, tokens, strength };
};

const question = Int32Array.of(7, 8, 9);

function answer(memory: SegmentMemory, model: Transformer = plain): Float32Array {
  const cache = memory.open();
  const previous = memory.lastToken;
  const request = { tokens: question, memory: cache, positions: cache.nextPosition };
  return model.forward({ ...request, ...(previous !== undefined && { previousToken: previous }) }).data as Float32Array;
}

const distance = (a: Float32Array, b: Float32Array): number => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));

/** The whole prompt read plainly; with `blocks` a text sees only itself, the question sees everything. */
function asPrompt(
  model: Transformer,
  items: readonly MemoryItem[],
  blocks: boolean,
  preamble: Int32Array = new Int32Array(),
): Float32Array {
  const memory = new BlockMemory(model.layout, model.rope);
  let positions = 0;
  let previousToken = preamble.at(-1);
  if (preamble.length > 0) {
    model.forward({ tokens: preamble, memory, logits: 'none' });
    positions = preamble.length;
  }
  items.forEach(({ tokens }, n) => {
    if (blocks) memory.block = n;
    const before = blocks ? undefined : previousToken;
    model.forward({
      tokens,
      memory,
      positions,
      logits: 'none',
      ...(before !== undefined && { previousToken: before }),
    });
    positions += tokens.length;
    previousToken = tokens.at(-1);
  });
  memory.block = undefined;
  const asked = { tokens: question, memory, positions, ...(previousToken !== undefined && { previousToken }) };
  return model.forward(asked).data as Float32Array;
}

const items = [item('a', 1, 12), item('b', 1, 7), item('c', 1, 20)];

describe('injection equals reading the prompt', () => {
  it.each([
    ['independent', false],
    ['independent', true],
    ['chained', false],
    ['chained', true],
  ] as const)('%s, token shift %s', (mode, tokenShift) => {
    const model = modelOf(tokenShift);
    const memory = new SegmentMemory({ model, mode, maxTokens: 100 });
    memory.sync(items);
    expect(distance(answer(memory, model), asPrompt(model, items, mode === 'independent'))).toBeLessThan(1e-4);
    // a stub that injects nothing would answer differently
    const nothing = new SegmentMemory({ model, mode, maxTokens: 0 });
    nothing.sync(items);
    expect(distance(answer(nothing, model), answer(memory, model))).toBeGreaterThan(1e-2);
  });

  it.each([
    ['independent', false],
    ['independent', true],
    ['chained', false],
    ['chained', true],
  ] as const)('behind the beginning of a chat as well: %s, token shift %s', (mode, tokenShift) => {
    const model = modelOf(tokenShift);
    const preamble = item('chat', 1, 9).tokens;
    const memory = new SegmentMemory({ model, mode, maxTokens: 100, preamble });
    memory.sync(items);
    const prompt = asPrompt(model, items, mode === 'independent', preamble);
    expect(distance(answer(memory, model), prompt)).toBeLessThan(1e-4);
    expect(memory.prompt().subarray(0, 9)).toEqual(preamble);
    expect(memory.tokens).toBe(9 + 39);
    expect(memory.held().reduce((sum, { tokens }) => sum + tokens, 0)).toBe(39);
    // revising one changes one (or those behind it), never the beginning
    const revised = [item('a', 2, 5), ...items.slice(1)];
    memory.sync(revised);
    const after = asPrompt(model, revised, mode === 'independent', preamble);
    expect(distance(answer(memory, model), after)).toBeLessThan(1e-4);
    memory.drop(() => true);
    expect(distance(answer(memory, model), asPrompt(model, [], false, preamble))).toBeLessThan(1e-4);
    // from bytes the same; a chain never behind another beginning
    memory.sync(items);
    const stored = new Map(memory.held().map(({ digest }) => [digest, memory.bytesOf(digest)]));
    const restored = (beginning: Int32Array): [string[], Float32Array] => {
      const again = new SegmentMemory({ model, mode, maxTokens: 100, preamble: beginning });
      const kinds = again.sync(items, { stored }).map(({ kind }) => kind);
      return [kinds.filter((kind) => kind === 'restored'), answer(again, model)];
    };
    const [kinds, logits] = restored(preamble);
    expect(kinds).toHaveLength(3);
    expect(distance(logits, prompt)).toBeLessThan(1e-4);
    const [foreign, others] = restored(item('chat', 2, 9).tokens);
    expect(foreign).toHaveLength(mode === 'chained' ? 0 : 3);
    // the control: another beginning is another prompt
    expect(distance(others, prompt)).toBeGreaterThan(1e-2);
  });

  it('is exact in full precision, and off by little in fewer bits, which take the bytes that they say', () => {
    const prompt = asPrompt(plain, items, true);
    const span = Math.max(...prompt) - Math.min(...prompt);
    const held = ([32, 16, 8, 4] as const).map((bits) => {
      const memory = new SegmentMemory({ model: plain, maxTokens: 100, bits });
      memory.sync(items);
      expect(memory.bytes).toBe(39 * segmentTokenBytes(plain.layout, bits));
      // what is kept is what was counted: codes, scales and zero points
      const onDisk = memory.bytesOf(memory.held()[0]!.digest);
      expect(onDisk.length).toBe(memory.held()[0]!.bytes + segmentHeaderBytes);
      const stored = readSegmentHeads(onDisk, plain.layout);
      expect(stored.reduce((sum, head) => sum + segmentBytes(head), 0)).toBe(memory.held()[0]!.bytes);
      return { bits, bytes: memory.bytes, error: distance(answer(memory), prompt) / span, memory };
    });
    const [exact, half, eight, four] = held.map(({ error }) => error) as [number, number, number, number];
    expect(exact).toBeLessThan(1e-5);
    expect([half < 1e-3, eight < 0.01, four < 0.2]).toEqual([true, true, true]);
    expect([half > exact, eight > half, four > eight]).toEqual([true, true, true]);
    expect(held.map(({ bytes }) => bytes).sort((a, b) => b - a)).toEqual(held.map(({ bytes }) => bytes));
    expect(() => new SegmentMemory({ model: plain, mode: 'chained', maxTokens: 9, bits: 8 })).toThrow(/full precision/);
  });

  it.each(['independent', 'chained'] as const)('comes back from bytes exactly (%s)', (mode) => {
    const memory = new SegmentMemory({ model: plain, mode, maxTokens: 100 });
    memory.sync(items);
    const stored = new Map(memory.held().map(({ digest }) => [digest, memory.bytesOf(digest)]));
    const again = new SegmentMemory({ model: plain, mode, maxTokens: 100 });
    const kinds = again.sync(items, { stored }).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'restored')).toHaveLength(3);
    expect(answer(again)).toEqual(answer(memory));
    // what cannot be read is computed again; what is of another version is not taken
    const first = memory.held()[0]!.digest;
    const whole = stored.get(first)!;
    const huge = whole.slice();
    huge.fill(0xff, 4, 8);
    for (const bytes of [whole.subarray(0, 50), whole.subarray(0, -4), Uint8Array.of(...whole, 0), huge]) {
      const mended = new SegmentMemory({ model: plain, mode, maxTokens: 100 });
      const changes = mended.sync(items, { stored: new Map([...stored, [first, bytes]]) });
      expect(changes.find(({ kind }) => kind === 'rebuilt')?.reason).toMatch(/stored/);
      expect(answer(mended)).toEqual(answer(memory));
    }
    const revised = [item('a', 2, 12), ...items.slice(1)];
    const other = new SegmentMemory({ model: plain, mode, maxTokens: 100 });
    const taken = other.sync(revised, { stored }).filter(({ kind }) => kind === 'restored');
    expect(taken.map(({ source }) => source.id)).toEqual(mode === 'chained' ? [] : ['b', 'c']);
    expect(distance(answer(other), asPrompt(plain, revised, mode === 'independent'))).toBeLessThan(1e-4);
  });
});

describe('invalidation', () => {
  it('rebuilds exactly what a change touches, and says why', () => {
    for (const mode of ['independent', 'chained'] as const) {
      const memory = new SegmentMemory({ model: plain, mode, maxTokens: 100 });
      expect(memory.sync(items).map(({ kind }) => kind)).toEqual(['promoted', 'promoted', 'promoted']);
      expect(memory.sync(items)).toEqual([]);
      const revised = [items[0]!, item('b', 2, 9), items[2]!];
      const changes = memory.sync(revised).map(({ kind, source }) => `${kind} ${source.id}`);
      expect(changes.filter((c) => c !== 'rebuilt b')).toEqual(
        mode === 'chained' ? ['invalidated b', 'rebuilt c'] : ['invalidated b'],
      );
      expect(distance(answer(memory), asPrompt(plain, revised, mode === 'independent'))).toBeLessThan(1e-4);
      expect(memory.drop(({ id }) => id === 'b').map(({ id }) => id)).toEqual(mode === 'chained' ? ['b', 'c'] : ['b']);
      const dropped = memory.held().map(({ source }) => source.id);
      expect(dropped).toEqual(mode === 'chained' ? ['a'] : ['a', 'c']);
    }
  });

  it('demotes the weakest when the budget is short', () => {
    const memory = new SegmentMemory({ model: plain, maxTokens: 30 });
    memory.sync([item('a', 1, 12, 1), item('b', 1, 7, 3), item('c', 1, 20, 2)]);
    expect(memory.held().map(({ source }) => source.id)).toEqual(['b', 'c']);
    const changes = memory.sync([item('a', 1, 12, 5), item('b', 1, 7, 3), item('c', 1, 20, 2)]);
    expect(changes.map(({ kind, source }) => `${kind} ${source.id}`)).toEqual(['demoted c', 'promoted a']);
    expect(memory.bytes).toBe(19 * 2 * 8 * 8);
  });

  it.each(['independent', 'chained'] as const)(
    'reads nothing stale in 1,000 random revisions and erasures (%s)',
    (mode) => {
      const draw = seededRandom(`stale ${mode}`);
      const memory = new SegmentMemory({ model: plain, mode, maxTokens: 60 });
      const current = new Map<string, MemoryItem>();
      let stale = 0;
      for (let n = 0; n < 1000; n++) {
        const id = `record ${integerBelow(draw, 12)}`;
        const before = current.get(id);
        if (before !== undefined && draw.next() < 0.3) {
          current.delete(id);
          memory.drop((source) => source.id === id);
        } else {
          const version = (before?.source.version ?? 0) + 1 + n;
          current.set(id, item(id, version, 2 + integerBelow(draw, 6), draw.next()));
          memory.drop((source) => source.id === id);
          if (draw.next() < 0.7) memory.sync([...current.values()]);
        }
        const cache = memory.open();
        for (let location = 0; location < cache.headStore(1, 0).length; location++) {
          const { fields, at } = cache.headStore(1, 0).fieldsAt(location);
          for (const { id: held, version } of cache.sources.get(fields.source[at]!)) {
            if (current.get(held)?.source.version !== version) stale++;
          }
        }
        if (n % 100 !== 99) continue;
        memory.sync([...current.values()]);
        const held = memory.held().map(({ source }) => current.get(source.id)!);
        expect(distance(answer(memory), asPrompt(plain, held, mode === 'independent'))).toBeLessThan(1e-4);
      }
      expect(stale).toBe(0);
    },
  );
});

it.each(['independent', 'chained'] satisfies SegmentMode[])(
  'starts at least 3 times sooner with 2,000 remembered tokens (%s)',
  (mode) => {
    const many = Array.from({ length: 40 }, (_, n) => item(`m${n}`, 1, 50));
    const memory = new SegmentMemory({ model: plain, mode, maxTokens: 2000 });
    memory.sync(many);
    const time = (body: () => void): number => {
      const from = performance.now();
      body();
      return performance.now() - from;
    };
    const injected = Math.min(...[1, 2, 3].map(() => time(() => answer(memory))));
    const tokens = Int32Array.from([...many.flatMap(({ tokens: t }) => [...t]), ...question]);
    const read = time(() => {
      plain.forward({ tokens, memory: new KvCache({ layout: plain.layout, rope: plain.rope }) });
    });
    expect(read / injected).toBeGreaterThan(3);
  },
);
