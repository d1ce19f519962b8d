/**
 * Serves masked-diffusion generations from one arena: a scheduler that mixes heavy and light steps, sparse keys and
 * values packed by head, and logits in chunks. What a request gets does not depend on who else is served.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Transformer } from '../../models/transformer.ts';
import type { SeededRandom } from '../../tensor/index.ts';
import { AllocationLedger, type LedgerReport } from './allocation-ledger.ts';
import { planArena } from './arena.ts';
import { chooseTokens, type LogitLevel } from './choose-tokens.ts';
import { type Multiplexing, PhaseScheduler, type ScheduledStep } from './phase-scheduler.ts';
import { type DiffusionPhase, type KeySelection, SparseMemory } from './sparse-memory.ts';

/** Settings. */
export type DiffusionServerOptions = {
  readonly model: Transformer;
  readonly maskToken: number;
  /** Bytes for logits, hidden states, keys and values (default: no limit). */
  readonly arenaBytes?: number;
  /** Rows of logits at once (default 1,024). */
  readonly maxLogitRows?: number;
  /** Default `chunked`. */
  readonly logits?: LogitLevel;
  /** Tokens of one iteration (default 16,384). */
  readonly tokenBudget?: number;
  readonly maxSequences?: number;
  /** Default 32. */
  readonly blockLength?: number;
  /** Share of the keys outside the block that each head keeps (default 0.5). */
  readonly retention?: number;
  /** Default `per-head`. */
  readonly selection?: KeySelection;
  /** Full steps before a block's refresh (default 1). */
  readonly delay?: number;
  readonly refreshEvery?: number;
  /** False: everything is computed at every step (default true). */
  readonly reuse?: boolean;
  /** Default `mixed`. */
  readonly multiplexing?: Multiplexing;
  /** 0 (default) takes the most likely token. */
  readonly temperature?: number;
};

/** A generation: one token a step, block by block, the most confident first. */
export type DiffusionRequest = {
  readonly id: string;
  readonly prompt: Int32Array;
  /** Masked slots after the prompt. */
  readonly length: number;
  readonly random: SeededRandom;
};

/** What an iteration did. */
export type ServedIteration = {
  readonly steps: readonly { readonly id: string; readonly step: number; readonly phase: DiffusionPhase }[];
  readonly tokens: number;
  readonly finished: readonly { readonly id: string; readonly sequence: Int32Array }[];
};

type Live = { readonly request: DiffusionRequest; sequence: Int32Array; memory: SparseMemory };

/** A server of one model. */
export class DiffusionServer {
  readonly #options: DiffusionServerOptions;
  readonly #scheduler: PhaseScheduler;
  readonly #ledger: AllocationLedger;
  readonly #live = new Map<string, Live>();
  readonly #trace: ServedIteration[] = [];
  #pairs = 0;
  #bytesRead = 0;

