/** Fourth surface of the STALE twin, attributes less often thought of (Type I). Written unseen, see `fourth-attributes.ts`. */
import type { AttributeSurface } from './stale-surface.ts';

export const fourthOwnAttributes: readonly AttributeSurface[] = [
  {
    id: 'morning-drink',
    values: ['black coffee', 'green tea', 'hot chocolate', 'masala chai', 'warm lemon water', 'yerba mate'],
    old: [
      'I start every day with {v}. It is the one ritual that I never skip, even when I travel.',
      'The first thing I drink in the morning is {v}.',
      'no talking before my {v} in the morning pls',
    ],
    new: [
      'I have changed my morning ritual. The cup that I have when I get up now holds {v}, and my stomach is thankful for it.',
      'Mornings begin with {v} for me since I made the change in May.',
      'swapped my morning cup for {v}, third week, kinda love it',
    ],
    state: ['What do I drink in the morning?', 'What is in my cup at breakfast?'],
    premise: [
      'I have {v} each morning. Which mug keeps it hot for longest?',
      'We ran out of {v} and I need it when I wake up. Which shop opens early?',
    ],
    request: [
      'What should be ready in the kitchen when I get up?',
      'Suggest something small to go with my morning drink.',
    ],
  },
  {
    id: 'wake-up-time',
    values: ['5:30', '6:15', '7:00', '7:45', '8:30', '9:20'],
    old: [
      'My alarm rings at {v} on working days. I need a few minutes to wake up properly before I can speak to anyone.',
      'I get up at {v} during the week.',
      'alarm goes off at {v} every weekday, ugh',
    ],
    new: [
      'My days have a different rhythm since last month. I am out of bed at {v} on weekdays, and I have adjusted my alarm accordingly.',
      'I moved my weekday alarm to {v}.',
      'reset the alarm, {v} is the new normal mon to fri',
    ],
    state: ['What time do I get up on weekdays?', 'When does my alarm go off on a working day?'],
    premise: [
      'I wake up at {v} on weekdays, so when should I be in bed to sleep eight hours?',
      'Could I fit in yoga after my alarm at {v} on Monday?',
    ],
    request: ['Plan my Tuesday morning from the moment I get up.', 'When should I go to bed tonight?'],
  },
  {
    id: 'language-course',
    values: ['Korean', 'Portuguese', 'Arabic', 'Finnish', 'Mandarin', 'Italian'],
    old: [
      'I am taking an evening course in {v}. We are a group of eight, and our teacher gives us homework every week.',
      'The language I am studying is {v}.',
      'doing {v} classes on thursdays, my brain is soup',
    ],
    new: [
      'The language school let me exchange my course. Since the new term began, I have been sitting in the {v} class, and I already know how to introduce myself.',
      'I picked a different language this year, so my evenings now go into {v}.',
      'changed languages, its {v} for me from now on. already 200 words in!',
    ],
    state: ['Which language am I learning?', 'What language is my course in?'],
    premise: [
      'Give me five phrases to practice for my {v} course.',
      "I am learning {v}. Which children's book in it would be easy enough for me?",
    ],
    request: [
      'Pick a film that helps with the language I am learning.',
      'Give me a ten-minute exercise for my course.',
    ],
  },
  {
    id: 'thesis-topic',
    values: [
      'urban beekeeping',
      'medieval trade routes',
      'battery recycling',
      'bilingual memory',
      'coral bleaching',
      'tenant law',
    ],
    old: [
      'I am writing my thesis on {v}. My supervisor thinks that the question is promising, and I have collected about forty sources.',
      'My thesis is about {v}.',
      'thesis = {v}, send help and coffee',
    ],
    new: [
      'I had a long conversation with my supervisor about the direction of my thesis. We agreed on a fresh topic, and I am now writing about {v}.',
      'My thesis proposal on {v} was approved by the committee this morning, after I had changed the subject in autumn.',
      'new thesis topic!! {v}. starting the lit review over, wish me luck',
    ],
    state: ['What is my thesis about?', 'Which topic am I writing my thesis on?'],
    premise: [
      'My thesis deals with {v}. Which three experts should I interview?',
      'I need a catchy title for my thesis on {v}.',
    ],
    request: ['Help me outline the next chapter of my thesis.', 'Which keywords should I search for my thesis?'],
  },
  {
    id: 'hair-color',
    values: ['copper red', 'platinum blonde', 'jet black', 'chestnut brown', 'silver gray', 'midnight blue'],
    old: [
      'My hair is {v}. I like how it looks with the green coat that I wear in winter.',
      'I have {v} hair.',
      'rocking {v} hair rn and getting looks on the bus',
    ],
    new: [
      'I spent the whole afternoon at the salon. My hair is {v} as of today, and my colleagues will need a moment to recognize me.',
      'My hairdresser dyed all of my hair {v} yesterday, and I love it.',
      'dyed it!!! whole head {v}. mum is speechless',
    ],
    state: ['What color is my hair?', 'Which hair color do I have now?'],
    premise: [
      'Which shampoo keeps my {v} hair bright?',
      'With my {v} hair, what color of dress should I wear to the wedding?',
    ],
    request: ['Describe how a stranger can recognize me at the station.', 'Which scarf would suit my hair?'],
  },
  {
    id: 'savings-goal',
    values: [
      'a trip to Patagonia',
      'a cargo bike',
      'a down payment',
      'a sabbatical',
      'a new kitchen',
      'an electric piano',
    ],
    old: [
      'I am saving for {v}. Each month I put two hundred aside in a separate account, and I hope to reach the sum by next summer.',
      'The money in my savings pot is meant for {v}.',
      'every spare cent goes towards {v} atm',
    ],
    new: [
      'I sat down with my budget and decided to give my savings a new purpose. From this month on, the whole amount goes toward {v}.',
      'My savings pot has a different label now, it says {v}.',
      'change of plan w the savings, its all for {v} now',
    ],
    state: ['What am I saving for?', 'What is the purpose of my savings?'],
    premise: [
      'How long until I can afford {v}, since that is what I am saving for?',
      'I am putting money aside for {v}. How do I stay motivated?',
    ],
    request: ['Name my savings account for me.', 'Draw up a savings plan toward my goal.'],
  },
  {
    id: 'notes-app',
    values: ['Obsidian', 'Notion', 'Evernote', 'a paper notebook', 'Apple Notes', 'OneNote'],
    old: [
      'I keep all of my notes in {v}. I have used it since college, and everything from recipes to meeting minutes is in there.',
      'My notes live in {v}.',
      '{v} is where i dump all my notes',
    ],
    new: [
      'I spent the weekend migrating my notes. All of them are in {v} now, and I write new ones there as well.',
      'I have moved my note taking over to {v}.',
      'finally got all my notes over into {v}, thats where i write from now on, feels clean',
    ],
    state: ['Where do I keep my notes?', 'What do I use for taking notes?'],
    premise: [
      'I keep my notes in {v}. How should I organize the ones about my course?',
      'My notes are in {v}, so how do I go over last week there on Sunday?',
    ],
    request: ['Where should I write down the ideas from this meeting?', 'Show me a good way to structure my notes.'],
  },
  {
    id: 'heating',
    values: [
      'a gas boiler',
      'a heat pump',
      'a pellet stove',
      'an oil furnace',
      'electric radiators',
      'district heating',
    ],
    old: [
      'Our house is heated with {v}. It does its job, but we always look at the bill with some worry.',
      'At home we heat with {v}.',
      'place runs on {v}, gets toasty enough',
    ],
    new: [
      'The technicians finished replacing the heating system in our house on Thursday. We heat with {v} now, and the rooms are pleasantly warm.',
      'The old heating was torn out in spring and our house is kept warm by {v} these days.',
      'new heating is in! {v}, took them four days and my patience',
    ],
    state: ['What kind of heating does our house have?', 'How do we heat our home?'],
    premise: [
      'What maintenance is due before winter, given that we heat with {v}?',
      'Our house has {v} for heating. What noise is normal?',
    ],
    request: ['How can we lower our heating bill?', 'Which service company do we need for our heating?'],
  },
  {
    id: 'manager',
    values: ['Diane', 'Mr. Oyelaran', 'Priscilla', 'Henrik', 'Ms. Duarte', 'Wendell'],
    old: [
      'I report to {v}, who has led our department for a long time. We meet every other Wednesday to discuss my goals.',
      'My manager at work is {v}.',
      '{v} is my boss, decent human tbh',
    ],
    new: [
      'There was a reorganization at work, and my reporting line is different as a result. I report to {v} now, and we had our first one-to-one this morning.',
      'Since the reshuffle {v} is in charge of our team and signs off my vacation.',
      'got a new boss at work, {v}, first impression: good listener',
    ],
    state: ['Who is my manager?', 'Who do I report to?'],
    premise: [
      'I have my annual review with {v}, my manager. How should I prepare?',
      'Draft a message to {v}, who I report to, saying that I will be late.',
    ],
    request: ['Address an email asking my boss for a raise.', 'Who should I ask to approve my vacation?'],
  },
  {
    id: 'race-goal',
    values: [
      'the Harbor Half Marathon',
      'the Lakeside 10K',
      'the Ridge Ultra',
      'the Winter Triathlon',
      'the City Marathon',
    ],
    old: [
      'I am training for {v}. My coach has given me a plan with four sessions a week, and so far I have kept to it.',
      'The race I am preparing for is {v}.',
      'got {v} on the calendar, training like mad',
    ],
    new: [
      'My coach and I revised my goals for the season. I transferred my entry to {v}, and that is the race I am preparing for now.',
      'My race plans changed, so all of my training is geared to {v} now.',
      'swapped my race entry for {v}, new plan on the fridge already',
    ],
    state: ['Which race am I training for?', 'What event am I preparing for?'],
    premise: [
      'What should I eat the night before {v}, the race that I am training for?',
      'How many weeks of tapering before {v}, which I am preparing for?',
    ],
    request: ['Plan my training for next week.', 'What should I pack for race day?'],
  },
];
