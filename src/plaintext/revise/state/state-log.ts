/**
 * The states of everybody in a cube, kept current from the turns: statements are taken out of a turn when it comes in,
 * and folded into a profile when somebody asks, or ahead of that. Derived data: whatever is removed leaves nothing
 * behind, and the same turns give the same profiles in any process and in any order of arrival, whether all of them are
 * read now or some were read before.
 */
import { createHash } from 'node:crypto';
import type { Turn } from '../../../kernel/turn.ts';
import { blankBorrowed } from '../../extract/borrowed-text.ts';
import { mayDerive, ownText } from '../../extract/own-text.ts';
import { blankCode } from '../../extract/sentences.ts';
import { chunkTurn, keepChunks } from './chunk-session.ts';
import { type Fold, type FoldMadeBy, type KeptFold, packFold, unpackFold } from './kept-fold.ts';
import { observeSession } from './observe-session.ts';
import { forgetPairs } from './pairs/pairs.ts';
import { forgetReadings } from './read-statement.ts';
import { type Validity, validitiesOf } from './read-states.ts';
import { type ReadSitting, type Sitting, type StatingTurn, sameSitting, sittingsOf } from './sittings.ts';
import type { StateRoles } from './state-roles.ts';
import { type StateSchema, userSchema } from './state-schema.ts';
import { createStateProfile, type StateProfile, type StateResolution } from './state-types.ts';

/** Whose state it is: a user scope, and the speaker where several people speak in it. */
export type StateSubject = { readonly user?: string; readonly speaker?: string };

export type StateLogOptions = {
  /** Default: a person. */
  readonly schema?: StateSchema;
  /** Roles that something else than the rules plays. */
  readonly roles?: Partial<StateRoles>;
  /** Of the program: what another one has read is read again. Default: none. */
  readonly version?: string;
  /** Called when something is taken out: whoever remembers statements has to let go of them. */
  readonly onRemove?: () => void;
};

/** Plain JSON. */
export type SavedStateLog = {
  /** What the statements were taken out by; another one takes out others. */
  readonly fingerprint: string;
  readonly turns: readonly (readonly [subject: string, turn: StatingTurn])[];
  readonly resolutions: readonly (readonly [string, StateResolution])[];
};

export type StateLog = {
  readonly schema: StateSchema;
  /** Takes a turn in, again when it changed its standing; turns that nothing may be learned from are left out. */
  note(turn: Turn): void;
  /** Takes a turn out again. */
  remove(turnId: string): void;
  /** A person's decision about a conflict. */
  resolve(conflictId: string, resolution: StateResolution | undefined): void;
  /** Subjects with at least one statement, in a fixed order; of one user scope where it is given. */
  subjects(user?: string): readonly StateSubject[];
  profile(subject: StateSubject): Promise<StateProfile>;
  /** Statements that have to be read before `validityOf` can say something of the turn. */
  unread(turnId: string): Promise<number>;
  /** What of a turn no longer holds; undefined where all of it may. */
  validityOf(turnId: string): Promise<Validity | undefined>;
  /** Derives all profiles anew when they are next asked for. */
  refold(): void;
  snapshot(): SavedStateLog;
  /**
   * Where what was read earlier may be had, by key of the subject. It is asked for when it is first needed, and only as
   * much of it is used as rests on the very statements that there are now.
   */
  adopt(kept: (subject: string) => Promise<unknown>): void;
  /** Reads statements of the turns that this log has taken note of, sitting by sitting, until `most` of them are read. */
  readAhead(most: number): Promise<void>;
  /** What has been read and is worth keeping, of subjects for which that is more than was kept last. */
  unkept(): ReadonlyMap<string, KeptFold>;
  /** Keys of all subjects of which anything may be kept. */
  keys(): readonly string[];
  /** Takes note that all of `unkept` is kept. */
  noteKept(): void;
};

/** Trust from which a turn may tell a state. */
const trustedFrom = 0.5;
/** Statements kept of one subject; beyond it the oldest habits go first. */
const mostStatements = 6_000;
const keptStatements = 5_000;
/** Statements that one sitting may bring: rules need no limit as tight as a model's. */
const mostOfSitting = 40;
/** States before the last sittings, so that a late piece of one does not mean to begin again. */
const mostCheckpoints = 8;

/** What has been read is kept again when so many statements came in since it was, or this share of all. */
const keptEvery = 10;
const keptShare = 0.02;

type Subject = StateSubject & {
  readonly turns: Map<string, StatingTurn>;
  statements: number;
  /** Sittings that are folded in, and the states before the last of them. */
  sittings: readonly ReadSitting[];
  checkpoints: readonly StateProfile[];
  profile: StateProfile;
  current: boolean;
  /** What was kept of it has been asked for. */
  adopted: boolean;
  /** A turn came in since this log was made. */
  touched: boolean;
  kept: boolean;
  /** Statements read since it was kept. */
  fresh: number;
};

const keyOf = ({ user = '', speaker = '' }: StateSubject): string => JSON.stringify([user, speaker]);

