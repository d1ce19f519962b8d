/** SCBench on synthetic tasks: every method over every task in both shared-context modes, in one table. */

import { KvCache } from '../../../activation/engine/kv-cache.ts';
import { evaluatePolicies } from '../../../activation/evaluate/evaluate-policies.ts';
import { SegmentMemory } from '../../../activation/segments/segment-memory.ts';
import { keyValueRecall } from '../../../activation/tasks/key-value-recall.ts';
import { recite } from '../../../activation/tasks/recite.ts';
import { type SharedTask, sharedContextCase } from '../../../activation/tasks/shared-context.ts';
import type { TaskCase, TaskQuestion } from '../../../activation/tasks/task.ts';
import { throwIfAborted } from '../../../errors/index.ts';
import type { AttentionMemory } from '../../../models/attention-memory.ts';
import { argmax } from '../../../models/matrix.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { type SeededRandom, seededRandom } from '../../../tensor/index.ts';
import { type CacheStage, type GatesByPolicy, methodsFor, type SharedContextMethod } from './methods.ts';
import { SparsePrefill } from './sparse-prefill.ts';

/** Each question starts from the cached context, or follows the questions and right answers before it. */
export type SharedMode = 'requests' | 'turns';

/**
 * `lasting`: 40 facts in 128 tokens, of which only some will ever be asked, for models whose gates were trained on that;
 * `recite`: a record that is found by position alone, one question a context. Each has a vocabulary, so a model, of its own.
 */
export type SuiteTask = SharedTask | 'lasting' | 'recite';

/** One cell of the table. */
export type SharedContextRow = {
  readonly method: string;
  readonly stage: CacheStage;
  readonly task: SuiteTask;
  readonly mode: SharedMode;
  /** Budget as a share of the context. */
  readonly share: number;
  /** Right answer tokens over asked ones: all questions, the first of each context, the later ones. */
  readonly accuracy: number;
  readonly first: number;
  readonly later: number;
  /** Bytes kept over those of the whole cache. */
  readonly bytes: number;
};

