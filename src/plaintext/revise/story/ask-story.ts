/**
 * Questions about what changed hands and places, answered from the timelines: where now, before, n moves ago and then;
 * who had it, before whom, in which order, how often; and questions inside questions ("where did the person who had
 * the keys before Anna live then?").
 */
import type { Story, StoryValue } from './story.ts';
import { nameKey } from './told-events.ts';

export type StoryAnswer = {
  readonly text: string;
  /** Turn ids that tell it. */
  readonly sources: readonly string[];
  /** How it was found, in one sentence. */
  readonly path: string;
};

/** Somebody or something, during some steps of the story. */
type Found = {
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  readonly sources: readonly string[];
  readonly path: readonly string[];
};

const counts = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number as digits or a word; undefined for another word. */
export function countOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d+$/.test(word)) return Number(word);
  const at = counts.indexOf(word.toLowerCase());
  return at > 0 ? at : undefined;
}

const had =
  '(?:has|have|had|held|holds|is holding|was holding|carried|carries|is carrying|kept|keeps|owned|owns|got|took)';
const asker = `(?:the (?:person|one|man|woman|friend|colleague|neighbou?r)|someone|somebody|whoever)`;
const holderClause = new RegExp(
  `^${asker}(?: (?:who|that))? ${had} (?<thing>.+?)(?: (?:right |just )?(?<op>before|after) (?<whom>.+))?$`,
  'i',
);
const holderNoun =
  /^the (?:(?<nth>current|present|previous|last|first|former) )?(?:holder|owner|keeper|carrier) of (?<thing>.+?)(?: (?<op>before|after) (?<whom>.+))?$/i;

/** The index in a timeline that "before", "after", "first" or "previous" point at; the last one without any. */
function pick(values: readonly StoryValue[], op: string | undefined, whom: string | undefined): number {
  if (op === 'first') return 0;
  if (op === 'previous' || op === 'former') return values.length - 2;
  if (whom === undefined) return values.length - 1;
  const at =
    op === 'after'
      ? values.findIndex(({ value }) => value === whom)
      : values.findLastIndex(({ value }) => value === whom);
  return at < 0 ? -1 : op === 'after' ? at + 1 : at - 1;
}

/** Whom or what a phrase stands for. */
function resolve(story: Story, phrase: string): Found | undefined {
  const groups = holderClause.exec(phrase.trim())?.groups ?? holderNoun.exec(phrase.trim())?.groups;
  if (groups === undefined) {
    const entity = nameKey(phrase);
    return story.entities.has(entity) ? { entity, from: 0, to: story.steps, sources: [], path: [] } : undefined;
  }
  const thing = nameKey(groups['thing']);
  const whom = groups['whom'] === undefined ? undefined : resolve(story, groups['whom'])?.entity;
  if (groups['whom'] !== undefined && whom === undefined) return undefined;
  const values = story.timeline(thing, 'holder');
  const at = pick(values, groups['op']?.toLowerCase() ?? groups['nth']?.toLowerCase(), whom);
  const value = values[at];
  if (value === undefined) return undefined;
  return {
    entity: value.value,
    from: value.step,
    to: values[at + 1]?.step ?? story.steps,
    sources: [value.source],
    path: [`${value.value} had ${thing}${whom === undefined ? '' : ` ${groups['op']} ${whom}`}`],
  };
}

const during = (values: readonly StoryValue[], from: number, to: number): StoryValue | undefined =>
  values.findLast(({ step }) => step < to) ?? values.find(({ step }) => step >= from && step < to);

/** A question without what stands around it. */
const plainOf = (question: string): string =>
  question
    .trim()
    .replace(/\s*[?.]+\s*$/, '')
    .replace(/^(?:so|and|tell me|do you know|can you tell me),? /i, '');

/** True for a question of a kind that is answered here; whether anybody told is another matter. */
export function asksStory(question: string): boolean {
  const plain = plainOf(question);
  return kinds.some((pattern) => pattern.test(plain));
}

