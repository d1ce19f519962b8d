/**
 * What a new statement does to what is already known: add, confirm, supersede, revoke or ignore, each with a reason.
 * Time decides, not arrival: an older statement that arrives late becomes history and never ends a later one.
 */
import type { MemoryRecord, RecordDraft, RecordRef } from '../../kernel/record.ts';
import { defaultTrustRules } from '../trust/trust-policy.ts';
import { contest, contestedValue, isWeaker, settled } from './contest.ts';
import { eventData, type FactState, factData, instructionData, isLive, preferenceData, startOf } from './fact-state.ts';
import {
  contentWords,
  isDoseOf,
  normalizeValue,
  sameValue,
  setOverlap,
  wordCoverage,
  wordOverlap,
} from './normalize-value.ts';
import { courseAround } from './revise-course.ts';
import { reviseDenial } from './revise-denial.ts';
import { reviseEnding } from './revise-ending.ts';
import { reviseReplacement } from './revise-replacement.ts';
import { isDated, isToldAfter, newsAt } from './told-time.ts';

export type Revision = {
  /**
   * `add`: a new record (over at `endsAt` where that is given); `confirm`: `target` gets one more piece of evidence;
   * `supersede`: the draft replaces `target`, which ends at `endsAt`; `revoke`: `target` ends at `endsAt`, nothing
   * is added; `ignore`: nothing is written. What rules must not settle: `contest`: the draft waits in quarantine;
   * `dispute`: it stands beside `target` and both wait; `outrank`: `target` goes into quarantine and the draft holds;
   * `settle`: `target`, which waited, is put away. `reopen`: `target`, which something ended that never was so, holds on
   * (until `endsAt` where that is given).
   */
  readonly action:
    | 'add'
    | 'confirm'
    | 'supersede'
    | 'revoke'
    | 'ignore'
    | 'contest'
    | 'dispute'
    | 'outrank'
    | 'settle'
    | 'reopen';
  readonly draft: RecordDraft;
  readonly target?: RecordRef;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly endsAt?: number;
  /** With `confirm`: `target` has held since then. */
  readonly startsAt?: number;
};

export type ReviseOptions = {
  /** A draft whose trust is lower than the known record's by more than this never ends it. Default 0.25. */
  readonly trustGap?: number;
};

/**
 * Decides on each draft against `state`, which is not changed; apply a decision before asking for the next one where
 * drafts can touch each other. Exact repetitions inside one call are ignored.
 */
export function revise(drafts: readonly RecordDraft[], state: FactState, options: ReviseOptions = {}): Revision[] {
  const seen = new Set<string>();
  const revisions: Revision[] = [];
  for (const draft of drafts) {
    const key = JSON.stringify([draft.kind, draft.data, draft.scope.user, draft.valid.from]);
    if (seen.has(key)) {
      revisions.push({ action: 'ignore', draft, reason: 'said twice in the same batch' });
      continue;
    }
    seen.add(key);
    revisions.push(...decide(draft, state, options.trustGap ?? defaultTrustRules.gap));
  }
  return revisions;
}

/** Fields that a kind needs before statements can be compared; records given by hand may lack them. */
const compared: Readonly<Record<string, readonly string[]>> = {
  fact: ['subject', 'slot', 'value'],
  preference: ['subject', 'topic', 'stance'],
  instruction: ['directive'],
  event: ['subject', 'action'],
};

const isComparable = (one: Pick<MemoryRecord, 'kind' | 'data'>): boolean =>
  (compared[one.kind] ?? []).every((field) => typeof one.data[field] === 'string');

function decide(draft: RecordDraft, state: FactState, trustGap: number): Revision[] {
  if (!isComparable(draft))
    return [{ action: 'add', draft, reason: 'given without the fields that statements are compared by' }];
  switch (draft.kind) {
    case 'fact':
      return Array.isArray(draft.data['ends'])
        ? reviseEnding(draft, state, trustGap)
        : reviseFact(draft, state, trustGap);
    case 'preference':
      return [revisePreference(draft, state, trustGap)];
    case 'instruction':
      return reviseInstruction(draft, state);
    case 'event':
      return [reviseEvent(draft, state)];
    default:
      return [{ action: 'add', draft, reason: 'new' }];
  }
}

const ref = (record: MemoryRecord): RecordRef => ({ id: record.id, version: record.version });
const timeOf = (draft: RecordDraft): number => draft.valid.from ?? draft.valid.to ?? Number.NEGATIVE_INFINITY;
const dated = (time: number): { readonly endsAt?: number } => (Number.isFinite(time) ? { endsAt: time } : {});

