/**
 * bAbI (the stories that LongMINT's state tracking is made of), answered through a memory's own verbs: generated worlds,
 * and the held-out questions of the real files where `--data` names them.
 */
import { type WorldStory, type WorldTask, worldStories, worldTasks } from '../suites/babi/babi-twin.ts';
import { babi } from '../suites/babi/load-babi.ts';
import { bestLineWorld, memoryWorld, scoreWorlds, storyOf } from '../suites/babi/score-worlds.ts';
import type { ClaimDefinition, ClaimRun } from './claim-definition.ts';
import { judgeClaim, type Numbers, named, type RelationSpec } from './judge-claim.ts';

const reach: Readonly<Record<WorldTask, number>> = {
  qa1: 95,
  qa2: 85,
  qa3: 85,
  qa6: 95,
  qa7: 95,
  qa8: 95,
  qa9: 95,
};

/** The worse of the generated and the real questions. */
const worst = (numbers: Numbers, name: string, task: string): number =>
  Math.min(numbers[`${name}, generated: ${task}`] ?? Number.NaN, numbers[`${name}, held-out: ${task}`] ?? 100);
/** The better of them, for what must fail. */
const best = (numbers: Numbers, name: string, task: string): number =>
  Math.max(numbers[`${name}, generated: ${task}`] ?? Number.NaN, numbers[`${name}, held-out: ${task}`] ?? 0);

export const babiClaim: ClaimDefinition = {
  system: 'babi',
  tier: 'evaluation',
  claim:
    'Who is where and who has what is answered by following what was told, not by the line that resembles the question.',
  relation:
    'exact match at least 95 on qa1, qa6, qa7, qa8 and qa9, at least 85 on qa2 and qa3; the best line by BM25 below',
  data: 'the folder of the bAbI tasks',
  run: (run) =>
    judgeClaim(
      run,
      worldTasks.map(
        (task): RelationSpec => ({
          statement: `${task}, exact match`,
          atLeast: reach[task],
          value: (numbers) => worst(numbers, 'memory', task),
          control: { what: 'best line by BM25', value: (numbers) => best(numbers, 'best line', task) },
        }),
      ),
      async (seed) => {
        const generated = worldStories(seed, run.quick ? 3 : 20);
        const real = run.data === undefined ? [] : await heldoutStories(run, run.data, seed);
        const score = async (open: typeof memoryWorld, name: string): Promise<Numbers> => ({
          ...named(`${name}, generated`, await scoreWorlds(open, generated, run.signal)),
          ...(real.length === 0 ? {} : named(`${name}, held-out`, await scoreWorlds(open, real, run.signal))),
        });
        return { measured: await score(memoryWorld, 'memory'), baselines: await score(bestLineWorld, 'best line') };
      },
    ),
};

/** Held-out stories of the seven tasks; the seeds share them out. */
async function heldoutStories({ seeds, quick }: ClaimRun, dataPath: string, seed: number): Promise<WorldStory[]> {
  const tasks = new Set<string>(worldTasks);
  const stories: WorldStory[] = [];
  let number = 0;
  for await (const conversation of babi.open({ dataPath, part: 'heldout' })) {
    if (!tasks.has(conversation.questions[0]?.category ?? '')) continue;
    number += 1;
    if (number % seeds.length === seeds.indexOf(seed) && (!quick || number <= 60)) stories.push(storyOf(conversation));
  }
  return stories;
}
