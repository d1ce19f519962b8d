/** Order, predecessor and number of moves and jobs. */
import type { ChangedLife } from './changed-life.ts';

const moves = { slot: 'home.city' };
const jobs = { slot: 'work.employer' };

export const courses: readonly ChangedLife[] = [
  {
    ...moves,
    say: ['I live in Cork.', 'I moved to Galway in 2024.', 'I moved to Sligo in 2025.'],
    now: 'Sligo',
    was: 'Galway',
    ask: 'In what order did I live in places?',
    answer: /^Cork, Galway, Sligo$/,
  },
  {
    ...moves,
    say: ['I live in Cork.', 'I moved to Galway in 2024.', 'I moved to Sligo in 2025.'],
    now: 'Sligo',
    was: 'Cork',
    ask: 'How many times have I moved?',
    answer: /^(?:2|two)\b/,
  },
  {
    ...moves,
    say: ['I moved to Sligo in 2025.', 'I moved to Galway in 2023.', 'I lived in Cork until 2023.'],
    now: 'Sligo',
    was: 'Galway',
    ask: 'List the places I lived in, in order.',
    answer: /^Cork, Galway, Sligo$/,
  },
  {
    ...moves,
    say: ['I moved from Turin to Genoa.', 'I moved back to Turin.'],
    now: 'Turin',
    was: 'Genoa',
    ask: 'How many times have I moved?',
    answer: /^(?:2|two)\b/,
  },
  {
    ...moves,
    say: ['I moved from Turin to Genoa.', 'I moved back to Turin.'],
    now: 'Turin',
    was: 'Genoa',
    ask: 'Where did I live before?',
    answer: /^Genoa/,
  },
  {
    ...moves,
    say: ['I live in Graz.', 'I moved to Linz.', 'Just kidding, I did not move to Linz.'],
    now: 'Graz',
    was: 'Linz',
    ask: 'How many times have I moved?',
    answer: /^(?:0|none|never|zero)\b/i,
  },
  {
    ...moves,
    say: ['I live in Graz.', 'I moved to Linz.', 'I moved to Wels.', 'Just kidding, I never moved to Linz.'],
    now: 'Wels',
    was: 'Graz',
    ask: 'How many times have I moved?',
    answer: /^(?:1|one|once)\b/i,
  },
  {
    say: ['I have never moved in my life.', 'I moved my desk to the bedroom.', 'We moved to Teams for our calls.'],
    ...moves,
    now: null,
    was: 'Teams',
    ask: 'How many times have I moved?',
    answer: /^(?:0|none|never|zero)\b/i,
  },
  {
    ...moves,
    say: ['I live in Faro.', 'I moved the meeting to Brussels.', 'I moved my savings to Revolut.'],
    now: 'Faro',
    ask: 'Where do I live?',
    answer: /Faro/,
    open: 'the states take it for a change',
  },
  {
    ...moves,
    say: ['I live in Faro.', 'We moved house to Tavira in May 2025.', 'I went back to Faro in September 2025.'],
    now: 'Faro',
    was: 'Tavira',
    ask: 'Where did I live before?',
    answer: /^Tavira/,
  },
  {
    ...jobs,
    say: ['I work at Shell.', 'I joined Total in 2023.', 'I left Total and joined Eni in 2025.'],
    now: 'Eni',
    was: 'Total',
    ask: 'Which companies did I work for, in order?',
    answer: /^Shell, Total, Eni$/,
  },
  {
    ...jobs,
    say: ['I switched from Barclays to Santander.', 'I went back to Barclays.'],
    now: 'Barclays',
    was: 'Santander',
    ask: 'Where did I work before?',
    answer: /^Santander/,
  },
];
