/**
 * Small worlds told in short statements, as bAbI tells them but with names, places and verbs of its own: for runs without
 * its files. The truth is kept by the generator, not by the code under test.
 */
import type { Rng } from '../../../ports/rng.ts';
import { seededRng } from '../../seeded-rng.ts';

export type WorldTask = 'qa1' | 'qa2' | 'qa3' | 'qa6' | 'qa7' | 'qa8' | 'qa9';

export const worldTasks: readonly WorldTask[] = ['qa1', 'qa2', 'qa3', 'qa6', 'qa7', 'qa8', 'qa9'];

export type WorldQuestion = {
  readonly task: string;
  readonly text: string;
  readonly answer: string;
  /** Statements that were made before it. */
  readonly after: number;
};

export type WorldStory = { readonly lines: readonly string[]; readonly questions: readonly WorldQuestion[] };

const people = ['Nora', 'Tariq', 'Ines', 'Boris', 'Wanda'];
const places = ['attic', 'cellar', 'library', 'stable', 'workshop', 'pantry', 'porch'];
const things = ['lantern', 'basket', 'violin', 'map', 'kettle'];
const goes = ['walked to', 'hurried over to', 'went back to', 'headed to', 'returned to', 'made their way back to'];
const takes = ['took', 'picked up', 'grabbed', 'got', 'collected'];
const drops = ['dropped', 'put down', 'left', 'discarded'];
const counts = ['none', 'one', 'two', 'three', 'four', 'five'];

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

/** One story of a task with five questions. */
function story(task: WorldTask, rng: Rng): WorldStory {
  const at = new Map<string, string>();
  const notAt = new Map<string, string>();
  const held = new Map<string, string[]>(people.map((one) => [one, []]));
  const past = new Map<string, string[]>();
  const lines: string[] = [];
  const questions: WorldQuestion[] = [];
  const carriesThings = task !== 'qa1' && task !== 'qa6' && task !== 'qa9';
  const move = (who: string, place: string): void => {
    at.set(who, place);
    notAt.delete(who);
    for (const thing of held.get(who) ?? []) past.set(thing, [...(past.get(thing) ?? []), place]);
  };
  const holderOf = (thing: string): string | undefined => people.find((one) => held.get(one)?.includes(thing));
  const tell = (): void => {
    const who = pick(rng, people);
    const own = held.get(who) ?? [];
    const roll = rng.next();
    if (task === 'qa9' && roll < 0.25 && at.has(who)) {
      const place = at.get(who) as string;
      lines.push(`${who} is no longer in the ${place}.`);
      at.delete(who);
      notAt.set(who, place);
      return;
    }
    if (carriesThings && roll < 0.3 && at.has(who)) {
      const free = things.filter((thing) => holderOf(thing) === undefined);
      const [thing] = free.length === 0 ? [] : [pick(rng, free)];
      // A thing lies where it was left.
      if (thing !== undefined && (past.get(thing)?.at(-1) ?? at.get(who)) === at.get(who)) {
        lines.push(`${who} ${pick(rng, takes)} the ${thing}.`);
        own.push(thing);
        if (past.get(thing)?.at(-1) !== at.get(who))
          past.set(thing, [...(past.get(thing) ?? []), at.get(who) as string]);
        return;
      }
    }
    if (carriesThings && roll < 0.42 && own.length > 0) {
      const thing = pick(rng, own);
      held.set(
        who,
        own.filter((one) => one !== thing),
      );
      const near = people.filter((one) => one !== who && at.get(one) === at.get(who));
      if (task === 'qa7' && near.length > 0 && rng.next() < 0.6) {
        const to = pick(rng, near);
        lines.push(`${who} handed the ${thing} to ${to}.`);
        held.get(to)?.push(thing);
      } else lines.push(`${who} ${pick(rng, drops)} the ${thing}.`);
      return;
    }
    const place = pick(
      rng,
      places.filter((one) => one !== at.get(who)),
    );
    lines.push(`${who} ${pick(rng, goes)} the ${place}.`);
    move(who, place);
  };
  const ask = (text: string, answer: string): void => {
    questions.push({ task, text, answer, after: lines.length });
  };
  for (let round = 0; round < 400 && questions.length < 5; round += 1) {
    for (let count = 0; count < 3; count += 1) tell();
    const seen = people.filter((one) => at.has(one) || notAt.has(one));
    const who = pick(rng, seen);
    if (task === 'qa1') {
      if (at.has(who)) ask(`Where is ${who}?`, at.get(who) as string);
    } else if (task === 'qa2') {
      const moved = things.filter((thing) => (past.get(thing)?.length ?? 0) > 0);
      if (moved.length > 0) {
        const thing = pick(rng, moved);
        ask(`Where is the ${thing}?`, past.get(thing)?.at(-1) as string);
      }
    } else if (task === 'qa3') {
      const moved = things.filter((thing) => new Set(past.get(thing)).size > 1);
      if (moved.length > 0) {
        const thing = pick(rng, moved);
        const trail = past.get(thing) as string[];
        const place = trail.at(-1) as string;
        ask(`Where was the ${thing} before the ${place}?`, trail.at(-2) as string);
      }
    } else if (task === 'qa6' || task === 'qa9') {
      const place = rng.next() < 0.5 && at.has(who) ? (at.get(who) as string) : pick(rng, places);
      if (at.has(who) || notAt.get(who) === place) {
        ask(`Is ${who} in the ${place}?`, at.get(who) === place ? 'yes' : 'no');
      }
    } else {
      const own = held.get(who) ?? [];
      const told = lines.some((line) => line.startsWith(`${who} `));
      if (told && task === 'qa7') ask(`How many objects is ${who} carrying?`, counts[own.length] as string);
      else if (told) ask(`What is ${who} carrying?`, own.length === 0 ? 'nothing' : own.join(','));
    }
  }
  return { lines, questions };
}

/** `stories` stories of each task. */
export function worldStories(seed: number, stories: number): WorldStory[] {
  const rng = seededRng(seed);
  return worldTasks.flatMap((task) =>
    Array.from({ length: stories }, (_, index) => story(task, rng.split(`${task} ${index}`))),
  );
}
