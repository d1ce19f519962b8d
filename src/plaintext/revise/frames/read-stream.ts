/** Reads a stream of statements: of whom, which value from when on, and which before it. */

import { type Argument, argumentAt, type ComparedStatements, compareStatements } from './compare-statements.ts';
import type { EntityName } from './find-entity.ts';
import { frameTokens } from './frame-tokens.ts';
import { type FramedStatement, induceFrames } from './induce-frames.ts';
import { maskStatements, type Told } from './mask-statements.ts';
import { bareNumbers } from './settle-values.ts';
import { spanContexts } from './span-contexts.ts';
import type { SpanContext } from './span-features.ts';
import { scoreSpans } from './span-model.ts';

export type ValueStatement = {
  readonly statement: FramedStatement;
  readonly entity: string;
  readonly value: Argument;
  /** The value before, where it is said. */
  readonly previous?: Argument;
  /** False where the statement resembles no other and its arguments are guessed. */
  readonly induced: boolean;
  /** Logit of the value against the statement's telling none. */
  readonly score: number;
};

export type StreamReading = {
  readonly entity: string;
  readonly statements: readonly ValueStatement[];
};

/** Words that the value before stands after, or before. */
const oldCue =
  /\b(?:from|for|instead of|rather than|no longer|gone off|go off|put|dropped?|drops|left|leaves|leaving|replac(?:es?|ed|ing)|succeed(?:s|ed)|out of|away from|struck out|crossed out|gave up|gives up|quit|ditched|abandoned|swapped|traded|tired of|bored with|sick of|over|past|retired|was|were|old|former|previous|ex)$/i;

type Compared = {
  readonly entity: string;
  readonly compared: ComparedStatements;
  /** What is known of the statements, whatever is asked; made when first needed. */
  contexts?: readonly SpanContext[];
  /** Runs of the statements by place and slots. */
  readonly spans: Map<string, readonly Scored[]>;
};
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
  const made: Compared = { entity, compared: compareStatements(statements), spans: new Map() };
  known.set(name.join(' '), made);
  return made;
}

/** Values that were told of an entity, and of its siblings, in the order in which they were told. Words of the question name attributes and fill no slot. */
export function readStream(told: readonly Told[], name: EntityName, question = ''): StreamReading {
  const known = comparedFor(told, name);
  const { entity, framed } = framedStream(told, name, question);
  const seen = new Map<string, Set<string>>();
  const olds = oldSlots(framed);
  const found: ValueStatement[] = [];
  for (const [place, statement] of framed.entries()) {
    const { entity: about } = statement;
    if (about === undefined) continue;
    const earlier = seen.get(about) ?? new Set<string>();
    seen.set(about, earlier);
    const spans = spansIn(known, place, statement);
    const induced = statement.arguments.length > 0;
    const read = induced ? fromFrame(statement, spans, { olds, earlier }) : fromSpans(statement, spans, earlier);
    if (read === undefined || (!induced && read.score < leastScore)) continue;
    found.push({ statement, entity: about, induced, ...read });
    earlier.add(read.value.key);
  }
  return { entity, statements: bareNumbers(found) };
}

/** Runs of a statement that may be its value, the likeliest first; several questions score them once. */
function spansIn(of: Compared, place: number, statement: FramedStatement): readonly Scored[] {
  const framed = statement.arguments.map(({ from, to }) => [from, to] as const);
  const key = `${place} ${framed.join(' ')}`;
  const before = of.spans.get(key);
  if (before !== undefined) return before;
  of.contexts ??= spanContexts(induceFrames(of.compared, new Set()));
  const context: SpanContext = { ...(of.contexts[place] as SpanContext), framed };
  const found = scoreSpans(context, statement)
    .slice(0, mostSpans)
    .map(({ from, to, score }): Scored => ({ argument: argumentAt(statement, from, to), score }));
  of.spans.set(key, found);
  return found;
}

/** Most runs of a statement that are looked at. */
const mostSpans = 40;

