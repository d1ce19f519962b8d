/** One searchable thing: a turn, or the newest version of a record. What every index is built from. */
import type { RecordKind, RecordStatus, Validity } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Role } from '../../kernel/turn.ts';

export type Unit = {
  /** Turn id or record id. */
  readonly id: string;
  readonly type: 'turn' | 'record';
  readonly kind: 'turn' | RecordKind;
  /** Position in the change log of this version. */
  readonly seq: number;
  /** When it was said (turn) or became true (record: `valid.from`, else when it was said). */
  readonly at: number;
  readonly text: string;
  readonly scope: Scope;
  readonly role?: Role;
  readonly speaker?: string;
  /** Ids of the turns that it came from; a turn names itself. */
  readonly sources: readonly string[];
  /** Canonical entity keys, without duplicates. */
  readonly entities: readonly string[];
  /** Resolved times that the text mentions, half-open. */
  readonly times: readonly { readonly from: number; readonly to: number }[];
  readonly valid: Validity;
  readonly status: RecordStatus;
  readonly trust: number;
  /** The record's data (absent for turns). */
  readonly data?: Readonly<Record<string, unknown>>;
};
