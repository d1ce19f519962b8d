/**
 * Whether the confidence of recall is a probability: every question of a part is asked of its own conversation, and, where
 * asked for, of the next one too, where nobody has said the answer.
 */
import { throwIfAborted } from '../../errors/index.ts';
import { askQuestions } from '../ask-questions.ts';
import type { Subject } from '../subject.ts';
import { chooseUnit, findSuite, loadSuite } from '../suites/catalog.ts';
import type { Part, SuiteConversation } from '../suites/suite.ts';
import { type Calibration, calibration, type Forecast } from './calibration.ts';

export type ReliabilityRequest = {
  readonly suite: string;
  readonly dataPath: string;
  /** Default `heldout`. */
  readonly part?: Part;
  /** Also asks each conversation the questions of the next, as unanswerable ones. Default false. */
  readonly strangers?: boolean;
};

export type ReliabilityReport = {
  readonly suite: string;
  readonly part: Part;
  /** Over the suite's own answerable and unanswerable questions. */
  readonly own: Calibration;
  /** Over those and the questions of the next conversation; null when not asked for. */
  readonly withStrangers: Calibration | null;
};

/** Runs it; questions without evidence that are not marked as unanswerable are left out. */
export async function runReliability(
  request: ReliabilityRequest,
  open: (conversation: string) => Promise<Subject>,
  signal?: AbortSignal,
): Promise<ReliabilityReport> {
  const part = request.part ?? 'heldout';
  const unit = chooseUnit(findSuite(request.suite), undefined);
  const { conversations } = await loadSuite(request.suite, { dataPath: request.dataPath, part, unit });
  const own: Forecast[] = [];
  const foreign: Forecast[] = [];
  for (const [index, conversation] of conversations.entries()) {
    throwIfAborted(signal);
    const subject = await open(conversation.id);
    try {
      own.push(...(await forecasts(subject, conversation, signal)));
      const next = conversations[(index + 1) % conversations.length] as SuiteConversation;
      if (request.strangers !== true || next === conversation) continue;
      const visitors = next.questions.map(({ afterTurns: _later, ...question }) => ({
        ...question,
        abstain: true,
        gold: [],
      }));
      foreign.push(...(await forecasts(subject, { ...conversation, turns: [], questions: visitors }, signal)));
    } finally {
      await subject.close();
    }
  }
  return {
    suite: request.suite,
    part,
    own: calibration(own),
    withStrangers: request.strangers === true ? calibration([...own, ...foreign]) : null,
  };
}

async function forecasts(
  subject: Subject,
  conversation: SuiteConversation,
  signal: AbortSignal | undefined,
): Promise<Forecast[]> {
  const { answers } = await askQuestions(subject, conversation, signal === undefined ? {} : { signal });
  return answers.flatMap(({ question, confidence }) =>
    question.abstain || question.gold.length > 0 ? [{ confidence, happened: !question.abstain }] : [],
  );
}
