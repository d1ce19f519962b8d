/** Development half of the STALE twin, Type II: causes and what they break. */
import type { CauseSurface } from './stale-surface.ts';

export const developmentCauses: readonly CauseSurface[] = [
  {
    id: 'broken-leg',
    statements: ['I broke my leg, the cast stays on until June.', 'I had knee surgery and walk on crutches.'],
    dependents: [
      {
        id: 'bike',
        statements: ['I bike to the office daily.', 'I cycle to work.'],
        state: ['Do I cycle to work at the moment?'],
        premise: ['What should I pack for my bike ride to work tomorrow?'],
        request: ['How do I get to work tomorrow?'],
      },
      {
        id: 'football',
        statements: ['I play football every Saturday.', 'Saturdays I play soccer with my team.'],
        state: ['Do I play football on Saturdays?'],
        premise: ['Which boots should I wear for football this Saturday?'],
        request: ['Plan my Saturday.'],
      },
    ],
  },
  {
    id: 'moved',
    statements: ['I moved to {city} last week.', "I've relocated to {city}."],
    dependents: [
      {
        id: 'gym',
        statements: ['I have a membership at the gym around the corner.', 'I train at the local gym.'],
        state: ['Which gym do I go to?'],
        premise: ['When does my gym around the corner open on Sunday?'],
        request: ['Plan my workout for tomorrow.'],
      },
      {
        id: 'dentist',
        statements: ['My dentist is two streets away, at the corner.', 'I see the dentist in our neighborhood.'],
        state: ['Where is my dentist?'],
        premise: ['How long is the walk to my dentist in the neighborhood?'],
        request: ['I have a toothache, help.'],
      },
      {
        id: 'book-club',
        statements: ['I belong to the book club of our parish.', 'I meet the neighborhood book club each month.'],
        state: ['Am I in a book club?'],
        premise: ['What should I read for the neighborhood book club?'],
        request: ['Plan my Thursday.'],
      },
    ],
  },
  {
    id: 'job-lost',
    statements: ['I lost my job last week.', 'I was laid off on Monday.'],
    dependents: [
      {
        id: 'lunch',
        statements: ['I have lunch with my colleagues in the cafeteria.', 'I eat in the company cafeteria.'],
        state: ['Where do I eat lunch?'],
        premise: ['What should I get in the company cafeteria today?'],
        request: ['What about lunch today?'],
      },
      {
        id: 'saving',
        statements: ['I invest a tenth of my salary each month.', 'I save 300 dollars a month from my salary.'],
        state: ['Do I save each month?'],
        premise: ['Where should I invest this month of my salary savings?'],
        request: ['Plan my finances.'],
      },
    ],
  },
  {
    id: 'baby',
    statements: ['Our baby was born on Sunday.', 'I gave birth to a son yesterday.'],
    dependents: [
      {
        id: 'sleep',
        statements: ['I sleep eight hours a night.', 'I sleep in on Sundays.'],
        state: ['How long do I sleep?'],
        premise: ['Since I sleep eight hours, when is bedtime?'],
        request: ['Plan my night.'],
      },
      {
        id: 'cinema',
        statements: ['I go to the cinema every Friday night.', 'On Tuesday evenings I go to a band rehearsal.'],
        state: ['What do I do on my evening out?'],
        premise: ['What should I bring on my regular evening out?'],
        request: ['Plan my evening.'],
      },
    ],
  },
  {
    id: 'car-sold',
    statements: ['I sold my car yesterday.', 'My car broke down for good and was scrapped.'],
    dependents: [
      {
        id: 'errands',
        statements: ['I drive to the mall for groceries.', 'I use the car for my weekly groceries.'],
        state: ['How do I get my groceries?'],
        premise: ['Where should I park at the mall when I drive there for groceries?'],
        request: ['Plan my groceries.'],
      },
      {
        id: 'grandma',
        statements: ['I drive my grandma to church on Sundays.', 'On Sundays I give my grandma a lift in the car.'],
        state: ['Do I drive my grandma?'],
        premise: ['When should I leave to drive my grandma on Sunday?'],
        request: ['Plan my Sunday.'],
      },
    ],
  },
  {
    id: 'breakup',
    statements: ['{partner} and I broke up.', 'I am separated from {partner} now.'],
    dependents: [
      {
        id: 'cooking',
        statements: ['{partner} and I cook together on Fridays.', 'On Fridays my partner cooks for me.'],
        state: ['Who do I cook with on Fridays?'],
        premise: ['What should my partner and I cook this Friday?'],
        request: ['Plan my Friday.'],
      },
      {
        id: 'in-laws',
        statements: ['We spend the summers with my in-laws.', "I help at my mother-in-law's shop."],
        state: ['Do I see my in-laws?'],
        premise: ['What present should I bring to my in-laws this summer?'],
        request: ['Plan my summer.'],
      },
    ],
  },
  {
    id: 'celiac',
    statements: ['I was diagnosed with celiac disease.', 'It turns out I am gluten intolerant.'],
    dependents: [
      {
        id: 'sandwich',
        statements: ['I eat a baguette for lunch every day.', 'I have pasta on most evenings.'],
        state: ['Do I eat bread or pasta?'],
        premise: ['Which baguette or pasta should I buy for my usual meal?'],
        request: ['What should I eat today?'],
      },
    ],
  },
  {
    id: 'home-office',
    statements: ['We all work from home now, the office closed.', 'My job is fully remote now.'],
    dependents: [
      {
        id: 'bus',
        statements: ['I take the bus to the office.', 'I commute by bus.'],
        state: ['Do I take the bus to the office?'],
        premise: ['Which bus should I take to the office tomorrow?'],
        request: ['Plan my morning.'],
      },
    ],
  },
  {
    id: 'night-shift',
    statements: ['I have to work nights from now on.', 'They changed me to the night shift.'],
    dependents: [
      {
        id: 'evening-yoga',
        statements: ['I do yoga in the evening.', 'In the evenings I play poker.'],
        state: ['What do I do in the evening?'],
        premise: ['What should I bring to my usual yoga or poker in the evening?'],
        request: ['Plan my evening.'],
      },
    ],
  },
  {
    id: 'cat-died',
    statements: ['My cat {pet} died last night.', 'We lost our cat {pet} on Sunday.'],
    dependents: [
      {
        id: 'litter',
        statements: ['I buy cat litter every other week.', 'I feed my cat at seven.'],
        state: ['Do I take care of a cat?'],
        premise: ['Which litter or food should I get for the cat this week?'],
        request: ['Plan my errands.'],
      },
    ],
  },
  {
    id: 'money',
    statements: ['Money is tight since my pay cut.', 'I have a lot of debt and must cut costs.'],
    dependents: [
      {
        id: 'restaurants',
        statements: ['I go to expensive restaurants on Fridays.', 'I take a taxi home from parties.'],
        state: ['Do I spend on restaurants or taxis?'],
        premise: ['Which expensive restaurant or taxi should I book on Friday?'],
        request: ['Plan my Friday.'],
      },
    ],
  },
];
