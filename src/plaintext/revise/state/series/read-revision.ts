/**
 * Reads statements of the form "this thing's attribute is now that value" about anything that has a name: people,
 * places, pages, files. It yields the value that holds from then on and, where said, the one before.
 */

import { quotePattern } from '../../../../kernel/quote-pattern.ts';
import { isStopWord } from '../stop-terms.ts';

export type Revision = {
  /** As written. */
  readonly entity: string;
  /** Lower case, articles dropped; `location` for where somebody is. */
  readonly attribute: string;
  readonly value: string;
  readonly previous?: string;
};

/** Attribute of whereabouts. */
export const locationAttribute = 'location';

const file = String.raw`[\w./-]*\w\.[a-z]{1,5}\b`;
const name = String.raw`\p{Lu}[\p{L}\p{N}'-]*(?:(?: of| de| the)? \p{Lu}[\p{L}\p{N}'-]*)*`;
const entityPattern = new RegExp(`(?<![\\p{L}\\p{N}./-])(?:${file}|${name})`, 'gu');
const openers = new Set(
  'a an the of this that then now today yesterday nothing somebody someone everybody nobody there here in on at by as after before since when while later meanwhile finally also and but so population what which where who how name list give we i it he she they my our his her their its raised lowered set created changed updated bumped new once soon afterwards next from for these those according'.split(
    ' ',
  ),
);

/** Names in a text, in order; a sentence opener is not one. */
export function entitiesIn(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(entityPattern)) {
    let written = match[0].replace(/'s$/, '').replace(/'$/, '');
    if (match.index === 0 || /[.!?]\s+$/.test(text.slice(0, match.index))) {
      while (openers.has((written.split(' ')[0] ?? '').toLowerCase())) written = written.split(' ').slice(1).join(' ');
    }
    if (written.length < 2 || openers.has(written.toLowerCase()) || isStopWord(written.toLowerCase())) continue;
    found.push(written);
    // "Price of Model Nine": the opener may be an ordinary word.
    const inner = match.index === 0 ? /^\p{Lu}[\p{L}-]* of (\p{Lu}.*)$/u.exec(written)?.[1] : undefined;
    if (inner !== undefined) found.push(inner);
  }
  return found;
}

const motion =
  'went|goes|go|moved|moves|travell?ed|travels|journeyed|walked|walks|ran|runs|strolled|strode|hurried|hurries|headed|heads|raced|sprinted|wandered|marched|dashed|flew|sailed|climbed|stepped|returned|slipped|sneaked|proceeded|drifted|rushed|came|crept|crawled|limped|rode|drove|jumped|hiked|trotted|galloped|got|relocated|retreated|ambled|skipped|tiptoed|scurried|bolted|set off|set out|made (?:his|her|its|their) way';
const speech =
  'talked|listened|waved|smiled|pointed|replied|called|lied|explained|apologized|whispered|shouted|nodded|agreed|wanted|needed|asked|looked|belonged|added|promised|refused|tried|learned|started|used|seemed|happened|reacted|responded|referred|wished|hoped|waited|cared|prayed|voted|played|applied|paid|posted|searched|showed|handed|offered|passed|donated|contributed|subscribed';
const rests =
  'is|was|are|stays|stayed|sits|sat|stands|stood|waits|waited|lives|can be found|is found|remains|rests|works|sleeps|hides';
const change =
  'changed|changes|switched|switches|swapped|swaps|moved|moves|shifted|shifts|went|turned|updated|revised|corrected|amended|edited|set|sets|reset|raised|lowered|bumped?|increased?|decreased?|cut|replaced|traded|exchanged|picked|chose|chosen|adopted|introduced?|created|renamed|adjusted|modified|rewrote|made|grew|fell|rose|dropped|given|gives?|listed|lists|put|fixed|tuned|raise|lower|change|update|bump|set|revise|switch';
const favors =
  'beats?|tops?|top|prefers?|likes?|loves?|wants?|wanted|uses?|used|takes?|took|taken|has|have|had|got|named|names|crowned|declared|considers?|selected|selects|elected|settled on|went with|goes with|decided on|opted for';
