/** Sixth surface of the STALE twin, put together. Written unseen, see `sixth-attributes.ts`. */
import { sixthAttributes } from './sixth-attributes.ts';
import { sixthBodyCauses } from './sixth-body-causes.ts';
import { sixthControls } from './sixth-controls.ts';
import { sixthOwnAttributes } from './sixth-own-attributes.ts';
import { sixthWorldCauses } from './sixth-world-causes.ts';
import type { StaleSurface } from './stale-surface.ts';

export const sixthSurface: StaleSurface = {
  attributes: [...sixthAttributes, ...sixthOwnAttributes],
  causes: [...sixthBodyCauses, ...sixthWorldCauses],
  controls: sixthControls,
  pools: {
    friend: ['Rashid', 'Ewan', 'Kofi', 'Mateo', 'Anders', 'Bogdan', 'Julian'],
    kid: ['Elodie', 'Noor', 'Maisie', 'Freya'],
    horse: ['Biscuit', 'Stardust', 'Caramel', 'Juniper'],
    town: ['Utrecht', 'Perth', 'Nantes', 'Bergen'],
    city: ['Lisbon', 'Chicago', 'Hanoi', 'Prague', 'Denver'],
    firm: ['Larkspur Chemicals', 'Holm & Daughters', 'Redwood Freight'],
  },
  fillers: [
    'Could you tell me why the sea is salty? A short answer is enough.',
    'Please explain the rules of curling. I watched it on television and understood nothing.',
    'The street musician by the station played the same song for an hour. People still applauded.',
    'What is the difference between a moth and a butterfly?',
    'I would like a riddle that a ten-year-old can solve.',
    'The fog this morning was so thick that the lamps stayed on until noon.',
    'How do I remove a stubborn label from a jar?',
    'Give me five words that come from Arabic.',
    'How many bones does a shark have?',
    'The lecture on volcanoes was sold out, so they put chairs in the corridor.',
    'Who invented the zipper?',
    'A pigeon walked into the pharmacy and out again.',
    'The film was three hours long and had one joke.',
    'What does the Latin motto on the town hall mean, "Carpe noctem"?',
    'There was a rainbow over the gasworks, and a double one at that.',
    'Which country has the most islands?',
    'The lift music at the town hall is getting stranger every week.',
    'how far away is the moon again',
    'someone drew a moustache on the statue lol',
    'whats a good name for a sourdough starter in a cartoon',
    'how do u spell rhythm',
    'the queue for the ghost train was insane',
    'need a synonym for interesting',
    'why do cats purr, asking for a quiz',
    'translate "cheers" into finnish',
    'that crossword clue is driving me mad, 7 letters, "bitter end"',
    'haha the parrot at the pet shop swears',
  ],
};
