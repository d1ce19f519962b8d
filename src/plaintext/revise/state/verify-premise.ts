/**
 * Read path: which remembered statements a question takes for granted, and whether they still hold. A premise is
 * SUPPORTED only by an active item, OUTDATED when what it rests on is stale or unknown by now, else UNRESOLVED.
 */
import { meets, termsOf } from './concepts.ts';
import { type Reading, readingOf, readSentence } from './read-statement.ts';
import { isTechnical } from './signs/guards.ts';
import { leastShares, slotTerms, tellingTerms } from './signs/sign-statement.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import type { ProfileItem, StateProfile, UnknownMarker } from './state-types.ts';
import { besideMark, facetRuleOf, slotNameOf, valueTerms } from './statement-facet.ts';
import { isStopWord } from './stop-terms.ts';

export type PremiseStatus = 'SUPPORTED' | 'OUTDATED' | 'UNRESOLVED';

export type PremiseVerdict = {
  readonly status: PremiseStatus;
  /** Active items that may ground an answer, best first. */
  readonly usable: readonly ProfileItem[];
  /** Stale items that must not ground it. */
  readonly blocked: readonly ProfileItem[];
  /** What is so now: the successors of what is blocked, else the statements that ended it. */
  readonly corrected: readonly string[];
  /** Areas whose current state is not known. */
  readonly unknown: readonly UnknownMarker[];
  /** 0 to 1. */
  readonly confidence: number;
  /** The question takes what is blocked for true: it names the old value, or nothing took its place. */
  readonly presupposes: boolean;
  /** False where an answer has to push back first. */
  readonly oldPremiseSafe: boolean;
};

/** An item below this share of the question's words has nothing to do with it. */
const leastMatch = 0.13;
/** How close to the best match others have to come. */
const nearBest = 0.85;
const facetMatch = 0.35;
const valueMatch = 0.5;
const slotMatch = 0.4;
const likenessMatch = 0.6;
/** Texts that are less like each other have nothing in common. */
const leastLikeness = 0.35;

type Asked = {
  readonly reading: Reading;
  readonly content: ReadonlySet<string>;
  readonly facets: ReadonlySet<string>;
  /** How likely a slot is asked for, by likeness to examples. */
  readonly shares: ReadonlyMap<string, number>;
};

const discourse = new Set(
  'renew additive usual mainly cityq whereq whoq companyq jobq dietq eatq carq exerciseq weatherq scheduleq drinkq situationq name selfbe housing job rolecue'.split(
    ' ',
  ),
);

function readQuestion(question: string, schema: StateSchema): Asked {
  const reading = readSentence(question, true, schema);
  const asked = schema.facets.filter((rule) => rule.asked.some((condition) => meets(condition, reading.concepts)));
  const signs = schema.signs?.askedOf(question) ?? [];
  const likely = signs.filter(({ share }) => share >= leastShares.asked);
  return {
    reading,
    content: new Set(reading.terms.filter((term) => !isStopWord(term))),
    facets: new Set([...asked.map(({ facet }) => facet), ...likely.map(({ label }) => label)]),
    shares: new Map(signs.map(({ label, share }) => [label, share])),
  };
}