const link = `(?:has |have |had |is |was |are |were |been |now |by now |since |currently |recently |officially )*(?:is|are|was|were|be|became|become|becomes|reads|read|stands at|stood at|equals|remains|:|=|${change})`;
const tail =
  /(?:[,;]? (?:now|these days|today|from (?:today|now on|then on|this \w+|\w+day)(?: on)?|as of \w+|at present|at the moment|instead|by now|again|since then|in the end|this time|for good|after all|this week))+$/i;

const clean = (text: string): string =>
  text
    .trim()
    .replace(/[.!;,]+$/, '')
    .replace(tail, '')
    .replace(/^(?:now|currently|instead|exactly|simply|about) /i, '')
    .replace(/^["'`“]|["'`”]$/g, '')
    .trim();

const beforeAttribute = new RegExp(`^.*\\b(?:the|an?|its|his|her|their|my|our|${change}|and|or|that|who) (?=\\S)`, 'i');
/** What no attribute is called. */
const noAttribute = new RegExp(`\\b(?:${change}|is|was|has|that|about)\\b`, 'i');

/** The noun phrase at the end of what a pattern took for the attribute: after the last article or verb. */
const attributeOf = (text: string): string => text.trim().toLowerCase().replace(beforeAttribute, '').trim();

/** Not an adjective: "the lower deck", "a set menu". */
const verb = String.raw`(?<!\b(?:the|an?|its|his|her|their) )`;

const spanAfter = new RegExp(`^\\s*(?:${link})?\\s*from (.+?) (?:in)?to (.+)$`, 'i');
const plainAfter = new RegExp(
  `^\\s*(?:${link})?\\s*(?:over |back )?(?:(?:to|into|for|as|of|at|with)\\b|=|:)\\s*(.+)$`,
  'i',
);
const bareAfter = new RegExp(`^\\s*${link}\\s+(.+)$`, 'i');

/** What follows an attribute: "from U to V", "U -> V", "to V", "is V", "of V", "for V". */
function valueAfter(rest: string): { value: string; previous?: string } | undefined {
  const arrow = /^\s*:?\s*(?:from )?(.*?)\s*(?:->|→|=>)\s*(.+)$/.exec(rest);
  if (arrow !== null) return { value: clean(arrow[2] ?? ''), previous: clean(arrow[1] ?? '') };
  const span = spanAfter.exec(rest);
  if (span !== null) return { value: clean(span[2] ?? ''), previous: clean(span[1] ?? '') };
  const plain = plainAfter.exec(rest);
  if (plain !== null) return { value: clean(plain[1] ?? '') };
  const bare = bareAfter.exec(rest);
  if (bare !== null) return { value: clean(bare[1] ?? '') };
  return undefined;
}

const words = String.raw`[a-z][\w-]*(?: [a-z][\w-]*){0,2}?`;

/**
 * A shape of sentence: its pattern with the name of the entity in it, and what has to stand right before and right after
 * that name for it to match. Making a pattern costs a thousand times what looking at its surroundings does, and few
 * sentences need any.
 */
type Shape = { readonly pattern: (e: string) => string; readonly before?: RegExp; readonly after?: RegExp };

/** What follows a name, or stands before it, at once. */
const follows = (source: string): RegExp => new RegExp(`^${source}`, 'iu');
const leadsTo = (source: string): RegExp => new RegExp(`(?:${source})$`, 'iu');

/** Name an attribute: group 1 is the attribute, group 2 what follows it. */
const named: readonly Shape[] = [
  {
    pattern: (e) =>
      `${e} (?:\\w+ )?(?:gives?|lists?|states?|shows?|reports?|puts?|says?|has|sets?|records?|quotes?) (?:its|the|his|her|their) (${words})((?: (?:as|at|to|from|of|is) | ?[=:] ?).*)$`,
    after: follows(' (?:\\w+ )?(?:gives?|lists?|states?|shows?|reports?|puts?|says?|has|sets?|records?|quotes?) '),
  },
  {
    pattern: (e) => `${e}['’]s? (${words})((?: ${link}\\b|:| =| from\\b).*)$`,
    after: follows("['’]s? "),
  },
  {
    pattern: (e) =>
      `\\b(?:the |its |^)?(${words}) (?:of|in|for|on|at) (?:the )?${e}\\s*((?:${link}\\b|:|=|from\\b).*)$`,
    before: leadsTo(' (?:of|in|for|on|at) (?:the )?'),
    after: follows(`\\s*(?:${link}\\b|:|=|from\\b)`),
  },
  {
    pattern: (e) =>
      `\\b(?:in|on|of|for) (?:the )?(?:\\w+ (?:on|of|about) )?${e},? (?:the |its )?(${words})( (?:${link})\\b.*)$`,
    before: leadsTo('\\b(?:in|on|of|for|about) (?:the )?'),
    after: follows(`,? .* (?:${link})\\b`),
  },
  {
    pattern: (e) =>
      `${e}[^.]*? ${verb}(?:${change}|as|with) (?:an?|the|its|his|her|their)? ?(${words})((?: (?:from|to|for|as|of|into)\\b| =|:).*)$`,
    after: follows(`[^.]*? (?:${change}|as|with) .*(?: (?:from|to|for|as|of|into)\\b| =|:)`),
  },
  {
    pattern: (e) => `${e}: (?:[a-z]+ )?(${words})( (?:=|to|from|\\S+ (?:->|→|=>)).*)$`,
    after: follows(': '),
  },
];

const ownShape: Shape = {
  pattern: (e) =>
    `${e} (?:has |have |had |now )?(?:${favors}|${change}) (?:from .+? to )?(.+?) as (?:an? |the |its |his |her |their )?(${words})(?:${tail.source})?[.!]?$`,
  after: follows(` (?:has |have |had |now )?(?:${favors}|${change}) .* as `),
};
const takenShape: Shape = {
  pattern: (e) => `.*\\b(?:${favors}|${change}) (\\S.*?) as (?:the |its )?(${words}) (?:of|in|for) ${e}`,
  before: leadsTo(' as .* (?:of|in|for) '),
};
const servedShape: Shape = {
  pattern: (e) =>
    `^(\\S.*?) (?:now )?(?:serves|served|counts|ranks|acts|works|came in|stepped in|took over|is listed|is known) as (?:the |its )?(${words}) (?:of|in|for) ${e}`,
  before: leadsTo(' as .* (?:of|in|for) '),
};
const aheadShape: Shape = {
  pattern: (e) =>
    `^(?:as|for) (?:an? |the |its |his |her )?(${words}),? ${e} (?:\\w+ ){0,1}?(?:${change}|${favors}) (.+)$`,
  before: /^(?:as|for) /iu,
  after: follows(` (?:\\w+ )?(?:${change}|${favors}) `),
};
const objectShape: Shape = {
  pattern: (e) =>
    `\\b${verb}(?:${change})\\b.*? (?:the |its )?(${words}) (?:of|in|for|on) ${e}((?: (?:from|to|as|into)\\b|:| =).*)$`,
  before: leadsTo(' (?:of|in|for|on) '),
  after: follows('(?: (?:from|to|as|into)\\b|:| =)'),
};

const leftShape: Shape = {
  pattern: (e) =>
    `${e} (?:left|leaves|quit|departed(?: from)?|abandoned) (.+?) (?:and|then|,)(?: \\w+){0,2}? (?:for|to|into|towards?) (.+)$`,
  after: follows(' (?:left|leaves|quit|departed|abandoned) '),
};
/** Where somebody is: group 1. */
const placing: readonly Shape[] = [
  {
    pattern: (e) =>
      `${e} (?:then |later |quickly |slowly |next )?(?:${motion})(?: \\w+){0,2}? (?:to|into|for|towards?|onto) (.+)$`,
    after: follows(
      ` (?:then |later |quickly |slowly |next )?(?:${motion})(?: \\w+){0,2}? (?:to|into|for|towards?|onto) `,
    ),
  },
  {
    pattern: (e) => `${e} (?:${rests}) (?:now |currently |still )?(?:in|at|on|inside) (.+)$`,
    after: follows(` (?:${rests}) (?:now |currently |still )?(?:in|at|on|inside) `),
  },
  {
    pattern: (e) =>
      `\\b(?:find|found|see|saw|meet|met|spotted|noticed|locate) ${e} (?:now |again )?(?:in|at|on|inside) (.+)$`,
    before: leadsTo('\\b(?:find|found|see|saw|meet|met|spotted|noticed|locate) '),
    after: follows(' (?:now |again )?(?:in|at|on|inside) '),
  },
  // Any other verb of going: a past tense that is not one of speaking, followed by a way in.
  {
    pattern: (e) =>
      `${e} (?:\\w+ly )?(?!(?:${speech})\\b)\\w+ed(?: \\w+){0,2}? (?:to|into|towards?|onto|for) (the .+)$`,
    after: follows(' (?:\\w+ly )?\\w+ed(?: \\w+){0,2}? (?:to|into|towards?|onto|for) the '),
  },
];

/** A text in which somebody is looked for, and what stands before and after each place where their name does. */
type Place = {
  readonly text: string;
  readonly entity: string;
  readonly around: readonly (readonly [string, string])[];
};

function placesOf(text: string, entity: string): Place {
  const [lower, name] = [text.toLowerCase(), entity.toLowerCase()];
  const around: [string, string][] = [];
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1))
    around.push([lower.slice(0, at), lower.slice(at + name.length)]);
  return { text, entity, around };
}