/** What to run. */
export type SharedContextRequest = {
  readonly model: Transformer;
  readonly tasks: readonly SuiteTask[];
  readonly seed: number | string;
  /** Contexts a task (default 16). */
  readonly cases?: number;
  /** Context tokens (default 64). */
  readonly length?: number;
  /** Questions a context (default 5). */
  readonly questions?: number;
  /** Default 25%. */
  readonly shares?: readonly number[];
  readonly modes?: readonly SharedMode[];
  readonly methods?: readonly SharedContextMethod[];
  /** Gates that belong to the model; what needs one that is not here is not run (see `methodsFor`). Default none. */
  readonly gates?: GatesByPolicy;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Runs the suite; rows by task, mode, method. */
export function runSharedContextSuite(request: SharedContextRequest): SharedContextRow[] {
  const { model, tasks, seed, cases = 16, length = 64, questions = 5 } = request;
  const { shares = [0.25], modes = ['requests', 'turns'] } = request;
  const { run: methods } = methodsFor(request.gates ?? {}, request.methods);
  const rows: SharedContextRow[] = [];
  let done = 0;
  for (const task of tasks) {
    const random = seededRandom(`scbench ${task} ${seed}`);
    const all = Array.from({ length: cases }, () => suiteCase(task, random, { length, questions }));
    for (const mode of modes) {
      for (const method of methods) {
        throwIfAborted(request.signal);
        // what loads anew for every question has no state to carry through turns
        if (mode === 'turns' && method.kind === 'policy' && method.entry.question === 'known') continue;
        rows.push(...measure({ method, cases: all, model, seed, mode, shares }).map((row) => ({ ...row, task, mode })));
      }
      request.onProgress?.(++done, tasks.length * modes.length);
    }
  }
  return rows;
}

function suiteCase(
  task: SuiteTask,
  random: SeededRandom,
  of: { readonly length: number; readonly questions: number },
): TaskCase {
  if (task === 'recite') return recite(random);
  if (task !== 'lasting') return sharedContextCase(task, random, of);
  return keyValueRecall(random, {
    ...{ facts: 40, length: 128, questions: of.questions },
    ...{ durableKeys: 32, durableFacts: 12 },
  });
}

type Measured = Omit<SharedContextRow, 'task' | 'mode'>;

function measure(of: {
  readonly method: SharedContextMethod;
  readonly cases: readonly TaskCase[];
  readonly model: Transformer;
  readonly seed: number | string;
  readonly mode: SharedMode;
  readonly shares: readonly number[];
}): Measured[] {
  const { method, cases, model, seed, mode, shares } = of;
  const named = { method: method.name, stage: method.stage };
  if (method.kind === 'policy') {
    const results = evaluatePolicies({ model, cases, entries: [method.entry], shares, seed, mode });
    return results.map(({ accuracy, byTurn, bytes, fullBytes, share }) => {
      const later = byTurn.slice(1);
      const mean = later.reduce((a, b) => a + b, 0) / Math.max(1, later.length);
      return { ...named, share, accuracy, first: byTurn[0]!, later: mean, bytes: bytes / fullBytes };
    });
  }
  const turns: { right: number; asked: number }[] = [];
  for (const task of cases) {
    const asker = method.kind === 'chunk-reuse' ? chunkAsker(model, task, method) : prefillAsker(model, task, method);
    let previous = task.context.at(-1)!;
    task.questions.forEach((question, turn) => {
      const { right, asked } = answer(model, asker, { question, previous, keep: mode === 'turns' });
      turns[turn] = { right: (turns[turn]?.right ?? 0) + right, asked: (turns[turn]?.asked ?? 0) + asked };
      if (mode === 'turns') previous = question.answer.at(-1)!;
    });
  }
  const share = (some: typeof turns): number =>
    some.reduce((sum, { right }) => sum + right, 0) /
    Math.max(
      1,
      some.reduce((sum, { asked }) => sum + asked, 0),
    );
  return [
    {
      ...named,
      share: 1,
      accuracy: share(turns),
      first: share(turns.slice(0, 1)),
      later: share(turns.slice(1)),
      bytes: 1,
    },
  ];
}

/** A context that was read and can be asked. */
type Asker = {
  readonly memory: AttentionMemory;
  readonly position: () => number;
  readonly mark: () => () => void;
};

function prefillAsker(
  model: Transformer,
  task: TaskCase,
  method: Extract<SharedContextMethod, { kind: 'sparse-prefill' }>,
): Asker {
  const memory = new SparsePrefill(model, method.shape);
  model.forward({ tokens: task.context, memory, logits: 'none' });
  memory.dense = method.questionDense;
  return {
    memory,
    position: () => memory.length,
    mark: () => {
      const { length } = memory;
      return () => memory.truncate(length);
    },
  };
}

function chunkAsker(
  model: Transformer,
  task: TaskCase,
  { chunk, repaired }: Extract<SharedContextMethod, { kind: 'chunk-reuse' }>,
): Asker {
  const chunks = Array.from({ length: Math.ceil(task.context.length / chunk) }, (_, n) =>
    task.context.slice(n * chunk, (n + 1) * chunk),
  );
  let cache: KvCache;
  if (repaired) {
    const segments = new SegmentMemory({ model, maxTokens: task.context.length });
    segments.sync(chunks.map((tokens, n) => ({ source: { id: `chunk ${n}`, version: 1 }, tokens, strength: 1 })));
    cache = segments.open();
  } else {
    cache = new KvCache({ layout: model.layout, rope: model.rope });
    for (const tokens of chunks) {
      const alone = new KvCache({ layout: model.layout, rope: model.rope });
      model.forward({ tokens, memory: alone, logits: 'none' });
      for (let layer = 0; layer < model.layout.layers; layer++) {
        for (let head = 0; head < model.layout.kvHeads; head++) {
          const from = alone.headStore(layer, head);
          const locations = Int32Array.from({ length: from.length }, (_, i) => i);
          for (const segment of from.copySlots(locations)) cache.headStore(layer, head).appendSlots(segment);
        }
      }
    }
    cache.continueFrom(task.context.length);
    cache.noteChange();
  }
  return {
    memory: cache,
    position: () => cache.nextPosition,
    mark: () => {
      const mark = cache.mark();
      return () => cache.rewind(mark);
    },
  };
}

/** Feeds question and right answer and counts answer tokens that were the most likely ones. */
function answer(
  model: Transformer,
  { memory, position, mark }: Asker,
  of: { readonly question: TaskQuestion; readonly previous: number; readonly keep: boolean },
): { readonly right: number; readonly asked: number } {
  const { prompt, answer: expected } = of.question;
  const back = mark();
  const { data } = model.forward({
    tokens: Int32Array.of(...prompt, ...expected),
    memory,
    positions: position(),
    previousToken: of.previous,
    logits: 'all',
  });
  if (!of.keep) back();
  const width = model.config.vocabulary;
  const right = expected.filter(
    (token, n) => argmax(data as Float32Array, (prompt.length - 1 + n) * width, width) === token,
  ).length;
  return { right, asked: expected.length };
}
