/** `ask`: recall, then read a short answer from the evidence, without a model. */
import type { MemoryRecord } from '../kernel/record.ts';
import { type AnswerKind, answerConfidence } from '../plaintext/answer/answer-confidence.ts';
import { fittingPart, ofSameThing, wholeUnit } from '../plaintext/answer/fits-type.ts';
import { howFitting } from '../plaintext/answer/how-plainly.ts';
import { type InferredAnswer, inferredAnswer } from '../plaintext/answer/inferred-answer.ts';
import { type ReadAnswer, readAnswer } from '../plaintext/answer/read-answer.ts';
import { saysPresent } from '../plaintext/answer/says-present.ts';
import { askedOf, asOfSelf, namesAround, namesAsked } from '../plaintext/answer/whose.ts';
import type { Hit, ParsedQuery, RecallOptions } from '../plaintext/recall/types.ts';
import { factData } from '../plaintext/revise/fact-state.ts';
import { noPremise } from '../plaintext/revise/state/read-states.ts';
import { asksHolders } from '../plaintext/revise/story/ask-story.ts';
import { toldAt } from '../plaintext/revise/told-time.ts';
import type { Engine } from './engine.ts';
import { evidenceAround } from './evidence-around.ts';
import { historyFor } from './history/ask-history.ts';
import type { Answer } from './memory.ts';
import { recallFrom } from './recall.ts';
import { frameOf, sinceThen, stillHolds } from './since-then.ts';
import { asksWhatWas, type PushBack, pushBackOn, turnsOf } from './state/push-back.ts';
import { overtaken } from './state/settled-by-facts.ts';

/** Hits that the reader looks at. */
const readHits = 10;
/** What is left of the confidence when the reader finds no answer in the evidence. */
const refutedShare = 0.4;
/** Subject of what a user says of themselves where no name is known. */
const speakerSubject = 'user';

