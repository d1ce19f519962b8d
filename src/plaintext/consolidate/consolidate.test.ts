import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemoryRecord } from '../../kernel/record.ts';
import { isLive } from '../revise/fact-state.ts';
import { clusterNotes } from './clusters.ts';
import { conceptDrafts } from './concepts.ts';
import { findDuplicates } from './duplicates.ts';
import { gistDraft, shortened } from './gist.ts';
import type { Note } from './note.ts';
import { communities, sceneDrafts } from './scenes.ts';

const dayMs = 86_400_000;

function record(id: string, more: Partial<MemoryRecord> = {}): MemoryRecord {
  return {
    id,
    version: 1,
    kind: 'event',
    text: `text of ${id}`,
    data: {},
    scope: { user: 'u' },
    sources: [`turn-${id}`],
    from: [],
    valid: { from: 0 },
    recorded: { at: 0 },
    status: 'activated',
    reason: 'test',
    confidence: 0.8,
    importance: 0.5,
    trust: 1,
    retention: { strength: 1, usedAt: 0, uses: 0, bits: 32 },
    ...more,
  };
}

const note = (id: string, entities: readonly string[], more: Partial<MemoryRecord> = {}): Note => ({
  record: record(id, more),
  entities,
  retention: 0.1,
});

describe('clusters', () => {
  it('join what shares two entities, split at a week, and stay within their owner', () => {
    const notes = [
      ...[0, 1, 2, 3].map((i) => note(`a${i}`, ['anna', 'skomer'], { valid: { from: i * dayMs } })),
      ...[0, 1, 2].map((i) => note(`b${i}`, ['anna', 'skomer'], { valid: { from: (30 + i) * dayMs } })),
      ...[0, 1, 2].map((i) => note(`c${i}`, ['anna', 'skomer'], { scope: { user: 'v' } })),
      note('d', ['anna', 'bergen']),
    ];
    const clusters = clusterNotes(notes).map((cluster) => cluster.map(({ record: { id } }) => id));
    expect(clusters.map((ids) => ids.join()).sort()).toEqual(['a0,a1,a2,a3', 'b0,b1,b2', 'c0,c1,c2']);
  });

  it('hold each note once at most, 3 to 20 a cluster, whatever comes in', () => {
    const entity = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uniqueArray(entity, { maxLength: 4 }), fc.nat(60)), { maxLength: 60 }),
        (rows) => {
          const notes = rows.map(([entities, day], i) => note(`n${i}`, entities, { valid: { from: day * dayMs } }));
          const clusters = clusterNotes(notes);
          const ids = clusters.flatMap((cluster) => cluster.map((one) => one.record.id));
          expect(new Set(ids).size).toBe(ids.length);
          for (const cluster of clusters) {
            expect(cluster.length).toBeGreaterThanOrEqual(3);
            expect(cluster.length).toBeLessThanOrEqual(20);
          }
        },
      ),
    );
  });
});

describe('gists', () => {
  it('say what mattered most and what it is about, with every source and the least trust', () => {
    const cluster = [
      note('a', ['anna', 'skomer'], { importance: 0.9, text: 'Anna found the wreck', trust: 0.4 }),
      note('b', ['anna', 'skomer']),
      note('c', ['anna', 'boat'], { scope: { user: 'u', session: 's' } }),
    ];
    const draft = gistDraft(cluster);
    expect(draft.text).toMatch(/^Anna found the wreck .*one of 3 about anna, skomer, boat\)$/);
    expect(draft.sources).toEqual(['turn-a', 'turn-b', 'turn-c']);
    expect(draft.from).toHaveLength(3);
    expect(draft.trust).toBe(0.4);
    expect(draft.scope).toEqual({ user: 'u' });
    const long = gistDraft([note('x', ['y'], { text: 'word '.repeat(300) }), note('z', ['y'])]);
    expect(long.text.length).toBeLessThanOrEqual(500);
    expect(shortened('one two three', 9)).toBe('one two…');
  });
});