/** The match of a shape. */
function matchOf({ pattern, before, after }: Shape, { text, entity, around }: Place): RegExpExecArray | null {
  const may = around.some(([left, right]) => before?.test(left) !== false && after?.test(right) !== false);
  return may ? new RegExp(pattern(quotePattern(entity)), 'iu').exec(text) : null;
}

/** Longest sentence looked at, characters. */
const longestStatement = 180;

/** The revision that a sentence reports; undefined where it reports none. */
export function readRevision(sentence: string): Revision | undefined {
  const text = sentence.trim();
  // What states a value is short; the shapes below would go over long sentences again and again.
  if (text.endsWith('?') || text.length > longestStatement) return undefined;
  for (const entity of entitiesIn(text)) {
    const place = placesOf(text, entity);
    const found = inverted(place) ?? shaped(place) ?? placed(place);
    if (found !== undefined && plausible(found)) return found;
  }
  return undefined;
}

function plausible({ value, entity, attribute }: Revision): boolean {
  if (value.length === 0 || value.length > 80 || value.includes(entity) || value.split(' ').length > 8) return false;
  return attribute.length > 0 && !noAttribute.test(attribute);
}

function shaped(place: Place): Revision | undefined {
  const { entity } = place;
  for (const shape of named) {
    const match = matchOf(shape, place);
    if (match === null) continue;
    const found = valueAfter(match[2] ?? '');
    if (found === undefined) continue;
    const revision = { entity, attribute: attributeOf(match[1] ?? ''), ...found };
    if (plausible(revision)) return revision;
  }
  return undefined;
}

