/** Values that are told by their form: amounts with a unit, times of day, days, frequencies, numbered things, addresses. */
import { numberValue } from './quantity-answers.ts';
import { matchTerm } from './words.ts';

export type FormKind = 'clock' | 'day' | 'weekday' | 'frequency' | 'address' | 'label' | 'amount';

export type FormValue = {
  readonly kind: FormKind;
  /** As it is written. */
  readonly text: string;
  /** Of an amount: the term of what is counted; of a numbered thing: its noun. Undefined for a bare number. */
  readonly unit?: string;
  /** "a week". */
  readonly rate?: string;
  /** True where "to" or "at" leads to it: "put it up to 120". */
  readonly led?: boolean;
  /** What tells two values apart. */
  readonly key: string;
};

export type Form = FormValue & {
  readonly like: (other: FormValue) => boolean;
  readonly same: (other: FormValue) => boolean;
  /** True where the form alone ties two values together: "five days a week". */
  readonly bound: (other: FormValue) => boolean;
  /** True where a unit is said that few things have: "mg", "times a week"; not euros, days or bare numbers. */
  readonly alike: (other: FormValue) => boolean;
  /** The other value as an answer: "5 March 2025" where "the 5th" is said of 12 March. */
  readonly renew: (other: FormValue) => string;
};

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const numberWord =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)';
const patterns: readonly (readonly [FormKind, RegExp])[] = [
  [
    'clock',
    /\b\d{1,2}[:.]\d\d(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b|(?<=\bat )\d{1,2}\b(?![\d%€$£-]| \p{L}+ (?:road|street))/giu,
  ],
  [
    'day',
    new RegExp(
      `\\b(?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:${months})\\b(?: \\d{4})?|\\b(?:${months}) (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?|\\b(?:the )?\\d{1,2}(?:st|nd|rd|th)\\b`,
      'giu',
    ),
  ],
  ['weekday', /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/giu],
  [
    'frequency',
    new RegExp(
      `\\b(?:once|twice|(?:${numberWord}|\\d+) times|every (?:other |second |third )?(?:day|week|month|year|morning|evening|night))(?: (?:a|an|per|every) \\p{L}+)?\\b`,
      'giu',
    ),
  ],
  [
    'address',
    /\b\d{1,4}[a-z]? \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)* (?:street|road|lane|avenue|drive|close|way|st|rd|place|square|court|crescent|terrace|hill|row|gardens?)\b/giu,
  ],
  [
    'label',
    /\b(?<noun>year|room|grade|class|size|gate|track|platform|seat|floor|level|line|number|bus|tram|terminal|apartment|flat|unit|table|desk|channel|version|page|chapter|lane|route|locker|box|house|building|hall|lot|bay|row|zone|team|group|form)s? (?<number>\p{L}?\d+\p{L}?)\b(?! (?:euros|pounds|dollars|quid))/giu,
  ],
  [
    'amount',
    new RegExp(
      `(?<sign>[€$£])?(?<![\\p{L}\\d.:,/-])(?<number>\\d+(?:[.,]\\d+)*|${numberWord})(?![\\d:/-])(?<sign2> ?[€$£%])?(?: (?<unit>(?!(?:a|an|per|each|every|and|or|but|to|of|at|in|on|for|with|by|from|is|was|so|now|because|already|instead|if|then)\\b)\\p{L}+))?(?: (?:a|an|per|each|every) (?<rate>\\p{L}+))?`,
      'giu',
    ),
  ],
];

const commonUnit = /^(?:money|dai|day|week|month|year|hour|minut|time|peopl|person|thing|%)$/;
const plainNumber = (text: string): string => String(numberValue(text.toLowerCase()) ?? text.toLowerCase());

