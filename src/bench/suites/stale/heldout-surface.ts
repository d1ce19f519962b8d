/** Held-out half of the STALE twin: its attributes, causes, controls, pools and fillers. */
import { heldoutAttributes } from './heldout-attributes.ts';
import { heldoutControls } from './heldout-controls.ts';
import { heldoutHomeCauses } from './heldout-home-causes.ts';
import { heldoutWorkCauses } from './heldout-work-causes.ts';
import type { StaleSurface } from './stale-surface.ts';

export const heldoutSurface: StaleSurface = {
  attributes: heldoutAttributes,
  causes: [...heldoutWorkCauses, ...heldoutHomeCauses],
  controls: heldoutControls,
  pools: {
    city: ['Bruges', 'Trieste', 'Malmo', 'Valencia', 'Adelaide', 'Krakow', 'Sapporo'],
    city2: ['Lugano', 'Zagreb', 'Bergen', 'Seville', 'Perth', 'Gdansk', 'Nagoya'],
    partner: ['Ingrid', 'Mateo', 'Yuki', 'Farah', 'Owen', 'Noemi'],
    pet: ['Biscuit', 'Luna', 'Rufus', 'Nala', 'Pepper'],
    company: ['Bosch', 'Heineken', 'the tax office', 'Nordea', 'Lufthansa'],
    company2: ['Philips', 'Maersk', 'Ericsson', 'Danone', 'Iberia'],
  },
  fillers: [
    'Could you explain how tides work?',
    'What is a polite way to decline an invitation?',
    'My cousin asked me for a book about birds, any tips?',
    'Rewrite this sentence so that it sounds friendlier.',
    'The concert last night was wonderful, the encore went on forever.',
    'Help me compare two vacuum cleaners.',
    'I watched a documentary about octopuses.',
    'How do I remove red wine from a tablecloth?',
    'A friend of mine bought a sailing boat.',
    'What is the difference between a comet and an asteroid?',
    'The neighbors are painting their fence green.',
    'Translate this menu for me, please.',
    'I lost at chess against my uncle again.',
    'Give me three riddles for a birthday party.',
    'Why do cats purr?',
    'The museum has a new wing that everyone talks about.',
    'Write a limerick about a lighthouse.',
    'My aunt called, she is knitting a scarf for everyone.',
    'How long does it take to roast chestnuts?',
    'There was a funny sign at the station today.',
    'What does the word petrichor mean?',
    'My boss wore two different shoes on Tuesday.',
    'Can you check this spreadsheet formula?',
    'Somebody left an umbrella in our hallway.',
  ],
};
