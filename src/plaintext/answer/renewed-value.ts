/**
 * "The doctor lowered my dose to 10 mg", "it's Martina, not Marina", "traded the Nikon for a Fuji": a later sentence that
 * gives what an answer was read from another value. Of values by their form (an amount, a time, a day, a numbered thing) a
 * sentence about the same matter that tells of a change is enough; of names, the old or the matter has to be named.
 */
import { quotePattern } from '../../kernel/quote-pattern.ts';
import { splitSentences } from '../extract/sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Answered, Later } from './said-since.ts';
import { tellsOfOther, toldClauses } from './told-clauses.ts';
import { type Form, formOf, valuesOf } from './value-forms.ts';
import { isContent, matchTerms, plainEnglish } from './words.ts';

export type Renewed = { readonly id: string; readonly sentence: string; readonly value: string };

const asksOld =
  /\b(?:before|previous(?:ly)?|former(?:ly)?|(?<!how )old|original(?:ly)?|initial(?:ly)?|(?:at )?first|earlier|used to|use to|ago|back then|history|ever|happened|change[ds]?)\b/i;

/** True where the newest value is the answer: the question asks for a value, of no time that is past. */
export function asksNewest({ text, gap, range, hypothetical, plural }: QuestionFrame): boolean {
  if (hypothetical || plural || range !== undefined) return false;
  if (/^(?:history|order|why|feeling|choice)$/.test(gap)) return false;
  return !asksOld.test(text);
}

/** Tells that something is not as it was. */
const changes =
  /\b(?:now|from now on|as of|since|these days|up to|down to|(?:went|gone|goes|going|put|turned) (?:\p{L}+ )?(?:up|down)|lower(?:ed|s)?|raised?|reduc\w+|increas\w+|cut|halved|doubled|bumped|chang\w+|mov(?:ed|es|ing)|shift\w*|push(?:ed|ing)?|brought forward|postpon\w*|reschedul\w*|switch\w*|instead|no longer|already|can only|new|from (?:next|this|\p{Lu}\p{L}+)|starting)\b/iu;
const selfOf = /\b(?:I|my|our|we)\b/;
const toValue = /\b(?:up|down|raised|lowered|cut|increased|reduced|changed|moved|put|doubled|halved)\b.*\bto\b/i;
/** Opens a correction of what was just said. */
const opensCorrection =
  /^(?:correction|no,? wait|wait,? no|wait|oops|sorry|whoops|typo|scratch that|actually|i mean|i meant|my mistake|hang on|argh)\b/i;
const corrects = /\b(?:correction|typo|i meant|i mean|my mistake|mixed (?:them )?up|i said)\b/i;
/** Words that say nothing of the matter. */
const vague =
  /^(?:user|day|week|month|year|time|today|now|new|old|good|great|thing|people|one|two|three|go|get|have|take|make|want|need|use|start|like|love|know|think|really|still|actually|just|euro|pound|dollar|hour|minut)$/;
/** Quick to tell: a sentence without any of these renews nothing. */
const mayRenew = new RegExp(
  `${changes.source}|${corrects.source}|${opensCorrection.source}|\\b(?:not|rather|instead|traded|swapped|exchanged|replac|took over|taken over|taking over|renamed|updated|set)`,
  'iu',
);
/** A value ends before these. */
const valueEnd =
  /\s*(?:[,;.!?]|\s-\s|\b(?:because|so|but|and|which|who|after|since|when|now|instead|already|today|yesterday|last|this|that|for|with|from|until|if|then|by|in|at|on|not)\b).*$/i;

/** The newest later sentence that gives another value, with that value; undefined where none does. */
export function renewedValue(frame: QuestionFrame, answered: Answered, later: readonly Later[]): Renewed | undefined {
  if (!asksNewest(frame)) return undefined;
  const old = frame.gap === 'yes-no' ? namedIn(frame, answered.sentence) : oldOf(answered);
  if (old === undefined) return undefined;
  const about = new Set(
    [...frame.terms, ...matchTerms(answered.sentence)].filter((term) => isContent(term) && !vague.test(term)),
  );
  for (const term of matchTerms(old.text)) about.delete(term);
  const newestFirst = [...later].filter((one) => one.at >= answered.at).sort((a, b) => b.at - a.at);
  for (const one of newestFirst) {
    for (const { start, end } of splitSentences(one.text)) {
      const sentence = one.text.slice(start, end);
      if (sentence === answered.sentence || /\?\s*$/.test(sentence)) continue;
      const value = renewalIn(plainEnglish(sentence), { old, about, frame, follows: one.follows });
      if (value !== undefined) return { id: one.id, sentence, value };
    }
  }
  return undefined;
}

type Old = { readonly text: string; readonly form: Form | undefined };

/** What the answer gives, as its sentence says it. */
function oldOf({ value, sentence }: Answered): Old | undefined {
  const form = formOf(value, plainEnglish(sentence));
  return { text: form?.text ?? value, form };
}

