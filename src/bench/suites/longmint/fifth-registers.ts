/**
 * Fifth surface of the LongMINT twin: a port authority's ships, an encyclopedia's football clubs, and the services of a
 * server farm. See `fifth-longmint.ts`.
 */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

/** 36 numbers, each a step larger than the one before. */
const numbers = (from: number, step: number): number[] => Array.from({ length: 36 }, (_, index) => from + index * step);

export const fifthRegisters: readonly LongmintDomain[] = [
  {
    id: 'fifth-ships',
    entities: [
      'MV Marigold',
      'MV Northern Star',
      'MV Santa Brigida',
      'MV Heron',
      'MV Lady Agatha',
      'MV Sirocco',
      'MV Polar Wind',
    ],
    attributes: [
      {
        id: 'cargo',
        values: listed(
          `cocoa | timber | wheat | cement | bananas | coal | wool | copper | tea | salt | tires | cotton | rice |
          marble | olive oil | paper | sugar | gravel | fertilizer | steel pipes | bricks | barley | tractors | rubber |
          soybeans | tobacco | zinc | oranges | leather | frozen fish | furniture | bicycles | glass | pepper |
          sunflower seeds | scrap metal`,
        ),
        first: [
          'The first manifest lists {v} as the cargo of {e}.',
          'To begin with, {e} carries {v}.',
          '{e} loaded with {v}',
        ],
        update: [
          'According to the latest manifest, the cargo of {e} is {v}.',
          '{e} discharged {u} and took on {v}.',
          'The hold of {e} is now full of {v}.',
          'The cargo of {e} has been changed from {u} to {v}.',
          '{e} carries {v} on the present voyage.',
          'cargo of {e} now {v}',
        ],
        noise: [
          'The hull of {e} was cleaned by divers.',
          'The harbor fees for {e} have been paid.',
          'A seagull has built a nest on {e}.',
          'crew of {e} won the darts night',
        ],
        current: ['What is the cargo of {e} now?', 'What does {e} carry at present?'],
        historical: [
          'What was the cargo of {e} {n} changes ago?',
          'What did {e} carry {n} cargoes before the latest one?',
        ],
        ordering: ['List the cargoes of {e} from the first to the latest.', 'What has {e} carried, in order of time?'],
        counting: ['How many times has the cargo of {e} changed?', 'How often did {e} change its cargo?'],
      },
      {
        id: 'captain',
        values: listed(
          `Captain Aldous | Captain Berggren | Captain Castell | Captain Duarte | Captain Eklund | Captain Fonseca |
          Captain Grimshaw | Captain Haddad | Captain Ivarsson | Captain Jurado | Captain Kostas | Captain Lund |
          Captain Moreau | Captain Ngata | Captain Obuya | Captain Petrov | Captain Quist | Captain Rasmussen |
          Captain Sato | Captain Tremblay | Captain Urbano | Captain Vidal | Captain Wexford | Captain Yilmaz |
          Captain Zeman | Captain Acheson | Captain Bjarne | Captain Corrigan | Captain Delacroix | Captain Engel |
          Captain Farrow | Captain Giordano | Captain Hollis | Captain Ishikawa | Captain Janssen | Captain Keane`,
        ),
        first: [
          '{e} sails under the command of {v}.',
          'The master of {e} is {v}, says the register.',
          '{v} in command of {e}',
        ],
        update: [
          'The register now names {v} as the master of {e}.',
          '{v} relieved {u} and is in command of {e}.',
          'Command of {e} has been given to {v}.',
          '{e} is now commanded by {v}.',
          'In place of {u}, {v} has taken the helm of {e}.',
          'new boss on {e}: {v}',
        ],
        noise: [
          'The safety inspection of {e} passed without remarks.',
          'A painter asked for permission to sketch {e}.',
          'The crew of {e} has ordered forty new mattresses.',
          'radio of {e} crackles a bit',
        ],
        current: ['Who is in command of {e} now?', 'Who commands {e} at present?'],
        historical: [
          'Who was in command of {e} {n} changes ago?',
          'Who commanded {e} {n} changes of command before the latest one?',
        ],
        ordering: [
          'List everybody who has been in command of {e}, from the first to the latest.',
          'Who has commanded {e}, in order of time?',
        ],
        counting: ['How many times did the command of {e} change?', 'How often has {e} been given a new commander?'],
      },
    ],
  },
  {
    id: 'fifth-clubs',
    entities: [
      'Ravenport Rovers',
      'Millbrook Athletic',
      'Dynamo Carsk',
      'Union Tarvel',
      'Sporting Almeda',
      'Hexley Town',
    ],
    attributes: [
      {
        id: 'coach',
        values: listed(
          `Aaron Pike | Benny Stroud | Carlos Ibarra | Dietmar Kohl | Emil Novak | Frank Oduya | Gianni Russo |
          Hugh Tanner | Ismael Diop | Jonas Weber | Karl Antonsen | Liam Garrity | Marco Bellini | Neil Harker |
          Otto Brandl | Pablo Reyes | Quentin Marsh | Roy Calder | Sven Holm | Tomas Vrba | Umberto Sala | Victor Nunes |
          Walter Finch | Yannick Leroy | Zdenek Kral | Andre Costa | Bert Mulder | Colin Ashby | David Amsel |
          Erik Solberg | Felix Moran | Gordon Tate | Henri Dufour | Igor Baran | Jamie Lockhart | Kenji Mori`,
        ),
        first: ['{e} is coached by {v}.', 'The head coach of {e} is {v}.', '{e} coach: {v}'],
        update: [
          'Following a meeting of the board, {e} appointed {v} as head coach.',
          '{v} replaced {u} as head coach of {e}.',
          '{e} is now coached by {v}.',
          'The current head coach of {e} is {v}.',
          '{e} sacked {u} and brought in {v} as coach.',
          '{e} coach now {v}, per club website',
        ],
        noise: [
          '{e} drew the last match of the round.',
          'A citation is needed for the founding year of {e}.',
          'The supporters of {e} are known for their scarves.',
          'fixed a typo in the infobox of {e}',
        ],
        current: ['Who is the head coach of {e}?', 'Who coaches {e} now?'],
        historical: [
          'Who was the head coach of {e} {n} changes ago?',
          'Who coached {e} {n} coaches before the latest one?',
        ],
        ordering: [
          'List the head coaches of {e} from the first to the latest.',
          'Who has coached {e}, in order of time?',
        ],
        counting: ['How many times has {e} changed its head coach?', 'How often did the head coach of {e} change?'],
      },
      {
        id: 'capacity',
        values: numbers(12_350, 275).map(
          (seats) => `${Math.floor(seats / 1000)},${String(seats % 1000).padStart(3, '0')}`,
        ),
        first: [
          'The stadium of {e} has a capacity of {v} seats.',
          'The ground of {e} holds {v} spectators.',
          '{e} stadium capacity: {v}',
        ],
        update: [
          'After the renovation, the stadium of {e} has a capacity of {v} seats.',
          'The capacity of the stadium of {e} was changed from {u} to {v} seats.',
          'The stadium of {e} now seats {v} people.',
          'Following an inspection, the capacity of the ground of {e} stands at {v}.',
          'The ground of {e} now holds {v} spectators instead of {u}.',
          '{e} stadium capacity corrected to {v}',
        ],
        noise: [
          'The grass at the stadium of {e} was reseeded.',
          'A concert took place at the ground of {e}.',
          'The stadium of {e} has a famous pie stand.',
          'added a photo of the stadium of {e}',
        ],
        current: ['What is the capacity of the stadium of {e}?', 'How many seats does the stadium of {e} have now?'],
        historical: [
          'What was the capacity of the stadium of {e} {n} changes ago?',
          'How many seats did the stadium of {e} have {n} changes before the latest one?',
        ],
        ordering: [
          'List the capacities of the stadium of {e} from the first to the latest.',
          'Which capacities has the stadium of {e} had, in order of time?',
        ],
        counting: [
          'How many times has the capacity of the stadium of {e} changed?',
          'How often did the capacity of the ground of {e} change?',
        ],
      },
    ],
  },
  {
    id: 'fifth-services',
    entities: [
      'billing-service',
      'login-service',
      'search-service',
      'mail-gateway',
      'report-worker',
      'image-proxy',
      'chat-backend',
    ],
    attributes: [
      {
        id: 'port',
        values: numbers(4_021, 137).map(String),
        first: ['By default, {e} listens on port {v}.', 'The port of {e} is {v}.', '{e} runs on port {v}'],
        update: [
          'As of this commit, {e} listens on port {v}.',
          'Change the port of {e} from {u} to {v}.',
          'Move {e} to port {v} to avoid a conflict.',
          'The port of {e} is now {v}.',
          '{e} switched from port {u} to port {v}.',
          'set port of {e} to {v}',
        ],
        noise: [
          'Add a health check to {e}.',
          'Rewrite the readme of {e}.',
          'The tests of {e} run twice as fast.',
          'fix a flaky test in {e}',
        ],
        current: ['Which port does {e} listen on?', 'What is the port of {e} now?'],
        historical: [
          'What was the port of {e} {n} changes ago?',
          'Which port did {e} listen on {n} changes before the latest one?',
        ],
        ordering: [
          'List the ports of {e} from the first to the latest.',
          'Which ports has {e} listened on, in order of time?',
        ],
        counting: ['How many times has the port of {e} changed?', 'How often did {e} change its port?'],
      },
      {
        id: 'database',
        values: listed(
          `amber-db | basalt-db | cedar-db | delta-db | ember-db | falcon-db | garnet-db | hazel-db | indigo-db |
          jasper-db | krill-db | lotus-db | maple-db | nickel-db | onyx-db | pearl-db | quartz-db | raven-db | sable-db |
          topaz-db | umber-db | velvet-db | willow-db | xenon-db | yarrow-db | zephyr-db | acorn-db | birch-db |
          cobalt-db | dune-db | elm-db | fjord-db | granite-db | heather-db | iris-db | jade-db`,
        ),
        first: ['Initially, {e} stores its data in {v}.', 'The database of {e} is {v}.', '{e} talks to {v}'],
        update: [
          'As of this release, {e} stores its data in {v}.',
          'Migrate {e} from {u} to {v}.',
          'Point {e} at {v}, which is its only database from now on.',
          'The database of {e} is now {v}.',
          '{e} uses {v} as its database instead of {u}.',
          'db of {e} -> {v}',
        ],
        noise: [
          'Rotate the password of {e}.',
          'Shorten the log lines of {e}.',
          'The dashboard of {e} has a new color scheme.',
          'bump the license year in {e}',
        ],
        current: ['Which database does {e} use?', 'What is the database of {e} now?'],
        historical: [
          'What was the database of {e} {n} changes ago?',
          'Which database did {e} use {n} changes before the latest one?',
        ],
        ordering: [
          'List the databases of {e} from the first to the latest.',
          'Which databases has {e} used, in order of time?',
        ],
        counting: ['How many times has the database of {e} changed?', 'How often did {e} change its database?'],
      },
    ],
  },
];