describe('duplicates', () => {
  const fact = (id: string, value: string, more: Partial<MemoryRecord> = {}): MemoryRecord =>
    record(id, { kind: 'fact', data: { subject: 'anna', slot: 'home.city', value, evidence: 2 }, ...more });

  it('count their evidence in the oldest, and leave alone what differs', () => {
    const [group, ...others] = findDuplicates([
      fact('b', 'Bergen', { valid: { from: 5 } }),
      fact('a', ' bergen', { valid: { from: 1 } }),
      fact('c', 'Porto'),
      fact('d', 'Bergen', { scope: { user: 'other' } }),
      fact('e', 'Bergen', { data: { subject: 'anna', slot: 'home.city', value: 'Bergen', polarity: 'negative' } }),
    ]);
    expect(others).toEqual([]);
    expect(group?.kept.id).toBe('a');
    expect(group?.merged.map(({ id }) => id)).toEqual(['b']);
    expect(group?.change.data).toMatchObject({ evidence: 4 });
    expect(group?.change.sources).toEqual(['turn-a', 'turn-b']);
    expect(group?.change.confidence).toBeCloseTo(1 - 0.2 * 0.6, 9);
  });

  it('keep the best trusted, and take no evidence from a lesser source', () => {
    const [group] = findDuplicates([
      fact('web', 'Bergen', { valid: { from: 1 }, trust: 0.3 }),
      fact('own', 'Bergen', { valid: { from: 5 }, trust: 1 }),
      fact('own2', 'Bergen', { valid: { from: 6 }, trust: 1 }),
    ]);
    expect(group?.kept.id).toBe('own');
    expect(group?.merged.map(({ id }) => id)).toEqual(['web', 'own2']);
    expect(group?.change.data).toMatchObject({ evidence: 4 });
    expect(group?.change.sources).toEqual(['turn-own', 'turn-own2']);
    expect(group?.change.from.map(({ id }) => id)).toEqual(['own2']);
  });

  it('never merge texts that differ in a number or a negation', () => {
    const long = 'the ferry to the island left the old harbor at noon with all of us on deck';
    const texts = [long, `${long}!`, long.replace('left', 'never left'), long.replace('noon', '12')];
    const groups = findDuplicates(texts.map((text, i) => record(`r${i}`, { text })));
    expect(groups.map(({ kept, merged }) => [kept.id, ...merged.map(({ id }) => id)])).toEqual([['r0', 'r1']]);
  });
});

describe('concepts and scenes', () => {
  it('tell what holds about a subject, by a key that stays', () => {
    const fact = (id: string, slot: string, value: string, more: Partial<MemoryRecord> = {}): Note =>
      note(id, [], { kind: 'fact', data: { subject: 'Anna', slot, value, polarity: 'positive' }, ...more });
    const notes = [
      fact('a', 'home.city', 'Bergen'),
      fact('b', 'work.employer', 'the harbor'),
      fact('c', 'pet.name', 'Rex'),
      fact('d', 'home.city', 'Porto', { valid: { from: 0, to: 5 } }),
    ];
    const [concept, ...others] = conceptDrafts(notes, isLive);
    expect(others).toEqual([]);
    expect(concept?.draft.text).toContain('home city Bergen');
    expect(concept?.draft.text).not.toContain('Porto');
    expect(conceptDrafts(notes.toReversed(), isLive)[0]?.key).toBe(concept?.key);
    expect(conceptDrafts(notes.slice(0, 2), isLive)).toEqual([]);
  });

  it('finds communities, the same ones every time', () => {
    const notes = [
      ...[0, 1, 2, 3, 4].map((i) => note(`sea${i}`, ['boat', 'sea'])),
      ...[0, 1, 2, 3].map((i) => note(`wood${i}`, ['tree', 'wood'])),
      ...Array.from({ length: 20 }, (_, i) => note(`x${i}`, [`only${i}`])),
    ];
    const groups = communities(notes).map((group) => group.map(({ record: { id } }) => id.replace(/\d/, '')));
    expect(groups.map((ids) => [...new Set(ids)].join())).toEqual(['sea', 'wood']);
    expect(sceneDrafts(notes).map(({ draft }) => draft.data['members'])).toEqual([5, 4]);
    expect(sceneDrafts(notes)).toEqual(sceneDrafts(notes));
  });
});
