import type { MemoryRecord, RecordInput, RecordKind, RecordStatus, Validity } from '../kernel/record.ts';
import type { FactData } from '../kernel/record-data.ts';
import type { Scope } from '../kernel/scope.ts';
import type { Turn, TurnInput } from '../kernel/turn.ts';
import type { Hit, RecallOptions, RecallResult } from '../plaintext/recall/types.ts';
import type { PlanConstraints } from '../plaintext/revise/state/plan-constraints.ts';
import type { PremiseCheck, TrackState } from '../plaintext/revise/state/read-states.ts';
import type { ErasureHook } from '../ports/index.ts';
import type { ActivationTier } from './activation/activation-tier.ts';
import type { Choice } from './choose.ts';
import type { ConsolidateOptions, ConsolidationReport } from './consolidate.ts';
import type { BackupMemoryOptions } from './encryption/backup-memory.ts';
import type { MemoryKeys } from './encryption/memory-keys.ts';
import type { ForgetOptions, ForgetReport, ForgetSelector } from './erase/erase-types.ts';
import type { Receipts } from './erase/receipts.ts';
import type { ExportLine, ImportReport } from './export-types.ts';
import type { StandingChange, StandingOptions } from './fading/holds.ts';
import type { MemoryPolicies } from './fading/policies.ts';
import type { TickOptions, TickReport } from './fading/tick.ts';
import type { HistoryAnswer } from './history/ask-history.ts';
import type { AnswerChange } from './past/answer-change.ts';
import type { Fidelity } from './past/fidelity.ts';
import type { MemoryState } from './state/memory-state.ts';
import type { MemoryReview } from './trust/review.ts';
import type { EmbedderControl } from './vectors/reembed.ts';

export type { ForgetOptions, ForgetReport, ForgetSelector, ForgetTarget } from './erase/erase-types.ts';
export type { ExportLine, ImportReport } from './export-types.ts';

/** A moment: milliseconds since the epoch, ISO 8601 text, or a Date. */
export type Moment = number | string | Date;

export type ObserveOptions = {
  /** `now` (default): the rules' derivations are done on return. `later`: only the turns are; a durable job derives. */
  readonly derive?: 'now' | 'later';
  /** Turns without an id get one derived from this key and their position, so that repeating the call changes nothing. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Called after each durable batch with the number of turns done so far and in all. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type ObserveResult = {
  /** Ids of all turns given, in order; those already known included; `undefined` for refused ones. */
  readonly ids: readonly (string | undefined)[];
  /** Turns newly written. */
  readonly added: number;
  /** Turns that were already there. */
  readonly known: number;
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** Records written by the rules (new versions included). */
  readonly derived: number;
  readonly warnings: readonly string[];
  readonly seq: number;
};

export type ContextOptions = RecallOptions & {
  /** Exact token budget of the rendered text (o200k tokens). Default 2,000. */
  readonly budgetTokens?: number;
  /**
   * Names one growing conversation: prefix and deltas stay byte-identical between calls with the same key.
   * Default: the scope's session, else `default`.
   */
  readonly thread?: string;
  /** Cuts a new prefix now (the provider's cache is then lost once). Default false. */
  readonly recut?: boolean;
};

export type ContextSection = {
  readonly name: 'prefix' | 'deltas' | 'tail';
  readonly text: string;
  readonly tokens: number;
  /** SHA-256, hex, of the text's UTF-8 bytes. */
  readonly hash: string;
};

export type ContextResult = {
  /** The sections joined; never more than the budget. */
  readonly text: string;
  readonly tokens: number;
  readonly sections: readonly ContextSection[];
  /** Share of the tokens that a prompt cache can serve from the previous call with this thread, 0 to 1. */
  readonly cachedShare: number;
  /** Evidence in the tail, in order. */
  readonly hits: readonly Hit[];
  /** Of requests for a plan: what stands before the evidence. */
  readonly circumstances?: PlanConstraints;
  readonly confidence: number;
  readonly abstain: boolean;
  readonly warnings: readonly string[];
};

