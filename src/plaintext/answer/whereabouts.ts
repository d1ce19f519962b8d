/**
 * Where people and things are, as told: short third-person statements ("Mary went to the kitchen", "John handed the
 * ball to Fred") are replayed in the order in which they were said, and the question is put to the state that results.
 * Things go where whoever carries them goes.
 */
import type { QuestionFrame } from './question-frame.ts';
import type { Evidence, ReadAnswer } from './reading.ts';
import { plainEnglish } from './words.ts';

type Visit = { readonly place: string; readonly source: Evidence };

type World = {
  /** Places of a person or thing, oldest first. */
  readonly visits: Map<string, Visit[]>;
  readonly possible: Map<string, readonly string[]>;
  readonly notIn: Map<string, string>;
  readonly holder: Map<string, string>;
  /** What each person holds, in the order taken. */
  readonly held: Map<string, string[]>;
  last: readonly string[];
  readonly touched: Map<string, Evidence>;
};

const lead =
  /^(?:(?:after that|following that|afterwards|then|later|yesterday|this morning|this afternoon|this evening|finally|next)[, ]+)?/i;
const subject = '(?<who>(?:the )?[A-Z]?[a-z]+(?: and [A-Z][a-z]+)?)';
const thing = '(?:the |a |an |her |his )?(?<thing>[a-z]+)';
const place = '(?:the |a )?(?<place>[a-z]+)';
const moved = new RegExp(
  `^${subject} (?:went(?: back)?|moved|travell?ed|journeyed|walked|ran|returned|came(?: back)?|drove|headed) to ${place}(?: (?:this|yesterday).*)?$`,
);
const stays = new RegExp(`^${subject} (?:is|was) in ${place}$`);
const either = new RegExp(`^${subject} (?:is|was) either in ${place} or (?:in )?(?:the |a )?(?<other>[a-z]+)$`);
const left = new RegExp(`^${subject} (?:is no longer|is not|was not) in ${place}$`);
const took = new RegExp(`^${subject} (?:took|got|grabbed|picked up|collected|received) ${thing}(?: there| up)?$`);
const dropped = new RegExp(`^${subject} (?:dropped|left|discarded|put down) ${thing}(?: there)?$`);
const gave = new RegExp(`^${subject} (?:gave|handed|passed|brought) ${thing} to (?<to>[A-Z][a-z]+)$`);
const dayParts = ['yesterday', 'this morning', 'this afternoon', 'this evening'];

/** Undefined where the question is of another kind, or nobody told where it is. */
export function whereaboutsAnswer(frame: QuestionFrame, evidence: readonly Evidence[]): ReadAnswer | undefined {
  const asked = readAsked(frame.text);
  if (asked === undefined) return undefined;
  const answer = answerFrom(replay(evidence), asked);
  if (answer === undefined) return undefined;
  return {
    text: answer.text,
    found: true,
    explanation: 'Followed step by step through what was told.',
    evidence: [answer.source.hit.id],
  };
}

type Asked =
  | { readonly kind: 'where'; readonly who: string }
  | { readonly kind: 'before'; readonly who: string; readonly place: string }
  | { readonly kind: 'in'; readonly who: string; readonly place: string }
  | { readonly kind: 'held'; readonly who: string; readonly count: boolean };

function readAsked(text: string): Asked | undefined {
  const plain = text.replace(/\s*\?+\s*$/, '');
  const before = /^where was (?:the )?(\w+) before the (\w+)$/i.exec(plain);
  if (before !== null) return { kind: 'before', who: key(before[1]), place: key(before[2]) };
  const where = /^where (?:is|was) (?:the )?(\w+)$/i.exec(plain);
  if (where !== null) return { kind: 'where', who: key(where[1]) };
  const inside = /^(?:is|was) (?:the )?(\w+) in the (\w+)$/i.exec(plain);
  if (inside !== null) return { kind: 'in', who: key(inside[1]), place: key(inside[2]) };
  const held = /^(?:what|(how many) (?:objects|things)) is (\w+) (?:carrying|holding)$/i.exec(plain);
  return held === null ? undefined : { kind: 'held', who: key(held[2]), count: held[1] !== undefined };
}

function key(word: string | undefined): string {
  return (word ?? '').toLowerCase();
}

type Told = { readonly text: string; readonly source: Evidence; readonly part: number };

function replay(evidence: readonly Evidence[]): World {
  const world: World = {
    visits: new Map(),
    possible: new Map(),
    notIn: new Map(),
    holder: new Map(),
    held: new Map(),
    last: [],
    touched: new Map(),
  };
  const told = [...evidence]
    .sort((a, b) => a.hit.at - b.hit.at)
    .flatMap((source): Told[] =>
      plainEnglish(source.hit.text)
        .split(/(?<=[.!?])\s+/)
        .map((text) => ({ text: text.replace(/[.!?]+$/, ''), source, part: partOf(text) })),
    );
  // Parts of the day order what was told; a statement without one stays where it is.
  if (told.every((one) => one.part >= 0)) told.sort((a, b) => a.part - b.part);
  for (const one of told) step(world, one);
  return world;
}

