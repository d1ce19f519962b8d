/** What consolidation works on: a record with its entities and what is left of it. */
import type { MemoryRecord } from '../../kernel/record.ts';

export type Note = {
  readonly record: MemoryRecord;
  /** Canonical keys of what it speaks of, without duplicates. */
  readonly entities: readonly string[];
  /** 0 to 1. */
  readonly retention: number;
};

/** When it happened or was said. */
export function timeOf({ record }: Note): number {
  return record.valid.from ?? record.recorded.at;
}

/** Appends to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Notes of different owners are never joined. */
export function ownerKey({ scope }: MemoryRecord): string {
  return JSON.stringify([scope.user ?? '', scope.agent ?? '']);
}

/** Scope of what is made of notes of one owner: the session only where all share it. */
export function jointScope(notes: readonly Note[]): MemoryRecord['scope'] {
  const first = notes[0]?.record.scope ?? {};
  const { session, ...owner } = first;
  const same = session !== undefined && notes.every(({ record }) => record.scope.session === session);
  return same ? first : owner;
}