export type Answer = {
  /** A span, a date, a number, a list or yes/no; `undefined` when it is not in memory. */
  readonly text: string | undefined;
  readonly found: boolean;
  /** Calibrated probability that the answer is in memory. */
  readonly confidence: number;
  /** Why, in one sentence. */
  readonly explanation: string;
  readonly evidence: readonly Hit[];
  /** What the question takes for granted, checked: where it is outdated and presupposed, `text` says so. */
  readonly premise: PremiseCheck;
  readonly ms: number;
  readonly warnings: readonly string[];
};

/** `{ at: { gte: '2026-01-01' } }`, `{ 'data.slot': 'home.city' }`; a bare value means `eq`. */
export type Condition =
  | string
  | number
  | boolean
  | null
  | {
      readonly eq?: string | number | boolean | null;
      readonly ne?: string | number | boolean | null;
      readonly gt?: string | number;
      readonly gte?: string | number;
      readonly lt?: string | number;
      readonly lte?: string | number;
      readonly in?: readonly (string | number | boolean | null)[];
      readonly nin?: readonly (string | number | boolean | null)[];
      /** Case-sensitive substring, or member of a list field. */
      readonly contains?: string;
      readonly icontains?: string;
      readonly exists?: boolean;
    };

/** Fields of a turn or record by dotted path, and `and`, `or`, `not` over further filters. */
export type Filter = {
  readonly and?: readonly Filter[];
  readonly or?: readonly Filter[];
  readonly not?: Filter;
  readonly [field: string]: Condition | Filter | readonly Filter[] | undefined;
};

export type ListOptions = {
  readonly kinds?: readonly ('turn' | RecordKind)[];
  readonly scope?: Scope;
  readonly where?: Filter;
  /** By log position. Default `newest`. */
  readonly order?: 'newest' | 'oldest';
  /** Default 50, at most 1,000. */
  readonly limit?: number;
  /** From the previous page. */
  readonly cursor?: string;
  /** Include what is archived, expired, merged or in quarantine. Default false. */
  readonly archived?: boolean;
  readonly signal?: AbortSignal;
};

export type Item = Turn | MemoryRecord;

export type Page = {
  readonly items: readonly Item[];
  /** Pass as `cursor` for the next page; absent on the last one. */
  readonly cursor?: string;
};

export type RecordPatch = {
  readonly text?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly valid?: Validity;
  readonly status?: Extract<RecordStatus, 'activated' | 'archived' | 'frozen'>;
  readonly importance?: number;
  /** Default: `updated by hand`. */
  readonly reason?: string;
};

export type FactFilter = { readonly scope?: Scope; readonly valid?: Moment; readonly known?: Moment };

export type FactVersion = {
  readonly id: string;
  readonly version: number;
  readonly fact: FactData;
  readonly text: string;
  readonly valid: Validity;
  readonly recorded: { readonly at: number; readonly until?: number };
  readonly sources: readonly string[];
  readonly confidence: number;
  readonly current: boolean;
};

export type FactQueries = {
  /** Values that hold now (or at `valid`, as known at `known`). */
  current(subject: string, slot?: string, filter?: FactFilter): Promise<readonly FactVersion[]>;
  /** All values of a slot, oldest validity first. */
  history(subject: string, slot: string, filter?: FactFilter): Promise<readonly FactVersion[]>;
  /** The value `steps` changes ago; 0 is the current one. */
  stepsBack(subject: string, slot: string, steps: number, filter?: FactFilter): Promise<FactVersion | undefined>;
  /** Changes of value, oldest first, since a moment. */
  changes(
    subject: string,
    since?: Moment,
    filter?: FactFilter,
  ): Promise<readonly { readonly before?: FactVersion; readonly after: FactVersion }[]>;
  /** How many different values hold (multi slots) or have held (`everHeld`). */
  count(subject: string, slot: string, filter?: FactFilter & { readonly everHeld?: boolean }): Promise<number>;
  /**
   * Answers a question about the past in words: who had something before whom, where somebody was n moves ago, how often
   * and in which order something changed, and questions within questions. `undefined` where nobody told, or the question
   * is of another kind. From what was told, never from similarity.
   */
  ask(question: string, filter?: FactFilter): Promise<HistoryAnswer | undefined>;
  /** Events and values whose text matches, by valid time. */
  order(
    query: string,
    filter?: FactFilter,
  ): Promise<
    readonly { readonly id: string; readonly text: string; readonly at: number; readonly sources: readonly string[] }[]
  >;
};

