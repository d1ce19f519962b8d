/**
 * What people say of things that change, and how they are asked for them: two sets of wordings over the same kind of
 * values. `{v}` is the value that holds from then on. Rules are developed on the first set, the second one is scored.
 */

export type UpdateAttribute = {
  readonly id: string;
  readonly values: readonly string[];
  /** First mentions. */
  readonly first: readonly string[];
  /** Later ones; none names the old value. */
  readonly update: readonly string[];
  readonly questions: readonly string[];
};

export type UpdateSurface = {
  readonly attributes: readonly UpdateAttribute[];
  /** Said in the sessions between. */
  readonly fillers: readonly string[];
  /** Asked for, never told. */
  readonly never: readonly string[];
};

const cities = ['Lisbon', 'Tallinn', 'Leeds', 'Ghent', 'Turin', 'Malmo', 'Graz', 'Split', 'Bergen', 'Cork'];
const companies = ['Northwind', 'Halden', 'Brightwater', 'Quarrix', 'Solvane', 'Tessera', 'Ombra', 'Kestrel'];
const roles = ['nurse', 'teacher', 'carpenter', 'translator', 'electrician', 'librarian', 'chef', 'surveyor'];
const cars = ['Fiat', 'Skoda', 'Toyota', 'Volvo', 'Kia', 'Mazda', 'Honda', 'Seat'];
const names = ['Silva', 'Okafor', 'Lindqvist', 'Moreau', 'Tanaka', 'Novak', 'Brandt', 'Castillo'];
const modes = ['bus', 'tram', 'bike', 'train', 'ferry', 'car', 'subway'];
const languages = ['Welsh', 'Korean', 'Finnish', 'Turkish', 'Greek', 'Polish', 'Swahili'];
const phones = ['Pixel', 'Fairphone', 'iPhone', 'Galaxy', 'Nokia', 'Xperia'];

export const developmentUpdates: UpdateSurface = {
  attributes: [
    {
      id: 'city',
      values: cities,
      first: ['I live in {v}.', 'My flat is in {v}.'],
      update: ['I moved to {v} last month.', 'We have relocated to {v}.'],
      questions: ['Where do I live?', 'Which city do I live in now?'],
    },
    {
      id: 'employer',
      values: companies,
      first: ['I work at {v}.', 'I work for {v}.'],
      update: ['I now work for {v}.', 'I have joined {v}.'],
      questions: ['Where do I work?', 'Which company do I work for?'],
    },
    {
      id: 'role',
      values: roles,
      first: ['I work as a {v}.', 'My job is {v}.'],
      update: ['I retrained and now work as a {v}.', 'I am a {v} now.'],
      questions: ['What is my job?', 'What do I do for a living?'],
    },
    {
      id: 'car',
      values: cars,
      first: ['I drive a {v}.', 'My car is a {v}.'],
      update: ['I traded my car in for a {v}.', 'My new car is a {v}.'],
      questions: ['What car do I drive?', 'Which car do I have now?'],
    },
    {
      id: 'dentist',
      values: names,
      first: ['My dentist is Dr. {v}.'],
      update: ['I switched to a new dentist, Dr. {v}.'],
      questions: ['Who is my dentist?'],
    },
    {
      id: 'commute',
      values: modes,
      first: ['I take the {v} to work.'],
      update: ['These days I go to work by {v}.'],
      questions: ['How do I get to work?', 'How do I commute?'],
    },
    {
      id: 'language',
      values: languages,
      first: ['I am learning {v}.'],
      update: ['I have switched to learning {v}.'],
      questions: ['Which language am I learning?'],
    },
    {
      id: 'phone',
      values: phones,
      first: ['My phone is a {v}.'],
      update: ['I upgraded my phone to a {v}.'],
      questions: ['Which phone do I have?'],
    },
  ],
  fillers: [
    'Could you explain how yeast makes bread rise?',
    'The exhibition on maps was smaller than I thought.',
    'Can you give me three words that rhyme with orange?',
    'I watched a documentary about octopuses.',
    'What is a good way to remove candle wax?',
    'The match ended in a draw, which nobody liked.',
    'How long does a letter to Canada take?',
    'My sister called, she had a long day.',
    'I cannot decide between two recipes for soup.',
    'Please shorten this sentence: it rained a lot and then it rained more.',
  ],
  never: ['What is my blood type?', 'Which piano teacher do I have?', 'What is the name of my parrot?'],
};

export const heldoutUpdates: UpdateSurface = {
  attributes: [
    {
      id: 'city',
      values: cities,
      first: ["I'm based in {v}.", 'Home for me is {v}.'],
      update: ['We just moved to {v}.', 'I settled in {v} this spring.'],
      questions: ['In which city do I live at the moment?', 'Where am I living these days?'],
    },
    {
      id: 'employer',
      values: companies,
      first: ['My employer is {v}.', "I'm employed at {v}."],
      update: ['I joined {v} on Monday.', 'My new employer is {v}.'],
      questions: ['Who is my employer?', 'Which company employs me now?'],
    },
    {
      id: 'role',
      values: roles,
      first: ["I'm a {v} by profession.", 'I earn my living as a {v}.'],
      update: ["I've become a {v}.", "I was hired as a {v}, and I'm glad."],
      questions: ['What is my current profession?', 'What is my occupation these days?'],
    },
    {
      id: 'car',
      values: cars,
      first: ['Our car is a {v}.', 'I own a {v}, an old car that still drives well.'],
      update: ['I picked up my new car yesterday, a {v}.', 'We replaced the car with a {v}.'],
      questions: ['Which make of car do I drive these days?', 'What is my current car?'],
    },
    {
      id: 'dentist',
      values: names,
      first: ['For my teeth I go to Dr. {v}.'],
      update: ['Dr. {v} is my dentist now.'],
      questions: ['Which dentist do I go to?'],
    },
    {
      id: 'commute',
      values: modes,
      first: ['My commute is by {v}.'],
      update: ["I've changed my commute, I go by {v} now."],
      questions: ['What is my way to work these days?'],
    },
    {
      id: 'language',
      values: languages,
      first: ["I've been learning {v} for a while."],
      update: ['My language lessons are in {v} now.'],
      questions: ['What language am I studying now?'],
    },
    {
      id: 'phone',
      values: phones,
      first: ['I use a {v} as my phone.'],
      update: ['My old phone died, so I bought a {v}.'],
      questions: ['What phone am I using now?'],
    },
  ],
  fillers: [
    'What makes the sky red in the evening?',
    'The queue at the museum was endless.',
    'Suggest a title for a poem about rain.',
    'I finished the crossword without help.',
    'How do I get ink out of a shirt?',
    'The train to the coast was full of surfers.',
    'Is a tomato a fruit?',
    'My cousin wrote me a very long letter.',
    'The soup needed salt, the cake did not.',
    'Convert twelve inches to centimetres.',
  ],
  never: ['What is my shoe size?', 'Who is my accountant?', 'What did I name my boat?'],
};
