/** One fact of a slot from a value that a clause gives: its sentence, its polarity, and since when it holds. */
import type { Validity } from '../../kernel/record.ts';
import type { FactData } from '../../kernel/record-data.ts';
import type { SlotDefinition, SlotStatement } from '../revise/slots.ts';
import { isWorkplace } from '../revise/workplaces.ts';
import type { TimeMention } from './annotation.ts';
import { dateText } from './calendar.ts';
import type { Clause } from './clauses.ts';
import { givenNames, isPlaceToLive, isSchool } from './entity-lexicon.ts';
import type { ExtractContext, SpeakerState } from './extract-context.ts';
import type { ResolvedSubject } from './subject.ts';

/** A fact before it becomes a draft. */
export type FoundFact = {
  readonly text: string;
  /** `denies`: it never was so. `back`: it counts only where it held before. */
  readonly data: FactData & {
    readonly correction?: true;
    readonly replaces?: string;
    readonly denies?: true;
    readonly back?: true;
  };
  readonly valid: Validity;
  readonly confidence: number;
  readonly importance: number;
};

export type FactScene = {
  readonly speaker: SpeakerState;
  readonly context: ExtractContext;
  /** When it was said. */
  readonly at: number;
  /** Times in the same sentence. */
  readonly times: readonly TimeMention[];
  /** IANA zone of the turn: dates are written as its days. Default UTC. */
  readonly zone?: string;
};

const notPlaces =
  /^(?:the )?(?:a |an )?(?:time|city|house|present|future|past|next|new|same|end|moment|work|school|home|project|English|French|Spanish|Python|Java|React|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Plan|Step|Phase|Section|Chapter|I|God|Christmas)\b/;

/** False for a value that its slot never has. */
export function plausible(slot: SlotDefinition, value: string, subject: ResolvedSubject, clause: Clause): boolean {
  if (value.toLowerCase() === subject.key) return false;
  switch (slot.name) {
    case 'identity.name':
      return clause.subject.kind !== 'relation';
    case 'home.city':
    case 'home.origin':
      if (!isPlaceToLive(value, clause.predicate)) return false;
      return !notPlaces.test(value) && !/^\d/.test(value);
    case 'work.employer':
      if (isWorkplace(value)) return !(/^(?:left|quit)\b/i.test(clause.predicate) && isCommonPlace(value));
      return (
        !notPlaces.test(value) &&
        !(/^started at\b/i.test(clause.predicate) && isSchool(value)) &&
        !(givenNames.has(value.toLowerCase()) && !/\bwork(?:s|ed|ing)? for\b/.test(clause.predicate)) &&
        !/^(?:React|Python|Flask|Java|JavaScript|TypeScript|Node|Vue|Angular|Excel|SQL|Docker)\b/.test(value) &&
        !(/^(?:left|quit|joined)\b/i.test(clause.predicate) && isCommonPlace(value))
      );
    case 'education.school':
      // Who starts somewhere works there, unless it is a school.
      return !/^(?:started at|transferred to)\b/i.test(clause.predicate) || isSchool(value);
    case 'identity.age':
      return Number(value) >= 3 && Number(value) <= 115;
    case 'work.role':
      return (
        /^an? |\p{Lu}|(?:er|or|ist|ian|ant|ent|man|woman|chef|nurse|vet|clerk|intern|coach|pilot|tutor)s?$/u.test(
          value,
        ) &&
        !/\b(?:team|part|whole|result|fan|lot|bit|mess|wreck|morning person|night owl)\b/i.test(value) &&
        !/^(?:the |my |your |more |very |quite |so |really )/i.test(value) &&
        !/\b(?:mother|father|parent|friend|person|beginner|human)\b/i.test(value)
      );
    case 'health.allergy':
      return !/\b(?:question|about|any|no|other|these|those)\b/i.test(value);
    case 'routine.commute':
      return /^(?:to work )?(?:by|on|via|bike|cycle|walk|drive|the |about |around |\d)/i.test(value);
    case 'work.schedule':
      return /\d|home|remote|time|shift|flexible|week/i.test(value);
    default:
      return !/^(?:not|no|very|so|too|really)\b/i.test(value) || slot.name.startsWith('family.');
  }
}

function isCommonPlace(value: string): boolean {
  return /\b(?:City|Island|Park|Street|Bar|Café|Cafe|Restaurant)\b/.test(value);
}

