/** Fourth surface of the STALE twin, put together. Written unseen, see `fourth-attributes.ts`. */
import { fourthAttributes } from './fourth-attributes.ts';
import { fourthBodyCauses } from './fourth-body-causes.ts';
import { fourthControls } from './fourth-controls.ts';
import { fourthOwnAttributes } from './fourth-own-attributes.ts';
import { fourthWorldCauses } from './fourth-world-causes.ts';
import type { StaleSurface } from './stale-surface.ts';

export const fourthSurface: StaleSurface = {
  attributes: [...fourthAttributes, ...fourthOwnAttributes],
  causes: [...fourthBodyCauses, ...fourthWorldCauses],
  controls: fourthControls,
  pools: {
    friend: ['Theo', 'Leandro', 'Kwame', 'Mateo', 'Anton', 'Rashid', 'Declan'],
    kid: ['Ingrid', 'Zuri', 'Paloma', 'Hazel'],
    dog: ['Waffles', 'Juniper', 'Captain', 'Olive'],
    town: ['Boulder', 'Cork', 'Gdynia', 'Perth'],
    city: ['Vienna', 'Seoul', 'Montreal', 'Athens', 'Lima'],
    firm: ['Halcyon Foods', 'Redwood Analytics', 'Baxter & Hale'],
  },
  fillers: [
    'Could you explain the difference between a comet and an asteroid in simple words?',
    'I would like to understand how vaccines are tested before they are approved. Please keep it short.',
    'The thunderstorm last night was spectacular. The lightning lit up the whole valley.',
    'Please help me find a synonym for "interesting" that does not sound boring.',
    'I finally understood how the offside rule works. It only took me thirty years.',
    'What is the best way to remove a sticker from a glass jar?',
    'The museum exhibition about maps was better than I expected.',
    'Can you suggest a riddle that is suitable for ten-year-olds?',
    'Why is the sky red at sunset?',
    'The elevator music at the dentist was stuck on the same song for an hour.',
    'A pigeon walked into the bakery and nobody did anything about it.',
    'How many stairs does the Eiffel Tower have?',
    'The pancakes stuck to the pan again, so we called them scrambled pancakes.',
    'Give me a fun fact about penguins.',
    'The printer on our floor ate three pages of a contract.',
    'I lost at Scrabble to a seven letter word that I had never heard of.',
    'What rhymes with "purple"?',
    'who invented the paperclip',
    'lol the weather app said sunny and it is hailing',
    'convert 350 fahrenheit to celsius pls',
    'that new heist movie, so many plot holes',
    'cant get that jingle out of my head',
    'whats the capital of burkina faso again',
    'someone parked across two spots and a whole drama unfolded',
    'tell me a joke about cows',
    'is a tomato a fruit, settle this for us',
    'the crossword had "aardvark" in it today',
  ],
};