  constructor(options: DiffusionServerOptions) {
    this.#options = options;
    const { model, arenaBytes, maxLogitRows = 1_024, logits = 'chunked', tokenBudget = 16_384 } = options;
    const { blockLength = 32, retention = 0.5, multiplexing = 'mixed' } = options;
    if (model.config.causal) {
      throw new MemoryError('unsupported', 'this model is causal: it does not fill in masks', {
        hint: 'use SequenceBatch for models that write left to right',
      });
    }
    if (!(retention > 0 && retention <= 1)) {
      throw new MemoryError('invalid_input', `retention is ${retention}`, { hint: 'give a share above 0, up to 1' });
    }
    const { hidden, vocabulary } = model.config;
    const plan =
      arenaBytes === undefined
        ? undefined
        : planArena({
            ...{ arenaBytes, layout: model.layout, hidden, vocabulary, level: logits },
            ...{ maxLogitRows, tokenBudget, blockLength, retention },
          });
    this.#ledger = new AllocationLedger(arenaBytes);
    this.#scheduler = new PhaseScheduler({
      multiplexing,
      tokenBudget,
      blockLength,
      ...(options.maxSequences !== undefined && { maxSequences: options.maxSequences }),
      ...(options.delay !== undefined && { delay: options.delay }),
      ...(options.refreshEvery !== undefined && { refreshEvery: options.refreshEvery }),
      ...(options.reuse !== undefined && { reuse: options.reuse }),
      ...(plan !== undefined && { pages: { total: plan.pages, of: plan.pagesOf } }),
    });
  }

  /** Requests that are not finished. */
  get unfinished(): number {
    return this.#scheduler.unfinished;
  }

  /** Bytes by kind. */
  get ledger(): LedgerReport {
    return this.#ledger.report();
  }

  /** Query-key pairs computed, and bytes of stored keys and values read, so far. */
  get work(): { readonly pairs: number; readonly bytesRead: number } {
    const live = [...this.#live.values()];
    return {
      pairs: this.#pairs + live.reduce((sum, { memory }) => sum + memory.pairs, 0),
      bytesRead: this.#bytesRead + live.reduce((sum, { memory }) => sum + memory.bytesRead, 0),
    };
  }

  /** Every iteration so far with the phases of its steps. */
  trace(): readonly ServedIteration[] {
    return this.#trace;
  }

  /** Queues a generation. Throws `budget_exceeded` when it could never run, `conflict` for an id that is in use. */
  submit(request: DiffusionRequest): void {
    const { id, prompt, length } = request;
    if (this.#live.has(id)) throw new MemoryError('conflict', `request ${id} is being served already`);
    if (length < 1) throw new MemoryError('invalid_input', `request ${id} asks for ${length} tokens`);
    this.#scheduler.submit({ id, promptLength: prompt.length, length });
    this.#live.set(id, { request, ...this.#fresh(request) });
  }

  /** Runs one iteration. */
  step(): ServedIteration {
    const steps = this.#scheduler.next();
    const { hidden } = this.#options.model.config;
    const tokens = steps.reduce((sum, step) => sum + step.tokens, 0);
    this.#ledger.during('hidden states', 4 * tokens * hidden, () => this.#compute(steps));
    const finished = this.#scheduler.done(steps).map((id) => {
      const { sequence, memory } = this.#live.get(id)!;
      this.#pairs += memory.pairs;
      this.#bytesRead += memory.bytesRead;
      this.#ledger.give('keys and values', memory.bytes);
      this.#live.delete(id);
      return { id, sequence };
    });
    const iteration = {
      steps: steps.map(({ request, step, phase }) => ({ id: request.id, step, phase })),
      tokens,
      finished,
    };
    this.#trace.push(iteration);
    return iteration;
  }

  /** Runs until everything is finished; sequences by id. */
  run(): Map<string, Int32Array> {
    const all = new Map<string, Int32Array>();
    while (this.unfinished > 0) for (const { id, sequence } of this.step().finished) all.set(id, sequence);
    return all;
  }

  #fresh({ prompt, length, random }: DiffusionRequest): Pick<Live, 'sequence' | 'memory'> {
    const { model, maskToken, retention = 0.5, selection = 'per-head' } = this.#options;
    const total = prompt.length + length;
    const sequence = new Int32Array(total).fill(maskToken);
    sequence.set(prompt);
    const memory = new SparseMemory({
      ...{ layout: model.layout, rope: model.rope, length: total, retention, selection },
      random: random.split('selection'),
    });
    return { sequence, memory };
  }

  #compute(steps: readonly ScheduledStep[]): void {
    const { model, maskToken, maxLogitRows = 1_024, logits = 'chunked', temperature = 0 } = this.#options;
    // a finished member of a static batch is computed with the others, and what comes out is thrown away
    const rows = steps.flatMap((scheduled) => {
      const { request, step } = scheduled;
      const live = this.#live.get(request.id);
      return live === undefined || step >= request.length ? [] : [this.#forward(live, scheduled)];
    });
    const choices = chooseTokens(
      model,
      rows.map(({ hidden }) => hidden),
      { level: logits, maxRows: maxLogitRows, temperature, maskToken, ledger: this.#ledger },
    );
    rows.forEach(({ live, positions }, n) => {
      let best = 0;
      choices[n]!.forEach(({ confidence }, i) => {
        if (confidence > choices[n]![best]!.confidence) best = i;
      });
      live.sequence[positions[best]!] = choices[n]![best]!.token;
    });
  }

  #forward(
    live: Live,
    { step, phase, block: [from, to] }: ScheduledStep,
  ): {
    readonly live: Live;
    readonly positions: readonly number[];
    readonly hidden: Parameters<typeof chooseTokens>[1][number];
  } {
    const { model, maskToken } = this.#options;
    const { sequence, memory, request } = live;
    const first = phase === 'reuse' ? from : 0;
    const tokens = sequence.slice(first, phase === 'reuse' ? to : sequence.length);
    const before = memory.bytes;
    memory.begin(phase, from, to);
    let states = new Float32Array();
    model.forward({
      tokens,
      memory,
      positions: first,
      logits: 'none',
      hooks: {
        onHidden: ({ layer, states: rows }) => {
          if (layer === model.config.layers - 1) states = rows.slice();
        },
      },
    });
    if (memory.bytes > before) this.#ledger.take('keys and values', memory.bytes - before);
    else this.#ledger.give('keys and values', before - memory.bytes);
    const positions: number[] = [];
    for (let p = from; p < to; p++) if (sequence[p] === maskToken) positions.push(p);
    const draws = request.random.split(`step ${step}`);
    return {
      live,
      positions,
      hidden: { states, wanted: positions.map((p) => p - first), uniforms: positions.map(() => draws.next()) },
    };
  }
}
