/** dKV-Cache's claim: caching with one step of delay is nearly lossless at half the computation; without it, useless. */

import { type DiffusionCacheMode, decodeMasked } from '../../../activation/diffusion/decode-masked.ts';
import { echoAgreement, echoPrompt, echoShape, echoVocabulary } from '../../../activation/tasks/echo.ts';
import { openFixture } from '../../../models/fixture.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { seededRandom } from '../../../tensor/index.ts';
import type { ClaimDefinition } from '../claim-definition.ts';
import { seededClaim } from '../seeded-claim.ts';

const samples = 48;
const modes: Record<string, DiffusionCacheMode> = {
  'no cache': { kind: 'none' },
  'prompt only': { kind: 'prompt' },
  'immediate, no refresh': { kind: 'immediate' },
  'immediate, refresh 8': { kind: 'immediate', refreshEvery: 8 },
  'delayed, no refresh': { kind: 'decode' },
  'delayed, refresh 8': { kind: 'decode', refreshEvery: 8 },
  'delayed, refresh 4': { kind: 'decode', refreshEvery: 4 },
  'greedy, window 0, refresh 4': { kind: 'greedy', window: 0, refreshEvery: 4 },
  'greedy, window 4, refresh 4': { kind: 'greedy', window: 4, refreshEvery: 4 },
};

export const dkvCacheClaim: ClaimDefinition = seededClaim({
  system: 'dkv-cache',
  tier: 'activation',
  source: 'arXiv 2505.15781',
  claim: 'Keys and values of a diffusion model can be reused from one step after a token was decoded, not sooner.',
  setting: 'tiny-echo, 24 masked slots after 8 prompt tokens, sampled at temperature 1, 48 sequences a seed',
  async measure(seed, open) {
    const model = await openFixture(open('tiny-echo'));
    const measures: Record<string, number> = {};
    for (const [name, mode] of Object.entries(modes)) {
      const { agreement, whole, cost } = decodeMany(model, mode, seed);
      measures[`${name}: pairs that agree`] = agreement;
      measures[`${name}: whole sequences right`] = whole;
      measures[`${name}: cost`] = cost;
    }
    const plain = decodeOne(model, { kind: 'none' }, `equal ${seed}`).sequence;
    const differing = (mode: DiffusionCacheMode): number => {
      const { sequence } = decodeOne(model, mode, `equal ${seed}`);
      return plain.filter((token, i) => token !== sequence[i]).length;
    };
    return {
      ...measures,
      'tokens that differ with a refresh every step': differing({ kind: 'decode', refreshEvery: 1 }),
      'tokens that differ without delay and refresh': differing({ kind: 'immediate' }),
      ...keyDrift(model, seed),
    };
  },
  relations: [
    {
      statement: 'delayed, refresh 8: within 2 points of no cache',
      atLeast: -0.02,
      value: (m) => m['delayed, refresh 8: pairs that agree']! - m['no cache: pairs that agree']!,
      control: {
        what: 'caching without the delay',
        value: (m) => m['immediate, refresh 8: pairs that agree']! - m['no cache: pairs that agree']!,
      },
    },
    {
      statement: 'at half or less of the computed positions',
      atLeast: -0.5,
      value: (m) => -m['delayed, refresh 8: cost']!,
      control: { what: 'caching the prompt only', value: (m) => -m['prompt only: cost']! },
    },
    {
      statement: 'without the delay, refresh 8 loses 25 points',
      atLeast: 0.25,
      value: (m) => m['delayed, refresh 8: pairs that agree']! - m['immediate, refresh 8: pairs that agree']!,
      control: {
        what: 'no cache against the delay',
        value: (m) => m['no cache: pairs that agree']! - m['delayed, refresh 8: pairs that agree']!,
      },
    },
    {
      // not chance itself: decoding by confidence prefers the same symbols for both twins
      statement: 'without delay and refresh it loses 50 points',
      atLeast: 0.5,
      value: (m) => m['delayed, no refresh: pairs that agree']! - m['immediate, no refresh: pairs that agree']!,
      control: {
        what: 'the delay against no cache',
        value: (m) => m['no cache: pairs that agree']! - m['delayed, no refresh: pairs that agree']!,
      },
    },
    {
      statement: 'a refresh every step is the model without a cache, token for token',
      atLeast: 0,
      value: (m) => -m['tokens that differ with a refresh every step']!,
      control: { what: 'neither delay nor refresh', value: (m) => -m['tokens that differ without delay and refresh']! },
    },
    {
      statement: 'keys change ten times more in the step that decodes a token than one step later',
      atLeast: 10,
      value: (m) => m['key drift in the decoding step']! / m['key drift one step later']!,
      control: {
        what: 'one step later against two steps later',
        value: (m) => m['key drift one step later']! / m['key drift two steps later']!,
      },
    },
    {
      statement: 'the greedy variant computes less than the delayed one',
      atLeast: 0,
      value: (m) => m['delayed, refresh 4: cost']! - m['greedy, window 4, refresh 4: cost']!,
      control: {
        what: 'caching the prompt only',
        value: (m) => m['delayed, refresh 4: cost']! - m['prompt only: cost']!,
      },
    },
    {
      statement: 'and is no better',
      atLeast: 0,
      value: (m) =>
        m['delayed, refresh 4: pairs that agree']! - m['greedy, window 4, refresh 4: pairs that agree']! + 0.01,
      control: {
        what: 'neither delay nor refresh',
        value: (m) =>
          m['immediate, no refresh: pairs that agree']! - m['greedy, window 4, refresh 4: pairs that agree']! + 0.01,
      },
    },
  ],
});

