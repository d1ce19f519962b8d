/** Named things of a turn by capitalization, word lists and shapes; canonical keys are lower case with aliases resolved. */
import type { EntityMention, EntityType, Sentence } from './annotation.ts';
import {
  givenNames,
  organizationEndings,
  placeEndings,
  places,
  relationNouns,
  sentenceStarters,
} from './entity-lexicon.ts';

const capitalized =
  /(?<![\p{L}\p{N}_])(?:\p{Lu}[\p{L}\p{N}]*(?:[-'’.&+#]\p{L}[\p{L}\p{N}]*)*[+#]*)(?:(?: (?:of|the|de|da|del|van|von|der|and the|for) (?=\p{Lu})| )(?:\p{Lu}[\p{L}\p{N}]*(?:[-'’.&]\p{L}[\p{L}\p{N}]*)*|\d+(?:\.\d+)+))*/gu;
const titled = /(?<![\p{L}\p{N}])["“]([\p{Lu}\p{N}][^"“”\n]{1,58})["”]|《([^《》\n]{1,40})》|『([^『』\n]{1,40})』/gu;
const amount =
  /(?<![\p{L}\p{N}.])(?:[$€£¥]\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|million|billion)?|\d[\d,]*(?:\.\d+)?\s?(?:%|percent|ms|seconds|minutes|hours|km|miles|kg|pounds|lbs|dollars|euros|usd|eur|gb|mb|kb|calories|°[cf]))(?![\p{L}\p{N}])/giu;
const contact = /(?<![\p{L}\p{N}])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\p{N}/])@[A-Za-z]\w{2,30}/gu;
const honorific = /\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Coach|Aunt|Uncle|Master|Captain)\.?\s+$/;
const personBefore = new RegExp(
  `\\b(?:(?:${relationNouns}),?(?: named| called)?|(?:i am|i['’]m|name is|name['’]s|call me|met|named)),?\\s+$`,
  'i',
);
const placeBefore = /\b(?:in|to|from|at|near|around|visit(?:ed|ing)?|live in|based in)\s+$/i;
const organizationBefore =
  /\b(?:work(?:s|ed|ing)? (?:at|for)|employed (?:at|by)|joined|intern(?:ed|ing)? at|job at)\s+$/i;
