/**
 * Third surface of the STALE twin, causes of body, family and home with what hangs on them (Type II). Written unseen,
 * see `third-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const thirdBodyCauses: readonly CauseSurface[] = [
  {
    id: 'leg-in-plaster',
    statements: [
      'Came off a ladder on Sunday, leg is in plaster up to the knee until they say otherwise.',
      'they pinned my ankle yesterday, six weeks of crutches ahead of me',
      'So the knee gave out and the surgeon had a go at it. Couch life for the next two months!',
    ],
    dependents: [
      {
        id: 'bike-to-work',
        statements: ['I bike in to the office most days', 'the bike is how I get to work, best part of my day'],
        state: ['Am I cycling to work?', 'How do I get to the office at the moment?'],
        premise: [
          'What should I pack for my bike ride to work tomorrow?',
          'Which lights for cycling to the office on dark mornings?',
        ],
        request: ['Plan how I get to the office tomorrow.'],
      },
      {
        id: 'five-a-side',
        statements: [
          'I play five-a-side on Thursdays with the lads from school',
          'Thursday night is football night, always',
        ],
        state: ['Am I playing football on Thursdays?', 'What do I do on Thursday nights?'],
        premise: [
          'What should I eat before football on Thursday?',
          'Who do I tell that I will be ten minutes late for the match on Thursday?',
        ],
        request: ['What shall I do with my Thursday evening?'],
      },
      {
        id: 'top-floor-studio',
        statements: [
          'I paint in a studio on the fifth floor, no lift, keeps me young',
          'my studio is up five flights and I go every evening',
        ],
        state: ['Do I go up to the studio in the evenings?'],
        premise: ['How long should I stay at the studio tonight?'],
        request: ['Where should I work on the painting this week?'],
      },
    ],
  },
  {
    id: 'new-baby',
    statements: [
      'She is here! Three kilos and a lot of hair, we brought our daughter home on Friday.',
      'our little one was born last week and the whole house smells of milk',
    ],
    dependents: [
      {
        id: 'eight-hours',
        statements: ['I sleep a solid eight hours, lights out at ten', 'bed at ten, up at six, like clockwork'],
        state: ['Do I sleep eight hours a night?', 'What does my sleep look like?'],
        premise: ['Given my solid eight hours of sleep, why am I tired?'],
        request: ['Plan an evening routine for me.'],
      },
      {
        id: 'spontaneous-trips',
        statements: [
          'We go off at weekends on a whim, tent in the boot',
          'most weekends we just jump in the car and camp somewhere',
        ],
        state: ['Do we go camping on a whim at weekends?'],
        premise: ['Where should we pitch the tent this weekend, as we always do?'],
        request: ['What shall we do this weekend?'],
      },
      {
        id: 'spare-room',
        statements: ['The little back room is my home gym', 'I have my weights set up in the small bedroom'],
        state: ['Is the small back room my gym?'],
        premise: ['Which mat fits my home gym in the back room?'],
        request: ['How should I furnish the back room?'],
      },
    ],
  },
  {
    id: 'breakup',
    statements: [
      '{name} and I called it quits, the ring is in a drawer.',
      'so {name} left. packed two bags and drove off to her parents',
      'The divorce papers from {name} came through today.',
    ],
    dependents: [
      {
        id: 'wedding-plans',
        statements: [
          '{name} and I are getting married in September',
          'the wedding with {name} is in September, eighty guests',
        ],
        state: ['Am I getting married in September?'],
        premise: ['Help me with the seating plan for our wedding in September.'],
        request: ['What should I still organise for September?'],
      },
      {
        id: 'shared-rent',
        statements: ['{name} pays half the rent', 'rent gets split down the middle with {name}'],
        state: ['Who pays half my rent?'],
        premise: ["When does {name}'s half of the rent have to arrive?"],
        request: ['Work out my costs of living for next month.'],
      },
      {
        id: 'sunday-inlaws',
        statements: ["Sunday lunch is at {name}'s parents, every week", "we eat with {name}'s mum and dad on Sundays"],
        state: ["Do I have lunch with {name}'s parents on Sundays?"],
        premise: ["What do I bring to {name}'s parents this Sunday?"],
        request: ['What do I do for food this Sunday?'],
      },
    ],
  },
  {
    id: 'dog-died',
    statements: [
      'We had to say goodbye to {pet} at the vet this morning. The basket is empty.',
      "{pet} passed away in her sleep, sixteen years, can't stop crying",
    ],
    dependents: [
      {
        id: 'morning-walk',
        statements: ['I walk {pet} round the park at seven', 'mornings start with {pet} and the park'],
        state: ['Do I walk {pet} in the mornings?'],
        premise: ['What time should I take {pet} out tomorrow?'],
        request: ['Plan my morning tomorrow.'],
      },
      {
        id: 'dog-sitter',
        statements: [
          'The girl next door minds {pet} when I travel',
          '{pet} stays with the girl next door when I am away',
        ],
        state: ['Who looks after {pet} when I travel?'],
        premise: ['Should I pay the girl next door in advance for minding {pet}?'],
        request: ['I am away next week. What do I have to arrange?'],
      },
    ],
  },
  {
    id: 'gone-off-booze',
    statements: [
      'Liver results came back bad, doctor wants me bone dry from now on.',
      'One hundred days sober on Saturday and I am keeping it that way.',
    ],
    dependents: [
      {
        id: 'wine-club',
        statements: [
          'I get a case from the wine club every month',
          'my wine subscription brings six bottles on the first',
        ],
        state: ['Do I drink the wine club bottles?'],
        premise: ['Which of my wine club bottles goes with lamb?'],
        request: ['What should I serve and drink with dinner on Saturday?'],
      },
      {
        id: 'friday-pints',
        statements: ['Friday is pints at the Anchor with the gang', 'every Friday we have a few beers at the Anchor'],
        state: ['What do I drink on Fridays?', 'Am I still on Friday pints?'],
        premise: ['Which beer should I try at the Anchor this Friday?'],
        request: ['Suggest something for Friday night.'],
      },
    ],
  },
  {
    id: 'lactose',
    statements: [
      'The tests are in: my gut cannot handle dairy at all.',
      'Turns out milk is what has been making me ill all these years.',
    ],
    dependents: [
      {
        id: 'flat-white',
        statements: ['I start the day with a flat white', 'a big flat white is my breakfast'],
        state: ['Do I have a flat white in the morning?'],
        premise: ['Where do I get a good flat white on my way, as every morning?'],
        request: ['What should I order at the cafe tomorrow?'],
      },
      {
        id: 'cheese-board',
        statements: ['My treat after dinner is a bit of brie', 'I finish every dinner with cheese'],
        state: ['Do I eat cheese after dinner?'],
        premise: ['Which brie should I buy for after dinner?'],
        request: ['Suggest something nice for after dinner.'],
      },
    ],
  },
  {
    id: 'eyesight',
    statements: [
      'The eye clinic took my licence away, my sight is below the limit.',
      'they told me my eyes are too poor to be behind a wheel, so that is that',
    ],
    dependents: [
      {
        id: 'drive-mum',
        statements: ['I drive my mum to her appointments on Tuesdays', 'on Tuesdays I chauffeur mum around'],
        state: ['Do I drive mum on Tuesdays?'],
        premise: ['Which way should I drive with mum this Tuesday?'],
        request: ['How does mum get to her appointment on Tuesday?'],
      },
      {
        id: 'car-commute',
        statements: ['I take the car to work, twenty minutes', 'my car gets me to work in twenty minutes flat'],
        state: ['How do I get to work?', 'Do I take the car to work?'],
        premise: ['Where do I park when I drive to work tomorrow?'],
        request: ['Plan my trip to work on Monday.'],
      },
    ],
  },
];
