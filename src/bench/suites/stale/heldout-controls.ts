/**
 * Held-out half of the STALE twin, controls: pairs that share words or a topic and stay true together. Written before
 * the extractor's patterns were read, and not to be adapted to them.
 */
import type { ControlSurface } from './stale-surface.ts';

export const heldoutControls: readonly ControlSurface[] = [
  {
    id: 'weekend-visit',
    old: ['Home for me is {city}.', "I've been settled in {city} for years."],
    new: [
      'We spent the weekend in {city2} and walked our feet off.',
      'My train to {city2} leaves on Friday, two nights in a hotel.',
      'I have a conference in {city2} next week.',
    ],
    state: ['Which city do I live in?'],
    premise: ['Since I live in {city}, where can I get good ice cream?'],
  },
  {
    id: 'someone-else-moved',
    old: ['I live in {city}, third floor, no lift.'],
    new: [
      'My brother has moved to {city2} with his family.',
      'A colleague of mine relocated to {city2} and loves it.',
      '{partner} from my old class just bought a house in {city2}.',
    ],
    state: ['Where do I live?'],
    premise: ['What events are on this week near my home in {city}?'],
  },
  {
    id: 'thinking-about-it',
    old: ["I work as a nurse at the children's ward.", 'My job is nursing at the clinic.'],
    new: [
      'Sometimes I dream of being a carpenter instead.',
      'I might retrain as a teacher one day, who knows.',
      'If I were a pilot I would see more of the world.',
    ],
    state: ['What is my job?'],
    premise: ['As a nurse, which shoes should I buy for my long days?'],
  },
  {
    id: 'second-hobby',
    old: ['I play the cello in a small ensemble.', 'In my free time I play the cello.'],
    new: ['I have also picked up the ukulele, just for fun.', 'On top of that I signed up for a drawing course.'],
    state: ['Which instrument do I play?'],
    premise: ['What rosin should I use for my cello?'],
  },
  {
    id: 'past-tale',
    old: ['I cycle to work, it takes twenty minutes.', 'My way to work is by bicycle.'],
    new: [
      'As a student I used to take the tram everywhere.',
      'Back in 2009 I drove a taxi to pay the rent.',
      'Years ago I broke my ankle on a ski slope.',
    ],
    state: ['How do I get to work?'],
    premise: ['Which lights do I need for cycling to work in winter?'],
  },
  {
    id: 'allergy-and-move',
    old: ['I am allergic to peanuts, badly.', 'Peanuts are off limits for me, it is an allergy.'],
    new: ['The move is behind me, I live in {city} now.', 'I started a new job as an accountant this week.'],
    state: ['What am I allergic to?'],
    premise: ['With my peanut allergy, which sauces should I avoid?'],
  },
  {
    id: 'taste-and-injury',
    old: ['My favorite composer is Sibelius.', 'I could listen to Sibelius all day, my favorite.'],
    new: ['I broke my wrist and it is in plaster.', 'The doctor says no sports for six weeks because of my knee.'],
    state: ['Who is my favorite composer?'],
    premise: ['Which recording of Sibelius, my favorite composer, should I get?'],
  },
  {
    id: 'mother-tongue-and-split',
    old: ['My mother tongue is Hungarian.', 'I grew up speaking Hungarian.'],
    new: ['{partner} and I have split up.', 'I lost my job on Friday.'],
    state: ['What is my mother tongue?'],
    premise: ['As a native speaker of Hungarian, can I skip the language test?'],
  },
  {
    id: 'birthday-and-baby',
    old: ['My birthday is on the ninth of May.', 'I was born on the ninth of May.'],
    new: ['Our daughter was born last night!', 'My nephew has his birthday in June.'],
    state: ['When is my birthday?'],
    premise: ['What should I do for my birthday on the ninth of May?'],
  },
  {
    id: 'pet-and-car',
    old: ['I have a cat called {pet}.', 'My cat {pet} sleeps on the radiator.'],
    new: ['Somebody stole my car last night.', 'My neighbor got a parrot, it never stops talking.'],
    state: ['Which pet do I have?'],
    premise: ['What should I feed {pet}, my cat?'],
  },
  {
    id: 'one-off-meal',
    old: ["I'm vegetarian, no exceptions.", 'I eat vegetarian.'],
    new: [
      'We had dinner at the new steak house for the birthday of my boss, I took the salad.',
      'I cooked chicken soup for my sick neighbor.',
      'My son has decided to go vegan.',
    ],
    state: ['What diet do I follow?'],
    premise: ['Give me a vegetarian recipe, as that is how I eat.'],
  },
  {
    id: 'one-off-transport',
    old: ['I take the bus to work.', 'The bus gets me to the office every day.'],
    new: [
      'Yesterday I took a taxi because of the rain.',
      'I rented a car for our holiday in the Highlands.',
      'On Sunday we went around the bay by ferry.',
    ],
    state: ['How do I commute?'],
    premise: ['What could I listen to on the bus to work?'],
  },
  {
    id: 'work-detail',
    old: ['I work for {company} in procurement.', 'My employer is {company}.'],
    new: [
      'We signed a contract with {company2} today, they are a new client.',
      'Had an interview with someone applying to our team from {company2}.',
      'My sister started at {company2}.',
    ],
    state: ['Which company do I work for?'],
    premise: ['How do I ask for leave at {company}, where I work?'],
  },
  {
    id: 'same-again',
    old: ['My dentist is Dr. Amari.', 'I go to Dr. Amari for my teeth.'],
    new: [
      'I was at Dr. Amari again today, no cavities.',
      'A friend asked me for a dentist, she went to Dr. Weiss in the end.',
    ],
    state: ['Who is my dentist?'],
    premise: ['When should I next see my dentist Dr. Amari?'],
  },
  {
    id: 'focus-beside-errands',
    old: ['My main goal this year is finishing my novel.', 'Most of my energy goes into finishing my novel.'],
    new: ['I need to fix the shower this week.', 'Tomorrow I will help {partner} with her tax return.'],
    state: ['What is my main goal?'],
    premise: ['How can I make progress on my novel, my main goal?'],
  },
  {
    id: 'minor-ailment',
    old: ['I go swimming twice a week.', 'Tuesdays I swim at the pool.'],
    new: ['I had a headache this morning, but tea helped.', 'My knee felt stiff when I got up and then it was fine.'],
    state: ['Do I swim regularly?'],
    premise: ['Which goggles should I take swimming this week?'],
  },
  {
    id: 'school-and-remote',
    old: ['My children go to the Montessori school.', 'The kids attend the Montessori school.'],
    new: ['Our office has closed and everyone works from home now.', 'I changed jobs, I am a tax adviser now.'],
    state: ['Which school do my children attend?'],
    premise: ['What should I ask at the parents evening at the Montessori school?'],
  },
  {
    id: 'coffee-and-move',
    old: ['I take my coffee black.', 'Black coffee is what I like best.'],
    new: ['We have emigrated to {city2}, boxes everywhere.', 'My brother drinks only tea.'],
    state: ['How do I take my coffee?'],
    premise: ['Is there a good way to brew coffee that I will drink black?'],
  },
  {
    id: 'dream-and-plan',
    old: ['I drive a Skoda.', 'My car is a Skoda.'],
    new: [
      'One day I would love to own a Porsche.',
      'My neighbor is showing off his new Tesla.',
      'I test drove a Mazda, but it was too low for me.',
    ],
    state: ['What car do I drive?'],
    premise: ['Which winter tires does my Skoda take?'],
  },
  {
    id: 'guitar-and-twins',
    old: ['My blood type is O negative.', 'I have blood type O negative.'],
    new: ['Our twins arrived on Tuesday.', 'I have been promoted to head of sales.'],
    state: ['What is my blood type?'],
    premise: ['With blood type O negative, whom could I donate to?'],
  },
];