export type Profile = {
  readonly facts: readonly FactVersion[];
  readonly preferences: readonly MemoryRecord[];
  readonly instructions: readonly MemoryRecord[];
  /** What people said of their circumstances, by track: the value, what is not known any more, what was. */
  readonly states: readonly TrackState[];
};

export type Stats = {
  readonly cube: string;
  readonly seq: number;
  readonly turns: number;
  readonly records: Readonly<Record<string, number>>;
  readonly sessions: number;
  readonly bytes: number;
  readonly adapter: string;
  /** How much of the cube is encrypted; absent where nothing is. */
  readonly sealed?: 'content' | 'everything';
  readonly embedder: string;
  readonly indexUnits: number;
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly jobs: Readonly<Record<string, number>>;
};

export type VerifyReport = {
  readonly ok: boolean;
  readonly checked: {
    readonly changes: number;
    readonly rows: number;
    readonly references: number;
    readonly indexUnits: number;
  };
  readonly problems: readonly {
    readonly what: 'database' | 'chain' | 'row' | 'reference' | 'index';
    readonly seq?: number;
    readonly message: string;
  }[];
  readonly ms: number;
};

export type DiffReport = {
  readonly from: number;
  readonly to: number;
  readonly turnsAdded: number;
  readonly added: readonly MemoryRecord[];
  readonly changed: readonly { readonly before: MemoryRecord; readonly after: MemoryRecord }[];
  readonly removed: readonly MemoryRecord[];
  /** Where a question was given: its answers at both moments, and what made the difference. */
  readonly answer?: AnswerChange;
};

export type DiffOptions = {
  /** Say why the answer to it changed, too. */
  readonly question?: string;
  readonly scope?: Scope;
};

/** Two clocks: what was true then (`valid`), as we knew it then (`known`). */
export type AsOfPoint = { readonly valid?: Moment; readonly known?: Moment };

/** What a view says, and whether that is what was said then. */
export type Past<T> = T & { readonly fidelity: Fidelity };

/**
 * A read-only view of the past. With `known` alone, or both clocks at one moment, it says what `recall` and `context`
 * said then, to the byte; with another `valid` it shows only what was true at that time.
 */
export type MemoryView = {
  readonly point: AsOfPoint;
  /** Whether the view shows what was shown then, and what stands in the way. */
  fidelity(): Promise<Fidelity>;
  recall(query: string, options?: RecallOptions): Promise<Past<RecallResult>>;
  context(query: string, options?: ContextOptions): Promise<Past<ContextResult>>;
  ask(query: string, options?: RecallOptions): Promise<Past<Answer>>;
  choose(question: string, answers: readonly string[], options?: RecallOptions): Promise<Past<Choice>>;
  profile(scope?: Scope): Promise<Profile>;
  readonly facts: FactQueries;
};

