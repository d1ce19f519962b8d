/** Slots for who somebody is: name, age, home, family, people and animals around them. */
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
        `(?:moved|relocated|move|${be} moving|have moved|has moved|have relocated|has relocated)(?: (?:back|over|out|away|house|home|apartments?|here))*(?: from [A-Z]\\w*(?: [A-Z]\\w*)*)? to`,
        'place',
        { change: true },
      ),
      says(`${be} (?:based|located|settled) in`, 'place'),
      says(
        '(?:settled|settled down|bought a house|bought an apartment|rent an apartment|rents an apartment) in',
        'place',
        { change: true },
      ),
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
      means('broke up\\b', 'single', { change: true, confidence: 0.7 }),
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
    name: 'pet.name',
    cardinality: 'multi',
    text: '{subject} has a pet called {value}',
    negativeText: '{subject} no longer has a pet called {value}',
    synonyms: ['pet', 'dog', 'cat', 'puppy', 'kitten'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:${have}|adopted|got|bought|rescued|own|owns) (?:a|an|two|my) (?:[\\w-]+ ){0,4}?(?:dog|puppy|retriever|labrador|poodle|terrier|shepherd|corgi|beagle|husky|bulldog|spaniel|dachshund|pug|cat|kitten|rabbit|bunny|hamster|parrot|bird|turtle|horse|fish|pup|snake|guinea pig)s?,? (?:named|called|whose name is) (?<value>.+)`,
          'i',
        ),
        shape: 'list',
      },
    ],
  },
  {
    name: 'pet.kind',
    cardinality: 'multi',
    text: '{subject} has {value}',
    negativeText: '{subject} no longer has {value}',
    synonyms: ['pet', 'pets', 'animal'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:${have}|own|owns) (?<value>(?:an?|two|three|four|\\d) (?:[\\w-]+ ){0,3}?(?:dog|puppy|retriever|labrador|poodle|terrier|shepherd|corgi|beagle|husky|bulldog|spaniel|dachshund|pug|cat|kitten|rabbit|bunny|hamster|parrot|turtle|horse|guinea pig|puppies|snake|lizard|chicken)s?)\\b`,
          'i',
        ),
        shape: 'clause',
      },
      {
        pattern:
          /^(?:adopted|rescued) (?<value>(?:an?|two|three) (?:[\w-]+ ){0,3}?(?:dog|puppy|retriever|labrador|poodle|terrier|shepherd|corgi|beagle|husky|bulldog|spaniel|dachshund|pug|cat|kitten|rabbit|bunny|hamster|parrot|turtle|horse|guinea pig|puppies|pup)s?)\b/i,
        shape: 'clause',
        change: true,
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
