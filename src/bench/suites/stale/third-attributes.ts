/**
 * Third surface of the STALE twin, attributes that change (Type I). Written by somebody who had read neither the
 * extraction rules nor the wording of the other two halves, in the loose English that people type. It measures; it is
 * not to be adapted to the rules, nor the rules to it.
 */
import type { AttributeSurface } from './stale-surface.ts';

export const thirdAttributes: readonly AttributeSurface[] = [
  {
    id: 'town',
    values: ['Leeds', 'Bristol', 'Galway', 'Utrecht', 'Porto', 'Tampere', 'Ghent', 'Malmö'],
    old: [
      'been a couple of years in {v} and I still get lost on the way to the post office',
      'We have our place in {v}, the one with the crooked balcony.',
      'I call {v} home, have done since uni',
      "I'm based in {v} btw so keep the time difference in mind",
    ],
    new: [
      'so the van is finally unloaded and we are settling into {v}, boxes everywhere',
      'Handed the deposit over on Monday, first night in our own bed in {v} was last night!',
      "I'm writing this from the new kitchen in {v}, it even has a window",
      'Registered with the council in {v} this morning, so I guess it is official.',
    ],
    state: ['Which town am I living in?', 'Remind me, where is home for me these days?', 'What city am I in now?'],
    premise: [
      "Since I live in {v}, what's a nice walk from my front door on a Sunday?",
      'Anything on this weekend near me? I mean here in {v} obviously.',
    ],
    request: ['Find me a handyman who can come round tomorrow.', 'Where could I take visitors for dinner near home?'],
  },
  {
    id: 'household',
    values: ['my sister', 'two flatmates', 'my partner Jonas', 'my nan', 'my old friend Priya', 'my cousin Emeka'],
    old: [
      'I share the flat with {v}, it mostly works',
      "it's me and {v} under one roof, so the bathroom is a battlefield",
      'At home there is just {v} and me.',
    ],
    new: [
      "I moved in with {v} at the start of the month, we're working out who does the bins",
      'Now that I share a front door with {v} I have learned a lot about early alarms.',
      'These days I split the rent with {v} and it has gone better than I feared.',
    ],
    state: ['Who do I live with?', 'Who else is in my household?', "Who's sharing the place with me now?"],
    premise: [
      'What can I cook tonight for me and {v}, seeing as we live together?',
      "I want a house rule about quiet hours. How do I put it to {v}, who I'm living with?",
    ],
    request: ['Plan a cheap dinner for everyone at home.', 'How should we divide the chores in our place?'],
  },
  {
    id: 'diet',
    values: ['vegan', 'pescatarian', 'gluten-free', 'low-carb', 'vegetarian', 'kosher'],
    old: [
      'I eat {v}, just so you know before you suggest anything',
      "we're a {v} kitchen over here",
      'My plate is {v} and has been for years.',
    ],
    new: [
      'Week six of eating {v} and my jeans fit again.',
      "the nutritionist put me on {v} food and honestly it's fine",
      "I've been cooking strictly {v} since New Year, feels like the right call",
    ],
    state: ['What diet am I on?', 'How do I eat at the moment?', 'What sort of food do I stick to these days?'],
    premise: [
      'As I eat {v}, what can I order at a steakhouse without being a pain?',
      "Suggest a {v} birthday cake for me, since that's how I eat.",
    ],
    request: [
      'What should I make for lunch this week?',
      'Pick a restaurant for my birthday and tell me what to order.',
    ],
  },
  {
    id: 'handset',
    values: ['Pixel 8', 'Fairphone', 'Galaxy S23', 'iPhone 13', 'Nokia brick', 'Moto G'],
    old: [
      'typing this on my {v}, excuse the typos',
      'I carry the {v} around, it does what I need',
      'My phone is a {v} with a crack in the corner.',
    ],
    new: [
      'Spent the evening moving my contacts across to the {v}.',
      'the {v} arrived, put my SIM in and it just worked',
      'Treated myself: the {v} lives in my pocket from today.',
    ],
    state: ['What phone do I have?', 'Which handset am I using?', "What's my current mobile?"],
    premise: [
      'How do I take a screenshot on my phone? It is the {v}, as you know.',
      'Is there a decent case for the {v} I carry around?',
    ],
    request: ['My battery drains too fast, what settings should I change?', 'Which charger should I pack?'],
  },
  {
    id: 'gym-class',
    values: ['bouldering', 'aqua aerobics', 'spin', 'pilates', 'kickboxing', 'rowing'],
    old: [
      'My exercise is {v}, three times a week, no excuses',
      "for fitness I do {v}. it's the only thing I stick with",
      '{v} keeps me in shape, that and the stairs.',
    ],
    new: [
      "my workouts are all {v} now and I ache in places I'd forgotten about",
      'All my training hours go into {v} this season.',
      '{v} is what gets me moving these days, the coach is a riot',
    ],
    state: ['What do I do to keep fit?', 'What is my workout at the moment?', 'Which sport do I train now?'],
    premise: [
      'Which shoes should I get for {v}, since that is my workout?',
      'I train {v} tonight as always, what should I eat beforehand?',
    ],
    request: ['Put together a fitness plan for me for next week.', 'What kit should I ask for as a birthday present?'],
  },
  {
    id: 'tongue',
    values: ['Welsh', 'Japanese', 'Portuguese', 'Arabic', 'Finnish', 'Turkish'],
    old: [
      "I'm learning {v}, ten minutes every night before I nod off",
      'My evening class is {v}, the teacher is lovely.',
      'trying to get my head around {v} grammar this term',
    ],
    new: [
      'Bought the textbook and put my name down, {v} is my language for this year.',
      'my flashcards are all {v} these days and I dream in bits of it',
      'All the study time I have goes into {v} since January.',
    ],
    state: ['Which language am I studying?', 'What language am I learning now?', 'Remind me which language I am on?'],
    premise: [
      "Test me on ten {v} words, as that's what I'm learning.",
      'Is there a film night for {v} learners like me?',
    ],
    request: ['Give me a daily study plan for my language.', 'Recommend an audiobook that helps with my studies.'],
  },
  {
    id: 'bank',
    values: ['Starling', 'the Co-op', 'Triodos', 'Monzo', 'the building society', 'Bunq'],
    old: [
      'I bank with {v}, always have',
      'my wages go into an account at {v}',
      'The joint account is at {v} in case that matters.',
    ],
    new: [
      'My salary lands at {v} now, the switch took a week.',
      'closed the last standing order and everything runs through {v}',
      'Got my shiny new card from {v}, all direct debits came across fine.',
    ],
    state: ['Where do I bank?', 'Which bank is my account with?', 'Who am I banking with now?'],
    premise: [
      'How do I raise my card limit? I am with {v}.',
      'Is the app from {v} down again? My account is there as you know.',
    ],
    request: ['Help me write to my bank about a wrong charge.', 'Which app do I open to check whether I got paid?'],
  },
  {
    id: 'school-run',
    values: ["St Brigid's", 'the Montessori', 'Hill Lane Primary', 'the village school', 'Oakfield', 'Rosenhof'],
    old: [
      'Our lad goes to {v}, loves the sandpit',
      "school run to {v} every morning, I'm basically a taxi",
      'The kid is at {v} and doing fine.',
    ],
    new: [
      "we got a place at {v} and he's been there since half term, much happier",
      'Parents evening at {v} tonight, new teacher, new faces, our boy settled right in.',
      'Ordered the uniform for {v}, he wore it on day one with great pride.',
    ],
    state: [
      'Which school does my son go to?',
      'Where does our boy go to school now?',
      'What is the name of his school?',
    ],
    premise: [
      'What do I put in the lunch box for {v}, where my son goes?',
      "I'll be late for pick-up at {v} today. Who should I ring?",
    ],
    request: ['Plan my morning around the school run.', 'Draft a note to the school that he has a cold.'],
  },
  {
    id: 'laptop-system',
    values: ['Ubuntu', 'Windows 11', 'macOS', 'Fedora', 'ChromeOS'],
    old: [
      'My laptop runs {v}, the sticker says otherwise',
      "I'm a {v} person on the laptop, don't judge",
      'on this machine I have {v}',
    ],
    new: [
      'Wiped the laptop on Sunday, it boots into {v} and the fan is finally quiet.',
      "I've put {v} on the laptop, took two hours and a lot of tea",
      'The laptop came back from the shop with {v} on it and I have got used to it.',
    ],
    state: ['What does my laptop run?', 'Which operating system am I on?', "What's on my laptop now?"],
    premise: [
      'How do I take a screenshot in {v} on my laptop?',
      'My laptop has {v}, where do I change the keyboard layout?',
    ],
    request: ['How do I set up a VPN on my laptop?', 'Tell me how to back up my laptop tonight.'],
  },
  {
    id: 'weekly-meet',
    values: ['Tuesday', 'Wednesday', 'Thursday', 'Monday', 'Friday'],
    old: [
      'Choir is on {v} evenings, I never miss it',
      'we sing every {v}, then it is off to the pub',
      "My choir rehearses on {v} so I can't do that night",
    ],
    new: [
      'The hall was double booked so choir practice is on {v} from here on.',
      "choir's landed on {v} this term, the altos grumbled but turned up",
      'Our conductor got a new job, so rehearsals happen on {v} now.',
    ],
    state: ['What night is choir?', 'Which day do we rehearse now?', 'When is my choir practice?'],
    premise: [
      'Can you remind me to bring the score on {v}, for choir?',
      "I've choir on {v}, so what's a quick tea before I go?",
    ],
    request: ['Which evenings this week am I free for the cinema?', 'Find me a night for the book club.'],
  },
  {
    id: 'budget',
    values: ['300', '450', '120', '600', '200'],
    old: [
      'I give myself {v} euros a month for fun and that is the line',
      'spending money is {v} a month after rent',
      'Our household has {v} a month left over for treats.',
    ],
    new: [
      'Redid the sums with the new rent: {v} a month for fun, end of story.',
      'After the raise talk I put my monthly play money at {v}.',
      "sat down with the bills, it's {v} a month to spend as I like",
    ],
    state: [
      'How much spending money do I have a month?',
      'What is my monthly fun budget?',
      'How much a month can I blow?',
    ],
    premise: [
      'With {v} a month to play with, can I afford a season ticket at 80?',
      'I have {v} a month for fun. What would a weekend away leave me?',
    ],
    request: ['Plan a month of outings that I can pay for.', 'Which of these concerts can I afford this month?'],
  },
  {
    id: 'ailment',
    values: ['a sprained wrist', 'shingles', 'a slipped disc', 'tonsillitis', 'an ear infection', 'a stress fracture'],
    old: [
      "I'm laid up with {v}, it's no fun",
      'The doctor says it is {v} so I am taking it slowly.',
      'been nursing {v} since the weekend',
    ],
    new: [
      "turns out what I've got now is {v}, they gave me a leaflet",
      'Back at the clinic, this time with {v}. My luck!',
      'So it is {v} this month, I am reading a lot in bed.',
    ],
    state: [
      "What's wrong with me at the moment?",
      'What am I being treated for?',
      'What health trouble do I have now?',
    ],
    premise: ['Which exercises are safe for me with {v}?', 'How long do I have to take it easy because of {v}?'],
    request: ['What should I avoid doing this week?', 'Write a note to my team on why I am slow this week.'],
  },
];