/** Raised whenever the same statements give other states, or are kept in another form. */
const foldVersion = 1;

/** What statements are taken out by: a change of it makes what was saved useless. */
export function stateFingerprint(schema: StateSchema): string {
  return createHash('sha256')
    .update(`3 ${schema.signsId ?? ''} ${JSON.stringify(schema.definition)}`)
    .digest('hex')
    .slice(0, 32);
}

/** An empty log, or the one that was saved; a saved one of another schema gives `undefined`. */
export function loadStateLog(saved: SavedStateLog | undefined, options: StateLogOptions = {}): StateLog | undefined {
  const log = createStateLog(options, saved);
  return saved !== undefined && saved.fingerprint !== stateFingerprint(log.schema) ? undefined : log;
}

export function createStateLog(options: StateLogOptions = {}, saved?: SavedStateLog): StateLog {
  const { schema = userSchema, roles = {} } = options;
  const subjects = new Map<string, Subject>();
  /** Turn -> key of its subject. */
  const owners = new Map<string, string>();
  const resolutions = new Map<string, StateResolution>(saved?.resolutions ?? []);

  const subjectAt = (key: string): Subject => {
    const known = subjects.get(key);
    if (known !== undefined) return known;
    const [user, speaker] = JSON.parse(key) as [string, string];
    const made: Subject = {
      ...(user === '' ? {} : { user }),
      ...(speaker === '' ? {} : { speaker }),
      turns: new Map(),
      statements: 0,
      sittings: [],
      checkpoints: [],
      profile: createStateProfile(),
      current: true,
      adopted: false,
      touched: false,
      kept: false,
      fresh: 0,
    };
    subjects.set(key, made);
    return made;
  };
  const put = (key: string, turn: StatingTurn): void => {
    const subject = subjectAt(key);
    subject.turns.set(turn.id, turn);
    subject.statements += turn.chunks.length;
    subject.current = false;
    owners.set(turn.id, key);
    if (subject.statements > mostStatements) trim(subject, owners);
  };
  const begin = (subject: Subject): void => {
    subject.sittings = [];
    subject.checkpoints = [];
    subject.profile = createStateProfile();
    subject.current = subject.turns.size === 0;
  };
  for (const [key, turn] of saved?.turns ?? []) put(key, turn);

  let adoption: ((subject: string) => Promise<unknown>) | undefined;
  const madeBy = (): FoldMadeBy => ({
    fingerprint: `${foldVersion} ${options.version ?? ''} ${stateFingerprint(schema)}`,
    resolutions: JSON.stringify([...resolutions].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
  /** Puts what was kept of a subject in its place, where nothing of it has been read yet. */
  const adopt = async (key: string, subject: Subject): Promise<void> => {
    if (subject.current || subject.adopted || adoption === undefined || Object.keys(roles).length > 0) return;
    subject.adopted = true;
    const fold = unpackFold(await adoption(key), madeBy());
    if (fold === undefined || subject.sittings.length > 0) return;
    subject.kept = true;
    [subject.sittings, subject.checkpoints, subject.profile] = [fold.sittings, fold.checkpoints, fold.profile];
  };
  const read = async (key: string, subject: Subject, most?: number): Promise<number> => {
    await adopt(key, subject);
    return subject.current ? 0 : fold(subject, { schema, roles, resolutions }, most);
  };

  const log: StateLog = {
    schema,
    note(turn) {
      log.remove(turn.id);
      const chunks = statementsOf(turn, schema);
      if (chunks.length === 0) return;
      const { id, seq, at, scope, speaker = '' } = turn;
      const session = scope.session === undefined ? {} : { session: scope.session };
      const key = keyOf({ user: scope.user ?? '', speaker });
      put(key, { id, seq, at, ...session, chunks });
      subjectAt(key).touched = true;
    },
    remove(turnId) {
      const key = owners.get(turnId);
      if (key === undefined) return;
      owners.delete(turnId);
      const subject = subjectAt(key);
      subject.statements -= subject.turns.get(turnId)?.chunks.length ?? 0;
      subject.turns.delete(turnId);
      begin(subject);
      forgetReadings(schema);
      forgetPairs(schema);
      options.onRemove?.();
      if (subject.turns.size === 0) subjects.delete(key);
    },
    resolve(conflictId, resolution) {
      if (resolution === undefined) resolutions.delete(conflictId);
      else resolutions.set(conflictId, resolution);
      log.refold();
    },
    subjects: (user) =>
      [...subjects]
        .filter(([, subject]) => user === undefined || subject.user === user)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { user: of, speaker }]) => ({
          ...(of === undefined ? {} : { user: of }),
          ...(speaker === undefined ? {} : { speaker }),
        })),
    async profile(given) {
      const key = keyOf(given);
      const subject = subjects.get(key);
      if (subject === undefined) return createStateProfile();
      await read(key, subject);
      return subject.profile;
    },
    async unread(turnId) {
      const key = owners.get(turnId) ?? '';
      const subject = subjects.get(key);
      if (subject === undefined || subject.current) return 0;
      await adopt(key, subject);
      return Math.max(0, subject.statements - statementsIn(subject.sittings));
    },
    async validityOf(turnId) {
      const subject = subjects.get(owners.get(turnId) ?? '');
      return subject === undefined ? undefined : validitiesOf(await log.profile(subject)).get(turnId);
    },
    refold() {
      for (const subject of subjects.values()) begin(subject);
    },
    snapshot: () => ({
      fingerprint: stateFingerprint(schema),
      turns: [...subjects].flatMap(([key, { turns }]) => [...turns.values()].map((turn) => [key, turn] as const)),
      resolutions: [...resolutions],
    }),
    adopt(kept) {
      adoption = kept;
    },
    async readAhead(most) {
      let left = most;
      for (const [key, subject] of subjects) {
        if (left <= 0) return;
        if (subject.touched) left -= await read(key, subject, left);
      }
    },
    // What a model has judged is not kept: it may have failed, and is asked again.
    unkept: () =>
      new Map(
        [...subjects].flatMap(([key, subject]) =>
          Object.keys(roles).length === 0 && isWorthKeeping(subject)
            ? [[key, packFold(subject satisfies Fold, madeBy())] as const]
            : [],
        ),
      ),
    keys: () => [...subjects.keys()],
    noteKept() {
      for (const subject of subjects.values()) if (isWorthKeeping(subject)) [subject.kept, subject.fresh] = [true, 0];
    },
  };
  return log;
}