export type FactParts = {
  readonly slot: SlotDefinition;
  readonly statement?: SlotStatement;
  readonly value: string;
  readonly subject: ResolvedSubject;
  readonly clause: Clause;
  readonly scene: FactScene;
  /** Second part of an open slot's name. */
  readonly open?: string;
  readonly cardinality?: 'single' | 'multi';
  /** What the statement says to have been so until it changed. */
  readonly former?: true;
};

export function factFrom(parts: FactParts): FoundFact {
  const { slot, statement, subject, clause, scene } = parts;
  let value = parts.value;
  const swap = /^(?<old>.+?),? but (?:in |at |for |as )?(?<fresh>.+)$/.exec(value);
  // "Never moved" holds because it is denied.
  const negative = statement?.never !== true && clause.negative !== (statement?.ends === true);
  let replaces: string | undefined;
  const rejected = /,?\s+(?:and )?not (?:in |at |for |as )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)/u.exec(
    clause.predicate,
  )?.[1];
  if (rejected !== undefined && rejected !== value) replaces = rejected;
  if (swap?.groups !== undefined && negative) {
    replaces = swap.groups['old'];
    value = swap.groups['fresh'] ?? value;
  }
  const isNegative = negative && swap === null;
  const name = parts.open === undefined ? slot.name : `${slot.name.split('.')[0]}.${parts.open}`;
  const started = timeOfChange(statement, scene.times, scene.at, clause);
  const over = (clause.ended && !clause.negative) || parts.former === true;
  const template = isNegative ? slot.negativeText : slot.text;
  const text = `${template
    .replace('{subject}', subject.display)
    .replace('{slot}', parts.open ?? '')
    .replace(
      '{value}',
      value.replace(/\b(?:my|our)\b/g, 'their'),
    )}${over && !isNegative ? ' (formerly)' : dateSuffix(started, scene.zone)}.`;
  const corrected = clause.correction || replaces !== undefined;
  // "No, I do not work there" takes back what was understood; "not any more" ends what was so.
  const denied = isNegative && clause.negative && !clause.ended && (clause.never === true || clause.correction);
  return {
    text: text.charAt(0).toUpperCase() + text.slice(1),
    data: {
      subject: subject.key,
      slot: name,
      value,
      polarity: isNegative ? 'negative' : 'positive',
      cardinality: parts.cardinality ?? slot.cardinality,
      ...(corrected ? { correction: true as const } : {}),
      ...(replaces === undefined ? {} : { replaces }),
      ...(denied ? { denies: true as const } : {}),
      ...(started === undefined ? {} : { saidAt: scene.at }),
      ...(statement?.back === true ? { back: true as const } : {}),
      ...(started === undefined || isChange(statement) ? {} : { holds: true as const }),
    },
    valid:
      over && !isNegative
        ? { to: parts.former === true ? (started?.from ?? scene.at) : scene.at }
        : { from: started?.from ?? scene.at },
    confidence: Math.min(0.98, (statement?.confidence ?? 0.85) * subject.certainty),
    importance: importanceOf(name),
  };
}

function importanceOf(slot: string): number {
  if (/^(?:identity|health|relation|family)\./.test(slot)) return 0.8;
  if (/^(?:home|work|contact|pet|education)\./.test(slot)) return 0.7;
  return slot.startsWith('attribute.') ? 0.5 : 0.6;
}

/** A time beside a change, or after "since", is when the value began; never later than the saying, save for plans. */
function timeOfChange(
  statement: SlotStatement | undefined,
  times: readonly TimeMention[],
  at: number,
  clause: Clause,
): TimeMention | undefined {
  const since = /\bsince\b/i.test(clause.predicate);
  if (!isChange(statement) && statement?.past !== true && !since) return undefined;
  const near = times.filter((time) => clause.predicate.includes(time.text) || times.length === 1);
  return near.find((time) => time.from <= at || statement?.change === true);
}

const isChange = (statement: SlotStatement | undefined): boolean =>
  statement?.change === true || statement?.ends === true;

function dateSuffix(time: TimeMention | undefined, zone: string | undefined): string {
  if (time === undefined) return '';
  const whole = time.granularity === 'year' || time.granularity === 'month';
  return ` (since ${dateText(time.from, whole ? time.granularity : 'day', zone)})`;
}
