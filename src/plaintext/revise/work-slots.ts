/** Slots for work and education. */
import { be, have, says } from './slot-statements.ts';
import type { SlotDefinition } from './slots.ts';
import { workplace } from './workplaces.ts';

/** Ways of saying that a job begins. */
const begins =
  '(?:(?:have |has )?(?:just |now )?(?:joined|started (?:working |work )?(?:at|for|with)|(?:began|begin|begins) (?:working )?(?:at|with)|started (?:a|an|my|the) (?:new )?(?:job|position|role|post) (?:at|with)|(?:got|found|landed|took|have got|has got|accepted) (?:a|an|the|my) (?:new |job )?(?:job|offer|position|role|post) (?:at|with|from)|got hired (?:at|by)|was hired by|switched (?:jobs |companies |employers )?to|transferred to|moved over to)|(?:am|is) now (?:employed (?:by|at)|with))';

const roles =
  '[\\w-]*(?:engineer|developer|designer|teacher|nurse|doctor|lawyer|attorney|accountant|manager|director|producer|writer|editor|journalist|scientist|researcher|professor|student|artist|musician|photographer|chef|baker|barista|electrician|plumber|carpenter|mechanic|pilot|driver|technician|technologist|analyst|consultant|architect|therapist|counselor|psychologist|dentist|pharmacist|paramedic|firefighter|officer|soldier|veteran|librarian|translator|programmer|administrator|entrepreneur|founder|freelancer|contractor|salesperson|realtor|farmer|florist|hairdresser|actor|actress|dancer|singer|coach|trainer|tutor|veterinarian|vet|biologist|chemist|physicist|mathematician|economist|statistician|historian|philosopher|surgeon|physician|dietitian|nutritionist|recruiter|intern|apprentice|freshman|sophomore|undergraduate|undergrad|bartender|waiter|waitress|cashier|clerk|secretary|receptionist|supervisor|retiree)';

