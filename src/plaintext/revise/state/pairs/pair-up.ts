/**
 * Write path, beside the signs: sets what is said against what was said before. What tells another value of the same thing
 * takes the place of the older statement, whether or not a slot is known for it; what takes its basis away leaves it
 * unknown. An older statement that was placed nowhere comes into the profile with this.
 */
import { lostBases } from '../bases.ts';
import { isOfPerson, type Reading, readingOf } from '../read-statement.ts';
import { isNoChange } from '../signs/guards.ts';
import { isPassing } from '../signs/sign-statement.ts';
import type { Signs } from '../signs/signs.ts';
import { isTurn, mayStandUnplaced } from '../standing.ts';
import type { StateSchema, TrackPath } from '../state-schema.ts';
import type {
  InvalidationProposal,
  Mention,
  ProfileItem,
  StateChunk,
  StateDelta,
  StateProfile,
  StateSession,
} from '../state-types.ts';
import { isEpisode, placeOf, slotNameOf } from '../statement-facet.ts';
import { isStopWord } from '../stop-terms.ts';
import { isHeading, toldForm } from '../told-form.ts';
import { doubtful, isNotice, isTied, mayFall, replacing, shareOf, unsettling, type Verdict } from './may-end.ts';
import { isOfAnother, isOfSomething, mayComeIn, mayReplace, maySupersede, mayTouch } from './may-pair.ts';
import { confidence, deltaFrom, mentionFrom, promote } from './mentions.ts';
import { type Pairs, pairsOf } from './pairs.ts';

/** Likelihoods from which a relation counts; set by cross-validation over whole attributes and changes. */
export const pairShares = { replaces: 0.45, betweenSlots: 0.6, unsettles: 0.3 };

/** Below it a sentence tells of no change and of no loss that is known: it has to fit the older one better. */
const leastLoss = 0.45;
const unbacked = 0.4;

/** Where neither rule nor sign knows the change, the sentence has to tell of a loss this surely, and of an event. */
const leastUnnamed = 0.6;

/** As much is ended by comparing alone, what fits best first: less where neither rule nor sign knows the change. */
const mostUnnamed = 2;
const mostNamed = 3;

/** How like a statement has to be to examples of the slot whose value it takes the place of. */
const leastOfHeld = 0.02;

/** What is told of something, and not of the speaker, has to be about what the older statement speaks of. */
const leastNear = 0.55;

/** What tells of a loss is no default that another one takes away: "I broke my leg", and then "we moved". */
const toldAsLoss = 0.75;

/** Older statements that one is set against: those that share a word with it, newest first, and the newest at all. */
const mostShared = 24;
const mostNewest = 12;
/** The newest at all that a loss is set against. */
const mostTouched = 80;
/** From here on a statement is believed to tell anything at all, where another one depends on it. */
const leastTold = 0.45;
/** Confidence that a sentence gains by what it is likely to replace by itself: never as much as a slot gives. */
const ownWeight = 0.04;

type Older = { readonly text: string; readonly at: number; readonly item?: ProfileItem; readonly mention?: Mention };

export type PairedUp = {
  readonly deltas: readonly StateDelta[];
  /** Items that older mentions become. */
  readonly promoted: readonly ProfileItem[];
  readonly proposals: readonly InvalidationProposal[];
  /** What of the session is placed nowhere. */
  readonly mentions: readonly Mention[];
};

const fullText = ({ text, context }: { readonly text: string; readonly context?: string }): string => context ?? text;

const contents = new WeakMap<Reading, ReadonlySet<string>>();

/** Remembered with the reading: every later statement asks for it. */
function contentOf(text: string, schema: StateSchema): ReadonlySet<string> {
  const reading = readingOf(text, schema);
  const content =
    contents.get(reading) ??
    new Set(reading.terms.filter((term) => !isStopWord(term) && schema.signs?.mayBeThing(term) !== false));
  contents.set(reading, content);
  return content;
}

/** True for a statement that names one of the things. */
const sharesThing = ({ text }: Older, things: ReadonlySet<string>, schema: StateSchema): boolean =>
  [...contentOf(text, schema)].some((term) => things.has(term));

/** True for an item of a slot or a facet, which says what is so by being there. */
const isPlaced = ({ item }: Older, schema: StateSchema): boolean =>
  item !== undefined &&
  (schema.slotOf(slotNameOf(item.facet)) !== undefined ||
    schema.facets.some(({ facet }) => facet === slotNameOf(item.facet)));

/** Older statements that may have to do with one. */
function candidates(text: string, older: readonly Older[], schema: StateSchema, newest: number): Older[] {
  const own = contentOf(text, schema);
  const shared: Older[] = [];
  for (let at = older.length - 1; at >= 0 && shared.length < mostShared; at -= 1) {
    const one = older[at] as Older;
    for (const term of contentOf(one.text, schema))
      if (own.has(term)) {
        shared.push(one);
        break;
      }
  }
  return [...new Set([...shared, ...older.slice(-newest)])];
}

