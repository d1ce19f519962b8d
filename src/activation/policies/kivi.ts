/**
 * KIVI (arXiv 2402.02750): every slot stays, in fewer bits: keys per channel over groups of tokens, values per token
 * over groups of channels. The latest tokens stay at full precision until a whole group can leave.
 */
import { type CachePolicy, noNeeds, type QuantizationBits } from '../cache-policy.ts';

/** @param options `bits` (default 2), `group` tokens or channels a scale (default 32), `residual` latest tokens kept (default 128) */
export function kivi(
  options: { readonly bits?: QuantizationBits; readonly group?: number; readonly residual?: number } = {},
): CachePolicy {
  const { bits = 2, group = 32, residual = 128 } = options;
  return {
    name: 'kivi',
    needs: noNeeds,
    plan: (view) => ({
      policy: 'kivi',
      revision: view.revision,
      actions: view.heads.flatMap(({ layer, head, length }) => {
        const ready = Math.floor(Math.max(0, length - residual) / group) * group;
        if (ready === 0) return [];
        const indices = Int32Array.from({ length: ready }, (_, i) => i);
        return [{ kind: 'quantize' as const, layer, head, indices, keyBits: bits, valueBits: bits, group }];
      }),
    }),
  };
}
