/** The default slots; about a person, whom and what they go to, work and study, and daily life. */
import { aroundSlots } from './around-slots.ts';
import { lifeSlots } from './life-slots.ts';
import { personSlots } from './person-slots.ts';
import type { SlotDefinition } from './slots.ts';
import { workSlots } from './work-slots.ts';

export const defaultSlots: readonly SlotDefinition[] = [...personSlots, ...aroundSlots, ...workSlots, ...lifeSlots];

/** Relation slots that hold one person at a time. */
export const singleRelations: ReadonlySet<string> = new Set([
  'wife',
  'husband',
  'partner',
  'spouse',
  'fiance',
  'fiancé',
  'fiancée',
  'boyfriend',
  'girlfriend',
  'mother',
  'father',
  'mom',
  'mum',
  'dad',
  'boss',
  'manager',
  'supervisor',
  'landlord',
  'therapist',
  'dentist',
  'best friend',
]);
