import { describe, expect, it } from 'vitest';
import { openMemory } from '../open-memory.ts';

/** What no longer holds of the first statement once the second was made, a day later. */
async function ended(first: string, second: string): Promise<readonly string[]> {
  const memory = await openMemory();
  const at = Date.UTC(2025, 0, 6);
  try {
    await memory.observe({ text: first, session: 's0', at });
    await memory.observe({ text: second, session: 's1', at: at + 86_400_000 });
    return (await memory.state.tracks()).flatMap(({ past }) => past.map(({ text }) => text));
  } finally {
    await memory.close();
  }
}

describe('what happens to others, in a dream or in passing', () => {
  it.each([
    ['I drive a Volvo.', 'Priya bought a Honda last week and showed me the boot.'],
    ['I live in Leeds.', 'Viktor from my old choir just bought a flat in Turin.'],
    ['I work at Solvane.', 'Joost was laid off on Friday, so I am reading his letters.'],
    ['I work at Solvane.', 'The bakery chain in our city went bankrupt and eighty people were dismissed.'],
    ['I live in Leeds.', 'Had a dream last night that we moved to Oslo.'],
    ['I drive a Volvo.', 'They handed us a Honda as our rental car.'],
    ['My gym is just around the corner.', 'I live in Porto, near the sea.'],
    ['My dentist is Dr. Novak.', 'A colleague asked me for a dentist, she went to Dr. Brandt in the end.'],
  ])('leaves standing: %s / %s', async (first, second) => {
    expect(await ended(first, second)).toEqual([]);
  });

  it.each([
    ['I drive a Volvo.', 'I bought a Honda last week, it is my car now.'],
    ['I live in Leeds.', 'We moved to Turin last week.'],
    ['I live in Leeds.', 'We moved to Turin, so sunny compared to the north.'],
  ])('lets what happens to the speaker end it: %s / %s', async (first, second) => {
    expect(await ended(first, second)).toEqual([first]);
  });
});
