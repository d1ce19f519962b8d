/** What the answer rules read and what they give back. */
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Role, SourceClass } from '../../kernel/turn.ts';
import type { Hit } from '../recall/types.ts';
import type { Backing } from './backing.ts';
import type { Candidate } from './evidence-sentences.ts';
import type { Gap } from './question-frame.ts';
import { dayText } from './time-answers.ts';

/** One recalled hit with what is known around it. */
export type Evidence = {
  readonly hit: Hit;
  /** IANA zone of the turn; relative dates resolve in it. Default UTC. */
  readonly zone?: string;
  /** Text of the turn before, in the same session. */
  readonly before?: string;
  /** Text of the turn after, in the same session. */
  readonly after?: string;
  /** Role of the turn's speaker, where known: what an assistant said is not about the user unless it says "you". */
  readonly role?: Role;
  /** Where the turn came from, where known: "my" on a web page is not the user's. */
  readonly source?: SourceClass;
};

export type AnswerContext = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly zone?: string;
  /** Recall's probability that the answer is in memory. */
  readonly confidence: number;
  /** Recall's advice to abstain. */
  readonly abstain: boolean;
  /** Live facts, preferences, instructions and events of the subjects named; may be empty. */
  readonly facts: readonly MemoryRecord[];
};

export type ReadAnswer = {
  /** Undefined when it is not in memory. */
  readonly text: string | undefined;
  readonly found: boolean;
  /** Why, in one sentence. */
  readonly explanation: string;
  /** Ids of the hits that it was read from, best first. */
  readonly evidence: readonly string[];
  /** How sure the records are that it was read from; absent where it was read from evidence. */
  readonly confidence?: number;
  /** The records that it was read from. */
  readonly records?: readonly MemoryRecord[];
  /** 0 to 1: how plainly what it was read from says it; absent where nothing was found. */
  readonly certainty?: number;
  /** What backs an answer that was read from sentences. */
  readonly backing?: Backing;
  /** True for what is wanted until it is withdrawn: what was said since says nothing of it. */
  readonly standing?: boolean;
  /** What kind of thing the question leaves open. */
  readonly gap?: Gap;
};

/** What an answer rule gives back. */
export type Found = {
  readonly text: string;
  readonly candidates: readonly Candidate[];
  readonly explanation: string;
  /** 0 to 1: how plainly the evidence says it. Default: by how much of the question its sentence covers. */
  readonly certainty?: number;
  /** Of a span: how well its place fits the gap, and by how much it beat the next one. */
  readonly fit?: number;
  readonly margin?: number;
};

/** An answer that stands in one sentence. */
export function stated(text: string, candidate: Candidate): Found {
  const { hit, zone } = candidate.evidence;
  const who = hit.speaker === undefined ? 'it was said' : `${hit.speaker} said it`;
  return { text, candidates: [candidate], explanation: `${who} on ${dayText(hit.at, zone)}` };
}
