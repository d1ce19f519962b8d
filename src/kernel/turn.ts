/** The raw log's entry: one message or event, kept verbatim and never changed. */
import type { Scope } from './scope.ts';

export const roles: readonly ['user', 'assistant', 'system', 'tool'] = ['user', 'assistant', 'system', 'tool'];

export type Role = (typeof roles)[number];

/** Where a turn can come from. */
export const sourceClasses: readonly ['user', 'assistant', 'tool', 'document', 'web', 'import'] = [
  'user',
  'assistant',
  'tool',
  'document',
  'web',
  'import',
];

/** Where a turn came from; decides its starting trust. */
export type SourceClass = (typeof sourceClasses)[number];

/** True for what a page, a document or a tool says: its "I" and "my" are not the user's. */
export const isForeignSource = (source: SourceClass | undefined): boolean =>
  source === 'web' || source === 'document' || source === 'tool';

/**
 * What admission noticed.
 * `secret-masked`: a secret was replaced by a mask; `secret-kept`: policy kept it; `instruction`: the text tries
 * to instruct whoever reads it; `recalled`: (part of) it was produced by recall and is never extracted again;
 * `noise`: nothing worth deriving from; `disguised`: letters that only look Latin, or characters that show nothing.
 */
export type Mark = 'secret-masked' | 'secret-kept' | 'instruction' | 'recalled' | 'noise' | 'disguised';

export type Turn = {
  readonly id: string;
  readonly cube: string;
  readonly scope: Scope;
  readonly role: Role;
  /** Who speaks, where known. In a two-person chat both speakers are people. */
  readonly speaker?: string;
  readonly text: string;
  /** When it was said, milliseconds since the epoch (UTC). */
  readonly at: number;
  /** IANA zone in which it was said, where known; relative dates resolve in it. Default UTC. */
  readonly zone?: string;
  /** Position in the change log. */
  readonly seq: number;
  readonly source: SourceClass;
  /** 0 to 1. */
  readonly trust: number;
  readonly marks: readonly Mark[];
  /** SHA-256, hex, over scope, role, speaker, time and text. */
  readonly hash: string;
  /** Whatever else the importer knew (caption, original ids); plain JSON. */
  readonly meta?: Readonly<Record<string, unknown>>;
};

/** What a caller passes to `observe`. */
export type TurnInput = {
  /** The caller's message id: observing the same id again changes nothing. */
  readonly id?: string;
  /** Default `user`. */
  readonly role?: Role;
  readonly speaker?: string;
  readonly text: string;
  /** ISO 8601 text, milliseconds since the epoch, or a Date. Default: now. */
  readonly at?: string | number | Date;
  readonly zone?: string;
  readonly session?: string;
  readonly user?: string;
  readonly agent?: string;
  /** Default: by role (`user`, `assistant`, `tool`). */
  readonly source?: SourceClass;
  readonly meta?: Readonly<Record<string, unknown>>;
};
