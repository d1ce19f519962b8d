/**
 * Held-out half of the STALE twin, Type II: causes in family and home and what they break. Edges and wordings were written before
 * the extractor's patterns and dependency table were read, and are not to be adapted to them.
 */
import type { CauseSurface } from './stale-surface.ts';

export const heldoutHomeCauses: readonly CauseSurface[] = [
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