export type Memory = {
  /** The cube's id. */
  readonly cube: string;
  /** Its file, where it has one. */
  readonly path?: string;
  readonly readOnly: boolean;
  /** The keys of an encrypted cube; absent for one that is not. */
  readonly keys?: MemoryKeys;

  /** Puts turns in; on return they are durable. Idempotent by id. */
  observe(turns: TurnInput | readonly TurnInput[], options?: ObserveOptions): Promise<ObserveResult>;
  /** Puts a record in by hand; it is logged as a turn of its own. */
  remember(
    record: RecordInput,
    options?: { readonly idempotencyKey?: string; readonly signal?: AbortSignal },
  ): Promise<MemoryRecord>;
  /** Ranked evidence with source ids. */
  recall(query: string, options?: RecallOptions): Promise<RecallResult>;
  /** A rendered, token-budgeted, cache-stable block for a prompt. */
  context(query: string, options?: ContextOptions): Promise<ContextResult>;
  /** A short extractive answer, or "not in memory". */
  ask(query: string, options?: RecallOptions): Promise<Answer>;
  /** Which of several answers fits what a person has said. */
  choose(question: string, answers: readonly string[], options?: RecallOptions): Promise<Choice>;
  get(id: string): Promise<Item | undefined>;
  list(options?: ListOptions): Promise<Page>;
  /** Writes a new version with a reason. */
  update(id: string, patch: RecordPatch): Promise<MemoryRecord>;
  forget(selector: ForgetSelector, options?: ForgetOptions): Promise<ForgetReport>;
  /** Calls the hook inside every erasure, and for erasures that it has missed. Gives what unregisters it. */
  onErase(hook: ErasureHook): () => void;
  /** Receipts of erasures, and checking them. */
  readonly receipts: Receipts;
  /** Brings archived, merged, expired and faded turns and records back into recall. */
  restore(ids: readonly string[], options?: StandingOptions): Promise<readonly StandingChange[]>;
  /** Legal hold: no policy and no `forget` touches these (erasure with `overrideHold` apart). */
  hold(ids: readonly string[], options?: StandingOptions): Promise<readonly StandingChange[]>;
  /** Ends a legal hold. */
  release(ids: readonly string[], options?: StandingOptions): Promise<readonly StandingChange[]>;
  /** What fades, what is kept for how long, why, and the log of what was done. */
  readonly policies: MemoryPolicies;
  /** What rules leave to a person: contradictions and quarantine. */
  readonly review: MemoryReview;
  /** Scores what fades, lowers precision, carries out the policy's rules. */
  tick(options?: TickOptions): Promise<TickReport>;
  /** Duplicates into one, episodes and notes into gists, notes into concepts, scenes. */
  consolidate(options?: ConsolidateOptions): Promise<ConsolidationReport>;
  /** All versions of a record, oldest first. */
  history(id: string): Promise<readonly MemoryRecord[]>;
  readonly facts: FactQueries;
  /** What changed between two recorded moments. */
  diff(from: Moment, to?: Moment, options?: DiffOptions): Promise<DiffReport>;
  asOf(point: AsOfPoint): MemoryView;
  profile(scope?: Scope): Promise<Profile>;
  /** What people said of their circumstances, what of it holds, and what a question takes for granted. */
  readonly state: MemoryState;
  stats(): Promise<Stats>;
  /** Everything, as plain data, in log order. */
  export(options?: { readonly signal?: AbortSignal }): AsyncIterable<ExportLine>;
  /** Reads what `export` gave; idempotent. */
  import(
    lines: Iterable<ExportLine> | AsyncIterable<ExportLine>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<ImportReport>;
  /**
   * A consistent copy while in use; noted, so that erasures reach it where it is. Of an encrypted cube it can be read
   * with the cube's keys only.
   */
  backup(path: string, options?: BackupMemoryOptions): Promise<void>;
  /** Notes a file that holds an export, so that erasures reach it. */
  noteExport(path: string): Promise<void>;
  /** Chain, rows, references, and the index against the rows. */
  verify(options?: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<VerifyReport>;
  /** Hot records as ready-made cache segments of a local model. */
  readonly activation: ActivationTier;
  /** Which embedder the cube uses; changing it while the cube is in use. */
  readonly embedder: EmbedderControl;
  /** Rebuilds the indexes from the rows. */
  reindex(options?: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<{ readonly units: number; readonly ms: number }>;
  /** Runs due background jobs until none is left; gives the number run. */
  work(options?: { readonly signal?: AbortSignal }): Promise<number>;
  close(): Promise<void>;
};