const personVerbAfter =
  /^(?:['’]s\b|\s+(?:is|was|has|said|says|told|loves?|likes?|wants?|thinks?|works?|lives?|and I)\b)/;

/** Months that are people's names as well. */
const monthNames = /^(?:jan|april|june|august)$/;
/** What people do and months do not; "Jan" alone is no subject but of a person. */
const personActs =
  /^\s+(?:lives?|lived|moved|works?|worked|said|says|told|tells|loves?|likes?|hates?|prefers?|wants?|thinks?|studies|studied|married|left|quit|plays|played|bought|sold|joined|teaches|speaks|and I)\b/;

/** True where a word that could be a month is said of a person: "my brother Jan", "June lives in Ghent". */
function isPersonHere(word: string, start: number, text: string): boolean {
  if (!monthNames.test(word)) return false;
  const after = text.slice(start + word.length, start + word.length + 14);
  const before = text.slice(Math.max(0, start - 40), start);
  return (
    personBefore.test(before) ||
    /\b(?:called|named)\s+$/.test(before) ||
    personActs.test(after) ||
    (word === 'jan' && /^(?:['’]s\b|\s+(?:is|was|has)\b)/.test(after))
  );
}

/** Canonical key of a name: lower case, one space between words, no possessive ending, no stop at the end. */
export function entityKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s?$/, '')
    .replace(/[.,;:!?]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Named things in `text` (code already blanked), in order, without overlaps.
 * @param known alias -> canonical key, lower case ("mel" -> "melanie").
 */
export function findEntities(
  text: string,
  sentences: readonly Sentence[],
  known?: ReadonlyMap<string, string>,
): EntityMention[] {
  const found: EntityMention[] = [];
  const starts = new Set(sentences.map((one) => one.start));
  if (/["“《『]/.test(text)) {
    for (const match of text.matchAll(titled)) {
      const inner = match[1] ?? match[2] ?? match[3] ?? '';
      if (/[.!?]$/.test(inner) || inner.split(' ').length > 8) continue;
      add(found, { text: inner, type: 'other', start: match.index + 1, known });
    }
  }
  if (text.includes('@'))
    for (const match of text.matchAll(contact))
      add(found, { text: match[0], type: 'other', start: match.index, known });
  if (/\d/.test(text))
    for (const match of text.matchAll(amount))
      add(found, { text: match[0], type: 'number', start: match.index, known });
  capitalized.lastIndex = 0;
  for (let match = capitalized.exec(text); match !== null; match = capitalized.exec(text)) {
    readCapitalized(match[0], match.index, { text, starts, known, found });
  }
  return found.sort((a, b) => a.start - b.start);
}

type Scan = {
  readonly text: string;
  readonly starts: ReadonlySet<number>;
  readonly known: ReadonlyMap<string, string> | undefined;
  readonly found: EntityMention[];
};

function readCapitalized(run: string, at: number, scan: Scan): void {
  let text = run;
  let start = at;
  let initial = isSentenceStart(scan, start);
  // Leading words that are capitalized for another reason than being a name are dropped one by one.
  for (;;) {
    const space = text.indexOf(' ');
    const first = (space < 0 ? text : text.slice(0, space)).toLowerCase().replace(/['’].*$/, '');
    if (!sentenceStarters.has(first) || scan.known?.has(text.toLowerCase()) === true || /^US$/.test(text)) break;
    if (space < 0 && isPersonHere(first, start, scan.text)) break;
    if (space < 0) return;
    if (!initial && /^(?:of|the|de|da|del|van|von|der|and the|for) /.test(text.slice(space + 1))) return;
    text = text.slice(space + 1).replace(/^(?:of|the|de|da|del|van|von|der|and the|for) /, '');
    start = at + run.length - text.length;
    initial = false;
  }
  text = text.replace(/['’]s?$/, '').replace(/\.$/, '');
  const trailing = /(?: (\p{Lu}\p{L}*))$/u.exec(text);
  if (trailing !== null && sentenceStarters.has((trailing[1] ?? '').toLowerCase()))
    text = text.slice(0, trailing.index);
  if (text.length < 2 || (/^\p{Lu}+$/u.test(text) && text.length > 12)) return;
  const words = text.split(' ');
  const key = entityKey(text);
  const isKnown = scan.known?.has(key) === true || places.has(key) || givenNames.has(key);
  if (initial && words.length === 1 && !isKnown && !hasNameShape(text, start, scan)) return;
  add(scan.found, { text, type: typeOf(text, key, start, scan), start, known: scan.known });
}

/** A lone capitalized word at the start of a sentence is a name if it looks like no ordinary word or recurs inside one. */
function hasNameShape(text: string, start: number, scan: Scan): boolean {
  if (/\p{Ll}\p{Lu}|\d|^\p{Lu}{2,5}$/u.test(text)) return true;
  if (
    personVerbAfter.test(scan.text.slice(start + text.length, start + text.length + 12)) &&
    /^\p{Lu}\p{Ll}{2,}$/u.test(text)
  ) {
    return (
      !/(?:ing|ed|ly|tion|ness|ment|ity|s)$/.test(text) && !scan.text.toLowerCase().includes(` ${text.toLowerCase()}`)
    );
  }
  for (let at = scan.text.indexOf(text, start + 1); at > 0; at = scan.text.indexOf(text, at + 1)) {
    if (!isSentenceStart(scan, at) && scan.text[at - 1] === ' ') return true;
  }
  return false;
}

function isSentenceStart(scan: Scan, at: number): boolean {
  if (scan.starts.has(at)) return true;
  return /(?:^|[.!?:\n•*#>\-–—"“(]\s*|\d[.)]\s)$/.test(scan.text.slice(Math.max(0, at - 4), at));
}

function typeOf(text: string, key: string, start: number, scan: Scan): EntityType {
  const words = key.split(' ');
  const last = words.at(-1) ?? '';
  const before = scan.text.slice(Math.max(0, start - 32), start);
  if (places.has(key)) return 'place';
  if (organizationEndings.has(last) && words.length > 1) return 'organization';
  if (placeEndings.has(last) && words.length > 1) return 'place';
  if (honorific.test(before)) return 'person';
  if (organizationBefore.test(before)) return 'organization';
  if (givenNames.has(words[0] ?? '') && words.length <= 3) return 'person';
  if (/\d|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|[+#.]/u.test(text)) return 'product';
  if (personBefore.test(before) && words.length <= 3) return 'person';
  if (placeBefore.test(before) && /^\p{Lu}\p{Ll}/u.test(text) && !/\b(?:in|at)\s+$/i.test(before)) return 'place';
  if (scan.known?.has(key) === true) return 'person';
  return 'other';
}

type Candidate = {
  readonly text: string;
  readonly type: EntityType;
  readonly start: number;
  readonly known: ReadonlyMap<string, string> | undefined;
};

function add(found: EntityMention[], { text, type, start, known }: Candidate): void {
  const end = start + text.length;
  if (found.some((one) => start < one.end && end > one.start)) return;
  const key = entityKey(text);
  if (key.length < 2) return;
  found.push({ text, name: known?.get(key) ?? key, type, start, end });
}
