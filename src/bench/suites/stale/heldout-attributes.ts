/**
 * Held-out half of the STALE twin, Type I: attributes with their values and wordings. Written before the extractor's
 * patterns were read, and not to be adapted to them.
 */
import type { AttributeSurface } from './stale-surface.ts';

export const heldoutAttributes: readonly AttributeSurface[] = [
  {
    id: 'home-city',
    values: ['Ghent', 'Bologna', 'Tucson', 'Aarhus', 'Leipzig', 'Halifax', 'Nantes', 'Osaka'],
    old: [
      'Home for me is {v}, I have a little place near the canal.',
      "I've been settled in {v} for about six years now.",
      'Any good bouldering halls in {v}? Would be handy since that is where my flat is.',
    ],
    new: [
      'The movers finally unloaded the last crate, so {v} is officially where I wake up these days.',
      'Just got my keys to the new apartment in {v}, boxes everywhere.',
      "We've relocated to {v}, and I am still figuring out which tram goes where.",
    ],
    state: ['Which city do I live in at the moment?', 'Where am I based these days?'],
    premise: [
      'Since I live in {v}, which farmers market is nearest to me?',
      'What is the quickest way from my flat in {v} to the main station?',
    ],
    request: ['Suggest a walk I could do from my front door this evening.'],
  },
  {
    id: 'household',
    values: ['on my own', 'with two flatmates', 'with my parents', 'with my sister', 'with my girlfriend'],
    old: [
      'At home it is simple: I live {v} and it suits me fine.',
      "I'm living {v}, so the fridge situation is what it is.",
    ],
    new: [
      "As of this month I'm sharing the apartment differently, living {v}.",
      'Big change at the flat: from now on I live {v}.',
    ],
    state: ['Who do I live with right now?', 'What is my living situation?'],
    premise: [
      'Given that I live {v}, how should I organize the cleaning?',
      'How much cooking makes sense for me, living {v}?',
    ],
    request: ['Draft a weekly grocery list for my household.'],
  },
  {
    id: 'occupation',
    values: [
      'a physiotherapist',
      'a tram driver',
      'a tax adviser',
      'a pastry chef',
      'a high school teacher',
      'a sound engineer',
      'a paralegal',
      'a firefighter',
    ],
    old: [
      'I earn my living as {v}, have done for ages.',
      "By trade I'm {v}, so please keep examples close to that.",
      'My day job is being {v} and I mostly enjoy it.',
    ],
    new: [
      'First week done! Being {v} is tiring, but the new colleagues are lovely.',
      "They offered me the position and I signed, so I'm working as {v} now.",
      "I've retrained, and since March I am {v}.",
    ],
    state: ['What do I do for a living?', 'What is my current job?'],
    premise: [
      'As {v}, which conference should I attend this year?',
      'What should my work bag contain, seeing that I am {v}?',
    ],
    request: ['Help me write a short professional bio.'],
  },
  {
    id: 'commute',
    values: ['the ferry', 'my scooter', 'the tram', 'my bike', 'a carpool', 'the night bus', 'the metro'],
    old: [
      'I get to work on {v} nearly every morning.',
      'My way to the office? {v}, rain or shine.',
      'Listening to podcasts on the way to work, I always take {v}.',
    ],
    new: [
      'These days {v} brings me to the office, and it has cut ten minutes.',
      "I've started going to work by other means: {v}, and my mood is better for it.",
      'Switched my commute over to {v} last week.',
    ],
    state: ['How do I get to work?', 'What is my usual commute?'],
    premise: [
      'What can I read tomorrow on my commute, given I take {v}?',
      'With {v} as my way to work, when should I leave for a nine o clock meeting?',
    ],
    request: ['Plan my Monday morning from waking up until I am at my desk.'],
  },
  {
    id: 'diet',
    values: ['vegan', 'pescatarian', 'vegetarian', 'keto', 'gluten-free', 'paleo'],
    old: [
      'Keep in mind that I eat {v} when you suggest recipes.',
      "I'm {v}, have been since university.",
      'My meals are strictly {v}.',
    ],
    new: [
      "After talking with the nutritionist I've gone {v}, and I feel lighter.",
      'My kitchen is a {v} kitchen now, funny how quickly one adapts.',
      'I decided on eating {v} from here on.',
    ],
    state: ['What diet do I follow?', 'How do I eat these days?'],
    premise: ['Because I eat {v}, which restaurant would suit me?', 'Give me a {v} lunchbox idea, as usual for me.'],
    request: ['What could I cook for dinner tonight?'],
  },
  {
    id: 'phone',
    values: ['a Pixel', 'an iPhone', 'a Fairphone', 'a Galaxy', 'an old Nokia', 'a OnePlus'],
    old: ['My phone is {v} and the battery barely lasts a day.', "For calls and maps I use {v}, it's a bit scratched."],
    new: [
      'The new handset arrived: I am carrying {v} from today.',
      'I upgraded to {v} over the weekend, the camera is stunning.',
    ],
    state: ['Which phone do I have?', 'What phone am I using?'],
    premise: ['Which case fits my phone, {v}?', 'How do I turn on dark mode on my phone, {v} as you know?'],
    request: ['Explain how to back up my photos.'],
  },
  {
    id: 'workout',
    values: ['rowing', 'swimming', 'boxing', 'pilates', 'fencing', 'climbing', 'squash'],
    old: [
      'For exercise I do {v} three times a week.',
      '{v} is how I stay fit, nothing else really sticks.',
      'My main sport is {v}.',
    ],
    new: [
      "I've swapped my training to {v}, and my coach approves.",
      'My sport these days is {v}, I go on Tuesdays and Fridays.',
      "{v} has become my main workout, I'm hooked.",
    ],
    state: ['What is my main sport at present?', 'How do I exercise these days?'],
    premise: [
      'What stretches go well before my regular {v} session?',
      'Since {v} is my main workout, what gear should I renew?',
    ],
    request: ['Make me a training plan for the coming week.'],
  },
  {
    id: 'vehicle',
    values: ['a Volvo estate', 'a Fiat Panda', 'a camper van', 'a Honda Civic', 'an electric Kia', 'a Toyota pickup'],
    old: ['I drive {v}, nothing fancy.', 'The car in my driveway is {v} with too many kilometers on it.'],
    new: ['Traded in the car, and I am driving {v} now.', 'I picked up my next car from the dealer today: {v}.'],
    state: ['What car do I drive?', 'Which vehicle do I own?'],
    premise: ['What tire pressure does my car need, it is {v}?', 'How many bikes fit in the car, given I drive {v}?'],
    request: ['Prepare a checklist for a long drive in my car.'],
  },
  {
    id: 'language',
    values: ['Portuguese', 'Korean', 'Swahili', 'Finnish', 'Arabic', 'Dutch'],
    old: [
      'The language I am learning is {v}, mostly with flashcards.',
      "I'm taking lessons in {v} every Wednesday; it is the only language I study.",
    ],
    new: [
      'The language course I attend now is {v}, and I dropped everything else for it.',
      'I switched from my previous language over to {v} lessons.',
    ],
    state: ['Which language am I learning?', 'What language do I study now?'],
    premise: ['Recommend a film for my {v} lessons.', 'How do I say thanks in {v}, the language I am learning?'],
    request: ['Set up a study schedule for my language learning.'],
  },
  {
    id: 'shift',
    values: ['early shift', 'late shift', 'night shift', 'weekend shift'],
    old: ["I'm on {v} at the plant.", 'My roster has me working the {v}.'],
    new: ['My manager has put me on the {v} from this week.', "They've rescheduled me, I work the {v} now."],
    state: ['Which shift do I work?', 'What does my work schedule look like?'],
    premise: ['When should I sleep, being on {v}?', 'Working the {v}, when is a good time for a dentist visit?'],
    request: ['Find me a slot for a haircut on a working day.'],
  },
  {
    id: 'focus',
    values: [
      'writing my thesis',
      'preparing for the bar exam',
      'renovating the kitchen',
      'training for a triathlon',
      'launching a podcast',
      'organizing my wedding',
    ],
    old: ['Most of my energy goes into {v} at the moment.', 'My number one goal this season is {v}.'],
    new: ["What I'm concentrating on now is {v}.", 'My top priority has become {v}, everything else waits.'],
    state: ['What am I mainly focused on?', 'What is my top priority right now?'],
    premise: [
      'With {v} being my top priority, what should I skip this week?',
      'How can I make progress on {v}, my main goal?',
    ],
    request: ['Help me plan my free evenings this week.'],
  },
  {
    id: 'partner',
    values: ['single', 'engaged', 'married', 'divorced'],
    old: ["Relationship-wise, I'm {v}.", "For the form: I'm {v}."],
    new: ["Funny how life turns, I'm {v} now.", 'You can update my file, I am {v} as of this spring.'],
    state: ['What is my relationship status?', 'Am I in a relationship?'],
    premise: ['Being {v}, which tax class applies to me?', "Since I'm {v}, how should I fill in this form?"],
    request: ['Which holiday offers would fit me?'],
  },
  {
    id: 'employer',
    values: ['Siemens', 'the city library', 'a bakery chain', 'Novartis', 'the port authority', 'a small startup'],
    old: ['I work for {v}, in the logistics team.', 'My employer is {v}, and they pay on time.'],
    new: ["I've moved on and {v} is paying my salary now.", 'I joined {v} at the start of the month.'],
    state: ['Who is my employer?', 'Which company do I work for?'],
    premise: [
      'What is the holiday policy at {v}, where I work?',
      'I work for {v}, so which parking lot is closest to my job?',
    ],
    request: ['Draft an out-of-office message for my work mailbox.'],
  },
  {
    id: 'dentist',
    values: ['Dr. Okafor', 'Dr. Lindqvist', 'Dr. Moreau', 'Dr. Tanaka', 'Dr. Ruiz'],
    old: ['My dentist is {v}, very gentle.', 'For my teeth I go to {v}.'],
    new: ["I'm registered with a different dentist now, {v}.", 'From now on {v} looks after my teeth.'],
    state: ['Who is my dentist?', 'Which dentist do I go to?'],
    premise: ['Remind me to call my dentist {v}.', 'What should I ask {v}, my dentist, at the check-up?'],
    request: ['Book my next dental check-up.'],
  },
  {
    id: 'drink',
    values: ['oat cappuccino', 'green tea', 'black coffee', 'chai latte', 'sparkling water', 'double espresso'],
    old: ['My go-to drink in the morning is {v}.', 'I start every day with {v}.'],
    new: ['Lately my morning drink is {v}, it sits better with me.', 'Mornings begin with {v} for me now.'],
    state: ['What do I drink in the morning?', 'What is my usual morning drink?'],
    premise: [
      'Where can I get beans or leaves for my usual {v}?',
      'Order my usual morning drink, {v}, for the meeting.',
    ],
    request: ['Plan a relaxed breakfast for me.'],
  },
  {
    id: 'weather',
    values: ['snow', 'a heatwave', 'heavy rain', 'thick fog', 'clear skies', 'strong wind'],
    old: ["We've had {v} here since yesterday.", 'Outside it is {v} at the moment.'],
    new: ['I look out of the window and it is {v} now.', 'The weather has turned to {v} this morning.'],
    state: ['What is the weather like where I am?', 'How is the weather outside?'],
    premise: ['What should I wear with {v} outside?', 'With {v} going on, is a picnic sensible?'],
    request: ['Should I hang out the laundry?'],
  },
];
