/**
 * Blobs beside the log that are made again when they are lost: indexes and states (from the rows), vectors (by the
 * embedder), ready-made segments (by their model), rendered contexts, counts of uses. A bit that flips in one of them
 * must not lock up a cube whose rows are whole, so they count as absent, with a warning. Rows, receipts, marks and
 * policies are not of this kind: damage there is an error.
 */
import { isMemoryError } from '../errors/index.ts';
import type { Store } from '../ports/index.ts';

const remadeFolders = ['snapshot/', 'vectors/', 'context/', 'usage/', 'setup/', 'kv/'] as const;
/** A setting that stands among the segments. */
const settings: readonly string[] = ['kv/budget'];

/** Whether the blob of this name is made again when it is not there. */
export function isRemade(name: string): boolean {
  return !settings.includes(name) && remadeFolders.some((folder) => name.startsWith(folder));
}

/**
 * The same store, in which a damaged blob of this kind is not there: it is removed, where the store can be written, and
 * `warn` is told once. Everything else is `corrupt` as before.
 */
export function forgetDamaged<S extends Store>(store: S, warn: (message: string) => void): S {
  const told = new Set<string>();
  const blob: Store['blob'] = async (name, options) => {
    try {
      return await store.blob(name, options);
    } catch (error) {
      if (!isRemade(name) || !isMemoryError(error, 'corrupt')) throw error;
      if (!told.has(name)) warn(`${name} is damaged and is made again`);
      told.add(name);
      // Nobody can read it, and what it held of an erased text must not stay. Who is refused now comes by again.
      if (!store.readOnly) await store.putBlobs(new Map([[name, null]])).catch(() => undefined);
      return undefined;
    }
  };
  return new Proxy(store, {
    get(target, key) {
      if (key === 'blob') return blob;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
