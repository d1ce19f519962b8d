/** The built-in baselines by recipe name. */
import type { SubjectFactory } from '../subject.ts';
import { bm25Sessions } from './bm25-sessions.ts';
import { bm25Turns } from './bm25-turns.ts';
import { recency } from './recency.ts';

export const baselines: Readonly<Record<string, SubjectFactory>> = {
  'bm25-turns': () => bm25Turns(),
  'bm25-sessions': () => bm25Sessions(),
  recency: () => recency(),
};
