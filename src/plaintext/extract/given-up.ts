/**
 * Statements that something of a person's daily life is over: a thing sold or stolen, a band that split up, a diet, lessons
 * or a sport given up, an animal given away. They end what is known, and say nothing where nothing is.
 */
import { animals } from '../revise/animals.ts';
import type { Clause } from './clauses.ts';
import { type Ending, ending } from './endings.ts';
import type { FactScene, FoundFact } from './make-fact.ts';
import type { ResolvedSubject } from './subject.ts';

const tail =
  '(?=\\s*(?:$|[.,;!])|\\s+(?:(?:and|so|because|to|at|in|on|last|this|yesterday|today|for|since|now|due|after|when|with|as|again|a (?:week|month|year|few|couple))\\b))';
const thing = `(?<what>[\\p{L}\\d][\\p{L}\\d'’ -]{1,30}?)`;
const own = '(?:the|my|our|his|her|that|being(?: an?)?|eating|with the|with)';
const group = '(?:band|choir|orchestra|ensemble|quartet|trio|duo|theatre group|theater group|drama group|quiz team)';
const diet =
  '(?<what>vegan|veganism|vegetarian|vegetarianism|pescatarian|keto|paleo|gluten[- ]free|halal|kosher|low[- ]carb|mediterranean)';
const gaveUp =
  '(?:(?:have|has|had to|have to|has to) )?(?:(?:just|finally|recently) )?(?:gave up|give up|given up|dropped|drop|quit|stop(?:ped)?(?: learning| studying| playing| doing| with)?|ditched|abandoned|(?:am|is|are) (?:now )?(?:done with|off)|broke|went off|gone off|came off|come off)';

const things: readonly string[] = ['possession.vehicle', 'possession.item', 'pet.kind', 'pet.name'];
const pursuits: readonly string[] = ['hobby.activity', 'skill.learning', 'hobby.group', 'routine.gym'];

const sold = new RegExp(
  `^(?:(?:have|has|had to) )?(?:(?:just|finally|recently) )?(?:sold|sell|gave away|given away|give away|got rid of|gotten rid of|get rid of|scrapped|wrote off|written off|crashed|totall?ed|donated|returned|rehomed|rehome) (?:the|my|our|his|her) ${thing}${tail}`,
  'iu',
);
const gaveTo = new RegExp(
  `^(?:have |has |had to |have to )?(?:gave|given|give) (?:the|my|our|his|her) ${thing} (?:to|away)\\b`,
  'iu',
);
const lost = new RegExp(
  `^(?:(?:and|but|sadly|unfortunately|well|so),? )*(?:someone bought (?:the|my|our) ${thing}|(?:the|my|our) ${thing.replace('what', 'it')} (?:(?:has|have|had|is|was|were|got|been|finally|just) )*(?:stolen|written off|totall?ed|scrapped|sold|rehomed|gone for good))${tail}`,
  'iu',
);
const kindDied = new RegExp(
  `^(?:sadly |unfortunately )?the (?<what>${animals}) (?:has |just |sadly )*(?:died|passed away|is dead)\\b`,
  'iu',
);
const groupLeft = new RegExp(
  `^(?:have |has )?(?:just )?(?:broke up|broken up|disbanded|dissolved|left|quit|split up) (?:the|my|our) (?<what>${group})\\b`,
  'iu',
);
const groupOver = new RegExp(
  `^(?:(?:and|but|sadly|so),? )*(?:the|my|our) (?!other |second |rival |local )(?:[\\p{L}]+ )?(?<what>${group}) (?:(?:has|have|had|just|finally|officially) )*(?:broke up|broken up|split up|split|disbanded|dissolved|folded|ended|called it (?:a day|quits)|is (?:no more|over|history))\\b`,
  'iu',
);
const dietOver = new RegExp(
  `^${gaveUp} (?:${own} )?(?:an? )?${diet}(?: diet| lifestyle)?\\b(?! (?:at|on|for) (?:weekends?|sundays?|the day|a day|once))`,
  'iu',
);
const eatsAgain =
  /^(?:(?:am|is|are) )?(?:back to |(?:went|gone) back to )?(?:eat|eats|eating) (?<food>everything|anything|meat|fish|bread|gluten|carbs|dairy)(?:,? and everything| and (?:meat|fish|dairy|bread))*(?:\s*(?:$|[.,!])|\s+(?:again|now|once more)\b)/i;
