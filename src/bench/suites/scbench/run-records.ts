/** SCBench's real files through a local model: one prefill a context, every policy on a copy, answers generated. */

import { applyPolicy } from '../../../activation/engine/apply-policy.ts';
import type { KvCache } from '../../../activation/engine/kv-cache.ts';
import { type PolicyEntry, prefill } from '../../../activation/evaluate/evaluate-policies.ts';
import { throwIfAborted } from '../../../errors/index.ts';
import { generate } from '../../../models/generate.ts';
import type { Tokenizer } from '../../../models/tokenizer/tokenizer.ts';
import type { Transformer } from '../../../models/transformer.ts';
import { seededRandom } from '../../../tensor/index.ts';
import { methodsFor, type SharedContextMethod } from './methods.ts';
import { type RealTask, realTasks, type SharedRecord } from './real-records.ts';
import type { SharedContextRow, SharedMode } from './run-suite.ts';

/** What to run. */
export type RecordsRequest = {
  readonly model: Transformer;
  readonly tokenizer: Pick<Tokenizer, 'encode' | 'decode'>;
  readonly endTokens: readonly number[];
  /** What every text begins with, as the tokenizer's files say (default: nothing). */
  readonly startTokens?: readonly number[];
  readonly records: readonly SharedRecord[];
  /** Budget as a share of the context (default 0.25). */
  readonly share?: number;
  readonly modes?: readonly SharedMode[];
  /** Policies only; a question that is known beforehand is not run here. */
  readonly methods?: readonly SharedContextMethod[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

/** A cell; the accuracy is the mean of the benchmark's own scores. */
export type RealRow = Omit<SharedContextRow, 'task'> & { readonly task: RealTask };

/** Runs all records; contexts longer than memory allows have to be cut by the caller. */
export function runSharedRecords(request: RecordsRequest): RealRow[] {
  const { model, tokenizer, records, share = 0.25, modes = ['requests', 'turns'] } = request;
  // gates are trained for one model: a folder of somebody else's has none
  const entries = methodsFor({}, request.methods).run.flatMap((method) =>
    method.kind === 'policy' && method.entry.question === undefined ? [{ ...method, entry: method.entry }] : [],
  );
  const cells = new Map<
    string,
    { row: Omit<RealRow, 'accuracy' | 'first' | 'later' | 'bytes'>; scores: number[][]; bytes: number[] }
  >();
  let done = 0;
  for (const record of records) {
    const context = Int32Array.of(...(request.startTokens ?? []), ...tokenizer.encode(record.context));
    const base = prefill(model, { context, questions: [] }, { entries: entries.map(({ entry }) => entry) });
    for (const { name, stage, entry } of entries) {
      throwIfAborted(request.signal);
      const compressed = base.clone();
      compress(model, compressed, { entry, context, share });
      for (const mode of modes) {
        const { task } = record.turns[0]!;
        const key = `${name} ${mode} ${task}`;
        const cell = cells.get(key) ?? { row: { method: name, stage, task, mode, share }, scores: [], bytes: [] };
        cells.set(key, cell);
        cell.bytes.push(compressed.stats().contentBytes / base.stats().contentBytes);
        cell.scores.push(answerAll(request, record, { cache: compressed, last: context.at(-1)!, mode }));
      }
    }
    request.onProgress?.(++done, records.length);
  }
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  return [...cells.values()].map(({ row, scores, bytes }) => ({
    ...row,
    accuracy: mean(scores.flat()),
    first: mean(scores.map((turns) => turns[0]!)),
    later: mean(scores.flatMap((turns) => turns.slice(1))),
    bytes: mean(bytes),
  }));
}

function compress(
  model: Transformer,
  cache: KvCache,
  of: { readonly entry: PolicyEntry; readonly context: Int32Array; readonly share: number },
): void {
  const { entry, context, share } = of;
  const { policy } = entry;
  applyPolicy(cache, policy, {
    model,
    budget: { entriesPerHead: Math.max(1, Math.round(share * context.length)) },
    pseudoTokens: context.slice(-Math.max(1, policy.needs.futureQueries)),
    previousToken: context.at(-1)!,
    random: seededRandom(`${entry.label ?? policy.name} ${share}`),
  });
}

function answerAll(
  { model, tokenizer, endTokens }: RecordsRequest,
  { turns }: SharedRecord,
  of: { readonly cache: KvCache; readonly last: number; readonly mode: SharedMode },
): number[] {
  let cache = of.cache.clone();
  let previousToken = of.last;
  return turns.map(({ input, answers, task }) => {
    const { score, maxTokens } = realTasks[task];
    if (of.mode === 'requests') {
      cache = of.cache.clone();
      previousToken = of.last;
    }
    const prompt = tokenizer.encode(`\n${input}`);
    const position = cache.nextPosition;
    const stopTokens = endTokens;
    const random = seededRandom('greedy');
    const out = [...generate({ model, memory: cache, prompt, maxTokens, position, previousToken, stopTokens, random })];
    // the last token was drawn, but not read
    previousToken = out.at(-2) ?? prompt.at(-1)!;
    return score(tokenizer.decode(out), answers);
  });
}
