/** Queries that a model would ask at the coming positions, from pseudo tokens that leave no trace in the cache. */
import type { Transformer } from '../../models/transformer.ts';
import type { QueryWindow } from '../cache-policy.ts';
import type { KvCache } from './kv-cache.ts';

/**
 * Runs `tokens` as a continuation and returns their rotated queries.
 *
 * @param options `position` of the first pseudo token (default: the cache's next position); `previousToken` for models
 *   with a token shift
 */
export function pseudoQueries(
  model: Transformer,
  cache: KvCache,
  options: { readonly tokens: Int32Array; readonly position?: number; readonly previousToken?: number },
): QueryWindow {
  const { tokens, position = cache.nextPosition, previousToken } = options;
  const layers: Float32Array[] = [];
  cache.probe(() =>
    model.forward({
      tokens,
      memory: cache,
      positions: position,
      logits: 'none',
      ...(previousToken !== undefined && { previousToken }),
      hooks: {
        onProjection: ({ layer, queries }) => {
          layers[layer] = queries.slice();
        },
      },
    }),
  );
  const positions = Int32Array.from({ length: tokens.length }, (_, n) => position + n);
  return { positions, layer: (layer) => layers[layer]! };
}
