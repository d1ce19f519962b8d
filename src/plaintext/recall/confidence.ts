/**
 * How likely it is that the answer is in memory: a logistic model over what the best hits hold of the question.
 * Weights are set on the development chats of BEAM, LifeBench and BFCL, with their own questions and with those of
 * other chats, which nobody has answered there; those for talks between people on chats written for it: there a
 * question often ascribes to one what the other one said, with all its words.
 */
import { cue } from '../index/cues.ts';
import { tokenize } from '../index/tokenize.ts';
import type { CandidateSet } from './candidate-set.ts';
import { kindsHeld } from './kind-words.ts';
import type { OrderedHit } from './order-hits.ts';
import { idf, type QueryContext } from './query-context.ts';
import type { Intent } from './types.ts';
import type { WordEvidence } from './word-evidence.ts';

/** Each between 0 and 1. */
export type ConfidenceFeatures = {
  /** Share of the question's word weight that occurs anywhere in the cube. */
  readonly known: number;
  /** Its third power: what nobody has talked about lacks more than a word or two. */
  readonly familiar: number;
  /** Greatest share that one of the first five hits and its neighbors hold. */
  readonly coverage: number;
  /** BM25 of the best window, over what a window that holds everything several times would get. */
  readonly strength: number;
  /** What the named speakers said about it, against what anybody said: 1 where no speaker is named. */
  readonly speaker: number;
  /** Share of the entities named that the cube knows: 1 where none is named. */
  readonly entities: number;
  /** For questions that any text on the topic serves (summaries, order, advice, preferences): how surely it is a topic. */
  readonly broad: number;
  /** The same for counts and yes-no questions, which silence answers in part. */
  readonly closed: number;
  /** Content words, 1 for a dozen: no text holds all the words of a long question. */
  readonly length: number;
};

/** Set so that about one answerable development question in twenty falls below one half. */
const bias = -4.4;
const weights: Readonly<Record<keyof ConfidenceFeatures, number>> = {
  known: 0,
  familiar: 2.8,
  coverage: 1.5,
  strength: 1.2,
  speaker: 1,
  entities: 0.4,
  broad: 1.3,
  closed: 0.6,
  length: 0.4,
};
/** For a question that names one of several people in the memory: who said it tells more than how many words fit. */
const peopleBias = -6.6;
const peopleWeights: Readonly<Record<keyof ConfidenceFeatures, number>> = {
  known: 1,
  familiar: 0,
  coverage: 0.5,
  strength: 0.5,
  speaker: 6,
  entities: 0.4,
  broad: 0.3,
  closed: 0,
  length: 0,
};
/** From this share of known words on it may be a topic of the memory, and from that one on it is. */
const topicFrom = 0.7;
const topicAt = 0.95;
/** Content words of a long question. */
const manyWords = 12;
/** What a question or a remark to the other one counts as something its speaker said of himself. */
const askedShare = 0.5;
const broadIntents: ReadonlySet<Intent> = new Set<Intent>([
  'summary',
  'order',
  'advice',
  'instruction',
  'preference',
  'comparison',
]);
const closedIntents: ReadonlySet<Intent> = new Set<Intent>(['count', 'yes-no']);
const firstHits = 5;

export function confidenceFeatures(
  context: QueryContext,
  candidates: CandidateSet,
  evidence: WordEvidence,
  hits: readonly OrderedHit[],
): ConfidenceFeatures {
  const { index, parsed, idealWeight, terms } = context;
  const ideal = Math.max(idealWeight, 1e-6);
  let coverage = 0;
  let window = 0;
  for (const hit of hits.slice(0, firstHits)) {
    coverage = Math.max(coverage, evidence.windowCoverage[hit.place] as number);
    window = Math.max(window, evidence.window[hit.place] as number);
  }
  let weight = 0;
  let words = 0;
  for (const term of terms) {
    if (!term.content) continue;
    weight += term.weight;
    words++;
  }
  // Who asks for an instrument is answered by a cello.
  weight += kindsHeld(context) * idf(Math.max(1, index.words.liveDocuments), 0);
  const known = Math.min(1, weight / ideal);
  const topic = Math.min(1, Math.max(0, (known - topicFrom) / (topicAt - topicFrom)));
  const found = parsed.entities.filter((name) => index.entities.find(name) >= 0).length;
  return {
    known,
    familiar: known ** 3,
    coverage: Math.min(1, coverage),
    strength: Math.min(1, window / (1.5 * ideal)),
    speaker: speakerShare(context, candidates, evidence),
    entities: parsed.entities.length === 0 ? 1 : found / parsed.entities.length,
    broad: broadIntents.has(parsed.intent) ? topic : 0,
    closed: closedIntents.has(parsed.intent) ? topic : 0,
    length: Math.min(1, words / manyWords),
  };
}

/**
 * Best cover of the question, names apart, in what the named speakers said, over the best in what anybody said: low
 * where the question ascribes to one person what another one said.
 */
function speakerShare(context: QueryContext, candidates: CandidateSet, evidence: WordEvidence): number {
  const { index, parsed, terms } = context;
  if (parsed.speakers.length === 0) return 1;
  const named = new Set(parsed.speakers.map((name) => index.units.names.find(name)));
  const nameTerms = new Set<string>();
  for (const name of parsed.speakers) tokenize(name, 'query', (term) => nameTerms.add(term));
  const weight = terms.slice(0, 32).map((term) => (term.content && !nameTerms.has(term.term) ? term.weight : 0));
  const talk = context.twoTalk;
  let own = 0;
  let anybody = 0;
  for (let place = 0; place < candidates.count; place++) {
    const held = evidence.held[place] as number;
    if (held === 0) continue;
    let sum = 0;
    for (let t = 0; t < weight.length; t++) if ((held & (1 << t)) !== 0) sum += weight[t] as number;
    if (sum > anybody) anybody = sum;
    const document = candidates.documents[place] as number;
    if (!named.has(index.units.speaker.data[document] as number)) continue;
    const mask = index.units.cues.data[document] as number;
    if (talk && (mask & cue.question) !== 0 && (mask & cue.firstPerson) === 0) sum *= askedShare;
    if (sum > own) own = sum;
  }
  return anybody === 0 ? 0.5 : own / anybody;
}

/** Probability, 0 to 1; 0 without hits. */
export function answerConfidence(
  context: QueryContext,
  candidates: CandidateSet,
  evidence: WordEvidence,
  hits: readonly OrderedHit[],
): number {
  if (hits.length === 0) return 0;
  const features = confidenceFeatures(context, candidates, evidence, hits);
  const people = context.parsed.speakers.length > 0 && context.twoTalk;
  let sum = people ? peopleBias : bias;
  const own = people ? peopleWeights : weights;
  for (const [name, value] of Object.entries(features)) sum += value * own[name as keyof ConfidenceFeatures];
  return 1 / (1 + Math.exp(-sum));
}
