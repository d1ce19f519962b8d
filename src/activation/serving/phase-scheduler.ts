/**
 * Which requests of a diffusion server run in the next iteration, and in which phase. Heavy steps (the whole sequence)
 * and light ones (one block) go into the same iteration as long as its token budget holds; requests are admitted in
 * the order of their arrival as pages allow. The other two ways are baselines: one phase an iteration, and static
 * batches that run until their longest member is done, everybody padded to it.
 */
import { MemoryError } from '../../errors/index.ts';
import type { DiffusionPhase } from './sparse-memory.ts';

/** A request as the scheduler sees it. */
export type ScheduledRequest = {
  readonly id: string;
  readonly promptLength: number;
  /** Masked slots. */
  readonly length: number;
};

/** How requests share iterations. */
export type Multiplexing = 'mixed' | 'separated' | 'static';

/** Settings. */
export type SchedulerOptions = {
  readonly multiplexing: Multiplexing;
  /** Tokens of one iteration (default 16,384). */
  readonly tokenBudget?: number;
  /** Default 512. */
  readonly maxSequences?: number;
  /** Default 32. */
  readonly blockLength?: number;
  /** Full steps before the refresh of a block (default 1). */
  readonly delay?: number;
  /** Further refreshes within a block, every so many steps (default none). */
  readonly refreshEvery?: number;
  /** `false`: every step is full, nothing is kept (default true). */
  readonly reuse?: boolean;
  /** Pages of keys and values in all, and how many a request takes (default: no limit). */
  readonly pages?: { readonly total: number; readonly of: (request: ScheduledRequest) => number };
};

/** One request's part of an iteration. */
export type ScheduledStep = {
  readonly request: ScheduledRequest;
  /** Steps done before. */
  readonly step: number;
  readonly phase: DiffusionPhase;
  /** Positions of the current block, half open. */
  readonly block: readonly [number, number];
  /** Tokens computed, padding included. */
  readonly tokens: number;
};

type Running = { readonly request: ScheduledRequest; step: number; readonly padded: number };

