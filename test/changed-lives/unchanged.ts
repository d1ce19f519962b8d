/** Talk that resembles a change and is none: what was known holds on. */
import type { ChangedLife } from './changed-life.ts';

const ghent = { slot: 'home.city', now: 'Ghent', ask: 'Where do I live?', answer: /Ghent/ };
const bosch = { slot: 'work.employer', now: 'Bosch', ask: 'Where do I work?', answer: /Bosch/ };

export const unchanged: readonly ChangedLife[] = [
  { ...ghent, say: ['I live in Ghent.', 'I moved to London in 2009 for my studies.'] },
  { ...ghent, say: ['I live in Ghent.', 'My sister moved to Bruges last week.'] },
  { ...ghent, say: ['I live in Ghent.', 'Home is where the heart is.'] },
  { ...ghent, say: ['I live in Ghent.', 'I might move to Bruges next month.'] },
  { ...ghent, say: ['I live in Ghent.', 'These days work is madness.'] },
  { ...ghent, say: ['I live in Ghent.', 'I went back to Bruges last month for a concert.'] },
  { ...ghent, say: ['I live in Ghent.', 'Not Bruges, Ghent has the better beer.'] },
  { ...ghent, say: ['I live in Ghent.', 'If I moved to Bruges last month would you have noticed?'] },
  { ...bosch, say: ['I work at Bosch.', 'Started a new book at the weekend.'] },
  { ...bosch, say: ['I work at Bosch.', 'My friend started at Audi last month.'] },
  { ...bosch, say: ['I work at Bosch.', 'I started at the bottom of the hill and ran up.'] },
  { ...bosch, say: ['I work at Bosch.', 'First day at the beach today.'] },
  { ...bosch, say: ['I work at Bosch.', 'I handed in my tax return.'] },
  { ...bosch, say: ['I work at Bosch.', 'I left the umbrella at Audi.'], open: 'the states take it for a change' },
  {
    say: ['I drive a Honda Civic.', 'My neighbour sold the Civic next door.'],
    slot: 'possession.vehicle',
    now: 'Civic',
    ask: 'What car do I drive?',
    answer: /Civic/,
  },
  {
    say: ['I drive a Honda Civic.', 'I almost sold the Civic.'],
    slot: 'possession.vehicle',
    now: 'Civic',
    ask: 'What car do I drive?',
    answer: /Civic/,
  },
  {
    say: ['I am married.', 'We broke up the old patio at the weekend.'],
    slot: 'relation.status',
    now: 'married',
    ask: 'Am I married?',
    answer: /^Yes/,
  },
  {
    say: ['I am single.', 'I am seeing Dr Patel on Friday.'],
    slot: 'relation.status',
    now: 'single',
    ask: 'Am I single?',
    answer: /^Yes/,
  },
  {
    say: ['I am single.', 'I am seeing a physio about my back.'],
    slot: 'relation.status',
    now: 'single',
    ask: 'Am I single?',
    answer: /^Yes/,
  },
  {
    say: ['I am vegan.', 'I eat everything my mother cooks as long as it is vegan.'],
    slot: 'health.diet',
    now: 'vegan',
    ask: 'Am I vegan?',
    answer: /^Yes/,
  },
  { say: ['I hate mushrooms.', 'Turns out my sister loves mushrooms.'], ask: 'Do I like mushrooms?', answer: /^No/ },
  {
    say: ['My phone number is 555-0100.', 'New number at the office, it is 555-0999 for the front desk.'],
    slot: 'contact.phone',
    now: '555-0100',
    ask: 'What is my phone number?',
    answer: /555-0100/,
  },
  {
    say: ['I weigh 82 kilos.', 'The parcel is down to 3 kilos.'],
    slot: 'health.weight',
    now: '82',
    ask: 'How much do I weigh?',
    answer: /82/,
  },
  {
    say: ['My rent is 900 euros.', 'Rent in Oslo is 1500 euros.'],
    slot: 'attribute.rent',
    now: '900',
    ask: 'How much is my rent?',
    answer: /900/,
    open: 'the states take it for a change',
  },
];