/**
 * The proposals of rules and signs that the comparison does not speak against. What changes in a circle of things that
 * share a word is not enough: in talk that goes on for months something always does.
 */
export function believed(
  proposals: readonly InvalidationProposal[],
  { items, deltas }: Pick<StateProfile, 'items' | 'deltas'>,
  schema: StateSchema,
): InvalidationProposal[] {
  const pairs = pairsOf(schema);
  if (pairs === undefined) return [...proposals];
  const itemsById = new Map(items.map((item) => [item.id, item]));
  const deltasById = new Map(deltas.map((delta) => [delta.id, delta]));
  return proposals.flatMap((proposal) => {
    const [item, delta] = [itemsById.get(proposal.itemId), deltasById.get(proposal.deltaId)];
    if (item === undefined || delta === undefined) return [];
    const [older, newer] = [fullText(item), fullText(delta)];
    const likeness = schema.signs?.likeness ?? (() => 0);
    if (!mayTouch(readingOf(delta.text, schema), newer, { older, likeness, ruled: true })) return [];
    const verdict = unsettling({ older, newer, said: delta.text }, { pairs, schema });
    if (verdict === 'stands' || !mayFall(item, delta.loses, schema)) return [];
    return [verdict === 'ends' ? proposal : { ...proposal, confidence: doubtful }];
  });
}

/** Sets the chunks of a session against what was said before it. */
export function pairUp(
  chunks: readonly StateChunk[],
  deltas: readonly StateDelta[],
  context: { readonly session: StateSession; readonly profile: StateProfile; readonly schema: StateSchema },
): PairedUp {
  const { session, profile, schema } = context;
  const pairs = pairsOf(schema);
  const isOlder = (one: { readonly at: number; readonly sessionId: string }): boolean =>
    one.at < session.at && one.sessionId !== session.id;
  const older: Older[] =
    pairs === undefined
      ? []
      : [
          ...profile.items.flatMap((item) =>
            item.status === 'ACTIVE' && isOlder({ at: item.lastUpdated, sessionId: item.sessionId })
              ? [{ text: fullText(item), at: item.at, item }]
              : [],
          ),
          ...profile.mentions.flatMap((mention) =>
            isOlder(mention) ? [{ text: fullText(mention), at: mention.at, mention }] : [],
          ),
        ].sort((a, b) => a.at - b.at);
  const work: Work = { ...context, older, promoted: new Map(), proposals: [], pairs };
  const made: StateDelta[] = [];
  const mentions: Mention[] = [];
  const placed = new Map(deltas.flatMap((delta) => delta.chunkIds.map((id) => [id, delta] as const)));
  const done = new Set<string>();
  for (const chunk of chunks) {
    const before = placed.get(chunk.id);
    if (before !== undefined) {
      if (done.has(before.id)) continue;
      done.add(before.id);
    }
    const delta = pairs === undefined ? before : pairOne(chunk, before, work);
    if (delta !== undefined) made.push(delta);
    else if (chunk.type !== 'support_evidence' || before !== undefined) mentions.push(mentionFrom(chunk, session));
  }
  return { deltas: made, promoted: [...work.promoted.values()], proposals: work.proposals, mentions };
}

type Work = {
  readonly session: StateSession;
  readonly profile: StateProfile;
  readonly schema: StateSchema;
  readonly older: readonly Older[];
  readonly promoted: Map<Mention, ProfileItem>;
  readonly proposals: InvalidationProposal[];
  readonly pairs: Pairs | undefined;
};

/**
 * A delta as far as it is believed: undefined where it would end what holds though it is another's affair or nothing like
 * it, and too weak to take the place where a person has to say.
 */
function believable(chunk: StateChunk, delta: StateDelta, { schema, pairs, profile }: Work): StateDelta | undefined {
  if (delta.hint !== 'REPLACE' || delta.loses.length > 0 || pairs === undefined) return delta;
  const slot = schema.slotOf(slotNameOf(delta.facet));
  const newer = fullText(chunk);
  if (slot !== undefined && !maySupersede(chunk.text, newer, slot.ofOthers === true)) return undefined;
  const verdicts = profile.items.flatMap((item): Verdict[] =>
    item.status === 'ACTIVE' && item.facet === delta.facet
      ? [
          replacing({ older: fullText(item), newer, said: chunk.text }, delta.facet, { pairs, schema }),
          replacing({ older: item.text, newer: chunk.text, said: chunk.text }, delta.facet, { pairs, schema }),
        ]
      : [],
  );
  if (verdicts.length === 0 || verdicts.includes('ends')) return delta;
  return verdicts.includes('asks') ? { ...delta, hint: 'ADD', confidence: doubtful } : undefined;
}

