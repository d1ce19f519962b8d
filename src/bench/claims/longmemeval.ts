/** LongMemEval (arXiv 2410.10813), its knowledge updates, on a twin: the newest value, however many came before it. */
import { openMemory } from '../../memory/open-memory.ts';
import { type AnswersReport, answeringSubject, runAnswers } from '../answers.ts';
import {
  eagerReader,
  memoryReader,
  relevanceReader,
  scoreUpdateReader,
  type UpdateReader,
} from '../suites/longmemeval/score-updates.ts';
import { updateHaystacks } from '../suites/longmemeval/update-haystacks.ts';
import { developmentUpdates, heldoutUpdates } from '../suites/longmemeval/update-surface.ts';
import { wrongFormat } from '../suites/suite-files.ts';
import type { ClaimDefinition, ClaimRun } from './claim-definition.ts';
import { judgeClaim, type Numbers, named } from './judge-claim.ts';

export const longmemevalClaim: ClaimDefinition = {
  system: 'longmemeval',
  tier: 'evaluation',
  claim: 'A value that was renewed over many sessions is answered with what holds now, and what was never told is not.',
  relation: 'held-out wordings, knowledge update: exact match at least 97; the most relevant statement at most 55',
  data: 'longmemeval_*.json, instances with their haystacks',
  run: async (run) => {
    // The same on every seed, so it is read once; first, because a wrong file should be told of at once.
    const real = run.data === undefined ? undefined : await askReal(run, run.data);
    return judgeClaim(
      run,
      [
        {
          statement: 'knowledge update, exact match, held-out wordings',
          atLeast: 97,
          value: (n) => n['held-out: exact'] ?? 0,
          control: { what: 'the most relevant statement', value: (n) => n['relevance: exact'] ?? 100 },
        },
        {
          statement: 'the most relevant statement, exact match',
          atMost: 55,
          value: (n) => n['relevance: exact'] ?? 100,
          control: { what: 'the memory', value: (n) => n['held-out: exact'] ?? 0 },
        },
        {
          statement: 'what was never told is not answered',
          atLeast: 95,
          value: (n) => n['held-out: refused'] ?? 0,
          control: {
            what: 'the statement most like the question, whatever it says',
            value: (n) => n['always answers: refused'] ?? 100,
          },
        },
      ],
      async (seed) => {
        const count = run.quick ? 36 : 180;
        const heldout = updateHaystacks(heldoutUpdates, seed, count);
        const development = updateHaystacks(developmentUpdates, seed, Math.ceil(count / 2));
        const of = async (name: string, read: UpdateReader, on = heldout): Promise<Numbers> =>
          named(name, await scoreUpdateReader(read, on, run.signal));
        return {
          measured: {
            ...(await of('held-out', memoryReader)),
            ...(await of('development', memoryReader, development)),
            ...(real === undefined ? {} : measuredOn(real)),
          },
          baselines: {
            ...(await of('relevance', relevanceReader(heldoutUpdates))),
            ...(await of('always answers', eagerReader)),
            ...(real === undefined ? {} : baselinesOn(real)),
          },
        };
      },
    );
  },
};

/** Questions that a quick run asks of a real file: every one has a haystack of its own to read. */
const quickQuestions = 10;

/** Every question of a real file, each put to a memory of its own haystack; no judge but the comparison of words. */
async function askReal({ quick, signal }: ClaimRun, dataPath: string): Promise<AnswersReport> {
  const report = await runAnswers(
    { suite: 'longmemeval', dataPath, ...(quick ? { limit: quickQuestions } : {}) },
    async () => answeringSubject(await openMemory()),
    signal === undefined ? {} : { signal },
  );
  if (report.answerable.questions + report.unanswerable.questions > 0) return report;
  throw wrongFormat('longmemeval', dataPath, 'there is no instance in it');
}

function measuredOn({ answerable, unanswerable, byCategory }: AnswersReport): Numbers {
  return {
    ...named('real data', {
      questions: answerable.questions + unanswerable.questions,
      exact: answerable.exact,
      'says the answer': answerable.contains,
      'token F1': answerable.f1,
      'not in memory': answerable.abstained,
      ...(unanswerable.questions === 0 ? {} : { 'refused, never told': unanswerable.abstained }),
    }),
    ...Object.fromEntries(
      Object.entries(byCategory)
        .filter(([category]) => category !== 'abstention')
        .map(([category, { contains }]) => [`real data, ${category}: says the answer`, contains]),
    ),
  };
}

/** The nearest and a random sentence as answers, by token F1: neither ever refuses. */
const baselinesOn = ({ answerable }: AnswersReport): Numbers => ({
  'real data, nearest sentence: token F1': answerable.nearestSentence,
  'real data, random sentence: token F1': answerable.randomSentence,
});
