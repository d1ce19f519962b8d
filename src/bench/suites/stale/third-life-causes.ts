/**
 * Third surface of the STALE twin, causes of work, money and place with what hangs on them (Type II). Written unseen,
 * see `third-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const thirdLifeCauses: readonly CauseSurface[] = [
  {
    id: 'moved-away',
    statements: [
      'Well, we did it: keys handed over, and I woke up in {place} this morning with the sea outside.',
      "the lorry got to {place} at midnight, we're sleeping on mattresses in the new house",
      'Swapped the city for {place}, signed the lease and all.',
    ],
    dependents: [
      {
        id: 'local-gym',
        statements: ['I go to the little gym round the corner from my flat', 'the gym on my street knows me by name'],
        state: ['Which gym do I go to?', 'Do I go to the gym round the corner?'],
        premise: ['What are the opening hours of my gym round the corner?'],
        request: ['Where can I work out tonight?'],
      },
      {
        id: 'dentist',
        statements: ['My dentist is Dr {doctor}, two doors down', 'Dr {doctor} down the road does my teeth'],
        state: ['Who is my dentist?'],
        premise: ['When should I pop down the road to Dr {doctor} for my check-up?'],
        request: ['I have toothache. Who do I ring?'],
      },
      {
        id: 'allotment',
        statements: [
          'I have an allotment behind the railway, ten minutes on foot',
          'evenings I am at my allotment by the railway',
        ],
        state: ['Do I have the allotment behind the railway?'],
        premise: ['What should I sow at the allotment tonight?'],
        request: ['What can I do for my garden craving this week?'],
      },
      {
        id: 'sunday-market',
        statements: [
          'I get my veg from the market at the end of my road on Sundays',
          'Sunday mornings: the market at the bottom of our street',
        ],
        state: ['Where do I buy my vegetables?'],
        premise: ['What is in season at the market at the end of my road this Sunday?'],
        request: ['Where should I shop for Sunday dinner?'],
      },
    ],
  },
  {
    id: 'redundancy',
    statements: [
      'They let forty of us go on Friday and I was number twelve.',
      'the firm went under. cleared my desk, handed in the pass',
      'Got my redundancy letter this morning, cheers and goodbye.',
    ],
    dependents: [
      {
        id: 'canteen-lunch',
        statements: ['I eat in the staff canteen, it is cheap', 'lunch for me is the works canteen'],
        state: ['Where do I have lunch on weekdays?', 'Do I eat in the staff canteen?'],
        premise: ['What is on in the staff canteen tomorrow?'],
        request: ['Sort out my lunches for this week.'],
      },
      {
        id: 'company-car',
        statements: [
          'I have a company car, a blue Skoda',
          'the car on the drive belongs to the firm, I use it for everything',
        ],
        state: ['Do I have a company car?'],
        premise: ['Where do I get the company car serviced?'],
        request: ['How do I get to my sister at the weekend?'],
      },
      {
        id: 'savings-plan',
        statements: [
          'I put five hundred aside from my pay each month',
          'five hundred of my salary goes into savings every month',
        ],
        state: ['How much do I save each month?'],
        premise: ['On which day of the month should I move the usual five hundred from my pay?'],
        request: ['Plan my money for next month.'],
      },
    ],
  },
  {
    id: 'remote',
    statements: [
      'Our lease on the building ran out and nobody wants a new one, so I work from the kitchen table.',
      'The whole team has gone remote for good, I sent my desk plant a farewell.',
    ],
    dependents: [
      {
        id: 'season-ticket',
        statements: [
          'I have a season ticket for the train, four zones',
          'my monthly rail pass covers the trip to the office',
        ],
        state: ['Do I need the rail pass for work?', 'How do I travel to the office?'],
        premise: ['Which carriage is emptiest on my train to the office tomorrow?'],
        request: ['Which monthly costs could I drop?'],
      },
      {
        id: 'lunch-by-office',
        statements: [
          'Noodles from the stand opposite the office, that is my lunch',
          'I eat at the noodle stand across from work',
        ],
        state: ['Where do I get lunch on work days?'],
        premise: ['What should I try at the noodle stand by the office today?'],
        request: ['Sort out lunch for tomorrow.'],
      },
    ],
  },
  {
    id: 'night-shift',
    statements: [
      'I start nights on Monday, ten till six, five days a week.',
      "they've put me on graveyard shifts for the rest of the year",
    ],
    dependents: [
      {
        id: 'breakfast-club',
        statements: [
          'I have breakfast with {name} at eight on weekdays',
          '{name} and I do breakfast, eight sharp, every weekday',
        ],
        state: ['Do I have breakfast with {name} at eight?'],
        premise: ["Where should {name} and I have our eight o'clock breakfast on Tuesday?"],
        request: ['When can I see {name} this week?'],
      },
      {
        id: 'evening-class',
        statements: ['Pottery class, Wednesday evenings at nine', 'I throw pots on Wednesday nights, nine till eleven'],
        state: ['Do I go to pottery on Wednesday nights?'],
        premise: ['What should I make in pottery on Wednesday night?'],
        request: ['What do I do on Wednesday night?'],
      },
    ],
  },
  {
    id: 'car-written-off',
    statements: [
      'A lorry went into my parked car, the insurance says it is a write-off.',
      'sold the car to a student for six hundred, feels odd without the keys',
    ],
    dependents: [
      {
        id: 'weekly-big-shop',
        statements: [
          'I do one big shop a week at the out-of-town hypermarket, boot full',
          'Saturdays I fill the boot at the hypermarket by the motorway',
        ],
        state: ['Where do I do my weekly shop?'],
        premise: ['What should I load into the boot at the hypermarket this Saturday?'],
        request: ['Plan my food shopping for this week.'],
      },
      {
        id: 'lift-club',
        statements: ['I give {name} a lift to work on Mondays', 'Mondays I pick up {name} on my way in'],
        state: ['Do I give {name} a lift on Mondays?'],
        premise: ['When should I pick {name} up on Monday?'],
        request: ['How do {name} and I get to work on Monday?'],
      },
    ],
  },
  {
    id: 'money-tight',
    statements: [
      'The boiler, the roof and the tax bill all in one month. Account is at nil.',
      "they've halved my hours and I am living on lentils",
    ],
    dependents: [
      {
        id: 'weekend-breaks',
        statements: ['Once a month I treat myself to a nice hotel', 'a posh hotel weekend every month is my thing'],
        state: ['Do I go to a nice hotel each month?'],
        premise: ['Which posh hotel should I book this month?'],
        request: ['Plan a treat for me this month.'],
      },
      {
        id: 'takeaway',
        statements: ['I order in four nights a week', 'most evenings it is a takeaway for me'],
        state: ['Do I order takeaway most evenings?'],
        premise: ['Which of the expensive places should I order from tonight, as usual?'],
        request: ['What should I have for dinner tonight?'],
      },
    ],
  },
  {
    id: 'school-over',
    statements: [
      'Our youngest moved into halls yesterday, the house is so quiet.',
      'dropped the last of the kids at university and cried all the way home',
    ],
    dependents: [
      {
        id: 'packed-lunch',
        statements: [
          'I make packed lunches for the kids every morning',
          "seven o'clock I butter bread for the school boxes",
        ],
        state: ['Do I make packed lunches in the morning?'],
        premise: ['What should I put in the packed lunches tomorrow?'],
        request: ['Plan my morning for tomorrow.'],
      },
      {
        id: 'saturday-matches',
        statements: [
          "Saturdays I stand by the pitch at our youngest's matches",
          'my Saturdays are muddy boots and kids football',
        ],
        state: ['What do I do on Saturdays?'],
        premise: ["Which folding chair should I take to our youngest's match this Saturday?"],
        request: ['What shall I do this Saturday?'],
      },
    ],
  },
  {
    id: 'water-damage',
    statements: [
      'A pipe burst upstairs and my kitchen is a building site until autumn.',
      'the kitchen ceiling came down, there is a tarp where the cooker was',
    ],
    dependents: [
      {
        id: 'baking-sundays',
        statements: ['I bake bread at home on Sundays', 'Sunday is when the oven goes on for my loaves'],
        state: ['Do I bake at home on Sundays?'],
        premise: ['How long should my loaf stay in the oven this Sunday?'],
        request: ['How do I get bread for Sunday?'],
      },
      {
        id: 'supper-club',
        statements: [
          'I cook for eight friends at my place on the last Friday',
          'last Friday of the month my friends eat in my kitchen',
        ],
        state: ['Do I host supper at mine on the last Friday?'],
        premise: ['What should I cook for the eight at mine this last Friday?'],
        request: ['How should I see my friends at the end of the month?'],
      },
    ],
  },
];
