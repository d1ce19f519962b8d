/** Fifth surface of the STALE twin, attributes that fewer would think of (Type I). Written unseen, see `fifth-attributes.ts`. */
import type { AttributeSurface } from './stale-surface.ts';

export const fifthOwnAttributes: readonly AttributeSurface[] = [
  {
    id: 'bank',
    values: ['Alder Bank', 'First Meridian', 'Cooper Savings', 'Banco Prado', 'Lakeside Credit Union'],
    old: [
      'My checking account is with {v}. I chose them because they have a branch on my street.',
      'I bank with {v}, have done since I was a student.',
      'my bank is {v}, app is meh',
    ],
    new: [
      'I have moved all my money to a new bank. My salary and my standing orders now run through {v}, and I have closed the account that I had before.',
      "Took an afternoon, but I've switched banks and everything is with {v} now.",
      'changed banks, {v} now, new card came today',
    ],
    state: ['Which bank am I with?', 'Where do I have my bank account?'],
    premise: ['How do I block my card, seeing that I bank with {v}?', 'Which fees does my bank, {v}, take abroad?'],
    request: ['Tell me whom to call if I lose my bank card.', 'Help me set up a transfer to my landlord.'],
  },
  {
    id: 'instrument',
    values: ['the cello', 'the trumpet', 'the accordion', 'the harp', 'the banjo', 'the clarinet'],
    old: [
      'I am learning to play {v}. My teacher comes every Wednesday, and I practice for half an hour a day.',
      'The instrument I play is {v}, badly but with feeling.',
      'learning {v}, neighbours hate me',
    ],
    new: [
      'I decided to change instruments at the start of the term. My lessons are now in {v}, which suits my hands far better.',
      'My music teacher talked me into a swap, and {v} is the instrument I play now.',
      'switched instruments, its {v} now, day 12 of sounding awful',
    ],
    state: ['Which instrument do I play?', 'What instrument am I learning at present?'],
    premise: [
      'Which beginner pieces for {v} should I practice this week?',
      'I am learning {v}. How long should I practice before my lesson tomorrow?',
    ],
    request: ['Suggest a piece I can practice this weekend.', 'Find sheet music that fits my instrument.'],
  },
  {
    id: 'family-doctor',
    values: ['Dr. Okafor', 'Dr. Lindqvist', 'Dr. Marchetti', 'Dr. Pham', 'Dr. Sandoval', 'Dr. Whitlock'],
    old: [
      'My family doctor is {v}. The practice is small, and I hardly ever have to wait.',
      "I'm a patient of {v}, who has seen me through every flu for years.",
      'my gp is {v}',
    ],
    new: [
      'I had my first appointment with my new family doctor, {v}, on Monday. All my records have been transferred to the practice.',
      "I've changed surgeries, and {v} is my doctor from now on.",
      'new gp since june: {v}, actually listens, wow',
    ],
    state: ['Who is my family doctor?', 'Which doctor am I registered with?'],
    premise: [
      'What should I ask my family doctor {v} at the check-up?',
      'I need a prescription from my GP, {v}. What should I write to the practice?',
    ],
    request: ['Draft a message to my doctor about a repeat prescription.', 'Remind me whom to call when I am ill.'],
  },
  {
    id: 'internet-provider',
    values: ['Fibra Uno', 'BlueWire', 'Castle Broadband', 'Teleno', 'Hillnet', 'Quartz Fiber'],
    old: [
      'Our internet at home comes from {v}. The connection is stable, although the evenings can be slow.',
      '{v} is our internet provider and they overcharge like everyone else.',
      'isp is {v}, 100 mbit',
    ],
    new: [
      'The technician connected our new line this morning. Our internet provider is now {v}, and the speed is three times what we had.',
      "We've changed our broadband over to {v}, and the kids have stopped moaning.",
      'switched isp to {v}, finally no lag',
    ],
    state: ['Who is our internet provider?', 'Which company supplies our internet at home?'],
    premise: [
      'The router blinks red. What is the hotline of our internet provider {v}?',
      'Our internet is from {v}, so how do I reach their support?',
    ],
    request: ['Help me complain about an outage at home.', 'Write down whom to call if our internet fails.'],
  },
  {
    id: 'volunteer-post',
    values: ['the food bank', 'the animal shelter', 'the repair cafe', 'the hospice', 'the lifeboat station'],
    old: [
      'On Saturdays I volunteer at {v}. It is tiring, but it is the part of the week that I like best.',
      "I help out at {v} on Saturdays, they're always short of hands.",
      'sat = volunteering at {v}',
    ],
    new: [
      'I have taken on a new volunteer post. My Saturdays now belong to {v}, where I was given a vest and a name tag on the first day.',
      'I spend my Saturdays volunteering at {v} now, after a change of scene that did me good.',
      'new volunteer gig, {v}, every sat from now on',
    ],
    state: ['Where do I volunteer on Saturdays?', 'Which place do I volunteer at?'],
    premise: [
      'What should I bring to my Saturday shift at {v}?',
      'I volunteer at {v} on Saturday. How can I thank the other helpers there?',
    ],
    request: ['Plan my coming Saturday.', 'Help me describe my volunteer work in my CV.'],
  },
  {
    id: 'breakfast',
    values: ['porridge', 'scrambled eggs', 'a fruit smoothie', 'rye toast', 'a bagel', 'miso soup'],
    old: [
      'I have {v} for breakfast every day. I am a creature of habit, and it keeps me going until noon.',
      'My breakfast is {v}, same as it ever was.',
      'breakfast is always {v} for me',
    ],
    new: [
      'I have changed my breakfast on the advice of my trainer. Every morning now starts with {v}, and I no longer feel hungry at ten.',
      "For the last month my daily breakfast has been {v}, and I don't get tired of it.",
      'new breakfast routine = {v} every single day',
    ],
    state: ['What do I have for breakfast?', 'What is my usual breakfast now?'],
    premise: [
      'I have {v} for breakfast every day. What could I drink with it?',
      'How many calories are in my usual breakfast of {v}?',
    ],
    request: ['Write a shopping list for my breakfasts this week.', 'Suggest how I can add protein to my breakfast.'],
  },
  {
    id: 'office-day',
    values: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays'],
    old: [
      'I work from home most of the week. My only day in the office is on {v}, when the whole department meets.',
      'My one office day is {v}, the rest I do from the kitchen table.',
      'in the office on {v} only',
    ],
    new: [
      'The department has changed the schedule. My only office day now falls on {v}, and the other four I work from home.',
      "They've shuffled the rota and I go in on {v} now, still just once a week.",
      'office day moved, its {v} now, rest is home office',
    ],
    state: ['On which day do I work in the office?', 'When is my office day?'],
    premise: [
      'As I am in the office on {v}, what should I take along for lunch then?',
      'My office day is on {v}. Can you remind me to bring the charger?',
    ],
    request: ['Suggest a day on which a parcel can be delivered to me at home.', 'Plan my working week.'],
  },
  {
    id: 'blood-pressure-pill',
    values: ['ramipril', 'amlodipine', 'losartan', 'bisoprolol', 'candesartan'],
    old: [
      'I take {v} for my blood pressure, one tablet every morning. I tolerate it well.',
      "The pill I'm on for my blood pressure is {v}.",
      'bp meds: {v}, mornings',
    ],
    new: [
      'My cardiologist has changed my prescription. The tablet that I take for my blood pressure is now {v}, and the first readings look good.',
      "They've put me on {v} instead, and my blood pressure has come down nicely.",
      'new bp pill since friday, {v}, less dizzy',
    ],
    state: ['Which medication do I take for my blood pressure?', 'What is my blood pressure pill?'],
    premise: [
      'I take {v} for my blood pressure. Can I eat grapefruit with it?',
      'I forgot my {v} for the blood pressure this morning. Should I take it now?',
    ],
    request: ['Draft the list of medication for my hospital form.', 'Remind me of my tablets for the trip.'],
  },
  {
    id: 'bedtime-book',
    values: ['Moby-Dick', 'Middlemarch', 'Dune', 'Emma', 'Dracula', 'Ulysses', 'The Hobbit'],
    old: [
      'I am currently reading {v}. I manage about ten pages every night before I fall asleep.',
      "The book on my bedside table is {v}, and I'm somewhere in the middle.",
      'reading {v} atm',
    ],
    new: [
      'I finished my last book and started {v} yesterday. It is the only one that I am reading, because I never read two at a time.',
      "I've moved on to {v} for my bedtime reading, forty pages in and hooked.",
      'new book is {v}, started it on the train, last one is done',
    ],
    state: ['Which book am I reading?', 'What am I reading at the moment?'],
    premise: [
      'I am in the middle of {v}. Could you explain who is who so far?',
      'How many evenings will I need for the rest of {v}, which I am reading now?',
    ],
    request: ['Ask me three questions on the book I am reading.', 'Tell me about the author of my current book.'],
  },
  {
    id: 'living-room-color',
    values: ['olive green', 'terracotta', 'navy blue', 'lemon yellow', 'pale pink', 'charcoal'],
    old: [
      'The walls of our living room are {v}. My sister chose the color, and I have grown fond of it.',
      'Our living room is painted {v}, and it looks lovely in the evening.',
      'living room walls = {v}',
    ],
    new: [
      'We spent the weekend painting the living room. The walls are now {v}, and the whole room feels different.',
      'The decorators have just left, and our living room has come out {v} from floor to ceiling.',
      'repainted the living room!! {v} everywhere, incl my hair',
    ],
    state: ['What color are the walls of our living room?', 'What color is our living room?'],
    premise: [
      'Which curtains go with the {v} walls in our living room?',
      'Our living room is {v}. Which rug would match?',
    ],
    request: ['Suggest cushions for our living room.', 'Which lamp would suit our living room walls?'],
  },
];
