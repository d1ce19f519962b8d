/** Injected segments beside the prompt that they stand for: the same logits, and how much sooner the first token comes. */
import { BlockMemory, KvCache, type Transformer } from '../../../activation/index.ts';
import { recallVocabulary as words } from '../../../activation/tasks/recall-vocabulary.ts';
import type { ActiveMemory } from '../../../memory/activation/active-memory.ts';
import type { Memory } from '../../../memory/memory.ts';
import { openMemory } from '../../../memory/open-memory.ts';
import { argmax } from '../../../models/matrix.ts';
import { integerBelow, type SeededRandom, seededRandom } from '../../../tensor/index.ts';
import type { Numbers } from '../judge-claim.ts';

/** Precisions below the exact one. */
const lowerBits = [16, 8, 4] as const;

/** Facts are written `k12 v40`; filler words are written `n7`. */
export const encode = (text: string): Int32Array =>
  Int32Array.from(text.trim().split(/\s+/), (word) => {
    const from = { k: words.keyFrom, v: words.valueFrom, n: words.noiseFrom }[word[0] as 'k' | 'v' | 'n'];
    return from + Number(word.slice(1));
  });
/** The question for a key. */
export const ask = (key: number): Int32Array => Int32Array.of(words.ask, words.keyFrom + key);
const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((m, x, i) => Math.max(m, Math.abs(x - b[i]!)), 0);

const noise = (draw: SeededRandom, count: number): string =>
  Array.from({ length: count }, () => `n${integerBelow(draw, words.noise)}`).join(' ');

async function remembering(texts: readonly string[]): Promise<Memory> {
  const memory = await openMemory({ embedder: false });
  for (const text of texts) await memory.remember({ kind: 'block', text });
  return memory;
}

/** Logits of 100 prompts behind 24 facts, injected and read. */
export async function measureEquality(model: Transformer, seed: number): Promise<Numbers> {
  const draw = seededRandom(`memos equality ${seed}`);
  const facts = Array.from(
    { length: 24 },
    (_, key) => `k${key} v${integerBelow(draw, words.values)} ${noise(draw, 2 * integerBelow(draw, 4))}`,
  );
  const memory = await remembering(facts);
  const chained = await memory.activation.load(model, { encode, mode: 'chained', name: 'chained' });
  const independent = await memory.activation.load(model, { encode, name: 'independent' });
  const lower = await Promise.all(
    lowerBits.map((bits) => memory.activation.load(model, { encode, name: 'lower', bits, persist: false })),
  );
  const fewer = await memory.activation.load(model, {
    ...{ encode, name: 'fewer', persist: false },
    budgetBytes: Math.floor(0.3 * independent.bytes),
  });
  const prompts = Array.from({ length: 100 }, () =>
    Int32Array.of(...encode(noise(draw, 1 + integerBelow(draw, 12))), ...ask(integerBelow(draw, 24))),
  );
  const worst = { chained: 0, nothing: Number.POSITIVE_INFINITY, independent: 0, unrepaired: Number.POSITIVE_INFINITY };
  const inBits = lowerBits.map(() => ({ worst: 0, same: 0 }));
  let sameAlone = 0;
  let sameFewer = 0;
  let span = 0;
  for (const tokens of prompts) {
    const plain = await freshRead(chained, tokens);
    const prompt = model.forward({
      tokens: Int32Array.of(...chained.prompt(), ...tokens),
      memory: new KvCache({ layout: model.layout, rope: model.rope }),
    }).data as Float32Array;
    const alone = model.forward({ tokens, memory: new KvCache({ layout: model.layout, rope: model.rope }) });
    worst.chained = Math.max(worst.chained, distance(plain, prompt));
    worst.nothing = Math.min(worst.nothing, distance(alone.data as Float32Array, prompt));
    const blocks = readInBlocks(model, facts, { tokens, repaired: true });
    worst.independent = Math.max(worst.independent, distance(await freshRead(independent, tokens), blocks));
    span = Math.max(span, blocks.reduce((a, b) => Math.max(a, b)) - blocks.reduce((a, b) => Math.min(a, b)));
    if (argmax(alone.data as Float32Array) === argmax(blocks)) sameAlone++;
    if (argmax(await freshRead(fewer, tokens)) === argmax(blocks)) sameFewer++;
    for (const [n, active] of lower.entries()) {
      const read = await freshRead(active, tokens);
      inBits[n]!.worst = Math.max(inBits[n]!.worst, distance(read, blocks));
      if (argmax(read) === argmax(blocks)) inBits[n]!.same++;
    }
    const wrong = readInBlocks(model, facts, { tokens, repaired: false });
    worst.unrepaired = Math.min(worst.unrepaired, distance(wrong, blocks));
  }
  const measured = {
    'largest difference to the prompt, chained': worst.chained,
    'largest difference to the prompt, nothing injected': worst.nothing,
    'largest difference to the prompt in blocks, independent': worst.independent,
    'largest difference to the prompt in blocks, positions not repaired': worst.unrepaired,
    'span of the logits': span,
    'same answer as the prompt, nothing injected': sameAlone / prompts.length,
    'same answer as the prompt, fewer segments': sameFewer / prompts.length,
    'bytes over full precision, fewer segments': fewer.bytes / independent.bytes,
    ...Object.fromEntries(
      lowerBits.flatMap((bits, n) => [
        [`largest difference to the prompt in blocks, ${bits} bits`, inBits[n]!.worst],
        [`same answer as the prompt, ${bits} bits`, inBits[n]!.same / prompts.length],
        [`bytes over full precision, ${bits} bits`, lower[n]!.bytes / independent.bytes],
      ]),
    ),
  };
  await memory.close();
  return measured;
}

