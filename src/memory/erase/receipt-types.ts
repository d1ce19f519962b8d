/** The receipt of an erasure as a document. It holds counts, positions, digests and paths of copies, and no content. */
import type { HookOutcome } from './erasure-hooks.ts';

type Counts = Readonly<Record<string, number>>;

/** An export, a backup, an older cube that an upgrade or a restore kept, or a draft of one that a killed process left. */
export type CopyOutcome = {
  readonly kind: 'backup' | 'export' | 'kept' | 'leftover';
  readonly path: string;
  /** SHA-256 of the file when it was made, hex. */
  readonly digest?: string;
  readonly madeAt?: string;
  /** `unreadable`: what it holds of the erased content is sealed with a key that is destroyed. */
  readonly outcome: 'rewritten' | 'unreadable' | 'removed' | 'not covered';
  readonly why: string;
};

export type ReceiptScan = {
  /** Fingerprints looked for. */
  readonly patterns: number;
  readonly rows: number;
  readonly blobs: number;
  readonly files: number;
  readonly bytes: number;
  readonly ms: number;
  readonly hits: { readonly text: number; readonly words: number; readonly vectors: number };
  readonly places: readonly string[];
  /** What the verdict does not speak of, in sentences; absent on receipts of earlier versions. */
  readonly notCounted?: readonly string[];
  /** Random words planted in noise, and how many of them the same scan found. */
  readonly control: { readonly planted: number; readonly found: number };
};

export type ReceiptBody = {
  readonly format: 'palimpsest-erasure-receipt';
  readonly version: 1;
  readonly id: string;
  readonly cube: string;
  readonly asked: {
    readonly selector: string;
    readonly overrideHold: boolean;
    readonly mentions?: 'erase' | 'redact' | 'keep';
    /** What may speak of the subject was taken as well: all of it, or what the caller picked. */
    readonly includeMentions?: 'all' | 'some';
    /** Of a subject: nothing had it as its user scope, so that only what others say of it was erased. */
    readonly ownScope?: false;
    /** Made when an older file of the cube was opened: the erasure that it carries out once more, whose selector this is. */
    readonly again?: string;
  };
  /** ISO 8601, UTC. */
  readonly begunAt: string;
  readonly completedAt: string;
  readonly closure: {
    readonly turns: number;
    /** Erased whole, by kind. */
    readonly records: Counts;
    readonly versions: number;
    /** Records that went back to an earlier version. */
    readonly reverted: number;
    /** Turns of others that spoke of the subject. */
    readonly mentioned: number;
    /** Of a subject: turns and records of others that may speak of it (another spelling, part of a name) and were left. */
    readonly possibleMentions?: number;
    readonly rederived: number;
    /** Log positions without content now: `3-17,20`. */
    readonly positions: string;
  };
  /** Entries removed beside the log: snapshots, contexts, vectors, uses. */
  readonly removed: Counts;
  readonly hooks: readonly HookOutcome[];
  /** Ids of content keys that were destroyed. */
  readonly keysDestroyed: readonly string[];
  /** What names the subject and stays, and why; `id` of an erasure whose reason does. */
  readonly kept?: readonly { readonly id?: string; readonly what: string; readonly why: string }[];
  /** What had learned from the erased content, and what became of it. */
  readonly learned: readonly { readonly what: string; readonly outcome: string }[];
  readonly copies: readonly CopyOutcome[];
  /** Absent: no scan was made, and `scanWhy` says why. */
  readonly scan?: ReceiptScan;
  readonly scanWhy?: string;
  /** The log entry that notes the erasure, and its hash in the chain, hex. */
  readonly chain: { readonly seq: number; readonly hash: string };
};

export type ReceiptDocument = {
  readonly body: ReceiptBody;
  /** Ed25519 over the body as JSON without blanks, keys in order. Absent where the cube's owner has no key. */
  readonly signature?: {
    readonly algorithm: 'Ed25519';
    readonly keyId: string;
    readonly publicKey: string;
    readonly value: string;
  };
};
