/** What was said since the sentence that `ask` would answer from: whether it still holds, and whether its end does. */
import type { Scope } from '../kernel/scope.ts';
import { type QuestionFrame, readQuestion } from '../plaintext/answer/question-frame.ts';
import { asksNewest, type Renewed, renewedValue } from '../plaintext/answer/renewed-value.ts';
import {
  type Answered,
  asksOfNow,
  bothSaid,
  endIsOpen,
  type Later,
  saidSince,
  thingsOf,
} from '../plaintext/answer/said-since.ts';
import { saysOver } from '../plaintext/answer/says-over.ts';
import { tellsOfOther, toldClauses } from '../plaintext/answer/told-clauses.ts';
import { matchTerm, matchTerms, plainEnglish } from '../plaintext/answer/words.ts';
import { overContext } from '../plaintext/answer/yes-no.ts';
import { splitSentences } from '../plaintext/extract/sentences.ts';
import type { Hit, ParsedQuery } from '../plaintext/recall/types.ts';
import type { PremiseCheck } from '../plaintext/revise/state/read-states.ts';
import type { Engine } from './engine.ts';
import { toHit } from './recall.ts';
import { saidLater } from './said-later.ts';

const frames = new WeakMap<ParsedQuery, QuestionFrame>();

/** What a question leaves open, read once for each time that it is asked. */
export function frameOf(question: ParsedQuery): QuestionFrame {
  const known = frames.get(question) ?? readQuestion(question);
  frames.set(question, known);
  return known;
}

export type SinceThen = {
  readonly text: string;
  readonly evidence: readonly Hit[];
  /** True where the text is the value that holds since; false where it is both sentences. */
  readonly settled: boolean;
  /** The later sentence. */
  readonly since: string;
};

type Source = {
  /** What the answer would be. */
  readonly value: string;
  /** Evidence of it, best first. */
  readonly hits: readonly Hit[];
  readonly scope: Scope | undefined;
};

/** What a later sentence gives in its place; both sentences where one ends or corrects it in plain words; undefined where none does. */
export async function sinceThen(
  engine: Engine,
  question: ParsedQuery,
  { value, hits, scope }: Source,
): Promise<SinceThen | undefined> {
  const source = hits[0];
  // A talk between named people says of others what it seems to say of one.
  if (source === undefined || source.speaker !== undefined) return undefined;
  const frame = frameOf(question);
  if (!asksOfNow(frame) && !asksNewest(frame)) return undefined;
  const sentence = sentenceWith(source.text, value, frame.terms);
  const answered: Answered = { sentence, value, at: source.at };
  const { about } = thingsOf(frame, answered);
  const kin = ['mum', 'mom', 'dad', 'mother', 'father'];
  const words = [...wordsOf(`${sentence} ${value} ${question.text}`), ...kin].filter((word) =>
    about.has(matchTerm(word)),
  );
  const yesNo = frame.gap === 'yes-no';
  return engine.exclusive(async () => {
    const id = source.type === 'turn' ? source.id : source.sources.at(-1);
    const later = id === undefined ? [] : await saidLater(engine, { id, words, scope });
    const isOver = yesNo && value !== 'No' && asksOfNow(frame) ? saidOver(frame, answered, later) : undefined;
    const renewed = isOver ?? (yesNo && value === 'No' ? undefined : renewedValue(frame, answered, later));
    const since = renewed ?? saidSince(frame, answered, later);
    if (since === undefined) return undefined;
    const [entry] = await engine.cube.latest('turn', [since.id]);
    const hit = entry?.kind === 'turn' ? toHit(entry) : undefined;
    const found = hit === undefined ? [] : [{ ...hit, score: 1 }];
    if (renewed === undefined)
      return {
        text: bothSaid(sentence, since.sentence),
        evidence: [source, ...found],
        settled: false,
        since: since.sentence,
      };
    const stays = yesNo && renewed !== isOver && frame.text.toLowerCase().includes(renewed.value.toLowerCase());
    return {
      text: !yesNo ? renewed.value : stays ? 'Yes' : 'No',
      evidence: [...found, source],
      settled: true,
      since: since.sentence,
    };
  });
}

/** The newest later sentence by which what is asked about is over. */
function saidOver(frame: QuestionFrame, { at }: Answered, later: readonly Later[]): Renewed | undefined {
  const context = overContext(frame);
  for (const { id, text, at: told } of [...later].sort((a, b) => b.at - a.at)) {
    if (told < at) continue;
    for (const { start, end } of splitSentences(text)) {
      const sentence = text.slice(start, end);
      if (saysOver(sentence, context)) return { id, sentence, value: 'No' };
    }
  }
  return undefined;
}

/** True where what is said to have ended something did not, or has itself ended since. Inside `exclusive`. */
export async function stillHolds(
  engine: Engine,
  { outdated, corrected, correctedBy }: PremiseCheck,
  scope: Scope | undefined,
): Promise<boolean> {
  const id = correctedBy.at(-1);
  if (id === undefined) return false;
  const words = wordsOf([...outdated, ...corrected].join(' '));
  const later = await saidLater(engine, { id, words, scope });
  const own = (text: string): boolean => toldClauses(plainEnglish(text)).some((clause) => !tellsOfOther(clause));
  return endIsOpen(outdated, corrected, { later, own });
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]+/gu) ?? [];

/** The sentence that names the value, else the one that shares most with the question. */
function sentenceWith(text: string, value: string, terms: readonly string[]): string {
  const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  const lower = value.toLowerCase();
  const shares = (sentence: string): number => {
    const own = new Set(matchTerms(sentence));
    return terms.filter((term) => own.has(term)).length + (sentence.toLowerCase().includes(lower) ? 2 : 0);
  };
  return sentences.reduce((best, one) => (shares(one) > shares(best) ? one : best), sentences[0] ?? text);
}