/** True for a question about who had something before or after somebody, first, or some holders ago. */
export function asksHolders(question: string): boolean {
  const plain = plainOf(question);
  const groups = backAsked.exec(plain)?.groups ?? whoAsked.exec(plain)?.groups;
  return groups !== undefined && (groups['n'] !== undefined || groups['op'] !== undefined || groups['nth'] === 'first');
}

/** Answers; undefined where the question is of another kind, or nobody told. */
export function askStory(question: string, story: Story): StoryAnswer | undefined {
  const plain = plainOf(question);
  return (
    heldNow(plain, story) ??
    yesNo(plain, story) ??
    howOften(plain, story) ??
    inOrder(plain, story) ??
    whoHad(plain, story) ??
    where(plain, story)
  );
}

const heldAsked =
  /^(?:what|(how many) (?:objects|things|items)) (?:is|does) (.+?) (?:carrying|holding|have|carry|hold)(?: now)?$/i;
const insideAsked = /^(?:is|was) (.+?) (?:still |now )?(?:in|at) (.+)$/i;
const hasAsked = /^(?:does|is) (.+?) (?:still )?(?:have|holding|carrying|hold|carry) (.+)$/i;

function heldNow(plain: string, story: Story): StoryAnswer | undefined {
  const match =
    /^(?:what|(how many) (?:objects|things|items)) (?:is|does) (.+?) (?:carrying|holding|have|carry|hold)(?: now)?$/i.exec(
      plain,
    );
  const whom = match === null ? undefined : resolve(story, match[2] ?? '');
  const told = whom === undefined ? undefined : story.touched(whom.entity);
  if (match === null || whom === undefined || told === undefined) return undefined;
  const held = story.held(whom.entity);
  const text = match[1] !== undefined ? (counts[held.length] ?? String(held.length)) : held.join(', ') || 'nothing';
  return { text, sources: [...whom.sources, told.source], path: `what ${whom.entity} took and has not let go of` };
}

function yesNo(plain: string, story: Story): StoryAnswer | undefined {
  const inside = insideAsked.exec(plain);
  const has = hasAsked.exec(plain);
  if (has !== null) {
    const whom = resolve(story, has[1] ?? '');
    const now = story.timeline(nameKey(has[2]), 'holder').at(-1);
    if (whom === undefined || now === undefined) return undefined;
    const holds = story.held(whom.entity).includes(nameKey(has[2]));
    return { text: holds ? 'Yes' : 'No', sources: [now.source], path: `who has ${nameKey(has[2])} now` };
  }
  const whom = inside === null ? undefined : resolve(story, inside[1] ?? '');
  if (inside === null || whom === undefined) return undefined;
  const { entity } = whom;
  const place = nameKey(inside[2]);
  const here = story.timeline(entity, 'place').at(-1);
  const source = story.touched(entity)?.source ?? here?.source;
  if (source === undefined) return undefined;
  const say = (text: string): StoryAnswer => ({ text, sources: [source], path: `where ${entity} was last` });
  const possible = story.possible(entity);
  if (possible !== undefined) return say(possible.includes(place) ? 'Maybe' : 'No');
  if (story.notIn(entity) === place) return say('No');
  if (here === undefined) return story.notIn(entity) === undefined ? undefined : say('No');
  return say(here.value === place ? 'Yes' : 'No');
}

const timesAsked = `^(?:how (?:often|many times)|what(?:'s| is) the number of times)`;
const movesOf = new RegExp(
  `${timesAsked} (?:did|has|have|does) (.+?) (?:moved?|changed? (?:place|places|rooms?|location)|move house|moved house|been moved)$`,
  'i',
);
const handsOf = new RegExp(
  `${timesAsked} (?:did|has|have) (.+?) (?:changed? hands|change hands|changed? (?:its |their )?(?:owner|holder)s?)$`,
  'i',
);
const holdersOf =
  /^how many (?:different )?(?:people|persons|owners|holders) (?:have |has )?(?:had|held|owned|carried) (.+)$/i;
