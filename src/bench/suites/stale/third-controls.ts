/**
 * Third surface of the STALE twin, pairs that only look like a change: same words or same topic, both true at once.
 * Written unseen, see `third-attributes.ts`.
 */
import type { ControlSurface } from './stale-surface.ts';

export const thirdControls: readonly ControlSurface[] = [
  {
    id: 'day-trip',
    old: ['I live in {town} and love the canal', 'my flat is in {town}, above the bakery'],
    new: [
      'Went up to {place} for the day with {name}, lovely pies.',
      'Flying to {place} on Friday, back on Sunday night.',
    ],
    state: ['Where do I live?', 'Which town is my flat in?'],
    premise: ['As I live in {town}, which recycling centre is nearest?'],
  },
  {
    id: 'friend-moved',
    old: ['I live in {town}, third floor, no lift'],
    new: [
      '{name} has moved to {place} and keeps sending pictures of the sea.',
      'helped {name} carry a sofa into the new flat in {place}',
    ],
    state: ['Where do I live?'],
    premise: ["Since I'm living in {town}, what's open near me on a Sunday?"],
  },
  {
    id: 'borrowed-car',
    old: ['I cycle to work every day, it wakes me up', 'my bike gets me to the office'],
    new: [
      '{name} lent me the car on Saturday to get the wardrobe home.',
      'Took a taxi to the airport, cost a fortune.',
    ],
    state: ['How do I get to work?'],
    premise: ['What should I carry on the bike ride to work tomorrow?'],
  },
  {
    id: 'second-hobby',
    old: ['I play the cello in a little quartet', 'cello is my thing, Sunday mornings'],
    new: ['I have started doing crosswords on the bus.', 'Picked up a ukulele at the flea market for a laugh.'],
    state: ['Which instrument do I play in the quartet?', 'Do I play the cello?'],
    premise: ['I need new strings for the cello I play. Which ones?'],
  },
  {
    id: 'friend-diet',
    old: ["I'm vegetarian, have been since school", 'no meat for me, I am a vegetarian'],
    new: [
      '{name} has gone keto and talks about bacon all day.',
      'Cooked a roast for my parents on Sunday, they loved it.',
    ],
    state: ['Do I eat meat?', 'What diet am I on?'],
    premise: ['Being vegetarian, what can I order at the burger place?'],
  },
  {
    id: 'pet-sitting',
    old: ['Our dog {pet} sleeps on the sofa', 'we have a dog, {pet}, who rules the house'],
    new: ["looking after {name}'s cat for a fortnight", 'Saw a lovely parrot in the window of the pet shop.'],
    state: ['What is our dog called?', 'Do we have a dog?'],
    premise: ['{pet} needs a bath. How do I do that with a dog that hates water?'],
  },
  {
    id: 'colleague-left',
    old: ['I work at {firm}, in the warehouse office'],
    new: ['{name} quit and starts at the library next week.', 'My brother got a job at the brewery, free samples!'],
    state: ['Where do I work?'],
    premise: ['How do I get a parking permit at {firm}, where I work?'],
  },
  {
    id: 'old-story',
    old: ['I live with my wife {wife} and a lot of plants', 'my wife {wife} and I have the ground floor'],
    new: [
      'Found my old diary: in 2009 I shared a room with four students, what a dump.',
      'When I was a boy we lived on a farm, six of us.',
    ],
    state: ['Who do I live with?'],
    premise: ['What can I cook tonight for my wife {wife} and me?'],
  },
  {
    id: 'minor-graze',
    old: ['I run ten k every Saturday with the club', 'Saturdays are for running, ten kilometres'],
    new: ['scraped my elbow on the shed door, nothing to see', 'Had a bit of a sniffle on Tuesday, gone by lunch.'],
    state: ['Do I run on Saturdays?', 'What do I do on Saturdays?'],
    premise: ['Which route should I take for my Saturday run?'],
  },
  {
    id: 'wish',
    old: ['I drive an old Volvo estate', 'the Volvo has two hundred thousand on it and still goes'],
    new: ['One day I would love a camper van.', 'saw an electric Mini for sale and had a good long stare'],
    state: ['What car do I drive?'],
    premise: ['Which oil does the Volvo I drive take?'],
  },
  {
    id: 'considering',
    old: ['I bank with the Co-op', 'my account is at the Co-op'],
    new: [
      '{name} keeps telling me to try an online bank, might look into it.',
      'Read an article on how the big banks are doing.',
    ],
    state: ['Where do I bank?'],
    premise: ['How do I order a new card from the Co-op, my bank?'],
  },
  {
    id: 'one-off-late',
    old: ['I get up at six, always', 'six in the morning and I am out of bed'],
    new: [
      'Overslept this morning for the first time in years, what a shock.',
      'Was up till two last night because of the match.',
    ],
    state: ['What time do I get up?'],
    premise: ['I get up at six, so when should I be in bed?'],
  },
  {
    id: 'kid-of-other',
    old: ['My daughter {kid} goes to Oakfield', '{kid}, our girl, is at Oakfield school'],
    new: [
      "my nephew starts at Hill Lane next week, he's nervous",
      'The neighbours got their twins into the Montessori.',
    ],
    state: ['Which school does {kid} go to?'],
    premise: ['What time does Oakfield close today? I have to fetch {kid}.'],
  },
  {
    id: 'guest',
    old: ['I live alone and like it', 'just me in the flat, nice and quiet'],
    new: ['{name} is crashing on the couch until Sunday.', 'Mum is visiting for the long weekend.'],
    state: ['Do I live alone?', 'Who do I live with?'],
    premise: ['As I live on my own, is a whole cabbage silly?'],
  },
  {
    id: 'event-not-home',
    old: ['The office is on {street}, five minutes from the station', 'I work in the building on {street}'],
    new: ['The team away day is at a castle this year.', 'Had lunch with a client near the docks.'],
    state: ['Where is my office?'],
    premise: ['Where do I park near the office on {street}?'],
  },
  {
    id: 'fiction',
    old: ['I am married, twelve years in June', 'been married nearly twelve years'],
    new: [
      'In the novel I am reading the couple gets divorced on page ten.',
      '{name} broke up with someone again, long phone call.',
    ],
    state: ['Am I married?'],
    premise: ['What should I get my spouse for our anniversary?'],
  },
  {
    id: 'other-allergy',
    old: ["I can't have peanuts, they close my throat", 'peanuts and me: hospital'],
    new: ['Seems that {name} is allergic to cats.', 'The strawberries from the market were superb.'],
    state: ['What am I allergic to?', 'Can I eat peanuts?'],
    premise: ['With my peanut allergy, is satay out of the question?'],
  },
  {
    id: 'plan-b',
    old: ['We go to the lake house every August', 'August is for the lake, same house each year'],
    new: ['Long weekend in {place} over Easter was lovely.', 'Thinking of a city break in November.'],
    state: ['Where do we go in August?'],
    premise: ['What should we take to the lake house this August?'],
  },
  {
    id: 'gadget-of-other',
    old: ['My phone is a Fairphone', 'I have a Fairphone, had it for two years'],
    new: [
      'Set up an iPhone for my dad, took all afternoon.',
      'the tablet from work arrived, it is for presentations only',
    ],
    state: ['What phone do I have?'],
    premise: ['Where do I get a spare battery for the Fairphone I use?'],
  },
  {
    id: 'still-same',
    old: ['I have piano lessons with {name} on Mondays', "Mondays, four o'clock, piano with {name}"],
    new: ['The piano tuner came and said the damp is bad for it.', 'Bought a lamp for the piano.'],
    state: ['When are my piano lessons?'],
    premise: ['Which piece should I practise for Monday with {name}?'],
  },
  {
    id: 'extra-duty',
    old: ['I look after my dad on Wednesdays', "Wednesdays I am at my dad's, shopping and pills"],
    new: [
      'said yes to helping at the food bank on the last Sunday of the month',
      'Ran the tombola at the school fair, great fun.',
    ],
    state: ['What do I do on Wednesdays?'],
    premise: ['Which games could I play with my dad this Wednesday?'],
  },
  {
    id: 'weather-elsewhere',
    old: ['The garden is my place, tomatoes and beans', 'I grow tomatoes in the garden'],
    new: ['{name} says there are floods in {place}.', 'The forecast is mixed for the weekend.'],
    state: ['What do I grow in the garden?'],
    premise: ['When do I plant out the tomatoes in my garden?'],
  },
];
