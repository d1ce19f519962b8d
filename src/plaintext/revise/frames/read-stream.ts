/** Reads a stream of statements: of whom, which value from when on, and which before it. */

import { type Argument, type ComparedStatements, compareStatements } from './compare-statements.ts';
import type { EntityName } from './find-entity.ts';
import { frameTokens } from './frame-tokens.ts';
import { type GuessContext, guessArguments } from './guess-arguments.ts';
import { type FramedStatement, induceFrames } from './induce-frames.ts';
import { maskStatements, type Told } from './mask-statements.ts';
import { bareNumbers } from './settle-values.ts';
import { kindOf } from './value-kinds.ts';
import { dot, type EmbedTexts } from './vectors.ts';

export type ValueStatement = {
  readonly statement: FramedStatement;
  readonly entity: string;
  readonly value: Argument;
  /** The value before, where it is said. */
  readonly previous?: Argument;
  /** False where the statement resembles no other and its arguments are guessed. */
  readonly induced: boolean;
};

export type StreamReading = { readonly entity: string; readonly statements: readonly ValueStatement[] };

/** Words that the value before stands after, or before. */
const oldCue =
  /\b(?:from|for|instead of|rather than|no longer|gone off|go off|put|dropped?|drops|left|leaves|leaving|replac(?:es?|ed|ing)|succeed(?:s|ed)|out of|away from|struck out|crossed out|gave up|gives up|quit|ditched|abandoned|swapped|traded|tired of|bored with|sick of|over|past|retired|was|were|old|former|previous|ex)$/i;

type Compared = { readonly entity: string; readonly compared: ComparedStatements };
const kept = new WeakMap<readonly Told[], Map<string, Compared>>();

/** Names whose statements are kept compared, of one list. */
const mostNames = 8;

/** Several questions about one entity compare its statements once. */
function comparedFor(told: readonly Told[], name: EntityName): Compared {
  const known = kept.get(told) ?? new Map<string, Compared>();
  kept.set(told, known);
  const found = known.get(name.join(' '));
  if (found !== undefined) return found;
  if (known.size >= mostNames) known.clear();
  const { entity, statements } = maskStatements(told, name);
  const made = { entity, compared: compareStatements(statements) };
  known.set(name.join(' '), made);
  return made;
}

/**
 * Values that were told of an entity, and of its siblings, in the order in which they were told. Words of the question
 * name attributes and are no values; `embed` tells phrases that are of a kind with known values.
 */
export function readStream(
  told: readonly Told[],
  name: EntityName,
  { question = '', embed }: { readonly question?: string; readonly embed?: EmbedTexts | undefined } = {},
): StreamReading {
  const { entity, compared } = comparedFor(told, name);
  const asked = new Set(
    frameTokens(question)
      .filter(({ kind, lower }) => kind === 'content' && !name.includes(lower))
      .map(({ stem }) => stem),
  );
  const framed = induceFrames(compared, asked);
  const context = contextOf(framed, asked, compared.titles, embed);
  const seen = new Map<string, Set<string>>();
  const olds = oldSlots(framed);
  const found: ValueStatement[] = [];
  for (const statement of framed) {
    const { entity: about } = statement;
    if (about === undefined) continue;
    const earlier = seen.get(about) ?? new Set<string>();
    seen.set(about, earlier);
    const framedRead = statement.arguments.length > 0 ? fromFrame(statement, olds, earlier) : undefined;
    const read =
      framedRead === undefined
        ? guessed(statement, context, earlier)
        : completed(framedRead, statement, context, earlier);
    if (read === undefined) continue;
    found.push({ statement, entity: about, induced: statement.arguments.length > 0, ...read });
    earlier.add(read.value.key);
  }
  return { entity, statements: bareNumbers(found) };
}

type ReadArguments = { readonly value: Argument; readonly previous?: Argument };

/** Which slot of a frame holds the value before: the one that was mostly said earlier of the same. */
function oldSlots(framed: readonly FramedStatement[]): Map<string, number> {
  const seen = new Map<string, Set<string>>();
  const votes = new Map<string, number[]>();
  for (const { frame, entity = '', arguments: found } of framed) {
    const earlier = seen.get(entity) ?? new Set<string>();
    seen.set(entity, earlier);
    if (frame !== undefined && found.length > 1) {
      const own = votes.get(frame) ?? found.map(() => 0);
      found.forEach(({ key }, at) => {
        if (earlier.has(key)) own[at] = (own[at] ?? 0) + 1;
      });
      votes.set(frame, own);
    }
    for (const { key } of found) earlier.add(key);
  }
  const olds = new Map<string, number>();
  for (const [frame, own] of votes) {
    const most = Math.max(...own);
    if (most > 0 && own.filter((one) => one === most).length === 1) olds.set(frame, own.indexOf(most));
  }
  return olds;
}

function fromFrame(
  statement: FramedStatement,
  olds: ReadonlyMap<string, number>,
  earlier: ReadonlySet<string>,
): ReadArguments | undefined {
  const { arguments: found, frame = '' } = statement;
  if (found.length === 1) return { value: found[0] as Argument };
  const old = olds.get(frame) ?? knownOld(found, earlier) ?? cuedOld(statement, found);
  const previous = found[old];
  const value = found.filter((_, at) => at !== old).at(-1);
  return value === undefined ? undefined : { value, ...(previous === undefined ? {} : { previous }) };
}

/** The one of several that was said before. */
function knownOld(found: readonly Argument[], earlier: ReadonlySet<string>): number | undefined {
  const known = found.flatMap(({ key }, at) => (earlier.has(key) ? [at] : []));
  return known.length === 1 ? known[0] : undefined;
}

