/**
 * The stable part of every thread's context, as it is now and as it was: prefixes with the moment at which they were
 * cut, and what was appended to each when. Kept in one blob a thread, so that a restart does not cost the provider's
 * cache and a context of the past can be rendered again.
 */
import { hash } from 'node:crypto';
import type { Cube } from '../../kernel/cube.ts';
import type { PackState } from '../../plaintext/recall/pack.ts';
import type { Store } from '../../ports/index.ts';

type Step = {
  readonly at: number;
  /** Rendered, in order. */
  readonly deltas: readonly string[];
  /** Lines that came, and (null) went. */
  readonly lines: Readonly<Record<string, string | null>>;
  readonly written: readonly string[];
};

type Epoch = Pick<PackState, 'epoch' | 'prefix' | 'lines' | 'written' | 'settled'> & {
  readonly at: number;
  readonly steps: readonly Step[];
};

type SavedThread = { readonly format: 2; readonly epochs: readonly Epoch[] };

/** Prefix of the blobs; an erasure removes them all, as they quote what memory held. */
export const threadBlobs = 'context/';
/** Prefixes kept of one thread; the oldest go first. */
const mostEpochs = 200;

const blobOf = (thread: string): string => `${threadBlobs}${hash('sha256', thread, 'hex').slice(0, 32)}`;

/** The state of a thread now, or as the last call before the moment `before` left it. */
export async function readThread(
  store: Store,
  thread: string,
  before: number = Number.POSITIVE_INFINITY,
): Promise<PackState | undefined> {
  const saved = await read(store, thread);
  const epoch = saved?.epochs.findLast((one) => one.at < before);
  if (epoch === undefined) return undefined;
  const deltas: string[] = [];
  const lines: Record<string, string> = { ...epoch.lines };
  const written = [...epoch.written];
  for (const step of epoch.steps) {
    if (step.at >= before) break;
    deltas.push(...step.deltas);
    written.push(...step.written);
    for (const [id, text] of Object.entries(step.lines)) {
      if (text === null) delete lines[id];
      else lines[id] = text;
    }
  }
  const { prefix, settled } = epoch;
  return { epoch: epoch.epoch, prefix, deltas, lines, written, settled, text: prefix + deltas.join('') };
}

/** Saves what `next` adds to `previous`. Errors: `conflict` when the log has moved since it was rendered. */
export async function saveThread(
  cube: Cube,
  thread: string,
  change: { readonly previous: PackState | undefined; readonly next: PackState; readonly at: number },
): Promise<void> {
  const { previous, next, at } = change;
  const epochs = [...((await read(cube.store, thread))?.epochs ?? [])];
  const last = epochs.at(-1);
  if (previous === undefined || previous.epoch !== next.epoch || last?.epoch !== next.epoch) {
    const { epoch, prefix, lines, written, settled } = next;
    // A thread that was known in another process's memory only begins with all that it has.
    const steps = next.deltas.length === 0 ? [] : [{ at, deltas: next.deltas, lines: {}, written: [] }];
    epochs.push({ at, epoch, prefix, lines, written, settled, steps });
  } else {
    const step: Step = {
      at,
      deltas: next.deltas.slice(previous.deltas.length),
      lines: changedLines(previous.lines, next.lines),
      written: next.written.slice(previous.written.length),
    };
    epochs[epochs.length - 1] = { ...last, steps: [...last.steps, step] };
  }
  const saved: SavedThread = { format: 2, epochs: epochs.slice(-mostEpochs) };
  // Behind an erasure, nothing that quotes what it took may be written: the log must not have moved.
  await cube.commit([], new Map([[blobOf(thread), new TextEncoder().encode(JSON.stringify(saved))]]));
}

function changedLines(before: PackState['lines'], after: PackState['lines']): Record<string, string | null> {
  const changed: Record<string, string | null> = {};
  for (const id of Object.keys(before)) if (after[id] === undefined) changed[id] = null;
  for (const [id, text] of Object.entries(after)) if (before[id] !== text) changed[id] = text;
  return changed;
}

async function read(store: Store, thread: string): Promise<SavedThread | undefined> {
  const bytes = await store.blob(blobOf(thread));
  if (bytes === undefined) return undefined;
  const saved = JSON.parse(new TextDecoder().decode(bytes)) as SavedThread | PackState;
  if ('format' in saved) return saved;
  // As an earlier version wrote it: the state alone, of which nobody knows since when.
  const { epoch, prefix, lines, written, settled, deltas } = saved;
  const steps = deltas.length === 0 ? [] : [{ at: 0, deltas, lines: {}, written: [] }];
  return { format: 2, epochs: [{ at: 0, epoch, prefix, lines, written, settled, steps }] };
}
