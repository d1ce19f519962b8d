import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../tensor/index.ts';
import type { CachePolicy, CacheView, HeadView } from '../cache-policy.ts';
import { mergeOnEvict } from '../wrappers/merge-on-evict.ts';
import { adakv } from './adakv.ts';
import { globally, pyramidally } from './allocate.ts';
import { cam } from './cam.ts';
import { dapq } from './dapq.ts';
import { globalRetention } from './global-retention.ts';
import { h2o } from './h2o.ts';
import { keyNorm } from './key-norm.ts';
import { kivi } from './kivi.ts';
import { kvmerger, mergingSets } from './kvmerger.ts';
import { quest } from './quest.ts';
import { snapkv } from './snapkv.ts';
import { streamingLlm } from './streaming-llm.ts';
import { think } from './think.ts';
import { tova } from './tova.ts';
import { trimKv } from './trim-kv.ts';
import { pool } from './window-attention.ts';

type HeadInput = { keys: number[][]; attention?: number[]; last?: number[]; retention?: number[] };

/** Views made by hand: one query head for each key-value head, two channels unless the keys say otherwise. */
function viewOf(
  layers: readonly (readonly HeadInput[])[],
  queries?: { positions: number[]; rows: number[] },
): CacheView {
  const headSize = layers[0]![0]!.keys[0]!.length;
  const kvHeads = layers[0]!.length;
  const heads = layers.flatMap((inputs, layer) =>
    inputs.map(({ keys, attention, last, retention }, head): HeadView => {
      const length = keys.length;
      const zeros = new Array<number>(length).fill(0);
      return {
        ...{ layer, head, length },
        positions: Int32Array.from(zeros.keys()),
        keys: Float32Array.from(keys.flat()),
        values: Float32Array.from(keys.flat()),
        mass: new Float32Array(length).fill(1),
        attention: Float32Array.from(attention ?? zeros),
        lastAttention: Float32Array.from(last ?? zeros),
        logRetention: Float32Array.from(retention ?? zeros),
      };
    }),
  );
  const window = queries && {
    positions: Int32Array.from(queries.positions),
    layer: () => Float32Array.from(queries.rows),
  };
  return {
    revision: 0,
    layout: { layers: layers.length, heads: kvHeads, kvHeads, headSize },
    nextPosition: heads[0]!.length,
    heads,
    random: seededRandom('choices'),
    ...(window && { queries: window, futureQueries: window }),
  };
}

const flat = (count: number): number[][] => Array.from({ length: count }, () => [1, 0]);
const kept = (policy: CachePolicy, view: CacheView, entriesPerHead: number): number[][] =>
  policy
    .plan(view, { entriesPerHead })
    .actions.flatMap((action) => (action.kind === 'keep' ? [[...action.indices]] : []));