function reviseFact(draft: RecordDraft, state: FactState, trustGap: number): Revision[] {
  const replaced = reviseReplacement(draft, state, trustGap);
  if (replaced !== undefined) return [replaced];
  const { subject, slot } = factData(draft);
  const waiting = state.find('fact', { subject, slot, scope: draft.scope, quarantined: true }).filter(isComparable);
  const denial = reviseDenial(draft, state, trustGap);
  if (denial !== undefined) return [...settled(draft, waiting), ...denial];
  const revision = decideFact(draft, state, { trustGap, waiting });
  const { action } = revision;
  if (action === 'contest' || action === 'ignore') return [revision];
  return [...settled(draft, waiting), ...courseAround(revision, state), revision];
}

type Rules = { readonly trustGap: number; readonly waiting: readonly MemoryRecord[] };

function decideFact(draft: RecordDraft, state: FactState, { trustGap, waiting }: Rules): Revision {
  const { subject, slot, value, polarity, cardinality } = factData(draft);
  const known = state.find('fact', { subject, slot, scope: draft.scope, ended: true }).filter(isComparable);
  const live = known.filter(isLive);
  const same = live.filter((one) => sameValue(factData(one).value, value));
  const said = timeOf(draft);

  if (draft.data['back'] === true && !known.some((one) => sameValue(factData(one).value, value)))
    return { action: 'ignore', draft, reason: 'gone back to where nothing is known to have been' };
  if (draft.valid.to !== undefined) return reviseFormer(draft, known, same);
  const agreeing = same.find((one) => factData(one).polarity === polarity);
  if (agreeing !== undefined) {
    const began = cardinality === 'single' && isDated(draft) && !isDated(agreeing) && said < startOf(agreeing);
    return {
      action: 'confirm',
      draft,
      target: ref(agreeing),
      reason: 'said again',
      ...(began ? { startsAt: said } : {}),
    };
  }
  const opposed = same.find((one) => factData(one).polarity !== polarity);
  if (opposed !== undefined) {
    if (isWeaker(draft, opposed, trustGap))
      return contest(draft, opposed, waiting, 'contradicts a better trusted fact');
    const news = isDated(draft) && !isDated(opposed) && isToldAfter(draft, opposed);
    if (said < startOf(opposed) && !news)
      return { action: 'add', draft, reason: 'older than what is known', endsAt: startOf(opposed) };
    if (polarity === 'negative')
      return { action: 'revoke', draft, target: ref(opposed), reason: 'said to be over', ...dated(said) };
    return { action: 'supersede', draft, target: ref(opposed), reason: 'holds again', ...dated(said) };
  }
  if (polarity === 'negative') return { action: 'add', draft, reason: 'denied, and not known before' };

  const replaces = draft.data['replaces'];
  const wrong = typeof replaces === 'string' ? live.find((one) => sameValue(factData(one).value, replaces)) : undefined;
  if (wrong !== undefined && isWeaker(draft, wrong, trustGap))
    return contest(draft, wrong, waiting, 'corrects a better trusted fact');
  if (wrong !== undefined)
    return { action: 'supersede', draft, target: ref(wrong), reason: 'corrected', endsAt: startOf(wrong) };
  const dosed = slot === 'health.medication' ? live.find((one) => isDoseOf(factData(one).value, value)) : undefined;
  if (dosed !== undefined && said > startOf(dosed) && !isWeaker(draft, dosed, trustGap))
    return { action: 'supersede', draft, target: ref(dosed), reason: 'another dose', endsAt: said };
  if (cardinality === 'multi') return { action: 'add', draft, reason: 'new' };

  const positives = live.filter((one) => factData(one).polarity === 'positive');
  const current = positives.at(-1);
  if (current === undefined) return afterEnded(draft, known, said);
  const contested = contestedValue(draft, current, waiting, trustGap);
  if (contested !== undefined) return contested;
  const since = startOf(current);
  if (draft.data['correction'] === true)
    return { action: 'supersede', draft, target: ref(current), reason: 'corrected', endsAt: Math.max(since, said) };
  if (said > since) return { action: 'supersede', draft, target: ref(current), reason: 'newer value', endsAt: said };
  if (said === since)
    return { action: 'dispute', draft, target: ref(current), reason: 'contradicts a fact of the same time' };
  const news = newsAt(draft, current, known);
  if (news !== undefined) {
    const dated = { ...draft, valid: { ...draft.valid, from: news } };
    return { action: 'supersede', draft: dated, target: ref(current), reason: 'newer value', endsAt: news };
  }
  return intoHistory(draft, known, since);
}

