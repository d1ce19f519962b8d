/**
 * Held-out half of the STALE twin, Type II: causes in work and health and what they break. Edges and wordings were written before
 * the extractor's patterns and dependency table were read, and are not to be adapted to them.
 */
import type { CauseSurface } from './stale-surface.ts';

export const heldoutWorkCauses: readonly CauseSurface[] = [
  {
    id: 'licence-lost',
    statements: [
      'The court has suspended my driving licence for a year.',
      'I had to hand over my license to the police, no driving for me until next spring.',
    ],
    dependents: [
      {
        id: 'drives-to-work',
        statements: [
          'I drive to the office in Millbrook every weekday.',
          'I take the car to work, it is half an hour.',
        ],
        state: ['Do I drive to work?', 'How do I get to work these days?'],
        premise: [
          'What time should I set off when I drive to the office tomorrow?',
          'Where can I park my car at work?',
        ],
        request: ['Plan how I reach a meeting at work on Friday.'],
      },
      {
        id: 'school-run',
        statements: ['Every morning I drop the kids at school by car.', 'I do the school run in our minivan.'],
        state: ['How do the kids get to school, do I drive them?'],
        premise: ['Which audiobook could we play while I drive the kids to school?'],
        request: ['Sketch a school morning for our family.'],
      },
      {
        id: 'road-trips',
        statements: [
          'On weekends I go on road trips along the coast.',
          'My hobby is long drives through the mountains.',
        ],
        state: ['Do I still go on road trips?'],
        premise: ['Which scenic route should I drive on my road trip this Saturday?'],
        request: ['Give me an idea for the weekend.'],
      },
    ],
  },
  {
    id: 'moved-abroad',
    statements: [
      'We have emigrated, I am writing this from our new house in {city}.',
      'The move is behind me: new country, new apartment, hello {city}!',
    ],
    dependents: [
      {
        id: 'local-choir',
        statements: ['I sing in the neighborhood choir at St. Anne.', 'Thursdays I rehearse with the local choir.'],
        state: ['Do I still sing in the neighborhood choir?', 'Which choir do I rehearse with?'],
        premise: ['What should I bring to the local choir rehearsal on Thursday?'],
        request: ['Suggest what I could do on Thursday evening.'],
      },
      {
        id: 'corner-bakery',
        statements: [
          'I buy my bread at the bakery around the corner.',
          'Saturday mornings I go to the bakery down the street.',
        ],
        state: ['Where do I buy my bread?', 'Is the bakery around the corner still my regular shop?'],
        premise: ['What should I order on Saturday at the bakery around the corner?'],
        request: ['Help me plan a Saturday breakfast.'],
      },
      {
        id: 'library-card',
        statements: [
          'I hold a card of the municipal library and go there weekly.',
          'I borrow my novels from the town library.',
        ],
        state: ['Where do I borrow books?', 'Do I use the municipal library?'],
        premise: ['How many novels can I borrow on my next visit to the town library?'],
        request: ['I need something to read, where would I get it?'],
      },
      {
        id: 'gp',
        statements: ['My family doctor has her practice two blocks away.', 'My GP is just down the road from us.'],
        state: ['Where is my family doctor?'],
        premise: ['Can I walk to my family doctor for the vaccination?'],
        request: ['I need a flu shot, arrange it.'],
      },
    ],
  },
  {
    id: 'shoulder',
    statements: [
      'The surgeon operated on my shoulder yesterday, the arm is in a sling for eight weeks.',
      'I tore my rotator cuff and must not lift anything.',
    ],
    dependents: [
      {
        id: 'swimming',
        statements: ['I swim laps before breakfast.', 'Twice a week I go swimming at the lido.'],
        state: ['Do I swim regularly at present?'],
        premise: ['How many laps should I swim tomorrow before breakfast?'],
        request: ['Give me a fitness plan for this week.'],
      },
      {
        id: 'tennis',
        statements: ['I play tennis with Ines on Sundays.', 'Sunday is doubles tennis for me.'],
        state: ['Am I playing tennis these weeks?'],
        premise: ['Which racket strings should I use for tennis this Sunday?'],
        request: ['What shall I do on Sunday?'],
      },
      {
        id: 'allotment',
        statements: ['I dig and plant in my allotment on Saturdays.', 'Heavy gardening is my weekend routine.'],
        state: ['Do I do the heavy gardening on weekends?'],
        premise: ['Which bed should I dig over in my allotment on Saturday?'],
        request: ['Plan my Saturday.'],
      },
    ],
  },
  {
    id: 'redundancy',
    statements: [
      'The company let me go on Friday, my whole department was cut.',
      'I got made redundant this week, handed in the laptop and the badge.',
    ],
    dependents: [
      {
        id: 'canteen',
        statements: ['For lunch I eat at the company canteen.', 'Lunch is in the office cafeteria with my team.'],
        state: ['Where do I have lunch on weekdays?'],
        premise: ['What might the company canteen serve me for lunch tomorrow?'],
        request: ['What should I do about lunch tomorrow?'],
      },
      {
        id: 'office-train',
        statements: ['I commute to the office on the 7:40 train.', 'I take the train to headquarters each morning.'],
        state: ['Do I commute in the mornings?'],
        premise: ['Will the 7:40 train get me to the office on time on Monday?'],
        request: ['Plan my Monday morning.'],
      },
      {
        id: 'company-car',
        statements: ['I have a company car that I may use privately.', 'My employer leases a car for me.'],
        state: ['Do I have a company car?'],
        premise: ['May I take my company car on holiday to Spain?'],
        request: ['Arrange a trip to the lake for me.'],
      },
      {
        id: 'savings',
        statements: [
          'I put 600 euros aside from my salary every month.',
          'Each payday I transfer a chunk into savings.',
        ],
        state: ['How much do I save every month?'],
        premise: ['Into which fund should my monthly savings from the salary go?'],
        request: ['Look at my finances for the coming month.'],
      },
    ],
  },
  {
    id: 'newborn',
    statements: [
      'Our twins arrived on Tuesday, everybody is healthy and nobody sleeps.',
      'Our daughter was born last night, I am a parent!',
    ],
    dependents: [
      {
        id: 'sleep-late',
        statements: ['I sleep until nine on most days.', 'I get a solid eight hours of sleep each night.'],
        state: ['How much do I sleep at night?'],
        premise: ['Since I sleep until nine, when should the delivery come?'],
        request: ['Design a morning routine for me.'],
      },
      {
        id: 'evening-class',
        statements: ['On Mondays I attend an evening pottery class.', 'I spend my evenings at the pottery studio.'],
        state: ['Do I go to the evening pottery class?'],
        premise: ['What should I glaze in my pottery class on Monday evening?'],
        request: ['Fill my Monday evening.'],
      },
      {
        id: 'backpacking',
        statements: [
          'I go backpacking at short notice whenever a fare is cheap.',
          'Spontaneous city trips are my thing, I travel twice a month.',
        ],
        state: ['Do I still travel spontaneously?'],
        premise: ['Which spontaneous city trip should I take this weekend?'],
        request: ['Find me something for the long weekend.'],
      },
    ],
  },
  {
    id: 'night-work',
    statements: [
      'The hospital moved me to nights, I start at ten in the evening now.',
      'From now on I am on permanent nights at the depot.',
    ],
    dependents: [
      {
        id: 'morning-run',
        statements: ['I go running at six in the morning.', 'Early every morning I jog around the lake.'],
        state: ['When do I go running?'],
        premise: ['What should I eat before my six in the morning run tomorrow?'],
        request: ['When could I exercise tomorrow?'],
      },
      {
        id: 'quiz-night',
        statements: [
          'On Wednesday evenings I play in the pub quiz.',
          'Wednesday night is board game night with friends.',
        ],
        state: ['Am I free on Wednesday evenings?'],
        premise: ['What should I bring to my Wednesday evening with friends?'],
        request: ['Find a time to meet my friends.'],
      },
      {
        id: 'bedtime',
        statements: ['I go to bed at half past ten.', 'My lights are out by eleven every night.'],
        state: ['When do I go to bed?'],
        premise: ['I go to bed at half past ten, so when should I stop drinking coffee?'],
        request: ['Set quiet hours on my phone.'],
      },
    ],
  },
];
