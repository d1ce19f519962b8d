/**
 * The gist of a cluster: the sentence that matters most and what it is all about.
 *
 * SuperLocalMemory V3.3 (arXiv 2604.04514), section 6: the memory with the highest importance x confidence, and the
 * five most frequent entities, at most 500 characters. The official code throws the gist's vector away and only notes
 * that its sources were compressed; here the gist is a record like any other, with its vector, and they really are.
 */
import type { RecordDraft } from '../../kernel/record.ts';
import { jointScope, type Note, timeOf } from './note.ts';

const longest = 500;
const topEntities = 5;

/** What a gist is about, its most frequent entities first; ties in order of first mention. */
export function leadingEntities(notes: readonly Note[], most: number = topEntities): readonly string[] {
  const counts = new Map<string, number>();
  for (const note of notes) for (const entity of note.entities) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([entity]) => entity);
}

/** A summary record for a cluster (at least one note), with its sources and what it was made from. */
export function gistDraft(notes: readonly Note[]): RecordDraft {
  const best = notes.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  const entities = leadingEntities(notes);
  const from = Math.min(...notes.map(timeOf));
  const to = Math.max(...notes.map(({ record }) => record.valid.to ?? timeOf({ record, entities, retention: 0 })));
  const span = day(from) === day(to) ? day(from) : `${day(from)} to ${day(to)}`;
  const tail = ` (${span}, one of ${notes.length} about ${entities.join(', ') || 'this'})`;
  return {
    kind: 'summary',
    text: `${shortened(best.record.text, longest - tail.length)}${tail}`.slice(0, longest),
    data: { form: 'gist', members: notes.length, entities },
    scope: jointScope(notes),
    sources: [...new Set(notes.flatMap(({ record }) => record.sources))],
    from: notes.map(({ record }) => ({ id: record.id, version: record.version })),
    valid: { from, to: Math.max(to, from + 1) },
    confidence: Math.min(...notes.map(({ record }) => record.confidence)),
    importance: Math.max(...notes.map(({ record }) => record.importance)),
    trust: Math.min(...notes.map(({ record }) => record.trust)),
  };
}

const weight = ({ record }: Note): number => record.importance * record.confidence;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whole words only, with an ellipsis where something was cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, Math.max(1, most - 1));
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}
