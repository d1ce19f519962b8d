/**
 * When recalls left hits unmarked, since too many statements of their speakers had not been read yet: a view of such a
 * moment reads them, and so says more than was said then.
 */
import type { Store } from '../../ports/index.ts';

const unmarkedBlob = 'setup/unmarked';
/** Spans that are kept, the newest. */
const mostSpans = 500;

/** From the first to the last of recalls of one process between which nothing was read, milliseconds since the epoch. */
type Span = readonly [first: number, last: number];

export type UnmarkedHistory = {
  /** Takes note of a recall: whether it left hits unmarked. */
  note(at: number, unmarked: boolean): void;
  /** Whether a moment lies between recalls that did, of this process or of one that has closed the memory. */
  holds(at: number): Promise<boolean>;
  /** Writes what was noted; nothing where nothing was. */
  flush(): Promise<void>;
};

export function createUnmarkedHistory(store: Store): UnmarkedHistory {
  const spans: Span[] = [];
  let isOpen = false;
  const saved = async (): Promise<readonly Span[]> => {
    const bytes = await store.blob(unmarkedBlob);
    if (bytes === undefined) return [];
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as Span[];
    } catch {
      return [];
    }
  };
  return {
    note(at, unmarked) {
      if (!unmarked) isOpen = false;
      else if (isOpen) spans.push([(spans.pop() as Span)[0], at]);
      else {
        spans.push([at, at]);
        isOpen = true;
      }
    },
    async holds(at) {
      return [...(await saved()), ...spans].some(([first, last]) => first <= at && at <= last);
    },
    async flush() {
      if (spans.length === 0 || store.readOnly) return;
      const all = [...(await saved()), ...spans.splice(0)].slice(-mostSpans);
      isOpen = false;
      await store.putBlobs(new Map([[unmarkedBlob, new TextEncoder().encode(JSON.stringify(all))]]));
    },
  };
}
