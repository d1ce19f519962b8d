/** Pairs of sentences to train on: which later statement takes the place of which, which change ends what, and which do neither. */
import type { PairExamples } from './parse-pairs.ts';

export type TextPair = {
  readonly older: string;
  readonly newer: string;
  readonly holds: boolean;
  readonly weight: number;
  /** The attribute or change that it is of: both sides of a fold keep to their own. */
  readonly group: string;
};

export type PairSets = Readonly<Record<'replaces' | 'unsettles', readonly TextPair[]>>;

/** What two sentences mean to each other, -1 to 1; for the others that are nearest to a statement. */
export type Likeness = (a: string, b: string) => number;

/** Statements of other attributes set against each, some at random, some of the nearest. */
const strangers = { random: 6, nearest: 5, among: 60 };
/** Sentences of real talk set against each statement. */
const talkEach = 4;
/** Pairs of sentences of real talk that follow each other. */
const talkSteps: readonly number[] = [1, 2, 7];

function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** Pairs of both relations. `talk` are sentences of conversations in their order, few of which state anything. */
export function pairSets({ attributes, changes }: PairExamples, talk: readonly string[], likeness: Likeness): PairSets {
  const random = randomOf(77);
  const replaces: TextPair[] = [];
  const unsettles: TextPair[] = [];
  const told = attributes.flatMap(({ name, values }) => values.flat().map((text) => ({ group: name, text })));
  const causes = changes.flatMap(({ name, told: own }) => own.map((text) => ({ group: name, text })));
  const bases = changes.flatMap(({ name, ends }) => ends.map((text) => ({ group: name, text })));
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const others = <T extends { readonly group: string; readonly text: string }>(of: T, from: readonly T[]): T[] => {
    const far = Array.from({ length: strangers.random }, () => pick(from));
    const near = Array.from({ length: strangers.among }, () => pick(from))
      .map((one) => ({ one, near: likeness(of.text, one.text) }))
      .sort((a, b) => b.near - a.near)
      .slice(0, strangers.nearest)
      .map(({ one }) => one);
    return [...far, ...near].filter(({ group }) => group !== of.group);
  };
  const put = (into: TextPair[], group: string, weight: number, holds: boolean, older: string, newer: string): void => {
    if (older !== newer) into.push({ older, newer, holds, weight, group });
  };

  for (const { name, values, also } of attributes) {
    values.forEach((own, value) => {
      for (const older of own) {
        values.forEach((later, other) => {
          for (const newer of later) put(replaces, name, 1, value !== other, older, newer);
        });
        for (const one of also) {
          put(replaces, name, 1.5, false, older, one);
          put(replaces, name, 0.7, false, one, older);
          put(unsettles, name, 1, false, older, one);
        }
        // Another value is no loss.
        const [newer = ''] = values[(value + 1) % values.length] ?? [];
        put(unsettles, name, 0.5, false, older, newer);
      }
    });
  }
  for (const one of told) {
    for (const other of others(one, told)) put(replaces, one.group, 0.5, false, one.text, other.text);
    for (let at = 0; at < talkEach && talk.length > 0; at += 1) {
      put(replaces, one.group, 0.5, false, one.text, pick(talk));
      put(replaces, one.group, 0.5, false, pick(talk), one.text);
      put(unsettles, one.group, 0.3, false, one.text, pick(talk));
    }
    for (let at = 0; at < 3; at += 1) put(unsettles, one.group, 0.3, false, one.text, pick(causes).text);
  }
  for (const { name, told: own, ends, keeps, not } of changes) {
    for (const newer of own) {
      for (const older of ends) put(unsettles, name, 1.5, true, older, newer);
      for (const older of keeps) put(unsettles, name, 1.5, false, older, newer);
      for (const older of [...ends, ...keeps]) put(replaces, name, 0.5, false, older, newer);
    }
    for (const newer of not) {
      for (const older of ends) put(unsettles, name, 1.5, false, older, newer);
      for (const older of [...ends, ...keeps]) put(replaces, name, 0.5, false, older, newer);
    }
    for (const newer of ends) for (const older of ends) put(unsettles, name, 0.5, false, older, newer);
    for (const newer of keeps) for (const older of ends) put(unsettles, name, 0.5, false, older, newer);
  }
  for (const one of bases) {
    for (const other of others(one, causes)) put(unsettles, one.group, 0.5, false, one.text, other.text);
    for (const other of others(one, bases)) put(replaces, one.group, 0.5, false, one.text, other.text);
    for (let at = 0; at < talkEach && talk.length > 0; at += 1) {
      put(unsettles, one.group, 0.5, false, one.text, pick(talk));
      put(unsettles, one.group, 0.5, false, pick(talk), pick(causes).text);
    }
  }
  for (const step of talkSteps)
    for (let at = 0; at + step < talk.length; at += 3) {
      const [older = '', newer = ''] = [talk[at], talk[at + step]];
      put(replaces, 'talk', 0.5, false, older, newer);
      put(unsettles, 'talk', 0.5, false, older, newer);
    }
  return { replaces, unsettles };
}