describe('who stays', () => {
  const attention = [9, 1, 8, 2, 7, 3, 0, 0];

  it('streaming-llm: sinks and the latest; renumbered when asked', () => {
    const view = viewOf([[{ keys: flat(8) }]]);
    expect(kept(streamingLlm({ sinks: 2 }), view, 5)).toEqual([[0, 1, 5, 6, 7]]);
    const plan = streamingLlm({ sinks: 1, renumber: true }).plan(view, { entriesPerHead: 3 });
    const move = plan.actions.find((action) => action.kind === 'move');
    expect(move?.kind === 'move' && [[...move.indices], [...move.positions]]).toEqual([
      [0, 6, 7],
      [0, 1, 2],
    ]);
  });

  it('h2o: half by accumulated attention, half recent; per query it forgives youth', () => {
    const view = viewOf([[{ keys: flat(8), attention }]]);
    expect(kept(h2o(), view, 4)).toEqual([[0, 2, 6, 7]]);
    expect(kept(h2o({ recentShare: 0 }), view, 3)).toEqual([[0, 2, 4]]);
    // 9/8, 1/7, 8/6, 2/5, 7/4, 3/3
    expect(kept(h2o({ recentShare: 0, perQuery: true }), view, 2)).toEqual([[2, 4]]);
  });

  it('tova: the latest query decides, one set for the layer', () => {
    const view = viewOf([
      [
        { keys: flat(4), last: [0.7, 0.1, 0.1, 0.1] },
        { keys: flat(4), last: [0, 0.1, 0.2, 0.7] },
      ],
    ]);
    expect(kept(tova(), view, 2)).toEqual([
      [0, 3],
      [0, 3],
    ]);
  });

  it('snapkv and dapq: what the window attends to, pooled or not', () => {
    const keys = [
      [0, 0],
      [5, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 5],
      [0, 0],
    ];
    const view = viewOf([[{ keys }]], { positions: [7, 8], rows: [3, 0, 3, 0] });
    const plain = { window: 2, pooling: 'none', forceWindow: false } as const;
    expect(kept(snapkv(plain), view, 1)).toEqual([[1]]);
    expect(kept(dapq({ count: 2 }), view, 1)).toEqual([[1]]);
    expect(kept(snapkv({ ...plain, pooling: 'mean', kernel: 3 }), view, 3)).toEqual([[0, 1, 2]]);
    expect(kept(snapkv({ window: 2, pooling: 'none' }), view, 4)).toEqual([[0, 1, 5, 6]]);
    expect([...pool(Float32Array.of(0, 3, 0, 0), 'mean', 3)]).toEqual([1.5, 1, 1, 0]);
    expect([...pool(Float32Array.of(0, 3, 0, 0), 'max', 3)]).toEqual([3, 3, 3, 0]);
    // a query that stands before a slot cannot attend to it
    const early = viewOf([[{ keys }]], { positions: [0], rows: [3, 0] });
    expect(kept(snapkv(plain), early, 1)).toEqual([[0]]);
  });

  it('key norm: low as published, high on request; quest: whole pages', () => {
    const view = viewOf(
      [
        [
          {
            keys: [
              [1, 0],
              [3, 0],
              [2, 0],
              [0, 9],
            ],
          },
        ],
      ],
      { positions: [4], rows: [1, 0] },
    );
    expect(kept(keyNorm(), view, 2)).toEqual([[0, 2]]);
    expect(kept(keyNorm({ keep: 'high' }), view, 2)).toEqual([[1, 3]]);
    expect(kept(quest({ page: 2 }), view, 2)).toEqual([[0, 1]]);
  });

  it('trim-kv: beta to the power of age, ordered by horizon; global: one ranking for all heads', () => {
    const view = viewOf([
      [{ keys: flat(3), retention: [-0.01, -0.5, -1] }],
      [{ keys: flat(3), retention: [-9, -9, -0.001] }],
    ]);
    // ages 3, 2, 1: -0.03, -1, -1 and -27, -18, -0.001
    expect(kept(trimKv(), view, 1)).toEqual([[0], [2]]);
    expect(kept(globalRetention(), view, 1)).toEqual([[0], [2]]);
    const skewed = viewOf([
      [{ keys: flat(3), retention: [-0.01, -0.02, -0.1] }],
      [{ keys: flat(3), retention: [-9, -9, -9] }],
    ]);
    expect(kept(globalRetention(), skewed, 1)).toEqual([[0, 1], []]);
    expect(kept(globalRetention({ floorPerHead: 1 }), skewed, 1)).toEqual([[0], [2]]);
    expect(kept(globalRetention({ threshold: 0.95 }), skewed, 1)).toEqual([[0, 1], []]);
  });
});

describe('how the budget is divided', () => {
  it('pyramid: linear over layers at an unchanged total, by the published formula', () => {
    const layers = Array.from({ length: 4 }, () => [{ keys: flat(200) }]);
    // C = 40: lowest 2, highest 78, step 25
    expect(pyramidally()({ view: viewOf(layers), scores: [], budget: { entriesPerHead: 40 } })).toEqual([
      78, 53, 28, 3,
    ]);
    // only 50 available: highest 50, lowest 30, step 6
    const short = Array.from({ length: 4 }, () => [{ keys: flat(50) }]);
    expect(pyramidally()({ view: viewOf(short), scores: [], budget: { entriesPerHead: 40 } })).toEqual([
      50, 44, 38, 32,
    ]);
  });

  it('adaptive: heads of a layer compete, each keeps its floor', () => {
    const sharp = [[9, 0], ...flat(9).map(() => [0, 0])];
    const view = viewOf([[{ keys: sharp }, { keys: flat(10).map(() => [0, 0]) }]], {
      positions: [10],
      rows: [9, 0, 9, 0],
    });
    const options = { window: 1, pooling: 'none', forceWindow: false, safeguard: 0.5 } as const;
    const lengths = kept(adakv(options), view, 4).map((indices) => indices.length);
    expect(lengths).toEqual([2, 6]);
    const scores = [Float32Array.of(5, 4, 3), Float32Array.of(2, 1, 0)];
    expect(globally(0)({ view, scores, budget: { entriesPerHead: 2 } })).toEqual([3, 1]);
  });
});

