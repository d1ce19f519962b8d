/** Which embedding space a cube is in: written into the cube, so that every process ranks in the same one. */
import { MemoryError } from '../../errors/index.ts';
import type { Cube } from '../../kernel/cube.ts';
import type { Embedder } from '../../ports/index.ts';

/** What is known of a space without its embedder. */
export type SpaceNote = {
  /** The embedder's id. */
  readonly space: string;
  readonly dimensions: number;
  /** Its vectors cost nothing: they are derived whenever they are needed, and not kept. */
  readonly free: boolean;
  /** How to make the embedder again, in the caller's words; never a secret. */
  readonly source?: string;
};

/** The space of a cube. A cube without this note is in the space of the embedder that ships with the package. */
export type ActiveSpace = SpaceNote & {
  /** The one before, to which `rollback` returns. */
  readonly previous?: SpaceNote;
  readonly changedAt: number;
};

/** Finds the embedder for a cube's space; `undefined` for no dense channel. */
export type ChooseEmbedder = (active: ActiveSpace | undefined) => Promise<Embedder | undefined>;

const activeBlob = 'embedder/active';
const noteVersion = 1;

/** True for embedders that need no model and no waiting. */
export function isFree(embedder: Embedder): boolean {
  return typeof (embedder as { readonly embedSync?: unknown }).embedSync === 'function';
}

export function noteOf(embedder: Embedder, source?: string): SpaceNote {
  return {
    space: embedder.id,
    dimensions: embedder.dimensions,
    free: isFree(embedder),
    ...(source === undefined ? {} : { source }),
  };
}

export async function readActiveSpace(cube: Cube): Promise<ActiveSpace | undefined> {
  const bytes = await cube.store.blob(activeBlob);
  if (bytes === undefined) return undefined;
  try {
    const { version, ...active } = JSON.parse(new TextDecoder().decode(bytes)) as ActiveSpace & { version: number };
    if (version === noteVersion && typeof active.space === 'string') return active;
    throw new TypeError(`version ${version}`);
  } catch (cause) {
    throw new MemoryError('corrupt', 'the note of which embedder this cube uses is not readable', {
      hint: 'restore from a backup, or open with `embedder: false`',
      cause,
    });
  }
}

/** To be written in the transaction that makes it so. */
export function activeSpaceBlob(active: ActiveSpace): readonly [string, Uint8Array] {
  return [activeBlob, new TextEncoder().encode(JSON.stringify({ version: noteVersion, ...active }))];
}

/** Errors: `incompatible` when `embedder` makes vectors of another space than the cube's. */
export function checkSpace(embedder: Embedder, active: ActiveSpace | undefined, isEmpty: boolean): void {
  if (active === undefined ? isEmpty || isFree(embedder) : embedder.id === active.space) return;
  // A new version of the table that ships with the package: derived again, as it costs nothing.
  if (active?.free === true && isFree(embedder)) return;
  const there = active?.space ?? 'the embedder that ships with the package';
  throw new MemoryError('incompatible', `this cube is in the embedding space ${there}, not ${embedder.id}`, {
    details: {
      active: active?.space ?? 'static',
      given: embedder.id,
      ...(active?.source && { source: active.source }),
    },
    hint:
      active === undefined || active.free
        ? 'open it without an embedder, then call `memory.embedder.change(...)`'
        : `open it with ${active.source ?? 'that embedder'}, or with \`embedder: false\`; change with \`memory.embedder.change(...)\``,
  });
}
