/**
 * Sparse pre-filling with a complete cache: every token is stored, but while it is read it sees only the first tokens
 * and its neighborhood (A-shape). In the Tri-shape the rows at the end, where the question stands, see everything.
 */
import { PlainMemory } from '../../../models/attention-memory.ts';
import type { Transformer } from '../../../models/transformer.ts';

/** Tokens at the start that everybody sees, and how far back a token sees. */
export type SparseShape = { readonly sinks: number; readonly local: number };

/** One sequence. */
export class SparsePrefill extends PlainMemory {
  /** New tokens see everything while this is set. */
  dense = false;

  constructor(model: Transformer, { sinks, local }: SparseShape) {
    super(
      model.layout,
      model.rope,
      (own, other) => other <= own && (this.dense || other < sinks || other > own - local),
    );
  }
}
