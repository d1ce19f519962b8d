/** Fourth surface of the LongMINT twin: projects, products and teams of a company. See `fourth-longmint.ts`. */
import type { LongmintDomain } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];

export const fourthWork: readonly LongmintDomain[] = [
  {
    id: 'fourth-projects',
    entities: [
      'Project Larkspur',
      'Project Cobalt',
      'Project Meridian',
      'Project Tamarind',
      'Project Foxglove',
      'Project Anvil',
      'Project Solstice',
      'Project Quartz',
    ],
    attributes: [
      {
        id: 'lead',
        values: listed(
          `Amina Farah | Boris Keller | Camille Roux | Dario Conti | Esther Goldman | Felix Brandt | Gloria Mensah |
          Hiro Tanaka | Isabel Fuentes | Jonas Lind | Keiko Mori | Lamar Whitfield | Mei Chen | Nadia Haddad |
          Oscar Nyberg | Petra Novak | Quentin Marsh | Rosa Delgado | Samir Khan | Tessa Vermeer | Umar Sheikh |
          Vera Popova | Walter Hobbs | Ximena Rojas | Yara Aziz | Zoltan Varga | Alice Munday | Bruno Teixeira |
          Cora Blakely | Dmitri Orlov | Elena Marku | Fiona Gallagher | Gustav Holm | Hana Suzuki | Ivan Petkov |
          Jun Park`,
        ),
        first: [
          'The steering committee has appointed {v} to lead {e}.',
          '{e} is being led by {v}.',
          '{e} kicked off, {v} running it',
        ],
        update: [
          'The responsibility for leading {e} has passed to {v}.',
          'At the meeting it was decided that {v} succeeds {u} as the lead of {e}.',
          '{v} has taken over {e} as project lead.',
          '{e} is led by {v} now.',
          '{u} handed {e} over to {v}',
          'lead of {e}: {v} (was {u})',
        ],
        noise: [
          'The status report on {e} was distributed to all departments.',
          'There will be cake to celebrate the first year of {e}.',
          'The risk register of {e} has four open entries.',
          'someone left the {e} folder in the kitchen',
        ],
        current: ['Who leads {e} now?', 'Who is the current lead of {e}?', 'Who is in charge of {e}?'],
        historical: ['Who led {e} {n} leads before the current one?', 'Who was in charge of {e} {n} handovers ago?'],
        ordering: [
          'List everyone who has led {e} in chronological order.',
          'Name the leads of {e} from the first to the latest.',
        ],
        counting: ['How many times has the lead of {e} changed?', 'How often was {e} handed over to another person?'],
      },
      {
        id: 'deadline',
        values: Array.from(
          { length: 36 },
          (_, index) => `${months[index % months.length]} ${3 + 6 * Math.floor(index / months.length)}`,
        ),
        first: [
          'The deadline of {e} has been set for {v}.',
          'According to the charter, {e} is to be completed by {v}.',
          '{e} due {v}, mark your calendars',
        ],
        update: [
          'The board has agreed to move the deadline of {e} from {u} to {v}.',
          'Please note that the new deadline of {e} is {v}.',
          '{e} has been rescheduled and must now be completed by {v}.',
          'Due date of {e} moved to {v}.',
          '{e} deadline is {v} now, client asked for it',
          'dates shifted again, {e} has to be done by {v}',
        ],
        noise: [
          'The sponsors of {e} asked for a shorter summary.',
          'The workshop on {e} was well attended.',
          'The minutes on {e} are in the shared folder.',
          'who has the {e} slides?',
        ],
        current: ['What is the deadline of {e}?', 'By when must {e} be completed?', 'When is {e} due?'],
        historical: [
          'What was the deadline of {e} {n} changes ago?',
          'Counting back {n} from the present deadline of {e}, what was the date?',
        ],
        ordering: [
          'List the deadlines that {e} has had, in the order in which they were set.',
          'Which due dates did {e} have, first to last?',
        ],
        counting: ['How many times was the deadline of {e} moved?', 'How often did the due date of {e} change?'],
      },
    ],
  },
  {
    id: 'fourth-products',
    entities: [
      'Finch kettle',
      'Corvid lamp',
      'Ember toaster',
      'Nimbus fan',
      'Cricket radio',
      'Tundra cooler',
      'Pebble speaker',
      'Willow chair',
    ],
    attributes: [
      {
        id: 'price',
        values: Array.from({ length: 36 }, (_, index) => `$${19 + 4 * index}`),
        first: ['The {e} is sold at a price of {v}.', 'In the first catalog, the {e} costs {v}.', '{e}: {v} at launch'],
        update: [
          'With effect from Monday, the price of the {e} has been adjusted to {v}.',
          'The {e}, previously {u}, is offered at {v} from today.',
          'The {e} costs {v} now.',
          'We have repriced the {e} at {v}.',
          '{e} now {v}, was {u}',
          'pls relabel the {e}, {v} each',
        ],
        noise: [
          'The {e} received a good review in a magazine.',
          'The manual of the {e} was translated into Dutch.',
          'A customer sent in a photo of the {e} on a boat.',
          'the {e} boxes are too big for the shelf',
        ],
        current: [
          'How much does the {e} cost now?',
          'What is the current price of the {e}?',
          'What do we charge for the {e}?',
        ],
        historical: [
          'What did the {e} cost {n} price changes ago?',
          'What was the price of the {e} {n} prices before the current one?',
        ],
        ordering: [
          'List the prices of the {e} from the first to the most recent.',
          'What has the {e} cost over time, in chronological order?',
        ],
        counting: ['How many times has the price of the {e} changed?', 'How often was the {e} repriced?'],
      },
      {
        id: 'supplier',
        values: listed(
          `Norvane | Calder Works | Ishida Parts | Bluefin Metals | Tarragon | Omega Plastics | Helmut & Co | Silverlane |
          Pacific Mold | Brightforge | Juno Supply | Castellan | Rivet House | Moorgate | Lumenko | Dray Brothers |
          Vantage Steel | Ostler | Kappa Glass | Fairmont Mills | Trident Tooling | Zephyr Goods | Arden Polymers |
          Quickcast | Nakagawa | Summit Wire | Elmwood | Polaris Pressing | Harrow & Sons | Delta Ceramics | Ferrous One |
          Marlin Trading | Oakhaven | Benton Dies | Skylark Industries | Volga Export`,
        ),
        first: [
          'The parts for the {e} are supplied by {v}.',
          'We signed a contract with {v} to supply the {e}.',
          '{e} parts come from {v}',
        ],
        update: [
          'The purchasing department has replaced {u} with {v} as the supplier of the {e}.',
          'From the coming quarter on, {v} is going to be the supplier of the {e}.',
          'Our new supplier for the {e} is {v}.',
          'We get the {e} from {v} now.',
          'supplier change on the {e}, {v} takes over',
          '{e} sourcing moved from {u} to {v}',
        ],
        noise: [
          'A pallet for the {e} was delivered to the wrong gate.',
          'The quality check of the {e} took two hours longer than planned.',
          'The warehouse counted the stock of the {e}.',
          'can we get a sample of the {e} for the fair?',
        ],
        current: [
          'Who supplies the {e} now?',
          'Which company is the current supplier of the {e}?',
          'Where do we source the {e} from?',
        ],
        historical: [
          'Who supplied the {e} {n} suppliers before the current one?',
          'Which company was the supplier of the {e} {n} changes ago?',
        ],
        ordering: [
          'List the suppliers of the {e} in the order in which we had them.',
          'Which companies have supplied the {e}, from the first to the current one?',
        ],
        counting: [
          'How many times did we change the supplier of the {e}?',
          'How often has the supplier of the {e} been replaced?',
        ],
      },
    ],
  },
  {
    id: 'fourth-teams',
    entities: [
      'Team Heron',
      'Team Basalt',
      'Team Comet',
      'Team Harbor',
      'Team Nutmeg',
      'Team Falcon',
      'Team Prism',
      'Team Yarrow',
    ],
    attributes: [
      {
        id: 'room',
        values: listed(
          `room Alder | room Birch | room Cedar | room Dogwood | room Elm | room Fig | room Ginkgo | room Hawthorn |
          room Iris | room Jasmine | room Kauri | room Larch | room Magnolia | room Neem | room Olive | room Pecan |
          room Quince | room Rowan | room Spruce | room Teak | room Upas | room Vine | room Walnut | room Yew |
          room Zelkova | room Acacia | room Beech | room Cypress | room Date | room Ebony | room Fir | room Hazel |
          room Juniper | room Linden | room Maple | room Poplar`,
        ),
        first: [
          'The weekly meeting of {e} takes place in {v}.',
          '{e} meets in {v}.',
          '{e} weekly is in {v}, bring your own chair',
        ],
        update: [
          'Because of the renovation, the weekly meeting of {e} has been moved from {u} to {v}.',
          'Facilities has assigned {v} to {e} for the weekly meeting.',
          '{e} meets in {v} from now on.',
          'The weekly meeting of {e} is held in {v} now.',
          '{e} weekly is in {v} now, sorry for the short notice',
          'room change for {e}: go to {v} for the weekly',
        ],
        noise: [
          '{e} ordered sandwiches for the offsite.',
          'The coffee machine of {e} needs a new filter.',
          '{e} won the table tennis tournament.',
          'The survey results of {e} were better than last year.',
        ],
        current: [
          'In which room does {e} hold the weekly meeting?',
          'Where does {e} meet now?',
          'Which room is the weekly of {e} in?',
        ],
        historical: [
          'In which room did {e} meet {n} rooms before the current one?',
          'Where was the weekly meeting of {e} held {n} moves ago?',
        ],
        ordering: [
          'List the meeting rooms of {e} in chronological order.',
          'Which rooms has {e} met in, from the first to the current one?',
        ],
        counting: [
          'How many times was the weekly meeting of {e} moved to another room?',
          'How often did the meeting room of {e} change?',
        ],
      },
      {
        id: 'language',
        values: listed(
          `Rust | Haskell | Kotlin | Elixir | Python | Ruby | Scala | Clojure | Erlang | Swift | Perl | Julia | Dart |
          Fortran | Cobol | Prolog | Scheme | Racket | OCaml | Zig | Nim | Crystal | Groovy | Lua | Pascal | Ada |
          Smalltalk | Gleam | Elm | Java | TypeScript | Delphi | Idris | Forth | Tcl | Eiffel`,
        ),
        first: ['The services of {e} are written in {v}.', '{e} writes its code in {v}.', '{e} is a {v} shop'],
        update: [
          'The migration is complete, and the services of {e} are written in {v} instead of {u}.',
          '{e} has adopted {v} as its programming language.',
          '{e} rewrote everything in {v}.',
          '{e} codes in {v} these days.',
          '{e} ditched {u} for {v}, whole codebase',
          'heads up, {e} is on {v} now for all code',
        ],
        noise: [
          '{e} fixed eleven bugs in a single day.',
          'A new intern joined {e} on Monday.',
          'The build of {e} was red for an hour because of a flaky test.',
          '{e} held a lunch talk about code review.',
        ],
        current: [
          'Which programming language does {e} use now?',
          'What language are the services of {e} written in?',
          'In which language does {e} code at present?',
        ],
        historical: [
          'Which programming language did {e} use {n} languages before the current one?',
          'What were the services of {e} written in {n} rewrites ago?',
        ],
        ordering: [
          'List the programming languages that {e} has used, from the first to the latest.',
          'In what order did {e} use which programming languages?',
        ],
        counting: [
          'How many times did {e} change its programming language?',
          'How often has {e} moved to a different programming language?',
        ],
      },
    ],
  },
];