describe('what is changed instead of dropped', () => {
  it('cam: an evicted value is spread over the next kept slots, keys stay', () => {
    const view = viewOf([[{ keys: flat(6), attention: [5, 5, 1, 1, 1, 1] }]]);
    const policy = cam({ recentShare: 0.5, sinks: 0, spread: 2, ratio: 'mean' });
    // kept: 0 (attention), 4, 5 (recent)... slot 1 has the kept slots' mean attention, so it always merges
    const [merge, keep] = policy.plan(view, { entriesPerHead: 4 }).actions;
    expect(keep?.kind === 'keep' && [...keep.indices]).toEqual([0, 1, 4, 5]);
    const first = merge?.kind === 'merge' ? merge.merges : [];
    expect(first.map(({ target }) => target)).toEqual([4, 5]);
    expect(first.map(({ members, valueWeights }) => [[...members], [...valueWeights]])).toEqual([
      [
        [2, 3, 4],
        [0.5, 0.5, 1],
      ],
      [
        [2, 3, 5],
        [0.5, 0.5, 1],
      ],
    ]);
    expect(first.every(({ keyWeights }) => [...keyWeights].join() === '0,0,1')).toBe(true);
  });

  it('kivi: whole groups leave, the residual stays', () => {
    const view = viewOf([[{ keys: flat(100) }]]);
    const [action] = kivi({ residual: 20, group: 32 }).plan(view, { entriesPerHead: 1 }).actions;
    expect(action?.kind === 'quantize' && action.indices.length).toBe(64);
    expect(kivi({ residual: 90, group: 32 }).plan(view, { entriesPerHead: 1 }).actions).toEqual([]);
  });

  it('think: channels that queries do not use go first, however large their keys', () => {
    const keys = Array.from({ length: 40 }, () => [9, 1, 2, 3]);
    const view = viewOf([[{ keys }]], { positions: [40], rows: [0, 1, 1, 1] });
    const channels = (score: 'query-driven' | 'key-norm'): number[] => {
      const [action] = think({ ratio: 0.5, score }).plan(view, { entriesPerHead: 1 }).actions;
      return action?.kind === 'shrink-channels' ? [...action.channels, action.indices.length] : [];
    };
    expect(channels('query-driven')).toEqual([2, 3, 8]);
    expect(channels('key-norm')).toEqual([0, 3, 8]);
  });

  it('kvmerger: runs of similar neighbors, closed from the end, pivots by attention', () => {
    const keys = [
      [1, 0],
      [1, 0.1],
      [0, 1],
      [0.1, 1],
      [0, 1],
      [1, 0],
    ];
    const view = viewOf([[{ keys, attention: [0, 1, 0, 5, 0, 0] }]]);
    const head = view.heads[0]!;
    const similarity = Float32Array.of(-Infinity, 0.99, 0.1, 0.99, 0.99, 0);
    expect(mergingSets(head, similarity, { epsilon: 0.75, fixed: new Set() })).toEqual([[0, 1], [2, 3, 4], [5]]);
    expect(mergingSets(head, similarity, { epsilon: 0.75, fixed: new Set([3]) })).toEqual([[0, 1], [2], [3], [4], [5]]);
    const [merge, keep] = kvmerger().plan(view, { entriesPerHead: 1 }).actions;
    expect(keep?.kind === 'keep' && [...keep.indices]).toEqual([1, 3, 5]);
    const merges = merge?.kind === 'merge' ? merge.merges : [];
    expect(merges.map(({ target, logitBias }) => [target, Math.round(Math.exp(logitBias))])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(merges[1]!.keyWeights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    // the pivot weighs most
    expect(Math.max(...merges[1]!.keyWeights)).toBe(merges[1]!.keyWeights[1]);
    expect(kept(kvmerger({ epsilon: 'budget' }), view, 3)).toEqual([[1, 3, 5]]);
  });

  it('merge on evict: into the most similar survivor, or dropped when nothing is similar', () => {
    const view = viewOf([
      [
        {
          keys: [
            [1, 0],
            [0.9, 0.1],
            [0, 1],
            [-1, -1],
          ],
          attention: [5, 0, 4, 0],
        },
      ],
    ]);
    const [merge] = mergeOnEvict(h2o({ recentShare: 0 })).plan(view, { entriesPerHead: 2 }).actions;
    const merges = merge?.kind === 'merge' ? merge.merges : [];
    expect(merges.map(({ target, members }) => [target, ...members])).toEqual([[0, 0, 1]]);
  });
});
