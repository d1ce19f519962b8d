/** Questions whether something is so of the speaker: "do I still live in Ghent?" asks whether `home.city` is Ghent. */
import { relationNouns } from '../extract/entity-lexicon.ts';
import { relationKey } from '../extract/subject.ts';
import { defaultSlotSchema } from '../revise/slots.ts';

/** What is asked for: slots that may hold it, likeliest first, and the value that is named. */
export type SlotQuestion = { readonly slots: readonly string[]; readonly named: string };

const still = '(?: (?:still|currently|now|really|actually|already|even))*';
const name = '(?<named>\\p{Lu}[^,;]*?|\\d[^,;]*?)';
const any = '(?<named>[^,;]+?)';
const end = '(?: (?:any ?more|any longer|now|these days|at the moment|right now|currently))*[?!. ]*$';

const rule = (start: string, named: string, after = ''): RegExp =>
  new RegExp(`^(?:so |and |but |wait,? )*${start} ${named}${after}${end}`, 'iu');

const status =
  'single|married|engaged|divorced|widowed|separated|taken|in a relationship|dating(?: \\p{L}+)?|seeing (?:someone|somebody|anyone|\\p{L}+)';
const diets = 'vegan|vegetarian|pescatarian|keto|paleo|gluten[- ]free|halal|kosher|low[- ]carb';

const rules: readonly (readonly [pattern: RegExp, slots: readonly string[], proper?: boolean])[] = [
  [
    rule(
      `(?:do|are|am) (?:i|we)${still} (?:live|living|based|reside|residing|located|at home)${still} (?:in|at|near)`,
      any,
    ),
    ['home.city'],
  ],
  [rule(`(?:am|are) (?:i|we)${still} in`, name), ['home.city'], true],
  [rule(`is (?:my|our) (?:home|place|house|flat)${still} in`, any), ['home.city']],
  [
    rule(`(?:do|am|are) (?:i|we)${still} (?:work|working|employed)${still} (?:at|for|by|with|in)`, any),
    ['work.employer'],
  ],
  [rule(`am i${still} (?:at|with)`, name), ['work.employer', 'service.bank'], true],
  [rule(`do i${still} bank (?:at|with)`, any), ['service.bank']],
  [rule(`am i${still}`, `(?:an? )?(?<named>${diets})`, '(?: diet)?'), ['health.diet']],
  [
    rule(
      `(?:am i|do i)${still} (?:on|eat|eating|follow|following|doing|do)`,
      `(?:an? |the )?(?<named>${diets})`,
      '(?: diet)?',
    ),
    ['health.diet'],
  ],
  [rule(`am i${still}`, `(?<named>${status})`), ['relation.status']],
  [rule(`am i${still}`, '(?<named>\\d{1,3})', '(?: years old)?'), ['identity.age']],
  [rule(`is my (?:car|vehicle)${still} (?:an?|the)`, any), ['possession.vehicle']],
  [
    rule(`(?:do|am) i${still} (?:drive|driving|ride|riding) (?:an?|the|my)`, any),
    ['possession.vehicle', 'possession.item'],
  ],
  [
    rule(`do (?:i|we)${still} (?:have|own|keep)`, `(?:an? |the |my |our |any )?${any}`),
    ['possession.vehicle', 'possession.item', 'pet.kind', 'pet.name', 'relation.status'],
  ],
  [
    rule(
      `do i${still}`,
      '(?:take |go by |commute by |travel by )?(?<named>(?:the )?[\\p{L}]+)',
      ' to (?:work|school|the office|campus)',
    ),
    ['routine.commute'],
  ],
  [rule(`do i${still} commute`, any), ['routine.commute']],
  [rule(`(?:do|am) i${still} (?:go|going|train|training) (?:to|at)`, any), ['routine.gym', 'education.school']],
  [rule(`do i${still} live`, '(?<named>alone|on my own|by myself|with .+?)'), ['home.arrangement']],
  [
    rule(`(?:do|am|are) i${still} (?:play|playing|sing|singing|drum|drumming)(?: \\p{L}+)? (?:in|with|for)`, any),
    ['hobby.group'],
  ],
  [
    rule(`am i${still} in`, '(?<named>an? (?:\\p{L}+ )?(?:band|choir|orchestra|quartet|trio|duo|group|team))'),
    ['hobby.group'],
  ],
  [rule(`(?:do|am) i${still} (?:play|playing|do|doing|into)`, any), ['hobby.activity']],
  [
    rule(`(?:do|am) i${still} (?:learn|learning|study|studying|taking lessons in)(?: at)?`, any),
    ['skill.learning', 'education.school', 'education.major'],
  ],
  [rule(`(?:do|am) i${still} (?:take|taking|on|need|using)`, any), ['health.medication', 'routine.commute']],
  [rule(`do i${still} speak`, any), ['skill.language']],
  [rule(`(?:am|do) i${still}(?: work as| working as)?`, '(?<named>an? .+?)'), ['work.role', 'health.diet']],
];

const ofAttribute = rule('is (?:my|our)', `(?<noun>[\\p{L} -]{2,30}?)${still} (?:called |named |an? |the )?${name}`);
const isAttribute = rule('is', `${name}${still} (?:my|our) (?<noun>[\\p{L} -]{2,30}?)`);
const relation = new RegExp(`^(?:${relationNouns})$`, 'i');

/** Undefined where a question asks for no slot, for more than yes or no, or for the past. */
export function slotQuestion(question: string): SlotQuestion | undefined {
  const text = question.trim();
  if (!/^(?:so |and |but |wait,? )*(?:do|am|are|is)\b/i.test(text)) return undefined;
  for (const [pattern, slots, proper] of rules) {
    const named = pattern.exec(text)?.groups?.['named'];
    // A name is told by its capital, which a pattern without regard to case does not see.
    if (named !== undefined && (proper !== true || /^[\p{Lu}\d]/u.test(named))) return { slots, named: named.trim() };
  }
  const groups = (ofAttribute.exec(text) ?? isAttribute.exec(text))?.groups;
  const noun = groups?.['noun']?.trim().toLowerCase();
  if (noun === undefined) return undefined;
  const known = defaultSlotSchema().byAttribute(noun)?.name;
  const slots = [
    ...(known === undefined ? [] : [known]),
    ...(relation.test(noun) ? [`relation.${relationKey(noun)}`] : []),
    `attribute.${noun}`,
    ...(noun.startsWith('favo') ? [`favorite.${noun.replace(/^favou?rite /, '')}`] : []),
  ];
  return { slots, named: groups?.['named']?.trim() ?? '' };
}
