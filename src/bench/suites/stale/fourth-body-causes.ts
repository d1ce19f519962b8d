/**
 * Fourth surface of the STALE twin, causes of body, family and home with what hangs on them (Type II). Written unseen,
 * see `fourth-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const fourthBodyCauses: readonly CauseSurface[] = [
  {
    id: 'shoulder-surgery',
    statements: [
      'I had surgery on my right shoulder on Tuesday. The doctors told me to keep my arm in a sling and not to move it for at least three months.',
      'My arm is strapped to my chest after the shoulder operation, and it stays that way until autumn.',
      'shoulder got operated on, arm in a sling for 3 months, typing this with my left thumb',
    ],
    dependents: [
      {
        id: 'morning-swim',
        statements: [
          'I swim laps every morning before work. It clears my head, and I have kept this habit for years.',
          'front crawl at the pool each morning, 40 lengths',
        ],
        state: ['Do I swim in the mornings?', 'Is swimming part of my mornings right now?'],
        premise: ['How many laps should I swim tomorrow morning?', 'Which goggles should I wear for my swim tomorrow?'],
        request: ['Plan my morning before work tomorrow.'],
      },
      {
        id: 'violin-quartet',
        statements: ['I play the violin in a quartet that rehearses on Mondays.', 'mondays = violin w the quartet'],
        state: ['Am I playing the violin on Mondays?', 'What happens with the quartet rehearsals of mine?'],
        premise: ['Which piece should I practice on the violin for rehearsal on Monday?'],
        request: ['What should I do with my Monday evening?'],
      },
      {
        id: 'carries-toddler',
        statements: [
          'Every evening I carry my little girl up to bed on my shoulders. She insists on it.',
          'I lift my daughter into her crib each night.',
        ],
        state: ['Do I carry my daughter to bed?'],
        premise: ['What song should I sing when I carry my daughter up to bed tonight?'],
        request: ['Give us a bedtime routine for tonight.'],
      },
    ],
  },
  {
    id: 'lactose-intolerance',
    statements: [
      'The specialist called me with the results today. I am severely lactose intolerant, and she wants me to avoid milk products completely from now on.',
      'Turns out all those stomach aches were lactose, so no more dairy of any kind for me.',
      'doc says lactose is the culprit. bye forever milk, cream, cheese, all of it',
    ],
    dependents: [
      {
        id: 'latte',
        statements: [
          'On my way to work I buy a large latte with whole milk. The barista starts making it when she sees me.',
          'I have a big bowl of milk and cereal for breakfast, every day.',
        ],
        state: ['Do I have milk in the morning?', 'Is milk part of my breakfast routine?'],
        premise: ['How much milk should I buy for my mornings this week?'],
        request: ['What should I have for breakfast tomorrow?'],
      },
      {
        id: 'cheese-night',
        statements: [
          'Friday is cheese night at my place: brie, cheddar, a bit of blue.',
          'me + {friend} do a cheese board every friday, its sacred',
        ],
        state: ['Do I eat cheese on Fridays?'],
        premise: ['Which three cheeses should I eat this Friday?', 'What wine goes with my cheese board on Friday?'],
        request: ['Plan my Friday evening snack.'],
      },
    ],
  },
  {
    id: 'pregnancy',
    statements: [
      'I took a test this morning, and it was positive. My doctor has confirmed that I am ten weeks pregnant, and everything looks healthy.',
      'We saw the heartbeat on the ultrasound today, I am due in November!',
      'sooo im pregnant. 12 weeks. nobody at work knows yet',
    ],
    dependents: [
      {
        id: 'wine-at-dinner',
        statements: [
          'I have a glass of red wine with dinner most nights.',
          'glass of merlot at dinner, thats my thing',
        ],
        state: ['Do I drink wine with dinner?', 'Is a glass of wine part of my evenings?'],
        premise: ['Which red should I open for my dinner tonight?'],
        request: ['What should I drink with my dinner tonight?'],
      },
      {
        id: 'kickboxing',
        statements: [
          'I go to kickboxing twice a week. We spar in pairs, and I love how exhausted I am afterwards.',
          'Wednesday and Saturday I spar at kickboxing.',
        ],
        state: ['Do I spar at kickboxing?'],
        premise: ['Who should I ask to spar with me at kickboxing on Saturday?'],
        request: ['Plan my workouts for this week.'],
      },
    ],
  },
  {
    id: 'newborn',
    statements: [
      'Our daughter was born last Thursday. She is healthy, and she wants to be fed every two hours, day and night.',
      'We brought the baby home from the hospital and none of us has slept more than two hours at a time since.',
      'baby is HERE. 3.4 kilos. sleep is a memory',
    ],
    dependents: [
      {
        id: 'sleeps-long',
        statements: [
          'I sleep from ten until six without waking up once. Friends envy me for it.',
          'i get a solid eight hours every night, no interruptions',
        ],
        state: ['Am I sleeping through the night?', 'How is my sleep these days?'],
        premise: ['I sleep eight hours straight each night. Which pillow makes it even better?'],
        request: ['Plan my night and tell me when I am going to be rested.'],
      },
      {
        id: 'poker-till-three',
        statements: [
          'On Saturdays I play poker with friends until three in the morning.',
          'saturday night is poker night, never home before 3am',
        ],
        state: ['Do I play poker until late on Saturdays?'],
        premise: ['What snack should I bring for the poker night that I am going to on Saturday?'],
        request: ['Suggest how I should spend Saturday night.'],
      },
      {
        id: 'quiet-desk-at-home',
        statements: [
          'I work from home because our flat is perfectly quiet all day.',
          'home is dead silent all day so i record my podcast there',
        ],
        state: ['Is my home quiet during the day?'],
        premise: ['Since my home is silent all day, when should I record there tomorrow?'],
        request: ['Where should I record my podcast tomorrow?'],
      },
    ],
  },
  {
    id: 'dog-died',
    statements: [
      'I am very sad today. Our dog {dog} passed away in my arms last night, after fourteen wonderful years together.',
      'We had to let {dog} go, the vet came to the house and it was peaceful.',
      '{dog} died on sunday. the house is so empty',
    ],
    dependents: [
      {
        id: 'dawn-walk',
        statements: [
          'I walk my dog {dog} through the woods at dawn, in every kind of weather.',
          '{dog} gets me out of the door at 6 every morning for our walk',
        ],
        state: ['Do I walk {dog} in the mornings?', 'What about my morning walks with the dog?'],
        premise: ['Which route should I take with {dog} tomorrow morning?'],
        request: ['What shall I do early tomorrow morning?'],
      },
      {
        id: 'dog-sitter',
        statements: [
          'When I am at the office on Tuesdays, {friend} comes by to look after {dog}. I pay per visit.',
          '{friend} dogsits {dog} every tuesday',
        ],
        state: ['Does {friend} look after {dog} on Tuesdays?'],
        premise: ['What should I remind {friend} of before looking after {dog} on Tuesday?'],
        request: ['Arrange everything for my office day on Tuesday.'],
      },
    ],
  },
  {
    id: 'daughter-abroad',
    statements: [
      'My daughter {kid} has begun her studies in another country. We said goodbye to her at the airport yesterday, and she will be back for Christmas at the earliest.',
      '{kid} has flown the nest, she is at university on the other side of the ocean until next year.',
      'dropped {kid} at the airport, shes off to college overseas. cried the whole drive home',
    ],
    dependents: [
      {
        id: 'practice-lifts',
        statements: [
          'I drive my daughter {kid} to band practice on Wednesday evenings and wait in the car.',
          'wednesdays im the taxi for {kid}, band practice',
        ],
        state: ['Do I drive {kid} to band practice on Wednesdays?'],
        premise: ['When do I have to leave on Wednesday to bring {kid} to band practice?'],
        request: ['Plan my Wednesday evening.'],
      },
      {
        id: 'dinner-with-kid',
        statements: [
          'My daughter {kid} and I cook dinner together every evening. She chops, and I stir.',
          '{kid} eats dinner with me each night, just the two of us.',
        ],
        state: ['Do I have dinner with {kid} in the evenings?', 'Who is at my dinner table in the evening?'],
        premise: ['What can {kid} and I cook together for dinner tonight?'],
        request: ['How many portions should I cook tonight?'],
      },
    ],
  },
  {
    id: 'separation',
    statements: [
      'My wife and I have decided to end our marriage. She moved out on Friday, and our lawyers are handling everything that is left.',
      'The divorce from my wife went through last week and we are no longer in touch.',
      'wife and i split up. papers signed, she took the couch',
    ],
    dependents: [
      {
        id: 'sunday-in-laws',
        statements: [
          'On Sundays my wife and I have lunch at her parents. Her father always grills.',
          'sunday lunch = at my in laws, every week',
        ],
        state: ['Do I have Sunday lunch with my in-laws?'],
        premise: ['Which dessert should I take to my in-laws for lunch on Sunday?'],
        request: ['Where should I have lunch on Sunday?'],
      },
      {
        id: 'shared-account',
        statements: [
          'My wife and I pay all bills from our shared account.',
          'we put both our paychecks in one pot, me and my wife',
        ],
        state: ['Do my wife and I pay our bills from one account?', 'How are my household bills paid?'],
        premise: ['How much should my wife and I each pay into our shared account next month?'],
        request: ['Draw up a budget for my household next month.'],
      },
    ],
  },
  {
    id: 'basement-flood',
    statements: [
      'A pipe burst last night while we were sleeping, and our basement filled with water up to the ceiling. The insurance company says that nothing down there can be saved.',
      'The basement was flooded to the top stair and everything in it is ruined.',
      'basement is a swimming pool. pipe burst. total loss down there',
    ],
    dependents: [
      {
        id: 'basement-studio',
        statements: [
          'I record my songs in a small studio that I built in our basement. The walls are padded with foam.',
          'got my drum kit set up in the basement, i play there after work',
        ],
        state: ['Can I play music in the basement?', 'Where do I make my music at the moment?'],
        premise: ['Which song should I record in the basement tonight?'],
        request: ['Where should I make music this evening?'],
      },
      {
        id: 'vinyl-in-basement',
        statements: [
          'My record collection is stored on shelves in the basement, about six hundred albums.',
          'all my vinyl lives on the shelves in our basement',
        ],
        state: ['Do I have my record collection in the basement?', 'What is the state of my record collection?'],
        premise: ['How should I sort the records on my basement shelves?'],
        request: ['What music should I put on the turntable from my collection?'],
      },
    ],
  },
  {
    id: 'small-flat',
    statements: [
      'We have given up the house. Since Saturday we have been living in a two-room flat on the ninth floor, without a balcony or any outdoor space.',
      'Downsizing is done: no garden, no garage, just two rooms in a tower block.',
      'moved from the house into a tiny flat downtown, 38 square meters, zero outdoor space',
    ],
    dependents: [
      {
        id: 'vegetable-beds',
        statements: [
          'I grow beans and squash in the garden behind our house. The beds get sun all day.',
          'my backyard veggie beds are my pride and joy',
        ],
        state: ['Do I grow vegetables behind the house?', 'What about my vegetable beds?'],
        premise: ['What should I plant in my garden beds this weekend?'],
        request: ['Suggest a gardening project for me this month.'],
      },
      {
        id: 'garage-workshop',
        statements: [
          'In my garage at home I have a workshop with a table saw and a lathe.',
          'i build furniture in our garage most weekends',
        ],
        state: ['Do I have a workshop in my garage?', 'Where do I build furniture?'],
        premise: ['Where in my garage should I hang the new clamps?'],
        request: ['Plan a woodworking project for my weekend.'],
      },
      {
        id: 'big-dinner-guests',
        statements: [
          'Our dining room seats fourteen, so the family gathers at our house for every holiday.',
          'we host the whole family at ours, 14 people, every holiday',
        ],
        state: ['Does the whole family gather at our place for holidays?'],
        premise: ['How should I arrange the fourteen seats at our place for the next holiday?'],
        request: ['Plan the next holiday with the whole family.'],
      },
    ],
  },
];
