/**
 * Fourth surface of the STALE twin, causes of work, money, transport and other people with what hangs on them
 * (Type II). Written unseen, see `fourth-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const fourthWorldCauses: readonly CauseSurface[] = [
  {
    id: 'company-closed',
    statements: [
      'Our company filed for bankruptcy this morning. The building has been locked, and all of us have lost our jobs with immediate effect.',
      'I was laid off on Friday together with the rest of the department.',
      'got laid off. whole floor. handed in the badge and everything',
    ],
    dependents: [
      {
        id: 'canteen-lunch',
        statements: [
          'I have lunch in the company canteen with my team every Wednesday. The soup there is excellent.',
          'lunch is at the work canteen, cheap and decent',
        ],
        state: ['Do I have lunch at the canteen at work?'],
        premise: ['What should I pick at the work canteen for lunch this Wednesday?'],
        request: ['Where should I have lunch on Wednesday?'],
      },
      {
        id: 'company-laptop',
        statements: [
          'My employer lets me use the company laptop for private things too, so I do my photo editing on it.',
          'i edit all my photos on my work laptop',
        ],
        state: ['Can I edit my photos on the work laptop?'],
        premise: ['Which editing software should I install on my work laptop?'],
        request: ['Set me up for editing photos tonight.'],
      },
      {
        id: 'salary-day',
        statements: [
          'My salary arrives on the 25th of each month, and I pay the rent from it right away.',
          'payday from work is the 25th, rent goes out the same day',
        ],
        state: ['Do I get my salary on the 25th?', 'How is my rent covered next month?'],
        premise: ['How much of the salary that I get on the 25th should I invest?'],
        request: ['Make a plan for how I pay the rent next month.'],
      },
    ],
  },
  {
    id: 'fully-remote',
    statements: [
      'Management announced today that our office has been given up for good. From now on everybody works from home, all five days of the week.',
      'Our firm ended its lease, so there is no office anymore and we are all remote.',
      'office is gone, were 100% remote now, picked up my plant and my mug',
    ],
    dependents: [
      {
        id: 'season-ticket',
        statements: [
          'I buy a monthly rail pass because I ride the train to the office every day.',
          'monthly train pass for getting to the office, costs me 140',
        ],
        state: ['Do I ride the train to the office each day?', 'Do I need a monthly pass for my trips to the office?'],
        premise: ['Which seat on the train to the office should I book for my ride tomorrow?'],
        request: ['How should I budget for transport next month?'],
      },
      {
        id: 'ramen-by-office',
        statements: [
          'On Thursdays my colleagues and I go to the ramen bar across from our office.',
          'thursday lunch w the team, ramen place opposite the office, every week',
        ],
        state: ['Do I eat ramen with colleagues near the office on Thursdays?'],
        premise: ['What topping should I get at the ramen bar near our office this Thursday?'],
        request: ['Plan my lunch break for Thursday.'],
      },
    ],
  },
  {
    id: 'sold-the-car',
    statements: [
      'I sold our only car to a young couple yesterday. They paid in cash and drove off with it, and I do not intend to buy another one.',
      'We are a household without a car as of this week, a dealer bought ours.',
      'car is sold!! no more insurance, no more parking tickets, were car free',
    ],
    dependents: [
      {
        id: 'drives-to-mother',
        statements: [
          'Every Sunday I drive out to see my mother in the village. It is a forty minute drive through the hills.',
          'sundays i drive over to my mums',
        ],
        state: ['Do I drive to my mother on Sundays?', 'How do I get to my mother on Sunday?'],
        premise: ['Which road should I take when I drive to my mother on Sunday?'],
        request: ['Plan my visit to my mother on Sunday.'],
      },
      {
        id: 'parking-spot',
        statements: [
          'I rent a parking space in the garage around the corner for our car.',
          'paying 90 a month for the parking spot for our car',
        ],
        state: ['Do I need the parking space that I rent?', 'Is there a car of mine in the garage around the corner?'],
        premise: ['What cover protects my car best in its parking space?'],
        request: ['Go through my monthly costs and tell me what can go.'],
      },
    ],
  },
  {
    id: 'license-suspended',
    statements: [
      'After my seizure last month, the doctor had to report me to the licensing office. I have had to hand in my license, and I am not permitted to drive for a year.',
      'The judge took my driving license away for twelve months.',
      'lost my license for a year. speeding. i know, i know',
    ],
    dependents: [
      {
        id: 'team-minibus',
        statements: [
          'I drive the minibus when our volleyball team has an away game. Everybody else is happy to sleep on the way.',
          'im the one driving the team van to away games',
        ],
        state: ['Do I drive the team to away games?'],
        premise: ['What time do I set off with the team when I drive to the away game?'],
        request: ['Arrange how the team travels to the next away game.'],
      },
      {
        id: 'delivery-job',
        statements: [
          'I earn some extra money by delivering groceries with my car in the evening.',
          'evenings i do food deliveries by car for extra cash',
        ],
        state: ['Do I deliver by car in the evenings?', 'How do I earn extra money in the evenings?'],
        premise: ['Which district should I deliver to by car this evening?'],
        request: ['How could I earn a bit of money this evening?'],
      },
    ],
  },
  {
    id: 'night-shift',
    statements: [
      'The hospital has put me on permanent nights. I begin at seven in the evening and return home at eight in the morning, and then I sleep until the afternoon.',
      'My new roster is all nights, seven in the evening to eight in the morning, Monday through Friday.',
      'on permanent nights since monday, 7pm to 7am, mon to fri. vampire life',
    ],
    dependents: [
      {
        id: 'story-hour',
        statements: [
          'I read a story to my children at nine every evening. We are in the middle of a long book about dragons.',
          'bedtime story at 9 every night, thats my job with the kids',
        ],
        state: ['Do I read to the children at nine in the evening on weekdays?'],
        premise: ['Which chapter should I read to the children at nine on Tuesday evening?'],
        request: ['Who should read the bedtime story on Tuesday, and when?'],
      },
      {
        id: 'early-run',
        statements: [
          'On weekdays I go running with {friend} at six in the morning.',
          'weekday runs w {friend} at 6am sharp',
        ],
        state: ['Do I run with {friend} at six in the morning?'],
        premise: ['How far should {friend} and I run at six tomorrow morning?'],
        request: ['Find a time for me to go running with {friend}.'],
      },
      {
        id: 'choir-at-eight',
        statements: [
          'I sing in a choir that meets on Tuesdays at eight in the evening.',
          'tuesday 8pm choir, never miss it',
        ],
        state: ['Do I go to choir on Tuesday evenings?'],
        premise: ['Which song should I warm up with for choir on Tuesday evening?'],
        request: ['What does my Tuesday evening look like?'],
      },
    ],
  },
  {
    id: 'retired',
    statements: [
      'Yesterday was my last day at work after thirty-eight years. I am retired now, and my colleagues gave me a beautiful watch.',
      'I have taken my pension and left working life behind me.',
      'RETIRED as of friday!!! no more mondays',
    ],
    dependents: [
      {
        id: 'leads-team',
        statements: [
          'I lead a team of nine engineers at work, and I hold the weekly meeting on Monday.',
          'got 9 people reporting to me at work',
        ],
        state: ['Do I lead a team at work?', 'How many people report to me?'],
        premise: ['How should I open the meeting with my team at work on Monday?'],
        request: ['What should I do first on Monday morning?'],
      },
      {
        id: 'business-trips',
        statements: [
          'My job takes me to our plant in Mexico every second month.',
          'i fly to the plant in mexico for work like every 8 weeks',
        ],
        state: ['Do I travel to Mexico for my job?'],
        premise: ['Which hotel should I take on my next work trip to the plant in Mexico?'],
        request: ['Which trips should I plan for the next six months?'],
      },
    ],
  },
  {
    id: 'pay-halved',
    statements: [
      'The firm has cut my hours to twenty per week. My income has been halved as a result, and we can only just cover the rent and food.',
      'My pay was cut in half this month, so every coin goes into rent and food now.',
      'they halved my salary. rent + food and then theres literally nothing left',
    ],
    dependents: [
      {
        id: 'invests-monthly',
        statements: [
          'I put six hundred into an index fund on the first of every month.',
          '600 a month into stocks, automatic',
        ],
        state: ['Do I invest six hundred each month?'],
        premise: ['Which fund should the six hundred that I invest this month go into?'],
        request: ['What should I do about my investments this month?'],
      },
      {
        id: 'fine-dining',
        statements: [
          'My husband and I treat ourselves to a tasting menu at a fine restaurant every Saturday. We have never regretted a single bill.',
          'saturday night = fancy restaurant with the husband, every week',
        ],
        state: ['Do we go to an expensive restaurant on Saturdays?'],
        premise: ['What should I wear to the fancy restaurant that we go to this Saturday?'],
        request: ['Where should my husband and I have dinner on Saturday?'],
      },
    ],
  },
  {
    id: 'neighbor-emigrated',
    statements: [
      'My neighbor {friend} has emigrated to New Zealand. The apartment next door is empty, and I already miss our conversations in the stairwell.',
      '{friend} from next door moved to the other end of the world on Tuesday, for good.',
      '{friend} next door is gone, moved to canada for good. no more stairwell chats',
    ],
    dependents: [
      {
        id: 'waters-plants',
        statements: [
          'My neighbor {friend} waters my plants whenever I am away. In return I bring back some local candy.',
          '{friend} next door does my plants when i travel',
        ],
        state: ['Does {friend} water my plants when I am away?', 'Who takes care of my plants when I travel?'],
        premise: ['What should I write to {friend} about watering my plants next week?'],
        request: ['Arrange for my plants while I am on vacation.'],
      },
      {
        id: 'shared-ladder',
        statements: [
          'Whenever I need a ladder, I ring the bell of {friend}, my neighbor, and borrow one.',
          'i just borrow the ladder from {friend} next door',
        ],
        state: ['Can I borrow a ladder from {friend} next door?'],
        premise: ['When should I ring at the door of {friend} to borrow the ladder today?'],
        request: ['Where do I get a ladder for hanging my lamp tomorrow?'],
      },
    ],
  },
  {
    id: 'off-grid-cabin',
    statements: [
      'We have taken the step and moved into a cabin in the forest for the next two years. There is neither electricity nor an internet connection, and the nearest road is an hour away on foot.',
      'Home is now a hut in the mountains with no power and no network, where we plan to stay for good.',
      'living off grid in a cabin now, no electricity no wifi. in town today to charge my phone',
    ],
    dependents: [
      {
        id: 'streams-series',
        statements: [
          'Each evening I stream an episode of a detective series on the big television at home.',
          'i stream a show at home every night before bed',
        ],
        state: ['Do I stream series at home in the evening?'],
        premise: ['Which series should I stream at home tonight?'],
        request: ['How should I spend this evening at home?'],
      },
      {
        id: 'online-chess',
        statements: [
          'I play chess online against {friend} from my sofa every night at eight.',
          'online chess vs {friend}, 8pm daily, from the couch',
        ],
        state: ['Do I play chess online with {friend} every night?'],
        premise: ['Which opening should I try in my online game against {friend} tonight?'],
        request: ['Set up my next chess game with {friend}.'],
      },
      {
        id: 'pizza-delivery',
        statements: [
          'Every Friday we have a pizza delivered to our door.',
          'fridays = pizza delivered to our door, no cooking',
        ],
        state: ['Do we get pizza delivered to our home on Fridays?'],
        premise: ['Which pizza should we have delivered to our door this Friday?'],
        request: ['What should we eat at home this Friday?'],
      },
    ],
  },
];
