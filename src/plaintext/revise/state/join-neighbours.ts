/**
 * Two neighbouring sentences of a turn that tell one thing between them: "I have changed my sport. I now do judo.",
 * "A radio producer since Monday! New career, same coffee." The one that names the slot and no value of it is read with
 * the other.
 */
import { readingOf } from './read-statement.ts';
import { tellingTerms } from './signs/sign-statement.ts';
import type { StateSchema } from './state-schema.ts';
import type { StateDelta } from './state-types.ts';

/** Turn and number of the sentence that a chunk was cut out of. */
function sentenceOf({ chunkIds }: StateDelta): { readonly turn: string; readonly at: number } | undefined {
  const [id = ''] = chunkIds;
  const cut = id.lastIndexOf('/');
  const at = Number(id.slice(cut + 1));
  return cut < 0 || !Number.isInteger(at) ? undefined : { turn: id.slice(0, cut), at };
}

function areNeighbours(a: StateDelta, b: StateDelta): boolean {
  const [first, second] = [sentenceOf(a), sentenceOf(b)];
  return first !== undefined && first.turn === second?.turn && first.at + 1 === second.at;
}

/** The slot of a delta, where it has one value at a time. */
function slotOf({ facet, cardinality }: StateDelta, schema: StateSchema): ReturnType<StateSchema['slotOf']> {
  return cardinality === 'single' ? schema.slotOf(facet) : undefined;
}

const isLoose = ({ facet }: StateDelta): boolean => facet.startsWith('habit:') || facet.startsWith('event:');

/** One statement of two: in the words of the one that tells the value, else of both; undefined where they tell two things. */
function joined(a: StateDelta, b: StateDelta, schema: StateSchema): StateDelta | undefined {
  const [first, second] = [slotOf(a, schema), slotOf(b, schema)];
  const tells = (delta: StateDelta, slot: NonNullable<typeof first>): boolean =>
    tellingTerms(readingOf(delta.text, schema), slot, schema).length > 0;
  const both = (of: StateDelta): StateDelta => ({
    ...of,
    confidence: Math.max(a.confidence, b.confidence),
    loses: [...new Set([...a.loses, ...b.loses])],
    chunkIds: [...a.chunkIds, ...b.chunkIds],
  });
  if (first !== undefined && first === second && a.facet === b.facet && !tells(a, first)) return both(b);
  if (second !== undefined && first === undefined && isLoose(a) && !tells(b, second)) {
    const text = `${a.text} ${b.text}`;
    return { ...both(b), text, value: text };
  }
  return undefined;
}

/** Deltas of one session with those joined that tell one thing between them. */
export function joinNeighbours(deltas: readonly StateDelta[], schema: StateSchema): StateDelta[] {
  const found: StateDelta[] = [];
  for (const delta of deltas) {
    const before = found.at(-1);
    const one =
      before === undefined || !areNeighbours(before, delta) || before.retracts !== undefined
        ? undefined
        : joined(before, delta, schema);
    if (one === undefined) found.push(delta);
    else found[found.length - 1] = one;
  }
  return found;
}
