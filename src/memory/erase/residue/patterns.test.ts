import { describe, expect, it } from 'vitest';
import type { MemoryRecord } from '../../../kernel/record.ts';
import { textsOfRecord } from './patterns.ts';

const record = (text: string, data: Record<string, unknown>): MemoryRecord =>
  ({ text, data, reason: 'new' }) as unknown as MemoryRecord;

describe('what a record may quote', () => {
  it('is what somebody said, and no word of the rules', () => {
    const scene = record('slot:relation.friend, leeds: 4 memories, for example: The user’s friend is Oleg.', {
      form: 'scene',
      entities: ['slot:relation.friend', 'slot:home.city', 'leeds'],
      members: 4,
    });
    const said = textsOfRecord(scene).join('\n');
    expect(said).not.toMatch(/relation\.friend|home\.city|scene/);
    expect(said).toMatch(/leeds/);
    expect(said).toMatch(/Oleg/);
    expect(textsOfRecord(record('a', { slot: 'home.city', value: 'Leeds' }))).toEqual(['a', 'new', 'Leeds']);
  });
});
