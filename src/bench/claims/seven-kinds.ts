/**
 * A memory and questions of seven kinds, each of which one of SuperLocalMemory's channels is there for: by a word, by
 * meaning alone, by names two steps away, by a day, by what shares a name with what the words find, by what a blurred
 * question is completed to, and by a gist of what was said in other words. Vectors and words are made, so that no
 * channel helps by chance.
 */
import { type CubeIndex, createCubeIndex } from '../../plaintext/index/cube-index.ts';
import { denseVectors } from '../../plaintext/index/dense-vectors.ts';
import type { Unit } from '../../plaintext/index/unit.ts';
import type { Rng } from '../../ports/index.ts';

export const kindNames = ['words', 'meaning', 'names', 'day', 'spread', 'blurred', 'gist'] as const;
export type QuestionKind = (typeof kindNames)[number];

export type KindQuestion = {
  readonly kind: QuestionKind;
  readonly text: string;
  readonly vector: Float32Array;
  readonly gold: readonly string[];
};

export const vectorWidth = 64;
const dayMs = 86_400_000;
const start = Date.UTC(2023, 0, 2, 9);
/** After everything that was said. */
export const askedAt: number = start + 800 * dayMs;
const months = 'January February March April May June July August September October November December'.split(' ');
const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu'.split(' ');

export function unitVector(rng: Rng): Float32Array {
  const out = Float32Array.from({ length: vectorWidth }, () => rng.next() + rng.next() + rng.next() - 1.5);
  return scaled(out);
}

function scaled(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

/** A vector of which `share` of its length is noise. */
function near(center: Float32Array, share: number, rng: Rng): Float32Array {
  const noise = unitVector(rng);
  return scaled(center.map((x, i) => x + share * (noise[i] as number)));
}

/** `perKind` questions of each kind in a memory with `fillers` texts about nothing. */
export function sevenKinds(
  perKind: number,
  fillers: number,
  rng: Rng,
): { readonly index: CubeIndex; readonly questions: readonly KindQuestion[] } {
  const used = new Set<string>();
  const word = (): string => {
    for (;;) {
      const made = Array.from({ length: 4 }, () => syllables[Math.floor(rng.next() * syllables.length)]).join('');
      if (!used.has(made)) {
        used.add(made);
        return made;
      }
    }
  };
  const common = Array.from({ length: 60 }, word);
  const blah = (): string => Array.from({ length: 8 }, () => common[Math.floor(rng.next() * common.length)]).join(' ');
  const units: Unit[] = [];
  const vectors: Float32Array[] = [];
  const add = (rest: Partial<Unit>, vector: Float32Array = unitVector(rng)): string => {
    const id = `u${units.length}`;
    units.push({
      id,
      type: 'turn',
      kind: 'turn',
      seq: units.length + 1,
      at: start + Math.floor(rng.next() * 700) * dayMs,
      text: blah(),
      scope: { user: 'u', session: `s${units.length}` },
      role: 'user',
      sources: [id],
      entities: [],
      times: [],
      valid: {},
      status: 'activated',
      trust: 1,
      ...rest,
    });
    vectors.push(vector);
    return id;
  };
  const questions: KindQuestion[] = [];
  const ask = (kind: QuestionKind, text: string, gold: readonly string[], vector = unitVector(rng)): void => {
    questions.push({ kind, text, gold, vector });
  };
  /** What shares a word or a name with its question is somewhat near it in meaning, too. */
  const close = (rest: Partial<Unit>): readonly [string, Float32Array] => {
    const vector = unitVector(rng);
    return [add(rest, vector), near(vector, 1, rng)];
  };
  for (let i = 0; i < fillers; i++) add({ entities: i % 3 === 0 ? [word()] : [] });
  for (let i = 0; i < perKind; i++) {
    const rare = word();
    const [gold, about] = close({ text: `${rare} ${blah()}` });
    ask('words', `what about ${rare}`, [gold], about);

    const meaning = unitVector(rng);
    ask('meaning', `what about ${word()}`, [add({}, near(meaning, 0.6, rng))], meaning);

    const [a, b] = [word(), word()];
    const [first, named] = close({ entities: [a, b] });
    ask('names', `what about ${a}`, [first, add({ entities: [b] })], named);

    // A day of its own, since nothing else tells it from the others.
    const at = start + (701 + 3 * i) * dayMs;
    const date = new Date(at);
    const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    ask('day', `in what order did it happen on ${day}`, [add({ at })]);

    const [seen, link] = [word(), word()];
    const [, reached] = close({ text: `${seen} ${blah()}`, entities: [link] });
    ask('spread', `what about ${seen}`, [add({ entities: [link] })], reached);

    const center = unitVector(rng);
    const members = Array.from({ length: 6 }, () => add({}, near(center, 0.7, rng)));
    ask('blurred', `what about ${word()}`, members, near(center, 1.6, rng));

    const topic = word();
    const sources = Array.from({ length: 4 }, () => add({}));
    const [, told] = close({ type: 'record', kind: 'summary', text: `${topic} ${blah()}`, sources });
    ask('gist', `what about ${topic}`, sources, told);
  }
  const index = createCubeIndex({ vectors: denseVectors({ dimensions: vectorWidth, space: 'made' }) });
  index.add(units, vectors);
  return { index, questions };
}