export const workSlots: readonly SlotDefinition[] = [
  {
    name: 'work.employer',
    cardinality: 'single',
    text: '{subject} works at {value}',
    negativeText: '{subject} does not work at {value} any more',
    attributes: ['employer', 'company', 'workplace', 'current employer', 'new employer'],
    attributeShape: 'name',
    synonyms: ['work', 'works', 'employer', 'company', 'job'],
    affects: [
      'work.role',
      'work.schedule',
      'routine.commute',
      'relation.boss',
      'relation.manager',
      'relation.colleague',
    ],
    statements: [
      says(`(?:work|works|${be} working|${be} employed|have been working|has been working) (?:at|for|with|by)`, 'name'),
      {
        pattern: new RegExp(`^${be} (?:an?|the) (?:[\\w-]+ ){0,4}?${roles} (?:at|for|with) (?<value>\\p{Lu}.*)`, 'u'),
        shape: 'name',
      },
      { pattern: /^(?:teach|teaches)(?: [\p{L}]+)? at (?<value>\p{Lu}.*)/u, shape: 'name' },
      says(`(?:work|works|worked|${be} working) as an? [\\w ,-]{3,40}? (?:at|for|with)`, 'name'),
      {
        pattern: new RegExp(
          `^(?:work|works|${be} working|${be} (?:now )?employed) (?:at|for|in) (?<value>${workplace})`,
          'iu',
        ),
        shape: 'clause',
      },
      // One joins a workshop, a library or a gym without working there.
      { pattern: new RegExp(`^(?!joined)${begins} (?<value>${workplace})`, 'iu'), shape: 'clause', change: true },
      says(begins, 'name', { change: true }),
      {
        pattern: new RegExp(
          `^(?:switched|moved|changed|transferred|went|jumped)(?: jobs| companies| employers)? from (?<former>\\p{Lu}[\\p{L}&.' -]*?|${workplace}) to (?<value>${workplace})`,
          'u',
        ),
        shape: 'clause',
        change: true,
      },
      {
        pattern:
          /^(?:switched|changed|transferred|jumped)(?: jobs| companies| employers)? from (?<former>\p{Lu}[\p{L}&.' -]*?) to (?<value>\p{Lu}.*)/u,
        shape: 'name',
        change: true,
      },
      {
        pattern:
          /^(?:left|quit) (?<former>\p{Lu}[\p{L}&.' -]*?) (?:for|and (?:joined|started at|went to|now work (?:at|for))) (?<value>\p{Lu}.*)/u,
        shape: 'name',
        change: true,
      },
      { pattern: /^(?:went|am|is) back (?:to|at) (?<value>\p{Lu}.*)/u, shape: 'name', change: true, back: true },
      says(
        '(?:quit my job at|left my job at|resigned from|quit|got laid off from|was laid off from|got fired from|was fired from|retired from|stopped working (?:at|for)|finished at|gave (?:in )?(?:my )?notice at|left)',
        'name',
        { ends: true },
      ),
    ],
  },
  {
    name: 'work.role',
    cardinality: 'single',
    text: '{subject} works as {value}',
    negativeText: '{subject} does not work as {value} any more',
    attributes: [
      'job',
      'job title',
      'occupation',
      'profession',
      'role',
      'current role',
      'position',
      'new job',
      'new role',
    ],
    synonyms: ['job', 'occupation', 'profession', 'role', 'do', 'position'],
    affects: ['work.schedule'],
    statements: [
      says(`(?:work|works|${be} working|${be} employed) as`, 'phrase'),
      {
        pattern: new RegExp(`^${be} (?<value>an? (?:(?:[\\w-]+ ){0,4}?)${roles})\\b(?! of (?:my|his|her)|['’]s)`, 'i'),
        shape: 'phrase',
      },
      says('(?:got promoted to|was promoted to|have been promoted to|has been promoted to|became)', 'phrase', {
        change: true,
        confidence: 0.8,
      }),
    ],
  },
  {
    name: 'work.schedule',
    cardinality: 'single',
    text: "{subject}'s working hours: {value}",
    negativeText: "{subject}'s working hours are no longer {value}",
    attributes: ['working hours', 'work hours', 'work schedule', 'shift'],
    synonyms: ['hours', 'schedule', 'shift'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:work|works|${be} working) (?<value>from home|remotely|part[- ]time|full[- ]time|(?:the )?night shifts?|from \\d[\\w: ]* to \\d[\\w: ]*|four days a week|\\d+ hours a week)`,
          'i',
        ),
        shape: 'phrase',
      },
    ],
  },
  {
    name: 'education.school',
    cardinality: 'single',
    text: '{subject} studies at {value}',
    negativeText: '{subject} does not study at {value} any more',
    attributes: ['school', 'university', 'college'],
    attributeShape: 'name',
    synonyms: ['school', 'university', 'college', 'study', 'studies'],
    statements: [
      says(
        `(?:study|studies|${be} studying|${be} enrolled|${be} a (?:[\\w-]+ )?student) (?:[\\w ]{3,30} )?(?:at|in)`,
        'name',
        { confidence: 0.75 },
      ),
      says(
        '(?:started (?:studying )?at|enrolled (?:at|in)|transferred to|got (?:in|accepted) (?:to|into|at|by))',
        'name',
        { change: true },
      ),
    ],
  },
  {
    name: 'education.alma-mater',
    cardinality: 'multi',
    text: '{subject} graduated from {value}',
    negativeText: '{subject} did not graduate from {value}',
    synonyms: ['graduate', 'graduated', 'degree'],
    statements: [says('graduated (?:last \\w+ |in \\w+ |in \\d{4} )?from', 'name')],
  },
  {
    name: 'education.major',
    cardinality: 'single',
    text: "{subject}'s field of study is {value}",
    negativeText: "{subject}'s field of study is not {value}",
    attributes: ['major', 'field of study', 'minor', 'degree'],
    synonyms: ['major', 'degree', 'field'],
    statements: [
      says(`(?:major|majors|majored|${be} majoring) in`, 'phrase'),
      {
        pattern: new RegExp(
          `^${be} an? (?:(?:first|second|third|fourth|fifth|final|last)[- ]year |senior |junior |former )?(?<value>(?:[\\w-]+ ){1,3})(?:major|student)\\b`,
          'i',
        ),
        shape: 'phrase',
        confidence: 0.7,
      },
      says('(?:switched|changed) my major to', 'phrase', { change: true }),
      says(`${have} (?:a|an|my) (?:degree|bachelor'?s|master'?s|phd|doctorate)(?: degree)? in`, 'phrase'),
    ],
  },
];
