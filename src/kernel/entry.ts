/** What a log entry says, as objects; `row-codec` turns it into bytes and back. */
import type { Link } from './link.ts';
import type { MemoryRecord } from './record.ts';
import type { Turn } from './turn.ts';

/** The trace that an erasure leaves in the log: what was removed, why, and no content. */
export type ErasureReceipt = {
  readonly id: string;
  readonly reason: string;
  readonly selector: string;
  /** Log positions whose content was removed. */
  readonly seqs: readonly number[];
};

/** How a turn can stand. */
export const standings: readonly ['active', 'faded', 'archived', 'frozen', 'quarantined'] = [
  'active',
  'faded',
  'archived',
  'frozen',
  'quarantined',
];

/** A change in the standing of a turn, which itself stays as it is. The newest mark of a turn counts. */
export type TurnMark = {
  /** The turn's id. */
  readonly id: string;
  /** From 1, per turn. */
  readonly version: number;
  /** `frozen`: a legal hold keeps it; it counts like an active one. `quarantined`: out of recall until somebody decides. */
  readonly standing: (typeof standings)[number];
  readonly reason: string;
};

/** Something to append. Its position and recorded time are given by the commit. */
export type NewEntry =
  | { readonly kind: 'turn'; readonly turn: Omit<Turn, 'seq' | 'cube'> }
  | { readonly kind: 'record'; readonly record: MemoryRecord }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'mark'; readonly mark: TurnMark }
  | { readonly kind: 'erasure'; readonly receipt: ErasureReceipt };

type Stored = { readonly seq: number; readonly recordedAt: number };

/** Something read back. `erased` stands where content was removed. */
export type StoredEntry =
  | (Stored & { readonly kind: 'turn'; readonly turn: Turn })
  | (Stored & { readonly kind: 'record'; readonly record: MemoryRecord })
  | (Stored & { readonly kind: 'link'; readonly link: Link })
  | (Stored & { readonly kind: 'mark'; readonly mark: TurnMark })
  | (Stored & { readonly kind: 'erasure'; readonly receipt: ErasureReceipt })
  | (Stored & {
      readonly kind: 'erased';
      readonly was: 'turn' | 'record' | 'link' | 'mark';
      readonly id: string;
      readonly version: number;
      /** The content is there and cannot be read any more: its key is destroyed. Absent: the content was removed. */
      readonly by?: 'key';
    });