const ofSpeaker = /\b(?:I|I'm|I've|I'd|my|me|we|our)\b/i;

/** The question speaks of the speaker and names two words of a value in a row. */
function namesWhole({ text, terms }: Reading, value: readonly string[]): boolean {
  if (!ofSpeaker.test(text)) return false;
  const content = terms.filter((term) => !isStopWord(term));
  const wanted = new Set(value);
  return content.some((term, at) => wanted.has(term) && wanted.has(content[at + 1] as string));
}

/**
 * True when a question of the speaker names the value of something that another value has taken the place of: that both
 * are known speaks for the slot, whatever the question is like.
 */
function namesReplaced(asked: Asked, item: ProfileItem, { successor, schema }: MatchContext): boolean {
  if (successor === undefined || !ofSpeaker.test(asked.reading.text)) return false;
  const now = new Set(readingOf(successor.text, schema).terms);
  if (item.value === item.text) {
    const own = readingOf(item.text, schema).terms.filter((term) => !isStopWord(term) && !now.has(term));
    return own.some((term) => asked.content.has(term) && schema.signs?.mayBeThing(term) !== false);
  }
  return termsOf(item.value).some(
    (term) =>
      !isStopWord(term) &&
      !now.has(term) &&
      asked.content.has(term) &&
      schema.signs?.mayBeValue(term, slotNameOf(item.facet)) !== false,
  );
}

type MatchContext = {
  readonly schema: StateSchema;
  /** What holds in the place of an item that no longer does. */
  readonly successor: ProfileItem | undefined;
};

/** How much of an item a question speaks of, and whether it names the item's very value. */
function matchItem(asked: Asked, item: ProfileItem, context: MatchContext): { score: number; named: boolean } {
  const { schema } = context;
  const reading = readingOf(item.text, schema);
  const own = new Set(reading.terms.filter((term) => !isStopWord(term)));
  const shared = [...own].filter((term) => asked.content.has(term)).length;
  const ideas = [...reading.concepts.keys()].filter((concept) => !discourse.has(concept));
  const sharedIdeas = ideas.filter((concept) => asked.reading.concepts.has(concept)).length;
  const words = shared / Math.max(2, Math.min(own.size, asked.content.size));
  const meaning = sharedIdeas / Math.max(3, ideas.length);
  const slot = schema.signs === undefined ? undefined : schema.slotOf(slotNameOf(item.facet));
  const rule = slot === undefined ? facetRuleOf(reading, schema) : undefined;
  const value =
    slot !== undefined ? slotTerms(reading, slot, schema) : rule === undefined ? [] : valueTerms(reading, rule);
  const technical = schema.signs !== undefined && isTechnical(item.text);
  const told = !technical && value.length > 0 && value.some((term) => asked.content.has(term));
  const [kind = '', of = ''] = item.facet.replace(besideMark, '').split(':');
  const share = asked.shares.get(kind) ?? 0;
  const itsOwn = rule?.of === undefined || of.split(' ').every((term) => asked.content.has(term));
  const backed = slot !== undefined && told && (share >= leastShares.backedAsked || namesWhole(asked.reading, value));
  const old = !technical && schema.signs !== undefined && namesReplaced(asked, item, context);
  const facet = old || ((slot !== undefined || rule !== undefined) && (backed || asked.facets.has(kind)) && itsOwn);
  const likeness = Math.max(0, (schema.signs?.likeness(asked.reading.text, item.text) ?? 0) - leastLikeness);
  const possession =
    item.facet.startsWith('own:') && termsOf(item.facet.slice(4)).every((term) => asked.content.has(term));
  return {
    score:
      0.6 * words +
      0.4 * meaning +
      likenessMatch * likeness +
      (facet || possession ? facetMatch : 0) +
      slotMatch * share +
      ((facet && told) || old ? valueMatch : 0),
    named: (facet && told) || old,
  };
}

/** Items that a question is about, best first, active and stale alike. */
export function matchItems(
  question: string,
  profile: StateProfile,
  schema: StateSchema = userSchema,
): { readonly item: ProfileItem; readonly score: number; readonly named: boolean }[] {
  const asked = readQuestion(question, schema);
  const holding = new Map(profile.items.flatMap((item) => (item.status === 'ACTIVE' ? [[item.facet, item]] : [])));
  return profile.items
    .map((item) => {
      const successor = item.status === 'STALE' ? holding.get(item.facet) : undefined;
      return { item, ...matchItem(asked, item, { schema, successor }) };
    })
    .filter(({ score }) => score >= leastMatch)
    .sort((a, b) => b.score - a.score || b.item.lastUpdated - a.item.lastUpdated);
}

/**
 * The bare value that a question asks for, where it asks for a thing of which there is one at a time; undefined where it
 * asks for something else, or no value could be told apart from the statement.
 */
export function askedValue(
  question: string,
  profile: StateProfile,
  schema: StateSchema = userSchema,
): { readonly item: ProfileItem; readonly changed: boolean } | undefined {
  const asked = readQuestion(question, schema);
  if (asked.facets.size === 0) return undefined;
  const isAsked = ({ facet, cardinality }: ProfileItem): boolean => cardinality === 'single' && asked.facets.has(facet);
  const [best] = matchItems(question, profile, schema).filter(({ item }) => item.status === 'ACTIVE' && isAsked(item));
  if (best === undefined || best.item.value === best.item.text) return undefined;
  const { facet } = best.item;
  return {
    item: best.item,
    changed: profile.items.some((item) => item.status === 'STALE' && item.facet === facet),
  };
}

/** Verifies what a question takes for granted. */
export function verifyPremise(
  question: string,
  profile: StateProfile,
  schema: StateSchema = userSchema,
): PremiseVerdict {
  const matches = matchItems(question, profile, schema);
  const [best] = matches;
  if (best === undefined) {
    return {
      status: 'UNRESOLVED',
      usable: [],
      blocked: [],
      corrected: [],
      unknown: [],
      confidence: 0,
      presupposes: false,
      oldPremiseSafe: true,
    };
  }
  const against = contradicted(question, profile, schema);
  const near = matches.filter(({ score }) => score >= best.score * nearBest);
  const decisive = near.some(({ named }) => named) ? near.filter(({ named }) => named) : near;
  const active = decisive.filter(({ item }) => item.status === 'ACTIVE').map(({ item }) => item);
  const stale = decisive.filter(({ item }) => item.status === 'STALE').map(({ item }) => item);
  const holds = active.filter((item) => !stale.some((one) => one.facet === item.facet && asksOld(question, one, item)));
  const facets = new Set(stale.map(({ facet }) => facet));
  const unknown = profile.unknown.filter((marker) => facets.has(marker.facet));
  if (against !== undefined && !near.some(({ named }) => named)) {
    return {
      status: 'OUTDATED',
      usable: [against],
      blocked: [],
      corrected: [against.text],
      unknown: [],
      confidence: Math.min(1, best.score),
      presupposes: true,
      oldPremiseSafe: false,
    };
  }
  const isReplaced = ({ facet }: ProfileItem): boolean =>
    profile.items.some((item) => item.status === 'ACTIVE' && item.facet === facet);
  // A question that names no value takes none for granted: what holds now is what it is about.
  const successors = near.some(({ named }) => named) ? [] : successorsOf(stale, profile);
  if (holds.length === 0 && successors.length > 0 && stale.every(isReplaced)) holds.push(...successors);
  const status: PremiseStatus =
    stale.length > 0 && ((best.item.status === 'STALE' && successors.length === 0) || holds.length === 0)
      ? 'OUTDATED'
      : holds.length > 0
        ? 'SUPPORTED'
        : 'UNRESOLVED';
  return {
    status,
    usable: status === 'SUPPORTED' ? holds : active,
    blocked: stale,
    corrected: [...new Set(stale.flatMap((item) => corrections(item, profile)))],
    unknown,
    confidence: Math.min(1, best.score),
    presupposes: status === 'OUTDATED' && (near.some(({ named }) => named) || !stale.some(isReplaced)),
    oldPremiseSafe: status !== 'OUTDATED',
  };
}

/** How likely a slot has to be asked for, so that another value of it in the question counts. */
const contradictFrom = 0.6;

/**
 * What holds of the slot that a question takes another value of for granted, where the value is one that can be told by
 * itself: "here in Ghent, where I live", where Porto was said last.
 */
function contradicted(question: string, profile: StateProfile, schema: StateSchema): ProfileItem | undefined {
  const [sign] = schema.signs?.askedOf(question) ?? [];
  const slot = sign === undefined || sign.share < contradictFrom ? undefined : schema.slotOf(sign.label);
  if (slot === undefined || slot.many === true || slot.several === true || !ofSpeaker.test(question)) return undefined;
  const values = tellingTerms(readSentence(question, true, schema), slot, schema);
  const item = profile.items.find(({ status, facet }) => status === 'ACTIVE' && facet === slot.slot);
  if (item === undefined || values.length === 0) return undefined;
  const held = new Set(termsOf(item.text));
  if (values.some((term) => held.has(term))) return undefined;
  return tellingTerms(readingOf(item.text, schema), slot, schema).length > 0 ? item : undefined;
}

/** True when the question's words point at the stale value rather than at the one that holds. */
function asksOld(question: string, stale: ProfileItem, active: ProfileItem): boolean {
  const words = new Set(termsOf(question));
  const named = ({ value, text }: ProfileItem): boolean | undefined =>
    value === text ? undefined : termsOf(value).some((term) => !isStopWord(term) && words.has(term));
  if (named(stale) === true && named(active) === false) return true;
  const only = (a: ProfileItem, b: ProfileItem): number => {
    const other = new Set(termsOf(b.text));
    return termsOf(a.text).filter((term) => !isStopWord(term) && !other.has(term) && words.has(term)).length;
  };
  return only(stale, active) > only(active, stale);
}

/** What holds in the place of stale items. */
function successorsOf(stale: readonly ProfileItem[], { items }: StateProfile): ProfileItem[] {
  const facets = new Set(stale.map(({ facet }) => facet));
  return items.filter(({ status, facet }) => status === 'ACTIVE' && facets.has(facet));
}

/** What took the place of a stale item, else what ended it. */
function corrections(item: ProfileItem, profile: StateProfile): string[] {
  const current = profile.items.filter((one) => one.status === 'ACTIVE' && one.facet === item.facet);
  if (current.length > 0) return current.map(({ text }) => text);
  const delta = profile.deltas.find(({ id }) => id === item.ended?.deltaId);
  return delta === undefined ? [] : [delta.text];
}
