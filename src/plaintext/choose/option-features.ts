/**
 * What speaks for each option of a question, from what a person has said. Every feature is between -1 and 1, plain to
 * read, and means the same for any set of options, since options are only ever compared with each other.
 */
import { isStopWord } from '../index/stop-words.ts';
import { tokenize } from '../index/tokenize.ts';
import { clausesOf, type Stance, stanceOf } from './stance.ts';

/** Something that the person said. */
export type Statement = { readonly text: string };

export type OptionsInput = {
  readonly question: string;
  readonly options: readonly string[];
  /** What the person said about the question and the options, oldest first. */
  readonly statements: readonly Statement[];
  /** What recall finds for the question alone, whoever said it. */
  readonly recalled: readonly string[];
  /** How rare a term is in the memory: greater for rarer ones, greatest for unknown ones. */
  readonly rarity: (term: string) => number;
};

export type FeatureName =
  /** Share of what sets the option apart that one statement holds. */
  | 'support'
  /** The same of all statements together. */
  | 'reach'
  /** The same of what is recalled for the question alone, over the root of the option's length. */
  | 'near'
  /** How much is in the option that neither the question nor any statement holds. */
  | 'detail'
  /** Share of the question in what sets the option apart. */
  | 'fit'
  /** Speaks of what this person said, did or likes, instead of in general. */
  | 'personal'
  /** Claims about the person whose stance is that of the statement most about the same. */
  | 'agrees'
  /** Begins with the stance that the person took first: 1, -1 for the opposite. */
  | 'begins'
  /** How often the claimed stance turns. */
  | 'turns'
  /** Claims that the person took no stance. */
  | 'neutral'
  /** Tells of the speaker's own life. */
  | 'own'
  /** Speaks to the person. */
  | 'addressed';

export type OptionFeatures = Readonly<Record<FeatureName, number>>;

const personal =
  /\b(?:i (?:remember|recall|seem to recall|know|see) (?:that )?(?:you|how you)|you(?:'ve| have)? (?:\w+ )?(?:mentioned|shared|told|said|noted|expressed)|(?:since|given|considering|based on|with|knowing|building on|because of|thanks to|as someone|remembering) (?:that )?(?:you|your)\b|your (?:\w+ ){0,2}(?:past|previous(?:ly)?|prior|earlier|experiences?|interest|love|passion|knack|skills?|background|enthusiasm|preferences?)|previously|initially|you (?:used to|once|initially|previously|enjoy|love|like|dislike|appreciate|don't|aren't)|(?:if|especially if|since) you(?:'ve| have)|(?:just |much )?like (?:your|the) (?:\w+ ){1,4}you\b|continu(?:e|ing)|again)\b/gi;