/** Value first, or attribute first: "V as the A of E", "as A, E picked V", "changed the A of E to V", "A in E: V". */
function inverted(place: Place): Revision | undefined {
  const { entity } = place;
  const before = matchOf(ownShape, place) ?? matchOf(takenShape, place) ?? matchOf(servedShape, place);
  if (before !== null) return { entity, attribute: attributeOf(before[2] ?? ''), value: clean(before[1] ?? '') };
  const ahead = matchOf(aheadShape, place);
  if (ahead !== null) return { entity, attribute: attributeOf(ahead[1] ?? ''), value: clean(ahead[2] ?? '') };
  const object = matchOf(objectShape, place);
  const found = object === null ? undefined : valueAfter(object[2] ?? '');
  return found === undefined ? undefined : { entity, attribute: attributeOf(object?.[1] ?? ''), ...found };
}

function placed(place: Place): Revision | undefined {
  const { entity } = place;
  const left = matchOf(leftShape, place);
  if (left !== null) {
    return { entity, attribute: locationAttribute, value: clean(left[2] ?? ''), previous: clean(left[1] ?? '') };
  }
  for (const shape of placing) {
    const match = matchOf(shape, place);
    if (match !== null) return { entity, attribute: locationAttribute, value: clean(match[1] ?? '') };
  }
  return undefined;
}
