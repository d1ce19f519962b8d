/** With which program, recipes, embedder, zone and policy a cube was used, and since when: noted when one of them changes. */
import { hash } from 'node:crypto';
import { packageVersion } from '../../adapters/system/index.ts';
import { recipes } from '../../plaintext/recipes/catalog.ts';
import { stateFingerprint } from '../../plaintext/revise/state/state-log.ts';
import type { Store } from '../../ports/index.ts';
import type { DerivedState } from '../derived-state.ts';
import type { Settings } from '../settings.ts';

const setupBlob = 'setup/history';

/** What decides, beside the log, what recall says. */
export type Setup = {
  /** Of this package. */
  readonly version: string;
  /** Digest of all recipes. */
  readonly recipe: string;
  /** Embedding space; `none` without an embedder. */
  readonly embedder: string;
  /** IANA zone that questions are read in. */
  readonly zone: string;
  /** Digest of the rules of trust. */
  readonly policy: string;
  /** Schema by which states are derived; `off` without. */
  readonly schema: string;
};

export type SetupNote = Setup & { readonly at: number };

let recipeDigest: string | undefined;

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex').slice(0, 16);

/** The setup of this process on a cube. */
export function presentSetup(settings: Settings, state: DerivedState): Setup {
  recipeDigest ??= digest([...recipes]);
  return {
    version: packageVersion(),
    recipe: recipeDigest,
    embedder: state.embedder?.id ?? 'none',
    zone: settings.zone,
    policy: digest(settings.trust),
    schema: state.states === undefined ? 'off' : stateFingerprint(state.states.schema),
  };
}

export async function readSetups(store: Store): Promise<readonly SetupNote[]> {
  const bytes = await store.blob(setupBlob);
  if (bytes === undefined) return [];
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as SetupNote[];
  } catch {
    // Without it the past can still be asked; it then says that it does not know what was in force.
    return [];
  }
}

/** Notes the present setup where it differs from the one noted last. */
export async function noteSetup(store: Store, settings: Settings, state: DerivedState): Promise<void> {
  if (settings.readOnly) return;
  const notes = await readSetups(store);
  const now = presentSetup(settings, state);
  const last = notes.at(-1);
  if (last !== undefined && setupFields.every((field) => last[field] === now[field])) return;
  const next: SetupNote = { at: settings.clock.now(), ...now };
  await store.putBlobs(new Map([[setupBlob, new TextEncoder().encode(JSON.stringify([...notes, next]))]]));
}

export const setupFields: readonly (keyof Setup)[] = ['version', 'recipe', 'embedder', 'zone', 'policy', 'schema'];
