/**
 * Practice surface of the LongMINT twin, by the author of the rules, written before the failures of the others were
 * looked at: theaters in tidy reports, cousins in everyday talk, greenhouses in hurried notes, court cases in between.
 * It tells what is learned from what is remembered; it decides nothing.
 */
import type { LongmintDomain, LongmintSurface } from './longmint-surface.ts';

/** Values in a row, as they would be typed. */
const listed = (text: string): string[] => text.split('|').map((value) => value.trim());

const theaters: LongmintDomain = {
  id: 'practice-theaters',
  entities: [
    'the Ridgeway Playhouse',
    'the Orpheum',
    'the Little Lantern',
    'the Corn Exchange',
    'the Stag Theater',
    'the Marquee',
    'the Old Tannery',
  ],
  attributes: [
    {
      id: 'play',
      values: listed(
        `Hamlet | The Seagull | Antigone | Our Town | Twelfth Night | The Crucible | Medea | Tartuffe | Pygmalion |
        Uncle Vanya | The Birds | Macbeth | The Tempest | Arcadia | Blithe Spirit | Peer Gynt | Faust | Candida |
        The Miser | Endgame | Ghosts | Volpone | Everyman | The Rivals | Betrayal | Equus | Copenhagen | Amadeus |
        Noises Off | The Mousetrap | Blood Wedding | Woyzeck | Phaedra | Cymbeline | King Lear | Othello`,
      ),
      first: [
        'The season at {e} opens with {v}.',
        'Tickets are on sale for {v}, the first production at {e}.',
        '{v} is running at {e}.',
      ],
      update: [
        'From Thursday {e} presents {v} instead of {u}.',
        '{u} has closed at {e}, and {v} has taken its place.',
        'The curtain rises on {v} at {e} tonight.',
        'The bill at {e} now reads {v}.',
        'Audiences at {e} can see {v} this month.',
        '{e} has dropped {u} in favor of {v}.',
      ],
      noise: [
        'The foyer of {e} has been repainted in a deep red.',
        'A coach party visited {e} on Wednesday afternoon.',
        'The bar at {e} is short of lemons.',
        'Two fire doors at {e} failed the inspection.',
      ],
      current: ['What is playing at {e} at the moment?', 'Which play is on at {e}?'],
      historical: ['What was on at {e} {n} productions ago?', 'Which play ran at {e} {n} productions before this one?'],
      ordering: ['List the plays put on at {e}, first to last.', 'What has been staged at {e}, in order?'],
      counting: ['How many times has the program of {e} changed?', 'How often did {e} change its play?'],
    },
    {
      id: 'seats',
      values: Array.from({ length: 36 }, (_, index) => `${412 + 9 * index} seats`),
      first: [
        '{e} can seat an audience in {v}.',
        'According to the plan, there are {v} in {e}.',
        '{e} was built with {v}.',
      ],
      update: [
        'After the works {e} has {v}.',
        'The capacity of {e} was revised from {u} to {v}.',
        'The licensing office has approved {v} for {e}.',
        'With the new rows in place, {e} offers {v}.',
        'The auditorium of {e} was refitted and holds {v}.',
        'The box office at {e} is now selling {v} a night, no longer {u}.',
      ],
      noise: [
        'An upholsterer looked at the velvet in {e}.',
        'The ushers of {e} asked for new torches.',
        'Someone left an umbrella at {e}.',
      ],
      current: ['How many seats does {e} have?', 'What is the capacity of {e} today?'],
      historical: [
        'What was the capacity of {e} {n} revisions ago?',
        'How many seats did {e} have {n} changes before the latest?',
      ],
      ordering: ['Give every capacity of {e} in order.', 'List the numbers of seats of {e}, oldest first.'],
      counting: [
        'How many times was the capacity of {e} changed?',
        'How often has the number of seats at {e} changed?',
      ],
    },
  ],
};

