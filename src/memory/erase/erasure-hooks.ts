/**
 * Hooks of tiers outside the cube: called inside every erasure, owed where a tier is not there at the time.
 *
 * A cube remembers the names of hooks that were ever registered on it. An erasure by a process without them (a command
 * line, say) writes down what it owes each; the debt is paid when that hook is registered next. Ids only, no content.
 */
import { MemoryError } from '../../errors/index.ts';
import type { ErasureClosure, ErasureHook, Store } from '../../ports/index.ts';
import type { Settings } from '../settings.ts';

/** What became of one hook in an erasure. `owed`: it is not registered here, or failed, and will be called later. */
export type HookOutcome = {
  readonly name: string;
  readonly state: 'done' | 'owed';
  readonly removed: Readonly<Record<string, number>>;
};

type Debt = { readonly erasure: string; readonly closure: ErasureClosure; readonly hooks: readonly string[] };

type Saved = { readonly known: readonly string[]; readonly debts: readonly Debt[] };

export type ErasureHooks = {
  /** @throws MemoryError `conflict` when a hook of this name is registered already. */
  register(hook: ErasureHook): () => void;
  /** Remembers the names of the hooks that are registered here. Inside `exclusive`, before an erasure is planned. */
  remember(): Promise<void>;
  /** Calls every registered hook; notes what the others are owed. Safe to repeat. Inside `exclusive`. */
  run(erasure: string, closure: ErasureClosure): Promise<readonly HookOutcome[]>;
  /** Pays debts to hooks that are registered here. Inside `exclusive`. */
  settle(): Promise<readonly { readonly erasure: string; readonly outcome: HookOutcome }[]>;
};

const hooksBlob = 'erase/hooks';
const none: Saved = { known: [], debts: [] };

export function createErasureHooks(store: Store, settings: Settings): ErasureHooks {
  const hooks = new Map<string, ErasureHook>();

  const read = async (): Promise<Saved> => {
    const bytes = await store.blob(hooksBlob);
    return bytes === undefined ? none : (JSON.parse(new TextDecoder().decode(bytes)) as Saved);
  };
  const write = async (saved: Saved): Promise<void> => {
    await store.putBlobs(new Map([[hooksBlob, new TextEncoder().encode(JSON.stringify(saved))]]));
  };
  const call = async (hook: ErasureHook, closure: ErasureClosure): Promise<HookOutcome> => {
    try {
      // One that gives nothing back has done its part, and did not count.
      const { removed = {} } = ((await hook.erase(closure)) as Partial<Pick<HookOutcome, 'removed'>> | undefined) ?? {};
      return { name: hook.name, state: 'done', removed };
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      const message = `hook ${hook.name} failed to erase and will be called again: ${why}`;
      settings.notify({ type: 'warning-raised', cube: store.cube, message });
      return { name: hook.name, state: 'owed', removed: {} };
    }
  };

  return {
    register(hook) {
      if (typeof hook?.name !== 'string' || hook.name === '' || typeof hook.erase !== 'function') {
        throw new MemoryError('invalid_input', 'an erasure hook has a name and an erase function', {
          hint: "memory.onErase({ name: 'my-cache', erase: async ({ turns }) => ({ removed: { entries: 0 } }) })",
        });
      }
      if (hooks.has(hook.name)) {
        throw new MemoryError('conflict', `an erasure hook named ${hook.name.slice(0, 40)} is registered already`, {
          hint: 'unregister the other one first, or give this one another name',
        });
      }
      hooks.set(hook.name, hook);
      return () => {
        if (hooks.get(hook.name) === hook) hooks.delete(hook.name);
      };
    },

    async remember() {
      if (settings.readOnly || hooks.size === 0) return;
      const saved = await read();
      const known = [...new Set([...saved.known, ...hooks.keys()])];
      if (known.length > saved.known.length) await write({ ...saved, known });
    },

    async run(erasure, closure) {
      const { known, debts } = await read();
      const names = [...new Set([...known, ...hooks.keys()])].sort();
      const outcomes: HookOutcome[] = [];
      for (const name of names) {
        const hook = hooks.get(name);
        outcomes.push(hook === undefined ? { name, state: 'owed', removed: {} } : await call(hook, closure));
      }
      const owed = outcomes.filter(({ state }) => state === 'owed').map(({ name }) => name);
      const others = debts.filter((debt) => debt.erasure !== erasure);
      const next = owed.length === 0 ? others : [...others, { erasure, closure, hooks: owed }];
      if (owed.length > 0 || others.length < debts.length) await write({ known: names, debts: next });
      return outcomes;
    },

    async settle() {
      if (hooks.size === 0) return [];
      const { known, debts } = await read();
      const paid: { erasure: string; outcome: HookOutcome }[] = [];
      const left: Debt[] = [];
      for (const debt of debts) {
        const still: string[] = [];
        for (const name of debt.hooks) {
          const hook = hooks.get(name);
          const outcome = hook === undefined ? undefined : await call(hook, debt.closure);
          if (outcome?.state === 'done') paid.push({ erasure: debt.erasure, outcome });
          else still.push(name);
        }
        if (still.length > 0) left.push({ ...debt, hooks: still });
      }
      if (paid.length > 0) await write({ known, debts: left });
      return paid;
    },
  };
}
