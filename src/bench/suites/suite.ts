/** What a suite is: conversations to put in, questions to ask, and which turns hold the evidence. */
import type { TurnInput } from '../../kernel/turn.ts';
import type { ScoredRanking, SuiteScores } from '../metrics/suite-scores.ts';

/** Which part of a data set is read; published numbers always name it. */
export type Part = 'dev' | 'heldout' | 'all';

/** What the gold ids name. */
export type UnitName = 'turn' | 'session' | 'item';

export type SuiteQuestion = {
  readonly id: string;
  readonly text: string;
  /** Ids of the units (turns, unless `units` maps turns to something else) that hold the evidence. */
  readonly gold: readonly string[];
  /** Graded relevance of gold units where the data has it; higher is better. */
  readonly grades?: Readonly<Record<string, number>>;
  readonly answer?: string;
  /** Every accepted answer string, where there are several. */
  readonly answers?: readonly string[];
  /** Choices of a multiple-choice question. */
  readonly options?: readonly string[];
  /** Index of the right one among `options`. */
  readonly correctOption?: number;
  readonly category: string;
  /** True when the right behavior is to say that it is not in memory. */
  readonly abstain: boolean;
  /** When it is asked, milliseconds since the epoch. */
  readonly at?: number;
  /** Asked after this many turns of the conversation; absent: after all. */
  readonly afterTurns?: number;
};

export type SuiteConversation = {
  readonly id: string;
  /** In the order in which they were said; every turn has an id that is unique in the conversation. */
  readonly turns: readonly TurnInput[];
  readonly questions: readonly SuiteQuestion[];
  /** Turn id -> unit id; absent when the unit is the turn itself. */
  readonly units?: ReadonlyMap<string, string>;
  /** What was dropped here, by reason: dirty ids, questions without evidence, duplicates. */
  readonly dropped: Readonly<Record<string, number>>;
};

export type SuiteOptions = {
  /** A file or folder in the suite's own format. */
  readonly dataPath: string;
  /** Default `all`. */
  readonly part?: Part;
  /** Only the first N conversations of the part. */
  readonly limit?: number;
  /** Default: the suite's first unit. */
  readonly unit?: UnitName;
};

/** A data set that can be loaded, one conversation at a time. */
export type Suite = {
  readonly name: string;
  readonly description: string;
  /** Units that it can be scored in; the first is the default. */
  readonly units: readonly [UnitName, ...UnitName[]];
  /** Scores of the suite's own evaluation, beside the common ones. */
  readonly ownScores?: (answers: readonly ScoredRanking[]) => SuiteScores;
  /** How development and held-out parts are cut, in one sentence. */
  readonly parts: string;
  /**
   * Reads conversations one at a time.
   *
   * @throws MemoryError `not_found` when the path does not exist, `invalid_input` when it is not in the suite's format.
   */
  open(options: SuiteOptions): AsyncIterable<SuiteConversation>;
};

/** A suite in memory. */
export type LoadedSuite = {
  readonly suite: string;
  readonly unit: UnitName;
  readonly part: Part;
  readonly conversations: readonly SuiteConversation[];
  /** Sum over conversations, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly questions: number;
  /** Questions with at least one gold unit. */
  readonly scorable: number;
};