/** "I used to live in Boston": history, or the end of what was thought to last. */
function reviseFormer(draft: RecordDraft, known: readonly MemoryRecord[], same: readonly MemoryRecord[]): Revision {
  const to = draft.valid.to ?? 0;
  const current = same.find((one) => factData(one).polarity === 'positive');
  const news = current !== undefined && isDated(draft) && !isDated(current) && isToldAfter(draft, current);
  if (current !== undefined && (startOf(current) <= to || news))
    return { action: 'revoke', draft, target: ref(current), reason: 'said to be over', endsAt: to };
  const past = known.find((one) => !isLive(one) && sameValue(factData(one).value, factData(draft).value));
  if (past !== undefined) return { action: 'confirm', draft, target: ref(past), reason: 'said again, as past' };
  const first = known.find((one) => isLive(one) && factData(one).polarity === 'positive');
  return {
    action: 'add',
    draft,
    reason: 'past value',
    endsAt: first === undefined ? to : Math.min(to, startOf(first)),
  };
}

/** Nothing is live in a single slot: a later value starts afresh, an earlier one joins the history. */
function afterEnded(draft: RecordDraft, known: readonly MemoryRecord[], said: number): Revision {
  const later = known.find(
    (one) =>
      factData(one).polarity === 'positive' &&
      one.valid.from !== undefined &&
      startOf(one) > said &&
      newsAt(draft, one, [one]) === undefined,
  );
  if (later !== undefined) return { action: 'add', draft, reason: 'older than what is known', endsAt: startOf(later) };
  return { action: 'add', draft, reason: 'new' };
}

/** A late older value takes its place between earlier and later ones. */
function intoHistory(draft: RecordDraft, known: readonly MemoryRecord[], since: number): Revision {
  const said = timeOf(draft);
  const positive = known.filter((one) => factData(one).polarity === 'positive');
  const covering = positive.find((one) => startOf(one) <= said && one.valid.to !== undefined && one.valid.to > said);
  if (covering !== undefined && sameValue(factData(covering).value, factData(draft).value)) {
    return { action: 'confirm', draft, target: ref(covering), reason: 'said again, as past' };
  }
  const next = positive.find((one) => startOf(one) > said);
  const to = next === undefined ? since : startOf(next);
  if (covering === undefined || startOf(covering) === said)
    return { action: 'add', draft, reason: 'older than what is known', endsAt: to };
  const dragged = { ...draft, valid: { ...draft.valid, to } };
  return {
    action: 'supersede',
    draft: dragged,
    target: ref(covering),
    reason: 'value in between arrived late',
    endsAt: said,
  };
}

const favorable = (stance: string): boolean => stance === 'likes' || stance === 'prefers' || stance === 'wants';

function revisePreference(draft: RecordDraft, state: FactState, trustGap: number): Revision {
  const { subject, topic, stance, over } = preferenceData(draft);
  const live = state.find('preference', { subject, scope: draft.scope }).filter(isComparable);
  const said = timeOf(draft);
  const same = live.find((one) => sameValue(preferenceData(one).topic, topic));
  const swapped = live.find((one) => {
    const known = preferenceData(one);
    return (
      known.over !== undefined && over !== undefined && sameValue(known.over, topic) && sameValue(known.topic, over)
    );
  });
  const target = swapped ?? same;
  if (target === undefined) return { action: 'add', draft, reason: 'new' };
  const known = preferenceData(target);
  const agrees = swapped === undefined && favorable(known.stance) === favorable(stance);
  if (agrees) {
    const sharper = known.over === undefined && over !== undefined;
    if (sharper && said >= startOf(target))
      return { action: 'supersede', draft, target: ref(target), reason: 'said more exactly', endsAt: said };
    return { action: 'confirm', draft, target: ref(target), reason: 'said again' };
  }
  if (isWeaker(draft, target, trustGap)) {
    const waiting = state.find('preference', { subject, scope: draft.scope, quarantined: true });
    return contest(draft, target, waiting, 'contradicts a better trusted preference');
  }
  if (said < startOf(target))
    return { action: 'add', draft, reason: 'older than what is known', endsAt: startOf(target) };
  if (said === startOf(target))
    return { action: 'dispute', draft, target: ref(target), reason: 'contradicts a preference of the same time' };
  return { action: 'supersede', draft, target: ref(target), reason: 'changed mind', endsAt: said };
}

