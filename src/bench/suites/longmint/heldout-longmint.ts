/**
 * Held-out half of the LongMINT twin: worlds, preferences, pages and commits in wordings that were written before the
 * extractor's patterns were read, and are not to be adapted to them.
 */
import type { LongmintSurface } from './longmint-surface.ts';

const numbered = (prefix: string, from: number, step: number): string[] =>
  Array.from({ length: 36 }, (_, index) => `${prefix}${from + index * step}`);
const crossed = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((a) => second.map((b) => `${a} ${b}`));

export const heldoutLongmint: LongmintSurface = {
  domains: [
    {
      id: 'world',
      entities: ['Fatima', 'Gustav', 'Hiroshi', 'Imani', 'Joaquin', 'Katya', 'Leopold', 'Marisol'],
      attributes: [
        {
          id: 'whereabouts',
          values: crossed(
            ['north', 'south', 'east', 'west', 'upper', 'lower'],
            ['cellar', 'orchard', 'chapel', 'stable', 'tower', 'armory'],
          ).map((place) => `the ${place}`),
          first: ['{e} is in {v}.', '{e} can be found in {v}.'],
          update: ['{e} strolled to {v}.', '{e} left {u} and headed for {v}.', 'Then {e} hurried over to {v}.'],
          noise: ['{e} yawned.', 'Somebody asked about {e}.'],
          current: ['Where is {e} at present?', 'In which place is {e} now?'],
          historical: ['Where was {e} {n} moves before the latest place?', 'Where was {e} {n} places ago?'],
          ordering: ['List every place where {e} has been, in order.'],
          counting: ['How many times did {e} change place?'],
        },
      ],
    },
    {
      id: 'preferences',
      entities: ['Amelie', 'Bertram', 'Chioma', 'Dmitri', 'Esteban', 'Freya', 'Giulia', 'Hamza'],
      attributes: [
        {
          id: 'favorite dish',
          values: crossed(
            ['spicy', 'creamy', 'baked', 'grilled', 'smoked', 'pickled'],
            ['tofu', 'salmon', 'pumpkin', 'eggplant', 'mushrooms', 'halibut'],
          ),
          first: ["{e}'s favorite dish is {v}.", 'The favorite dish of {e} is {v}.'],
          update: [
            "By now {e}'s favorite dish has become {v}.",
            "{e}'s favorite dish went from {u} to {v}.",
            'Nothing beats {v} as the favorite dish of {e} these days.',
          ],
          noise: ["{e} told me a story about {e}'s favorite dish.", 'We had lunch with {e}.'],
          current: ['Which dish is the favorite dish of {e} at the moment?', "What is {e}'s favorite dish?"],
          historical: ["What was {e}'s favorite dish {n} changes before the present one?"],
          ordering: ["Name {e}'s favorite dishes from the first to the latest."],
          counting: ["How often has {e}'s favorite dish changed?"],
        },
        {
          id: 'study topic',
          values: crossed(
            ['ancient', 'modern', 'marine', 'urban', 'applied', 'medieval'],
            ['history', 'biology', 'logic', 'music', 'geometry', 'archery'],
          ),
          first: ["{e}'s study topic is {v}.", 'As study topic, {e} picked {v}.'],
          update: [
            '{e} swapped the study topic for {v}.',
            "{e}'s study topic has shifted from {u} to {v}.",
            'The study topic of {e} is {v} from today.',
          ],
          noise: ['{e} took notes all afternoon.', "Nobody asked {e} about {e}'s study topic."],
          current: ['Which study topic does {e} have now?', "What is {e}'s study topic?"],
          historical: ["What was {e}'s study topic {n} changes before the present one?"],
          ordering: ["Name {e}'s study topics from the first to the latest."],
          counting: ["How often has {e}'s study topic changed?"],
        },
      ],
    },
    {
      id: 'pages',
      entities: ['Lake Orvane', 'Mount Tessel', 'Port Calder', 'Fort Brisby', 'Cape Marrow', 'Isle of Venn'],
      attributes: [
        {
          id: 'population',
          values: numbered('', 41_250, 317),
          first: ['The article on {e} gives its population as {v}.', 'Population of {e}: {v}.'],
          update: [
            'An editor revised the population of {e} to {v}.',
            'In the article on {e} the population was corrected from {u} to {v}.',
            'The population of {e} now reads {v}.',
          ],
          noise: ['A photograph was added to the article on {e}.', 'The population table of {e} got a new border.'],
          current: ['What population does the article on {e} state?', 'What is the population of {e} now?'],
          historical: ['What was the population of {e} {n} revisions before the latest?'],
          ordering: ['In which order did the population figures of {e} appear?'],
          counting: ['How many revisions did the population of {e} see?'],
        },
      ],
    },
    {
      id: 'commits',
      entities: ['gateway.yaml', 'worker.toml', 'cache.conf', 'router.json', 'broker.ini', 'proxy.cfg'],
      attributes: [
        {
          id: 'timeout',
          values: numbered('', 105, 35).map((n) => `${n}ms`),
          first: ['{e}: introduce timeout = {v}', 'Created {e} with a timeout of {v}.'],
          update: ['{e}: timeout {u} -> {v}', '{e}: bump timeout to {v}', 'Raised or lowered the timeout in {e}: {v}.'],
          noise: ['{e}: reformat', '{e}: explain the timeout in a comment'],
          current: ['What is the timeout in {e}?', 'Which timeout is set in {e} at HEAD?'],
          historical: ['What was the timeout in {e} {n} changes before HEAD?'],
          ordering: ['Give all values of the timeout in {e}, oldest first.'],
          counting: ['How many commits changed the timeout in {e}?'],
        },
      ],
    },
  ],
};
