/** Development half of the HaluMem-style update twin. */
import type { UpdateSurface } from './halumem-surface.ts';

export const developmentHalumem: UpdateSurface = {
  attributes: [
    {
      id: 'city',
      values: ['Oslo', 'Lyon', 'Denver', 'Turin', 'Kyoto', 'Dresden'],
      initial: ['I live in {v}.', 'My home is in {v}.'],
      update: ['I moved to {v}.', 'My new flat is in {v}.'],
      planted: ['Since you live in {w}, that should be easy.'],
      question: 'Where do I live?',
    },
    {
      id: 'job',
      values: ['a nurse', 'a carpenter', 'a florist', 'an electrician', 'a bus driver'],
      initial: ['I work as {v}.', 'My job is being {v}.'],
      update: ['I work as {v} now.', "I've been hired as {v}."],
      planted: ['As {w}, you know this well.'],
      question: 'What is my profession?',
    },
    {
      id: 'phone',
      values: ['an iPhone', 'a Pixel', 'a Galaxy', 'a Motorola'],
      initial: ['My phone is {v}.'],
      update: ['I replaced my phone with {v}.'],
      planted: ['Your phone, {w}, can do that.'],
      question: 'Which phone do I have?',
    },
    {
      id: 'language',
      values: ['Spanish', 'Greek', 'Hindi', 'Polish'],
      initial: ['I am learning {v}.'],
      update: ['I switched to learning {v}.'],
      planted: ['Your {w} lessons will help.'],
      question: 'Which language am I learning?',
    },
  ],
  noise: ['Tell me a joke.', 'What is the tallest mountain?', 'My friend moved to Rome.', 'The tea is cold.'],
};
