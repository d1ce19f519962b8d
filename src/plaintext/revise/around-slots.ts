/** Slots for whom and what somebody goes to or keeps: doctors, gym, bank, groups, pets; and for weight and a life in one place. */
import { animals } from './animals.ts';
import { be, have, says } from './slot-statements.ts';
import type { SlotDefinition } from './slots.ts';

const doctor = "(?<value>(?:Dr|Doctor)\\.? \\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?)";
const group = '(?:band|choir|orchestra|ensemble|quartet|trio|duo|theatre group|theater group|drama group|quiz team)';

export const aroundSlots: readonly SlotDefinition[] = [
  {
    name: 'home.moves',
    cardinality: 'single',
    text: '{subject} has never moved',
    negativeText: '{subject} has moved',
    statements: [
      {
        pattern:
          /^(?:(?:have|has) )?moved(?: house| home| anywhere)?(?=\s*(?:$|[.,;!]|in (?:my|all my|his|her) |before\b|once\b|at all\b|away\b|from here\b))/i,
        fixed: 'never',
        never: true,
      },
      {
        pattern:
          /^(?:(?:have|has) )?(?:always )?lived (?:here|(?:in|at|near) [^,;.]{2,40}?) (?:all (?:of )?|for all |my (?:whole|entire) |since birth)(?:my |his |her )?(?:life)?/i,
        fixed: 'never',
      },
    ],
  },
  {
    name: 'health.weight',
    cardinality: 'single',
    text: "{subject}'s weight is {value}",
    negativeText: "{subject}'s weight is no longer {value}",
    attributes: ['weight', 'body weight'],
    attributeShape: 'number',
    synonyms: ['weigh', 'weight'],
    statements: [
      says('(?:weigh|weighs)(?: in at)?', 'number'),
      {
        pattern: new RegExp(
          `^${be} (?:at |down to |up to |now |back at |back to )*(?<value>\\d[\\d.,]*\\s?(?:kg|kgs|kilos?|kilograms|lbs?|pounds|stone))\\b(?! (?:of|over|under|lighter|heavier|bag|box|parcel))`,
          'i',
        ),
        shape: 'number',
      },
    ],
  },
  {
    name: 'health.doctor',
    cardinality: 'single',
    text: "{subject}'s doctor is {value}",
    negativeText: "{subject}'s doctor is no longer {value}",
    attributes: ['gp', 'general practitioner', 'family doctor', 'physician'],
    attributeShape: 'name',
    synonyms: ['doctor', 'gp', 'physician'],
  },
  {
    name: 'health.specialist',
    cardinality: 'multi',
    text: '{subject} sees {value}',
    negativeText: '{subject} no longer sees {value}',
    synonyms: ['doctor', 'see', 'specialist'],
    statements: [
      {
        // An appointment is no habit.
        pattern: new RegExp(
          `^(?:see|sees|go to|goes to|${be} (?:seeing|under|treated by)|${be} a patient of) ${doctor}(?!['’]s)(?! (?:on|at|tomorrow|today|next|this|in) )`,
          'u',
        ),
        shape: 'name',
      },
    ],
  },
  {
    name: 'routine.gym',
    cardinality: 'single',
    text: '{subject} goes to the gym {value}',
    negativeText: '{subject} no longer goes to the gym {value}',
    attributes: ['gym', 'fitness studio', 'climbing gym'],
    attributeShape: 'name',
    synonyms: ['gym', 'train'],
    statements: [
      { pattern: /^(?:go|goes|am going) to (?:a|the) gym (?:called|named) (?<value>.+)/i, shape: 'name' },
      {
        pattern: /^(?:joined|signed up (?:at|with|for)) (?:a |the )?gym,? (?:called |named )?(?<value>.+)/i,
        shape: 'name',
        change: true,
      },
      { pattern: /^(?:train|trains|work out|works out) at (?<value>\p{Lu}.+)/u, shape: 'name' },
    ],
  },
  {
    name: 'service.bank',
    cardinality: 'single',
    text: '{subject} banks with {value}',
    negativeText: '{subject} no longer banks with {value}',
    attributes: ['bank'],
    attributeShape: 'name',
    synonyms: ['bank', 'account'],
    statements: [
      says('(?:bank|banks|have my account|have an account) (?:with|at)', 'name'),
      says('(?:switched|moved|changed) (?:banks|my bank|my account|my current account|my money) to', 'name', {
        change: true,
      }),
    ],
  },
  {
    name: 'hobby.group',
    cardinality: 'multi',
    text: '{subject} is in {value}',
    negativeText: '{subject} is no longer in {value}',
    synonyms: ['band', 'choir', 'orchestra', 'group'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:(?:play|sing|drum|act|plays|sings|drums|acts|playing|singing)(?: (?:the )?(?:\\w+))? (?:in|with|for)|${be} (?:in|part of|a member of)|${be} (?:playing|singing) in|joined) (?<value>(?:an?|the|my|our) (?:[\\p{L}-]+ ){0,2}?${group}(?:,? (?:called|named) [\\p{L}\\p{N}' ]{2,40})?)(?=$|[.,;!?]| (?:and|with|on|every|since|last|in|at|now)\\b)`,
          'iu',
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
          `^(?:${have}|adopted|got|bought|rescued|own|owns) (?:a|an|two|my) (?:[\\w-]+ ){0,4}?(?:${animals}|bird|fish|pup|snake)s?,? (?:named|called|whose name is) (?<value>.+)`,
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
          `^(?:${have}|own|owns) (?<value>(?:an?|two|three|four|\\d) (?:[\\w-]+ ){0,3}?(?:${animals}|puppies|snake|lizard|chicken)s?)\\b`,
          'i',
        ),
        shape: 'clause',
      },
      {
        pattern: new RegExp(
          `^(?:adopted|rescued) (?<value>(?:an?|two|three) (?:[\\w-]+ ){0,3}?(?:${animals}|puppies|pup)s?)\\b`,
          'i',
        ),
        shape: 'clause',
        change: true,
      },
    ],
  },
];