const statementsIn = (sittings: readonly ReadSitting[]): number =>
  sittings.reduce((sum, { statements }) => sum + statements, 0);

/** Writing it costs about as much as reading these again. */
const isWorthKeeping = ({ kept, fresh, statements }: Subject): boolean =>
  fresh >= (kept ? Math.max(keptEvery, statements * keptShare) : 1);

/** What a turn states. Material that it quotes is looked for only where something was found: most turns state nothing. */
function statementsOf(turn: Turn, schema: StateSchema): StatingTurn['chunks'] {
  if (turn.role !== 'user' || turn.trust < trustedFrom || !mayDerive(turn)) return [];
  const text = blankCode(ownText(turn));
  const chunks = chunkTurn({ id: turn.id, text }, '', schema);
  if (chunks.length === 0 || turn.speaker !== undefined) return chunks;
  const own = blankBorrowed(text);
  return own === text ? chunks : chunks.filter((chunk) => own.includes(chunk.text));
}

/** Lets go of the oldest habits, then of whatever is oldest. */
function trim(subject: Subject, owners: Map<string, string>): void {
  const weight = ({ chunks }: StatingTurn): number => (chunks.some(({ strength }) => strength === 'strong') ? 1 : 0);
  const oldest = [...subject.turns.values()].sort((a, b) => weight(a) - weight(b) || a.seq - b.seq);
  for (const turn of oldest) {
    if (subject.statements <= keptStatements) return;
    subject.turns.delete(turn.id);
    owners.delete(turn.id);
    subject.statements -= turn.chunks.length;
    subject.sittings = [];
    subject.checkpoints = [];
    subject.profile = createStateProfile();
  }
}

type Play = {
  readonly schema: StateSchema;
  readonly roles: Partial<StateRoles>;
  readonly resolutions: ReadonlyMap<string, StateResolution>;
};

/**
 * Folds in what is new, from the last sitting that is still as it was, until `most` statements are read (default: all).
 * Gives how many were.
 */
async function fold(subject: Subject, play: Play, most = Number.POSITIVE_INFINITY): Promise<number> {
  const sittings = sittingsOf([...subject.turns.values()]);
  let same = 0;
  while (same < subject.sittings.length && sameSitting(subject.sittings[same], sittings[same])) same += 1;
  const undone = subject.sittings.length - same;
  const checkpoint = undone === 0 ? undefined : subject.checkpoints.at(-undone);
  const again = undone > 0 && checkpoint === undefined;
  let profile = again ? createStateProfile() : (checkpoint ?? subject.profile);
  const checkpoints = again ? [] : subject.checkpoints.slice(0, undone === 0 ? undefined : -undone);
  let done = again ? 0 : same;
  let read = 0;
  for (; done < sittings.length && read < most; done += 1) {
    const sitting = sittings[done] as Sitting;
    checkpoints.push(profile);
    const roles = { ...play.roles, chunk: () => keepChunks(sitting.chunks, mostOfSitting) };
    ({ profile } = await observeSession(profile, sitting, { ...play, roles }));
    if (checkpoints.length > mostCheckpoints) checkpoints.shift();
    read += sitting.chunks.length;
  }
  subject.sittings = sittings.slice(0, done).map(({ id, print, chunks }) => ({ id, print, statements: chunks.length }));
  subject.checkpoints = checkpoints;
  subject.profile = profile;
  subject.current = done === sittings.length;
  subject.fresh += read;
  return read;
}
