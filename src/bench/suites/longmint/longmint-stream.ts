/** Renders streams of the LongMINT twin: revisions of one target among those of its siblings, and four questions on it. */
import type { Rng } from '../../../ports/rng.ts';
import { seededRng } from '../../seeded-rng.ts';
import type { LongmintSurface, TrackedAttribute } from './longmint-surface.ts';

export type QuestionFamily = 'current' | 'historical' | 'ordering' | 'counting';

export type LongmintRecord = {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  /** What it states; absent for noise. */
  readonly states?: { readonly entity: string; readonly attribute: string; readonly value: string };
};

export type LongmintQuestion = {
  readonly family: QuestionFamily;
  readonly text: string;
  readonly answer: string;
  /** The same with the measure of its values. */
  readonly measured?: string;
  readonly steps: number;
};

export type LongmintStream = {
  readonly id: string;
  readonly domain: string;
  readonly updates: number;
  readonly entity: string;
  readonly attribute: string;
  readonly records: readonly LongmintRecord[];
  readonly questions: readonly LongmintQuestion[];
};

/** Revisions of the target in a stream. */
export const updateCounts: readonly number[] = [1, 2, 4, 8, 16, 32];

const minuteMs = 60_000;
const start = Date.UTC(2025, 2, 1);
const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

function shuffled<T>(rng: Rng, from: readonly T[]): T[] {
  const list = [...from];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(rng.next() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

type Told = { readonly text: string; readonly states?: NonNullable<LongmintRecord['states']> };

/** Share of the updates after which an older value is told of once more, where a surface has words for that. */
const retoldShare = 0.25;

function tell(rng: Rng, entity: string, attribute: TrackedAttribute, updates: number): Told[] {
  const values = shuffled(rng, attribute.values).slice(0, updates + 1);
  return values.flatMap((value, index): Told[] => {
    const template = pick(rng, index === 0 ? attribute.first : attribute.update);
    const text = template
      .replaceAll('{e}', entity)
      .replaceAll('{v}', value)
      .replaceAll('{u}', values[index - 1] ?? '');
    const told = { text, states: { entity, attribute: attribute.id, value } };
    const { retold } = attribute;
    if (retold === undefined || index === 0 || rng.next() >= retoldShare) return [told];
    const past = pick(rng, values.slice(0, index));
    return [told, { text: pick(rng, retold).replaceAll('{e}', entity).replaceAll('{u}', past) }];
  });
}

/** Interleaves lists at random, each in its own order. */
function interleave(rng: Rng, lists: readonly (readonly Told[])[]): Told[] {
  const left = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const merged: Told[] = [];
  while (left.length > 0) {
    const list = pick(rng, left);
    merged.push(list.shift() as Told);
    if (list.length === 0) left.splice(left.indexOf(list), 1);
  }
  return merged;
}

/** Numbers of updates that a surface has values for. */
function countsOf({ domains }: LongmintSurface): readonly number[] {
  const fewest = Math.min(...domains.flatMap(({ attributes }) => attributes.map(({ values }) => values.length)));
  return updateCounts.filter((updates) => updates < fewest);
}

/** Streams of one half: `perCount` for each number of updates, over the domains in turn. */
export function longmintStreams(
  surface: LongmintSurface,
  { seed, perCount = 12 }: { readonly seed: number; readonly perCount?: number },
): LongmintStream[] {
  const root = seededRng(seed);
  return countsOf(surface).flatMap((updates) =>
    Array.from({ length: perCount }, (_, index): LongmintStream => {
      const rng = root.split(`${updates} ${index}`);
      const domain = surface.domains[index % surface.domains.length] as LongmintSurface['domains'][number];
      const attribute = pick(rng, domain.attributes);
      const [entity = '', ...siblings] = shuffled(rng, domain.entities);
      const others = siblings
        .slice(0, 3)
        .flatMap((other) => domain.attributes.map((one) => tell(rng, other, one, updates)));
      const own = domain.attributes.filter((one) => one !== attribute).map((one) => tell(rng, entity, one, updates));
      const target = tell(rng, entity, attribute, updates);
      const noise = Array.from(
        { length: 4 + updates },
        (): Told => ({
          text: pick(rng, attribute.noise).replaceAll('{e}', pick(rng, [entity, ...siblings.slice(0, 3)])),
        }),
      );
      const records = interleave(rng, [target, ...own, ...others, noise]).map((told, at) => ({
        id: `r${at}`,
        at: start + at * minuteMs,
        ...told,
      }));
      const values = target.flatMap(({ states }) => states?.value ?? []);
      const filled = (text: string, steps = 0): string =>
        text.replaceAll('{e}', entity).replaceAll('{n}', String(steps));
      const render = (texts: readonly string[]): string => filled(pick(rng, texts));
      const steps = pick(
        rng,
        [1, 2, 4, 8].filter((n) => n <= updates),
      );
      const back = [
        ...attribute.historical.map((text) => ({ text, steps })),
        ...(attribute.previous ?? []).map((text) => ({ text, steps: 1 })),
        ...(attribute.original ?? []).map((text) => ({ text, steps: updates })),
      ];
      const counted = [
        ...attribute.counting.map((text) => ({ text, count: updates })),
        ...(attribute.countingValues ?? []).map((text) => ({ text, count: updates + 1 })),
      ];
      const asked = {
        current: render(attribute.current),
        historical: pick(rng, back),
        ordering: render(attribute.ordering),
        counting: pick(rng, counted),
      };
      const { unit } = attribute;
      const valued = (answers: readonly string[]): Pick<LongmintQuestion, 'answer' | 'measured'> => ({
        answer: answers.join(', '),
        ...(unit === undefined ? {} : { measured: answers.map((value) => `${value} ${unit}`).join(', ') }),
      });
      return {
        id: `${domain.id}-${updates}-${index}`,
        domain: domain.id,
        updates,
        entity,
        attribute: attribute.id,
        records,
        questions: [
          { family: 'current', text: asked.current, ...valued(values.slice(-1)), steps: 0 },
          {
            family: 'historical',
            text: filled(asked.historical.text, asked.historical.steps),
            ...valued(values.slice(-1 - asked.historical.steps, values.length - asked.historical.steps)),
            steps: asked.historical.steps,
          },
          { family: 'ordering', text: asked.ordering, ...valued(values), steps: 0 },
          {
            family: 'counting',
            text: filled(asked.counting.text),
            answer: String(asked.counting.count),
            steps: 0,
          },
        ],
      };
    }),
  );
}
