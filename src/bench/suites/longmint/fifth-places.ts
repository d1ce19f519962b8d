/** Fifth surface of the LongMINT twin: animals of a zoo, and friends with their favorites. See `fifth-longmint.ts`. */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

export const fifthPlaces: readonly LongmintDomain[] = [
  {
    id: 'fifth-zoo',
    entities: ['Bandit', 'Mischa', 'Zephyr', 'Kibo', 'Dolores', 'Rollo', 'Tamarind', 'Ursula'],
    attributes: [
      {
        id: 'enclosure',
        values: listed(
          `the savanna paddock | the otter creek | the rainforest hall | the quarantine block | the petting yard |
          the bear ravine | the nocturnal house | the alpine rocks | the lion terrace | the aviary | the monkey island |
          the reptile house | the penguin cove | the bamboo grove | the giraffe barn | the desert dome |
          the wolf forest | the seal basin | the butterfly tent | the hippo pond | the tortoise lawn |
          the elephant stable | the flamingo lagoon | the veterinary ward | the tiger valley | the bison meadow |
          the lemur walk | the crocodile tank | the winter barn | the goat hill | the zebra pen | the owl tower |
          the tapir marsh | the meerkat mound | the nursery | the camel court`,
        ),
        first: ['On arrival, {e} was housed in {v}.', '{e} lives in {v} to begin with.', '{e} is in {v} for starters'],
        update: [
          'The keepers transferred {e} to {v} in the course of the morning.',
          '{e} has been moved from {u} to {v}.',
          'From today, {e} is kept in {v}.',
          'The new home of {e} is {v}.',
          'They walked {e} over to {v}, where there is more room.',
          '{e} now in {v}, went smoothly',
        ],
        noise: [
          '{e} was fed at noon as usual.',
          'A school class drew pictures of {e}.',
          'The sponsor of {e} sent a Christmas card.',
          '{e} slept most of the afternoon, very photogenic',
        ],
        current: ['Where is {e} kept now?', 'In which enclosure does {e} live at present?'],
        historical: [
          'Where was {e} kept {n} moves before the latest one?',
          'In which enclosure did {e} live {n} changes ago?',
        ],
        ordering: [
          'List all the enclosures of {e} in order, from the first to the latest.',
          'Where has {e} been kept, from earliest to latest?',
        ],
        counting: [
          'How many times has {e} been moved to another enclosure?',
          'How often did the enclosure of {e} change?',
        ],
      },
      {
        id: 'keeper',
        values: listed(
          `Adele | Bruno | Celeste | Damir | Esther | Fergus | Greta | Hector | Ivana | Jasper | Katya | Lorenzo |
          Mildred | Nestor | Odette | Percy | Quincy | Rosalind | Stellan | Thelma | Ulrich | Valeria | Winston |
          Xavier | Yvonne | Zoltan | Alistair | Bettina | Cosmo | Delphine | Edgar | Florian | Gwendolyn | Horatio |
          Imelda | Joachim`,
        ),
        first: [
          'The keeper responsible for {e} is {v}.',
          '{v} looks after {e} for the time being.',
          '{e}: {v} is the keeper',
        ],
        update: [
          'With effect from today, the keeper of {e} is {v}.',
          '{v} has taken over the care of {e} from {u}.',
          'Responsibility for {e} has passed to {v}.',
          '{u} handed {e} over to {v}, who is the new keeper.',
          '{e} has {v} as keeper now',
          'new keeper for {e}, its {v}',
        ],
        noise: [
          'The weight of {e} was recorded at the weekly check.',
          'Visitors asked a great many questions about {e}.',
          '{e} got a toy made of rope and loved it.',
          'the sign about {e} needs a new coat of paint',
        ],
        current: ['Who is the keeper of {e}?', 'Who looks after {e} at present?'],
        historical: [
          'Who was the keeper of {e} {n} changes before the latest one?',
          'Who looked after {e} {n} keepers ago?',
        ],
        ordering: [
          'List all the keepers of {e} from the first to the latest.',
          'Who have been the keepers of {e}, in order of time?',
        ],
        counting: ['How many times did the keeper of {e} change?', 'How often has {e} been given a new keeper?'],
      },
    ],
  },
  {
    id: 'fifth-friends',
    entities: ['Marcella', 'Boris', 'Fiona', 'Tunde', 'Ingeborg', 'Rafael', 'Priyanka', 'Clement'],
    attributes: [
      {
        id: 'favorite-animal',
        values: listed(
          `otters | foxes | penguins | owls | dolphins | hedgehogs | wolves | giraffes | badgers | elephants | ravens |
          koalas | squirrels | turtles | falcons | zebras | lynxes | pandas | walruses | beavers | camels | toads |
          lemurs | puffins | bison | crocodiles | swans | llamas | moles | jellyfish | kangaroos | parrots | sloths |
          herons | bats | leopards`,
        ),
        first: [
          'The favorite animals of {e} are {v}.',
          '{e} likes {v} best of all animals.',
          '{e} is all about {v}, fave animal by far',
        ],
        update: [
          '{e} told me that {v} are the favorite now.',
          'The favorite animals of {e} used to be {u}, but now they are {v}.',
          'After a day at the zoo, {e} likes {v} best of all animals.',
          '{e} has changed favorites once again: {v}.',
          'These days {v} are the animals that {e} loves most.',
          '{e} has a new fave animal, {v}',
        ],
        noise: [
          '{e} gave a donation to the wildlife trust.',
          'I went with {e} to see a film about the sea.',
          '{e} has a calendar with a different animal for each month.',
          '{e} is late again, typical',
        ],
        current: ['Which animals does {e} like best now?', 'What are the favorite animals of {e}?'],
        historical: [
          'What were the favorite animals of {e} {n} changes ago?',
          'Which animals did {e} like best {n} changes before the latest one?',
        ],
        ordering: [
          'List the favorite animals of {e} in order, from the first to the latest.',
          'Which have been the favorite animals of {e}, from earliest to latest?',
        ],
        counting: [
          'How many times has {e} changed favorite animals?',
          'How often did the favorite animals of {e} change?',
        ],
      },
      {
        id: 'dream-job',
        values: listed(
          `astronaut | beekeeper | lighthouse keeper | ballet dancer | judge | submarine pilot | chocolatier | detective |
          glassblower | volcanologist | puppeteer | park ranger | opera singer | clockmaker | film director | carpenter |
          surgeon | cartoonist | blacksmith | diplomat | falconer | train driver | perfumer | stuntman | translator |
          magician | botanist | archaeologist | tattoo artist | firefighter | sommelier | composer | locksmith |
          racing driver | zookeeper | mathematician`,
        ),
        first: ['The dream job of {e} is {v}.', 'If {e} could choose any job, it would be {v}.', '{e}, dream job: {v}'],
        update: [
          'The dream job of {e} is now {v}.',
          'The dream job of {e} is not {u} any more but {v}.',
          '{e} has a new dream job, namely {v}.',
          'Ask {e} about a dream job these days and the answer is {v}.',
          '{e} changed the dream job to {v} after watching a documentary.',
          'dream job of {e} = {v} now',
        ],
        noise: [
          '{e} talked about careers for an hour at dinner.',
          'The career advisor of {e} has retired.',
          '{e} updated the photo in the CV.',
          '{e} hates mondays like the rest of us',
        ],
        current: ['What is the dream job of {e}?', 'Which job does {e} dream of now?'],
        historical: [
          'What was the dream job of {e} {n} changes ago?',
          'Which job did {e} dream of {n} changes before the latest one?',
        ],
        ordering: [
          'List the dream jobs of {e} from the first to the latest.',
          'Which dream jobs has {e} had, in order of time?',
        ],
        counting: ['How many times has the dream job of {e} changed?', 'How often did {e} change dream jobs?'],
      },
    ],
  },
];
