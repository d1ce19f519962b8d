/**
 * Held-out half of the STALE twin, Type II: causes and what they break. Edges and wordings were written before the
 * extractor's patterns and dependency table were read, and are not to be adapted to them.
 */
import type { CauseSurface } from './stale-surface.ts';

export const heldoutCauses: readonly CauseSurface[] = [
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
  {
    id: 'separation',
    statements: ['{partner} and I have split up.', 'My marriage with {partner} is over, the papers are signed.'],
    dependents: [
      {
        id: 'joint-account',
        statements: [
          '{partner} and I share a joint account for the bills.',
          'Our bills come out of the joint account with my spouse.',
        ],
        state: ['Do I share a joint account?'],
        premise: ['How much should each of us pay into the joint account this month?'],
        request: ['Organize my bills for me.'],
      },
      {
        id: 'in-laws',
        statements: [
          'Every Sunday we have dinner at my in-laws.',
          'Sundays belong to dinner with the parents of {partner}.',
        ],
        state: ['Where do I have Sunday dinner?'],
        premise: ['Which dessert should I take to the Sunday dinner with my in-laws?'],
        request: ['Plan my Sunday.'],
      },
      {
        id: 'couples-dance',
        statements: ['{partner} and I take a salsa class as a couple.', 'My partner and I go ballroom dancing.'],
        state: ['Do I go dancing as a couple?'],
        premise: ['What should the two of us wear for the couples dance class?'],
        request: ['Propose an activity for Friday night.'],
      },
    ],
  },
  {
    id: 'dog-died',
    statements: [
      'We had to put {pet}, my dog, to sleep yesterday.',
      'My dog {pet} passed away on Monday, I am heartbroken.',
    ],
    dependents: [
      {
        id: 'dawn-walk',
        statements: ['I walk the dog at dawn along the river.', 'My day starts by taking {pet} for a walk.'],
        state: ['Do I walk a dog in the mornings?'],
        premise: ['How long should I walk the dog tomorrow if it rains?'],
        request: ['Plan the first hour of my day.'],
      },
      {
        id: 'kibble',
        statements: ['I order a sack of dog food each month.', 'I have a subscription for dog food.'],
        state: ['Do I need dog food?'],
        premise: ['Which flavor of dog food should I order this month?'],
        request: ['Check my monthly orders.'],
      },
    ],
  },
  {
    id: 'remote',
    statements: [
      'Our office lease was ended, everyone works from home for good.',
      'My team went fully remote, the office has closed its doors.',
    ],
    dependents: [
      {
        id: 'rail-pass',
        statements: ['I ride the S-Bahn to the office five days a week.', 'I buy a monthly rail pass to get to work.'],
        state: ['Do I still commute by rail?'],
        premise: ['Which carriage is emptiest when I ride the train to the office tomorrow?'],
        request: ['Plan my working day for tomorrow.'],
      },
      {
        id: 'desk-lunch',
        statements: [
          'I have lunch with colleagues next to the office.',
          'At noon I eat in the ramen bar by the office.',
        ],
        state: ['Where do I eat lunch?'],
        premise: ['What should I order today at the ramen bar by the office?'],
        request: ['Where shall I eat today?'],
      },
    ],
  },
  {
    id: 'lactose',
    statements: ['The test came back: I am lactose intolerant.', 'My doctor diagnosed me with a dairy allergy.'],
    dependents: [
      {
        id: 'milk-coffee',
        statements: ['I drink two flat whites with full-fat milk a day.', 'My breakfast is yogurt with honey.'],
        state: ['Do I have dairy for breakfast?'],
        premise: ['Which brand of yogurt or milk should I buy for my breakfast?'],
        request: ['Put together my breakfast.'],
      },
      {
        id: 'pizza',
        statements: ['Friday is pizza night with extra mozzarella for me.', 'I eat a grilled cheese every Friday.'],
        state: ['Do I have cheese on Fridays?'],
        premise: ['How much cheese should I buy for my Friday dinner?'],
        request: ['Decide on dinner for Friday.'],
      },
    ],
  },
  {
    id: 'pay-cut',
    statements: [
      'My income has dropped by half, I have to count every euro.',
      'I am deep in debt after the tax bill and need to save wherever I can.',
    ],
    dependents: [
      {
        id: 'eating-out',
        statements: [
          'I eat out at fancy restaurants twice a week.',
          'I treat myself to an expensive dinner each weekend.',
        ],
        state: ['Do I eat out a lot?'],
        premise: ['Which fancy restaurant should I book for my usual dinner out?'],
        request: ['Where should I have dinner on Saturday?'],
      },
      {
        id: 'cleaner',
        statements: ['I pay a cleaner to come every Thursday.', 'I pay for a personal trainer.'],
        state: ['Do I pay for household or personal services?'],
        premise: ['When should the cleaner or trainer whom I pay come this week?'],
        request: ['Arrange my Thursday.'],
      },
    ],
  },
  {
    id: 'smoke',
    statements: [
      'There is wildfire smoke all over the valley, the air quality is hazardous.',
      'A storm warning is in force, we have been told to stay indoors.',
    ],
    dependents: [
      {
        id: 'terrace',
        statements: ['We have dinner out on the terrace each evening.', 'I read on the balcony after work.'],
        state: ['Do I spend the evenings outside?'],
        premise: ['What should we grill for dinner on the terrace tonight?'],
        request: ['Plan our evening.'],
      },
      {
        id: 'trail-run',
        statements: ['At lunch I go for a run outside.', 'I hike in the hills after work.'],
        state: ['Do I exercise outdoors at the moment?'],
        premise: ['Which trail should I take for my run or hike outside today?'],
        request: ['How can I move a bit today?'],
      },
    ],
  },
  {
    id: 'mother-moved-in',
    statements: [
      'My mother had a stroke and has moved in with us, she needs somebody around the clock.',
      'I have become the full-time carer for my dad.',
    ],
    dependents: [
      {
        id: 'spare-room',
        statements: [
          'I rent out my spare room to travelers.',
          'The guest room is free for friends whenever they visit.',
        ],
        state: ['Is my guest room available?'],
        premise: ['What should I charge for the spare room next weekend?'],
        request: ['Two friends want to visit, arrange it.'],
      },
      {
        id: 'weekend-away',
        statements: ['Most weekends I am away hiking in the Alps.', 'I spend the weekends in our cabin far from town.'],
        state: ['Am I away on weekends?'],
        premise: ['What should I pack for my weekend away in the mountains?'],
        request: ['Plan my weekend.'],
      },
    ],
  },
  {
    id: 'car-wreck',
    statements: ['My car was totaled in a crash, thankfully I am fine.', 'Somebody stole my car last night.'],
    dependents: [
      {
        id: 'car-supermarket',
        statements: [
          'I drive to the big supermarket for the weekly shop.',
          'I load the car with groceries every Saturday.',
        ],
        state: ['How do I do the weekly shop?'],
        premise: ['Is there enough room in my car for the weekly groceries and a crate?'],
        request: ['Plan my weekly shop.'],
      },
      {
        id: 'car-lift',
        statements: ['I give my neighbor a lift to town.', 'I drive my nephew to football practice on Tuesdays.'],
        state: ['Do I give lifts to anyone?'],
        premise: ['When should I pick up the person I give a lift to this week?'],
        request: ['Sort out my Tuesday.'],
      },
    ],
  },
];
