/** Cuts the value of a fact or preference out of what follows its verb, and refuses what is no value. */
import type { ValueShape } from '../revise/slots.ts';
import { places } from './entity-lexicon.ts';

const clauseEnd =
  /[,;!?()\n“”"]|:(?!\d)|\.(?=\s|$)|\s[–—-]\s|\s+(?:and|but|or|so)\s+(?:I|we|my|our|it|that|this|he|she|they|you|there|can|then|now|also|would|will|is|am|are|have|want|need|how|what)\b|\s+(?:because|since|which|who|whose|when|whenever|while|if|unless|though|although|where|so that|considering|given|until|after|before|despite|even|instead of|rather than|as well|whereas|thanks to|due to)\b|\s+(?:right now|at the moment|these days|nowadays|lately|recently|currently|now|today|too|as well|though|anyway|please|a lot|so much|very much|again|soon|already|anymore|any more|for (?:now|the past|the last|about|over|almost|nearly|\d+|a (?:while|few|couple|long|year|month|decade)|two|three|four|five|six|seven|eight|nine|ten|many|several|years|months)|since|last (?:week|month|year|night|spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|\w+day|weekend)|next (?:week|month|year|\w+day|spring|summer|fall|winter)|this (?:week|month|year|morning|spring|summer|fall|winter|weekend|semester)|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})|(?:a|an|one|two|three|four|five|six|\d+|a few|a couple of|several) (?:days?|weeks?|months?|years?) ago|(?:on|by|since|until|starting|as of) (?:late |early |mid[- ])?(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2}(?:st|nd|rd|th))|yesterday|tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

const nameRun =
  /^(?:the )?(?:\p{Lu}|\d+(?=[A-Z]))[\p{L}\p{N}]*(?:['’&.+-]\p{L}[\p{L}\p{N}]*)*(?:(?: of| the| de| da| del| van| von| &| and(?= \p{Lu}\p{L}+ (?:University|College|Company|Sons|Co)))? (?:\p{Lu}|\d)[\p{L}\p{N}]*(?:['’&.-]\p{L}[\p{L}\p{N}]*)*){0,5}/u;

const emptyValue =
  /^(?:it|that|this|these|those|them|there|here|you|him|her|us|me|one|ones|some|any|all|both|something|anything|nothing|everything|things?|stuff|so|not|no|yes|the|a|an|my|your|his|their|our|to|what|how|where|why|who|which|same|the same|a lot|lots|much|many|more|most|less|few|way|a bit|kind of|ok|okay|fine|good|great|well|better|worse|sure|right|wrong|true|false|done|ready|back|home|out|up|down|very|really|too|also|just|like|people|someone|others?|each other|myself|yourself|himself|herself|doing|being|going|getting|having|trying)$/i;

const leadIn =
  /^(?:such as|like|including|namely|exactly|about|around|approximately|roughly|only|just|both|all|now|still|currently|definitely|probably)\s+/i;

/** What begins so begins something else: "walnuts, and from now on ...". */
const newClause =
  /^(?:from|please|then|always|never|when|whenever|in|on|at|for|to|by|with|if|it|that|this|there|i|we|you|he|she|they|my|our|your|can|could|what|how)\b/i;

/** Words hung on to a sentence that are no part of what it says. */
const tag =
  /,\s*(?:by the way|btw|though|too|actually|right|you know|honestly|obviously|lol|haha|please|thanks|thank you)\b.*$/i;

/** One value of the wanted shape from the start of `raw`, or undefined. */
export function shapedValue(raw: string, shape: ValueShape): string | undefined {
  const text = raw.trim().replace(/^(?:now|currently|still|actually|definitely|probably)\s+/i, '');
  switch (shape) {
    case 'name':
      return nameValue(text);
    case 'place':
      return placeValue(text);
    case 'number': {
      const match =
        /^(?:about |around |approximately |roughly |over |under |nearly |almost )?([$€£¥]?\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|k\b|million|billion|percent|[a-z°]{1,12}(?:\/[a-z]+)?))?)/i.exec(
          text,
        );
      return match?.[1]?.trim();
    }
    case 'clause':
      return tidy(
        text.split(/[;!?\n]|\.(?=\s|$)|,\s+(?:and|but|so|can|could|would|how|what)\b|,\s+(?=I\b)/)[0] ?? '',
        30,
      );
    default:
      return phraseValue(text);
  }
}

/** Several values joined by commas and "and"; at most six. */
export function shapedValues(raw: string, shape: ValueShape): string[] {
  if (shape !== 'list') {
    const value = shapedValue(raw, shape);
    return value === undefined ? [] : [value];
  }
  const values: string[] = [];
  const head =
    raw
      .replace(tag, '')
      .split(
        /[;:!?()\n“”"]|\.(?=\s|$)|\s[–—-]\s|\s+(?:because|since|which|who|but|so|when|while|if|though|although|especially|particularly|although|as)\b/i,
      )[0] ?? '';
  for (const part of head.split(/\s*,\s*(?:and |or |as well as )?|\s+(?:and|or|as well as|&|plus)\s+/)) {
    if (values.length > 0 && newClause.test(part)) break;
    const value = phraseValue(part.replace(leadIn, '').replace(/^(?:a bit of|some|a little) /, ''));
    if (value === undefined || value.split(' ').length > 5) break;
    values.push(value);
    if (values.length === 6) break;
  }
  return values;
}

function nameValue(text: string): string | undefined {
  const match = nameRun.exec(text);
  const value = match?.[0].replace(/^the /, '').replace(/['’]s$/, '');
  if (value === undefined || value.length < 2 || /^(?:I|My|The|A|An|It|This|That|Me)$/.test(value)) return undefined;
  return value;
}

function placeValue(text: string): string | undefined {
  const name = nameValue(
    text.replace(
      /^(?:the )?(?:(?:city|town|state|heart|suburbs|outskirts|middle|center|centre) of |downtown |(?:north|south|east|west|northern|southern|eastern|western|central) (?=\p{Lu}))/iu,
      '',
    ),
  );
  if (name !== undefined) {
    const rest = text.slice(text.indexOf(name) + name.length);
    const second = /^, ((?:\p{Lu}[\p{L}.]+)(?: \p{Lu}\p{L}+)?)(?=$|[,.;!?\s])/u.exec(rest);
    if (second !== null && !/^(?:I|My|And|But|So|We)$/.test(second[1] ?? '')) return `${name}, ${second[1]}`;
    return name;
  }
  const lower =
    text
      .toLowerCase()
      .match(/^[a-z]+(?: [a-z]+){0,2}/)?.[0]
      ?.split(' ') ?? [];
  for (let count = Math.min(3, lower.length); count > 0; count--) {
    const candidate = lower.slice(0, count).join(' ');
    if (candidate !== 'us' && places.has(candidate)) return text.slice(0, candidate.length);
  }
  return undefined;
}

function phraseValue(text: string): string | undefined {
  const cut = clauseEnd.exec(text);
  return tidy(cut === null ? text : text.slice(0, cut.index), 8);
}

function tidy(text: string, maxWords: number): string | undefined {
  const value = text
    .trim()
    .replace(/[\s,.;:!?'"*_-]+$/, '')
    .replace(/\s+(?:and|or|but|with|of|for|in|on|to|the|a|at|by|from|as|is|are|that)$/i, '')
    .replace(/\s+/g, ' ');
  if (value.length < 2 && !/\p{sc=Han}|\d/u.test(value)) return undefined;
  if (value.length > 160 || emptyValue.test(value) || value.split(' ').length > maxWords) return undefined;
  return value;
}
