/**
 * Fifth surface of the STALE twin, causes of body, family and home with what hangs on them (Type II). Written unseen,
 * see `fifth-attributes.ts`.
 */
import type { CauseSurface } from './stale-surface.ts';

export const fifthBodyCauses: readonly CauseSurface[] = [
  {
    id: 'broken-ankle',
    statements: [
      'I broke my ankle on the stairs yesterday. The surgeon put my leg in a cast, and I must not put any weight on it for ten weeks.',
      'My ankle is broken in two places, so it is crutches and a cast up to the knee for the next ten weeks.',
      'snapped my ankle, cast + crutches for 10 weeks, not allowed to step on it',
    ],
    dependents: [
      {
        id: 'five-a-side',
        statements: [
          'I play five-a-side football with {friend} and the others every Thursday evening. I am usually on the left wing.',
          'thursday = football w {friend}, never miss it',
        ],
        state: ['Do I play football on Thursdays?', 'Am I on the pitch on Thursday evenings at the moment?'],
        premise: [
          'Which boots should I wear for my football match on Thursday?',
          'What should I eat before I play football on Thursday?',
        ],
        request: ['Plan my Thursday evening.'],
      },
      {
        id: 'runs-to-office',
        statements: [
          'I run to the office three mornings a week and shower there. It is six kilometers along the canal.',
          'Three mornings a week I jog to work along the canal.',
        ],
        state: ['Do I run to the office?', 'Am I jogging to work in the mornings?'],
        premise: ['What pace should I aim for on my run to the office tomorrow?'],
        request: ['How should I get to the office tomorrow?'],
      },
      {
        id: 'salsa-class',
        statements: [
          'On Friday nights I take a salsa class with {friend}.',
          'salsa every fri night, its the highlight of my week',
        ],
        state: ['Do I dance salsa on Fridays?'],
        premise: [
          'Which steps should I rehearse for my salsa class on Friday?',
          'What do I wear to salsa this Friday?',
        ],
        request: ['Suggest how I could spend this Friday night.'],
      },
    ],
  },
  {
    id: 'celiac-diagnosis',
    statements: [
      'My blood tests came back, and the doctor has diagnosed me with celiac disease. I have to avoid wheat, barley and rye completely for the rest of my life.',
      "Turns out I'm a celiac, so not a crumb of gluten for me from today.",
      'celiac disease confirmed, zero gluten forever',
    ],
    dependents: [
      {
        id: 'croissant-stop',
        statements: [
          'Every morning I stop at the French bakery and eat a butter croissant on the way to the office.',
          'croissant from the french bakery each morning, my one vice',
        ],
        state: ['Do I eat a croissant every morning?', 'What about my morning croissant?'],
        premise: ['Should I get my croissant tomorrow morning plain or with almonds?'],
        request: ['Suggest something that I can eat on my way to the office.'],
      },
      {
        id: 'wheat-beer',
        statements: [
          'I drink a wheat beer with {friend} after work on Wednesdays. It is our little tradition.',
          'A wheat beer on Wednesday with {friend} is sacred to me.',
        ],
        state: ['Do I drink wheat beer on Wednesdays?'],
        premise: [
          'Which wheat beer should I order on Wednesday?',
          'How many wheat beers can I have on Wednesday and still cycle?',
        ],
        request: ['What should I drink with {friend} on Wednesday?'],
      },
      {
        id: 'spaghetti-sunday',
        statements: [
          'On Sundays I make a big bowl of ordinary wheat spaghetti for myself and eat all of it.',
          'sunday is spaghetti day, durum wheat only, i eat like 300 g',
        ],
        state: ['Do I eat wheat spaghetti on Sundays?'],
        premise: ['How much wheat spaghetti should I cook for myself this Sunday?'],
        request: ['Suggest what I could cook for myself this Sunday.'],
      },
    ],
  },
  {
    id: 'no-alcohol',
    statements: [
      'My liver values are alarming. The specialist has forbidden me all alcohol, and I have promised her that I will not touch another drop.',
      'Doctor says my liver is in a bad way, so I have given up alcohol for good.',
      'liver is shot, im done w alcohol for good',
    ],
    dependents: [
      {
        id: 'wine-club',
        statements: [
          'I go to a wine tasting at the cellar on the first Saturday of each month. We usually try eight glasses.',
          'first sat of the month = wine tasting w {friend}, 8 glasses lol',
        ],
        state: [
          'Do I go and taste wine on the first Saturday of the month?',
          'Do I take part in the monthly wine tasting?',
        ],
        premise: ['Which wines should I try at my tasting on Saturday?'],
        request: ['Suggest an outing for me on the first Saturday of the month.'],
      },
      {
        id: 'nightcap',
        statements: [
          'I have a small whisky every night before I go to bed.',
          'nightly dram of whisky, cant sleep without',
        ],
        state: ['Do I drink whisky before bed?'],
        premise: ['Which whisky should I have tonight before bed?', 'Should I take ice in my whisky tonight?'],
        request: ['Suggest how I could wind down before bed tonight.'],
      },
    ],
  },
  {
    id: 'vocal-cords',
    statements: [
      'I had an operation on my vocal cords on Monday. The surgeon told me not to sing or speak for eight weeks, so I write everything on a notepad.',
      "Vocal cord surgery went fine, but I mustn't use my voice at all until they say so, probably two months.",
      'vocal cord op done, no talking no singing for 8 weeks, notepad life',
    ],
    dependents: [
      {
        id: 'band-singer',
        statements: [
          'I am the lead singer of a wedding band. We perform nearly every weekend.',
          'i sing lead in a wedding band, gigs most weekends',
        ],
        state: ['Do I sing with the wedding band on weekends?', 'Am I singing with the band at the moment?'],
        premise: ['Which song should I sing first at the wedding on Saturday?'],
        request: ['Help me plan the gig of the band this Saturday.'],
      },
      {
        id: 'walking-tours',
        statements: [
          'I lead walking tours through the old town on Sundays and talk for three hours straight.',
          'Sundays I guide tourists round the old town.',
        ],
        state: ['Do I guide tours through the old town on Sundays?'],
        premise: [
          'Which anecdote should I tell my tour group this Sunday?',
          'What jokes can I tell on my tour on Sunday?',
        ],
        request: ['Plan my coming Sunday.'],
      },
    ],
  },
  {
    id: 'mother-moved-in',
    statements: [
      'My mother gave up her house in {town} and has moved in with us for good. She has the guest room, and her furniture fills every corner of it.',
      'Mum lives with us now, permanently, in what used to be the guest room. Her house in {town} is sold.',
      'mum moved in w us for good, guest room is hers, {town} house is sold',
    ],
    dependents: [
      {
        id: 'guest-room-let',
        statements: [
          'We rent our guest room out to tourists on most weekends. It pays for our holidays.',
          'guest room is on airbnb every weekend, easy money',
        ],
        state: ['Do we rent out our guest room to tourists?', 'Is our guest room let on weekends?'],
        premise: ['What should we charge tourists for our guest room next weekend?'],
        request: ['Help us earn a bit of extra money at home next weekend.'],
      },
      {
        id: 'drive-to-mother',
        statements: [
          'Every other Sunday I drive to {town} to visit my mother in her house. It takes two hours each way.',
          'every 2nd sunday i drive over to mums house in {town}, 2 hrs',
        ],
        state: ['Do I drive to {town} to see my mother on Sundays?'],
        premise: ['When should I leave for {town} on Sunday to reach the house of my mother by noon?'],
        request: ['Plan this Sunday so that I see my mother.'],
      },
    ],
  },
  {
    id: 'grandmother-died',
    statements: [
      'My grandmother passed away on Tuesday night. She was ninety-four, and she died peacefully in her own bed.',
      'We buried Granny this morning. The whole village came.',
      'my gran died on tuesday. cant believe it',
    ],
    dependents: [
      {
        id: 'lunch-at-granny',
        statements: [
          'I have lunch at the house of my grandmother every Saturday. She always makes her dumplings.',
          'saturdays i eat at grans, dumplings every time',
        ],
        state: [
          'Do I have lunch with my grandmother on Saturdays?',
          'Where do I eat lunch on Saturdays, at my grandmother?',
        ],
        premise: ['Which flowers should I bring my grandmother when I have lunch with her on Saturday?'],
        request: ['Plan my lunch on Saturday.'],
      },
      {
        id: 'evening-call',
        statements: [
          'I call my grandmother every evening at seven, and she tells me about her day.',
          'I ring Granny at seven every night, without fail.',
        ],
        state: ['Do I phone my grandmother every evening?'],
        premise: [
          'What should I ask my grandmother when I call her tonight?',
          'Is seven too late to ring my gran tonight?',
        ],
        request: ['Suggest what I could do at seven this evening.'],
      },
    ],
  },
  {
    id: 'cat-rehomed',
    statements: [
      'Our son turned out to be severely allergic to cats. We have given {cat} to a couple in the countryside, who will keep her from now on.',
      '{cat} has gone to live with another family, as our boy gets asthma from her.',
      'had to rehome {cat} bc of the kids allergy, new owners took her yesterday',
    ],
    dependents: [
      {
        id: 'cat-on-bed',
        statements: [
          'Our cat {cat} sleeps at the foot of my bed every night.',
          '{cat} the cat sleeps on my feet every night',
        ],
        state: ['Does {cat} sleep on my bed?', 'Where does {cat} sleep at night, on my bed?'],
        premise: ['How do I get {cat} to stay off my pillow tonight?'],
        request: ['Suggest how I could sleep better tonight.'],
      },
      {
        id: 'cat-food-order',
        statements: [
          'I order six kilograms of dry food for our cat {cat} at the start of every month.',
          '1st of the month i order 6kg of kibble for {cat}',
        ],
        state: ['Do I order food for {cat} every month?'],
        premise: [
          'Which flavor of food should I order for {cat} this month?',
          'How much kibble does {cat} need next month?',
        ],
        request: ['Make a list of what I need to order at the start of the month.'],
      },
    ],
  },
  {
    id: 'kitchen-gutted',
    statements: [
      'The builders tore out our whole kitchen this week. There is no oven, no stove and no sink, and the new one will not be delivered before the spring.',
      'Our kitchen is a bare concrete shell until spring, with the oven and the stove gone to the dump.',
      'kitchen ripped out, no oven no stove til spring, living off sandwiches',
    ],
    dependents: [
      {
        id: 'saturday-sourdough',
        statements: [
          'I bake two loaves of sourdough at home every Saturday. One of them is for {friend}.',
          'saturday = i bake sourdough at home, 2 loaves',
        ],
        state: ['Do I bake bread at home on Saturdays?', 'Am I baking sourdough at the moment?'],
        premise: ['How hot should I set my oven for the sourdough this Saturday?'],
        request: ['How do I get fresh bread this Saturday?'],
      },
      {
        id: 'supper-club',
        statements: [
          'We run a supper club at our place and cook four courses for ten people every second Friday.',
          'Every other Friday we cook dinner for ten at our house.',
        ],
        state: ['Do we cook for ten people at our place every second Friday?'],
        premise: ['Which roast should we cook for the ten guests at our place on Friday?'],
        request: ['Plan what we offer our friends this Friday.'],
      },
    ],
  },
  {
    id: 'eye-surgery',
    statements: [
      'I had emergency surgery for a detached retina. For the next twelve weeks I may not read, look at screens or lift anything, and I have to lie on my left side.',
      'Retina came off, they operated, and now reading, screens and anything strenuous are off limits for twelve weeks.',
      'detached retina surgery, 12 weeks no reading no screens no exertion, dictating this',
    ],
    dependents: [
      {
        id: 'reads-in-bed',
        statements: [
          'I read a novel for an hour in bed every night. It is the only way that I can calm down.',
          'hour of reading in bed, every night',
        ],
        state: ['Do I read in bed at night?', 'Am I reading in the evenings?'],
        premise: ['Which novel should I read in bed tonight?'],
        request: ['Suggest how I could spend an hour in bed before I sleep.'],
      },
      {
        id: 'raids-with-guild',
        statements: [
          'I play an online game with my guild on Tuesday and Sunday nights. We have a raid that lasts four hours.',
          'raid night w the guild tue + sun, 4 hrs at the pc',
        ],
        state: ['Do I play with my guild on Tuesdays and Sundays?'],
        premise: ['Which character should I play in the raid with my guild on Tuesday?'],
        request: ['Plan my Tuesday night.'],
      },
      {
        id: 'weight-training',
        statements: [
          'I lift weights at lunchtime, four days a week.',
          'deadlifts at lunch 4x a week, best part of the day',
        ],
        state: ['Do I lift weights at lunchtime?'],
        premise: ['How much should I deadlift at lunch tomorrow?', 'How many sets should I lift tomorrow at lunch?'],
        request: ['What should I do in my lunch break tomorrow?'],
      },
    ],
  },
];
