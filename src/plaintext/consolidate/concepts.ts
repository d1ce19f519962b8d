/**
 * Notes into concepts: what is known about one subject as one record, the merge by head entity of Think-in-Memory
 * (arXiv 2311.08719) as a view: the notes stay, because they are the current values that questions are answered from.
 */
import type { MemoryRecord, RecordDraft } from '../../kernel/record.ts';
import { shortened } from './gist.ts';
import { addTo, jointScope, type Note, ownerKey } from './note.ts';

/** A draft with the key under which an older version of the same thing is found. */
export type KeyedDraft = { readonly key: string; readonly draft: RecordDraft };

const longest = 500;
const leastNotes = 3;

/** One concept for each subject with at least three live notes; `live` says which hold. */
export function conceptDrafts(notes: readonly Note[], live: (record: MemoryRecord) => boolean): readonly KeyedDraft[] {
  const bySubject = new Map<string, Note[]>();
  for (const note of notes) {
    const { record } = note;
    const subject = record.data['subject'];
    if (record.kind !== 'fact' && record.kind !== 'preference') continue;
    if (typeof subject !== 'string' || subject === '' || !live(record)) continue;
    const key = JSON.stringify(['concept', ownerKey(record), subject.toLowerCase()]);
    addTo(bySubject, key, note);
  }
  return [...bySubject]
    .filter(([, members]) => members.length >= leastNotes)
    .map(([key, members]) => ({ key, draft: conceptDraft(key, [...members].sort(mattersFirst)) }));
}

function conceptDraft(key: string, members: readonly Note[]): RecordDraft {
  const subject = String(members[0]?.record.data['subject']);
  const parts = [...new Set(members.map(({ record }) => phraseOf(record)))];
  return {
    kind: 'concept',
    text: shortened(`${subject}: ${parts.join('; ')}`, longest),
    data: { form: 'concept', key, subject, members: members.length },
    scope: jointScope(members),
    sources: [...new Set(members.flatMap(({ record }) => record.sources))],
    from: members.map(({ record }) => ({ id: record.id, version: record.version })),
    valid: { from: Math.max(...members.map(({ record }) => record.valid.from ?? record.recorded.at)) },
    confidence: Math.min(...members.map(({ record }) => record.confidence)),
    importance: Math.max(...members.map(({ record }) => record.importance)),
    trust: Math.min(...members.map(({ record }) => record.trust)),
  };
}

function phraseOf({ kind, data, text }: MemoryRecord): string {
  if (kind === 'fact') {
    const slot = String(data['slot'] ?? '').replaceAll('.', ' ');
    return `${slot} ${data['polarity'] === 'negative' ? 'not ' : ''}${String(data['value'] ?? text)}`;
  }
  return `${String(data['stance'] ?? 'prefers')} ${String(data['topic'] ?? text)}`;
}

function mattersFirst(a: Note, b: Note): number {
  const weight = ({ record }: Note): number => record.importance * record.confidence;
  return weight(b) - weight(a) || (a.record.id < b.record.id ? -1 : 1);
}
