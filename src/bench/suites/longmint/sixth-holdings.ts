/** Sixth surface of the LongMINT twin: paintings, and fields of a farm estate. See `sixth-longmint.ts`. */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

export const sixthHoldings: readonly LongmintDomain[] = [
  {
    id: 'sixth-paintings',
    entities: [
      'The Ferryman',
      'Girl with Oranges',
      'Winter Quay',
      'The Silent Mill',
      'Harvest at Dusk',
      'Two Sisters',
      'Study in Ochre',
      'The Glass Bell',
    ],
    attributes: [
      {
        id: 'owner',
        values: listed(
          `Baron Felden | the Ashcombe Trust | Madame Rousselot | the Hartwig Foundation | Sir Lionel Crane |
          the city of Verona | Countess Orlova | the Penrose Museum | Signor Baldini | the Krause family |
          Doctor Hallam | the Northern Bank | Lady Winterbourne | the Okada Collection | Captain Jessop |
          the Dutch state | Miss Pemberton | the Silverman Gallery | Professor Lindgren | the Abbey of Melk |
          Senator Whitlock | the Almeida brothers | Mrs Van Houten | the Royal Society | Judge Farraday |
          the Castellane heirs | Colonel Draper | the Tiber Club | Bishop Montrose | the Zurich Kunstverein |
          Monsieur Garnier | the Fairbanks Estate | Princess Amalia | the Lotus Hotel | Mister Ravenscroft |
          the Thornbury Institute`,
        ),
        first: [
          'The earliest documented owner of {e} is {v}.',
          'At the beginning, {e} belonged to {v}.',
          'owner of {e}: {v}',
        ],
        update: [
          'At auction, {e} was acquired by {v}.',
          'Ownership of {e} passed from {u} to {v}.',
          'For an undisclosed amount, {u} sold {e} to {v}.',
          'Since today, {e} belongs to {v}.',
          'Since the sale this week, {e} is owned by {v}.',
          'papers signed, {e} is the property of {v} now',
        ],
        noise: [
          'The frame of {e} was dusted.',
          'A student wrote a charming essay about {e}.',
          'Postcards of {e} are sold out again.',
          'took a photo of {e} without flash',
        ],
        current: ['Who owns {e} now?', 'Who is the present owner of {e}?'],
        historical: [
          'Who owned {e} {n} changes of owner ago?',
          'Who was the owner of {e} {n} sales before the latest?',
        ],
        ordering: [
          'List all the owners of {e} in order of time, starting with the first.',
          'To whom has {e} belonged, from the earliest owner to the latest?',
        ],
        counting: ['How many times did {e} change owners?', 'How often has {e} passed to another owner?'],
      },
      {
        id: 'insured-sum',
        values: listed(
          `$110,000 | $125,000 | $138,000 | $140,500 | $152,000 | $167,000 | $175,000 | $189,000 | $196,500 | $205,000 |
          $214,000 | $228,000 | $233,500 | $247,000 | $260,000 | $275,500 | $281,000 | $294,000 | $309,000 | $320,000 |
          $336,000 | $345,500 | $358,000 | $372,000 | $390,000 | $405,500 | $418,000 | $433,000 | $450,000 | $467,500 |
          $480,000 | $512,000 | $535,000 | $560,000 | $588,000 | $610,000`,
        ),
        first: ['The painting {e} is insured for {v}.', 'The first policy on {e} is for {v}.', '{e} insured at {v}'],
        update: [
          'Following an appraisal, the insured sum for {e} was set at {v}.',
          'The insurance on {e} has been changed from {u} to {v}.',
          '{e} is now insured for {v}.',
          'The insurers adjusted the cover for {e} to {v}.',
          'New policy for {e}: it is covered for {v} from today.',
          'insurance for {e} now {v}',
        ],
        noise: [
          'The lighting above {e} was renewed.',
          'A visitor sketched {e} for two hours.',
          'The catalog entry for {e} has a spelling mistake.',
          'everyone walks right past {e}, weird',
        ],
        current: ['For what sum is {e} insured now?', 'What is the current insured sum of {e}?'],
        historical: [
          'For what sum was {e} insured {n} changes ago?',
          'What was the insured sum of {e} {n} adjustments before the latest one?',
        ],
        ordering: [
          'List all the sums that {e} has been insured for, from the first to the latest.',
          'Which insured sums has {e} had, in order of time?',
        ],
        counting: ['How many times did the insured sum of {e} change?', 'How often was the insurance of {e} adjusted?'],
      },
    ],
  },
  {
    id: 'sixth-fields',
    entities: [
      'Long Acre',
      'Mill Field',
      'Parson Close',
      'Foxhole Piece',
      'Upper Ley',
      'Chapel Meadow',
      'Gallows Hill',
      'Brook Furlong',
    ],
    attributes: [
      {
        id: 'crop',
        values: listed(
          `winter wheat | barley | sugar beet | rapeseed | oats | potatoes | maize | sunflowers | red clover | alfalfa |
          rye | onions | carrots | pumpkins | flax | hemp | lupins | field beans | lentils | chickpeas | cabbage |
          asparagus | strawberries | spelt | millet | buckwheat | soybeans | mustard | turnips | leeks | garlic |
          hops | lavender | poppies | sorghum | parsnips`,
        ),
        first: [
          'The first entry in the field book shows {e} under {v}.',
          'To begin with, they grow {v} on {e}.',
          '{e}: {v} in the ground',
        ],
        update: [
          'In this rotation, {e} has been planted with {v}.',
          'On {e}, {u} has been followed by {v}.',
          'The crop on {e} is {v} now.',
          'They ploughed {e} and put in {v}.',
          'What grows on {e} from now on is {v}.',
          '{e} switched to {v} this week',
        ],
        noise: [
          'The hedge along {e} was trimmed.',
          'A surveyor measured the slope of {e}.',
          'Two hares were seen on {e} at dawn.',
          'gate to {e} squeaks like mad',
        ],
        current: ['What crop is on {e} now?', 'What is grown on {e} at present?'],
        historical: [
          'Which crop was on {e} {n} plantings before the latest?',
          'What grew on {e} {n} changes of crop ago?',
        ],
        ordering: [
          'List all the crops on {e} in order of time, from the first one on.',
          'What has been grown on {e}, from earliest to latest?',
        ],
        counting: ['How many times did the crop on {e} change?', 'How often has {e} been given another crop?'],
      },
      {
        id: 'tenant',
        values: listed(
          `the Barlow family | Owen Pritchard | the Sandford brothers | Hilda Thorne | Marcus Yeo | the Applegate sisters |
          Edwin Stroud | Flora Kemp | the Dairy Cooperative | Giles Wetherby | Nora Finch | the Haywards |
          Silas Brand | Tabitha Marsh | the Agricultural College | Rupert Coombe | Ivy Langdon | the Treloar family |
          Jethro Pascoe | Maud Ellery | the Green Valley Farm | Amos Rickard | Clara Dunstan | the Polwheles |
          Wilfred Hoskin | Bess Carlyon | the Monks of Saint Neot | Caleb Trewin | Dora Venning | the Oakley Partnership |
          Seth Hambly | Lottie Brimble | the Riding School | Abel Curnow | Phoebe Sleeman | the Village Council`,
        ),
        first: ['The tenant of {e} is {v}.', 'At the outset, {e} is leased to {v}.', '{e} rented out to {v}'],
        update: [
          'A fresh lease was signed today, and the tenant of {e} is now {v}.',
          'The lease of {e} went from {u} to {v}.',
          'The tenancy of {e} was taken over by {v}.',
          'The estate now lets {e} to {v}.',
          'After {u} gave up {e}, the new tenant is {v}.',
          'new tenant on {e} is {v}',
        ],
        noise: [
          'The soil of {e} was sampled again.',
          'A kite got stuck in the oak on {e}.',
          'The footpath across {e} is muddy.',
          'lovely sunset over {e} tonight',
        ],
        current: ['Who is the tenant of {e} now?', 'To whom is {e} leased at present?'],
        historical: [
          'Who was the tenant of {e} {n} leases before the latest?',
          'To whom was {e} leased {n} changes ago?',
        ],
        ordering: [
          'List all the tenants of {e} in order, from the first to the latest.',
          'To whom has {e} been leased, from earliest to latest?',
        ],
        counting: ['How many times did the tenant of {e} change?', 'How often has {e} gone to another tenant?'],
      },
    ],
  },
];