const denial = /\b(?:not|no longer|never)\b|n['’]t\b/i;

export async function askMemory(engine: Engine, query: string, options: RecallOptions = {}): Promise<Answer> {
  const started = performance.now();
  const result = await recallFrom(engine, query, { limit: readHits, ...options, explain: true });
  const parsed = result.parsed as ParsedQuery;
  const { evidence, pushBack, told } = await engine.exclusive(async () => ({
    evidence: await evidenceAround(engine, result.hits),
    pushBack: await unlessOpen(
      engine,
      ofAsked(engine, parsed, await pushBackOn(engine, parsed, options.scope)),
      options,
    ),
    told: await historyFor(engine, query, options.scope),
  }));
  const answer = readAnswer(parsed, evidence, {
    now: options.now ?? engine.settings.clock.now(),
    zone: engine.settings.zone,
    confidence: result.confidence,
    abstain: result.abstain,
    facts: factsFor(engine, parsed, options),
  });
  // What is wanted stands until it is withdrawn: talk of something else does not end it.
  const wanted =
    answer.standing === true ||
    answer.records?.every(({ kind }) => kind === 'instruction' || kind === 'preference') === true;
  const common = { recalled: result.confidence, advice: howFitting(query) };
  const sure = (kind: AnswerKind, sources: readonly Hit[], recorded?: number): number =>
    answerConfidence({ ...common, kind, recorded, later: saidAfter(sources, result.hits) });
  /** Of what was read from sentences or records. */
  const sureOf = (kind: AnswerKind, sources: readonly Hit[]): number => {
    const { confidence: recorded, certainty, backing, gap } = answer;
    const later = wanted ? 0 : saidAfter(sources, result.hits);
    return answerConfidence({ ...common, kind, recorded, certainty, backing, gap, later });
  };
  const byId = new Map(result.hits.map((hit) => [hit.id, hit]));
  const used = answer.evidence.flatMap((id) => byId.get(id) ?? []);
  const { premise } = pushBack;
  const present = !asksWhatWas(parsed);
  const inferred = present ? inferredFrom(engine, query, options) : undefined;
  // What corrects the premise may be what is asked for: who broke up is single.
  const confirmed =
    inferred?.yes === true &&
    inferred.records.some(({ sources }) => sources.some((id) => premise.correctedBy.includes(id)));
  // A value that was told after all that the premise rests on is no part of what is over.
  const newer =
    pushBack.text !== undefined && answer.found && asksValue(parsed) && toldLast(answer, used, pushBack.evidence);
  if (pushBack.text !== undefined && !confirmed && !newer) {
    return {
      text: inferred?.yes === false ? `No. ${pushBack.text}` : pushBack.text,
      found: true,
      confidence: sure('push-back', pushBack.evidence, premise.confidence),
      explanation: 'The question takes for granted what no longer holds.',
      evidence: pushBack.evidence,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  const unsettled = async (value: string | undefined, hits: readonly Hit[]): Promise<Answer | undefined> => {
    const since =
      value === undefined ? undefined : await sinceThen(engine, parsed, { value, hits, scope: options.scope });
    if (since === undefined) return undefined;
    return {
      text: since.text,
      found: true,
      confidence: sureOf(since.settled ? 'renewed' : 'doubt', since.evidence),
      explanation: since.settled
        ? `Said since: "${since.since}"`
        : 'A later turn seems to end what was said, and no remembered fact says so.',
      evidence: since.evidence,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  };
  if (inferred !== undefined) {
    const { yes, records } = inferred;
    const turns = await engine.exclusive(() =>
      turnsOf(
        engine,
        records.flatMap(({ sources }) => sources),
      ),
    );
    const [record] = records;
    const since = yes && record !== undefined ? await unsettled(factData(record).value, turns.slice(-1)) : undefined;
    if (since !== undefined) return since;
    return {
      text: yes ? 'Yes' : 'No',
      found: true,
      confidence: sure('inferred', turns, Math.max(...records.map((one) => one.confidence))),
      explanation: `Memory holds: "${records.map(({ text }) => text).join(' ')}"`,
      evidence: turns,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  // A plan, what was left behind, and what others think are no present values, however late they were said.
  const known =
    pushBack.known !== undefined && saysPresent(query, pushBack.known) && fitsQuestion(parsed, pushBack.known)
      ? pushBack.known
      : undefined;
  // Where a value was renewed, what was said last decides, not what resembles the question most.
  // A statement that denies something names what does not hold, too: the reader tells the two apart.
  const denies = known !== undefined && denial.test(known.text);
  const deniesValue = known !== undefined && denies && deniedIn(known.text, known.value);
  const later = known !== undefined && toldAfter(answer, pushBack.evidence);
  const saysKnown =
    known !== undefined && !later && !deniesValue && (known.changed || !answer.found) && !(denies && answer.found);
  if (saysKnown) {
    const value = wholeUnit(known.text, known.value);
    // Of several turns that tell it, the one whose words are given: an earlier one is not ended by it.
    const saying = pushBack.evidence.filter(({ text }) => text.includes(known.text));
    const since = await unsettled(value, saying.length > 0 ? saying : pushBack.evidence);
    if (since !== undefined) return since;
    return {
      text: value,
      found: true,
      confidence: sure('state', pushBack.evidence),
      explanation: `Said last: "${known.text}"`,
      evidence: pushBack.evidence,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  if (told !== undefined) {
    return {
      text: told.text,
      found: true,
      confidence: sure('told', told.evidence),
      explanation: `Followed through what was told: ${told.path}.`,
      evidence: told.evidence,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  // Who had it before whom is followed through what was told, or not known: what resembles it most is no answer.
  if (asksHolders(query)) {
    return {
      text: undefined,
      found: false,
      confidence: result.confidence * refutedShare,
      explanation: 'Nobody told who had it then.',
      evidence: result.hits.slice(0, 3),
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  const over =
    present && answer.found && answer.text !== undefined
      ? overtaken(engine.state.facts, answer.text, { turnIds: answer.evidence, scope: options.scope })
      : undefined;
  if (over !== undefined) {
    const { was, now } = over;
    const sources = await engine.exclusive(() => turnsOf(engine, (now ?? was).sources));
    return {
      text: now === undefined ? undefined : factData(now).value,
      found: now !== undefined,
      confidence: now === undefined ? result.confidence * refutedShare : sure('fact', sources, now.confidence),
      explanation: now === undefined ? `That is over: "${was.text}"` : `Memory holds: "${now.text}"`,
      evidence: sources,
      premise,
      ms: performance.now() - started,
      warnings: result.warnings,
    };
  }
  const since = wanted ? undefined : await unsettled(answer.text, used);
  if (since !== undefined) return since;
  return {
    text: answer.text,
    found: answer.found,
    confidence: answer.found
      ? sureOf(answer.records === undefined ? 'read' : 'fact', used)
      : result.confidence * refutedShare,
    explanation: answer.explanation,
    // What was looked at in vain is evidence, too.
    evidence: used.length > 0 ? used : result.hits.slice(0, 3),
    premise,
    ms: performance.now() - started,
    warnings: result.warnings,
  };
}

/** How many of the hits came after the source of an answer, from the same speaker. */
function saidAfter([source]: readonly Hit[], hits: readonly Hit[]): number {
  if (source === undefined) return 0;
  return hits.filter(
    ({ id, at, type, speaker }) => type === 'turn' && id !== source.id && at > source.at && speaker === source.speaker,
  ).length;
}

/** Plainness from which a newer sentence is believed to give the value that a question asks for. */
const plainlyTold = 0.6;

/** True where an answer was read, plainly, from a turn that came after all of some others. */
function toldLast({ certainty }: ReadAnswer, used: readonly Hit[], others: readonly Hit[]): boolean {
  const [source] = used;
  if (source === undefined || others.length === 0 || (certainty ?? 0) < plainlyTold) return false;
  return others.every(({ id, at }) => id !== source.id && at < source.at);
}

const asksValue = (question: ParsedQuery): boolean =>
  !/^(?:yes-no|choice|why|how|feeling)$/.test(frameOf(question).gap);

/** True where an answer is a single value that a fact holds, told after all that a value was said in. */
function toldAfter({ records = [] }: ReadAnswer, said: readonly Hit[]): boolean {
  const [fact, other] = records;
  if (fact === undefined || other !== undefined || fact.kind !== 'fact' || said.length === 0) return false;
  return (
    factData(fact).cardinality === 'single' &&
    said.every(({ id, at }) => at < toldAt(fact) || fact.sources.includes(id))
  );
}

/** Yes or no by facts of the one whom a question names, else of the speaker; those of several users answer nobody. */
function inferredFrom(engine: Engine, query: string, { scope }: RecallOptions): InferredAnswer | undefined {
  const { facts } = engine.state;
  const whose = askedOf(query);
  // "Is Ulla my boss?" asks for the speaker's boss.
  const own = /^Is (?:\p{Lu}\p{Ll}+ (?:still )?(?:my|our) |(?:my|our) [\p{Ll} ]+ \p{Lu}\p{Ll}+\?*$)/u.test(
    query.trim(),
  );
  const other = whose !== undefined && whose.kind !== 'own' && !own;
  const subjects = !other
    ? [speakerSubject]
    : whose.kind === 'named'
      ? [whose.name]
      : aroundUser(engine, query).slice(0, -1);
  for (const one of subjects) {
    const subject = facts.canonical(one.toLowerCase());
    const asked = other ? asOfSelf(query, whose) : query;
    const found = inferredAnswer(asked, facts, { subject, ...(scope === undefined ? {} : { scope }) });
    if (found !== undefined)
      return new Set(found.records.map((record) => record.scope.user)).size > 1 ? undefined : found;
  }
  return undefined;
}

/** A place for where, a person for who; and of the thing that is asked about, not of another of the user's. */
function fitsQuestion(
  question: ParsedQuery,
  { value, text }: { readonly value: string; readonly text: string },
): boolean {
  // "Correction from Anna: ...": what leads in is no value.
  if (text.startsWith(value) && /^[^,.]{0,20}:/.test(text.slice(value.length))) return false;
  return ofSameThing(question.text, text) && fittingPart(frameOf(question), wholeUnit(text, value)) !== undefined;
}

/** Nothing is corrected by what did not end it, or has ended itself. Inside `exclusive`. */
async function unlessOpen(engine: Engine, pushBack: PushBack, { scope }: RecallOptions): Promise<PushBack> {
  if (pushBack.text === undefined || !(await stillHolds(engine, pushBack.premise, scope))) return pushBack;
  return { premise: noPremise, evidence: [] };
}

/** True where a value stands behind a denial in one clause: "I never moved to Lisbon". */
function deniedIn(text: string, value: string): boolean {
  const lower = text.toLowerCase();
  const at = lower.indexOf(value.toLowerCase());
  return at > 0 && denial.test(/[^.,;:!?]*$/.exec(lower.slice(0, at))?.[0] ?? '');
}

/** What is known of the user's own life corrects no question about somebody else. */
function ofAsked(engine: Engine, { text }: ParsedQuery, pushBack: PushBack): PushBack {
  const whose = askedOf(text);
  if (whose === undefined || whose.kind === 'own' || pushBack.evidence.length === 0) return pushBack;
  const names = whose.kind === 'relation' ? namesOf(engine, whose.key) : [];
  const concerns = pushBack.evidence.every((hit) => namesAsked(whose, hit.text, names));
  return concerns ? pushBack : { premise: noPremise, evidence: [] };
}

/** Subjects under which facts of the one that "my sister" means are kept, and the user's, who calls her so. */
function aroundUser(engine: Engine, question: string): string[] {
  const whose = askedOf(question);
  if (whose?.kind !== 'relation') return [];
  const name = whose.name === undefined ? namesOf(engine, whose.key) : [whose.name];
  const around = [`${speakerSubject}'s ${whose.key}`, ...name.map((one) => one.toLowerCase())];
  return [...around, speakerSubject].map((subject) => engine.state.facts.canonical(subject));
}

function namesOf({ state }: Engine, key: string): string[] {
  return namesAround(state.facts.find('fact', { subject: speakerSubject, slot: `relation.${key}` }), key);
}

/** What was put away answers nothing, as it is not recalled; what is over answers what was. */
const putAway: ReadonlySet<MemoryRecord['status']> = new Set(['archived', 'merged', 'expired']);

/** What is known of those whom the question names; of the user where it names nobody. */
function factsFor(engine: Engine, parsed: ParsedQuery, options: RecallOptions): readonly MemoryRecord[] {
  const { facts } = engine.state;
  const named = new Set([...parsed.speakers, ...parsed.entities].map((name) => facts.canonical(name.toLowerCase())));
  for (const subject of aroundUser(engine, parsed.text)) named.add(subject);
  if (named.size === 0) named.add(speakerSubject);
  const scope = options.scope === undefined ? {} : { scope: options.scope };
  return [...named].flatMap((subject) =>
    (['fact', 'preference', 'instruction', 'event'] as const).flatMap((kind) =>
      facts
        .find(kind, { subject, ended: true, ...scope })
        .filter(({ status }) => options.archived === true || !putAway.has(status)),
    ),
  );
}
