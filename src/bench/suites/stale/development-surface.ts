/** Development half of the STALE twin: the surface that the rule roles were developed on. */
import { developmentAttributes } from './development-attributes.ts';
import { developmentCauses } from './development-causes.ts';
import type { StaleSurface } from './stale-surface.ts';

export const developmentSurface: StaleSurface = {
  attributes: developmentAttributes,
  causes: developmentCauses,
  controls: [
    {
      id: 'visit',
      old: ['I live in {city}.', 'My house is in {city}.'],
      new: ['I visited {city2} for the weekend.', 'I am flying to {city2} for a conference.'],
      state: ['Where do I live?'],
      premise: ['Which cafe in {city}, where I live, should I try?'],
    },
    {
      id: 'friend',
      old: ['I am a nurse.', 'I work as a nurse.'],
      new: ['My friend became a carpenter.', 'My sister works as an electrician now.'],
      state: ['What is my profession?'],
      premise: ['As a nurse, what training do I need?'],
    },
    {
      id: 'maybe',
      old: ['I drive a Skoda.', 'My car is a Skoda.'],
      new: ['I might buy a Tesla some day.', 'I would love to drive a Jeep.'],
      state: ['Which car do I drive?'],
      premise: ['How do I clean my Skoda?'],
    },
    {
      id: 'once',
      old: ['I go to work by bus.', 'I take the bus to the office.'],
      new: ['Yesterday I took a taxi to work because I was late.', 'I went hiking on Sunday.'],
      state: ['How do I go to work?'],
      premise: ['What can I do on the bus to work?'],
    },
    {
      id: 'independent',
      old: ['I am allergic to shellfish.', 'My blood pressure is low.', 'My favorite band is Phoenix.'],
      new: ['I moved to {city2} last week.', 'I lost my job last week.', 'I broke my leg.'],
      state: ['What do you know of my allergy, blood pressure or favorite band?'],
      premise: ['Given my shellfish allergy, low blood pressure or favorite band, what do you recommend?'],
    },
    {
      id: 'also',
      old: ['I am learning Italian.', 'I take lessons in Italian.'],
      new: ['I also started to learn chess.', 'I have also joined a choir.'],
      state: ['Which language am I learning?'],
      premise: ['What is a good Italian podcast for my lessons?'],
    },
    {
      id: 'before',
      old: ["I'm vegan.", 'I follow a vegan diet.'],
      new: ['As a child I used to eat steak all the time.', 'My roommate is keto.'],
      state: ['What is my diet?'],
      premise: ["As I'm vegan, what milk should I buy?"],
    },
    {
      id: 'again',
      old: ['My GP is Dr. Klein.'],
      new: ['Dr. Klein, my GP, says that all is well.', 'I saw my GP Dr. Klein today.'],
      state: ['Who is my GP?'],
      premise: ['What should I ask Dr. Klein, my GP?'],
    },
  ],
  pools: {
    city: ['Oslo', 'Lyon', 'Denver', 'Turin', 'Kyoto'],
    city2: ['Madrid', 'Vienna', 'Boston', 'Athens', 'Helsinki'],
    partner: ['Anna', 'Paul', 'Sofia', 'Liam'],
    pet: ['Felix', 'Mimi', 'Tiger'],
  },
  fillers: [
    'How do I boil an egg?',
    'Write a poem about autumn.',
    'My neighbor bought a motorbike.',
    'What is the capital of Peru?',
    'I read a long article about whales.',
    'Explain what a noun is.',
    'My friend got a new haircut.',
    'The movie was too long.',
    'Give me a synonym for happy.',
    'How far is the moon?',
    'Sort these numbers for me.',
    'The soup at the party was great.',
    'What does a violin cost?',
    'Our neighbors have a loud parrot.',
  ],
};
