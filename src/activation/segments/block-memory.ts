/**
 * The plain form of independent segments: one prompt in which each text sees itself alone and what follows sees all.
 * Injected segments are checked against it.
 */
import { type AttentionRequest, type HeadLayout, PlainMemory } from '../../models/attention-memory.ts';
import type { Rope } from '../../models/rope.ts';

/** Tokens read while `block` is set see those of the same block only; without a block they see everything. */
export class BlockMemory extends PlainMemory {
  block: number | undefined;
  /** Of every token that was read, by place. */
  readonly #blocks: (number | undefined)[] = [];

  constructor(layout: HeadLayout, rope: Rope) {
    super(layout, rope, (own, other) => {
      const block = this.#blocks[own];
      return other <= own && (block === undefined || block === this.#blocks[other]);
    });
  }

  override attend(request: AttentionRequest): Float32Array {
    const end = this.#blocks.length + request.count;
    if (request.layer === 0) while (this.#blocks.length < end) this.#blocks.push(this.block);
    return super.attend(request);
  }

  override truncate(length: number): void {
    super.truncate(length);
    this.#blocks.length = this.length;
  }
}
