/** `choose`: which of several given answers fits what is known of a person, without a model. */
import { MemoryError } from '../errors/index.ts';
import { chooseOption, type WeighedOption } from '../plaintext/choose/choose-option.ts';
import type { FeatureName } from '../plaintext/choose/option-features.ts';
import { roles } from '../plaintext/index/unit-columns.ts';
import { idf } from '../plaintext/recall/query-context.ts';
import type { Hit, RecallOptions } from '../plaintext/recall/types.ts';
import { checkQuery } from './checks.ts';
import type { Engine } from './engine.ts';
import { recallFrom } from './recall.ts';

/** Hits read for the question, and for each option. */
const questionHits = 20;
const optionHits = 10;
/** Of the question's, so many are compared word by word, whoever said them. */
const nearHits = 10;
/** Hits shown as evidence. */
const shownHits = 3;
/** As many as there are letters to name them. */
const mostOptions = 26;
/** A question that stands in memory word for word, from this many characters on, was asked there. */
const askedLength = 40;
const comparedLength = 200;

export type Choice = {
  /** Index of the option that fits best. */
  readonly index: number;
  readonly text: string;
  /** Probability of it, as far as the rules can tell, 0 to 1. */
  readonly confidence: number;
  /** Why, in one sentence. */
  readonly explanation: string;
  /** All options in the given order. */
  readonly options: readonly WeighedOption[];
  /** What the person said that speaks most for the chosen option. */
  readonly evidence: readonly Hit[];
  readonly ms: number;
  readonly warnings: readonly string[];
};

/**
 * Compares options by what the person said. Where the question itself stands in memory word for word, only what was
 * said before it counts: what followed was a reply to it.
 *
 * @throws MemoryError `invalid_input` for fewer than two or more than 26 options, or empty ones.
 */
export async function chooseFrom(
  engine: Engine,
  question: string,
  options: readonly string[],
  recall: RecallOptions = {},
): Promise<Choice> {
  const started = performance.now();
  checkOptions(options);
  const warnings = new Set<string>();
  const find = async (text: string, narrowed: RecallOptions): Promise<readonly Hit[]> => {
    const found = await recallFrom(engine, text, { ...recall, kinds: ['turn'], deliberate: 'never', ...narrowed });
    for (const warning of found.warnings) warnings.add(warning);
    return found.hits;
  };
  const first = await find(question, { limit: questionHits });
  const asked = first.find((hit) => saysTheSame(hit.text, question));
  const until = Math.min(asked?.at ?? Number.POSITIVE_INFINITY, recall.range?.to ?? Number.POSITIVE_INFINITY);
  const range = Number.isFinite(until) ? { range: { ...recall.range, to: until } } : {};
  const found = new Map<string, Hit>();
  const keep = (hits: readonly Hit[]): void => {
    for (const hit of hits) if (isPerson(engine, hit)) found.set(hit.id, hit);
  };
  const recalled = asked === undefined ? first : await find(question, { limit: questionHits, ...range });
  keep(recalled);
  for (const option of options) keep(await find(option, { limit: optionHits, ...range }));
  const statements = [...found.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const near = recalled.slice(0, nearHits).map((hit) => hit.text);
  const chosen = chooseOption({ question, options, statements, recalled: near, rarity: rarityIn(engine) });
  const text = options[chosen.index] as string;
  const ids = new Set(statements.map((hit) => hit.id));
  const fits = (await find(text, { limit: optionHits, ...range })).filter((hit) => ids.has(hit.id));
  return {
    index: chosen.index,
    text,
    confidence: (chosen.options[chosen.index] as WeighedOption).probability,
    explanation: explain(chosen.because),
    options: chosen.options,
    evidence: fits.slice(0, shownHits),
    ms: performance.now() - started,
    warnings: [...warnings],
  };
}

const reasons: Readonly<Record<FeatureName, string>> = {
  support: 'one thing that was said holds most of it',
  reach: 'what was said holds most of it',
  near: 'it is near what is recalled for the question',
  detail: 'it brings little that memory does not hold',
  fit: 'it speaks about what is asked',
  personal: 'it speaks of this person',
  agrees: 'its claims agree with what was said last',
  begins: 'it begins with the stance that was taken first',
  turns: 'it follows how the preference changed',
  neutral: 'it does not claim indifference',
  own: 'it does not tell of somebody else',
  addressed: 'it is addressed to this person',
};

function explain(because: readonly FeatureName[]): string {
  if (because.length === 0) return 'nothing in memory tells the options apart';
  return `against the other options, ${because.map((name) => reasons[name]).join(', ')}`;
}

function checkOptions(options: readonly string[]): void {
  if (!Array.isArray(options) || options.length < 2 || options.length > mostOptions) {
    throw new MemoryError('invalid_input', `choose needs 2 to ${mostOptions} options`, {
      details: { options: Array.isArray(options) ? options.length : typeof options },
      hint: 'give every possible answer as a text of its own',
    });
  }
  for (const option of options) checkQuery(option);
}

function saysTheSame(text: string, question: string): boolean {
  const plain = (words: string): string =>
    words
      .toLowerCase()
      .replace(/^user:\s*/, '')
      .replace(/\s+/g, ' ')
      .trim();
  const wanted = plain(question).slice(0, comparedLength);
  return wanted.length >= askedLength && plain(text).includes(wanted);
}

/** Said by a person, not by an assistant, a tool or a prompt. */
function isPerson(engine: Engine, hit: Hit): boolean {
  const { units } = engine.state.index;
  const document = units.find(hit.id);
  const role = document < 0 ? undefined : roles[units.role.data[document] as number];
  return role === 'user' || role === 'unknown';
}

/** Inverse document frequency of a term in this memory. */
function rarityIn(engine: Engine): (term: string) => number {
  const { words, terms } = engine.state.index;
  const documents = Math.max(1, words.liveDocuments);
  return (term) => {
    const number = terms.find(term);
    return idf(documents, number < 0 ? 0 : (words.documentFrequencies.data[number] ?? 0));
  };
}
