/** Events on a timeline: what somebody did or will do, where a time is said or the verb marks a turn of life. */
import type { EventData } from '../../kernel/record-data.ts';
import type { TimeMention } from './annotation.ts';
import { dateText } from './calendar.ts';
import type { Clause } from './clauses.ts';
import type { ResolvedSubject } from './subject.ts';

export type FoundEvent = {
  readonly text: string;
  readonly data: EventData;
  readonly valid: { readonly from?: number; readonly to?: number };
  readonly confidence: number;
};

const irregular =
  'went|came|saw|met|got|took|made|bought|gave|ran|won|lost|left|ate|began|broke|told|found|flew|drove|rode|swam|spent|read|wrote|built|held|taught|caught|sold|sent|paid|hurt|cut|put|set|had|did|became|fell|led|sang|threw|chose|grew|kept|brought|hosted|hung|quit|led';
const past = new RegExp(
  `^(?:(?:was|were) (?:[a-zÀ-ÿ]+ed|born|hired|fired|promoted|invited|given|told|able to)|(?:have|has) (?:[a-zÀ-ÿ]+ed|been to|gone|seen|met|bought|taken|made|won|written|read|done|begun|found|sold|left|become)|(?:${irregular})|[a-zÀ-ÿ]{2,}ed)\\b`,
  'i',
);
const future =
  /^(?:will|(?:am|is|are) going to|(?:am|is|are) (?:planning|hoping|scheduled|supposed|set|about) to|plan to|plans to|(?:am|is|are) (?:having|getting|meeting|flying|traveling|travelling|leaving|visiting|moving|starting|hosting|attending|taking|running|seeing|presenting|going|driving|launching|graduating|speaking|throwing|performing)|have an?|has an?)\s+/i;
const habit =
  /^(?:used to|would|like|love|need|want|seem|tend|tried to think|wanted|needed|liked|loved|hoped|wished|seemed|thought|felt|knew|decided to|considered|noticed|learned that|heard|have tried|asked|mentioned|wondered|guess|believed|(?:am|is|are) having (?:trouble|difficulty|issues|problems|a hard time)|have noticed|(?:am|is|are) getting ready|managed to|have heard|have been told|have decided|(?:am|is|are) going to (?:have dinner|sleep|bed|try|talk)|(?:encountered|had|have) (?:a |an |some )?(?:[\w-]+ )?(?:problem|issue|trouble)s?|will (?:typically|usually|often|sometimes|probably|also|try|check|make sure|look|keep|let|stick|definitely|talk|chat|think|consider|see|be (?:able|sure))|realized|realised|remembered|promised)\b/i;
const lifeEvent =
  /^(?:(?:got|was|were|have been|has been) (?:married|engaged|divorced|promoted|fired|laid off|hired|accepted|diagnosed|admitted)|graduated|retired|gave birth|adopted|moved (?:to|out|in|back)|bought (?:a|my|our) (?:\w+ )?(?:house|home|apartment|car|flat|condo)|started (?:a|my) (?:new )?(?:job|business|company|degree|phd|course)|quit (?:my|his|her) job|broke (?:my|his|her) \w+|won (?:the|a|first|second|an)|lost (?:my|his|her) (?:job|father|mother|dad|mom|dog|cat|grandmother|grandfather)|passed (?:my|the|his|her) \w+|published (?:my|a|his|her)|opened (?:my|a|his|her) (?:own )?\w+|finished (?:my|the|a) (?:first |\w+ )?(?:marathon|thesis|degree|book|novel|phd|dissertation)|had (?:a|my|our) (?:baby|surgery|first))\b/i;
const planNoun =
  /\b(?:appointment|interview|meeting|exam|test|flight|trip|deadline|party|wedding|concert|game|match|presentation|surgery|checkup|check-up|conference|class|dinner|lunch|reservation|race|marathon|recital|show|date|birthday|call|session|graduation|performance|competition|workshop|event|ceremony|festival|visit)\b/i;

export type EventScene = {
  readonly at: number;
  /** Times in the clause's sentence. */
  readonly times: readonly TimeMention[];
  readonly sentence: string;
  /** IANA zone of the turn: dates are written as its days. Default UTC. */
  readonly zone?: string;
};

