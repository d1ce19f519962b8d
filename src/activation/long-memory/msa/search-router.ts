/** Searches a router index in this thread, or in several: every thread scans its share of documents, results are merged. */
import type { Threads } from '../../../ports/index.ts';
import { mergeScans, type RouterIndex, type ScannedDocument, type ScanTask, scanDocuments } from './router-index.ts';

/** Best documents, and how many router rows were compared. */
export type RouterSearch = { readonly documents: ScannedDocument[]; readonly rowsRead: number };

const sharedFloats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));
const sharedIntegers = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length));

/** The `count` best documents, best first; equal scores by age. */
export function searchRouter(
  index: RouterIndex,
  queries: Float32Array,
  options: { readonly count: number; readonly threads: Threads | undefined },
): RouterSearch {
  const { count, threads } = options;
  const kept = Math.max(1, Math.min(count, index.slots));
  if (threads === undefined) {
    const task: ScanTask = {
      rows: index.rows,
      spans: index.spans,
      queries,
      bestSlots: new Int32Array(kept),
      bestScores: new Float32Array(kept),
      numbers: Int32Array.of(index.width, 0, index.slots, 0),
    };
    scanDocuments(task);
    return { documents: mergeScans([task], count), rowsRead: task.numbers[3]! };
  }
  const shared = sharedFloats(queries.length);
  shared.set(queries);
  const tasks = Array.from({ length: threads.count }, (_, n): ScanTask => {
    const numbers = sharedIntegers(4);
    numbers[0] = index.width;
    numbers[1] = Math.floor((n * index.slots) / threads.count);
    numbers[2] = Math.floor(((n + 1) * index.slots) / threads.count);
    return {
      rows: index.rows,
      spans: index.spans,
      queries: shared,
      bestSlots: sharedIntegers(kept),
      bestScores: sharedFloats(kept),
      numbers,
    };
  });
  threads.run(tasks);
  return { documents: mergeScans(tasks, count), rowsRead: tasks.reduce((sum, task) => sum + task.numbers[3]!, 0) };
}
