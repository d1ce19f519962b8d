/** Third surface of the STALE twin, put together. Written unseen, see `third-attributes.ts`. */
import type { StaleSurface } from './stale-surface.ts';
import { thirdAttributes } from './third-attributes.ts';
import { thirdBodyCauses } from './third-body-causes.ts';
import { thirdControls } from './third-controls.ts';
import { thirdLifeCauses } from './third-life-causes.ts';
import { thirdWorkAttributes } from './third-work-attributes.ts';

export const thirdSurface: StaleSurface = {
  attributes: [...thirdAttributes, ...thirdWorkAttributes],
  causes: [...thirdBodyCauses, ...thirdLifeCauses],
  controls: thirdControls,
  pools: {
    name: ['Marta', 'Femi', 'Aoife', 'Sanjay', 'Lotte', 'Rui', 'Beth', 'Kofi'],
    wife: ['Marta', 'Aoife', 'Lotte', 'Beth'],
    kid: ['Elsie', 'Nia', 'Greta', 'Rosa'],
    pet: ['Biscuit', 'Mabel', 'Otto', 'Pickle'],
    town: ['Leeds', 'Galway', 'Ghent', 'Tampere'],
    place: ['Whitby', 'Ostend', 'Pembroke', 'Kinsale', 'Rostock'],
    firm: ['Brightwater', 'Tessellate', 'Nordlys Foods'],
    street: ['Mill Lane', 'Quay Street', 'Station Parade'],
    doctor: ['Abara', 'Lindqvist', 'Moss'],
  },
  fillers: [
    'what a match last night, I lost my voice shouting',
    'Can you explain how sourdough starters work?',
    'my tomatoes have those black spots again, any idea?',
    'I watched a documentary on octopuses and now I want to know everything',
    'how do I get candle wax out of a tablecloth',
    'Had the best bowl of ramen of my life today.',
    'Is it normal for a fridge to hum that loud?',
    'the neighbours had a party till three, grr',
    'Give me three facts about lighthouses please',
    'Read half of the book you suggested, the twist was silly.',
    'My umbrella turned inside out twice on the bridge.',
    'How many grams are in a cup of flour?',
    "what's a good word for someone who never replies to texts",
    'Queue at the post office was out of the door.',
    'I like the jokes better when they are short.',
    'Translate "mind the gap" into Spanish for me',
    'The sunset was ridiculous today, pink all over.',
    'why do cats knock things off tables',
    'Someone left a piano on the pavement with a sign: free.',
    'I finished the thousand-piece puzzle, one piece missing of course.',
    'What year did they build the suspension bridge?',
    'My earphones went through the wash and survived.',
    'Could you write a limerick about a grumpy heron?',
    'They were out of oat milk at the corner shop.',
    'how long do boiled eggs keep',
    'A wasp chased me all the way to the bus stop.',
  ],
};
