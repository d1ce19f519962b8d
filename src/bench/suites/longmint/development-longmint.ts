/** Development half of the LongMINT twin. */
import type { LongmintSurface } from './longmint-surface.ts';

const crossed = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((a) => second.map((b) => `${a} ${b}`));

export const developmentLongmint: LongmintSurface = {
  domains: [
    {
      id: 'world',
      entities: ['Mary', 'John', 'Sandra', 'Daniel', 'Bill', 'Julie', 'Fred', 'Jeff'],
      attributes: [
        {
          id: 'location',
          values: crossed(
            ['big', 'small', 'old', 'new', 'red', 'blue'],
            ['kitchen', 'garden', 'hallway', 'bedroom', 'office', 'bathroom'],
          ).map((place) => `the ${place}`),
          first: ['{e} is in {v}.'],
          update: ['{e} went to {v}.', '{e} travelled to {v}.', '{e} journeyed back to {v}.', '{e} moved to {v}.'],
          noise: ['{e} picked up the milk.', '{e} laughed.'],
          current: ['Where is {e}?', 'Where is {e} now?'],
          historical: ['Where was {e} {n} moves ago?'],
          ordering: ['List the places of {e} in order.'],
          counting: ['How many times did {e} move?'],
        },
      ],
    },
    {
      id: 'preferences',
      entities: ['Alice', 'Ben', 'Carla', 'David', 'Elena', 'Frank', 'Grace', 'Henry'],
      attributes: [
        {
          id: 'favorite color',
          values: crossed(
            ['dark', 'light', 'pale', 'bright', 'dusty', 'neon'],
            ['red', 'blue', 'green', 'pink', 'gray', 'gold'],
          ),
          first: ["{e}'s favorite color is {v}."],
          update: [
            "{e}'s favorite color is now {v}.",
            '{e} changed the favorite color from {u} to {v}.',
            'The favorite color of {e} became {v}.',
          ],
          noise: ['{e} talked about the weather.', "{e} wondered about {e}'s favorite color."],
          current: ["What is {e}'s favorite color now?"],
          historical: ["What was {e}'s favorite color {n} changes ago?"],
          ordering: ["List {e}'s favorite colors in order."],
          counting: ["How many times did {e}'s favorite color change?"],
        },
      ],
    },
    {
      id: 'pages',
      entities: ['Rivertown', 'Hill Valley', 'Stonebridge', 'Lake Mirror', 'Greenfield'],
      attributes: [
        {
          id: 'mayor',
          values: crossed(['Ana', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'], ['Ash', 'Birch', 'Cedar', 'Dale', 'Elm', 'Fern']),
          first: ['The mayor of {e} is {v}.'],
          update: [
            'The mayor of {e} was changed to {v}.',
            "{e}'s mayor is {v}.",
            'The mayor of {e} changed from {u} to {v}.',
          ],
          noise: ['The page of {e} got a photo.', 'A typo was fixed on the page of {e}.'],
          current: ['Who is the mayor of {e}?'],
          historical: ['Who was the mayor of {e} {n} revisions ago?'],
          ordering: ['List the mayors of {e} in order.'],
          counting: ['How many times did the mayor of {e} change?'],
        },
      ],
    },
    {
      id: 'commits',
      entities: ['server.ts', 'client.ts', 'config.json', 'build.yml', 'queue.py'],
      attributes: [
        {
          id: 'retries',
          values: Array.from({ length: 36 }, (_, index) => String(3 + index * 2)),
          first: ['{e}: set retries = {v}'],
          update: ['{e}: change retries from {u} to {v}', '{e}: set retries to {v}', '{e}: retries {u} -> {v}'],
          noise: ['{e}: fix typo', '{e}: document retries'],
          current: ['What is retries in {e}?'],
          historical: ['What was retries in {e} {n} commits ago?'],
          ordering: ['List the values of retries in {e} in order.'],
          counting: ['How many times was retries changed in {e}?'],
        },
      ],
    },
  ],
};
