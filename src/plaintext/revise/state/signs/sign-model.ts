/**
 * Trained classifiers as bytes: a header in JSON, then 8-bit weights, feature by feature, so that one sentence's rows
 * are read in a row. Families: whether a statement tells anything at all, the slot that it tells, the change that it
 * reports, the bases that it rests on, whether it tells of a loss of any kind, the slot that a question asks for.
 */
import { MemoryError } from '../../../../errors/index.ts';
import type { PairModels } from '../pairs/pair-model.ts';
import type { LinearWeights } from './train-signs.ts';

export const signFamilies = ['worth', 'slot', 'change', 'basis', 'loss', 'asked'] as const;
export type SignFamily = (typeof signFamilies)[number];

export type SignModel = {
  /** Names the vectors that it was trained on; it fits no others. */
  readonly vectors: string;
  readonly words: readonly string[];
  readonly ideas: readonly string[];
  /** Stems by which a slot is spoken of, and stems that are said of anything. */
  readonly cues: Readonly<Record<string, readonly string[]>>;
  readonly common: readonly string[];
  /** Stems of the values of a slot's examples. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly families: Readonly<Record<SignFamily, { readonly labels: readonly string[]; readonly several: boolean }>>;
  /** How two statements are compared, by relation. */
  readonly pairs?: PairModels;
  /** Labels of all families, one after the other; a weight is its code times the scale of its label. */
  readonly scales: Float32Array;
  /** By feature, then by label; the last feature is the bias. */
  readonly codes: Int8Array;
};

const magic = 0x4e474953;
const version = 2;

/** Puts trained classifiers into one model. */
export function makeSignModel(
  space: Omit<SignModel, 'families' | 'scales' | 'codes' | 'pairs'>,
  trained: Readonly<Record<SignFamily, LinearWeights & { readonly several: boolean }>>,
  pairs?: PairModels,
): SignModel {
  const rows = signFamilies.flatMap((family) => trained[family].rows);
  const width = (rows[0] as Float32Array).length;
  const scales = Float32Array.from(rows, (row) => row.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-9) / 127);
  const codes = new Int8Array(width * rows.length);
  rows.forEach((row, label) => {
    for (let feature = 0; feature < width; feature += 1)
      codes[feature * rows.length + label] = Math.round((row[feature] as number) / (scales[label] as number));
  });
  const familyOf = (name: SignFamily): SignModel['families'][SignFamily] => ({
    labels: trained[name].labels,
    several: trained[name].several,
  });
  return {
    ...space,
    ...(pairs === undefined ? {} : { pairs }),
    families: {
      worth: familyOf('worth'),
      slot: familyOf('slot'),
      change: familyOf('change'),
      basis: familyOf('basis'),
      loss: familyOf('loss'),
      asked: familyOf('asked'),
    },
    scales,
    codes,
  };
}

export function encodeSignModel(model: SignModel): Uint8Array {
  const { scales, codes, ...rest } = model;
  const header = new TextEncoder().encode(JSON.stringify({ ...rest, scales: [...scales] }));
  const bytes = new Uint8Array(12 + header.length + codes.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, 12);
  bytes.set(new Uint8Array(codes.buffer, codes.byteOffset, codes.length), 12 + header.length);
  return bytes;
}

/** @throws MemoryError `corrupt` for bytes that are no such model, `newer_version` for one of a later layout. */
export function decodeSignModel(bytes: Uint8Array): SignModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0, true) !== magic) {
    throw new MemoryError('corrupt', 'these bytes are no model of signs', { hint: 'install the package again' });
  }
  if (view.getUint32(4, true) !== version) {
    throw new MemoryError('newer_version', `a model of signs of layout ${view.getUint32(4, true)}`, {
      hint: 'install a newer version of the package',
    });
  }
  const length = view.getUint32(8, true);
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))) as Omit<
      SignModel,
      'scales' | 'codes'
    > & { readonly scales: number[] };
    const codes = new Int8Array(bytes.buffer, bytes.byteOffset + 12 + length, bytes.length - 12 - length);
    return { ...header, scales: Float32Array.from(header.scales), codes };
  } catch (error) {
    throw new MemoryError('corrupt', 'a model of signs is cut or changed', {
      hint: 'install the package again',
      cause: error,
    });
  }
}
