/**
 * Records that say the same: one stays and counts the evidence of all.
 *
 * Facts by subject, slot, value and polarity; other notes by kind and words (Jaccard at least 0.85, as the published
 * dedupe threshold of SuperLocalMemory V3.3, arXiv 2604.04514), never where a number or a negation differs.
 */
import type { MemoryRecord } from '../../kernel/record.ts';
import { normalizeValue } from '../revise/normalize-value.ts';
import { addTo, ownerKey } from './note.ts';

export type DuplicateGroup = {
  /** As it is now. */
  readonly kept: MemoryRecord;
  readonly merged: readonly MemoryRecord[];
  /** What changes in the one that is kept. */
  readonly change: Pick<MemoryRecord, 'data' | 'sources' | 'from' | 'confidence'>;
};

const sameFrom = 0.85;

/** Groups of two and more; each record in one at most. The best trusted stays, of those the oldest. */
export function findDuplicates(records: readonly MemoryRecord[]): readonly DuplicateGroup[] {
  const groups: DuplicateGroup[] = [];
  const buckets = new Map<string, MemoryRecord[]>();
  for (const record of [...records].sort(oldestFirst)) {
    const key = bucketOf(record);
    if (key !== undefined) addTo(buckets, key, record);
  }
  for (const bucket of buckets.values()) {
    if (bucket.length === 1) continue;
    for (const group of bucket[0]?.kind === 'fact' ? [bucket] : sameTexts(bucket)) {
      const kept = group.reduce((best, one) => (one.trust > best.trust ? one : best));
      const merged = group.filter((one) => one !== kept);
      if (merged.length > 0) groups.push({ kept, merged, change: countedTogether(kept, merged) });
    }
  }
  return groups;
}

/**
 * Records of a bucket whose words agree with those of an older one. Two sets with a Jaccard index of 0.85 share one of
 * their rarest words: only those that do are compared.
 */
function sameTexts(bucket: readonly MemoryRecord[]): readonly (readonly MemoryRecord[])[] {
  const words = bucket.map((record) => wordsOf(record.text));
  const frequency = new Map<string, number>();
  for (const set of words) for (const word of set) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rank = (word: string): number => frequency.get(word) ?? 0;
  /** First records of groups by their rare words. */
  const firsts = new Map<string, number[]>();
  const groups = new Map<number, MemoryRecord[]>();
  bucket.forEach((record, index) => {
    const set = words[index] as Set<string>;
    const rare = [...set]
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .slice(0, set.size - Math.ceil(sameFrom * set.size) + 1);
    const candidates = new Set(rare.flatMap((word) => firsts.get(word) ?? []));
    const same = [...candidates].sort((a, b) => a - b).find((other) => saySame(words[other] as Set<string>, set));
    if (same !== undefined) {
      addTo(groups, same, record);
      return;
    }
    groups.set(index, [record]);
    for (const word of rare) addTo(firsts, word, index);
  });
  return [...groups.values()];
}

function countedTogether(kept: MemoryRecord, merged: readonly MemoryRecord[]): DuplicateGroup['change'] {
  // What a lesser source says again is no evidence, and would lend its trust to what it came from.
  const equal = merged.filter((record) => record.trust >= kept.trust);
  const all = [kept, ...equal];
  return {
    data: { ...kept.data, evidence: all.reduce((sum, record) => sum + evidenceOf(record), 0) },
    sources: [...new Set(all.flatMap((record) => record.sources))],
    from: [...kept.from, ...equal.map(({ id, version }) => ({ id, version }))],
    // Each further statement halves what doubt it leaves, as a confirmation at write time does.
    confidence: equal.reduce((sure, record) => 1 - (1 - sure) * (1 - record.confidence / 2), kept.confidence),
  };
}

const evidenceOf = (record: MemoryRecord): number => Math.max(1, Number(record.data['evidence'] ?? 1) || 1);

function oldestFirst(a: MemoryRecord, b: MemoryRecord): number {
  return (a.valid.from ?? a.recorded.at) - (b.valid.from ?? b.recorded.at) || (a.id < b.id ? -1 : 1);
}

/** Only records of one bucket can say the same. */
function bucketOf(record: MemoryRecord): string | undefined {
  const { subject, slot, value, polarity } = record.data;
  const owner = ownerKey(record);
  if (record.kind === 'fact') {
    if (typeof value !== 'string') return undefined;
    return JSON.stringify([
      'fact',
      owner,
      subject,
      slot,
      normalizeValue(value),
      polarity ?? 'positive',
      record.valid.to,
    ]);
  }
  if (record.kind !== 'event' && record.kind !== 'preference') return undefined;
  const when = (record.data['when'] as { from?: number } | undefined)?.from;
  return JSON.stringify([record.kind, owner, subject ?? '', record.data['stance'] ?? '', when ?? '']);
}

function saySame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (guards(left) !== guards(right)) return false;
  let both = 0;
  for (const word of left) if (right.has(word)) both += 1;
  return both / (left.size + right.size - both) >= sameFrom;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []);

/** Words in which two texts that say the same may not differ. */
function guards(words: ReadonlySet<string>): string {
  return [...words]
    .filter((word) => /\d/.test(word) || /^(?:not|never|no|none|without|stopped|quit|\p{L}+n't)$/u.test(word))
    .sort()
    .join(' ');
}
