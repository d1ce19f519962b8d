/** Values of something that no fact record tells: where it was, who had it, and other attributes, in order of time. */
import type { Scope } from '../../kernel/scope.ts';
import { createSeriesStore } from '../../plaintext/revise/state/series/value-series.ts';
import { followStory, type StoryAttribute } from '../../plaintext/revise/story/story.ts';
import { nameKey } from '../../plaintext/revise/story/told-events.ts';
import type { Engine } from '../engine.ts';
import type { FactVersion } from '../memory.ts';
import { revisionsIn, toldIn } from './told-turns.ts';

type Told = { readonly value: string; readonly at: number; readonly source: string };

const storyAttributes: Readonly<Record<string, StoryAttribute>> = {
  place: 'place',
  location: 'place',
  home: 'home',
  holder: 'holder',
  owner: 'holder',
};

async function valuesOf(engine: Engine, subject: string, slot: string, scope: Scope): Promise<readonly Told[]> {
  const attribute = storyAttributes[slot.toLowerCase()];
  if (attribute !== undefined) {
    const told = await toldIn(engine, scope, [subject]);
    const events = told.flatMap(({ event, source, at }) => (event === undefined ? [] : [{ event, source, at }]));
    const values = followStory(events).timeline(nameKey(subject), attribute);
    if (values.length > 0) return values;
  }
  const store = createSeriesStore();
  const found = await revisionsIn(engine, scope, [subject]);
  found.forEach(({ revision, at, source }, step) => {
    store.add(revision.entity, revision.attribute, { value: revision.value, at: at + step / 1e6, source });
  });
  return (store.find(subject, slot)?.versions ?? []).map((one) => ({ ...one, at: Math.floor(one.at) }));
}

/** The same as versions of a fact, oldest first; `valid` and `known` as for facts. Inside `exclusive`. */
export async function toldVersions(
  engine: Engine,
  subject: string,
  slot: string,
  { scope = {}, valid, known }: { readonly scope?: Scope; readonly valid?: number; readonly known?: number },
): Promise<readonly FactVersion[]> {
  const all = await valuesOf(engine, subject, slot, scope);
  const entries = await engine.cube.latest('turn', [...new Set(all.map(({ source }) => source))]);
  const turns = new Map(entries.flatMap((entry) => (entry?.kind === 'turn' ? [[entry.turn.id, entry] as const] : [])));
  const values = all.filter(
    ({ at, source }) =>
      (valid === undefined || at <= valid) &&
      (known === undefined || (turns.get(source)?.recordedAt ?? Number.POSITIVE_INFINITY) <= known),
  );
  return values.map(({ value, at, source }, index): FactVersion => {
    const next = values[index + 1];
    const entry = turns.get(source);
    return {
      id: source,
      version: index + 1,
      fact: { subject, slot, value, polarity: 'positive', cardinality: 'single' },
      text: entry?.turn.text ?? '',
      valid: { from: at, ...(next === undefined ? {} : { to: next.at }) },
      recorded: { at: entry?.recordedAt ?? at },
      sources: [source],
      confidence: toldConfidence,
      current: next === undefined,
    };
  });
}

/** Of what somebody told in passing, beside a statement about themselves. */
const toldConfidence = 0.8;