/** Logits behind what is held now. */
export async function freshRead(active: ActiveMemory, tokens: Int32Array): Promise<Float32Array> {
  const talk = active.open();
  const logits = await talk.read(tokens);
  talk.close();
  return logits;
}

/** Reads texts that do not see each other; unrepaired, each keeps the positions that it had when read by itself. */
export function readInBlocks(
  model: Transformer,
  texts: readonly string[],
  { tokens, repaired }: { readonly tokens: Int32Array; readonly repaired: boolean },
): Float32Array {
  const memory = new BlockMemory(model.layout, model.rope);
  let end = 0;
  let previousToken = 0;
  texts.forEach((text, block) => {
    const read = encode(text);
    memory.block = block;
    model.forward({ tokens: read, memory, positions: repaired ? end : 0, logits: 'none' });
    end += read.length;
    previousToken = read.at(-1)!;
  });
  memory.block = undefined;
  return model.forward({ tokens, memory, positions: end, previousToken }).data as Float32Array;
}

/**
 * Processor time of the prompt over that of injecting, at three sizes, in both modes; the fastest of `rounds` runs of each but the
 * first, which warms up. */
export async function measureFirstToken(model: Transformer, seed: number, rounds: number = 3): Promise<Numbers> {
  const draw = seededRandom(`memos first token ${seed}`);
  const measures: Record<string, number> = {};
  type Gains = { readonly injected: number; readonly independent: number; readonly again: number };
  const sooner = async (active: ActiveMemory, alone: ActiveMemory, query: Int32Array): Promise<Gains> => {
    await active.refresh();
    await alone.refresh();
    const tokens = Int32Array.of(...active.prompt(), ...query);
    const read = async (): Promise<void> => {
      model.forward({ tokens, memory: new KvCache({ layout: model.layout, rope: model.rope }) });
    };
    const injected = async (from: ActiveMemory): Promise<void> => void (await freshRead(from, query));
    // taken in turns, so that a busy moment of the machine meets both
    const times = { read: [], injected: [], independent: [], again: [] } as Record<keyof Gains | 'read', number[]>;
    for (let n = 0; n < rounds; n++) {
      times.injected.push(await timeOf(() => injected(active)));
      times.independent.push(await timeOf(() => injected(alone)));
      times.read.push(await timeOf(read));
      if (n === 1) times.again.push(await timeOf(read));
    }
    const prompt = Math.min(...times.read.slice(1));
    return {
      injected: prompt / Math.min(...times.injected.slice(1)),
      independent: prompt / Math.min(...times.independent.slice(1)),
      again: prompt / Math.min(...times.again),
    };
  };
  const queries = { 60: encode(noise(draw, 60)), 600: encode(noise(draw, 600)) };
  for (const remembered of [500, 2_000]) {
    const memory = await remembering(
      Array.from({ length: remembered / 50 }, (_, n) => `k${n} v${n} ${noise(draw, 48)}`),
    );
    const active = await memory.activation.load(model, { encode, mode: 'chained' });
    const alone = await memory.activation.load(model, { encode, mode: 'independent' });
    for (const [asked, query] of Object.entries(queries)) {
      if (remembered === 500 && asked === '600') continue;
      const name = `first token, ${remembered} remembered and ${asked} asked`;
      const { injected, independent, again } = await sooner(active, alone, query);
      measures[`${name}: times sooner`] = injected;
      measures[`${name}, independent: times sooner`] = independent;
      measures[`${name}: times sooner, read again`] = again;
    }
    await memory.close();
  }
  const empty = await remembering([]);
  const [active, alone] = await Promise.all(
    (['chained', 'independent'] as const).map((mode) => empty.activation.load(model, { encode, mode })),
  );
  const { injected, independent } = await sooner(active!, alone!, queries[60]);
  measures['first token, nothing remembered: times sooner'] = injected;
  measures['first token, nothing remembered, independent: times sooner'] = independent;
  await empty.close();
  return measures;
}

/** Microseconds of processor time, which other work on the machine does not stretch. */
async function timeOf(body: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  await body();
  const { user, system } = process.cpuUsage(from);
  return user + system;
}
