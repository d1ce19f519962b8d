/**
 * Fourth surface of the STALE twin, attributes that everybody has and that change (Type I). Written by somebody who had
 * read neither the extraction rules nor the wording of the other parts: a third of it in full, tidy sentences as a
 * language model writes them, a third in everyday English, a third as people type in a hurry. It measures; it is not to
 * be adapted to the rules, nor the rules to it.
 */
import type { AttributeSurface } from './stale-surface.ts';

export const fourthAttributes: readonly AttributeSurface[] = [
  {
    id: 'home-city',
    values: ['Denver', 'Lisbon', 'Glasgow', 'Toronto', 'Nairobi', 'Hanoi', 'Kraków', 'Adelaide'],
    old: [
      'I have been living in {v} for about four years now. My apartment is close to the river, and I know most of the people on my floor.',
      'I live in {v}, so please use the local time for reminders.',
      'home is {v} fyi, third floor walkup',
    ],
    new: [
      'The movers left about an hour ago, and I am sitting on the floor of my new apartment in {v}. Tomorrow I will start putting the furniture together.',
      'We sold up and bought a house in {v}. We have slept here every night for a month, even though half of the boxes are still taped shut.',
      'two weeks into life as a {v} resident!! still cant find the light switches in the new place',
    ],
    state: ['Which city do I live in at the moment?', 'Where is my home now?'],
    premise: [
      'Since I live in {v}, which public library should I get a card from?',
      'I will be at home in {v} this evening. Which neighborhood is good for a walk?',
    ],
    request: ['Recommend a dentist that I can reach easily from home.', 'Plan a free Saturday around my place.'],
  },
  {
    id: 'occupation',
    values: ['a paralegal', 'a line cook', 'a UX designer', 'a school nurse', 'a bus driver', 'a florist'],
    old: [
      'I work as {v}. It is demanding, but I like my colleagues, and I have learned a great deal over the past few years.',
      'For context, my day job is being {v}.',
      'im {v} by trade so yeah, long days',
    ],
    new: [
      'Today was my first full day in my new career as {v}. The training lasted until noon, and after that they already let me handle a few things by myself.',
      'I finished my retraining in spring and I earn my living as {v} these days.',
      'so i am {v} now, career switch complete, started monday',
    ],
    state: ['What do I do for a living?', 'What is my current occupation?'],
    premise: [
      'As {v}, how should I describe my daily tasks in a short bio?',
      'Which professional association could I join, given that my job is being {v}?',
    ],
    request: [
      'Write a two-line introduction of me for a networking event.',
      'Draft the headline of my online profile.',
    ],
  },
  {
    id: 'employer',
    values: [
      'Halden Logistics',
      'the Marbury Clinic',
      'Pinecrest Media',
      'Orbit Insurance',
      'the parks department',
      'Kestrel Robotics',
    ],
    old: [
      'I have been employed at {v} since I finished my degree. My team is small, and most of our meetings take place on Tuesday.',
      'I work at {v}, in the accounts team.',
      '{v} pays my bills, cant complain',
    ],
    new: [
      'I changed employers in March, and yesterday I completed my probation period at {v}. My new manager seems pleased with my work so far.',
      'The headhunter was right about {v}: I have been on their payroll for a month now and I like the people a lot more.',
      'new badge, new laptop, new boss. {v} it is, week one done',
    ],
    state: ['Who is my employer?', 'Which organization do I work for now?'],
    premise: [
      'I need to request two days of leave from HR at {v}, where I work. Can you write the email?',
      'What small gift suits a colleague of mine at {v}?',
    ],
    request: ['Fill in the employer section of my rental application.', 'Write an out-of-office reply for me.'],
  },
  {
    id: 'commute',
    values: [
      'the subway',
      'my bicycle',
      'the number 9 bus',
      'my electric scooter',
      'a carpool with two colleagues',
      'the commuter train',
    ],
    old: [
      'I take {v} to work every morning, and it usually needs about half an hour. I listen to podcasts on the way.',
      'I rely on {v} to get to the office.',
      '{v} to work and back, five days a week, thats me',
    ],
    new: [
      'I have rearranged my mornings completely. My trip to the office is done with {v} now, which gets me there in twenty minutes and in a much better mood.',
      'Since the start of the month it is {v} that gets me to work, and I am never late.',
      'switched my commute to {v}, day ten, why didnt i do this sooner',
    ],
    state: ['How do I travel to work?', 'What is my usual way of getting to the office?'],
    premise: [
      'When should I leave the house tomorrow, seeing that I get to work with {v}?',
      'I use {v} for my commute. What should I keep in my bag for it?',
    ],
    request: [
      'Work out my morning up to the moment I sit at my desk.',
      'How can I make my trip to work more pleasant?',
    ],
  },
  {
    id: 'diet',
    values: ['vegan', 'keto', 'pescatarian', 'carnivore', 'paleo', 'Mediterranean'],
    old: [
      'I follow a {v} diet and have done so for a few years. Please keep it in mind whenever you suggest a recipe.',
      'I eat {v}, at home and in restaurants.',
      'strictly {v} household of one here lol',
    ],
    new: [
      'My nutritionist went over my blood results with me, and I switched to a {v} diet as she advised. It has been six weeks, and I feel considerably better.',
      'I changed the way I eat in January, everything on my plate is {v} now and the shopping takes forever.',
      'gone {v} since new years, send recipes',
    ],
    state: ['What kind of diet do I follow?', 'How do I eat these days?'],
    premise: [
      'Which {v} dish could I bring to the potluck, since that is how I eat?',
      'Given my {v} diet, what should I order for myself at the airport?',
    ],
    request: ['Make a dinner plan for my week.', 'Suggest a lunch that I can take to work.'],
  },
  {
    id: 'partner',
    values: ['Robin', 'Imani', 'Noor', 'Casper', 'Elif', 'Stefan'],
    old: [
      'My partner {v} and I have been together for two years. We usually cook on Fridays and go hiking on Sundays.',
      'I am in a relationship with {v}.',
      'me and {v} are a thing, going strong',
    ],
    new: [
      'I would like to share some happy news. {v} and I started dating in the summer, and last week we introduced each other to our families as a couple.',
      '{v} asked me to be exclusive and I said yes, so I have a partner again.',
      'ok its official, {v} and i are dating. single life lasted all of four months',
    ],
    state: ['Who is my partner?', 'Who am I in a relationship with?'],
    premise: [
      'Our anniversary is coming up. What could I give {v}, who I am dating?',
      'How do I tell {v}, my partner, that I need a quiet weekend?',
    ],
    request: ['Plan a date night for me and my partner.', 'Write a Valentine card that I can hand over.'],
  },
  {
    id: 'car',
    values: ['a Toyota Corolla', 'a Volvo wagon', 'a Tesla Model 3', 'a Ford pickup', 'a Fiat Panda', 'a Mazda CX-5'],
    old: [
      'I drive {v} that I bought from a retired teacher. It has never let me down, although the paint is fading.',
      'My car is {v}.',
      'got {v} in the driveway, does the job',
    ],
    new: [
      'I traded in my car at the dealership on Saturday. After a long negotiation about the price, I drove home in {v}.',
      'The previous car went to the scrapyard and what I drive now is {v}.',
      'picked up my new ride today!! {v} baby. old one already has another owner',
    ],
    state: ['Which car do I drive?', 'What car do I own at present?'],
    premise: ['I own {v}. Which winter tires fit it?', 'How often does my car need a service, with it being {v}?'],
    request: ['Which roof rack should I get for my car?', 'Estimate what driving costs me a month.'],
  },
  {
    id: 'gym',
    values: [
      'Ironhouse Gym',
      'the YMCA on Grant Avenue',
      'Pulse Studio',
      'the campus fitness center',
      'Northside Barbell',
    ],
    old: [
      'I work out at {v} three times a week. The equipment is good, and the staff already know my name.',
      'I am a member of {v}.',
      'my gym is {v}, usually there around 6',
    ],
    new: [
      'I transferred my membership to {v} at the end of last month. It is larger than where I went before, and it opens at five in the morning.',
      'Training at {v} suits me better than the last gym did, I have not skipped a session since I changed.',
      'changed gyms, {v} now, the squat racks there are unreal',
    ],
    state: ['Which gym do I go to?', 'Where do I work out now?'],
    premise: [
      'What are the opening hours on a holiday at my gym, {v}?',
      'I want to bring a guest along to {v}, where I train. How should I ask the front desk?',
    ],
    request: [
      'Set up my workout for tomorrow evening, with the place.',
      'Where can I get a smoothie after my training?',
    ],
  },
  {
    id: 'phone',
    values: ['a Pixel 9', 'an iPhone 15', 'a Galaxy S24', 'a Fairphone 5', 'a Nokia flip phone', 'a OnePlus 12'],
    old: [
      'The phone that I use every day is {v}. I mostly need it for messages, photos and the banking app.',
      'My phone is {v}.',
      'typing this on {v} so excuse the typos',
    ],
    new: [
      'My nephew has inherited my previous phone. I have been carrying {v} since Sunday, and I am still getting used to the settings.',
      'I upgraded my phone last week and got {v}.',
      'new phone who dis :) its {v}, moved all my contacts over last night',
    ],
    state: ['What phone do I use?', 'Which phone do I have now?'],
    premise: ['My phone is {v}, so which case should I order?', 'How do I take a screenshot, given that I have {v}?'],
    request: ['Which charger should I buy for my phone?', 'How do I silence calls at night on my phone?'],
  },
  {
    id: 'school-of-son',
    values: [
      'Maple Grove Elementary',
      'the Waldorf school',
      'Lakeview Primary',
      'the bilingual school on Fifth',
      'Saint Brendan',
    ],
    old: [
      'My son attends {v}. He is in second grade, and his favorite subject is science.',
      'Our boy goes to {v}, which is a ten minute walk.',
      'kid is at {v}, drop off is chaos every single day',
    ],
    new: [
      'My son completed his first week as a pupil at {v}. He was nervous about changing schools, but he has already been invited to a birthday party.',
      'We enrolled our boy at {v} after the holidays and the new teacher is wonderful.',
      'son changed schools, hes at {v} since september and actually likes mornings now',
    ],
    state: ['Which school does my son go to?', 'Where is my son enrolled?'],
    premise: [
      'I am picking up my son from {v}, his school, today. What should I say to his teacher about the trip?',
      'How do I volunteer for the fair at {v}, considering that my son is a pupil there?',
    ],
    request: ['Write a note to excuse my son from school.', 'Plan the afternoon pick-up of my son.'],
  },
];