const placesOf =
  /^how many (?:different )?(places|rooms|cities|homes) (?:has|have|did) (.+?) (?:been(?: to| in)?|lived in|live in|visited|visit)$/i;

function howOften(plain: string, story: Story): StoryAnswer | undefined {
  const moved = movesOf.exec(plain);
  const hands = handsOf.exec(plain);
  const holders = holdersOf.exec(plain);
  const places = placesOf.exec(plain);
  const phrase = moved?.[1] ?? hands?.[1] ?? holders?.[1] ?? places?.[2];
  if (phrase === undefined) return undefined;
  const whom = resolve(story, phrase);
  if (whom === undefined) return undefined;
  const holder = hands !== null || holders !== null;
  const values = holder ? story.timeline(whom.entity, 'holder') : lived(story, whom.entity, plain);
  if (values.length === 0) return undefined;
  const distinct = holders !== null || places !== null;
  const count = distinct ? new Set(values.map(({ value }) => value)).size : values.length - 1;
  return {
    text: String(count),
    sources: values.map(({ source }) => source),
    path: `${distinct ? 'different values' : 'changes'} in ${values.map(({ value }) => value).join(', ')}`,
  };
}

const orderOf =
  /^(?:list|name|show|give(?: me)?|where|which|what|who|in which order|in what order)\b.*?\b(?:in (?:the )?(?:right |chronological )?(?:order|sequence)|oldest first|earliest first|one after (?:the )?(?:other|another)|from first to last|first to last|chronologically|all the places|in turn|in (?:which|what) order)\b/i;

const beenAsked = /^(?:where all|where) (?:has|have) (.+?) been(?: so far)?$/i;

function inOrder(plain: string, story: Story): StoryAnswer | undefined {
  const history = beenAsked.exec(plain);
  if (!orderOf.test(plain) && history === null) return undefined;
  const entity =
    history === null ? longestNamed(plain, story) : (resolve(story, history[1] ?? '')?.entity ?? undefined);
  if (entity === undefined) return undefined;
  const hands = story.timeline(entity, 'holder');
  const asksHolder = /\bwho\b|\bhad\b|\bheld\b|\bowner|\bholder|\bhands\b/i.test(plain) && hands.length > 0;
  const values = asksHolder ? hands : lived(story, entity, plain);
  if (values.length === 0) return undefined;
  return {
    text: values.map(({ value }) => value).join(', '),
    sources: values.map(({ source }) => source),
    path: `${asksHolder ? 'who had it' : 'where it was'}, in order of time`,
  };
}

function longestNamed(plain: string, story: Story): string | undefined {
  const lower = ` ${plain.toLowerCase().replace(/[,'’]/g, ' ')} `;
  return [...story.entities].filter((entity) => lower.includes(` ${entity} `)).sort((a, b) => b.length - a.length)[0];
}

/** Homes where it is asked for living and some are known, else places. */
function lived(story: Story, entity: string, plain: string): readonly StoryValue[] {
  const homes = story.timeline(entity, 'home');
  return /\bliv(?:e|es|ed|ing)\b|\bhomes?\b|\bhouse\b|\bcit(?:y|ies)\b/i.test(plain) && homes.length > 0
    ? homes
    : story.timeline(entity, 'place');
}

const whoAsked = new RegExp(
  `^who ${had} (?<thing>.+?)(?: (?<op>before|after) (?<whom>.+?))?(?: (?<nth>first|last|now|then|at first))?$`,
  'i',
);
const backAsked =
  /^who had (?<thing>.+?) (?<n>\w+) (?:changes|owners|holders|people|hand-?overs) (?:ago|back|before)$/i;