/** By the words before the arguments; else the first of them is the one before. */
function cuedOld({ text, tokens }: FramedStatement, found: readonly Argument[]): number {
  const cued = found.findIndex(({ from }) => oldCue.test(text.slice(0, tokens[from]?.start ?? 0).trim()));
  return Math.max(0, cued);
}

/** Where only the value before fills a slot, the one after it stands in what looks like the frame: another got the same. */
function completed(
  read: ReadArguments,
  statement: FramedStatement,
  context: GuessContext,
  earlier: ReadonlySet<string>,
): ReadArguments {
  const { value } = read;
  const before = statement.text.slice(0, statement.tokens[value.from]?.start ?? 0).trim();
  if (read.previous !== undefined || !earlier.has(value.key) || !oldCue.test(before)) return read;
  const [other] = guessArguments(statement, context).filter(
    ({ argument }) => argument.from >= value.to || argument.to <= value.from,
  );
  return other === undefined || other.score < leastScore ? read : { value: other.argument, previous: value };
}

/** Least score of a guessed value. */
const leastScore = 0.5;
/** Least members of a frame whose words are no values. */
const leastMembers = 3;
/** What it is worth that a phrase stands beside the value before, and that it is of a kind with it. */
const besideOld = { cued: 0.5, kind: 0.7, likeness: 2 };

function guessed(
  statement: FramedStatement,
  context: GuessContext,
  earlier: ReadonlySet<string>,
): ReadArguments | undefined {
  const candidates = guessArguments(statement, context);
  const old =
    candidates.find(({ argument }) => earlier.has(argument.key)) ??
    candidates.find(({ argument, score }) => score >= leastScore && leadsOn(statement, argument));
  const rest = candidates
    .filter((one) => one !== old)
    .map(({ argument, score }) => ({
      argument,
      score: score + (old === undefined ? 0 : likeOld(statement, argument, old.argument, context)),
    }))
    .sort((a, b) => b.score - a.score);
  const [best] = rest.length > 0 || old === undefined ? rest : [old];
  if (best === undefined || best.score < leastScore) return undefined;
  // The same of several in the same words: two that got the same value, or no value at all.
  if (statement.fixed > 0 && !mayHold(statement, best, context)) return undefined;
  if (best === old) return { value: best.argument };
  return { value: best.argument, ...(old === undefined ? {} : { previous: old.argument }) };
}

/** Least score of a guessed value of two in the same words; of those that speak of what is asked. */
const leastShared = { two: 2, asked: 1 };

/** True where statements of several in the same words hold a value rather than none. */
function mayHold(
  { fixed, tokens }: FramedStatement,
  { argument, score }: { readonly argument: Argument; readonly score: number },
  { known, asked }: GuessContext,
): boolean {
  if (known.has(argument.key) || /\d/.test(argument.value)) return true;
  if (score >= leastShared.asked && tokens.some(({ stem, kind }) => kind === 'content' && asked.has(stem))) return true;
  return fixed === 2 && score >= leastShared.two;
}

/** How much likelier a phrase is the new value because the one before stands in the statement, too. */
function likeOld(
  { text, tokens }: FramedStatement,
  argument: Argument,
  old: Argument,
  { similarity }: GuessContext,
): number {
  const cued = oldCue.test(text.slice(0, tokens[old.from]?.start ?? 0).trim());
  const kind = kindOf(old.value);
  const same = kind === kindOf(argument.value);
  return (
    (cued ? besideOld.cued : 0) +
    (same && kind !== 'words' ? besideOld.kind : 0) +
    (same && kind === 'words' ? besideOld.likeness * Math.max(0, similarity?.(old.key, argument.key) ?? 0) : 0)
  );
}

/** "From 4 to 6", "4 -> 6": what it was before. */
function leadsOn({ tokens }: FramedStatement, { from, to }: Argument): boolean {
  const next = tokens[to]?.lower ?? '';
  return /^(?:->|=>|→)$/.test(next) || (tokens[from - 1]?.lower === 'from' && /^(?:to|into|over|,)$/.test(next));
}

function contextOf(
  framed: readonly FramedStatement[],
  labels: ReadonlySet<string>,
  titles: ReadonlySet<string>,
  embed: EmbedTexts | undefined,
): GuessContext {
  const known = new Set(framed.flatMap(({ arguments: found }) => found.map(({ key }) => key)));
  const frequency = new Map<string, number>();
  for (const { tokens } of framed)
    for (const stem of new Set(tokens.map((token) => token.stem))) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  // Words that frames hold as their own are no values of others; those of two statements may be there by chance.
  const members = new Map<string, number>();
  for (const { frame } of framed) if (frame !== undefined) members.set(frame, (members.get(frame) ?? 0) + 1);
  const frames = new Set(
    framed
      .flatMap(({ frame, stems }) => (frame === undefined || (members.get(frame) ?? 0) < leastMembers ? [] : stems))
      .filter((stem) => !/\d/.test(stem)),
  );
  const asked = labels;
  labels = new Set([...labels, ...frames]);
  if (embed === undefined || known.size === 0) return { known, frequency, labels, asked, titles };
  const vectors = embed([...known]);
  return {
    known,
    frequency,
    labels,
    asked,
    titles,
    similarity: (a, b) => dot(...(embed([a, b]) as [Float32Array, Float32Array])),
    likeness: (value) => {
      const [own] = embed([value]) as [Float32Array];
      return Math.max(0, ...vectors.map((one) => dot(one, own)));
    },
  };
}