const cousins: LongmintDomain = {
  id: 'practice-cousins',
  entities: ['Bartek', 'Lucinda', 'Oskar', 'Philippa', 'Jonas', 'Maribel', 'Tilly'],
  attributes: [
    {
      id: 'instrument',
      values: listed(
        `the oboe | the ukulele | the harp | the accordion | the cello | the banjo | the trombone | the flute |
        the drums | the mandolin | the clarinet | the bassoon | the sitar | the viola | the piccolo | the tuba |
        the harmonica | the organ | the saxophone | the bagpipes | the zither | the marimba | the bass guitar |
        the trumpet | the recorder | the lute | the xylophone | the fiddle | the cornet | the theremin | the piano |
        the French horn | the dulcimer | the bongos | the double bass | the kazoo`,
      ),
      first: [
        '{e} has signed up for lessons on {v}.',
        '{e} is learning {v}, bless the neighbors.',
        "{e}'s instrument is {v}.",
      ],
      update: [
        '{e} got bored with {u} and plays {v} these days.',
        'Guess what, {e} has taken up {v} now.',
        '{e} traded in {u} and came home with {v}.',
        'It is {v} now for {e}, every evening after dinner.',
        '{e} gave up on {u}, so now we all get to hear {v}.',
        "{e}'s teacher talked {e} into {v}.",
      ],
      noise: [
        '{e} played at the wedding and nobody fainted.',
        '{e} forgot the music stand on the bus again.',
        "I bought {e} earplugs for {e}'s flatmates, ha.",
        '{e} has a cold this week.',
      ],
      current: ['What instrument does {e} play now?', 'Which instrument is {e} learning these days?'],
      historical: [
        'What instrument did {e} play {n} instruments ago?',
        'Which instrument was {e} learning {n} changes before the current one?',
      ],
      ordering: ['Which instruments has {e} played, in order?', 'List all the instruments of {e} from first to last.'],
      counting: ['How many times has {e} switched instruments?', 'How often did {e} change instrument?'],
    },
    {
      id: 'commute',
      values: listed(
        `by bike | by tram | on foot | by ferry | by train | by bus | by scooter | by car | by motorbike | by taxi |
        by moped | by kayak | by canoe | by skateboard | by coach | by rowboat | by subway | by cable car | by van |
        by horse | by unicycle | by jeep | by tractor | by minibus | by tandem | by sled | by hovercraft | by monorail |
        by trolleybus | by pickup | by limousine | by water taxi | by rickshaw | by night bus | by e-bike | by funicular`,
      ),
      first: ['{e} goes to work {v}.', 'Mornings, {e} gets to the office {v}.', '{e} commutes {v}.'],
      update: [
        '{e} stopped going {u} and now travels {v}.',
        'These days {e} gets in {v}.',
        '{e} goes to work {v} now, not {u}.',
        'Since Monday {e} has been coming in {v}.',
        "Would you believe it, {e}'s way to work is {v} now.",
        '{e} has switched to going {v}.',
      ],
      noise: [
        '{e} was late for the meeting, overslept.',
        '{e} met an old friend on the way to work.',
        '{e} says the traffic is worse than ever.',
      ],
      current: ['How does {e} get to work now?', 'How does {e} commute?'],
      historical: ['How did {e} get to work {n} changes ago?', 'How did {e} commute {n} changes before the latest?'],
      ordering: [
        'In which ways has {e} got to work, in order?',
        'List how {e} has commuted, from the first to the last.',
      ],
      counting: ["How many times did {e}'s commute change?", 'How often has {e} changed the way to work?'],
    },
  ],
};

const greenhouses: LongmintDomain = {
  id: 'practice-greenhouses',
  entities: ['GH-1', 'GH-2', 'GH-3', 'GH-4', 'GH-5', 'GH-6', 'GH-7'],
  attributes: [
    {
      id: 'crop',
      values: listed(
        `tomatoes | chard | basil | cucumbers | orchids | peppers | leeks | parsley | melons | lettuce | begonias |
        spinach | eggplants | mint | radishes | strawberries | ferns | chili | okra | fennel | kale | tulips | beans |
        coriander | pansies | rocket | squash | celery | geraniums | dill | peas | freesias | pak choi | thyme |
        sweet corn | sage`,
      ),
      first: ['{e} - planted with {v}', 'sowed {v} in {e}', '{e} growing {v}, see tags'],
      update: [
        '{u} out of {e}, {v} in',
        '{e} is all {v} now',
        'replanted {e} w/ {v} this morning',
        'pulled the {u} in {e} and put in {v}',
        'fyi {e} = {v} from today',
        'heads up: {v} going into {e}, replaces {u}',
      ],
      noise: ['hose in {e} leaking again', 'swept {e}', 'found a toad in {e}, left it alone', '{e} door sticks'],
      current: ['what is growing in {e}?', 'which crop is in {e} now?'],
      historical: ['what was growing in {e} {n} crops ago?', 'which crop was in {e} {n} changes before the latest?'],
      ordering: ['all crops of {e} in order?', 'list what grew in {e}, oldest first'],
      counting: ['how many times was {e} replanted?', 'how often did the crop in {e} change?'],
    },
    {
      id: 'target',
      values: Array.from({ length: 36 }, (_, index) => `${11 + index / 2} C`.replace(/^(\d+) C$/, '$1.0 C')),
      first: ['{e} heating set to {v}', 'thermostat {e}: {v}', 'starting {e} off at {v}'],
      update: [
        'turned {e} up or down to {v}, was {u}',
        '{e} thermostat now at {v}',
        'keeping {e} at {v} from tonight',
        '{e}: {u} -> {v}',
        'bumped {e} from {u} to {v}',
        'boss wants {e} at {v}, done',
      ],
      noise: ['misting in {e} ok', 'replaced a pane in {e}', '{e} fan squeaks, ordered a belt'],
      current: ['what is {e} set to?', 'what temperature is {e} kept at now?'],
      historical: ['what temperature was {e} at {n} changes ago?', 'what was {e} set to {n} settings before this one?'],
      ordering: ['all temperatures of {e}, in order?', 'list the settings of {e} from first to last'],
      counting: ['how many times was the temperature of {e} changed?', 'how often did we change the setting of {e}?'],
    },
  ],
};