function whoHad(plain: string, story: Story): StoryAnswer | undefined {
  const back = backAsked.exec(plain)?.groups;
  const asked = back ?? whoAsked.exec(plain)?.groups;
  if (asked === undefined) return undefined;
  const thing = nameKey(asked['thing']);
  const values = story.timeline(thing, 'holder');
  const whom = asked['whom'] === undefined ? undefined : resolve(story, asked['whom'])?.entity;
  if (values.length === 0 || (asked['whom'] !== undefined && whom === undefined)) return undefined;
  const steps = countOf(back?.['n']);
  const nth = asked['nth']?.toLowerCase().replace('at ', '');
  const at = steps === undefined ? pick(values, asked['op']?.toLowerCase() ?? nth, whom) : values.length - 1 - steps;
  const value = values[at];
  if (value === undefined) return undefined;
  return {
    text: value.value,
    sources: [value.source],
    path: `holders of ${thing}: ${values.map((one) => one.value).join(', ')}`,
  };
}

const stepsAsked =
  /^where (?:was|did|were) (?<who>.+?)(?: live| living| stay)? (?<n>\w+) (?:moves?|places?|changes?|stops?|rooms?|steps?) (?:ago|back|before|earlier)$/i;
const beforeAsked =
  /^where (?:was|did|were|has) (?<who>.+?)(?: live| lived| living| stay| been)? (?<op>before|after) (?<place>.+)$/i;
const whereAsked =
  /^where (?:is|was|are|were|does|did|do|has) (?<who>.+?)(?: (?:live|living|lived|stay|been))?(?<then> (?:then|at (?:the|that) (?:time|moment)|in those days|back then))?(?: now| right now| currently| these days)?$/i;

function where(plain: string, story: Story): StoryAnswer | undefined {
  const back = stepsAsked.exec(plain)?.groups;
  const before = back === undefined ? beforeAsked.exec(plain)?.groups : undefined;
  // "Before Anna" belongs to whom it is asked of, not to the places.
  const clause = before === undefined ? undefined : whereAsked.exec(plain)?.groups;
  const nested = clause === undefined ? undefined : resolve(story, clause['who'] ?? '');
  if (back !== undefined && countOf(back['n']) !== undefined) {
    const whom = resolve(story, back['who'] ?? '');
    return whom === undefined ? undefined : placeAt(story, whom, plain, -1 - (countOf(back['n']) as number));
  }
  if (before !== undefined && nested === undefined) {
    const whom = resolve(story, before['who'] ?? '');
    if (whom === undefined) return undefined;
    const values = lived(story, whom.entity, plain);
    const at = pick(values, before['op']?.toLowerCase(), nameKey(before['place']));
    return answerWith(values[at], whom, values);
  }
  const groups = clause ?? whereAsked.exec(plain)?.groups;
  const whom = nested ?? (groups === undefined ? undefined : resolve(story, groups['who'] ?? ''));
  if (groups === undefined || whom === undefined) return undefined;
  if (groups['then'] !== undefined || whom.path.length > 0) {
    const past = groups['then'] !== undefined || /^where (?:was|were|did)\b/i.test(plain);
    const values = lived(story, whom.entity, plain);
    return answerWith(past ? during(values, whom.from, whom.to) : values.at(-1), whom, values);
  }
  const here = lived(story, whom.entity, plain).at(-1);
  return here !== undefined && story.notIn(whom.entity) === here.value ? undefined : placeAt(story, whom, plain, -1);
}

function placeAt(story: Story, whom: Found, plain: string, at: number): StoryAnswer | undefined {
  const values = lived(story, whom.entity, plain);
  return answerWith(values.at(at), whom, values);
}

function answerWith(
  value: StoryValue | undefined,
  whom: Found,
  values: readonly StoryValue[],
): StoryAnswer | undefined {
  if (value === undefined) return undefined;
  const chain = `${whom.entity} was in ${values.map((one) => one.value).join(', ')}`;
  return { text: value.value, sources: [...whom.sources, value.source], path: [...whom.path, chain].join('; ') };
}

const kinds: readonly RegExp[] = [
  heldAsked,
  insideAsked,
  hasAsked,
  movesOf,
  handsOf,
  holdersOf,
  placesOf,
  orderOf,
  beenAsked,
  whoAsked,
  backAsked,
  stepsAsked,
  beforeAsked,
  whereAsked,
];
