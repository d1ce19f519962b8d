import { describe, expect, it } from 'vitest';
import { disagreements } from './changed-lives/check-life.ts';
import { corrections } from './changed-lives/corrections.ts';
import { courses } from './changed-lives/courses.ts';
import { endings } from './changed-lives/endings.ts';
import { inferred } from './changed-lives/inferred.ts';
import { newJobs } from './changed-lives/new-jobs.ts';
import { overlappingMoves } from './changed-lives/overlapping-moves.ts';
import { unchanged } from './changed-lives/unchanged.ts';

const tables = [
  ['changes told with a date of their own', overlappingMoves],
  ['values renewed or set right', corrections],
  ['what is over', endings],
  ['order and number of moves and jobs', courses],
  ['a job given up and another begun', newJobs],
  ['yes or no by inference', inferred],
  ['talk that changes nothing', unchanged],
] as const;

describe.each(tables)('facts, profile, ask, validity and context agree: %s', (_, lives) => {
  it.each(
    lives
      .filter(({ open }) => open === undefined)
      .map((life) => [`${life.say.join(' / ')} | ${life.ask}`, life] as const),
  )('%s', async (_name, life) => {
    expect(await disagreements(life)).toEqual([]);
  });
});
