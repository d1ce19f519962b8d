/** What `forget` takes and gives. */
import type { RecordKind } from '../../kernel/record.ts';
import type { HookOutcome } from './erasure-hooks.ts';
import type { ReceiptDocument } from './receipt-types.ts';

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

export type ForgetReport = {
  readonly dryRun: boolean;
  readonly mode: 'fade' | 'archive' | 'erase';
  /** Named by the selector. */
  readonly selected: readonly ForgetTarget[];
  /** Those among the selected that belong to others and speak of the subject. */
  readonly mentioned: readonly string[];
  /** Derived from the selected ones and affected with them. */
  readonly derived: readonly ForgetTarget[];
  /** Records that stay, but go back to what was known without the selected ones: an end undone, a confirmation less. */
  readonly reverted: readonly ForgetTarget[];
  /** Of an erasure: what goes with the selected ones and is derived again without them. */
  readonly rederived: readonly Rederived[];
  /** Left alone, and why. */
  readonly kept: readonly { readonly id: string; readonly reason: string }[];
  /** After an erasure: the receipt's id in the change log. */
  readonly receipt?: string;
  /** After an erasure: the tiers outside the cube that were called, or are owed a call. */
  readonly hooks?: readonly HookOutcome[];
  /** After an erasure: the receipt as a signed document; it can be kept by whoever asked, and checked by anybody. */
  readonly proof?: ReceiptDocument;
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