function partOf(text: string): number {
  return dayParts.findIndex((part) => text.toLowerCase().includes(part));
}

function step(world: World, { text, source }: Told): void {
  const plain = text.replace(lead, '').replace(/ (?:this (?:morning|afternoon|evening)|yesterday)$/i, '');
  const match = (pattern: RegExp): Record<string, string | undefined> | undefined => pattern.exec(plain)?.groups;
  const who = (groups: Record<string, string | undefined>): readonly string[] => {
    const names = key(groups['who']?.replace(/^the /i, '')).split(' and ');
    if (names.length === 1 && /^(?:he|she|they|it)$/.test(names[0] as string)) return world.last;
    world.last = names;
    return names;
  };
  const choice = match(either);
  if (choice !== undefined) {
    for (const name of who(choice)) {
      world.possible.set(name, [key(choice['place']), key(choice['other'])]);
      world.touched.set(name, source);
    }
    return;
  }
  const gone = match(left);
  if (gone !== undefined) {
    for (const name of who(gone)) {
      world.notIn.set(name, key(gone['place']));
      world.touched.set(name, source);
    }
    return;
  }
  const going = match(moved) ?? match(stays);
  if (going !== undefined) {
    for (const name of who(going)) arrive(world, name, { place: key(going['place']), source });
    return;
  }
  const giving = match(gave);
  if (giving !== undefined) {
    for (const name of who(giving)) release(world, name, key(giving['thing']));
    take(world, key(giving['to']), key(giving['thing']), source);
    return;
  }
  const taking = match(took);
  if (taking !== undefined) {
    for (const name of who(taking)) take(world, name, key(taking['thing']), source);
    return;
  }
  const dropping = match(dropped);
  if (dropping !== undefined) for (const name of who(dropping)) release(world, name, key(dropping['thing']), source);
}

function arrive(world: World, name: string, visit: Visit): void {
  world.visits.set(name, [...(world.visits.get(name) ?? []), visit]);
  world.possible.delete(name);
  world.notIn.delete(name);
  world.touched.set(name, visit.source);
  for (const thingName of world.held.get(name) ?? []) arrive(world, thingName, visit);
}

function take(world: World, name: string, thingName: string, source: Evidence): void {
  const old = world.holder.get(thingName);
  if (old !== undefined && old !== name) release(world, old, thingName);
  world.holder.set(thingName, name);
  const held = world.held.get(name) ?? [];
  if (!held.includes(thingName)) world.held.set(name, [...held, thingName]);
  world.touched.set(name, source);
  const here = world.visits.get(name)?.at(-1);
  if (here !== undefined && world.visits.get(thingName)?.at(-1)?.place !== here.place) arrive(world, thingName, here);
}

function release(world: World, name: string, thingName: string, source?: Evidence): void {
  world.holder.delete(thingName);
  world.held.set(
    name,
    (world.held.get(name) ?? []).filter((one) => one !== thingName),
  );
  if (source !== undefined) world.touched.set(name, source);
}

const countWords = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function answerFrom(world: World, asked: Asked): { readonly text: string; readonly source: Evidence } | undefined {
  const { who } = asked;
  const visits = world.visits.get(who) ?? [];
  const here = visits.at(-1);
  if (asked.kind === 'where') {
    return here === undefined || world.notIn.get(who) === here.place
      ? undefined
      : { text: here.place, source: here.source };
  }
  if (asked.kind === 'before') {
    const reached = visits.findLastIndex((one) => one.place === asked.place);
    const earlier = reached > 0 ? visits[reached - 1] : undefined;
    return earlier === undefined ? undefined : { text: earlier.place, source: earlier.source };
  }
  const source = world.touched.get(who) ?? here?.source;
  if (asked.kind === 'held') {
    if (source === undefined) return undefined;
    const held = world.held.get(who) ?? [];
    if (asked.count) return { text: countWords[held.length] ?? String(held.length), source };
    return { text: held.length === 0 ? 'nothing' : held.join(', '), source };
  }
  if (source === undefined) return undefined;
  const possible = world.possible.get(who);
  if (possible !== undefined) return { text: possible.includes(asked.place) ? 'Maybe' : 'No', source };
  if (world.notIn.get(who) === asked.place) return { text: 'No', source };
  if (here === undefined) return world.notIn.has(who) ? { text: 'No', source } : undefined;
  return { text: here.place === asked.place ? 'Yes' : 'No', source };
}