/** Statements with their frames; what the question is made of fills no slot. */
export function framedStream(
  told: readonly Told[],
  name: EntityName,
  question: string,
): Compared & { readonly asked: ReadonlySet<string>; readonly framed: readonly FramedStatement[] } {
  const found = comparedFor(told, name);
  const asked = new Set(
    frameTokens(question)
      .filter(({ kind, lower }) => kind === 'content' && !name.includes(lower))
      .map(({ stem }) => stem),
  );
  return { ...found, asked, framed: induceFrames(found.compared, asked) };
}

/** A run of words with its logit of being the value. */
type Scored = { readonly argument: Argument; readonly score: number };
type Reading = { readonly value: Argument; readonly previous?: Argument; readonly score: number };

/** Least logit of a value that is told rather than not. */
const leastScore = -1.5;
/** Logit of a slot that is no run that a value may be. */
const unlikely = -4;
/** Least logit of a value before that is known only from where it stands. */
const leastOld = -1;

const meet = (a: Argument, b: Argument): boolean => a.from < b.to && b.from < a.to;

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

/** How much likelier another cut of a slot must be than the slot, and than it another place of the sentence. */
const margin = { cut: 0.5, elsewhere: 2.5 };

/** The reading of what fills the slots of a frame. */
function fromFrame(
  statement: FramedStatement,
  spans: readonly Scored[],
  { olds, earlier }: { readonly olds: ReadonlyMap<string, number>; readonly earlier: ReadonlySet<string> },
): Reading | undefined {
  const { arguments: found, frame = '' } = statement;
  const scoreAt = ({ from, to }: Argument): number =>
    spans.find(({ argument }) => argument.from === from && argument.to === to)?.score ?? unlikely;
  const cut = (slot: Argument): Argument => {
    const best = spans.find(
      ({ argument }) => meet(argument, slot) && found.every((other) => other === slot || !meet(other, argument)),
    );
    return best !== undefined && best.score > scoreAt(slot) + margin.cut ? best.argument : slot;
  };
  const old = found.length === 1 ? -1 : (olds.get(frame) ?? knownOld(found, earlier) ?? cuedOld(statement, found));
  const slot = found.filter((_, at) => at !== old).at(-1);
  if (slot === undefined) return undefined;
  const value = cut(slot);
  const before = found[old];
  // What was told before is cut as it was then.
  const known = before && spans.find(({ argument }) => earlier.has(argument.key) && meet(argument, before));
  if (before !== undefined) return { value, previous: known?.argument ?? before, score: scoreAt(value) };
  const [first] = spans;
  if (first !== undefined && !meet(first.argument, value) && first.score > scoreAt(value) + margin.elsewhere)
    return fromSpans(statement, spans, earlier);
  // Where only the value before fills a slot, the one after it stands in what looks like the frame: another got the same.
  const lead = statement.text.slice(0, statement.tokens[value.from]?.start ?? 0).trim();
  const next =
    earlier.has(value.key) && oldCue.test(lead) ? spans.find((one) => !meet(one.argument, value)) : undefined;
  return next === undefined || next.score < leastScore
    ? { value, score: scoreAt(value) }
    : { value: next.argument, previous: value, score: next.score };
}

/** The reading of a statement that resembles no other. */
function fromSpans(
  statement: FramedStatement,
  spans: readonly Scored[],
  earlier: ReadonlySet<string>,
): Reading | undefined {
  const [best] = spans;
  if (best === undefined) return undefined;
  const old = spans.find(
    ({ argument, score }) =>
      !meet(argument, best.argument) &&
      (earlier.has(argument.key) || (score >= leastOld && leadsOn(statement, argument))),
  );
  return { value: best.argument, score: best.score, ...(old === undefined ? {} : { previous: old.argument }) };
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

/** "From 4 to 6", "4 -> 6": what it was before. */
function leadsOn({ tokens }: FramedStatement, { from, to }: Argument): boolean {
  const next = tokens[to]?.lower ?? '';
  return /^(?:->|=>|→)$/.test(next) || (tokens[from - 1]?.lower === 'from' && /^(?:to|into|over|,)$/.test(next));
}
