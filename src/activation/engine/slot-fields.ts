/** What is known about each cached slot besides its key and value, as parallel typed arrays. */

/** Parallel arrays, one element a slot. */
export type SlotFields = {
  /** Position at which the key is rotated (or would be). */
  readonly position: Int32Array;
  /** Order of arrival in the head; breaks ties between equal positions. */
  readonly serial: Int32Array;
  /** Index into the cache's source table, -1 for none. */
  readonly source: Int32Array;
  /** First token of the source that the slot covers, and one past the last. */
  readonly spanFrom: Int32Array;
  readonly spanTo: Int32Array;
  /** Added to the attention logit. */
  readonly bias: Float32Array;
  /** Factor on the key in the logit. */
  readonly keyWeight: Float32Array;
  /** Factor on the value in the output. */
  readonly valueWeight: Float32Array;
  /** Tokens that the slot stands for. */
  readonly mass: Float32Array;
  readonly logRetention: Float32Array;
  readonly attention: Float32Array;
  readonly lastAttention: Float32Array;
};

/** Names of the integer fields, then of the float fields. */
export const integerFields = ['position', 'serial', 'source', 'spanFrom', 'spanTo'] as const;
/** Names of the float fields. */
export const floatFields = [
  'bias',
  'keyWeight',
  'valueWeight',
  'mass',
  'logRetention',
  'attention',
  'lastAttention',
] as const;

/** Bytes of bookkeeping for each slot. */
export const slotFieldBytes: number = 4 * (integerFields.length + floatFields.length);

/** Room for `count` slots. */
export function makeSlotFields(count: number): SlotFields {
  const fields: Record<string, Int32Array | Float32Array> = {};
  for (const name of integerFields) fields[name] = new Int32Array(count);
  for (const name of floatFields) fields[name] = new Float32Array(count);
  return fields as unknown as SlotFields;
}

/** Copies one slot's fields. */
export function copySlotFields(from: SlotFields, i: number, to: SlotFields, j: number): void {
  for (const name of integerFields) to[name][j] = from[name][i]!;
  for (const name of floatFields) to[name][j] = from[name][i]!;
}

/** Zeroes `count` slots from `i`. */
export function wipeSlotFields(fields: SlotFields, i: number, count: number): void {
  for (const name of integerFields) fields[name].fill(0, i, i + count);
  for (const name of floatFields) fields[name].fill(0, i, i + count);
}