/** An event that befell the speaker, or something that is so from now on. */
const mayReport = (text: string): boolean => !isHeading(text) && toldForm(text) !== 'rule';

/**
 * The more is only mentioned, the more of it meets by accident: from here on, what is set against it has to be a statement
 * by its form, and to tell of a loss by itself.
 */
const fewMentions = 25;

/** From here on a sentence that is placed nowhere is taken for a statement; most talk of a day lies below. */
const leastPlain = 0.85;

/** "The reservoir has been drained": told of a thing that an older statement may name. */
const ofThing = /^(?:the|our|my|that) [\p{L}-]+ (?:has|have|is|are|was|were|got|went)\b/iu;

/** "It has been there since Tuesday": what it is stands elsewhere. */
const ofNothing = /^(?:it|its|it['’]s|that|that['’]s|this|these|those)\b/i;

/** A sentence that tells something: a statement by its form, or one that is told surely. */
function mayTell(text: string, worth: number, placed: boolean): boolean {
  if (isHeading(text)) return false;
  return placed || (worth >= leastPlain && (toldForm(text) !== undefined || ofThing.test(text)));
}

/** What was only mentioned stands by its form: how things are with the speaker, or what comes again. */
function mayStand({ text, item }: Older, worth: number): boolean {
  const form = toldForm(text);
  if (item !== undefined && !item.facet.startsWith('said:')) return form !== 'event';
  return worth >= leastPlain && form !== undefined && form !== 'event';
}

/** The delta of a chunk after it was set against what is older; undefined where it is placed nowhere. */
function pairOne(chunk: StateChunk, placed: StateDelta | undefined, work: Work): StateDelta | undefined {
  const { schema, pairs, profile, older } = work;
  const onlyEnds = placed?.ends !== undefined && placed.hint === 'NO_OP';
  if (pairs === undefined || placed?.retracts !== undefined || onlyEnds || isNoChange(chunk.text)) return placed;
  const delta = placed === undefined ? undefined : believable(chunk, placed, work);
  const text = fullText(chunk);
  const worth = schema.signs?.worth ?? (() => 0);
  const crowded = older.filter(({ mention }) => mention !== undefined).length > fewMentions;
  if (worth(text) < leastTold || (crowded && !mayTell(chunk.text, worth(text), delta !== undefined))) return delta;
  const { loss = 0, change = [1] } = schema.signs?.soft(text) ?? {};
  const isLoss = Math.max(loss, 1 - (change[0] as number)) >= leastLoss;
  const found = candidates(text, work.older, schema, isLoss ? mostTouched : mostNewest).filter(
    (one) =>
      (worth(one.text) >= leastTold || one.item?.facet.startsWith('own:') === true) &&
      one.item?.facet.startsWith('event:') !== true &&
      (isPlaced(one, schema) ||
        ((one.mention === undefined || mayStandUnplaced(one.text)) &&
          mayComeIn(one.text) &&
          !isEpisode(one.text) &&
          (crowded ? mayStand(one, worth(one.text)) : toldForm(one.text) !== 'event'))),
  );
  const settled =
    delta !== undefined &&
    (delta.hint === 'REFINE' ||
      profile.items.some(
        ({ status, facet }) => status === 'ACTIVE' && facet === delta.facet && delta.cardinality === 'single',
      ));
  const replaced = settled ? undefined : bestReplaced(chunk, delta, found, work);
  const kept = replaced === undefined ? delta : replace(chunk, delta, replaced, work);
  const known = lostBases(readingOf(chunk.text, schema), schema).length > 0;
  const own = contentOf(chunk.text, schema);
  const named = ofThing.test(chunk.text) ? found.filter((one) => sharesThing(one, own, schema)) : [];
  const ownLoss = schema.signs?.soft(chunk.text).loss ?? 0;
  const sure = !crowded || known || (Math.min(loss, ownLoss) >= leastUnnamed && mayReport(chunk.text));
  if (!sure && named.length === 0) return kept;
  if (!known && ofNothing.test(chunk.text)) return kept;
  const tied = crowded
    ? found.filter((one) => isTied({ older: one.text, newer: text }, sharesThing(one, own, schema), { pairs, schema }))
    : found;
  return unsettle(chunk, kept, { found: sure ? tied : named, least: isLoss ? pairShares.unsettles : unbacked }, work);
}

