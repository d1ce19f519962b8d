/**
 * Which memories become one gist: those that share entities and lie close in time.
 *
 * SuperLocalMemory V3.3 (arXiv 2604.04514), section 6: union-find over pairs with at least two shared entities, split
 * where more than 7 days pass, 3 to 20 memories a cluster. Deviation: an entity that is in more than 50 memories joins
 * nothing, so that a name in every line does not make one cluster of everything (and the work stays linear).
 */
import { addTo, type Note, ownerKey, timeOf } from './note.ts';

export type ClusterOptions = {
  /** Default 2. */
  readonly sharedEntities?: number;
  /** Default 7 days. */
  readonly gapMs?: number;
  /** Default 3. */
  readonly least?: number;
  /** Default 20. */
  readonly most?: number;
};

const commonFrom = 50;

/** Clusters in order of time; the notes of each in order of time, and in none twice. */
export function clusterNotes(notes: readonly Note[], options: ClusterOptions = {}): readonly (readonly Note[])[] {
  const { sharedEntities = 2, gapMs = 7 * 86_400_000, least = 3, most = 20 } = options;
  const parents = notes.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] as number;
    parents[index] = root;
    return root;
  };
  const byEntity = new Map<string, number[]>();
  notes.forEach((note, index) => {
    for (const entity of new Set(note.entities)) addTo(byEntity, `${ownerKey(note.record)}\n${entity}`, index);
  });
  const shared = new Map<string, number>();
  for (const members of byEntity.values()) {
    if (members.length > commonFrom) continue;
    for (let a = 0; a < members.length; a++) {
      for (let b = a + 1; b < members.length; b++) {
        const pair = `${members[a]} ${members[b]}`;
        const count = (shared.get(pair) ?? 0) + 1;
        shared.set(pair, count);
        if (count === sharedEntities) parents[rootOf(members[b] as number)] = rootOf(members[a] as number);
      }
    }
  }
  const groups = new Map<number, Note[]>();
  notes.forEach((note, index) => {
    addTo(groups, rootOf(index), note);
  });
  const clusters: Note[][] = [];
  for (const group of groups.values()) {
    group.sort(inTime);
    let run: Note[] = [];
    const close = (): void => {
      if (run.length >= least) clusters.push(run);
      run = [];
    };
    for (const note of group) {
      const before = run.at(-1);
      if (before !== undefined && (timeOf(note) - timeOf(before) > gapMs || run.length >= most)) close();
      run.push(note);
    }
    close();
  }
  return clusters.sort((a, b) => inTime(a[0] as Note, b[0] as Note));
}

function inTime(a: Note, b: Note): number {
  return timeOf(a) - timeOf(b) || (a.record.id < b.record.id ? -1 : 1);
}
