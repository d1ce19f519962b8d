/** Slots of one head that left the pages: fewer key channels, fewer bits, or both. Immutable; dropping rows copies. */
import type { QuantizationBits } from '../cache-policy.ts';
import { floatMatrix, matrixBytes, type PackedMatrix, packMatrix, selectRows, unpackMatrix } from './packed-matrix.ts';
import { copySlotFields, makeSlotFields, type SlotFields } from './slot-fields.ts';

/** A compressed run of slots. */
export type ColdSegment = {
  readonly count: number;
  readonly fields: SlotFields;
  /** Key channels that are stored, ascending; `undefined` means all. */
  readonly channels: Uint16Array | undefined;
  readonly headSize: number;
  readonly keys: PackedMatrix;
  readonly values: PackedMatrix;
};

/** How slots are to be encoded. Left out parts stay as they are. */
export type ColdEncoding = {
  readonly channels?: Uint16Array;
  readonly keyBits?: QuantizationBits;
  readonly valueBits?: QuantizationBits;
  /** Tokens (keys) or channels (values) that share a scale (default 32). */
  readonly group?: number;
  /** Whether keys share scales along tokens (default, as KIVI does) or along channels, as values do. */
  readonly keyScales?: 'tokens' | 'channels';
};

/** Slots as plain floats: keys hold only the columns named by `channels`. */
export type PlainSlots = {
  readonly fields: SlotFields;
  readonly channels: Uint16Array | undefined;
  readonly headSize: number;
  readonly keys: Float32Array;
  readonly values: Float32Array;
};

/** Encodes plain slots. Channels can only be narrowed: new ones must be among the stored ones. */
export function makeColdSegment(plain: PlainSlots, encoding: ColdEncoding): ColdSegment {
  const { fields, headSize, values } = plain;
  const count = fields.position.length;
  const { group = 32, keyScales = 'tokens' } = encoding;
  let { channels, keys } = plain;
  if (encoding.channels !== undefined) {
    const stored = channels ?? Uint16Array.from({ length: headSize }, (_, c) => c);
    const columns = Array.from(encoding.channels, (channel) => stored.indexOf(channel));
    if (columns.includes(-1)) throw new RangeError('cannot restore key channels that were dropped');
    const narrowed = new Float32Array(count * columns.length);
    for (let r = 0; r < count; r++) {
      columns.forEach((column, c) => {
        narrowed[r * columns.length + c] = keys[r * stored.length + column]!;
      });
    }
    keys = narrowed;
    channels = encoding.channels;
  }
  const width = channels?.length ?? headSize;
  return {
    count,
    fields,
    channels,
    headSize,
    keys:
      encoding.keyBits === undefined
        ? floatMatrix(keys, count, width)
        : packMatrix(keys, count, width, {
            ...{ bits: encoding.keyBits, along: keyScales === 'tokens' ? 'rows' : 'columns', group },
          }),
    values:
      encoding.valueBits === undefined
        ? floatMatrix(values, count, headSize)
        : packMatrix(values, count, headSize, { bits: encoding.valueBits, along: 'columns', group }),
  };
}

/** The segment's slots at the given rows, decoded. */
export function plainSlots(segment: ColdSegment, rows?: Int32Array): PlainSlots {
  const chosen = rows === undefined ? segment : selectSegmentRows(segment, rows);
  return {
    fields: chosen.fields,
    channels: chosen.channels,
    headSize: chosen.headSize,
    keys: unpackMatrix(chosen.keys).slice(),
    values: unpackMatrix(chosen.values).slice(),
  };
}

/** Only the given rows, ascending. */
export function selectSegmentRows(segment: ColdSegment, rows: Int32Array): ColdSegment {
  const fields = makeSlotFields(rows.length);
  rows.forEach((row, n) => {
    copySlotFields(segment.fields, row, fields, n);
  });
  return {
    ...segment,
    count: rows.length,
    fields,
    keys: selectRows(segment.keys, rows),
    values: selectRows(segment.values, rows),
  };
}

/** Bytes of keys, values and the channel mask. */
export function segmentBytes(segment: ColdSegment): number {
  const mask = segment.channels === undefined ? 0 : Math.ceil(segment.headSize / 8);
  return matrixBytes(segment.keys) + matrixBytes(segment.values) + mask;
}
