/** The text that belongs to an id: whoever knows the id can tell whether what is stored is what was written. */
import { createHash } from 'node:crypto';

const people = ['Anna', 'Ben', 'Chloe', 'Dario', 'Emil', 'Fatima'];
const places = ['Oslo', 'Porto', 'Kyoto', 'Lima', 'Accra', 'Perth'];
const things = ['a red bicycle', 'the blue tent', 'an old camera', 'two tickets', 'a letter', 'the spare key'];

/** Deterministic; some of the texts give the rules something to derive. */
export function knownText(id: string): string {
  const digest = createHash('sha256').update(id).digest();
  const pick = (from: readonly string[], index: number): string => from[(digest[index] ?? 0) % from.length] ?? '';
  const moved = (digest[9] ?? 0) % 4 === 0 ? ` I moved to ${pick(places, 3)} this month.` : '';
  return `${pick(people, 0)} took ${pick(things, 1)} to ${pick(places, 2)} (${digest.toString('hex', 10, 14)}).${moved}`;
}
