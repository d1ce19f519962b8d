/**
 * Follows what was told, step by step: where everybody was, who had what, each with when and by whose word. Things go
 * where whoever carries them goes. Nothing is overwritten: every value stays in its timeline.
 */
import type { ToldEvent } from './told-events.ts';

/** One sentence of a turn, with what it tells. */
export type Told = {
  readonly event: ToldEvent;
  /** Turn id. */
  readonly source: string;
  /** When it was said, milliseconds since the epoch. */
  readonly at: number;
};

/** One value of a timeline. */
export type StoryValue = {
  readonly value: string;
  /** Position in the story, from 0. */
  readonly step: number;
  readonly at: number;
  readonly source: string;
};

/** `place`: where somebody or something is; `home`: where somebody lives; `holder`: who has a thing. */
export type StoryAttribute = 'place' | 'home' | 'holder';

export type Story = {
  /** Values in order; no two in a row are the same. */
  timeline(entity: string, attribute: StoryAttribute): readonly StoryValue[];
  /** What somebody holds after everything that was told, in the order taken. */
  held(person: string): readonly string[];
  /** Where somebody may be, where that is all that is known. */
  possible(entity: string): readonly string[] | undefined;
  /** Where somebody is known not to be any more. */
  notIn(entity: string): string | undefined;
  /** The last thing told of somebody. */
  touched(entity: string): Told | undefined;
  readonly entities: ReadonlySet<string>;
  readonly steps: number;
};

const pronouns = new Set(['he', 'she', 'they', 'it']);

/** Replays in the order given. */
export function followStory(told: readonly Told[]): Story {
  const timelines = new Map<string, StoryValue[]>();
  const held = new Map<string, string[]>();
  const holder = new Map<string, string>();
  const possible = new Map<string, readonly string[]>();
  const notIn = new Map<string, string>();
  const touched = new Map<string, Told>();
  const entities = new Set<string>();
  let last: readonly string[] = [];

  const key = (entity: string, attribute: StoryAttribute): string => `${attribute} ${entity}`;
  const timeline = (entity: string, attribute: StoryAttribute): readonly StoryValue[] =>
    timelines.get(key(entity, attribute)) ?? [];
  const note = (entity: string, attribute: StoryAttribute, value: StoryValue): void => {
    entities.add(entity);
    const list = timelines.get(key(entity, attribute)) ?? [];
    timelines.set(key(entity, attribute), list);
    if (list.at(-1)?.value !== value.value) list.push(value);
  };
  const arrive = (entity: string, value: StoryValue): void => {
    note(entity, 'place', value);
    possible.delete(entity);
    notIn.delete(entity);
    for (const thing of held.get(entity) ?? []) arrive(thing, value);
  };
  const release = (person: string, thing: string): void => {
    if (holder.get(thing) === person) holder.delete(thing);
    held.set(
      person,
      (held.get(person) ?? []).filter((one) => one !== thing),
    );
  };
  const take = (person: string, thing: string, value: StoryValue): void => {
    const before = holder.get(thing);
    if (before !== undefined && before !== person) release(before, thing);
    holder.set(thing, person);
    const own = held.get(person) ?? [];
    if (!own.includes(thing)) held.set(person, [...own, thing]);
    note(thing, 'holder', { ...value, value: person });
    const here = timeline(person, 'place').at(-1);
    if (here !== undefined && timeline(thing, 'place').at(-1)?.value !== here.value)
      arrive(thing, { ...value, value: here.value });
  };

  told.forEach((one, step) => {
    const { event, at, source } = one;
    const named = event.who.length === 1 && pronouns.has(event.who[0] as string) ? last : event.who;
    last = named;
    const value = (of: string): StoryValue => ({ value: of, step, at, source });
    for (const who of named) {
      entities.add(who);
      touched.set(who, one);
      switch (event.kind) {
        case 'at':
          arrive(who, value(event.place));
          if (event.home === true) note(who, 'home', value(event.place));
          break;
        case 'either':
          possible.set(who, event.places);
          break;
        case 'not-at':
          notIn.set(who, event.place);
          possible.delete(who);
          break;
        case 'has':
          if (event.from !== undefined) {
            release(event.from, event.thing);
            touched.set(event.from, one);
          }
          take(who, event.thing, value(who));
          break;
        case 'lets-go':
          release(who, event.thing);
          entities.add(event.thing);
          break;
      }
    }
  });
  return {
    timeline,
    held: (person) => held.get(person) ?? [],
    possible: (entity) => possible.get(entity),
    notIn: (entity) => notIn.get(entity),
    touched: (entity) => touched.get(entity),
    entities,
    steps: told.length,
  };
}