function decodeOne(model: Transformer, mode: DiffusionCacheMode, seed: string): ReturnType<typeof decodeMasked> {
  const random = seededRandom(seed);
  return decodeMasked({
    model,
    mode,
    prompt: echoPrompt(random.split('prompt')),
    length: 2 * echoShape.pairs,
    maskToken: echoVocabulary.mask,
    random,
  });
}

function decodeMany(
  model: Transformer,
  mode: DiffusionCacheMode,
  seed: number,
): { agreement: number; whole: number; cost: number } {
  let agreement = 0;
  let whole = 0;
  let cost = 0;
  for (let n = 0; n < samples; n++) {
    const result = decodeOne(model, mode, `echo ${seed} ${n}`);
    const share = echoAgreement(result.sequence);
    agreement += share / samples;
    if (share === 1) whole += 1 / samples;
    cost += result.cost / samples;
  }
  return { agreement, whole, cost };
}

/** Mean 1 - cosine of a token's last-layer key between consecutive steps, by time since it was decoded. */
function keyDrift(model: Transformer, seed: number): Record<string, number> {
  const names = ['key drift in the decoding step', 'key drift one step later', 'key drift two steps later'];
  const sums = [0, 0, 0];
  const counts = [0, 0, 0];
  const layer = model.config.layers - 1;
  const width = model.config.kvHeads * model.config.headSize;
  for (let n = 0; n < 8; n++) {
    const random = seededRandom(`drift ${seed} ${n}`);
    const perStep: Float32Array[] = [];
    const { decodedAt } = decodeMasked({
      model,
      mode: { kind: 'none' },
      prompt: echoPrompt(random.split('prompt')),
      length: 2 * echoShape.pairs,
      maskToken: echoVocabulary.mask,
      random,
      hooks: (step) => ({
        onProjection: (event) => {
          if (event.layer === layer) perStep[step] = event.keys.slice();
        },
      }),
    });
    for (let position = echoShape.prompt; position < decodedAt.length; position++) {
      for (let later = 0; later < 3; later++) {
        const step = decodedAt[position]! + later;
        const before = perStep[step]?.subarray(position * width, (position + 1) * width);
        const after = perStep[step + 1]?.subarray(position * width, (position + 1) * width);
        if (before === undefined || after === undefined) continue;
        const dot = before.reduce((sum, x, i) => sum + x * after[i]!, 0);
        sums[later]! += 1 - dot / (Math.hypot(...before) * Math.hypot(...after));
        counts[later]!++;
      }
    }
  }
  return Object.fromEntries(names.map((name, later) => [name, sums[later]! / counts[later]!]));
}
