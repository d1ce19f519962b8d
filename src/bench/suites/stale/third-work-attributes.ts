/** Third surface of the STALE twin, attributes of working life (Type I). Written unseen, see `third-attributes.ts`. */
import type { AttributeSurface } from './stale-surface.ts';

export const thirdWorkAttributes: readonly AttributeSurface[] = [
  {
    id: 'employer',
    values: [
      'Brightwater',
      'the county archive',
      'Okafor & Sons',
      'Tessellate',
      'the harbour authority',
      'Nordlys Foods',
    ],
    old: [
      "I've been with {v} for what feels like forever",
      'My pay comes from {v}, such as it is.',
      'Monday again, back to my desk at {v}.',
      'I work for {v}, mostly spreadsheets and the odd bit of drama',
    ],
    new: [
      'First day at {v} went okay, they gave me a badge with my name spelled wrong.',
      "It's been three weeks since {v} took me on and I already know where the good biscuits are",
      'Got my first payslip from {v}, felt weirdly grown up',
      'Signed with {v} and started straight after the bank holiday.',
    ],
    state: ['Who do I work for?', 'Which company am I at at the moment?', 'Who pays my salary nowadays?'],
    premise: [
      'I need to ask my boss at {v} for Friday off. Can you draft the message?',
      "What's the polite way to skip the summer party at {v}, given that I work there?",
    ],
    request: [
      'Write me a short email signature with my company on it.',
      'Help me write the intro for my profile page.',
    ],
  },
  {
    id: 'commute',
    values: ['the tram', 'my bike', 'the 7:12 train', 'a lift from my neighbour', 'the ferry', 'my scooter'],
    old: [
      'I get to work by {v}, rain or shine',
      "my mornings: coffee, shoes, {v}, office. that's it",
      '{v} is how I get in every day, half an hour door to door.',
    ],
    new: [
      'Got into the habit of taking {v} to the office and I quite like it.',
      "since the spring I've been going in by {v}, saves me a good twenty minutes",
      'My way to work is {v} nowadays, gives me time to think.',
    ],
    state: ['How do I get to work?', "What's my commute like, what do I take?", 'How do I travel to the office now?'],
    premise: [
      'I use {v} to get to work, so what do I do if there is a storm warning tomorrow?',
      'Best podcast length for my commute? You know I go by {v}.',
    ],
    request: ['What time should I leave tomorrow to be in at nine?', 'Give me a packing list for the office tomorrow.'],
  },
  {
    id: 'rota',
    values: ['nights', 'early mornings', 'the late shift', 'weekends', 'four tens', 'split shifts'],
    old: [
      "I'm on {v} at work so don't expect me to be chatty before noon",
      'They have me working {v}, I have made my peace with it.',
      "at the moment it's {v} for me, my body clock is a mess",
    ],
    new: [
      'New rota came out and I have been doing {v} since Monday.',
      'My supervisor put me on {v} and the extra money helps.',
      'second week of {v}, the canteen is a different world',
    ],
    state: ['What shift am I working?', 'What does my rota look like now?', 'Which hours am I on?'],
    premise: [
      'I do {v}, so when should I go to bed on a work day?',
      'My friend wants to meet for coffee. I work {v}, when would suit?',
    ],
    request: ['When should I book the plumber?', 'Suggest a time for a regular call with my mum.'],
  },
  {
    id: 'manager',
    values: ['Ingrid', 'Mr Balogun', 'Tomasz', 'Leila', 'Declan', 'Mrs Whitcombe'],
    old: [
      'I report to {v}, who is fair but very fond of meetings',
      '{v} is my boss and signs off my hours.',
      'my line manager {v} wants the figures by Thursday',
    ],
    new: [
      'Had my first one-to-one with {v} since they took over our team.',
      '{v} runs our department now and has already rearranged the desks',
      'So I answer to {v} from this month, we had a chat and it went well.',
    ],
    state: ['Who is my boss?', 'Who do I report to?', "What's my manager's name?"],
    premise: [
      "I want to ask {v}, my manager, for a rise. What's a good opening line?",
      'What do I write in the card for {v}, being my boss and all?',
    ],
    request: [
      'Draft a sick note for tomorrow, addressed to the right person.',
      'Who should I copy in on my leave request?',
    ],
  },
  {
    id: 'deadline',
    values: ['the 3rd of May', 'the 18th of June', 'the 9th of July', 'the 24th of May', 'the 30th of June'],
    old: [
      'my thesis is due on {v}, no pressure',
      'I have to hand the thesis in by {v} or they start fining me',
      'The department has me down for {v} as thesis hand-in.',
    ],
    new: [
      'They granted my extension request, thesis goes in on {v}.',
      'Just got the letter: {v} is the date they want my thesis.',
      "ok so the thesis office now says {v}, I've put it on the fridge",
    ],
    state: [
      'When is my thesis due?',
      'What date do I have to hand in the thesis?',
      "What's the deadline for my thesis?",
    ],
    premise: [
      'With my thesis due on {v}, how many pages a day is that?',
      'I want to book a trip the day after I hand in on {v}. Good idea?',
    ],
    request: ['Make me a writing schedule for the thesis.', 'When should I plan the celebration dinner?'],
  },
  {
    id: 'role',
    values: ['forklift driver', 'team lead', 'night porter', 'data analyst', 'pastry chef', 'dispatcher'],
    old: [
      "I'm a {v} by trade, nothing glamorous",
      'They pay me as a {v}.',
      'what I do all day: {v} stuff, for eight hours',
    ],
    new: [
      'Got the letter, I am officially a {v}, business cards and all.',
      "they've made me {v} as of this week. Mum cried",
      'My badge says {v} now and I am still finding my feet.',
    ],
    state: ["What's my job?", 'What do I do for a living now?', 'Which role do I have at work?'],
    premise: [
      'As a {v}, what can I put on my CV about this year?',
      'What tools do other people in my job use? I am a {v}.',
    ],
    request: ['Write two lines about me for the staff newsletter.', 'Which course would help me at work?'],
  },
];
