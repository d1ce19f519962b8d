/** When something happened: the time said beside it, else the time said near it, else the month in which it was told. */
import type { TimeMention } from '../extract/annotation.ts';
import type { Candidate } from './evidence-sentences.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { AnswerContext, Found } from './reading.ts';
import { clockText, dayText, isDenied, monthText, timeAnswer, timeStyle, timesIn } from './time-answers.ts';
import { plainEnglish } from './words.ts';

type Dated = {
  readonly text: string;
  readonly score: number;
  readonly candidate: Candidate;
  readonly explanation: string;
};

const justNow =
  /\b(?:just|today|tonight|this morning|this afternoon|this evening|right now|earlier today|at the moment|currently)\b/i;
const agoPhrase =
  /\b((?:about |around |over |almost )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|a couple of|several) (?:days?|weeks?|months?|years?|decades?) ago)\b/i;
const periodPhrase =
  /\b((?:in|during|since|after|before|over|at) (?:my |our |the |her |his )?(?:\w+[- ])?(?:year|semester|winter break|summer|spring break|high school|college|childhood|work|school|lunch|breakfast|dinner|weekends?|holidays?|class|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b(?: of \w+)?)/i;
/** When something is done again and again. */
const usualPhrase =
  /\b((?:on (?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekdays|weekends)|(?:every|each) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekday|weekend|morning|evening|night|day|week|month|year|spring|summer|autumn|winter)|in the (?:mornings?|afternoons?|evenings?))(?: (?:mornings?|afternoons?|evenings?|nights?))?(?:,? (?:and|at) (?:on )?[\w:]+(?: [ap]m)?)?)/i;
const weekdayWord = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=s?\b)/i;

export function dateAnswer(
  frame: QuestionFrame,
  candidates: readonly Candidate[],
  context: AnswerContext,
): Found | undefined {
  const style = timeStyle(frame.text);
  const found: Dated[] = [];
  const habitual = /^when (?:do|does|am|is|are)\b/i.test(frame.text);
  const howLongAgo = /\bhow (?:long|many \w+) ago\b/i.test(frame.text);
  for (const candidate of candidates) {
    const { hit } = candidate.evidence;
    const zone = candidate.evidence.zone ?? context.zone;
    const base = 2 * candidate.score - (candidate.asks ? 0.2 : 0);
    const add = (text: string, bonus: number, explanation: string): void => {
      found.push({ text, score: base + bonus, candidate, explanation });
    };
    if (howLongAgo) {
      const ago = agoPhrase.exec(candidate.text)?.[1];
      if (ago !== undefined) add(ago, 0.8, `so it was said on ${dayText(hit.at, zone)}`);
    }
    if (style === 'clock') {
      const clock = clockText(candidate.text, frame.original);
      if (clock !== undefined) add(clock, 0.8, `so it was said on ${dayText(hit.at, zone)}`);
      continue;
    }
    if (style === 'weekday') {
      const day = weekdayWord.exec(candidate.text)?.[0];
      if (day !== undefined) add(day, 0.7, `so it was said on ${dayText(hit.at, zone)}`);
    }
    const mentions = timesIn(candidate.text, hit.at, zone);
    for (const mention of mentions) {
      if (!couldBeWhen(frame, mention, candidate) || isDenied(candidate.text, mention)) continue;
      // "30 May instead of 20 June": what something is no longer is not the answer.
      if (
        /\b(?:instead of|rather than|not|no longer|moved from|used to be|was)\s+(?:the |on )?$/i.test(
          candidate.text.slice(0, mention.start),
        ) &&
        mentions.length > 1
      )
        continue;
      const text = timeAnswer(mention, hit.at, style, zone);
      add(text, 0.6 - 0.02 * distance(frame, candidate, mention), resolution(mention, hit.at, zone));
    }
    const usual = habitual ? usualPhrase.exec(candidate.text)?.[1] : undefined;
    if (usual !== undefined && candidate.coverage >= 0.4) add(usual, 0.6, `so it was said on ${dayText(hit.at, zone)}`);
    if (mentions.length > 0) continue;
    const period = periodPhrase.exec(candidate.text)?.[1];
    if (period !== undefined && candidate.coverage >= 0.4)
      add(period, 0.35, `so it was said on ${dayText(hit.at, zone)}`);
    const nearby = timesNearby(candidate, zone);
    if (nearby !== undefined) add(timeAnswer(nearby, hit.at, style, zone), 0.25, resolution(nearby, hit.at, zone));
    else if (candidate.coverage >= 0.3 && !candidate.asks) {
      if (justNow.test(candidate.text))
        add(
          style === 'when' ? dayText(hit.at, zone) : timeAnswer(today(hit.at), hit.at, style, zone),
          0.3,
          'it was told as of that day',
        );
      else if (!habitual && (style === 'when' || style === 'month' || style === 'year')) {
        const told = style === 'year' ? timeAnswer(today(hit.at), hit.at, 'year', zone) : monthText(hit.at, zone);
        add(told, -0.25, `no date was said; it was told on ${dayText(hit.at, zone)}`);
      }
    }
  }
  const best = found.reduce<Dated | undefined>((a, b) => (a === undefined || b.score > a.score ? b : a), undefined);
  return best === undefined
    ? undefined
    : { text: best.text, candidates: [best.candidate], explanation: best.explanation };
}

function today(at: number): TimeMention {
  return { text: 'today', start: 0, end: 5, from: at, to: at + 1, granularity: 'day', relative: true };
}

/** A question about the past is not answered by a plan, and the other way around. */
function couldBeWhen(frame: QuestionFrame, mention: TimeMention, candidate: Candidate): boolean {
  const at = candidate.evidence.hit.at;
  if (
    /^(?:when|what \w+|which \w+) did\b|\bdid\b/i.test(frame.text) &&
    mention.relative &&
    mention.from > at + 86_400_000
  )
    return false;
  if (/\b(?:will|going to|plan\w*|upcoming)\b/i.test(frame.text) && mention.relative && mention.to <= at - 86_400_000)
    return false;
  return true;
}

/** Words between the time and the nearest shared word. */
function distance(frame: QuestionFrame, candidate: Candidate, mention: TimeMention): number {
  let best = 15;
  for (const word of candidate.words) {
    if (!frame.terms.includes(word.term)) continue;
    best = Math.min(best, Math.abs(word.start - mention.start) / 6);
  }
  return best;
}

/** A time in the sentences right around, in the same turn. */
function timesNearby(candidate: Candidate, zone: string | undefined): TimeMention | undefined {
  if (candidate.place !== 'hit') return undefined;
  const { hit } = candidate.evidence;
  const text = plainEnglish(hit.text);
  const at = text.indexOf(candidate.text);
  const all = timesIn(text, hit.at, zone).filter((one) => !isDenied(text, one));
  if (all.length === 0) return undefined;
  const middle = at < 0 ? 0 : at + candidate.text.length / 2;
  return [...all].sort((a, b) => Math.abs(a.start - middle) - Math.abs(b.start - middle))[0];
}

function resolution(mention: TimeMention, at: number, zone: string | undefined): string {
  const said = mention.text.replace(/^(?:on|in|by|since|at)\s+/i, '');
  if (!mention.relative) return `the date was said as "${said}"`;
  const single = mention.to - mention.from <= 90_000_000;
  const resolved = single
    ? dayText(mention.from, zone)
    : `${dayText(mention.from, zone)} to ${dayText(mention.to - 1, zone)}`;
  return `"${said}", said on ${dayText(at, zone)}, is ${resolved}`;
}
