/** Slots for who somebody is: name, age, home, family, people around them. */
import { be, have, means, says } from './slot-statements.ts';
import type { SlotDefinition } from './slots.ts';

export const personSlots: readonly SlotDefinition[] = [
  {
    name: 'identity.name',
    cardinality: 'single',
    text: '{subject} is called {value}',
    negativeText: '{subject} is not called {value}',
    attributes: ['name', 'full name', 'first name'],
    attributeShape: 'name',
    synonyms: ['called', 'who'],
    statements: [says(`${be} called`, 'name')],
  },
  {
    name: 'identity.nickname',
    cardinality: 'multi',
    text: '{subject} goes by {value}',
    negativeText: '{subject} no longer goes by {value}',
    attributes: ['nickname'],
    attributeShape: 'name',
    statements: [says('(?:go|goes) by', 'name')],
  },
  {
    name: 'identity.age',
    cardinality: 'single',
    text: '{subject} is {value} years old',
    negativeText: '{subject} is not {value} years old',
    attributes: ['age'],
    attributeShape: 'number',
    synonyms: ['old', 'age'],
    statements: [
      {
        pattern: new RegExp(`^${be} (?:about |around |almost )?(?<value>\\d{1,3})[- ]years?[- ]old\\b`, 'i'),
        shape: 'number',
      },
      {
        pattern: new RegExp(`^${be} (?<value>[1-9]\\d)(?=\\s*(?:$|,|\\.|!|;| and | now\\b))`, 'i'),
        shape: 'number',
        confidence: 0.75,
      },
      { pattern: /^(?:turned|turn|turns) (?<value>\d{1,3})\b(?! (?:pages|off|on))/i, shape: 'number', change: true },
    ],
  },
  {
    name: 'identity.birthday',
    cardinality: 'single',
    text: "{subject}'s birthday is {value}",
    negativeText: "{subject}'s birthday is not {value}",
    attributes: ['birthday', 'date of birth', 'birth date', 'birthdate'],
    synonyms: ['born', 'birthday'],
    statements: [
      {
        pattern:
          /^(?:was|were) born (?:on|in) (?<value>(?:\w+ \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)? (?:of )?\w+(?: \d{4})?|\d{4}|\w+ \d{4}))/i,
        shape: 'clause',
      },
    ],
  },
  {
    name: 'home.origin',
    cardinality: 'single',
    text: '{subject} comes from {value}',
    negativeText: '{subject} does not come from {value}',
    attributes: ['hometown', 'home town', 'home country', 'birthplace', 'native country'],
    attributeShape: 'place',
    synonyms: ['from', 'hometown', 'grew', 'origin'],
    statements: [
      says(`${be} from`, 'place'),
      says('(?:come|comes|hail|hails) from', 'place'),
      says('grew up in', 'place'),
      says('(?:was|were) (?:born|raised|born and raised) in', 'place'),
    ],
  },
  {
    name: 'home.city',
    cardinality: 'single',
    text: '{subject} lives in {value}',
    negativeText: '{subject} does not live in {value} any more',
    attributes: ['city', 'current city', 'home city', 'location', 'place of residence'],
    attributeShape: 'place',
    synonyms: ['live', 'lives', 'living', 'reside', 'city', 'moved', 'based'],
    affects: ['routine.commute', 'home.arrangement', 'contact.address'],
    statements: [
      says(
        `(?:live|lives|reside|resides|(?:${be}|have been|has been) living|have lived|has lived) (?:here )?(?:in|at|near)`,
        'place',
      ),
      says(
        `(?:moved|relocated|move|${be} moving|have moved|has moved|have relocated|has relocated)(?: (?:my|our|the) (?:whole |entire )?(?:family|household))?(?: (?:back|over|out|away|house|home|apartments?|here))*(?: from (?<former>[A-Z]\\w*(?: [A-Z]\\w*)*))? to`,
        'place',
        { change: true },
      ),
      says(`(?:${be}|have been|has been) (?:based|located|settled) in`, 'place'),
      says(
        '(?:settled|settled down|bought a house|bought an apartment|rent an apartment|rents an apartment) in',
        'place',
        { change: true },
      ),
      {
        pattern:
          /^left (?<former>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)(?: last \w+| this \w+| in \w+)? for (?<value>\p{Lu}.*)/u,
        shape: 'place',
        change: true,
        confidence: 0.7,
      },
      {
        pattern:
          /^(?:(?:went|moved|am|is|are|have gone|have moved) back (?:to|in|home to)|returned to|am home in) (?<value>.+)/i,
        shape: 'place',
        change: true,
        back: true,
      },
      {
        pattern:
          /^(?:lived|(?:was|were) living|resided) in (?<value>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?) (?:until|till|up to)\b/u,
        shape: 'place',
        past: true,
      },
      says('(?:left|moved out of|moved away from)', 'place', { ends: true, confidence: 0.7 }),
    ],
  },
  {
    name: 'home.arrangement',
    cardinality: 'single',
    text: '{subject} lives {value}',
    negativeText: '{subject} does not live {value} any more',
    statements: [
      {
        pattern:
          /^(?:live|lives|(?:am|is|are) living) (?<value>alone|by myself|by himself|by herself|on my own|with (?:my|his|her|our|two|three|a|some) [\w ]{3,40})/i,
        shape: 'phrase',
      },
      { pattern: /^moved (?<value>in with [\w' ]{3,30})/i, shape: 'phrase', change: true },
    ],
  },
  {
    name: 'relation.status',
    cardinality: 'single',
    text: '{subject} is {value}',
    negativeText: '{subject} is not {value} any more',
    attributes: ['relationship status', 'marital status'],
    synonyms: ['married', 'single', 'relationship', 'engaged'],
    affects: ['home.arrangement'],
    statements: [
      {
        pattern: new RegExp(
          `^${be} (?<value>married|single|divorced|engaged|widowed|separated)\\b(?! (?:in|with|by|to (?:the|my))\\b)`,
          'i',
        ),
        shape: 'phrase',
      },
      means('(?:got|have gotten|recently got) married\\b', 'married', { change: true }),
      means('(?:got|have gotten) engaged\\b', 'engaged', { change: true }),
      means('(?:got|have gotten) (?:a )?divorced?\\b', 'divorced', { change: true }),
      means('broke up(?! (?:the|a|an|my|our|his|her|their|some|this|that|two)\\b)', 'single', {
        change: true,
        confidence: 0.7,
      }),
      means(
        '(?:have|have got|got|found|am with) (?:a|my) (?:new )?(?:girlfriend|boyfriend|partner)\\b',
        'in a relationship',
        {
          change: true,
          confidence: 0.75,
        },
      ),
      {
        // A doctor, a film or friends are seen, too.
        pattern: new RegExp(
          `^(?:${be}|have been|started|have started) (?:now )?(?<value>(?:dating|seeing) (?:(?:someone|somebody|(?:a|this) (?:guy|girl|woman|man|boy|lad|bloke|lady|person))(?: (?:new|called \\p{Lu}\\p{L}+|named \\p{Lu}\\p{L}+))?|(?<=dating )(?:a|an|my) \\p{L}+|(?<=dating )\\p{Lu}\\p{L}+))(?! (?:about|for|on|at|from)\\b)`,
          'u',
        ),
        shape: 'clause',
        change: true,
      },
      {
        pattern: /^(?:(?:have|has|are|am|is) )?(?<value>separated|divorced)(?! (?:the|from the|into|by|in)\b)/i,
        shape: 'phrase',
        change: true,
      },
    ],
  },
  {
    name: 'family.children',
    cardinality: 'single',
    text: '{subject} has {value}',
    negativeText: '{subject} does not have {value}',
    synonyms: ['children', 'kids'],
    statements: [
      {
        pattern: new RegExp(
          `^${have} (?<value>(?:no|one|two|three|four|five|six|\\d) (?:kids?|children|sons?|daughters?|boys|girls)(?: and (?:one|two|three|a|\\d) (?:sons?|daughters?))?)\\b`,
          'i',
        ),
        shape: 'clause',
      },
    ],
  },
  {
    name: 'family.siblings',
    cardinality: 'single',
    text: '{subject} has {value}',
    negativeText: '{subject} does not have {value}',
    synonyms: ['siblings', 'brothers', 'sisters'],
    statements: [
      {
        pattern: new RegExp(
          `^${have} (?<value>(?:no|one|two|three|four|five|\\d) (?:siblings?|(?:older |younger |little |big )?(?:brothers?|sisters?))(?: and (?:one|two|three|a|\\d) (?:brothers?|sisters?))?)\\b`,
          'i',
        ),
        shape: 'clause',
      },
    ],
  },
  {
    name: 'relation.*',
    cardinality: 'multi',
    text: "{subject}'s {slot} is {value}",
    negativeText: "{subject}'s {slot} is not {value}",
    synonyms: [
      'sister',
      'brother',
      'mother',
      'father',
      'wife',
      'husband',
      'partner',
      'friend',
      'boss',
      'son',
      'daughter',
    ],
  },
];