/** Two queues, first come, first served. */
export class PhaseScheduler {
  readonly #options: SchedulerOptions;
  readonly #tokenBudget: number;
  readonly #blockLength: number;
  #waiting: ScheduledRequest[] = [];
  #running: Running[] = [];
  #pagesUsed = 0;
  /** Of the static baseline: steps until the batch is done. */
  #batchLeft = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#tokenBudget = options.tokenBudget ?? 16_384;
    this.#blockLength = options.blockLength ?? 32;
  }

  /** Requests that are not finished. */
  get unfinished(): number {
    return this.#waiting.length + this.#running.length;
  }

  /** Requests that hold pages now. */
  get running(): readonly string[] {
    return this.#running.map(({ request }) => request.id);
  }

  /** Queues a request. Throws `budget_exceeded` when it could never run, even alone. */
  submit(request: ScheduledRequest): void {
    const tokens = request.promptLength + request.length;
    const { pages } = this.#options;
    if (tokens > this.#tokenBudget || (pages !== undefined && pages.of(request) > pages.total)) {
      throw new MemoryError('budget_exceeded', `request ${request.id} of ${tokens} tokens could never run`, {
        hint: 'raise tokenBudget or arenaBytes, or shorten the request',
      });
    }
    this.#waiting.push(request);
  }

  /** Chooses the next iteration, admitting as budget and pages allow. Empty when nothing is left. */
  next(): readonly ScheduledStep[] {
    return this.#options.multiplexing === 'static' ? this.#nextStatic() : this.#nextMixed();
  }

  /** Records that an iteration ran; returns the ids of requests that are finished, whose pages are free again. */
  done(steps: readonly ScheduledStep[]): string[] {
    const ran = new Set(steps.map(({ request }) => request.id));
    const isStatic = this.#options.multiplexing === 'static';
    for (const running of this.#running) if (ran.has(running.request.id)) running.step++;
    const finished = (running: Running): boolean => running.step >= running.request.length;
    const ids = this.#running
      .filter((running) => ran.has(running.request.id) && running.step === running.request.length)
      .map(({ request }) => request.id);
    if (isStatic) {
      this.#batchLeft--;
      if (this.#batchLeft > 0) return ids;
      this.#release(this.#running);
      this.#running = [];
      return ids;
    }
    this.#release(this.#running.filter(finished));
    this.#running = this.#running.filter((running) => !finished(running));
    return ids;
  }

  /** Takes the pages of a running request away: it starts anew, before everybody who waits. */
  preempt(id: string): void {
    const found = this.#running.find(({ request }) => request.id === id);
    if (found === undefined) throw new RangeError(`request ${id} is not running`);
    this.#running = this.#running.filter((running) => running !== found);
    this.#release([found]);
    this.#waiting.unshift(found.request);
  }

  #release(gone: readonly Running[]): void {
    const { pages } = this.#options;
    if (pages !== undefined) for (const { request } of gone) this.#pagesUsed -= pages.of(request);
  }

  #admit(): Running | undefined {
    const request = this.#waiting[0];
    const { pages, maxSequences = 512 } = this.#options;
    if (request === undefined || this.#running.length >= maxSequences) return undefined;
    const wanted = pages?.of(request) ?? 0;
    if (pages !== undefined && this.#pagesUsed + wanted > pages.total) return undefined;
    this.#pagesUsed += wanted;
    this.#waiting.shift();
    const running = { request, step: 0, padded: request.promptLength + request.length };
    this.#running.push(running);
    return running;
  }

  #nextMixed(): ScheduledStep[] {
    const steps: ScheduledStep[] = [];
    let left = this.#tokenBudget;
    const heavy = ({ phase }: ScheduledStep): boolean => phase !== 'reuse';
    const fits = (step: ScheduledStep): boolean => {
      if (step.tokens > left) return false;
      if (this.#options.multiplexing === 'separated' && steps[0] !== undefined && heavy(step) !== heavy(steps[0])) {
        return false;
      }
      left -= step.tokens;
      steps.push(step);
      return true;
    };
    for (const running of this.#running) {
      const step = this.#stepOf(running);
      // strictly in order of arrival; one phase an iteration leaves the others for the next
      if (!fits(step) && this.#options.multiplexing === 'mixed') return steps;
    }
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || first.promptLength + first.length > left) return steps;
      if (this.#options.multiplexing === 'separated' && steps[0] !== undefined && !heavy(steps[0])) return steps;
      const admitted = this.#admit();
      if (admitted === undefined || !fits(this.#stepOf(admitted))) return steps;
    }
  }

  #nextStatic(): ScheduledStep[] {
    if (this.#running.length === 0) {
      let longest = 0;
      for (;;) {
        const first = this.#waiting[0];
        if (first === undefined) break;
        const padded = Math.max(longest, first.promptLength + first.length);
        if (padded * (this.#running.length + 1) > this.#tokenBudget || this.#admit() === undefined) break;
        longest = padded;
      }
      this.#running = this.#running.map(({ request, step }) => ({ request, step, padded: longest }));
      this.#batchLeft = Math.max(0, ...this.#running.map(({ request }) => request.length));
    }
    return this.#running.map((running) => this.#stepOf(running));
  }

  #stepOf({ request, step, padded }: Running): ScheduledStep {
    const { delay = 1, refreshEvery, reuse = true } = this.#options;
    // a member of a static batch that is finished goes on as padding
    const place = Math.min(step, request.length - 1);
    const inBlock = place % this.#blockLength;
    const from = request.promptLength + place - inBlock;
    const to = Math.min(from + this.#blockLength, request.promptLength + request.length);
    const isRefresh =
      inBlock === delay || (refreshEvery !== undefined && inBlock > delay && (inBlock - delay) % refreshEvery === 0);
    const phase: DiffusionPhase = !reuse || inBlock < delay ? 'full' : isRefresh ? 'refresh' : 'reuse';
    const tokens = phase === 'reuse' ? to - from : padded;
    return { request, step, phase, block: [from, to], tokens };
  }
}
