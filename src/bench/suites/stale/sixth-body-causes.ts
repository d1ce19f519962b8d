/**
 * Sixth surface of the STALE twin, causes of body, family and home with what hangs on them (Type II). Written unseen,
 * see `sixth-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const sixthBodyCauses: readonly CauseSurface[] = [
  {
    id: 'slipped-disc',
    statements: [
      'I have a slipped disc. The orthopedist has forbidden me to lift, bend or twist for at least four months, and I spend most of the day lying down.',
      'Slipped disc, says the scan, so no lifting and no bending for me until autumn.',
      'slipped disc :( cant lift anything or bend for 4 months, doctors orders',
    ],
    dependents: [
      {
        id: 'barbell-mornings',
        statements: [
          'I lift heavy barbells in the garage before work every day. My record in the deadlift is a hundred and twenty kilos.',
          'heavy deadlifts every morning before work, garage gym',
        ],
        state: ['Do I deadlift in the mornings?', 'Am I lifting barbells before work at the moment?'],
        premise: ['How many deadlifts should I do tomorrow morning?', 'What weight do I put on my barbell tomorrow?'],
        request: ['Make a plan for my next free morning.'],
      },
      {
        id: 'rows-in-eight',
        statements: [
          'I row in an eight with {friend} on Sunday mornings. We are out on the river by half past seven.',
          'Sunday mornings I row with {friend} and the crew, I sit in seat five.',
        ],
        state: ['Do I row on Sunday mornings?', 'Am I in the boat with {friend} on Sundays?'],
        premise: ['What should I wear in the boat when I row on Sunday?', 'Who takes seat four when I row on Sunday?'],
        request: ['Tell {friend} what to expect of me on Sunday.'],
      },
      {
        id: 'furniture-removals',
        statements: [
          'I earn some extra money by carrying furniture for a removal company on Saturdays. Pianos are my speciality.',
          'saturdays i haul sofas for a removal firm, cash in hand',
        ],
        state: ['Do I carry furniture on Saturdays?', 'Am I hauling sofas at weekends at the moment?'],
        premise: [
          'How do I best carry a wardrobe on my removal job on Saturday?',
          'What do I eat before I haul sofas?',
        ],
        request: ['Fill in my Saturday in the calendar.'],
      },
    ],
  },
  {
    id: 'nut-allergy-found',
    statements: [
      'I was diagnosed with a severe nut allergy yesterday. The doctor told me that even traces of peanuts or other nuts could kill me, and I carry an adrenaline pen now.',
      "Turns out I'm badly allergic to nuts, peanuts and all. One more bite and it's the ambulance, they say.",
      'allergy test back: nuts, all of them, peanuts too. life threatening. got an epipen',
    ],
    dependents: [
      {
        id: 'peanut-butter-toast',
        statements: [
          'I begin every day with two slices of toast and peanut butter. It keeps me full until noon.',
          'peanut butter toast every morning, my happy place',
        ],
        state: ['Do I have peanut butter on toast in the mornings?', 'Is peanut butter what I begin the day with?'],
        premise: [
          'Which jam goes with my peanut butter toast tomorrow?',
          'Should I get crunchy peanut butter for my toast?',
        ],
        request: ['Tell me what to put on my toast.'],
      },
      {
        id: 'pecan-pie-baking',
        statements: [
          'I bake a pecan pie on the first Sunday of each month, and {friend} and I eat it on the porch.',
          'First Sunday of the month is pecan pie with {friend}, I bake, we both eat.',
        ],
        state: [
          'Do I eat pecan pie on first Sundays?',
          'Does my Sunday with {friend} mean a pecan pie for both of us?',
        ],
        premise: [
          'How many pecans do I need for the pie I eat on Sunday?',
          'How big a slice of pecan pie should I have?',
        ],
        request: ['Suggest what {friend} and I can eat on the porch this Sunday.'],
      },
    ],
  },
  {
    id: 'fractured-wrist',
    statements: [
      'I fell on the ice and fractured my right wrist. It is in plaster up to the elbow, and the hospital says that it will be nine weeks before I can use the hand.',
      "I've broken my right wrist. Plaster to the elbow, nine weeks, and I'm right-handed of course.",
      'broke my wrist (right one ugh), plaster for 9 wks, cant hold a fork',
    ],
    dependents: [
      {
        id: 'cello-in-orchestra',
        statements: [
          'I play the cello in the community orchestra. We rehearse every Monday in the town hall.',
          'mondays = orchestra, i play cello',
        ],
        state: ['Do I play the cello on Mondays?', 'Am I playing in the orchestra at present?'],
        premise: [
          'Which strings should I put on to play my cello on Monday?',
          'How do I warm up for playing the cello on Monday?',
        ],
        request: ['Tell the conductor what to expect of me on Monday.'],
      },
      {
        id: 'table-tennis-lunch',
        statements: [
          'During the lunch break I play table tennis with {friend}. I usually win in three sets.',
          'Lunch break means table tennis against {friend}, best of five.',
        ],
        state: ['Do I play table tennis at lunch?', 'Do {friend} and I have a match in the lunch break?'],
        premise: [
          'Which serve should I try against {friend} at table tennis today?',
          'Which bat do I take for our match?',
        ],
        request: ['What could I do with {friend} in the lunch break?'],
      },
      {
        id: 'throws-pots',
        statements: [
          "I throw bowls on the potter's wheel each Thursday night. The studio lends me its kiln.",
          'thursday nights im at the potters wheel, making bowls',
        ],
        state: ['Do I make bowls on Thursday nights?', "Am I at the potter's wheel on Thursdays these days?"],
        premise: [
          'How much clay do I need for my Thursday at the wheel?',
          'Which glaze goes on the bowls I throw next?',
        ],
        request: ['Suggest something for my Thursday night.'],
      },
    ],
  },
  {
    id: 'caffeine-forbidden',
    statements: [
      'My cardiologist found an irregular heartbeat. I am not allowed any caffeine for the rest of my life, not even a single cup.',
      'Heart doctor was clear: no caffeine ever again, not a drop.',
      'heart thing -> zero caffeine from now on, for good',
    ],
    dependents: [
      {
        id: 'double-espresso',
        statements: [
          'After lunch I have a double espresso at the bar downstairs. The barista starts it when he sees me.',
          'double espresso after lunch every day, dont talk to me before',
        ],
        state: ['Do I drink a double espresso after lunch?', 'Is a double espresso part of my day?'],
        premise: ['How much sugar goes in my double espresso today?', 'Where do I get my double espresso on Monday?'],
        request: ['What should I order after lunch?'],
      },
      {
        id: 'energy-drinks',
        statements: [
          'I drink two cans of energy drink on every late shift. They get me through the hours after midnight.',
          'two cans of energy drink get me through each late shift',
        ],
        state: ['Do I have energy drinks on late shifts?', 'Are energy drinks what keeps me going at work?'],
        premise: ['Which energy drink should I bring for my shift tonight?', 'When do I open my second energy drink?'],
        request: ['What can I drink on my late shift?'],
      },
    ],
  },
  {
    id: 'horse-sold',
    statements: [
      'I sold {horse}, my only horse, to a family in the mountains. They collected her with a trailer on Sunday, and I cried all evening.',
      'The new owners drove off with {horse} this morning, and the stable contract is cancelled. No more horses for me.',
      'sold {horse} today. gone. never owning a horse again',
    ],
    dependents: [
      {
        id: 'rides-at-dusk',
        statements: [
          'I ride {horse} through the woods every evening after work. We are usually back before dark.',
          'riding {horse} every eve after work, woods n back',
        ],
        state: ['Do I ride {horse} in the evenings?', 'Is a ride on {horse} part of my evenings?'],
        premise: [
          'Which trail should {horse} and I take tonight?',
          'Which blanket do I take for {horse} after our ride?',
        ],
        request: ['How should I spend the hour before dark?'],
      },
      {
        id: 'farrier-visits',
        statements: [
          'The farrier comes every six weeks to shoe {horse}, and I hold her head while he works.',
          'Every six weeks I have the farrier in for {horse}.',
        ],
        state: ['Does the farrier come for {horse} every six weeks?', 'Do I have the farrier in for {horse}?'],
        premise: ['When must I book the farrier for {horse} next?', 'What do I pay the farrier for {horse} this time?'],
        request: ['List the regular appointments I have to book.'],
      },
    ],
  },
  {
    id: 'father-in-care-home',
    statements: [
      'My father moved into a nursing home on the coast, five hours from here. We sold his house, and the buyers already live in it.',
      "Dad's in a care home by the sea now, a five-hour drive, and his house is sold and gone.",
      'dad moved to a care home 5 hrs away, house sold last week',
    ],
    dependents: [
      {
        id: 'mows-for-father',
        statements: [
          'I mow the lawn at the house of my father every second Friday. He watches from the kitchen and gives advice.',
          'every other friday i mow dads lawn',
        ],
        state: ['Do I mow the lawn of my father on Fridays?', 'Is the lawn at the house of my father my job?'],
        premise: ['How short should I mow the lawn of my father on Friday?', 'Do I need petrol to mow for my father?'],
        request: ['Make a list of my duties on Friday.'],
      },
      {
        id: 'chess-with-father',
        statements: [
          'My father and I play chess in his living room on Wednesday nights. The loser washes the glasses.',
          'Wednesday nights are for chess in the living room of my dad, ten minutes from mine.',
        ],
        state: [
          'Do I play chess in the living room of my father on Wednesdays?',
          'Is Wednesday chess night at the house of my father?',
        ],
        premise: [
          'Which opening shall I play at the house of my father on Wednesday?',
          'What snack do I take to chess at the house of my father?',
        ],
        request: ['Plan my Wednesday night for me.'],
      },
    ],
  },
  {
    id: 'flatmate-gone',
    statements: [
      'My flatmate {friend} has moved out for good. He took a job overseas, his room is empty, and I live on my own now.',
      '{friend} moved out of our flat and flew to his new life overseas, so I live alone from now on.',
      '{friend} moved out, living alone now, he left the country for good',
    ],
    dependents: [
      {
        id: 'halves-the-rent',
        statements: [
          'My flatmate {friend} and I split the rent down the middle. Each of us pays on the first.',
          'i split rent 50/50 w my flatmate {friend}',
        ],
        state: ['Does {friend} pay half of my rent?', 'Do {friend} and I split the rent?'],
        premise: [
          'When will {friend} transfer his half of the rent?',
          'How do I remind {friend} of his half of the rent?',
        ],
        request: ['Work out what I have to pay for the flat next month.'],
      },
      {
        id: 'flatmate-cooks-curry',
        statements: [
          'On Mondays my flatmate {friend} cooks curry for the two of us. I come home to a laid table.',
          'Mondays my flatmate {friend} makes us both a curry and I do the dishes.',
        ],
        state: ['Does {friend} cook for me on Mondays?', 'Is there curry by {friend} when I get home on Mondays?'],
        premise: [
          'What should {friend} put in our curry on Monday?',
          'When does {friend} have dinner ready on Monday?',
        ],
        request: ['What will I eat on Monday night?'],
      },
      {
        id: 'couch-series',
        statements: [
          'Every night my flatmate {friend} and I watch an episode together on our couch. We are in the third season.',
          'me and my flatmate {friend} watch one ep on the couch every night',
        ],
        state: [
          'Do {friend} and I watch an episode on the couch each night?',
          'Is {friend} next to me on the couch at night?',
        ],
        premise: [
          'Which episode do {friend} and I watch on our couch tonight?',
          'Which popcorn for {friend} on our couch?',
        ],
        request: ['Suggest a way to spend tonight on the couch.'],
      },
    ],
  },
  {
    id: 'balcony-demolished',
    statements: [
      'The landlord had our balcony demolished because of cracks in the concrete. There will not be another one, and the door has been bricked up.',
      "They've torn our balcony off the front of the house, and where the door was there's a wall now.",
      'balcony is gone, demolished, door walled up n all, no replacement',
    ],
    dependents: [
      {
        id: 'balcony-herbs',
        statements: [
          'I grow basil and mint in pots on my balcony. I cut a handful every evening for the salad.',
          'growing basil + mint on my balcony, going strong',
        ],
        state: ['Do I grow mint on my balcony?', 'Are there pots of basil on my balcony?'],
        premise: ['How often must I water the basil on my balcony?', 'Which pots suit the mint on my balcony?'],
        request: ['Where could I put a pot of parsley?'],
      },
      {
        id: 'balcony-breakfast',
        statements: [
          'In the warm months I eat breakfast on our balcony, in the sun, with my feet on the railing.',
          'All summer long I have my breakfast on the balcony.',
        ],
        state: ['Do I eat breakfast on our balcony in summer?', 'Is the balcony where I sit for breakfast?'],
        premise: [
          'Which parasol do I need for breakfast on my balcony?',
          'Is it warm enough for breakfast on my balcony?',
        ],
        request: ['Where should I sit down for breakfast tomorrow?'],
      },
    ],
  },
  {
    id: 'piano-given-up',
    statements: [
      'The removal men collected our piano this afternoon. We donated it to a school, and we do not intend to have an instrument in the house again.',
      'Our piano went to a school as a donation today, and the living room looks enormous without it.',
      'gave our piano away to a school, its gone, no other keyboard in the house',
    ],
    dependents: [
      {
        id: 'evening-sonatas',
        statements: [
          'I play our piano for half an hour every evening. The neighbors have never complained.',
          'half an hour on our piano every eve, neighbours dont mind',
        ],
        state: ['Do I play our piano in the evenings?', 'Is half an hour at our piano part of my evening?'],
        premise: [
          'Which sonata should I play on our piano this evening?',
          'Until what hour may I play our piano tonight?',
        ],
        request: ['Suggest something quiet for half an hour this evening.'],
      },
      {
        id: 'teaches-kid-piano',
        statements: [
          'I give {kid} a lesson at our piano on Saturday afternoons. She can play two songs with both hands.',
          'Saturday afternoons {kid} sits next to me at our piano and I teach her.',
        ],
        state: ['Does {kid} have lessons at our piano?', 'Do I teach {kid} at our piano on Saturdays?'],
        premise: [
          'Which song should {kid} learn next at our piano?',
          'How long should {kid} sit at our piano on Saturday?',
        ],
        request: ['Plan the Saturday afternoon for {kid} at home.'],
      },
    ],
  },
];
