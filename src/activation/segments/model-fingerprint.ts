/** Names a model by its arithmetic and its weights, so that stored keys and values are never used with another one. */
import { createHash } from 'node:crypto';
import type { Transformer } from '../../models/transformer.ts';

/** Numbers taken of each parameter: all of a small one, evenly spread ones of a large one. */
const sampled = 16_384;

/**
 * 32 hex digits over the configuration, the name and shape of every parameter, and up to 16,384 evenly spread numbers
 * of each: a model that was trained on differs in nearly all of them.
 */
export function modelFingerprint({ config, parameters }: Pick<Transformer, 'config' | 'parameters'>): string {
  const digest = createHash('sha256');
  digest.update(JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1))));
  for (const [name, { shape, data }] of Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(JSON.stringify([name, shape]));
    const step = Math.max(1, Math.floor(data.length / sampled));
    const picked = step === 1 ? data.slice() : data.filter((_, i) => i % step === 0);
    digest.update(new Uint8Array(picked.buffer, picked.byteOffset, picked.byteLength));
  }
  return digest.digest('hex').slice(0, 32);
}
