/** Every value that an attribute of an entity ever had, in order of time. Nothing is overwritten. */
import { splitSentences } from '../../../extract/sentences.ts';
import { termsOf } from '../concepts.ts';
import { readRevision } from './read-revision.ts';

export type SeriesVersion = { readonly value: string; readonly at: number; readonly source: string };

export type ValueSeries = {
  readonly entity: string;
  readonly attribute: string;
  /** Oldest first; no two in a row are the same. */
  readonly versions: readonly SeriesVersion[];
};

export type SeriesStore = {
  /** Reads a text that was said or written at `at` (milliseconds since the epoch); gives the number of revisions in it. */
  observe(text: string, at: number, source: string): number;
  /** Puts one value in. */
  add(entity: string, attribute: string, version: SeriesVersion): void;
  find(entity: string, attribute: string): ValueSeries | undefined;
  /** Attributes known of an entity. */
  attributes(entity: string): readonly string[];
  /** Entities, longest names first. */
  entities(): readonly string[];
};

const keyOf = (text: string): string => termsOf(text).join(' ');

/** An empty store. */
export function createSeriesStore(): SeriesStore {
  const byEntity = new Map<string, { name: string; attributes: Map<string, { name: string; all: SeriesVersion[] }> }>();
  const store: SeriesStore = {
    observe(text, at, source) {
      let count = 0;
      for (const { start, end, question } of splitSentences(text)) {
        const revision = question ? undefined : readRevision(text.slice(start, end));
        if (revision === undefined) continue;
        count += 1;
        store.add(revision.entity, revision.attribute, { value: revision.value, at: at + start / 1e6, source });
      }
      return count;
    },
    add(entity, attribute, version) {
      const known = byEntity.get(keyOf(entity)) ?? { name: entity, attributes: new Map() };
      byEntity.set(keyOf(entity), known);
      const series = known.attributes.get(keyOf(attribute)) ?? { name: attribute, all: [] };
      known.attributes.set(keyOf(attribute), series);
      // Insertion by time, so that late arrivals find their place.
      let place = series.all.length;
      while (place > 0 && (series.all[place - 1] as SeriesVersion).at > version.at) place -= 1;
      series.all.splice(place, 0, version);
    },
    find(entity, attribute) {
      const series = byEntity.get(keyOf(entity))?.attributes.get(keyOf(attribute));
      if (series === undefined) return undefined;
      const versions = series.all.filter(
        ({ value }, index) => index === 0 || keyOf(value) !== keyOf(series.all[index - 1]?.value ?? ''),
      );
      return { entity, attribute: series.name, versions };
    },
    attributes: (entity) => [...(byEntity.get(keyOf(entity))?.attributes.values() ?? [])].map(({ name }) => name),
    entities: () => [...byEntity.values()].map(({ name }) => name).sort((a, b) => b.length - a.length),
  };
  return store;
}
