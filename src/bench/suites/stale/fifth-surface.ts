/** Fifth surface of the STALE twin, put together. Written unseen, see `fifth-attributes.ts`. */
import { fifthAttributes } from './fifth-attributes.ts';
import { fifthBodyCauses } from './fifth-body-causes.ts';
import { fifthControls } from './fifth-controls.ts';
import { fifthOwnAttributes } from './fifth-own-attributes.ts';
import { fifthWorldCauses } from './fifth-world-causes.ts';
import type { StaleSurface } from './stale-surface.ts';

export const fifthSurface: StaleSurface = {
  attributes: [...fifthAttributes, ...fifthOwnAttributes],
  causes: [...fifthBodyCauses, ...fifthWorldCauses],
  controls: fifthControls,
  pools: {
    friend: ['Oskar', 'Emeka', 'Dmitri', 'Luca', 'Haruto', 'Gareth', 'Pavel'],
    kid: ['Tilda', 'Amara', 'Rosie', 'Ines'],
    cat: ['Pepper', 'Duchess', 'Mimi', 'Clementine'],
    town: ['Tromsø', 'Salem', 'Galway', 'Coimbra'],
    city: ['Dresden', 'Marseille', 'Melbourne', 'Turin', 'Busan'],
    firm: ['Orchid Logistics', 'Vanguard Paints', 'Stone & Ferris'],
  },
  fillers: [
    'Could you explain in two sentences how a rainbow forms? My explanation did not convince anyone.',
    'I would like to know why leap years exist. Please use an example.',
    'The sunset today looked like a painting. Even the gulls seemed to stop and look.',
    'Please suggest a polite way to end a long email.',
    'The documentary about octopuses was astonishing. They can open jars from the inside.',
    'What is the difference between a violin and a viola?',
    'How do I get candle wax out of a tablecloth?',
    'The exhibition of old toys was much smaller than advertised.',
    'Give me three facts about Saturn.',
    'A goose chased the postman around the fountain today.',
    'How tall is the tallest tree in the world?',
    'The soup of the day tasted of dishwater.',
    'Who wrote the national anthem of Norway?',
    'The power went out for ten minutes and everybody met in the stairwell.',
    'I laughed so hard at the puppet theater that I got the hiccups.',
    'Which planet has the shortest day?',
    'The queue at the post office reached the street.',
    'how many ounces in a pound',
    'lol the wifi in the waiting room was called "free biscuits"',
    'need a word that rhymes with silver',
    'that trailer gave away the whole plot',
    'whats the plural of cactus',
    'saw a guy juggling flaming torches at a red light',
    'translate "good luck" into italian pls',
    'is it true that goldfish have no memory',
    'the vending machine ate my coin again',
    'tell me a pun about bread',
  ],
};
