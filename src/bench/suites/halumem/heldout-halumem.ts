/** Held-out half of the HaluMem-style update twin, written before the extractor's patterns were read. */
import type { UpdateSurface } from './halumem-surface.ts';

export const heldoutHalumem: UpdateSurface = {
  attributes: [
    {
      id: 'residence',
      values: ['Porto', 'Utrecht', 'Graz', 'Bilbao', 'Tampere', 'Cork', 'Split', 'Lund'],
      initial: ['I call {v} home.', 'My apartment is in {v}, with a view of the park.'],
      update: ['We packed up and relocated to {v}.', 'The new apartment is in {v}, I have the keys already.'],
      planted: ['As you live in {w}, you surely know the old bridge there.'],
      question: 'Where do I live?',
    },
    {
      id: 'occupation',
      values: ['a translator', 'a botanist', 'a bus driver', 'a welder', 'a pharmacist', 'a surveyor', 'an editor'],
      initial: ['I make a living as {v}.', 'My profession: {v}.'],
      update: ['Since last week I am employed as {v}.', 'I got the offer and I work as {v} now.'],
      planted: ['Your experience as {w} will help you here.'],
      question: 'What is my job?',
    },
    {
      id: 'diet',
      values: ['vegan', 'vegetarian', 'pescatarian', 'keto', 'halal', 'kosher'],
      initial: ['I follow a {v} diet.', 'Please remember that I eat {v}.'],
      update: ['My doctor convinced me to go {v}.', "I've turned {v}."],
      planted: ['Since you are {w}, I left some things out of the recipe.'],
      question: 'What diet do I follow?',
    },
    {
      id: 'main sport',
      values: ['rowing', 'judo', 'badminton', 'surfing', 'handball', 'archery'],
      initial: ['My sport is {v}.', 'To stay in shape I go for {v}.'],
      update: ['I gave my training a new direction: {v} is my sport now.', 'These days my main sport is {v}.'],
      planted: ['Do not forget your {w} training, your main sport after all.'],
      question: 'What is my main sport?',
    },
    {
      id: 'commute',
      values: ['the tram', 'the ferry', 'my bike', 'the bus', 'a moped', 'the subway'],
      initial: ['To work I take {v}.', '{v} gets me to the office.'],
      update: ['I now commute by other means, namely {v}.', 'Since Monday {v} takes me to work.'],
      planted: ['When you ride {w} to work tomorrow, take an umbrella.'],
      question: 'How do I get to work?',
    },
    {
      id: 'relationship',
      values: ['single', 'engaged', 'married', 'divorced', 'widowed'],
      initial: ["Just so you know, I'm {v}.", 'My marital status is {v}.'],
      update: ["A lot has happened and I'm {v} now.", 'Since June I am {v}.'],
      planted: ['Being {w}, you may claim a deduction.'],
      question: 'What is my relationship status?',
    },
  ],
  noise: [
    'What rhymes with orange?',
    'Summarize the plot of Hamlet.',
    'My uncle moved to Canada in the seventies.',
    'How tall is the Eiffel Tower?',
    'The soup was too salty today.',
    'A neighbor is a famous violinist.',
    'Give me ideas for a costume.',
    'Is zero an even number?',
  ],
};