/** The event that one clause tells, if it does. */
export function eventOf(clause: Clause, subject: ResolvedSubject, scene: EventScene): FoundEvent | undefined {
  const { predicate } = clause;
  if (clause.negative || clause.ended || habit.test(predicate)) return undefined;
  const isPast = past.test(predicate);
  const isFuture = !isPast && future.test(predicate);
  if (!isPast && !isFuture) return undefined;
  if (isFuture && /^(?:have|has) an?\b/i.test(predicate) && !planNoun.test(predicate)) return undefined;
  const time = timeFor(predicate, scene);
  const life = isPast && lifeEvent.test(predicate);
  if (time === undefined && !life) return undefined;
  if (time !== undefined && isPast && time.from > scene.at) return undefined;
  if (time !== undefined && isFuture && time.to < scene.at) return undefined;
  // "yesterday" would mislead whoever reads it later: the resolved date stands beside it instead.
  const spoken =
    time?.relative === true &&
    /today|yesterday|tomorrow|tonight|ago|last|next|this|morning|evening|weekend|day\b/i.test(time.text)
      ? predicate
          .replace(time.text, ' ')
          .replace(/\s+/g, ' ')
          .replace(/\s+(?:on|in|at|by|for|since)?\s*$/i, '')
      : predicate;
  const action = actionOf(spoken);
  if (action === undefined) return undefined;
  const when = time === undefined ? undefined : { from: time.from, to: time.to, granularity: time.granularity };
  const shown = when === undefined ? '' : ` (${dateText(when.from, when.granularity, scene.zone)})`;
  const verb = isFuture
    ? action
        .replace(/^have\b/, 'has')
        .replace(/^(?:am|are) /, 'is ')
        .replace(/^plan to\b/, 'plans to')
    : action.replace(/^have\b/, 'has').replace(/^were\b/, 'was');
  return {
    text: `${subject.display} ${thirdPerson(verb, subject)}${shown}.`,
    data: { subject: subject.key, action, ...(when === undefined ? {} : { when }) },
    valid: when === undefined ? {} : { from: when.from, to: when.to },
    confidence: (time === undefined ? 0.7 : 0.85) * subject.certainty,
  };
}

/** The time in the clause itself, or the one that opens the sentence; a time in another clause says nothing about this one. */
function timeFor(predicate: string, scene: EventScene): TimeMention | undefined {
  const inside = scene.times.find((time) => predicate.includes(time.text));
  if (inside !== undefined) return inside;
  const opening = scene.sentence.slice(0, 48).toLowerCase();
  return scene.times.find((time) => {
    const index = opening.indexOf(time.text.toLowerCase());
    return index >= 0 && index < 24 && !/\b(?:i|we|my|he|she)\b/i.test(opening.slice(0, index));
  });
}

/** "My flight to Oslo is on June 12": a thing with a date of its own. */
export function appointmentOf(clause: Clause, subject: ResolvedSubject, scene: EventScene): FoundEvent | undefined {
  if (clause.subject.kind !== 'possession' || clause.negative || !planNoun.test(clause.subject.noun)) return undefined;
  const head = /^(?:is|was|will be|has been moved|got moved|are|were)\b/i.exec(clause.predicate)?.[0];
  const time = scene.times.find((one) => clause.predicate.includes(one.text));
  if (head === undefined || time === undefined || clause.predicate.length > 90) return undefined;
  const when = { from: time.from, to: time.to, granularity: time.granularity };
  const { noun } = clause.subject;
  return {
    text: `${subject.display}'s ${noun} ${time.to <= scene.at ? 'was' : 'is'} on ${dateText(when.from, when.granularity, scene.zone)}.`,
    data: { subject: subject.key, action: noun, when },
    valid: { from: when.from, to: when.to },
    confidence: 0.85,
  };
}

function actionOf(predicate: string): string | undefined {
  const cut =
    predicate.split(
      /[;!?\n]|\.(?=\s|$)|,\s+(?:and|but|so|which|where|because|can|could|considering|since)\b|\s+(?:but|because|so that|which|although|though)\b|\s+and\s+(?:it|the|that|this|there|everyone|everything|will)\b|\s[–—]\s/i,
    )[0] ?? '';
  const words = cut
    .trim()
    .replace(/[\s,.]+$/, '')
    .split(/\s+/);
  if (words.length < 2 || words.some((word) => word.length > 40)) return undefined;
  const action = words.slice(0, 22).join(' ');
  if (/^\S+(?: \S+)? (?:it|that|this|them)\b(?! \w+ (?:to|at|from)\b)/i.test(action) || /\bto you\b/i.test(action))
    return undefined;
  return /^(?:was|were|had|did|got|made|took) (?:it|that|this|them|so|great|good|fun|nice|amazing)$/i.test(action)
    ? undefined
    : action;
}

function thirdPerson(action: string, subject: ResolvedSubject): string {
  const theirs = `${subject.key === 'user' ? 'their' : `${subject.display}'s`}`;
  return action
    .replace(/\bmy\b/gi, theirs)
    .replace(/\bmyself\b/gi, 'themselves')
    .replace(/\bour\b/gi, 'their')
    .replace(/\b(with|to|for|told|gave|asked|by|and) me\b/gi, `$1 ${subject.display}`);
}