const ownLife =
  /\b(?:i(?:'ve| have)? (?:recently |just |also |once )?(?:been|started|joined|found|signed|began|attended|tried|discovered|took|volunteered|participated|enrolled|explored|decided|created|went|visited)|my|me|myself|we)\b/gi;
const address = /\b(?:you|your|you're|you've|yours|yourself)\b/gi;
const aboutPerson = /\byou(?:r|'ve|'re)?\b/i;
const neither =
  /\b(?:indifferen\w*|neutral\w*|no (?:strong |particular )?(?:opinion|feelings?|interest|preference)|not having any|never having|ambivalent|unsure|uncertain)\b/i;

/** A claim is compared with a statement that holds at least this share of it. */
const leastClaim = 0.25;
/** Statements count as being about the same that are at least this share as much about it as the closest one. */
const closeShare = 0.6;
/** Weight of unknown terms at which `detail` has reached 1 - 1/e. */
const muchDetail = 100;
/** Terms that all options share with the question count in full, others this much, for what the options are about. */
const unaskedShare = 0.7;
/** Scale of `near`: a text that repeats an option whole gets about 1. */
const nearScale = 6;

type Terms = ReadonlySet<string>;

function termsOf(text: string): Terms {
  const found = new Set<string>();
  tokenize(text, 'query', (term) => {
    if (!isStopWord(term)) found.add(term);
  });
  return found;
}

/** Features of each option, in the order of the options. */
export function optionFeatures(input: OptionsInput): readonly OptionFeatures[] {
  const { question, options, rarity } = input;
  const terms = options.map(termsOf);
  const asked = termsOf(question);
  const said = input.statements.map(({ text }) => termsOf(text));
  const anywhere: Terms = new Set(said.flatMap((own) => [...own]));
  const beside: Terms = new Set(input.recalled.flatMap((text) => [...termsOf(text)]));
  const clauses = options.map(clausesOf);
  const first = stanceTaken(input, terms, asked, said);
  const sharing = (term: string): number => terms.reduce((sum, own) => sum + (own.has(term) ? 1 : 0), 0);
  const apartness = (term: string): number => Math.log(1 + options.length / sharing(term));
  const weight = (term: string): number => rarity(term) * apartness(term);
  const askedWeight = Math.max(1e-9, total([...asked], rarity));
  return options.map((option, i) => {
    const own = terms[i] as Terms;
    const telling = [...own].filter((term) => sharing(term) < options.length);
    const whole = Math.max(1e-9, total(telling, weight));
    const heldBy = (held: Terms): number => total(within(telling, held), weight) / whole;
    const unknown = telling.filter((term) => !anywhere.has(term) && !asked.has(term));
    // What every option says alike tells nothing about this one.
    const apart = (clauses[i] as readonly string[]).filter((clause) => !clauses.every((all) => all.includes(clause)));
    const path = stancePath(apart);
    const words = Math.max(1, option.split(/\s+/).length);
    return {
      support: said.reduce((most, statement) => Math.max(most, heldBy(statement)), 0),
      reach: heldBy(anywhere),
      near: Math.min(1, total(within(telling, beside), apartness) / Math.sqrt(Math.max(1, own.size)) / nearScale),
      detail: 1 - Math.exp(-total(unknown, weight) / muchDetail),
      fit: total(within(telling, asked), rarity) / askedWeight,
      personal: Math.min(1, matches(option, personal) / 2),
      agrees: agreement(apart, input, said),
      begins: path[0] === undefined || first === undefined ? 0 : path[0] === first ? 1 : -1,
      turns: Math.min(1, Math.max(0, path.length - 1) / 2),
      neutral: apart.some((clause) => neither.test(clause)) ? 1 : 0,
      own: Math.min(1, (6 * matches(option, ownLife)) / words),
      addressed: Math.min(1, (10 * matches(option, address)) / words),
    };
  });
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function within(terms: readonly string[], held: Terms): string[] {
  return terms.filter((term) => held.has(term));
}

function total(terms: readonly string[], weight: (term: string) => number): number {
  return terms.reduce((sum, term) => sum + weight(term), 0);
}

/** The first stance among the statements that are most about what the options are about; else that of the question. */
function stanceTaken(
  { question, options, statements, rarity }: OptionsInput,
  terms: readonly Terms[],
  asked: Terms,
  said: readonly Terms[],
): Stance | undefined {
  const about = new Map<string, number>();
  for (const term of new Set(terms.flatMap((own) => [...own]))) {
    const share = terms.filter((own) => own.has(term)).length / options.length;
    if (share < 0.5 && !asked.has(term)) continue;
    about.set(term, rarity(term) * share * (asked.has(term) ? 1 : unaskedShare));
  }
  const close = said.map((own) => {
    let sum = 0;
    for (const [term, weight] of about) if (own.has(term)) sum += weight;
    return sum;
  });
  const closest = close.reduce((most, one) => Math.max(most, one), 0);
  for (const [place, one] of close.entries()) {
    if (one === 0 || one < closeShare * closest) continue;
    const stance = stanceOf((statements[place] as Statement).text);
    if (stance !== undefined) return stance;
  }
  return stanceOf(question);
}

/** Stances of clauses in order, equal neighbors as one. */
function stancePath(clauses: readonly string[]): readonly Stance[] {
  const out: Stance[] = [];
  for (const clause of clauses) {
    const stance = stanceOf(clause);
    if (stance !== undefined && stance !== out.at(-1)) out.push(stance);
  }
  return out;
}

/** How well claims about the person are borne out by the newest statement that is most about the same. */
function agreement(clauses: readonly string[], { statements, rarity }: OptionsInput, said: readonly Terms[]): number {
  let agreed = 0;
  for (const clause of clauses) {
    const claimed = stanceOf(clause);
    if (claimed === undefined || !aboutPerson.test(clause)) continue;
    const own = [...termsOf(clause)];
    const whole = Math.max(1e-9, total(own, rarity));
    let most = leastClaim;
    let at = -1;
    said.forEach((statement, place) => {
      const held = total(within(own, statement), rarity) / whole;
      if (held >= most) [most, at] = [held, place];
    });
    if (at >= 0 && stanceOf((statements[at] as Statement).text) === claimed) agreed += most;
  }
  return Math.min(1, agreed);
}
