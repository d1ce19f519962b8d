import { describe, expect, it } from 'vitest';
import { disagreements } from './changed-lives/check-life.ts';
import { overlappingMoves } from './changed-lives/overlapping-moves.ts';

describe.each([['changes told with a date of their own', overlappingMoves]])('%s', (_, lives) => {
  it.each(lives.map((life) => [`${life.say.join(' / ')} | ${life.ask}`, life] as const))(
    'facts, profile, ask, validity and context agree: %s',
    async (_name, life) => {
      expect(await disagreements(life)).toEqual([]);
    },
  );
});
