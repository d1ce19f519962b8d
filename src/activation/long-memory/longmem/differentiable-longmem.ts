/**
 * The training twin of LongMem's side network (arXiv 2306.07174): a frozen backbone reads, a side network with half as
 * many layers is trained beside it. Side layer i starts as backbone layer 2i+1, receives what backbone layers 2i and
 * 2i+1 added (the ladder), and the layer that starts as the one whose keys and values fill the bank attends to the bank
 * as well, under a gate.
 */
import {
  causalMask,
  decoderBlock,
  feedForward,
  joinHeads,
  linear,
  type RopeTables,
  rmsNorm,
  ropeTables,
  rotate,
  splitHeads,
} from '../../../models/differentiable-blocks.ts';
import type { TransformerConfig } from '../../../models/transformer-config.ts';
import { type Borrowed, type DeviceArray, nn, np } from '../../../tensor/index.ts';

/** Input rows of a batch of token rows with a token shift. */
function embed(config: TransformerConfig, backbone: Borrowed, batch: Borrowed): DeviceArray {
  const x = np.take(backbone('embedding'), batch('tokens'), 0);
  if (!config.tokenShift) return x;
  return x.add(np.take(backbone('previousEmbedding'), batch('previous'), 0).mul(batch('firstMask')));
}

/** What the frozen backbone gives away for a batch of rows. */
export type BackboneStates = {
  /** Residual stream after 0, 2, 4, .. layers. */
  readonly even: DeviceArray[];
  /** Keys before rotation and values of the memory layer, [rows, kvHeads, length, headSize]. */
  readonly keys: DeviceArray;
  readonly values: DeviceArray;
};

/** Runs the backbone. */
export function backboneStates(
  config: TransformerConfig,
  backbone: Borrowed,
  batch: Borrowed,
  memoryLayer: number,
): BackboneStates {
  let x = embed(config, backbone, batch);
  const rope = ropeTables(config, x.shape[1]!);
  const mask = causalMask(x.shape[1]!);
  const even = [x.ref];
  let held: { keys: DeviceArray; values: DeviceArray } | undefined;
  for (let l = 0; l < config.layers; l++) {
    const layer = (name: string): DeviceArray => backbone(`layers.${l}.${name}`);
    x = decoderBlock(
      config,
      layer,
      { x, rope, mask },
      l === memoryLayer
        ? (projection) => {
            held = projection;
          }
        : undefined,
    );
    if (l % 2 === 1) even.push(x.ref);
  }
  x.dispose();
  dispose(rope, mask);
  return { even, ...held! };
}

function dispose(rope: RopeTables, mask: DeviceArray): void {
  rope.cos.dispose();
  rope.sin.dispose();
  mask.dispose();
}

/**
 * Logits of the side network for a batch of token rows.
 *
 * @param arrays `side` parameters (`side.N.*`, `side.N.memoryGate`, `side.norm`), frozen `backbone` ones, and the batch
 *   with `memory.keys` and `memory.values` [rows, kvHeads, entries, headSize]; with a `chunk` also `memory.chunkGain`
 *   [rows, 1, 1, 1]
 * @param chunk entries that are found together (default none): a row with a gain adds so many times the logit of the
 *   chunk's mean key to every entry's own, so that what is learned to be read is learned to be found
 */
export function sideLogits(
  config: TransformerConfig,
  arrays: { readonly side: Borrowed; readonly backbone: Borrowed; readonly batch: Borrowed },
  memoryLayer: number,
  chunk?: number,
): DeviceArray {
  const { side, backbone, batch } = arrays;
  const { even, keys, values } = backboneStates(config, backbone, batch, memoryLayer);
  keys.dispose();
  values.dispose();
  let x = even[0]!.ref;
  const rope = ropeTables(config, x.shape[1]!);
  const mask = causalMask(x.shape[1]!);
  for (let i = 0; i < config.layers / 2; i++) {
    const layer = (name: string): DeviceArray => side(`side.${i}.${name}`);
    const ladder = even[i + 1]!.ref.sub(even[i]!.ref);
    const made =
      i === Math.floor(memoryLayer / 2)
        ? jointBlock(
            config,
            layer,
            { x, rope, mask },
            {
              keys: batch('memory.keys'),
              values: batch('memory.values'),
              ...(chunk !== undefined && { chunk, gain: batch('memory.chunkGain') }),
            },
          )
        : decoderBlock(config, layer, { x, rope, mask });
    x = made.add(ladder);
  }
  for (const state of even) state.dispose();
  dispose(rope, mask);
  const head = backbone(config.tiedHead ? 'embedding' : 'head');
  return linear(rmsNorm(x, side('side.norm'), config.normEpsilon), head);
}

/** A block whose heads mix two attentions, each with its own softmax: over the row, and over the bank without positions. */
function jointBlock(
  config: TransformerConfig,
  layer: (name: string) => DeviceArray,
  stream: { readonly x: DeviceArray; readonly rope: RopeTables; readonly mask: DeviceArray },
  bank: {
    readonly keys: DeviceArray;
    readonly values: DeviceArray;
    readonly chunk?: number;
    readonly gain?: DeviceArray;
  },
): DeviceArray {
  const { heads, kvHeads, headSize, normEpsilon } = config;
  const { x, rope, mask } = stream;
  const spread = (y: DeviceArray): DeviceArray => (kvHeads === heads ? y : np.repeat(y, heads / kvHeads, 1));
  const scale = 1 / Math.sqrt(headSize);
  const normed = rmsNorm(x.ref, layer('attentionNorm'), normEpsilon);
  const plain = splitHeads(linear(normed.ref, layer('query')), heads);
  const query = rotate(plain.ref, rope.cos.ref, rope.sin.ref);
  const key = spread(rotate(splitHeads(linear(normed.ref, layer('key')), kvHeads), rope.cos.ref, rope.sin.ref));
  const value = spread(splitHeads(linear(normed, layer('value')), kvHeads));
  const near = np.matmul(query, np.matrixTranspose(key)).mul(scale).add(mask.ref);
  let far: DeviceArray;
  if (bank.chunk === undefined || bank.gain === undefined) {
    far = np.matmul(plain, np.matrixTranspose(spread(bank.keys))).mul(scale);
  } else {
    const [rows, kv, entries, size] = bank.keys.shape as [number, number, number, number];
    const means = np.mean(bank.keys.ref.reshape([rows, kv, entries / bank.chunk, bank.chunk, size]), 3);
    const found = np
      .matmul(plain.ref, np.matrixTranspose(spread(means)))
      .mul(scale)
      .mul(bank.gain);
    far = np
      .matmul(plain, np.matrixTranspose(spread(bank.keys)))
      .mul(scale)
      .add(np.repeat(found, bank.chunk, 3));
  }
  const gate = nn.sigmoid(layer('memoryGate')).reshape([1, heads, 1, 1]);
  const local = np.matmul(nn.softmax(near, -1), value).mul(gate.ref.neg().add(1));
  const remote = np.matmul(nn.softmax(far, -1), spread(bank.values)).mul(gate);
  const after = x.add(linear(joinHeads(local.add(remote)), layer('output')));
  const inner = rmsNorm(after.ref, layer('mlpNorm'), normEpsilon);
  return after.add(linear(feedForward(config, inner, layer), layer('down')));
}
