/** Sixth surface of the STALE twin, causes of work, town and belongings (Type II). Written unseen, see `sixth-attributes.ts`. */
import type { CauseSurface } from './stale-surface.ts';

export const sixthWorldCauses: readonly CauseSurface[] = [
  {
    id: 'office-relocated',
    statements: [
      'Our office has moved to an industrial estate out by the airport, forty kilometers from my home. The building in the center has been handed over to the new tenants.',
      "The firm has left the center for good: our office is out by the airport now, an hour's drive from my flat.",
      'office moved to the airport, 40 km out, old place downtown is closed',
    ],
    dependents: [
      {
        id: 'walks-to-office',
        statements: [
          'I walk to the office. It takes ten minutes through the park, and I greet the same ducks each time.',
          'walking to the office, 10 min thru the park',
        ],
        state: ['Do I walk to the office?', 'Is my walk to the office ten minutes?'],
        premise: [
          'Which shoes for my ten minute walk to the office?',
          'Is an umbrella enough for my walk to the office?',
        ],
        request: ['When do I have to leave to be at the office by eight?'],
      },
      {
        id: 'goes-home-for-lunch',
        statements: [
          'At noon I go home from the office for lunch, since it is only around the corner. I eat soup with my wife.',
          'The office is round the corner, so I pop home for lunch every day.',
        ],
        state: ['Do I go home for lunch on workdays?', 'Is home where I have lunch on office days?'],
        premise: [
          'What can I cook when I go home for lunch from the office?',
          'Which soup will I heat at home at noon?',
        ],
        request: ['Where will I have lunch on office days?'],
      },
      {
        id: 'kiosk-by-office',
        statements: [
          'Each morning I buy a pretzel at the kiosk in front of our office. The owner knows my name.',
          'get my pretzel at the kiosk outside our office each morning',
        ],
        state: ['Do I get a pretzel at the kiosk each morning?', 'Is the kiosk by the office my stop in the morning?'],
        premise: [
          'Which pretzel at the kiosk by the office today?',
          'What do I owe the kiosk for my morning pretzels?',
        ],
        request: ['Where do I get a snack before work?'],
      },
    ],
  },
  {
    id: 'bus-line-cut',
    statements: [
      'The city council has abolished the number 14 bus. The last one ran on Sunday, and there is no substitute service.',
      'The number 14 bus no longer exists, they even unscrewed the stop signs.',
      '14 bus got scrapped, last one was sunday, no replacement',
    ],
    dependents: [
      {
        id: 'bus-to-library',
        statements: [
          'I take the number 14 bus to the library every Tuesday. I return my books and come home with new ones.',
          'tuesdays i take the 14 bus to the library',
        ],
        state: ['Do I take the 14 bus to the library?', 'Is the number 14 how I reach the library?'],
        premise: ['When does my 14 bus to the library leave on Tuesday?', 'What does a ticket for my 14 bus cost?'],
        request: ['How do I get to the library on Tuesday?'],
      },
      {
        id: 'kid-rides-bus',
        statements: [
          'My daughter {kid} rides the number 14 bus to her violin lesson. She is old enough to go by herself.',
          '{kid} gets to her violin lesson on the number 14 bus, all on her own.',
        ],
        state: ['Does {kid} ride the number 14 bus to violin?', 'Is the 14 bus how {kid} gets to her lesson?'],
        premise: ['At which stop must {kid} leave the 14 bus?', 'Which seat on the 14 bus is best for {kid}?'],
        request: ['How will {kid} get to her violin lesson?'],
      },
    ],
  },
  {
    id: 'climbing-hall-burned',
    statements: [
      'The climbing hall at the harbor burned to the ground last night. Nobody was injured, but nothing is left of it, and the owners will not rebuild.',
      "There's nothing left of the climbing hall after the fire, and the owners have said they won't rebuild.",
      'climbing hall burnt down :((( nothing left, not being rebuilt',
    ],
    dependents: [
      {
        id: 'climbs-with-friend',
        statements: [
          'Every Tuesday I climb with {friend} at the climbing hall by the harbor. We take turns on the long wall.',
          'tues = climbing hall w {friend}, long wall',
        ],
        state: ['Do I climb at the harbor hall on Tuesdays?', 'Is Tuesday my evening at the climbing hall?'],
        premise: [
          'Which route should I try at the climbing hall on Tuesday?',
          'Shall I take chalk to the climbing hall?',
        ],
        request: ['What can I do with {friend} on Tuesday?'],
      },
      {
        id: 'job-at-hall',
        statements: [
          'I earn my pocket money at the counter of the climbing hall by the harbor, three afternoons a week.',
          'Three afternoons a week I hand out shoes at the climbing hall counter.',
        ],
        state: ['Do I work at the counter of the climbing hall?', 'Is the climbing hall where I earn my pocket money?'],
        premise: [
          'When does my next shift at the climbing hall begin?',
          'What do I wear at the counter of the climbing hall?',
        ],
        request: ['Tell me how I could earn my pocket money next month.'],
      },
    ],
  },
  {
    id: 'plain-phone',
    statements: [
      'I gave away my smartphone and bought a simple phone with buttons. It can make calls and send text messages, and nothing else.',
      "My smartphone is gone. I've a button phone that calls and texts and that's all it can do.",
      'got rid of the smartphone, only have a dumb phone now, calls and sms thats it',
    ],
    dependents: [
      {
        id: 'pays-by-phone',
        statements: [
          'I pay for everything with my phone. I hold it to the terminal, and my purse stays at home.',
          'i pay w my phone everywhere, no wallet',
        ],
        state: ['Do I pay with my phone in shops?', 'Is my phone what I hold to the terminal?'],
        premise: ['How do I pay at the market with my phone?', 'What is the limit when I pay with my phone?'],
        request: ['What should I take along to pay at the shop?'],
      },
      {
        id: 'navigates-by-phone',
        statements: [
          'When I drive somewhere new, I follow the map on my phone. It sits in a holder beside the wheel.',
          'On the road I go wherever the map on my phone tells me.',
        ],
        state: ['Do I follow the map on my phone when driving?', 'Is my phone my map on the road?'],
        premise: ['How do I update the map on my phone before my drive?', 'Where do I put my phone to see its map?'],
        request: ['How do I find my way to an unknown address on Friday?'],
      },
      {
        id: 'podcasts-by-phone',
        statements: [
          'I listen to podcasts on my phone while I iron. Two shirts make one episode.',
          'podcasts on my phone while ironing, 2 shirts per ep',
        ],
        state: ['Do I listen to podcasts on my phone?', 'Are podcasts on my phone part of my ironing?'],
        premise: [
          'Which podcast shall I put on my phone for ironing?',
          'Which app on my phone is best for my podcasts?',
        ],
        request: ['Suggest entertainment for my next pile of ironing.'],
      },
    ],
  },
  {
    id: 'weekend-duty',
    statements: [
      'The hospital has changed my roster. From this month on, I work every Saturday and every Sunday from seven until seven, and I am off on Wednesdays and Thursdays.',
      'New roster: I work all day on Saturdays and Sundays, every single weekend, and get midweek off instead.',
      'new rota, im on every sat AND sun 7 to 7, off midweek',
    ],
    dependents: [
      {
        id: 'saturday-hike',
        statements: [
          'I go hiking with {friend} on Saturdays. We leave at eight, and we are back for supper.',
          'saturdays im out hiking w {friend} all day',
        ],
        state: ['Do I hike with {friend} on Saturdays?', 'Are my Saturdays for hiking?'],
        premise: [
          'Which trail do {friend} and I hike this Saturday?',
          'What time do {friend} and I set off on Saturday?',
        ],
        request: ['Find a day this week for a hike with {friend}.'],
      },
      {
        id: 'sunday-flea-market',
        statements: [
          'On Sundays I have a stall at the flea market, from morning until three. I sell old cameras and lamps.',
          'Sundays you will find me behind my stall at the flea market.',
        ],
        state: ['Do I stand at my flea market stall on Sundays?', 'Am I at the flea market on Sundays?'],
        premise: ['Which lamps do I take to my stall on Sunday?', 'How early must I be at my stall on Sunday?'],
        request: ['What is on my schedule for Sunday?'],
      },
    ],
  },
  {
    id: 'theater-group-dissolved',
    statements: [
      'Our amateur theater group has dissolved. The members voted on Friday, the costumes were given away, and the spring production will not take place.',
      "That's it for our theater group. We voted to dissolve, and the spring play is off.",
      'theatre group dissolved, voted on it friday, spring play cancelled for good',
    ],
    dependents: [
      {
        id: 'monday-rehearsal',
        statements: [
          'I rehearse with our theater group on Monday evenings. We meet on the stage of the old cinema.',
          'monday evenings rehearsal w our theatre group',
        ],
        state: ['Do I rehearse on Monday evenings?', 'Is there a rehearsal of our theater group on Mondays?'],
        premise: ['What should I bring to rehearsal on Monday?', 'Which scene do we rehearse on Monday evening?'],
        request: ['Is my Monday evening free?'],
      },
      {
        id: 'role-in-spring',
        statements: [
          'I play the gravedigger in the spring production of our theater group. I have forty lines to learn.',
          "I'm the gravedigger in our theater group's play this spring.",
        ],
        state: ['Will I play the gravedigger in spring?', 'Am I on stage with our theater group this spring?'],
        premise: [
          'How do I learn my lines as the gravedigger by spring?',
          'How shall I do my make-up as the gravedigger?',
        ],
        request: ['What should I practice for this spring?'],
      },
    ],
  },
  {
    id: 'corner-bakery-closed',
    statements: [
      'The bakery on our corner has closed for good. The baker retired without a successor, and an estate agent has moved into the shop.',
      'Our corner bakery is no more, the old baker retired and now they sell houses in there.',
      'corner bakery shut for good, its an estate agents now',
    ],
    dependents: [
      {
        id: 'saturday-rolls',
        statements: [
          'On Saturdays I fetch fresh rolls from the bakery on our corner. The children wait at the window.',
          'sat morning rolls from the corner bakery, every week',
        ],
        state: ['Do I fetch rolls from our corner bakery?', 'Are Saturday rolls from the bakery on our corner?'],
        premise: ['How many rolls do I order at our corner bakery for Saturday?', 'When does our corner bakery open?'],
        request: ['Where do I get rolls on Saturday?'],
      },
      {
        id: 'kid-job-in-bakery',
        statements: [
          'My daughter {kid} works at the bakery on our corner on Sunday mornings. It is her first job.',
          '{kid} serves at the corner bakery every Sunday morning, very proud of her apron.',
        ],
        state: ['Does {kid} work at our corner bakery?', 'Is {kid} behind the counter of the bakery on Sundays?'],
        premise: ['When must {kid} get up for work at the bakery on Sunday?', 'Who irons the bakery apron of {kid}?'],
        request: ['What does {kid} have on this Sunday morning?'],
      },
    ],
  },
  {
    id: 'social-media-deleted',
    statements: [
      'I have deleted all of my social media accounts permanently. There is nothing left to log in to, and I feel relieved.',
      "I've deleted every social media account I had, Facebook, Instagram, the lot, and there's no way back.",
      'deleted all my socials for good, insta fb tiktok everything',
    ],
    dependents: [
      {
        id: 'posts-daily-photo',
        statements: [
          'I post a photograph on Instagram every evening. About two hundred people follow my sunsets.',
          'i post a sunset on insta every evening',
        ],
        state: ['Do I post a photograph on Instagram in the evenings?', 'Are my sunsets on Instagram every evening?'],
        premise: [
          'Which hashtags for my Instagram post this evening?',
          'What filter shall I use on my Instagram sunset?',
        ],
        request: ['What should I do with the sunset picture I took?'],
      },
      {
        id: 'runs-village-group',
        statements: [
          'I run the Facebook group of our village. I approve new members and delete the rude comments.',
          'I moderate our village group on Facebook, mostly lost cats and bin days.',
        ],
        state: ['Do I run the village group on Facebook?', 'Am I the one who approves members of our Facebook group?'],
        premise: [
          'Whom should I approve in my Facebook group today?',
          'How do I pin a post in the Facebook group I run?',
        ],
        request: ['How can I tell the village about the fair?'],
      },
    ],
  },
  {
    id: 'fireplace-sealed',
    statements: [
      'The chimney sweep condemned our fireplace. The flue has been filled with concrete, and it can never be lit again.',
      'Our fireplace is dead: they filled the flue with concrete after the inspection.',
      'fireplace condemned, flue filled w concrete, cant ever light it again',
    ],
    dependents: [
      {
        id: 'winter-fire',
        statements: [
          'In winter I light our fireplace every evening. We sit in front of it until the embers are gone.',
          'winter evenings i light our fireplace, best part of the day',
        ],
        state: ['Do I light our fireplace on winter evenings?', 'Is there a fire in our fireplace on winter nights?'],
        premise: ['How long will the fire in our fireplace burn tonight?', 'Which kindling do I use in our fireplace?'],
        request: ['How do I keep the living room warm tonight?'],
      },
      {
        id: 'orders-firewood',
        statements: [
          'Every October I have three cubic meters of beech logs delivered for our fireplace.',
          'I get a load of beech logs for our fireplace every October.',
        ],
        state: ['Do I get beech logs for our fireplace each October?', 'Is a load of logs due for our fireplace?'],
        premise: [
          'How many beech logs does our fireplace need this October?',
          'Where do I stack the logs for our fireplace?',
        ],
        request: ['What do I need to order for the winter?'],
      },
    ],
  },
];
