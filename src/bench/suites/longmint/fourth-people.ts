/** Fourth surface of the LongMINT twin: researchers in the field, and relatives with their likings. See `fourth-longmint.ts`. */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

export const fourthPeople: readonly LongmintDomain[] = [
  {
    id: 'fourth-field',
    entities: ['Ottilie', 'Bram', 'Xiomara', 'Tobias', 'Nkechi', 'Yusuf', 'Maren', 'Silvio'],
    attributes: [
      {
        id: 'station',
        values: listed(
          `Cape Orlan | Port Sable | Dunmore Bay | Kestrel Ridge | Salt Flats Camp | Amber Creek | Halvard Fjord |
          Pine Hollow | Mirador Hill | Tessaly Marsh | Old Quarry Camp | Gannet Rock | Lower Brandt | Corrie Pass |
          Sundial Mesa | Wren Island | Black Tarn | Vireo Canyon | Upper Lomas | Fennel Point | Ashdown Moor |
          Glacier Hut Two | Rosario Delta | Peregrine Cliff | Stony Ford | Maple Basin | Lantern Cove | Thistle Heath |
          Granite Falls | Ibex Saddle | Coral Spit | Juniper Flats | Redstart Valley | Windmill Hill | Osprey Lagoon |
          Cinder Plain`,
        ),
        first: [
          'For the beginning of the season, {e} is stationed at {v}.',
          '{e} started out in the field at {v}.',
          '{e} based at {v} for now, tent and all',
        ],
        update: [
          'According to the updated roster, {e} is stationed at {v}.',
          'The institute has transferred {e} from {u} to {v}.',
          'As of this week, the field station of {e} is {v}.',
          '{e} packed the tent and relocated to {v}.',
          '{e} got posted to {v}, radio works fine there',
          'new posting for {e}: {v}',
        ],
        noise: [
          '{e} submitted the monthly travel expenses.',
          'The radio interview with {e} was broadcast on Sunday.',
          '{e} lost a boot in the mud and wrote a poem about it.',
          'happy birthday to {e} from all of us!',
        ],
        current: [
          'Where is {e} stationed now?',
          'What is the present field station of {e}?',
          'At which place is {e} based at the moment?',
        ],
        historical: [
          'Where was {e} stationed {n} postings before the current one?',
          'Counting back {n} from the present posting, which station did {e} have?',
          'What was the field station of {e} {n} transfers ago?',
        ],
        ordering: [
          'List all stations of {e} in chronological order.',
          'Where has {e} been based, from the first station to the current one?',
        ],
        counting: [
          'How many times has {e} been transferred to another station?',
          'How often did the station of {e} change?',
        ],
      },
      {
        id: 'subject',
        values: listed(
          `otters | marsh harriers | fire ants | tree frogs | moss mites | lynxes | snow geese | barn owls | sea urchins |
          garter snakes | dung beetles | river dolphins | fruit bats | kingfishers | hermit crabs | wild boars | newts |
          stick insects | storks | muskrats | sand lizards | honey badgers | pikas | puffins | leeches | mayflies |
          box turtles | porcupines | seahorses | cicadas | ground squirrels | cormorants | glow worms | tapirs |
          salamanders | mantises`,
        ),
        first: [
          '{e} has been commissioned to do research on {v}.',
          'At first, {e} was studying {v}.',
          '{e} is looking into {v}, counts them every morning',
        ],
        update: [
          'The research focus of {e} has shifted from {u} to {v}.',
          'In the latest proposal, {e} announces that the object of study is {v}.',
          '{e} is now doing research on {v}.',
          '{e} switched subjects and studies {v}.',
          'so {e} dropped {u} and researches {v} now',
          'research topic of {e}, updated: {v}',
        ],
        noise: [
          '{e} gave a talk at the university and received much applause.',
          'The grant application of {e} has a typing error on page two.',
          '{e} borrowed the good binoculars again.',
          'Has anybody seen the notebook that belongs to {e}?',
        ],
        current: [
          'Which animals is {e} studying now?',
          'What is the current research subject of {e}?',
          'What does {e} do research on?',
        ],
        historical: [
          'What was {e} studying {n} changes of subject ago?',
          'Go back {n} from the current research subject of {e}. Which animals were it then?',
          'Which animals did {e} do research on {n} subjects before the present one?',
        ],
        ordering: [
          'Give the research subjects of {e} from the earliest to the latest.',
          'Which animals has {e} studied, in the order in which it happened?',
        ],
        counting: [
          'How many times did {e} change the research subject?',
          'How often has the research of {e} turned to other animals?',
        ],
      },
    ],
  },
  {
    id: 'fourth-relatives',
    entities: [
      'Aunt Greta',
      'Cousin Milo',
      'Grandpa Ansel',
      'Uncle Ravi',
      'Aunt Bettina',
      'Cousin Adaeze',
      'Grandma Pearl',
      'Uncle Laszlo',
    ],
    attributes: [
      {
        id: 'favorite-composer',
        values: listed(
          `Bach | Mozart | Haydn | Schubert | Brahms | Chopin | Liszt | Verdi | Puccini | Rossini | Mahler | Bruckner |
          Dvorak | Smetana | Grieg | Sibelius | Elgar | Holst | Britten | Purcell | Handel | Vivaldi | Corelli |
          Monteverdi | Ravel | Debussy | Satie | Bizet | Berlioz | Gounod | Bartok | Kodaly | Stravinsky | Prokofiev |
          Rachmaninoff | Gershwin`,
        ),
        first: [
          'The favorite composer of {e} is {v}.',
          '{e} told us over coffee that no composer comes close to {v}.',
          '{e} = total {v} fan',
        ],
        update: [
          '{e} mentioned that the favorite composer is {v} these days.',
          'After the concert on Sunday, {e} declared {v} the best composer of all.',
          '{e} loves {v} more than {u} now, and plays nothing else in the car.',
          'By now {v} has taken the top spot with {e} when it comes to composers.',
          '{e} has a new favorite composer, namely {v}.',
          'update: {e} is over {u}, the composer of the hour is {v}',
        ],
        noise: [
          '{e} bought tickets for a concert in the park.',
          'The old piano of {e} was tuned.',
          '{e} fell asleep during the second act.',
          'does {e} have a record player?',
        ],
        current: [
          'Who is the favorite composer of {e}?',
          'Which composer does {e} like best at present?',
          'Whose music should I put on for {e}, going by the favorite composer?',
        ],
        historical: [
          'Who was the favorite composer of {e} {n} favorites before the current one?',
          'Which composer did {e} like best {n} changes ago?',
        ],
        ordering: [
          'List the favorite composers of {e} from the first to the current one.',
          'In what order did {e} have which favorite composers?',
        ],
        counting: [
          'How many times has the favorite composer of {e} changed?',
          'How often did {e} settle on another favorite composer?',
        ],
      },
      {
        id: 'holiday-destination',
        values: listed(
          `Iceland | Morocco | Peru | Japan | Vietnam | Norway | Greece | Kenya | Chile | Jordan | Portugal | Nepal |
          Croatia | Cuba | Scotland | Thailand | Georgia | Namibia | Canada | Bhutan | Malta | Ecuador | Ireland | Oman |
          Slovenia | Sri Lanka | Mexico | Estonia | Madagascar | Tunisia | Bolivia | Latvia | Senegal | Cyprus | Laos |
          New Zealand`,
        ),
        first: [
          'When asked about the next vacation, {e} said that it should be in {v}.',
          '{e} wants to spend the coming vacation in {v}.',
          '{e} is dreaming of a holiday in {v}, already has the guidebook',
        ],
        update: [
          '{e} has reconsidered and would like to spend the vacation in {v} instead.',
          'The travel plans of {e} were changed from {u} to {v}.',
          '{e} now wants to go to {v} for the holidays.',
          'Forget {u}, {e} is set on a holiday in {v}.',
          'The new holiday destination of {e} is {v}.',
          '{e} changed the trip again lol, its {v} this time',
        ],
        noise: [
          '{e} misplaced the passport and found it in the cookie jar.',
          'The suitcase of {e} has a broken wheel.',
          '{e} complained about the price of sun cream.',
          '{e} will ask the neighbors to empty the mailbox.',
        ],
        current: [
          'Where does {e} want to go for the vacation?',
          'What is the holiday destination of {e} now?',
          'Which country has {e} chosen for the next trip?',
        ],
        historical: [
          'Where did {e} want to spend the vacation {n} plans before the current one?',
          'What was the holiday destination of {e} {n} changes ago?',
        ],
        ordering: [
          'List the holiday destinations that {e} has planned, oldest first.',
          'Which countries did {e} choose for the vacation, in order of time?',
        ],
        counting: [
          'How many times did {e} change the holiday destination?',
          'How often were the vacation plans of {e} moved to another country?',
        ],
      },
    ],
  },
];
