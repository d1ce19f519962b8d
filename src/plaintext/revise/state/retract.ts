/** "Actually I never moved to Lisbon": what was said never was so. It states nothing, takes back what it names, and what that had ended holds again. */
import { termsOf } from './concepts.ts';
import { type Reading, readingOf } from './read-statement.ts';
import type { StateSchema } from './state-schema.ts';
import type { ProfileItem, StateDelta, StateProfile } from './state-types.ts';
import { isStopWord } from './stop-terms.ts';

const opening =
  "^(?:(?:no|actually|wait|sorry|correction|so|and|but|well|oh|(?:just )?(?:kidding|joking)|(?:that|it) was a joke|i take (?:that|it) back|haha|hang on|that['’]?s wrong|that is wrong|not true|wrong|hold on|by the way)[,.!:;]? +)*";
/** Said of an event: "I never moved". */
const neverDid = new RegExp(
  `${opening}(?:i|we)(?:'ve)? (?:(?:have |had )?never|did ?n[o']t|did not|have ?n[o']t|have not|had ?n[o']t|had not)\\b`,
  'i',
);
/** Said of what goes on: "I do not work there". What was so and is not so any more is over, not denied. */
const isNot = new RegExp(
  `${opening}(?:i|we|that is not true,? (?:i|we)) ?(?:do ?n[o']t|do not|am not|'m not|are ?n[o']t|are not)\\b`,
  'i',
);
const notNow =
  /\b(?:any ?more|any longer|now|yet|always|usually|often|really|much|today|tomorrow|tonight|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/i;
/** "Forget what I said about Antwerp", "scrap that". */
const forgets =
  /^(?:(?:please|actually|oh|wait|ok|okay|so)[, ]+)*(?:forget|ignore|disregard|scrap|scratch|strike) (?:what I (?:said|told you|wrote)|that (?:bit|part|thing|story)|the (?:bit|part|thing|story)|it) (?:about|with|on)\b/i;
/** What is denied is that it ended: what held goes on. */
const ofLoss =
  /\b(?:never|n[o']t|not)\b(?: \w+)?? (?:sell|sold|lose|lost|leave|left|quit|cancel\w*|resign\w*|break up|broke up|broken up|move out|moved out|split up|stop\w*|give up|given up|gave up|die|died|retire\w*|close\w*|fired|sacked|laid off|divorced?|ended?|finish\w*|change[sd]?|switch\w*|said?|say|tell|told)\b/i;

/** What somebody never thought, liked, saw or finished is nothing that was said to be so. */
const neverMinded =
  /\b(?:never|n[o']t) (?:\p{L}+ly |once |much |even |quite )*(?:lik(?:ed?|es)|lov(?:ed?|es)|enjoy(?:ed)?|hated?|understood|understand|saw|see|seen|visit(?:ed)?|met|meet|want(?:ed)?|trust(?:ed)?|regret(?:ted)?|mind(?:ed)?|miss(?:ed)?|felt|feel|thought|think|knew|know|notic\w+|ate|tried|try|finish(?:ed)?|forg[eo]t|expect(?:ed)?|believ\w+|car(?:ed)?|got used|warmed|read|heard|hear|laughed|imagin\w+)\b/iu;

const plain = (text: string): string => text.replace(/’/g, "'");

/** True for a denial of an event: it states nothing by itself. */
export const deniesEvent = ({ text }: Pick<Reading, 'text'>): boolean =>
  (neverDid.test(plain(text)) && !neverMinded.test(plain(text))) || forgets.test(text);

/** True for a denial of what goes on: it states something by itself where there is nothing that it takes back. */
export const deniesState = ({ text }: Pick<Reading, 'text'>): boolean => isNot.test(plain(text)) && !notNow.test(text);

/** Stems of what is denied, without the words of denying. */
function deniedTerms({ text }: Reading): string[] {
  const rest = plain(text)
    .replace(neverDid, ' ')
    .replace(isNot, ' ')
    .replace(forgets, ' ')
    .replace(/[,;:.!].*$/, ' ');
  return termsOf(rest).filter((term) => !isStopWord(term));
}

/** "I did not sell the Volvo" takes back a sale, and not that there is a Volvo. */
const parting =
  /\b(?:n[o']t|never) (?:(?:actually|really|ever|yet) )?(?<verb>sold|sell|left|leave|quit|gave|give|lost|lose|dropped|drop|stopped|stop|cancel\p{L}*|broke|break|got rid|get rid|moved? out)\b/iu;
const parted: Readonly<Record<string, string>> = {
  sell: 'sold',
  leave: 'left',
  give: 'gave',
  lose: 'lost',
  drop: 'dropped',
  stop: 'stopped',
  break: 'broke',
  'get rid': 'got rid',
  'move out': 'moved out',
};

/** The item that a denial takes back: the newest that holds and names what the denial names. */
export function deniedItem(
  reading: Reading,
  { items }: Pick<StateProfile, 'items'>,
  schema: StateSchema,
): ProfileItem | undefined {
  const verb = parting.exec(plain(reading.text))?.groups?.['verb']?.toLowerCase();
  if (verb === undefined && ofLoss.test(plain(reading.text))) return undefined;
  const parts = verb === undefined ? '' : (parted[verb] ?? verb);
  const event = deniesEvent(reading);
  const denied = deniedTerms(reading);
  const names = reading.names.filter((name) => !/^(?:just|forget|scrap|kidding)$/i.test(name));
  const isDenied = ({ status, cardinality, text, facet }: ProfileItem): boolean => {
    if (status !== 'ACTIVE' || deniesState({ text }) || deniesEvent({ text })) return false;
    if (!text.toLowerCase().includes(parts)) return false;
    const said = readingOf(text, schema);
    if (names.length > 0)
      return (
        said.names.some((name) => names.includes(name)) &&
        (cardinality === 'single' || !event || facet.startsWith('habit') === false)
      );
    return (
      !event && denied.length > 0 && denied.every((term) => said.terms.includes(term)) && startsAlike(said, denied)
    );
  };
  return [...items].filter(isDenied).sort((a, b) => b.lastUpdated - a.lastUpdated)[0];
}

/** "I smoke a pack a day" for "I do not smoke": what is denied is what the statement says first. */
function startsAlike({ terms }: Reading, denied: readonly string[]): boolean {
  const content = terms.filter((term) => !isStopWord(term));
  return denied.every((term) => content.slice(0, denied.length + 1).includes(term));
}

/** The state without what the deltas take back. */
export function takeBack(profile: StateProfile, deltas: readonly StateDelta[]): StateProfile {
  let { items } = profile;
  for (const { retracts, id, at } of deltas) {
    const target = items.find((item) => item.id === retracts && item.status === 'ACTIVE' && item.lastUpdated <= at);
    if (target === undefined) continue;
    items = items.map((item): ProfileItem => {
      if (item === target) return { ...item, status: 'STALE', ended: { reason: 'it never was so', deltaId: id, at } };
      if (item.ended === undefined || !target.deltaIds.includes(item.ended.deltaId)) return item;
      const { ended: _, ...open } = item;
      return { ...open, status: 'ACTIVE' };
    });
  }
  const open = new Set(items.flatMap(({ status, facet }) => (status === 'ACTIVE' ? [facet] : [])));
  return { ...profile, items, unknown: profile.unknown.filter(({ facet }) => !open.has(facet)) };
}