const cases: LongmintDomain = {
  id: 'practice-cases',
  entities: [
    'Holt v Barrow',
    'Reed v Lindqvist',
    'Okafor v Dunmore',
    'Sable v Kirkby',
    'Nash v Trevino',
    'Pohl v Ashdown',
    'Winter v Gage',
  ],
  attributes: [
    {
      id: 'judge',
      values: listed(
        `Judge Pembury | Judge Amadi | Judge Kowalczyk | Judge Trask | Judge Imber | Judge Okoro | Judge Lavoie |
        Judge Sandoval | Judge Whitlock | Judge Brandt | Judge Fennimore | Judge Castellano | Judge Dyer |
        Judge Novotny | Judge Achterberg | Judge Quillon | Judge Haverford | Judge Moss | Judge Rezai | Judge Upton |
        Judge Vance | Judge Yardley | Judge Zamora | Judge Eastman | Judge Gallo | Judge Jessop | Judge Nakagawa |
        Judge Purcell | Judge Selby | Judge Tolliver | Judge Bisset | Judge Crane | Judge Doyle | Judge Falk |
        Judge Grieve | Judge Hume`,
      ),
      first: [
        '{v} has been assigned to {e}.',
        '{e} will be heard before {v}.',
        'The clerk put {e} on the list of {v}.',
      ],
      update: [
        '{e} was reassigned from {u} to {v}.',
        'We just heard that {v} is taking over {e}.',
        '{u} recused from {e}; {v} sits instead.',
        '{e} is in front of {v} now.',
        'The new judge in {e} is {v}.',
        'The file in {e} has gone to {v}.',
      ],
      noise: [
        'The transcript in {e} runs to nine hundred pages.',
        'Counsel in {e} asked for water.',
        'A juror in {e} brought a cushion.',
      ],
      current: ['Who is the judge in {e}?', 'Before whom is {e} being heard now?'],
      historical: ['Who was the judge in {e} {n} judges ago?', 'Who heard {e} {n} reassignments before the latest?'],
      ordering: ['Name the judges in {e} in order.', 'Who has presided over {e}, from first to last?'],
      counting: ['How many times has {e} been given to another judge?', 'How often did the judge in {e} change?'],
    },
    {
      id: 'hearing',
      values: listed(
        `January 14 | February 3 | March 9 | April 22 | May 6 | June 17 | July 2 | August 28 | September 11 |
        October 5 | November 19 | December 8 | January 29 | February 16 | March 25 | April 7 | May 21 | June 4 |
        July 23 | August 12 | September 30 | October 18 | November 2 | December 15 | January 8 | February 27 |
        March 13 | April 15 | May 30 | June 26 | July 10 | August 1 | September 4 | October 27 | November 24 |
        December 1`,
      ),
      first: ['{e} is down for {v}.', 'The hearing in {e} is listed for {v}.', 'The first date for {e} is {v}.'],
      update: [
        'The hearing in {e} was put off until {v}.',
        '{e} slipped from {u} to {v}.',
        'The court has moved {e} to {v}.',
        '{e} will not be heard on {u} but on {v}.',
        'Everybody in {e} agreed on {v}.',
        'We are back in court for {e} on {v}.',
      ],
      noise: [
        'Both sides in {e} filed their exhibits.',
        'The parking at the courthouse was full on the day of {e}.',
        'The interpreter in {e} was excellent.',
      ],
      current: ['When is the hearing in {e}?', 'For which date is {e} listed?'],
      historical: [
        'For which date was {e} listed {n} changes ago?',
        'When was the hearing in {e} to be, {n} dates before the current one?',
      ],
      ordering: ['List the hearing dates of {e}, in order.', 'Which dates has {e} had, from first to latest?'],
      counting: ['How many times was {e} rescheduled?', 'How often did the hearing date in {e} change?'],
    },
  ],
};

export const practiceLongmint: LongmintSurface = { domains: [theaters, cousins, greenhouses, cases] };