const denial = /^(?:do not|don't|never|stop|avoid|no more|no)\s+(?:ever\s+)?/i;

function reviseInstruction(draft: RecordDraft, state: FactState): Revision[] {
  const { directive, trigger, state: wanted } = instructionData(draft);
  const live = state.find('instruction', { scope: draft.scope }).filter(isComparable);
  const said = timeOf(draft);
  const ends = draft.data['ends'];
  if (wanted === 'revoked') {
    const targets =
      draft.data['all'] === true ? live : bestMatch(live, typeof ends === 'string' ? ends : directive, trigger);
    if (targets.length === 0)
      return [{ action: 'ignore', draft, reason: 'no standing instruction matches what is to be dropped' }];
    return targets.map((one) => ({
      action: 'revoke',
      draft,
      target: ref(one),
      reason: 'revoked by the user',
      ...dated(said),
    }));
  }
  if (typeof ends === 'string') {
    const [stopped] = bestMatch(live, ends, trigger);
    if (stopped !== undefined && !denial.test(instructionData(stopped).directive)) {
      return [{ action: 'supersede', draft, target: ref(stopped), reason: 'told to stop', ...dated(said) }];
    }
  }
  for (const one of live) {
    const known = instructionData(one);
    if (!sameTrigger(known.trigger, trigger)) continue;
    const plain = directive.replace(denial, '');
    const knownPlain = known.directive.replace(denial, '');
    const overlap = wordOverlap(knownPlain, plain);
    const variant = closeVariant(knownPlain, plain);
    if (overlap < 0.5 && !variant) continue;
    const opposite = denial.test(directive) !== denial.test(known.directive);
    if (!opposite && (overlap >= 0.8 || normalizeValue(knownPlain) === normalizeValue(plain))) {
      return [{ action: 'confirm', draft, target: ref(one), reason: 'said again' }];
    }
    if (said < startOf(one))
      return [{ action: 'add', draft, reason: 'older than what is known', endsAt: startOf(one) }];
    if (opposite || variant) {
      return [
        {
          action: 'supersede',
          draft,
          target: ref(one),
          reason: opposite ? 'told the opposite' : 'newer wording',
          ...dated(said),
        },
      ];
    }
  }
  return [{ action: 'add', draft, reason: 'new' }];
}

/** Ways of doing one thing, of which only one can be followed at a time. */
const exclusive = /^(?:answer|respond|reply|write|speak|talk|use|call|address|format|convert|show|report|give)\b/;

/** Same order about the same thing with one word exchanged ("answer in French", "answer in German"). */
function closeVariant(a: string, b: string): boolean {
  const x = normalizeValue(a).split(' ');
  const y = normalizeValue(b).split(' ');
  if (x.length !== y.length || x.length < 3 || x[0] !== y[0] || !exclusive.test(x[0] ?? '')) return false;
  return x.filter((word, i) => word !== y[i]).length === 1;
}

function sameTrigger(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return wordOverlap(a, b) >= 0.6;
}

function bestMatch(live: readonly MemoryRecord[], ends: string, trigger: string | undefined): readonly MemoryRecord[] {
  let best: MemoryRecord | undefined;
  let bestScore = 0.49;
  for (const one of live) {
    const known = instructionData(one);
    const score = wordCoverage(`${ends} ${trigger ?? ''}`, `${known.directive} ${known.trigger ?? ''}`);
    if (score > bestScore) {
      best = one;
      bestScore = score;
    }
  }
  return best === undefined ? [] : [best];
}

/** Telling words of events: a new one is compared with all that there are. */
const eventWords = new WeakMap<MemoryRecord, ReadonlySet<string>>();

function wordsOfEvent(event: MemoryRecord): ReadonlySet<string> {
  const words = eventWords.get(event) ?? contentWords(eventData(event).action);
  eventWords.set(event, words);
  return words;
}

function reviseEvent(draft: RecordDraft, state: FactState): Revision {
  const { subject, action, when } = eventData(draft);
  const words = contentWords(action);
  for (const one of state.find('event', { subject, scope: draft.scope }).filter(isComparable)) {
    const known = eventData(one);
    const apart =
      when !== undefined && known.when !== undefined && (when.from >= known.when.to || known.when.from >= when.to);
    if (apart || setOverlap(wordsOfEvent(one), words) < 0.6) continue;
    return { action: 'confirm', draft, target: ref(one), reason: 'told again' };
  }
  return { action: 'add', draft, reason: 'new' };
}
