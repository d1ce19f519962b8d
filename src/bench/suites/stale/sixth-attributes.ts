/**
 * Sixth surface of the STALE twin, attributes that everybody would expect (Type I). Written by somebody who had read
 * neither the extraction rules nor the wording of the other parts: a third of it in full, tidy sentences as a language
 * model writes them, a third in everyday English, a third as people type in a hurry. It measures; it is not to be
 * adapted to the rules, nor the rules to it.
 */
import type { AttributeSurface } from './stale-surface.ts';

export const sixthAttributes: readonly AttributeSurface[] = [
  {
    id: 'city-lived-in',
    values: ['Leeds', 'Antwerp', 'Zagreb', 'Adelaide', 'Ottawa', 'Valencia', 'Krakow', 'Boston'],
    old: [
      'For the past four years, my home has been in {v}. I rent the upper floor of a house that belongs to a retired teacher.',
      '{v} is home for us, and by now we know every dog in the street by name.',
      'living in {v} rn, 3rd floor no lift',
    ],
    new: [
      'My relocation to {v} is complete. The landlady handed me the keys on Monday, and I have already given the authorities my new address.',
      "We loaded the van, drove to {v} and slept on mattresses the first night. It's home now, and the children love it.",
      'officially a resident of {v} since tuesday, boxes everywhere',
    ],
    state: ['Which city is my home in at the moment?', 'What city should you assume I live in?'],
    premise: [
      'Given that my home is in {v}, where can I register for local elections?',
      'I live in {v}, so which library is closest to my flat?',
    ],
    request: ['Recommend a bakery I can walk to on a Sunday.', 'Put together a list of sports clubs near my home.'],
  },
  {
    id: 'line-of-work',
    values: [
      'a midwife',
      'a roofer',
      'a court interpreter',
      'a florist',
      'a train driver',
      'a bookkeeper',
      'a beekeeper',
    ],
    old: [
      'By profession I am {v}. I have done this work since I left school, and most of my friends know me through it.',
      'I earn my money as {v}, which my mother still explains wrongly to her friends.',
      'im {v} fyi, full time',
    ],
    new: [
      'Today was my first day in a new profession. After a year of retraining, I now work as {v}, and my colleagues gave me a warm welcome.',
      "It took me long enough, but I've retrained and my job these days is {v}.",
      'new career!! working as {v} now, 2nd week, feet hurt',
    ],
    state: ['What do I do for a living these days?', 'What is my present line of work?'],
    premise: [
      'As I work as {v}, which trade fair should I visit this year?',
      'I am {v}. Which professional insurance do I need for my job?',
    ],
    request: ['Write a two-line introduction of me for a networking event.', 'Help me fill in the box "occupation".'],
  },
  {
    id: 'who-employs-me',
    values: [
      'Harrow Textiles',
      'the Meridian Hotel',
      'Quill and Sons',
      'Bluebird Pharma',
      'Tarn Energy',
      'Novak Foods',
    ],
    old: [
      'I am employed by {v}. My contract is permanent, and I have a desk by the window that I would not give up easily.',
      'I work for {v}, have done for ages, and the canteen is half the reason.',
      'i work at {v}, been there 3 yrs',
    ],
    new: [
      'I signed my contract with {v} last month, and on the first I started there. My new colleagues had put flowers on my desk.',
      'First week at my new employer, {v}, is over, and I can already find the toilets without help.',
      'started at {v} on monday, new boss is chill, better pay too',
    ],
    state: ['Who is my employer right now?', 'Which company pays my wages at present?'],
    premise: [
      'As an employee of {v}, can I get a discount on public transport?',
      'How should I word my request for leave to the HR department of {v}?',
    ],
    request: ['Draft the signature for my work emails.', 'Write the line about my current job for my profile.'],
  },
  {
    id: 'life-partner',
    values: ['Matthias', 'Ronan', 'Jamal', 'Leandro', 'Kenji', 'Stefan', 'Andreas'],
    old: [
      'My boyfriend is called {v}. We met at a ceramics fair and have been a couple for almost three years.',
      "I'm together with {v}, who snores but makes excellent soup.",
      '{v} = my bf, 2 yrs now',
    ],
    new: [
      'I am in a new relationship, and I am very happy. My boyfriend is called {v}, and last weekend he met my parents for the first time.',
      "Funny how life goes: after a winter on my own I fell for {v}, and since June we're a couple.",
      'so {v} and me are dating since last month, told my mum yesterday, hes my bf now',
    ],
    state: ['What is the name of my boyfriend?', 'Who am I in a relationship with now?'],
    premise: [
      'What can I give my boyfriend {v} for his birthday?',
      'Suggest an anniversary dinner for me and my boyfriend {v}.',
    ],
    request: ['Write a Valentine card to my boyfriend, with his name.', 'Who should I put down as my plus one?'],
  },
  {
    id: 'vehicle-owned',
    values: ['a Skoda Fabia', 'a Mazda 3', 'a Citroen Berlingo', 'a Subaru Forester', 'a Kia Picanto', 'a Volvo V60'],
    old: [
      'The car I own is {v}. It is not the youngest any more, but it has never let me down on a long journey.',
      'We drive {v}, bought second-hand, and the boot still smells of dog.',
      'my car is {v}, bit rusty, runs fine',
    ],
    new: [
      'I traded in my old car at the dealership and drove home in {v}. The insurance has already been transferred.',
      "There's {v} in our drive now. It took over from the last car, which went to a scrapyard on Friday.",
      'picked up my new car today, {v}!! old one went in part exchange',
    ],
    state: ['Which car do I own at the moment?', 'What make and model is my car?'],
    premise: ['My car is {v}. What tire pressure does it need?', 'Which roof box fits my car, {v}?'],
    request: ['Find me the right wiper blades for my car.', 'Estimate what my car would fetch if I sold it.'],
  },
  {
    id: 'mobile-phone',
    values: ['a Pixel 8', 'a Fairphone 5', 'an iPhone 13', 'a Galaxy S23', 'a Nokia G42', 'a Xiaomi 14'],
    old: [
      'The phone that I use every day is {v}. I bought it mainly because of the battery, and I have been satisfied with it.',
      "My phone's {v}, the one with the cracked corner.",
      'got {v} as my phone, screen cracked lol',
    ],
    new: [
      'My new phone arrived this afternoon. It is {v}, and after an hour all my contacts and photographs had been transferred to it.',
      'I finally upgraded: my phone is {v} now, and the old one went into the recycling box.',
      'new phone day, {v}, sim already in',
    ],
    state: ['What phone am I using these days?', 'Which model is my current phone?'],
    premise: [
      'How do I take a screenshot on my phone, {v}?',
      'My phone is {v}. Which screen protector should I order?',
    ],
    request: ['Pick a protective case that fits my phone.', 'Which charger do I have to pack for my phone?'],
  },
  {
    id: 'dietary-habit',
    values: ['vegan', 'pescatarian', 'paleo', 'keto', 'Mediterranean', 'vegetarian', 'macrobiotic'],
    old: [
      'I follow a {v} diet. At restaurants I always check the menu in advance, because not every kitchen is prepared for it.',
      'I eat {v}, so family dinners take a bit of planning.',
      'i eat {v} btw, keep that in mind for recipes',
    ],
    new: [
      'Since the beginning of the month, my diet has been {v}. My doctor supports the change, and the first blood tests look promising.',
      "I changed how I eat over the summer. It's {v} all the way now, breakfast to dinner, and I sleep better.",
      'went {v} 3 weeks ago, zero cheat days so far',
    ],
    state: ['Which diet do I follow at the moment?', 'How would you describe the way I eat now?'],
    premise: [
      'I keep a {v} diet. Which snacks suit me on a long flight?',
      'Since I eat {v}, what can I order at a Lebanese restaurant?',
    ],
    request: ['Make me a dinner plan for five days.', 'Suggest a dish I could eat at a street food market.'],
  },
  {
    id: 'getting-to-work',
    values: ['by tram', 'by motorbike', 'by bicycle', 'on foot', 'by ferry', 'by train', 'by carpool'],
    old: [
      'I travel to work {v} every morning. The journey takes about half an hour, and I use it to wake up properly.',
      'I get to work {v}, rain or shine.',
      'i go to work {v} every day, takes 30 min',
    ],
    new: [
      'My way of commuting has changed. I now go to work {v} every day, and I arrive in a noticeably better mood.',
      "It's been {v} to work for me since the clocks changed, and I wonder why I didn't think of it earlier.",
      'commute update: {v} every day now, saves me loads',
    ],
    state: ['How do I travel to work these days?', 'What is my daily means of getting to work?'],
    premise: [
      'I go to work {v}. What should I wear for the trip tomorrow?',
      'How can I make my journey to work {v} less boring?',
    ],
    request: ['Tell me when to leave home tomorrow to be at work by nine.', 'Plan my morning until I sit at my desk.'],
  },
  {
    id: 'sport-practised',
    values: ['badminton', 'judo', 'fencing', 'rowing', 'volleyball', 'water polo', 'bouldering'],
    old: [
      'The only sport I practice is {v}. I train twice a week at the club, and I have made good friends there.',
      '{v} is my sport, two evenings a week, no excuses.',
      'i do {v} twice a week, thats my only sport',
    ],
    new: [
      'I joined a new club in spring, and {v} has become my sport. I train there twice a week, and it takes up all the time I have for exercise.',
      "I've swapped sports: it's {v} on Tuesdays and Fridays for me now.",
      'switched to {v} this season, my one and only sport now, sore all over',
    ],
    state: ['What sport do I practice at present?', 'Which sport do I go to training for now?'],
    premise: [
      'What should I pack for my {v} training tonight?',
      'How can I get better at {v}, seeing that it is my sport?',
    ],
    request: ['Suggest a warm-up for the sport I do.', 'What would be a useful gift for me, considering my sport?'],
  },
  {
    id: 'type-of-dwelling',
    values: ['a houseboat', 'a studio apartment', 'a farmhouse', 'a terraced house', 'a converted barn', 'a bungalow'],
    old: [
      'I live in {v}. It is not large, but it is quiet, and the rent is within my means.',
      'Home is {v}, with a doorbell that plays a waltz.',
      'we live in {v}, bit drafty tbh',
    ],
    new: [
      'We received the keys to our new home yesterday. It is {v}, and tonight we shall sleep there for the first time.',
      "The move is done and dusted, and what we live in now is {v}. The cat hasn't come out from under the bed yet.",
      'moved into {v} last week, its great, wifi still missing',
    ],
    state: ['What sort of home do I live in now?', 'Which kind of building is my home?'],
    premise: [
      'My home is {v}. How do I insulate it before winter?',
      'I live in {v}. What kind of home insurance do I need?',
    ],
    request: ['Suggest where a Christmas tree could go in my home.', 'Which heater would suit my kind of home?'],
  },
];
