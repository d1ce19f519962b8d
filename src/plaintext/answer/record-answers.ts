/** Answers that records hold already: current facts by slot, preferences and standing instructions. */
import type { MemoryRecord } from '../../kernel/record.ts';
import { defaultSlotSchema } from '../revise/slots.ts';
import type { QuestionFrame } from './question-frame.ts';
import { relationTerms } from './relation-kinds.ts';
import { isContent, matchTerms } from './words.ts';

export type RecordAnswer = {
  readonly text: string;
  readonly records: readonly MemoryRecord[];
  readonly explanation: string;
  /** 0 to 1: how much of the question the records account for. */
  readonly fit: number;
};

type Fact = {
  readonly record: MemoryRecord;
  readonly slot: string;
  readonly value: string;
  readonly positive: boolean;
  readonly multi: boolean;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The best answer from live records; undefined when none accounts for the question. */
export function recordAnswer(
  frame: QuestionFrame,
  records: readonly MemoryRecord[],
  now: number,
): RecordAnswer | undefined {
  const live = records.filter((record) => holds(record, now) && concerns(frame, record));
  return instructionAnswer(frame, live) ?? preferenceAnswer(frame, live) ?? factAnswer(frame, live);
}

function holds(record: MemoryRecord, now: number): boolean {
  if (record.status === 'erased' || record.status === 'expired') return false;
  return record.valid.to === undefined || record.valid.to > now;
}

/** The record's subject is who is asked about; records without a subject are everybody's. */
function concerns(frame: QuestionFrame, record: MemoryRecord): boolean {
  const subject = text(record.data['subject']).toLowerCase();
  // The facts given are those of the one asked about already.
  if (frame.whose?.kind === 'relation') return subject !== 'user';
  if (subject === '' || frame.people.length === 0) return true;
  return frame.people.some((name) => subject === name || subject.split(' ')[0] === name.split(' ')[0]);
}

/** The one question for a way of doing something that a fact answers. */
const asksCommute =
  /^how (?:do|does|am|is) .*\b(?:commut\w+|(?:get|go|travel|getting|going) to (?:work|school|the office|campus))\b/i;

function factAnswer(frame: QuestionFrame, records: readonly MemoryRecord[]): RecordAnswer | undefined {
  if (
    frame.gap === 'when' ||
    frame.gap === 'why' ||
    (frame.gap === 'how' && !asksCommute.test(frame.text)) ||
    frame.gap === 'duration' ||
    frame.gap === 'order'
  )
    return undefined;
  const facts = records.filter((record) => record.kind === 'fact').map(readFact);
  if (facts.length === 0) return undefined;
  const asked = (frame.text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => [word, word.replace(/s$/, '')]);
  const schema = defaultSlotSchema();
  const wanted = new Set(
    schema
      .forWords(asked)
      .slice(0, 3)
      .map((slot) => slot.name),
  );
  // What is a fact of the sister is about "my sister", by whatever name it calls her.
  const relation = relationTerms(frame);
  let best: { facts: Fact[]; fit: number } | undefined;
  const bySlot = new Map<string, Fact[]>();
  for (const fact of facts) bySlot.set(fact.slot, [...(bySlot.get(fact.slot) ?? []), fact]);
  for (const [slot, group] of bySlot) {
    if (frame.gap === 'how' && slot !== 'routine.commute') continue;
    // "Where do I work?" asks for no profession and no way there.
    if (frame.gap === 'where' && /^(?:work\.(?:role|schedule)|routine\.commute)$/.test(slot)) continue;
    const known = new Set([
      ...relation,
      ...matchTerms(slot.replace(/[._]/g, ' ')),
      ...group.flatMap((fact) => matchTerms(fact.record.text)),
    ]);
    const definition = schema.find(slot);
    // The words of an open slot are of all its kinds: a sister is no boss.
    const synonyms = definition?.name.endsWith('*') === true ? [] : (definition?.synonyms ?? []);
    for (const word of [...(definition?.attributes ?? []), ...synonyms])
      for (const term of matchTerms(word)) known.add(term);
    const covered = frame.terms.filter((term) => known.has(term)).length;
    const fit =
      (frame.terms.length === 0 ? 0 : covered / frame.terms.length) *
      (wanted.has(slot) || wanted.has(definition?.name ?? '') ? 1 : 0.7);
    if ((fit >= 0.65 || frame.gap === 'how') && (best === undefined || fit > best.fit)) best = { facts: group, fit };
  }
  if (best === undefined) return undefined;
  if (frame.gap === 'yes-no') return otherValue(frame, best);
  // Of several values the one that the question names: "how much bisoprolol" is about that one alone.
  const named = best.facts.filter((fact) => matchTerms(fact.value).some((term) => frame.terms.includes(term)));
  const chosen = named.length > 0 ? named : best.facts;
  const positive = chosen.filter((fact) => fact.positive);
  const values = positive.map((fact) => fact.value);
  const latest = chosen.reduce((a, b) => (since(b.record) >= since(a.record) ? b : a));
  if (
    named.length > 0 &&
    !latest.positive &&
    frame.current !== 'no' &&
    (frame.gap === 'amount' || frame.gap === 'frequency')
  )
    return { text: 'None', records: [latest.record], explanation: 'memory holds that this is over', fit: best.fit };
  if (values.length === 0) return undefined;
  // A name is asked for: "a golden retriever" is none.
  if (/\b(?:names?|called)\b/i.test(frame.text) && !values.some((value) => /^\p{Lu}/u.test(value))) return undefined;
  const distinct = [...new Set(values)];
  const many = distinct.length > 1 && chosen.some((fact) => fact.multi);
  const met = best.facts[0]?.slot === 'relation.status' && frame.gap === 'who';
  const newest = positive.reduce((a, b) => (since(b.record) >= since(a.record) ? b : a), positive[0] as Fact);
  // "Seeing somebody called Noor" names whom.
  const whom = met ? /\p{Lu}\p{L}+$/u.exec(newest.value)?.[0] : newest.value;
  if (whom === undefined) return undefined;
  const counts = frame.gap === 'number';
  if (counts && !many && !/^\d/.test(newest.value)) return undefined;
  return {
    text: counts ? (many ? String(distinct.length) : newest.value) : many ? distinct.join(', ') : whom,
    records: many || counts ? positive.map((fact) => fact.record) : [newest.record],
    explanation: many
      ? `memory holds ${distinct.length} current values`
      : 'this is the current value of a remembered fact',
    fit: best.fit,
  };
}

/** "Does my mum live in Ghent?": yes or no, where memory holds one place for her, and the question names one. */
function otherValue(frame: QuestionFrame, { facts, fit }: { facts: Fact[]; fit: number }): RecordAnswer | undefined {
  const asked = /\b(?:in|at|for|to) (?:the )?(?<place>\p{Lu}[\p{L} .'-]*)\?*$/u.exec(frame.text)?.groups?.['place'];
  if (frame.whose?.kind !== 'relation' || asked === undefined || facts.some(({ multi }) => multi)) return undefined;
  if (/^(?:did|was|were|has|had|is .* going|will)\b/i.test(frame.text)) return undefined;
  const newest = facts.reduce((a, b) => (since(b.record) >= since(a.record) ? b : a));
  const known = matchTerms(newest.value);
  const same = matchTerms(asked).some((term) => known.includes(term));
  if (!newest.positive && !same) return undefined;
  return {
    text: same && newest.positive ? 'Yes' : 'No',
    records: [newest.record],
    explanation: `memory holds ${newest.value}`,
    fit,
  };
}

function since(record: MemoryRecord): number {
  return record.valid.from ?? record.recorded.at;
}

function readFact(record: MemoryRecord): Fact {
  return {
    record,
    slot: text(record.data['slot']),
    value: text(record.data['value']),
    positive: record.data['polarity'] !== 'negative',
    multi: record.data['cardinality'] === 'multi',
  };
}

const liking: ReadonlySet<string> = new Set(['likes', 'prefers', 'wants']);

function preferenceAnswer(frame: QuestionFrame, records: readonly MemoryRecord[]): RecordAnswer | undefined {
  if (
    !/\b(?:likes?|prefer(?:s|red|ence)?|enjoys?|loves?|hates?|dislikes?|favou?rite|avoids?|stand|fan of)\b/i.test(
      frame.text,
    )
  )
    return undefined;
  const preferences = records.filter((record) => record.kind === 'preference');
  const fitting = preferences.filter((record) => {
    const known = new Set(matchTerms(`${text(record.data['topic'])} ${text(record.data['over'])} ${record.text}`));
    return (
      frame.terms.length > 0 &&
      frame.terms.filter((term) => isContent(term) && known.has(term)).length >= Math.max(1, frame.terms.length - 1)
    );
  });
  const newest = fitting.reduce<MemoryRecord | undefined>(
    (a, b) => (a === undefined || since(b) >= since(a) ? b : a),
    undefined,
  );
  if (newest === undefined) return undefined;
  const likes = liking.has(text(newest.data['stance']));
  const explanation = `memory holds the preference: ${text(newest.data['stance'])}`;
  if (frame.gap === 'yes-no') {
    const asksDislike = /\b(?:hates?|dislikes?|avoids?)\b/i.test(frame.text);
    return { text: likes === asksDislike ? 'No' : 'Yes', records: [newest], explanation, fit: 0.9 };
  }
  if (frame.gap !== 'what' && frame.gap !== 'choice') return undefined;
  return { text: text(newest.data['topic']), records: [newest], explanation, fit: 0.7 };
}

function instructionAnswer(frame: QuestionFrame, records: readonly MemoryRecord[]): RecordAnswer | undefined {
  if (!/\bshould\b|\binstruct\w*\b|\b(?:told|asked|tell|ask) you\b|\brules?\b|\bwant me to\b/i.test(frame.text))
    return undefined;
  let best: { record: MemoryRecord; fit: number } | undefined;
  for (const record of records) {
    if (record.kind !== 'instruction') continue;
    const known = new Set(
      matchTerms(`${text(record.data['directive'])} ${text(record.data['trigger'])} ${record.text}`),
    );
    const covered = frame.terms.filter((term) => known.has(term)).length;
    const fit = frame.terms.length === 0 ? 0 : covered / frame.terms.length;
    if (fit >= 0.4 && (best === undefined || fit > best.fit)) best = { record, fit };
  }
  if (best === undefined) return undefined;
  const revoked = best.record.data['state'] === 'revoked';
  if (frame.gap === 'yes-no') {
    return {
      text: revoked ? 'No' : 'Yes',
      records: [best.record],
      explanation: revoked ? 'that instruction was revoked' : 'a standing instruction says so',
      fit: best.fit,
    };
  }
  if (revoked) return undefined;
  return {
    text: text(best.record.data['directive']),
    records: [best.record],
    explanation: 'a standing instruction says so',
    fit: best.fit,
  };
}