/** Values in the order in which they stand; none inside another one. */
export function valuesOf(text: string): FormValue[] {
  const taken: [number, number][] = [];
  const found: (FormValue & { readonly at: number })[] = [];
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some(([start, end]) => from < end && to > start)) continue;
      taken.push([from, to]);
      const led = /\b(?:to|at|is|now)\s*$/i.test(text.slice(0, from));
      found.push({ ...formValue(kind, match), ...(led ? { led } : {}), at: from });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function formValue(kind: FormKind, match: RegExpMatchArray): FormValue {
  const text = match[0].trim();
  const groups = match.groups ?? {};
  if (kind === 'amount') {
    const sign = groups['sign'] ?? groups['sign2']?.trim();
    const unit = sign ?? (groups['unit'] === undefined ? undefined : matchTerm(groups['unit']));
    const rate = groups['rate']?.toLowerCase();
    return {
      kind,
      text,
      key: plainNumber(groups['number'] ?? text),
      ...(unit === undefined ? {} : { unit: currency.test(unit) ? 'money' : unit }),
      ...(rate === undefined ? {} : { rate }),
    };
  }
  if (kind === 'label') {
    const noun = (groups['noun'] ?? '').toLowerCase();
    return { kind, text, unit: noun, key: (groups['number'] ?? '').toLowerCase() };
  }
  const key = text
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/\bof /, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/, '$1');
  return { kind, text, key: kind === 'weekday' ? key.replace(/s$/, '') : key };
}

const currency = /^(?:[€$£]|euro|pound|dollar|quid|buck|cent)$/i;

/** What a value is by its form, as its sentence says it; undefined where it has none. */
export function formOf(value: string, sentence: string): Form | undefined {
  const inside = valuesOf(sentence);
  const own = valuesOf(value)[0];
  const said =
    own === undefined
      ? undefined
      : (inside.find((one) => one.kind === own.kind && one.key === own.key) ??
        inside.find((one) => one.text.toLowerCase().includes(value.toLowerCase())) ??
        // A date that was worked out from what was said.
        inside.find((one) => one.kind === own.kind || (own.kind === 'day' && one.kind === 'weekday')));
  if (own === undefined || said === undefined) return undefined;
  // Of a long answer the number is not all.
  const spare = value.length - own.text.length;
  if (spare > (own.kind === 'amount' || own.kind === 'label' ? 24 : own.text.length)) return undefined;
  return {
    ...said,
    like: (other) => isLike(said, other),
    same: (other) => other.key === said.key,
    bound: (other) =>
      (said.kind === 'frequency' && perWhat(said.text) === perWhat(other.text)) ||
      (said.rate !== undefined && said.rate === other.rate && said.unit !== 'money' && said.unit === other.unit),
    alike: (other) =>
      said.kind === 'frequency' ||
      (said.kind === 'amount' && said.unit !== undefined && said.unit === other.unit && !commonUnit.test(said.unit)),
    renew: (other) => renew(value, said, other),
  };
}

/** "day" of "twice a day". */
const perWhat = (text: string): string | undefined => /\p{L}+$/u.exec(text)?.[0];

function isLike(said: FormValue, other: FormValue): boolean {
  if (said.kind !== other.kind) return false;
  if (said.kind === 'label') return said.unit === other.unit;
  if (said.kind !== 'amount') return true;
  // "Put it up to 120": a bare number is of the same unit.
  return said.unit === other.unit || (other.unit === undefined && said.unit !== undefined && other.led === true);
}

function renew(value: string, said: FormValue, other: FormValue): string {
  if (other.kind === 'day' && /^(?:the )?\d{1,2}(?:st|nd|rd|th)?$/i.test(other.text)) {
    const rest = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?<rest>(?:${months})(?: \\d{4})?)`, 'i').exec(value)
      ?.groups?.['rest'];
    const day = /\d{1,2}/.exec(other.text)?.[0];
    return rest === undefined ? other.text : `${day} ${rest}`;
  }
  if (other.kind === 'amount') {
    const number = /[€$£]?(?:\d+(?:[.,]\d+)*|\p{L}+)(?: ?[€$£%])?/u.exec(other.text)?.[0] ?? other.text;
    // "three" for "how many", "20 mg of lisinopril" else.
    if (other.unit === undefined || /^(?:\p{L}+|\d+)$/u.test(value)) return number;
    return other.text;
  }
  return said.kind === 'label' && !value.toLowerCase().includes(said.unit ?? '')
    ? (/\p{L}?\d+\p{L}?$/u.exec(other.text)?.[0] ?? other.text)
    : other.text;
}
