/** Sixth surface of the LongMINT twin: courses, neighbors with their favorites, and devices. See `sixth-longmint.ts`. */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

export const sixthSchedules: readonly LongmintDomain[] = [
  {
    id: 'sixth-courses',
    entities: [
      'Botany I',
      'Roman Law',
      'Thermodynamics',
      'Baroque Music',
      'Game Theory',
      'Soil Mechanics',
      'Old Norse',
      'Epidemiology',
    ],
    attributes: [
      {
        id: 'lecturer',
        values: listed(
          `Dr Achterberg | Dr Balakrishnan | Dr Cavendish | Dr Dombrowski | Dr Eriksen | Dr Fontaine | Dr Guzman |
          Dr Halloran | Dr Ibrahim | Dr Jankovic | Dr Kowalczyk | Dr Lombardi | Dr Mackenzie | Dr Nakamura |
          Dr Oyelaran | Dr Papadakis | Dr Quintero | Dr Rosenthal | Dr Sorensen | Dr Tanaka | Dr Ustinov |
          Dr Vasquez | Dr Whitfield | Dr Xu | Dr Yilmaz | Dr Zimmerman | Dr Abrams | Dr Bergeron | Dr Castillo |
          Dr Delacroix | Dr Everett | Dr Ferreira | Dr Gallagher | Dr Hoffmann | Dr Ivanova | Dr Jellinek`,
        ),
        first: [
          'According to the prospectus, {e} is taught by {v}.',
          '{v} gives the lectures in {e}.',
          '{e} lecturer: {v}',
        ],
        update: [
          'The faculty announces that {e} is taught by {v} from now on.',
          '{v} has taken over {e} from {u}.',
          'The lecturer in {e} is {v} now.',
          'In {e}, {u} has been replaced by {v}.',
          'From this week on, {v} gives the lectures in {e}.',
          '{e} has {v} as lecturer now',
        ],
        noise: [
          'Forty students have signed up for {e}.',
          'The handouts for {e} were printed on both sides.',
          'Somebody left an umbrella behind after {e}.',
          'half asleep in {e} again',
        ],
        current: ['Who teaches {e} now?', 'Who is the present lecturer in {e}?'],
        historical: [
          'Who taught {e} {n} changes of lecturer ago?',
          'Who was the lecturer in {e} {n} before the latest one?',
        ],
        ordering: [
          'List everybody who has taught {e}, in order from the first to the latest.',
          'Who have been the lecturers in {e}, from earliest to latest?',
        ],
        counting: ['How many times did the lecturer in {e} change?', 'How often has {e} been given another lecturer?'],
      },
      {
        id: 'weekly-slot',
        values: listed(
          `Monday at 8 am | Monday at 9 am | Monday at 10 am | Monday at 11 am | Monday at 1 pm | Monday at 2 pm |
          Monday at 4 pm | Tuesday at 8 am | Tuesday at 9 am | Tuesday at 10 am | Tuesday at 11 am | Tuesday at 1 pm |
          Tuesday at 2 pm | Tuesday at 4 pm | Wednesday at 8 am | Wednesday at 9 am | Wednesday at 10 am |
          Wednesday at 11 am | Wednesday at 1 pm | Wednesday at 2 pm | Wednesday at 4 pm | Thursday at 8 am |
          Thursday at 9 am | Thursday at 10 am | Thursday at 11 am | Thursday at 1 pm | Thursday at 2 pm |
          Thursday at 4 pm | Friday at 8 am | Friday at 9 am | Friday at 10 am | Friday at 11 am | Friday at 1 pm |
          Friday at 2 pm | Friday at 4 pm`,
        ),
        first: ['The timetable lists {e} for {v}.', '{e} meets every {v}.', '{e} is on {v}'],
        update: [
          'Owing to a clash, the weekly session of {e} has been rescheduled to {v}.',
          'The weekly slot of {e} was moved from {u} to {v}.',
          '{e} now takes place every {v}.',
          'Please note that {e} meets every {v} from this week on.',
          'New time for {e}: {v}.',
          '{e} moved again, its {v} now',
        ],
        noise: [
          'The reading list for {e} is available in the library.',
          'The projector broke down during {e}.',
          'Everybody laughed once in {e}.',
          'anyone got notes for {e}?',
        ],
        current: ['When does {e} take place now?', 'What is the current weekly slot of {e}?'],
        historical: [
          'When did {e} take place {n} changes ago?',
          'What was the weekly slot of {e} {n} moves before the latest?',
        ],
        ordering: [
          'List all the weekly slots of {e} in order, from the first to the latest.',
          'When has {e} taken place over time, from the earliest slot to the latest?',
        ],
        counting: ['How many times was {e} rescheduled?', 'How often did the weekly slot of {e} change?'],
      },
    ],
  },
  {
    id: 'sixth-neighbors',
    entities: ['Renata', 'Callum', 'Shanice', 'Viktor', 'Lakshmi', 'Thaddeus', 'Odile', 'Mehmet'],
    attributes: [
      {
        id: 'favorite-board-game',
        values: listed(
          `chess | checkers | backgammon | Monopoly | Scrabble | Risk | Catan | Carcassonne | Pandemic | Azul | Dixit |
          Wingspan | Agricola | Cluedo | Ludo | Mancala | Othello | Stratego | Battleship | Trivial Pursuit | Splendor |
          Ticket to Ride | Jenga | Hanabi | Codenames | Patchwork | Dominion | Terraforming Mars | Qwirkle | Rummikub |
          Diplomacy | Labyrinth | Mastermind | Hive | Blokus | Tigris`,
        ),
        first: [
          'The favorite board game of {e} is {v}.',
          '{e} told me that no board game beats {v}.',
          '{e} loves {v} more than any other board game',
        ],
        update: [
          '{e} has a new favorite board game, and it is {v}.',
          'These days {e} likes {v} best of all board games.',
          'For {e}, {v} has taken the place of {u} as favorite board game.',
          '{e} used to swear by {u}, but the favorite is {v} now.',
          'Ask {e} today and the favorite board game is {v}.',
          '{e} fave board game is {v} now',
        ],
        noise: [
          '{e} brought cookies to the games night.',
          '{e} was late because of the rain.',
          '{e} laughed until midnight.',
          '{e} forgot a scarf on the sofa again',
        ],
        current: ['What is the favorite board game of {e} now?', 'Which board game does {e} like best at the moment?'],
        historical: [
          'What was the favorite board game of {e} {n} changes ago?',
          'Which board game did {e} like best {n} favorites before the latest?',
        ],
        ordering: [
          'List the favorite board games of {e} in order, from the first to the latest.',
          'Which board games has {e} liked best over time, from earliest to latest?',
        ],
        counting: [
          'How many times did the favorite board game of {e} change?',
          'How often did {e} switch to another favorite board game?',
        ],
      },
      {
        id: 'favorite-ice-cream',
        values: listed(
          `vanilla | chocolate | strawberry | pistachio | hazelnut | lemon | mango | stracciatella | coconut | salted caramel |
          rum and raisin | mint chip | raspberry | cherry | coffee | blueberry | banana | peach | walnut | licorice |
          passion fruit | cookie dough | honey | cinnamon | green tea | rhubarb | apricot | blackcurrant | grapefruit |
          melon | tiramisu | almond | fig | ginger | yogurt | elderflower`,
        ),
        first: [
          'The favorite ice cream of {e} is {v}.',
          'When it comes to ice cream, {e} likes {v} best.',
          '{e} always gets {v} ice cream, its the favorite',
        ],
        update: [
          'The favorite ice cream of {e} has changed, and it is {v} now.',
          '{e} went off {u} ice cream and likes {v} best now.',
          'At the parlor {e} declared {v} to be the new favorite ice cream.',
          '{e} now prefers {v} to every other ice cream.',
          'Nothing but {v} for {e} now, that is the favorite ice cream.',
          '{e} new fave ice cream: {v}',
        ],
        noise: [
          '{e} paid for the whole round.',
          '{e} met an old schoolmate at the parlor.',
          '{e} dripped a little on the new shirt.',
          '{e} stood in line for ages',
        ],
        current: ['What is the favorite ice cream of {e} now?', 'Which ice cream does {e} like best at present?'],
        historical: [
          'What was the favorite ice cream of {e} {n} changes ago?',
          'Which ice cream did {e} like best {n} favorites before the latest?',
        ],
        ordering: [
          'List the favorite ice creams of {e} in order, from the first to the latest.',
          'Which ice creams has {e} liked best over time, from earliest to latest?',
        ],
        counting: [
          'How many times did the favorite ice cream of {e} change?',
          'How often did {e} switch to another favorite ice cream?',
        ],
      },
    ],
  },
  {
    id: 'sixth-devices',
    entities: ['sensor-12', 'camera-east', 'pump-unit-3', 'door-reader', 'weather-mast', 'boiler-panel', 'drone-dock'],
    attributes: [
      {
        id: 'firmware',
        values: listed(
          `v1.0.2 | v1.1.0 | v1.1.4 | v1.2.0 | v1.2.3 | v1.3.1 | v1.4.0 | v1.4.5 | v1.5.2 | v1.6.0 | v1.6.1 | v1.7.3 |
          v1.8.0 | v1.8.8 | v1.9.1 | v2.0.0 | v2.0.4 | v2.1.1 | v2.2.0 | v2.2.6 | v2.3.0 | v2.3.9 | v2.4.2 | v2.5.0 |
          v2.5.7 | v2.6.1 | v2.7.0 | v2.7.5 | v2.8.3 | v2.9.0 | v3.0.1 | v3.1.0 | v3.1.6 | v3.2.2 | v3.3.0 | v3.4.1`,
        ),
        first: [
          'The device {e} was delivered with firmware {v}.',
          '{e} runs firmware {v} out of the box.',
          '{e} fw: {v}',
        ],
        update: [
          'The firmware of {e} was updated to {v}.',
          'Firmware on {e} changed from {u} to {v}.',
          '{e} is running firmware {v} now.',
          'We flashed {e} with firmware {v} this afternoon.',
          '{u} caused trouble on {e}, so its firmware is {v} now.',
          '{e} fw now {v}',
        ],
        noise: [
          'The casing of {e} was wiped clean.',
          'A technician photographed the label of {e}.',
          'The LED on {e} blinks green.',
          'checked {e}, cable is fine',
        ],
        current: ['Which firmware does {e} run now?', 'What is the current firmware of {e}?'],
        historical: [
          'Which firmware did {e} run {n} changes ago?',
          'What was the firmware of {e} {n} flashes before the latest?',
        ],
        ordering: [
          'List all the firmware versions of {e} in order, from the first to the latest.',
          'Which firmware has {e} run over time, from earliest to latest?',
        ],
        counting: ['How many times did the firmware of {e} change?', 'How often was the firmware of {e} replaced?'],
      },
      {
        id: 'ip-address',
        values: listed(
          `10.0.4.17 | 10.0.4.52 | 10.0.7.9 | 10.0.7.131 | 10.1.2.40 | 10.1.2.88 | 10.1.9.203 | 10.2.0.6 | 10.2.0.61 |
          10.2.5.114 | 10.3.1.12 | 10.3.1.77 | 10.3.8.190 | 10.4.4.4 | 10.4.6.29 | 10.4.6.230 | 10.5.0.18 | 10.5.3.83 |
          10.5.3.145 | 10.6.2.2 | 10.6.7.71 | 10.7.1.99 | 10.7.1.201 | 10.8.0.33 | 10.8.5.56 | 10.9.2.13 | 10.9.2.160 |
          10.10.0.25 | 10.10.4.90 | 10.11.6.44 | 10.11.6.172 | 10.12.3.3 | 10.12.9.68 | 10.13.1.38 | 10.14.7.21 | 10.15.0.119`,
        ),
        first: ['On commissioning, {e} was given the IP address {v}.', 'The IP address of {e} is {v}.', '{e} ip: {v}'],
        update: [
          'As of today, the IP address of {e} is {v}.',
          'The IP address of {e} was changed from {u} to {v}.',
          '{e} has the IP address {v} now.',
          'After the switch was replaced, {e} got {v} as its IP address.',
          '{u} collided with a printer, so {e} has been given the IP address {v}.',
          '{e} ip is {v} now',
        ],
        noise: [
          'The manual of {e} is in the blue folder.',
          'The power supply of {e} hums softly.',
          'An inspector asked about the age of {e}.',
          'spider web on {e}, removed it',
        ],
        current: ['What is the IP address of {e} now?', 'Which IP address does {e} have at present?'],
        historical: [
          'What was the IP address of {e} {n} changes ago?',
          'Which IP address did {e} have {n} addresses before the latest one?',
        ],
        ordering: [
          'List all the IP addresses of {e} in order, from the first to the latest.',
          'Which IP addresses has {e} had over time, from earliest to latest?',
        ],
        counting: ['How many times did the IP address of {e} change?', 'How often was {e} given another IP address?'],
      },
    ],
  },
];
