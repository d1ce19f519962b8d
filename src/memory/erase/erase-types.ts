/** What `forget` takes and gives. */
import type { RecordKind } from '../../kernel/record.ts';
import type { HookOutcome } from './erasure-hooks.ts';
import type { ReceiptDocument } from './receipt-types.ts';
import type { SettledCopies } from './settle-copies.ts';

export type ForgetSelector =
  | { readonly ids: readonly string[] }
  /** Everything whose user scope is this subject. */
  | { readonly subject: string }
  /** Everything of this session. */
  | { readonly session: string }
  /** What recall finds for this text with at least `threshold` relative score (default 0.5), at most `limit` (default 50). */
  | { readonly query: string; readonly threshold?: number; readonly limit?: number }
  /** Turns of a source class (`web`, `tool`, ...), or of one imported file by the name that the import noted. */
  | { readonly source: string }
  /** Turns said before this moment, and what derives from them alone. */
  | { readonly before: number | string | Date };

export type ForgetOptions = {
  /** `fade` lowers the rank, `archive` (default) takes out of recall, `erase` removes the content everywhere. */
  readonly mode?: 'fade' | 'archive' | 'erase';
  /** Erase what a legal hold keeps, too: where the law demands the erasure. Default false. */
  readonly overrideHold?: boolean;
  /**
   * Of an erasure by subject: turns of others that speak of the subject. `erase` (default) takes them, `redact` writes
   * them anew without the subject's names, `keep` leaves them alone.
   */
  readonly mentions?: 'erase' | 'redact' | 'keep';
  /**
   * Take what only may speak of the subject (`possibleMentions` of the dry run) as well: all of it, or these ids. Turns
   * are erased or redacted as `mentions` says, records are erased. Default false: it is counted on the receipt.
   */
  readonly includeMentions?: boolean | readonly string[];
  /** Default true for queries, false for the other selectors. */
  readonly dryRun?: boolean;
  /** Of an erasure: look for residue in every row, blob and file afterwards. Default true. */
  readonly scan?: boolean;
  readonly reason?: string;
  readonly signal?: AbortSignal;
};

/** A record that goes, and is derived again from what is left of its sources or members. */
export type Rederived = {
  readonly id: string;
  readonly kind: RecordKind;
  /** How many are left to derive it from. */
  readonly from: number;
};

/** Where a subject is named beside turns and records, and what becomes of it. */
export type NamedBeside = {
  /** Of the mark's turn, of the receipt. */
  readonly id?: string;
  readonly what: string;
  readonly outcome: 'removed' | 'rewritten' | 'kept';
  readonly why: string;
};

export type ForgetReport = {
  readonly dryRun: boolean;
  readonly mode: 'fade' | 'archive' | 'erase';
  /** Named by the selector. */
  readonly selected: readonly ForgetTarget[];
  /** Those among the selected that belong to others and speak of the subject. */
  readonly mentioned: readonly string[];
  /**
   * Of an erasure by subject: turns and records of others that may speak of it (lower case, @handles, parts of a name,
   * names too short to be sure of). They stay, unless `includeMentions` takes them.
   */
  readonly possibleMentions: readonly ForgetTarget[];
  /** Derived from the selected ones and affected with them. */
  readonly derived: readonly ForgetTarget[];
  /** Records that stay, but go back to what was known without the selected ones: an end undone, a confirmation less. */
  readonly reverted: readonly ForgetTarget[];
  /** Of an erasure: what goes with the selected ones and is derived again without them. */
  readonly rederived: readonly Rederived[];
  /** Of an erasure by subject: rules of the policy, reasons of marks and of receipts that name it. */
  readonly beside: readonly NamedBeside[];
  /** Left alone, and why. */
  readonly kept: readonly { readonly id: string; readonly reason: string }[];
  /** After an erasure: the receipt's id in the change log. */
  readonly receipt?: string;
  /** After an erasure: the tiers outside the cube that were called, or are owed a call. */
  readonly hooks?: readonly HookOutcome[];
  /** After an erasure: the receipt as a signed document; it can be kept by whoever asked, and checked by anybody. */
  readonly proof?: ReceiptDocument;
  /** Of an erasure: copies that earlier erasures could not reach, and that are covered now. */
  readonly settled?: readonly SettledCopies[];
  /** What is not covered, not found to be gone, not signed. */
  readonly warnings: readonly string[];
  readonly seq: number;
};

export type ForgetTarget = {
  readonly id: string;
  readonly kind: 'turn' | RecordKind;
  readonly at: number;
  /** First 80 characters. */
  readonly preview: string;
};
