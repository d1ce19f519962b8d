/**
 * Fifth surface of the STALE twin, attributes that everybody would expect (Type I). Written by somebody who had read
 * neither the extraction rules nor the wording of the other parts: a third of it in full, tidy sentences as a language
 * model writes them, a third in everyday English, a third as people type in a hurry. It measures; it is not to be
 * adapted to the rules, nor the rules to it.
 */
import type { AttributeSurface } from './stale-surface.ts';

export const fifthAttributes: readonly AttributeSurface[] = [
  {
    id: 'town-of-residence',
    values: ['Bristol', 'Porto', 'Minneapolis', 'Ghent', 'Wellington', 'Osaka', 'Halifax', 'Bologna'],
    old: [
      'I am based in {v} and have been since I finished university. My flat is a ten minute walk from the main station.',
      "We've got a little place in {v}, just behind the old market hall.",
      'i live in {v} btw, up on the hill, bad phone signal',
    ],
    new: [
      'I finally registered my new address in {v} this morning. After two weeks of living out of suitcases, it is a relief to have an official place of residence again.',
      'All our furniture arrived in {v} on Friday and the kids have already picked their bedrooms.',
      'so i moved to {v} last weekend, still no curtains, neighbours seem nice',
    ],
    state: ['In which city do I live these days?', 'Where do I currently live?'],
    premise: [
      'As I live in {v}, which tram pass makes sense for me?',
      'Which recycling center in {v} is closest to my home?',
    ],
    request: ['Suggest a place for a haircut near where I live.', 'Find me a Saturday market within walking distance.'],
  },
  {
    id: 'profession',
    values: ['a plumber', 'a dental hygienist', 'a tax advisor', 'a radio producer', 'a pastry chef', 'a surveyor'],
    old: [
      'I have been working as {v} for almost six years. The hours are long, but I enjoy being good at something.',
      "I'm {v}, so people keep asking me for free help at parties.",
      'am {v}, monday to friday, the usual grind',
    ],
    new: [
      'I completed my apprenticeship last month and I am now fully employed as {v}. It is a completely different profession from the one I had, and I have no regrets.',
      'Changed careers at forty and I now make my living as {v}, who would have thought.',
      'officially {v} since monday!! new career, new shoes, same coffee addiction',
    ],
    state: ['What is my profession?', 'What do I do for a living?'],
    premise: [
      'Because I work as {v}, which trade magazine should I subscribe to?',
      'What should I charge a friend, given that I am {v}?',
    ],
    request: ['Write a one line bio for my profile.', 'Suggest a course that would help me in my job.'],
  },
  {
    id: 'company',
    values: ['Northgate Insurance', 'Solano Robotics', 'Pemberton Press', 'Kestrel Airways', 'Mubarak Textiles'],
    old: [
      'I work for {v}, where I look after the archive. My desk is on the second floor, next to the window.',
      'My employer is {v} and on the whole they treat us well.',
      'im at {v}, badge photo is terrible',
    ],
    new: [
      'I signed my contract with {v} and started there two weeks ago. The onboarding has been thorough, and my new boss seems very patient.',
      "Since March I've been on the payroll at {v}, and the commute is a dream compared to before.",
      'got poached!! {v} pays my salary as of this month',
    ],
    state: ['Which company do I work for?', 'Who is my employer at the moment?'],
    premise: [
      'Since I work at {v}, can you draft an out of office note with the company name?',
      'Which of my colleagues at {v} should I invite to the farewell lunch of our receptionist?',
    ],
    request: ['Draft an email signature for my work account.', 'Help me fill in the employer field of this form.'],
  },
  {
    id: 'girlfriend',
    values: ['Annika', 'Beatriz', 'Shreya', 'Colette', 'Noor', 'Magdalena'],
    old: [
      'My girlfriend is called {v}. We met at a pottery class, and we have been together for almost two years.',
      '{v} is my girlfriend and she has a terrifying talent for board games.',
      'gf = {v}, 2 yrs now',
    ],
    new: [
      'I would like to tell you that I have fallen in love again. {v} and I became a couple in the spring, and I am very happy with her.',
      'My new girlfriend {v} met my parents on Sunday and my mum already adores her.',
      'ok so {v} is officially my gf now, we made it public yesterday',
    ],
    state: ['What is the name of my girlfriend?', 'Who am I in a relationship with?'],
    premise: [
      'What should I give my girlfriend {v} for our anniversary?',
      'My girlfriend {v} is coming over tonight. Which film would she and I enjoy?',
    ],
    request: ['Help me write a birthday card to my girlfriend.', 'Plan a romantic weekend for the two of us.'],
  },
  {
    id: 'family-car',
    values: ['a Volvo V60', 'a Skoda Octavia', 'a Mazda MX-5', 'a Hyundai Kona', 'a Renault Zoe', 'a Fiat Panda'],
    old: [
      'I drive {v}. I bought it second hand, and it has been very reliable so far.',
      'The car in our driveway is {v}, a bit dented but ours.',
      'my car is {v}, handles snow ok',
    ],
    new: [
      'I traded in my car at the dealership on Saturday and drove home in {v}. The seats are comfortable, and I am still learning where all the buttons are.',
      'We needed something different, so the only car we own is {v} now.',
      'new wheels!! picked up {v} yesterday, old one went to the dealer',
    ],
    state: ['Which car do I drive?', 'What car do I own now?'],
    premise: [
      'Which winter tires fit my car, given that I drive {v}?',
      'I have {v}. What does its next service usually cost?',
    ],
    request: ['Recommend a roof box for my car.', 'Estimate what my car insurance will cost next year.'],
  },
  {
    id: 'smartphone',
    values: ['a Galaxy S23', 'an iPhone 13', 'a Fairphone 5', 'a Pixel 7', 'a Motorola Edge', 'a Nokia G42'],
    old: [
      'My phone is {v}. The battery still lasts a full day if I am careful.',
      "I've got {v} and the camera is all I ever needed.",
      'using {v} here, screen has a crack but whatever',
    ],
    new: [
      'My new phone arrived by courier this afternoon. It is {v}, and I have already transferred all my contacts and photos to it.',
      'I handed in my phone at the shop and walked out with {v}, so that is what I carry around now.',
      'switched phones, its {v} now, setup took 3 hrs ugh',
    ],
    state: ['Which phone do I use?', 'What phone do I have right now?'],
    premise: ['Which protective case fits my phone, {v}?', 'How do I take a screenshot? As you know, I use {v}.'],
    request: ['Recommend a charger for my phone.', 'Explain how I can free up storage on my phone.'],
  },
  {
    id: 'way-of-eating',
    values: ['vegan', 'vegetarian', 'pescatarian', 'keto', 'gluten-free', 'paleo'],
    old: [
      'I follow a {v} diet. It took some getting used to, but I feel much better for it.',
      'At home everything I cook for myself is {v}.',
      'i eat {v} fyi, keep that in mind for recipes',
    ],
    new: [
      'After a long talk with my nutritionist, I changed my diet completely. I have been eating strictly {v} for five weeks now.',
      "I've gone {v} and thrown out everything in the pantry that doesn't fit.",
      'week 6 of my new diet, {v} all the way, jeans fit again',
    ],
    state: ['What kind of diet do I follow?', 'How do I eat these days?'],
    premise: [
      'Because I follow a {v} diet, which snacks can I bring to the office?',
      'I eat {v}. Which dishes should I order at the Thai place?',
    ],
    request: ['Put together a dinner menu for me for this week.', 'Which restaurant would suit the way I eat?'],
  },
  {
    id: 'way-to-work',
    values: ['by tram', 'by bike', 'by car', 'on foot', 'by ferry', 'by scooter'],
    old: [
      'I usually go to work {v}. It takes about twenty-five minutes, and I listen to podcasts on the way.',
      'My trip to the office is {v}, rain or shine.',
      'i get to work {v}, no complaints',
    ],
    new: [
      'My commute has changed this month. I now travel to the office {v} every day, and I arrive in a much better mood.',
      "These mornings you'll see me going to work {v}, which saves me a quarter of an hour.",
      'been commuting {v} since the 1st, should have done this yrs ago',
    ],
    state: ['How do I get to work?', 'How do I commute nowadays?'],
    premise: [
      'As I go to work {v}, what should I wear on the way tomorrow?',
      'My commute {v} tomorrow starts at seven. What could delay me?',
    ],
    request: [
      'Work out when I have to leave home for a nine o clock meeting.',
      'Suggest something for my way to work.',
    ],
  },
  {
    id: 'main-sport',
    values: ['badminton', 'bouldering', 'rowing', 'judo', 'table tennis', 'pilates'],
    old: [
      'My main form of exercise is {v}. I train twice a week, and I always sleep well afterwards.',
      'For sport I do {v}, mostly with people from my street.',
      'my sport is {v}, tue + thu',
    ],
    new: [
      'I have changed my sport this season. I now do {v} twice a week, and it is the only training that I have time for.',
      "These days {v} is the one sport I do, and I've handed my old gear to my cousin.",
      'swapped sports, its {v} only now, muscles i didnt know i had are sore',
    ],
    state: ['Which sport do I do?', 'What is my sport at the moment?'],
    premise: [
      'What should I eat before my {v} training tonight?',
      'My sport is {v}, so which stretches should I do before I train?',
    ],
    request: ['Make a shopping list of gear for my sport.', 'Suggest a warm-up for my training this evening.'],
  },
  {
    id: 'kind-of-home',
    values: ['a studio apartment', 'a terraced house', 'a houseboat', 'a farmhouse', 'a loft', 'a bungalow'],
    old: [
      'I live in {v} that I rent from an elderly couple. It is not large, but it gets plenty of light.',
      'Home for us is {v}, with a leaky tap and a lot of charm.',
      'living in {v} atm, heating is so so',
    ],
    new: [
      'We received the keys on the first of the month and have moved into {v}. There is still a smell of fresh paint in every corner.',
      "Our new home is {v}, and the cat took about an hour to decide that it's hers.",
      'moved house!! its {v}, pics soon',
    ],
    state: ['What kind of home do I live in?', 'What type of place do I live in now?'],
    premise: [
      'Since my home is {v}, which kind of insurance do I need for it?',
      'I live in {v}. Where do I put a Christmas tree?',
    ],
    request: ['Suggest how I could make my home warmer in winter.', 'Give me ideas for storage at home.'],
  },
];
