/**
 * StreamingLLM: what is recent is recalled however long the stream was, in a cache that stays as small; what lies in the
 * middle is gone. The cache is cut after every 16 tokens, as a stream would be.
 */
import type { CachePolicy } from '../../../../activation/cache-policy.ts';
import { applyPolicy } from '../../../../activation/engine/apply-policy.ts';
import { KvCache } from '../../../../activation/engine/kv-cache.ts';
import { random } from '../../../../activation/policies/random.ts';
import { streamingLlm } from '../../../../activation/policies/streaming-llm.ts';
import { keyValueRecall } from '../../../../activation/tasks/key-value-recall.ts';
import type { TaskCase } from '../../../../activation/tasks/task.ts';
import { argmax } from '../../../../models/matrix.ts';
import type { Transformer } from '../../../../models/transformer.ts';
import { type SeededRandom, seededRandom } from '../../../../tensor/index.ts';
import type { Numbers } from '../../judge-claim.ts';
import { type BaselineCheck, type BaselineGround, cells, recalled, rows } from './baseline.ts';

/** Four times the longest training context. */
const length = 512;
const facts = 60;
const kept = 64;
const chunk = 16;
/** Latest tokens that are certainly in the cache. */
const recent = kept - 4 - chunk;

const streams: Readonly<Record<string, CachePolicy | undefined>> = {
  everything: undefined,
  'sinks and recent': streamingLlm(),
  'sinks and recent, renumbered': streamingLlm({ renumber: true }),
  'recent only': streamingLlm({ sinks: 0 }),
  'random slots': random(),
};

const recency = streamingLlm({ sinks: 0 });
/** What stands in for the sinks in the control: nothing. */
const fewer: CachePolicy = {
  ...recency,
  plan: (view, { entriesPerHead }) => recency.plan(view, { entriesPerHead: entriesPerHead - 4 }),
};

export const streamingLlmCheck: BaselineCheck = {
  policy: 'streaming-llm',
  cells: [
    ...cells('facts', [0.25], [{ label: 'streaming-llm', policy: streamingLlm() }, rows.random]),
    ...cells(
      'facts',
      [0.25],
      [
        { label: 'recency', policy: recency },
        { label: 'recency, four fewer', policy: fewer },
      ],
    ),
  ],
  more: measureStreams,
  relations: [
    {
      statement: `streaming-llm: of a stream of ${length} tokens the latest facts are recalled out of ${kept} slots, numbered anew`,
      atLeast: 0.95,
      value: (m) => m['stream: sinks and recent, renumbered, recent']!,
      control: { what: 'random slots, as many', value: (m) => m['stream: random slots, recent']! },
    },
    {
      statement: 'streaming-llm: nothing of its middle is',
      atMost: 0.15,
      value: (m) => m['stream: sinks and recent, renumbered, middle']!,
      control: { what: 'everything kept', value: (m) => m['stream: everything, middle']! },
    },
    {
      statement: 'streaming-llm: facts anywhere, at 25%: no better than random slots (at most 8 points above)',
      atMost: 0.08,
      value: (m) => recalled(m, 'facts', 'streaming-llm', 0.25) - recalled(m, 'facts', 'random', 0.25),
      control: {
        what: 'the full cache',
        value: (m) => m['stream: everything, middle']! - recalled(m, 'facts', 'random', 0.25),
      },
    },
    {
      statement: 'streaming-llm: the sinks are worth 2 points over as many recent slots',
      atLeast: 0.02,
      value: (m) => recalled(m, 'facts', 'streaming-llm', 0.25) - recalled(m, 'facts', 'recency', 0.25),
      control: {
        what: 'nothing in their place',
        value: (m) => recalled(m, 'facts', 'recency, four fewer', 0.25) - recalled(m, 'facts', 'recency', 0.25),
      },
      open: 'sinks are worth nothing on this model: -1, -1 and -1 points on the three seeds',
    },
  ],
};

function measureStreams({ seed, on }: BaselineGround): Numbers {
  const { model } = on.facts;
  const draw = seededRandom(`streams ${seed}`);
  const tallies = new Map<string, { right: number; asked: number }>();
  for (let n = 0; n < 6; n++) {
    const task = keyValueRecall(draw, { facts, length, questions: facts });
    for (const [name, policy] of Object.entries(streams)) {
      const cache = readStream(model, task, policy, draw.split(name));
      for (const { prompt, answer } of task.questions) {
        const place = task.context.indexOf(prompt[1]!);
        const where = place > length - recent ? 'recent' : place < length - kept ? 'middle' : undefined;
        if (where === undefined) continue;
        const mark = cache.mark();
        const previousToken = task.context.at(-1)!;
        const { data } = model.forward({ tokens: prompt, memory: cache, positions: cache.nextPosition, previousToken });
        cache.rewind(mark);
        const key = `stream: ${name}, ${where}`;
        const tally = tallies.get(key) ?? { right: 0, asked: 0 };
        tally.asked++;
        if (argmax(data as Float32Array, 0, model.config.vocabulary) === answer[0]) tally.right++;
        tallies.set(key, tally);
      }
    }
  }
  return Object.fromEntries([...tallies].map(([key, { right, asked }]) => [key, right / asked]));
}

function readStream(
  model: Transformer,
  task: TaskCase,
  policy: CachePolicy | undefined,
  random: SeededRandom,
): KvCache {
  const cache = new KvCache({ layout: model.layout, rope: model.rope });
  let previousToken: number | undefined;
  for (let from = 0; from < task.context.length; from += chunk) {
    const tokens = task.context.slice(from, from + chunk);
    const positions = cache.nextPosition;
    model.forward({
      tokens,
      memory: cache,
      positions,
      logits: 'none',
      ...(previousToken !== undefined && { previousToken }),
    });
    previousToken = tokens.at(-1)!;
    if (policy !== undefined) applyPolicy(cache, policy, { model, budget: { entriesPerHead: kept }, random });
  }
  return cache;
}
