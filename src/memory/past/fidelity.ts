/** Whether a view of the past shows what was shown then, to the byte, and what stands in the way where it does not. */
import type { Engine } from '../engine.ts';
import { presentSetup, readSetups, type Setup, setupFields } from './setup-history.ts';

/** What a view differs in from what recall and context said at its moment. */
export type PastDifference = {
  readonly what:
    | 'erased since'
    | 'version'
    | 'recipe'
    | 'embedder'
    | 'zone'
    | 'policy'
    | 'schema'
    | 'valid time'
    | 'states'
    | 'not noted';
  /** In a sentence. */
  readonly detail: string;
};

export type Fidelity = {
  /** True: the same bytes as then (times of computing and shares of a prompt cache apart). */
  readonly faithful: boolean;
  readonly differs: readonly PastDifference[];
};

export type ErasedSince = {
  /** Entries that were known at the moment and have no content any more. */
  readonly entries: number;
  /** When the last of them was erased. */
  readonly at: number;
};

/** Both clocks of the view; `filtered`: it shows what was true at another moment than that at which it was known. */
export type PastMoment = { readonly known: number; readonly filtered: boolean };

export async function fidelityAt(
  engine: Engine,
  moment: PastMoment,
  erased: ErasedSince | undefined,
): Promise<Fidelity> {
  const differs: PastDifference[] = [];
  if (moment.filtered) {
    differs.push({ what: 'valid time', detail: 'only what was true at that moment is shown, as it is known' });
  }
  if (erased !== undefined) {
    const detail = `${erased.entries} entries known then were erased, last ${new Date(erased.at).toISOString()}`;
    differs.push({ what: 'erased since', detail });
  }
  if (await engine.unmarked.holds(moment.known)) {
    const detail =
      'recalls left hits unmarked then, since statements of their speakers had not been read; here they are';
    differs.push({ what: 'states', detail });
  }
  const then = (await readSetups(engine.cube.store)).findLast(({ at }) => at <= moment.known);
  if (then === undefined) {
    differs.push({
      what: 'not noted',
      detail: 'with which version and embedder the memory was used then is not noted',
    });
  } else {
    const now = presentSetup(engine.settings, engine.state);
    for (const field of setupFields) {
      if (then[field] !== now[field]) differs.push({ what: field, detail: sentence(field, then, now) });
    }
  }
  return { faithful: differs.length === 0, differs };
}

const names: Readonly<Record<keyof Setup, string>> = {
  version: 'version of this package',
  recipe: 'recipes',
  embedder: 'embedding space',
  zone: 'time zone of questions',
  policy: 'rules of trust',
  schema: 'schema of states',
};

function sentence(field: keyof Setup, then: Setup, now: Setup): string {
  return `the ${names[field]} was ${then[field]}, now it is ${now[field]}`;
}