/** What a question names that its sentence names, too: the value that is asked about. */
function namedIn(frame: QuestionFrame, sentence: string): Old | undefined {
  const plain = plainEnglish(sentence);
  for (const value of valuesOf(frame.text))
    if (plain.includes(value.text)) return { text: value.text, form: formOf(value.text, plain) };
  const name = (frame.text.match(/(?<= )\p{Lu}[\p{L}\d'-]+(?: \p{Lu}?[\p{L}\d'-]*\d[\p{L}\d'-]*)?/gu) ?? [])
    .filter((one) => !/^(?:I|I'm)$/.test(one) && plain.includes(one))
    .at(-1);
  return name === undefined ? undefined : { text: name, form: undefined };
}

type Scene = {
  readonly old: Old;
  /** Terms of the matter, without the value's. */
  readonly about: ReadonlySet<string>;
  readonly frame: QuestionFrame;
  readonly follows: boolean;
};

function renewalIn(text: string, { old, about, frame, follows }: Scene): string | undefined {
  if (!mayRenew.test(text)) return undefined;
  const clauses = toldClauses(text);
  if (clauses.every(({ stance }) => stance === 'unreal' || stance === 'nearly')) return undefined;
  const contrasted = contrast(text, old.text);
  const { form } = old;
  if (form === undefined) {
    if (contrasted !== undefined) return contrasted;
    const replaced = replacement(text, old.text) ?? changedTo(text, about);
    if (replaced !== undefined) return replaced;
    if (!follows || !opensCorrection.test(text)) return undefined;
    const rest = cut(text.replace(opensCorrection, '').replace(/^[\s,:;.-]*(?:it is|that is|i meant|i mean)?\s*/i, ''));
    const alike = /^\p{Lu}/u.test(old.text) && /^\p{Lu}/u.test(rest) && rest.split(' ').length <= 3;
    return alike && rest !== old.text ? rest : undefined;
  }
  const values = valuesOf(text).filter((value) => form.like(value));
  const value = values.find((one) => one.text !== old.text && !form.same(one));
  if (value === undefined) return undefined;
  const whole = form.renew(value);
  if (contrasted !== undefined && (follows || tied(text, about))) return whole;
  if (follows && opensCorrection.test(text)) return whole;
  const clause = clauses.find((one) => one.text.includes(value.text));
  if (clause === undefined || clause.stance === 'unreal' || clause.stance === 'nearly') return undefined;
  const others = tellsOfOther(clause) && !/\b(?:my|our|they)\b/i.test(clause.text);
  if (others && frame.whose?.kind !== 'relation' && frame.whose?.kind !== 'named') return undefined;
  // "I am down to twice a week", "she raised my dose to 10 mg": the change is the user's own.
  const own = form.alike(value) && selfOf.test(clause.text) && toValue.test(clause.text);
  const isTied = tied(text, about) || (form.bound(value) && (follows || selfOf.test(clause.text))) || own;
  if (corrects.test(text)) return isTied || follows ? whole : undefined;
  return isTied && changes.test(text) ? whole : undefined;
}

function tied(text: string, about: ReadonlySet<string>): boolean {
  return matchTerms(text).some((term) => about.has(term));
}

function cut(text: string): string {
  return text
    .replace(/^(?:the|an?|my|our|to|on|at|in) /i, '')
    .replace(valueEnd, '')
    .trim();
}

const short = (text: string | undefined): string | undefined => {
  const value = cut((text ?? '').trim());
  return value === '' || value.split(/\s+/).length > 5 ? undefined : value;
};

/** "It is Martina, not Marina", "not Marina but Martina", "I said Marina but it is Martina". */
function contrast(text: string, old: string): string | undefined {
  const o = `(?:the |an? |my |on |at |in )?${quotePattern(old)}(?![\\p{L}\\d])`;
  const before = new RegExp(`(?<new>[^,;.!?]{2,40}?),? (?:and )?(?:not|rather than|instead of) ${o}`, 'iu').exec(text);
  if (before !== null) {
    const said = (before.groups?.['new'] ?? '').replace(
      /^.*\b(?:is|was|are|be|called|named|i meant|i mean|on|at|to|wait|oops|sorry|correction|actually)\b[\s,:]*/i,
      '',
    );
    if (/\b(?:did|does|do|is|am|was|has|have|it)$/i.test(said)) return undefined;
    const value = short(said);
    if (value !== undefined) return value;
  }
  const after = new RegExp(
    `(?:\\bnot ${o},? (?:but|rather|it is|it was|that is)(?: actually| really)?(?: on| at| in)?|\\bi said ${o},? but (?:it is|it was|i meant|that is|actually)) (?<new>[^,;.!?]{2,40})`,
    'iu',
  ).exec(text);
  return short(after?.groups?.['new']);
}

/** "Traded the Nikon for a Fuji", "Petra took over from Jonas". */
function replacement(text: string, old: string): string | undefined {
  // "Nikon D750" is "the Nikon" the next time.
  const words = old.split(' ').filter((word) => /^\p{Lu}|\d/u.test(word));
  const names = [old, ...words.slice(0, 1)].map(quotePattern).join('|');
  const o = `(?:the |an? |my |our |old )*(?:${names})(?: [\\p{L}\\d-]+){0,2}?`;
  const found =
    new RegExp(
      `\\b(?:traded|swapped|exchanged|replaced|switched|changed)(?: in)?(?: from)? ${o} (?:for|with|to|by) (?<new>[^,;.!?]{2,40})`,
      'iu',
    ).exec(text) ??
    new RegExp(
      `(?<new>\\p{Lu}[^,;.!?]{1,30}?) (?:has |is )?(?:replac(?:ed|es|ing)|took over from|taken over from|taking over from) ${o}`,
      'u',
    ).exec(text);
  return short(found?.groups?.['new']);
}

/** "I changed the wifi password to marlin77". */
function changedTo(text: string, about: ReadonlySet<string>): string | undefined {
  const found =
    /\b(?:changed|renamed|switched|moved|updated|set) (?:the|my|our|its|it|his|her|their) ?(?<what>[\p{L} -]{0,30}?) ?to (?<new>[^,;.!?]{2,40})/iu.exec(
      text,
    )?.groups;
  if (found === undefined || !matchTerms(found['what'] ?? '').some((term) => about.has(term))) return undefined;
  return short(found['new']);
}