const again = /\b(?:back to|again|now|once more)\b/i;
const pursuitOver = new RegExp(
  `^${gaveUp} (?:${own} )?${thing}(?: (?:lessons?|classes|course|training))?${tail}`,
  'iu',
);
/** What one stops, quits or drops without having kept it up. */
const noPursuit =
  /^(?:meeting|call|job|work|game|app|car|bus|train|engine|machine|phone|ball|subject|topic|idea|plan|talking|taking|eating|drinking|it|that|this|them|him|her|me|there|here|by|off|out|early|everything|anything|half|most|some)\b|\b(?:early|late|halfway|quickly)$/i;
const schoolOver = new RegExp(
  `^(?:have |has )?(?:just )?(?:dropped out of|finished (?:at|my studies at|my degree at)|left|graduated from|was expelled from|got expelled from) (?<what>\\p{Lu}[\\p{L}' -]*?)${tail}`,
  'u',
);

/** What a clause says to be given up. */
export function givenUpOf(clause: Clause, subject: ResolvedSubject, scene: FactScene): FoundFact[] {
  const { predicate } = clause;
  if (clause.negative) {
    const over = clause.ended && /^commute\b/i.test(predicate);
    return over ? [ending(subject, { text: 'no longer commutes', ends: ['routine.commute'] }, scene)] : [];
  }
  if (clause.ended) return [];
  const said = (what: Ending): FoundFact[] => [ending(subject, what, scene)];
  const diets = dietOver.exec(predicate)?.groups?.['what']?.replace(/ism$/i, '');
  if (diets !== undefined) return said({ value: diets, text: `is no longer ${diets}`, ends: ['health.diet'] });
  const food = eatsAgain.exec(predicate)?.groups?.['food']?.toLowerCase();
  if (food !== undefined && again.test(predicate))
    return dietsWithout(food).flatMap((value) => said({ value, text: `is no longer ${value}`, ends: ['health.diet'] }));
  const left = groupLeft.exec(predicate)?.groups?.['what'];
  if (left !== undefined) return said({ value: left, text: `is no longer in a ${left}`, ends: ['hobby.group'] });
  const gone = (sold.exec(predicate) ?? gaveTo.exec(predicate))?.groups?.['what'];
  if (gone !== undefined) return said(noLonger(gone));
  const school = schoolOver.exec(predicate)?.groups?.['what'];
  const given = pursuitOver.exec(predicate)?.groups?.['what'];
  const pursuit = given === undefined || noPursuit.test(given) || given.split(' ').length > 3 ? undefined : given;
  return [
    ...(school === undefined
      ? []
      : said({ value: school, text: `no longer studies at ${school}`, ends: ['education.school'] })),
    ...(pursuit === undefined
      ? []
      : said({ value: pursuit, text: `has given up ${pursuit}`, ends: [pursuits[0] as string, ...pursuits.slice(1)] })),
  ];
}

/** The same of a sentence without a person as its subject: "the band split up", "my motorbike was stolen". */
export function gone(sentence: string, scene: FactScene): FoundFact[] {
  if (/\b(?:not|never|almost|nearly|if|when|nobody|no one)\b/i.test(sentence)) return [];
  const self = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
  const over = groupOver.exec(sentence)?.groups?.['what'];
  if (over !== undefined)
    return [ending(self, { value: over, text: `is no longer in a ${over}`, ends: ['hobby.group'] }, scene)];
  const animal = kindDied.exec(sentence)?.groups?.['what'];
  if (animal !== undefined)
    return [ending(self, { value: animal, text: `no longer has a ${animal}`, ends: ['pet.kind'] }, scene)];
  const { what, it } = lost.exec(sentence)?.groups ?? {};
  const value = what ?? it;
  return value === undefined ? [] : [ending(self, noLonger(value), scene)];
}

function noLonger(what: string): Ending {
  const any = /^(?:old |only |family )?(?:car|vehicle)$/i.test(what);
  const text = `no longer has ${what}`;
  return any
    ? { text, ends: ['possession.vehicle'] }
    : { value: what, text, ends: [things[0] as string, ...things.slice(1)] };
}

/** Diets that a food ends. */
function dietsWithout(food: string): readonly string[] {
  if (/^(?:bread|gluten|carbs)$/.test(food)) return ['gluten-free', 'gluten free', 'keto', 'paleo', 'low-carb'];
  if (food === 'meat') return ['vegan', 'vegetarian', 'pescatarian'];
  if (food === 'fish') return ['vegan', 'vegetarian'];
  if (food === 'dairy') return ['vegan'];
  return [
    'vegan',
    'vegetarian',
    'pescatarian',
    'gluten-free',
    'gluten free',
    'keto',
    'paleo',
    'low-carb',
    'kosher',
    'halal',
  ];
}
