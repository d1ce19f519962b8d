/** What is in a key ring, as plain data, and as bytes. */
import { MemoryError } from '../../errors/index.ts';
import type { ContentKey, Entropy, NamedKeys } from '../../ports/index.ts';

type HeldKey = ContentKey & { readonly name: string; readonly state: 'live' | 'retired'; readonly madeAt: number };

/** One state of a ring. Every change makes a new one; keys that are gone from it are overwritten in memory. */
export type RingContent = {
  /** Counts the changes; a ring never goes back. */
  readonly revision: number;
  readonly keys: ReadonlyMap<string, HeldKey>;
  /** When which key was destroyed, milliseconds since the epoch, by id. */
  readonly destroyed: ReadonlyMap<string, number>;
};

export const emptyRing: RingContent = { revision: 0, keys: new Map(), destroyed: new Map() };

export const keyBytes = 32;
const idBytes = 8;

/** A ring with live keys for all `names`; the same one when none is missing. */
export function withKeys(
  ring: RingContent,
  names: readonly string[],
  { entropy, now }: { readonly entropy: Entropy; readonly now: number },
): RingContent {
  const live = liveKeys(ring);
  const missing = [...new Set(names)].filter((name) => !live.has(name));
  if (missing.length === 0) return ring;
  const keys = new Map(ring.keys);
  for (const name of missing) {
    const id = Buffer.from(entropy.bytes(idBytes)).toString('hex');
    if (keys.has(id) || ring.destroyed.has(id)) throw new MemoryError('internal', 'the entropy source repeats itself');
    keys.set(id, { id, name, bytes: new Uint8Array(entropy.bytes(keyBytes)), state: 'live', madeAt: now });
  }
  return { ...ring, revision: ring.revision + 1, keys };
}

/** A ring in which the live key of `name` is retired; the same one when it has none. */
export function withRetired(ring: RingContent, name: string): RingContent {
  const key = liveKeys(ring).get(name);
  if (key === undefined) return ring;
  const keys = new Map(ring.keys).set(key.id, { ...key, state: 'retired' });
  return { ...ring, revision: ring.revision + 1, keys };
}

/** A ring without these keys; the same one when none of them is there. */
export function withoutKeys(ring: RingContent, ids: readonly string[], now: number): RingContent {
  const present = ids.filter((id) => ring.keys.has(id));
  if (present.length === 0) return ring;
  const keys = new Map(ring.keys);
  const destroyed = new Map(ring.destroyed);
  for (const id of present) {
    keys.delete(id);
    destroyed.set(id, now);
  }
  return { revision: ring.revision + 1, keys, destroyed };
}

/** A state never changes, so its live keys are gathered once. */
const gathered = new WeakMap<RingContent, ReadonlyMap<string, HeldKey>>();

export function liveKeys(ring: RingContent): ReadonlyMap<string, HeldKey> {
  const known = gathered.get(ring);
  if (known !== undefined) return known;
  const live = new Map<string, HeldKey>();
  for (const key of ring.keys.values()) if (key.state === 'live') live.set(key.name, key);
  gathered.set(ring, live);
  return live;
}

export function namedKeys(ring: RingContent): NamedKeys[] {
  const byName = new Map<string, { live?: string; retired: string[] }>();
  for (const { id, name, state } of ring.keys.values()) {
    const entry = byName.get(name) ?? { retired: [] };
    if (state === 'live') entry.live = id;
    else entry.retired.push(id);
    byName.set(name, entry);
  }
  return [...byName].map(([name, entry]) => ({ name, ...entry })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type SavedKey = readonly [id: string, name: string, key: string, live: 0 | 1, madeAt: number];

/** As UTF-8 JSON; holds keys in the clear. */
export function encodeRing(ring: RingContent): Uint8Array {
  const keys = [...ring.keys.values()].map(
    ({ id, name, bytes, state, madeAt }): SavedKey => [
      id,
      name,
      Buffer.from(bytes).toString('base64'),
      state === 'live' ? 1 : 0,
      madeAt,
    ],
  );
  return Buffer.from(JSON.stringify({ revision: ring.revision, keys, destroyed: [...ring.destroyed] }), 'utf8');
}

/** `undefined` when the bytes are not what `encodeRing` writes. */
export function decodeRing(bytes: Uint8Array): RingContent | undefined {
  try {
    const saved = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      readonly revision: number;
      readonly keys: readonly SavedKey[];
      readonly destroyed: readonly (readonly [string, number])[];
    };
    const keys = new Map<string, HeldKey>();
    for (const [id, name, key, live, madeAt] of saved.keys) {
      const held = new Uint8Array(Buffer.from(key, 'base64'));
      if (!/^[0-9a-f]{16}$/.test(id) || typeof name !== 'string' || held.length !== keyBytes) return undefined;
      keys.set(id, { id, name, bytes: held, state: live === 1 ? 'live' : 'retired', madeAt });
    }
    if (!Number.isSafeInteger(saved.revision)) return undefined;
    return { revision: saved.revision, keys, destroyed: new Map(saved.destroyed) };
  } catch {
    return undefined;
  }
}

/** Overwrites in memory what was in `before` and is not in `after` any more. */
export function wipeGone(before: RingContent, after: RingContent): void {
  for (const [id, key] of before.keys) if (after.keys.get(id)?.bytes !== key.bytes) key.bytes.fill(0);
}