function bestReplaced(
  chunk: StateChunk,
  delta: StateDelta | undefined,
  found: readonly Older[],
  { schema, pairs }: Work,
): Older | undefined {
  if (isOfPerson(chunk.text) || isPassing(chunk.text)) return undefined;
  const form = toldForm(chunk.text);
  if (delta === undefined && !isTurn(chunk.text) && (form === 'event' || !mayStandUnplaced(chunk.text)))
    return undefined;
  if (!mayReplace(readingOf(chunk.text, schema), fullText(chunk)) || delta?.facet.endsWith(':also') === true)
    return undefined;
  const slot = delta === undefined ? undefined : schema.slotOf(slotNameOf(delta.facet));
  let best: { readonly one: Older; readonly score: number } | undefined;
  for (const one of found) {
    if (isOfAnother(chunk.text, one.text)) continue;
    const held = one.item === undefined ? undefined : schema.slotOf(slotNameOf(one.item.facet));
    if (held !== undefined && shareOf(fullText(chunk), held.slot, schema) < leastOfHeld) continue;
    const score = pairs?.replaces(one.text, fullText(chunk)) ?? 0;
    const least = slot !== undefined && held !== undefined ? pairShares.betweenSlots : pairShares.replaces;
    if (score >= least && score > (best?.score ?? 0)) best = { one, score };
  }
  return best === undefined ? undefined : bestSentence(best.one, chunk, found, pairs);
}

/** Of the sentences of a turn that was compared as a whole, the one that is replaced by itself. */
function bestSentence(of: Older, chunk: StateChunk, found: readonly Older[], pairs: Pairs | undefined): Older {
  const own = ({ item, mention }: Older): string => item?.text ?? mention?.text ?? '';
  const fit = (one: Older): number => pairs?.replaces(own(one), chunk.text) ?? 0;
  return found
    .filter((one) => one.text === of.text && one.at === of.at)
    .reduce((best, one) => (fit(one) > fit(best) ? one : best), of);
}

/** The item of an older statement. */
function itemOf({ item, mention }: Older, path: TrackPath, { schema, promoted }: Work): ProfileItem {
  if (item !== undefined) return item;
  const said = mention as Mention;
  const known = promoted.get(said) ?? promote(said, path, schema);
  promoted.set(said, known);
  return known;
}

function replace(chunk: StateChunk, delta: StateDelta | undefined, older: Older, work: Work): StateDelta {
  const item = itemOf(older, delta?.path ?? fallback(work.schema), work);
  const { path, facet } = item;
  const place = { path, facet, cardinality: 'single' as const };
  // Of several sentences of one turn that is compared as a whole, the one that tells the value by itself is kept.
  const sure = confidence + ownWeight * (work.pairs?.replaces(older.text, chunk.text) ?? 0);
  return delta === undefined
    ? { ...deltaFrom(chunk, place, work.session), confidence: sure }
    : { ...delta, ...place, hint: 'REPLACE', confidence: Math.max(delta.confidence, sure) };
}

const fallback = ({ definition, buckets }: StateSchema): TrackPath =>
  definition.otherTrack ?? (`${buckets[0]?.name}/${buckets[0]?.tracks[0]?.name}` as TrackPath);

function unsettle(
  chunk: StateChunk,
  delta: StateDelta | undefined,
  { found, least }: { readonly found: readonly Older[]; readonly least: number },
  work: Work,
): StateDelta | undefined {
  const { schema, pairs, session, proposals } = work;
  const reading = readingOf(chunk.text, schema);
  const newer = fullText(chunk);
  const { likeness } = schema.signs as Signs;
  const lost = delta?.loses ?? lostBases(reading, schema);
  const fitting = found.filter(
    ({ text, item }) =>
      (item === undefined || mayFall(item, lost, schema)) &&
      (schema.signs?.soft(text).loss ?? 0) < toldAsLoss &&
      mayTouch(reading, newer, { older: text, likeness }) &&
      (!isOfSomething(newer) || (pairs?.near(text, newer) ?? 0) >= leastNear) &&
      (pairs?.unsettles(text, newer) ?? 0) >= least,
  );
  const known = lostBases(reading, schema).length > 0;
  const sureness = ({ text }: Older): number => pairs?.unsettles(text, newer) ?? 0;
  const hit = fitting.sort((a, b) => sureness(b) - sureness(a)).slice(0, known ? mostNamed : mostUnnamed);
  if (hit.length === 0) return delta;
  const path = placeOf(reading, schema) ?? fallback(schema);
  const event = delta ?? {
    ...deltaFrom(chunk, { path, facet: `event:${reading.terms.join(' ')}`, cardinality: 'multi' }, session),
    hint: 'ADD' as const,
  };
  for (const one of hit) {
    const item = itemOf(one, path, work);
    if (item.facet === event.facet) continue;
    proposals.push({
      itemId: item.id,
      deltaId: event.id,
      reason: known ? 'rested on what changed' : 'rested on what is told to be over',
      confidence: isNotice(chunk.text) ? doubtful : confidence,
    });
  }
  return event;
}
