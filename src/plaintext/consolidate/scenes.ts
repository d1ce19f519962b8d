/**
 * Scenes: communities of memories in the graph of shared entities, found by label propagation, each as one concept
 * that names what it is about. Their members stay as they are.
 */
import type { KeyedDraft } from './concepts.ts';
import { leadingEntities, shortened } from './gist.ts';
import { addTo, jointScope, type Note, ownerKey, timeOf } from './note.ts';

const rounds = 10;
const leastMembers = 4;
/** An entity in more than this share of all memories, or in more than so many, tells them apart no more. */
const commonShare = 0.2;
const commonFrom = 200;
const longest = 500;

/** Communities of at least four memories, largest first; each memory in one at most. Deterministic. */
export function communities(notes: readonly Note[]): readonly (readonly Note[])[] {
  const byEntity = new Map<string, number[]>();
  notes.forEach((note, index) => {
    for (const entity of new Set(note.entities)) addTo(byEntity, `${ownerKey(note.record)}\n${entity}`, index);
  });
  const common = Math.min(commonFrom, Math.max(leastMembers * 2, notes.length * commonShare));
  const edges = [...byEntity.values()].filter((members) => members.length > 1 && members.length <= common);
  const labels = notes.map((_, index) => index);
  const touching = notes.map((): number[] => []);
  edges.forEach((members, edge) => {
    for (const member of members) touching[member]?.push(edge);
  });
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (let index = 0; index < notes.length; index++) {
      const votes = new Map<number, number>();
      for (const edge of touching[index] as number[]) {
        const members = edges[edge] as number[];
        for (const other of members) {
          if (other === index) continue;
          const label = labels[other] as number;
          votes.set(label, (votes.get(label) ?? 0) + 1 / (members.length - 1));
        }
      }
      let best = labels[index] as number;
      let most = votes.get(best) ?? 0;
      for (const [label, vote] of votes) {
        if (vote > most + 1e-9 || (Math.abs(vote - most) <= 1e-9 && label < best)) {
          best = label;
          most = vote;
        }
      }
      if (best !== labels[index]) {
        labels[index] = best;
        changed = true;
      }
    }
    if (!changed) break;
  }
  const groups = new Map<number, Note[]>();
  notes.forEach((note, index) => {
    addTo(groups, labels[index] as number, note);
  });
  return [...groups.values()]
    .filter((members) => members.length >= leastMembers)
    .sort((a, b) => b.length - a.length || (firstId(a) < firstId(b) ? -1 : 1));
}

/** One concept a community, keyed by what it is most about. */
export function sceneDrafts(notes: readonly Note[]): readonly KeyedDraft[] {
  const drafts = new Map<string, KeyedDraft>();
  for (const members of communities(notes)) {
    const entities = leadingEntities(members);
    const first = members[0] as Note;
    const key = JSON.stringify(['scene', ownerKey(first.record), entities[0]]);
    if (drafts.has(key)) continue;
    const best = members.reduce((a, b) => (weight(b) > weight(a) ? b : a));
    const text = shortened(
      `${entities.join(', ')}: ${members.length} memories, for example: ${best.record.text}`,
      longest,
    );
    drafts.set(key, {
      key,
      draft: {
        kind: 'concept',
        text,
        data: { form: 'scene', key, entities, members: members.length },
        scope: jointScope(members),
        sources: [...new Set(members.flatMap(({ record }) => record.sources))],
        from: members.map(({ record }) => ({ id: record.id, version: record.version })),
        valid: { from: Math.max(...members.map(timeOf)) },
        confidence: Math.min(...members.map(({ record }) => record.confidence)),
        importance: Math.max(...members.map(({ record }) => record.importance)),
        trust: Math.min(...members.map(({ record }) => record.trust)),
      },
    });
  }
  return [...drafts.values()];
}

const weight = ({ record }: Note): number => record.importance * record.confidence;
const firstId = (notes: readonly Note[]): string => notes[0]?.record.id ?? '';
