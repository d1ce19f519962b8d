/**
 * What may speak of a subject though no rule recognizes a name in it: in lower case, as an @handle, by a part of the
 * name, by a nickname, by a name too short or of too few ideographs to be sure of. Nobody can tell "may I" from May, so these are shown
 * and counted, and taken only where the caller says so.
 *
 * Found through the words of the index and then by the text itself; what importers noted beside a turn is not searched.
 */

import { throwIfAborted } from '../../errors/index.ts';
import { quotePattern } from '../../kernel/quote-pattern.ts';
import { tokenize } from '../../plaintext/index/tokenize.ts';
import type { Engine } from '../engine.ts';
import type { Found } from './closure.ts';
import { allNamesOf, speakerNames } from './mentions.ts';

/** Parts of names and of ids that say nothing by themselves. */
const generic = new Set(
  (
    'user person people customer client member guest account agent test demo admin the and van von der den del della ' +
    'dos das bin ibn abu mrs miss prof doctor mister'
  ).split(' '),
);
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const ideographsOnly = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;
/** Inside a handle or another word without blanks, a name counts from so many letters on. */
const shortestInside = 4;
const pageEntries = 500;

/** The names themselves and their parts, lower case. */
export function looseForms(names: Iterable<string>): ReadonlySet<string> {
  const forms = new Set<string>();
  for (const name of names) {
    if (name === '') continue;
    forms.add(name);
    // Of a name in ideographs, the given one: its last two, behind a family name of one or two.
    if (ideographsOnly.test(name)) {
      const signs = [...name];
      if (signs.length > 2) forms.add(signs.slice(-2).join(''));
      continue;
    }
    const parts = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((part) => part !== '');
    if (parts.length < 2) continue;
    forms.add(parts.join(''));
    for (const part of parts) {
      if ([...part].length < 2 || generic.has(part) || /\p{N}/u.test(part)) continue;
      forms.add(part);
    }
  }
  return forms;
}

/** Finds any of the forms in a text: as words (with `'s` or an @ at them), inside handles, ideographs anywhere. */
export function loosePattern(forms: ReadonlySet<string>): RegExp {
  const words: string[] = [];
  const inside: string[] = [];
  const signs: string[] = [];
  for (const form of [...forms].sort((a, b) => b.length - a.length)) {
    const escaped = quotePattern(form);
    if (ideographs.test(form)) {
      signs.push(escaped);
      continue;
    }
    words.push(escaped.replace(/\s+/g, '\\s+'));
    if (/^[\p{L}\p{N}]+$/u.test(form) && form.length >= shortestInside) inside.push(escaped);
  }
  const letter = '[\\p{L}\\p{M}\\p{N}]';
  const either = [
    // A genitive without an apostrophe, too.
    ...(words.length === 0 ? [] : [`(?<!${letter})(?:${words.join('|')})s?(?!${letter})`]),
    ...(inside.length === 0 ? [] : [`@[\\p{L}\\p{N}._-]*(?:${inside.join('|')})[\\p{L}\\p{N}_-]*`]),
    ...signs,
  ];
  return new RegExp(either.length === 0 ? '(?!)' : either.join('|'), 'giu');
}

/** Living turns and records, besides `own` and what is taken already, in which some form of the subject's names stands. */
export async function possibleMentions(
  engine: Engine,
  subject: string,
  taken: {
    readonly turns: ReadonlySet<number>;
    readonly records: ReadonlySet<string>;
    readonly nicknames: ReadonlySet<string>;
  },
  signal?: AbortSignal,
): Promise<Map<string, Found>> {
  const forms = looseForms([...allNamesOf(engine, subject), ...taken.nicknames]);
  const pattern = loosePattern(forms);
  const { units } = engine.state.index;
  const seqs: number[] = [];
  for (const document of candidates(engine, forms, pattern)) {
    const seq = units.seq.data[document] as number;
    const isTurn = units.kind.data[document] === 0;
    if (isTurn ? !taken.turns.has(seq) : !taken.records.has(units.id(document))) seqs.push(seq);
  }
  const found = new Map<string, Found>();
  for (let from = 0; from < seqs.length; from += pageEntries) {
    throwIfAborted(signal);
    for (const entry of await engine.cube.at(seqs.slice(from, from + pageEntries))) {
      if (entry?.kind === 'turn') {
        const { turn, seq } = entry;
        if (has(pattern, `${turn.speaker ?? ''}\n${turn.text}`)) found.set(turn.id, { seq, turn });
      } else if (entry?.kind === 'record') {
        const { record, seq } = entry;
        if (has(pattern, record.text)) found.set(record.id, { seq, record });
      }
    }
  }
  return found;
}

function has(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** Documents that have all words of one of the forms, or a word with one inside, or such a speaker. */
function candidates(engine: Engine, forms: ReadonlySet<string>, pattern: RegExp): number[] {
  const { units, terms, words } = engine.state.index;
  const wanted: number[][] = [];
  const inside: string[] = [];
  for (const form of forms) {
    const numbers = new Set<number>();
    // As a question has it: of ideographs the pairs.
    tokenize(form, 'query', (term) => numbers.add(terms.find(term)));
    if (numbers.size > 0 && !numbers.has(-1)) wanted.push([...numbers]);
    if (form.length >= shortestInside && !/\s/.test(form)) inside.push(form);
  }
  for (const form of inside) for (const term of terms.containing(form)) wanted.push([term]);
  const names = new Uint8Array(units.names.size + 1);
  for (const number of speakerNames(units)) if (has(pattern, units.names.text(number))) names[number] = 1;
  const [alive, speakers] = [units.alive.data, units.speaker.data];
  const isFound = new Uint8Array(units.documents);
  for (let document = 0; document < isFound.length; document++)
    if (names[speakers[document] as number] === 1) isFound[document] = 1;
  const frequencyOf = (term: number): number => words.documentFrequencies.data[term] ?? 0;
  for (const numbers of wanted) {
    // All of them stand where the rarest does.
    const [rarest = -1, ...rest] = numbers.toSorted((a, b) => frequencyOf(a) - frequencyOf(b));
    words.eachDocument(rarest, (document) => {
      if (isFound[document] === 0 && hasAll(words, document, rest)) isFound[document] = 1;
    });
  }
  const found: number[] = [];
  isFound.forEach((is, document) => {
    if (is === 1 && alive[document] === 1) found.push(document);
  });
  return found;
}

type Rows = Engine['state']['index']['words'];

function hasAll(rows: Rows, document: number, terms: readonly number[]): boolean {
  const row = rows.rowTerms.data.subarray(rows.rowStart(document), rows.rowEnds.data[document]);
  return terms.every((term) => row.includes(term));
}
