/** Which slots of facts a question asks for, by rules over its wording: "where does she live" asks for `home.city`. */

/** Slot names as facts carry them, or the part before the point for a whole family. */
const rules: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\bwhere (?:do|does|did|is|are) .{1,40}\b(?:live|living|based|located)\b|\b(?:home ?town|which city)\b/i,
    ['home.city'],
  ],
  [/\bwhere (?:am|is|are|was|were|do|does|did) .{1,40}\b(?:from|born|grow up|come from)\b/i, ['home.origin']],
  [/\b(?:live|lives|living) with\b|\broommates?\b/i, ['home.arrangement', 'relation']],
  [/\bhow old\b|\b(?:my|his|her|their|'s) age\b/i, ['identity.age', 'identity.birthday']],
  [/\bbirth ?day\b|\bborn\b/i, ['identity.birthday', 'identity.age']],
  [
    /\bnick ?name\b|\bcalled\b|\b(?:name of|named)\b/i,
    ['identity.nickname', 'identity.name', 'pet.name', 'relation', 'attribute'],
  ],
  [
    /\b(?:for a living|job|occupation|profession|career|work as|do(?:es)? .{1,20} do)\b/i,
    ['work.role', 'work.employer'],
  ],
  [/\b(?:employer|work (?:for|at)|works (?:for|at)|company|which firm)\b/i, ['work.employer', 'work.role']],
  [/\b(?:working hours|shifts?|work schedule)\b/i, ['work.schedule']],
  [/\b(?:school|university|college|study|studies|studied|major(?:ed)?|degree|graduat\w+)\b/i, ['education']],
  [/\b(?:married|single|divorced|engaged|relationship status|dating|partner|husband|wife|spouse)\b/i, ['relation']],
  [/\b(?:children|kids|sons?|daughters?)\b/i, ['family.children', 'relation']],
  [/\b(?:siblings?|brothers?|sisters?)\b/i, ['family.siblings', 'relation']],
  [
    /\b(?:mother|father|parents?|mom|dad|grand\w+|aunt|uncle|cousin|niece|nephew|friend|boss|colleague|neighbou?r|teacher)\b/i,
    ['relation'],
  ],
  [/\b(?:pets?|dogs?|cats?|puppy|kitten|breed)\b/i, ['pet']],
  [/\ballerg\w+/i, ['health.allergy']],
  [/\b(?:diet|vegetarian|vegan|gluten|eat)\b/i, ['health.diet']],
  [/\b(?:hurt|injur\w+|broke|sprain\w*|twist\w*)\b/i, ['health.injury']],
  [/\b(?:medication|medicine|pills?|prescri\w+)\b/i, ['health.medication']],
  [/\b(?:health|illness|condition|diagnos\w+|disease|sick)\b/i, ['health']],
  [/\b(?:car|vehicle|motorcycle|bike|drive)\b/i, ['possession.vehicle']],
  [/\b(?:languages?|speak|fluent)\b/i, ['skill.language']],
  [/\b(?:learn(?:ing|ed)?|lessons?|course|instrument)\b/i, ['skill']],
  [/\b(?:hobb(?:y|ies)|free time|pastime|relax|unwind|activit(?:y|ies))\b/i, ['hobby']],
  [/\b(?:goal|plan(?:s|ning)?|dream|hope to)\b/i, ['goal']],
  [/\bcommut\w+|\bget to work\b/i, ['routine.commute']],
  [/\b(?:wake|get up|alarm)\b/i, ['routine.wake']],
  [/\be-?mail\b/i, ['contact.email']],
  [/\b(?:phone|number to call|cell)\b/i, ['contact.phone']],
  [/\baddress\b/i, ['contact.address', 'home']],
  [/\bfavou?rite\b/i, ['favorite']],
];

/** Slots and slot families that a question asks for; none for most questions. */
export function questionSlots(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [pattern, slots] of rules) if (pattern.test(text)) for (const slot of slots) found.add(slot);
  return [...found];
}
