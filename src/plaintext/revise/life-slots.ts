/** Slots for how somebody lives: health, skills, hobbies, possessions, habits, goals, contact, favorites. */
import { be, have, says } from './slot-statements.ts';
import type { SlotDefinition } from './slots.ts';

export const lifeSlots: readonly SlotDefinition[] = [
  {
    name: 'possession.vehicle',
    cardinality: 'single',
    text: '{subject} drives {value}',
    negativeText: '{subject} no longer drives {value}',
    attributes: ['car', 'new car', 'truck', 'vehicle'],
    attributeShape: 'phrase',
    synonyms: ['car', 'drive', 'vehicle'],
    affects: ['routine.commute'],
    statements: [{ pattern: /^(?:drive|drives) (?<value>an? .+)/i, shape: 'phrase' }],
  },
  {
    name: 'possession.item',
    cardinality: 'multi',
    text: '{subject} owns {value}',
    negativeText: '{subject} no longer owns {value}',
    synonyms: ['own', 'owns', 'have'],
    statements: [
      { pattern: /^(?:own|owns) (?<value>(?:an?|two|three|\d+) .+)/i, shape: 'phrase', confidence: 0.75 },
      { pattern: /^sold (?:my|his|her|our) (?<value>.+)/i, shape: 'phrase', ends: true, confidence: 0.75 },
    ],
  },
  {
    name: 'health.allergy',
    cardinality: 'multi',
    text: '{subject} is allergic to {value}',
    negativeText: '{subject} is not allergic to {value}',
    attributes: ['allergy', 'allergies'],
    attributeShape: 'list',
    synonyms: ['allergic', 'allergy', 'allergies', 'eat'],
    statements: [
      says(`${be} (?:severely |highly |very |mildly )?allergic to`, 'list'),
      {
        pattern: new RegExp(
          `^${have} (?:an? )?(?:severe |serious |bad |mild )?(?<value>[\\w-]+(?: [\\w-]+)?) allerg(?:y|ies)\\b`,
          'i',
        ),
        shape: 'phrase',
      },
      says(`${have} an allergy to`, 'list'),
    ],
  },
  {
    name: 'health.condition',
    cardinality: 'multi',
    text: '{subject} has {value}',
    negativeText: '{subject} does not have {value}',
    synonyms: ['condition', 'health', 'diagnosed', 'illness'],
    affects: ['hobby.activity', 'routine.commute', 'routine.wake'],
    statements: [
      says('(?:was|were|am|is|have been|has been|got) (?:recently )?diagnosed with', 'phrase', { change: true }),
      {
        pattern: new RegExp(
          `^(?:${have}|suffer from|suffers from) (?<value>(?:type [12] |chronic |mild |severe |high )?(?:diabetes|asthma|arthritis|migraines?|celiac(?: disease)?|hypertension|high blood pressure|blood pressure|epilepsy|anxiety|depression|adhd|add|autism|insomnia|back pain|dyslexia|eczema|ibs|anemia|scoliosis|tinnitus|sciatica|lupus|hypothyroidism))\\b`,
          'i',
        ),
        shape: 'clause',
      },
    ],
  },
  {
    name: 'health.injury',
    cardinality: 'multi',
    text: '{subject} {value}',
    negativeText: '{subject} has recovered: {value}',
    synonyms: ['injury', 'hurt', 'broken'],
    affects: ['hobby.activity', 'routine.commute', 'goal.current'],
    statements: [
      {
        pattern:
          /^(?<value>(?:broke|fractured|sprained|tore|injured|twisted|dislocated) (?:my|his|her|their) (?:left |right |lower |upper )?(?:ankle|leg|arm|wrist|knee|foot|toe|finger|shoulder|back|rib|hip|elbow|hamstring|acl|collarbone|hand|nose|neck))\b/i,
        shape: 'clause',
        change: true,
      },
    ],
  },
  {
    name: 'health.diet',
    cardinality: 'single',
    text: '{subject} is {value}',
    negativeText: '{subject} is not {value} any more',
    attributes: ['diet'],
    synonyms: ['diet', 'eat', 'food', 'vegetarian', 'vegan'],
    affects: ['favorite.food', 'favorite.restaurant'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:${be}|became|went|have gone|have been)(?: on)? (?:an? |the )?(?:strict |mostly )?(?<value>vegan|vegetarian|pescatarian|lactose[- ]intolerant|gluten[- ]free|keto|paleo|halal|kosher)\\b`,
          'i',
        ),
        shape: 'clause',
      },
      {
        pattern:
          /^(?:eat|eats|keep|keeps|follow|follows) (?:only )?(?:an? )?(?<value>vegan|vegetarian|kosher|halal|gluten[- ]free|keto|low[- ]carb|paleo|mediterranean)\b/i,
        shape: 'clause',
      },
    ],
  },
  {
    name: 'health.medication',
    cardinality: 'multi',
    text: '{subject} takes {value}',
    negativeText: '{subject} no longer takes {value}',
    attributes: ['medication', 'medicine'],
    synonyms: ['medication', 'take', 'dose'],
    statements: [
      {
        pattern: new RegExp(
          `^(?:take|takes|${be} taking|${be} on) (?<value>(?:\\d+ ?mg of )?(?:[a-z]+(?:ol|in|ine|ide|pril|statin|one|ate|fen)|insulin|medication for [\\w ]+|blood thinners|antibiotics|antidepressants)(?: \\d+ ?mg)?)(?= |$|,|\\.)`,
          'i',
        ),
        shape: 'phrase',
        confidence: 0.7,
      },
    ],
  },
  {
    name: 'skill.language',
    cardinality: 'multi',
    text: '{subject} speaks {value}',
    negativeText: '{subject} does not speak {value}',
    attributes: ['native language', 'mother tongue', 'first language'],
    attributeShape: 'list',
    synonyms: ['language', 'languages', 'speak'],
    statements: [
      { pattern: /^(?:speak|speaks) (?:fluent |some |a little |a bit of |native )?(?<value>[A-Z].+)/, shape: 'list' },
      { pattern: new RegExp(`^${be} (?:fluent in|a native speaker of) (?<value>[A-Z].+)`), shape: 'list' },
    ],
  },
  {
    name: 'skill.learning',
    cardinality: 'multi',
    text: '{subject} is learning {value}',
    negativeText: '{subject} is no longer learning {value}',
    synonyms: ['learning', 'learn', 'studying'],
    statements: [
      {
        pattern:
          /^(?:(?:am|is|are|have been|has been) (?:learning|studying)|started learning|am taking lessons in|took up) (?<value>(?!about|more|a lot|that|it|this|how|some|the(?! (?:piano|guitar|violin|cello|drums|flute|harp|saxophone|trumpet|ukulele|bass|clarinet|accordion|organ|banjo|mandolin)\b)|for|at|hard|so|from|new|in|on|with).+)/i,
        shape: 'phrase',
      },
      {
        pattern:
          /^(?:am|is|are|have been|has been) learning (?:how )?(?<value>to (?!use|do|be|get|make sure|understand|deal|cope|love|accept|live|say|let|trust|appreciate|implement|handle)\w+(?: (?:the |an? )?[\w-]+)?)/i,
        shape: 'phrase',
        confidence: 0.75,
      },
    ],
  },
  {
    name: 'hobby.activity',
    cardinality: 'multi',
    text: "{subject}'s hobbies include {value}",
    negativeText: '{subject} has given up {value}',
    attributes: [
      'hobby',
      'hobbies',
      'hobby lately',
      'main hobby',
      'passion',
      'biggest passion',
      'interests',
      'hobbies and interests',
    ],
    attributeShape: 'list',
    synonyms: ['hobby', 'hobbies', 'activity', 'free', 'pastime'],
    statements: [
      {
        pattern:
          /^(?:play|plays) (?<value>(?:the )?(?:piano|guitar|violin|drums|bass|flute|cello|ukulele|saxophone|trumpet|clarinet|harp|tennis|soccer|football|basketball|volleyball|golf|badminton|chess|hockey|baseball|rugby|cricket|pickleball|squash|table tennis|video games|board games|poker|d&d)(?: and (?:the )?\w+)?)/i,
        shape: 'list',
      },
      {
        pattern:
          /^(?:took up|have taken up|started) (?<value>(?:painting|running|hiking|climbing|rock climbing|swimming|yoga|pottery|knitting|gardening|photography|dancing|cycling|surfing|boxing|fishing|sewing|woodworking|meditation|birdwatching|skiing|journaling|baking|sketching|drawing|kickboxing|pilates))\b/i,
        shape: 'phrase',
        change: true,
      },
      {
        pattern:
          /^(?:gave up|quit|stopped|stopped doing|no longer do) (?<value>(?:painting|running|hiking|climbing|rock climbing|swimming|yoga|pottery|knitting|gardening|photography|dancing|cycling|surfing|boxing|fishing|sewing|tennis|golf|piano|guitar|smoking|drinking))\b/i,
        shape: 'phrase',
        ends: true,
      },
    ],
  },
  {
    name: 'routine.commute',
    cardinality: 'single',
    text: '{subject} commutes {value}',
    negativeText: '{subject} no longer commutes {value}',
    attributes: ['commute'],
    synonyms: ['commute', 'work', 'travel'],
    statements: [
      {
        pattern:
          /^(?:commute|commutes|get to work|gets to work|go to work|travel to work) (?<value>(?:to work )?(?:by|on|via) \w+(?: \w+)?)/i,
        shape: 'phrase',
      },
      {
        pattern: /^(?<value>(?:bike|cycle|walk|drive|bikes|cycles|walks|drives)) to (?:work|school|the office)\b/i,
        shape: 'phrase',
      },
      {
        pattern:
          /^(?:take|takes) (?<value>the (?:bus|train|subway|metro|tram|ferry|underground|tube)) to (?:work|school|the office|campus)\b/i,
        shape: 'phrase',
      },
    ],
  },
  {
    name: 'routine.wake',
    cardinality: 'single',
    text: '{subject} gets up {value}',
    negativeText: '{subject} no longer gets up {value}',
    synonyms: ['wake', 'up', 'morning'],
    statements: [
      {
        pattern: /^(?:wake|wakes|get|gets) up (?:every (?:day|morning) )?(?<value>at \d[\d:]*\s?(?:am|pm|a\.m\.)?)/i,
        shape: 'phrase',
      },
    ],
  },
  {
    name: 'goal.current',
    cardinality: 'multi',
    text: "{subject}'s goal is {value}",
    negativeText: '{subject} has given up the goal {value}',
    attributes: ['goal', 'main goal', 'current goal', 'long-term goal', 'dream', 'ambition', 'aim'],
    attributeShape: 'clause',
    synonyms: ['goal', 'aim', 'plan', 'dream'],
    statements: [
      {
        pattern:
          /^(?:set (?:myself )?(?:a|the) goal|(?:have|has) (?:a|the) goal|(?:am|is|are) (?:saving (?:up )?for|training for)) (?:of |to )?(?<value>.+)/i,
        shape: 'clause',
        confidence: 0.75,
      },
    ],
  },
  {
    name: 'contact.email',
    cardinality: 'single',
    text: "{subject}'s email address is {value}",
    negativeText: "{subject}'s email address is no longer {value}",
    attributes: ['email', 'email address', 'e-mail'],
    synonyms: ['email'],
  },
  {
    name: 'contact.phone',
    cardinality: 'single',
    text: "{subject}'s phone number is {value}",
    negativeText: "{subject}'s phone number is no longer {value}",
    attributes: ['phone number', 'phone', 'number', 'cell', 'mobile number', 'cell number'],
    synonyms: ['phone', 'call'],
  },
  {
    name: 'contact.address',
    cardinality: 'single',
    text: "{subject}'s address is {value}",
    negativeText: "{subject}'s address is no longer {value}",
    attributes: ['address', 'home address', 'mailing address'],
    attributeShape: 'clause',
    synonyms: ['address'],
  },
  {
    name: 'favorite.*',
    cardinality: 'single',
    text: "{subject}'s favorite {slot} is {value}",
    negativeText: "{subject}'s favorite {slot} is no longer {value}",
    synonyms: ['favorite', 'favourite'],
  },
  {
    name: 'attribute.*',
    cardinality: 'single',
    text: "{subject}'s {slot} is {value}",
    negativeText: "{subject}'s {slot} is no longer {value}",
  },
];
