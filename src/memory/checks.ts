/** Input checks at the edge: inside, types are trusted. */
import { z } from 'zod';
import { MemoryError } from '../errors/index.ts';
import { type RecordInput, type RecordKind, recordKinds, type Validity } from '../kernel/record.ts';
import { checkZone, toInstant } from '../kernel/time.ts';
import { roles, sourceClasses, type TurnInput } from '../kernel/turn.ts';
import type { Moment } from './memory.ts';

/** Longest text of one turn or record, characters. */
export const longestText = 2_000_000;
/** Longest name, id or scope value, characters. */
const longestName = 512;

const name = z
  .string()
  .min(1)
  .max(longestName)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds a NUL or half a character');
const text = z.string().max(longestText);
const moment = z.union([z.string(), z.number(), z.date()]);
const json = z
  .record(z.string(), z.unknown())
  .refine(isJson, 'is not plain JSON: a cycle, a BigInt, or nested too deeply');
const kind = z.enum(recordKinds as [string, ...string[]]);

/** False for what cannot be written as JSON. */
function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

const turnInput = z.strictObject({
  id: name.optional(),
  role: z.enum(roles).optional(),
  speaker: name.optional(),
  text,
  at: moment.optional(),
  zone: name.optional(),
  session: name.optional(),
  user: name.optional(),
  agent: name.optional(),
  source: z.enum(sourceClasses).optional(),
  meta: json.optional(),
});

const recordInput = z.strictObject({
  kind,
  text: text.min(1),
  data: json.optional(),
  user: name.optional(),
  agent: name.optional(),
  session: name.optional(),
  valid: z.strictObject({ from: z.number().optional(), to: z.number().optional() }).optional(),
  confidence: z.number().min(0).max(1).optional(),
  importance: z.number().min(0).max(1).optional(),
  source: z.enum(sourceClasses).optional(),
  from: z.array(name).max(10_000).optional(),
});

const recordPatch = z.strictObject({
  text: text.min(1).optional(),
  data: json.optional(),
  valid: z.strictObject({ from: z.number().optional(), to: z.number().optional() }).optional(),
  status: z.enum(['activated', 'archived', 'frozen']).optional(),
  importance: z.number().min(0).max(1).optional(),
  reason: name.optional(),
});

const scope = z.strictObject({ user: name.optional(), agent: name.optional(), session: name.optional() });
const range = z.strictObject({ from: z.number().optional(), to: z.number().optional() });
const signal = z.custom<AbortSignal>((value) => value instanceof AbortSignal, 'must be an AbortSignal');
const fn = z.custom<unknown>((value) => typeof value === 'function', 'must be a function');
const anyKind = z.union([z.literal('turn'), kind]);

const recallOptions = z.strictObject({
  limit: z.number().int().min(1).max(10_000).optional(),
  scope: scope.optional(),
  kinds: z.array(anyKind).optional(),
  range: range.optional(),
  now: z.number().optional(),
  recipe: name.optional(),
  strategy: z.enum(['auto', 'full', 'exhaustive', 'indexed']).optional(),
  deliberate: z.enum(['auto', 'never', 'always']).optional(),
  budgetMs: z.number().min(0).optional(),
  archived: z.boolean().optional(),
  explain: z.boolean().optional(),
  signal: signal.optional(),
});

const contextOptions = recallOptions.extend({
  budgetTokens: z.number().int().min(0).max(10_000_000).optional(),
  thread: name.optional(),
  recut: z.boolean().optional(),
});

const listOptions = z.strictObject({
  kinds: z.array(anyKind).optional(),
  scope: scope.optional(),
  where: z.record(z.string(), z.unknown()).optional(),
  order: z.enum(['newest', 'oldest']).optional(),
  limit: z.number().int().min(1).max(1_000).optional(),
  cursor: z.string().regex(/^\d+$/, 'must come from the previous page').optional(),
  archived: z.boolean().optional(),
  signal: signal.optional(),
});

const selector = z.union([
  z.strictObject({ ids: z.array(name).min(1) }),
  z.strictObject({ subject: name }),
  z.strictObject({ session: name }),
  z.strictObject({ source: name }),
  z.strictObject({
    query: z.string().min(1),
    threshold: z.number().min(0).max(1).optional(),
    limit: z.number().int().min(1).max(10_000).optional(),
  }),
  z.strictObject({ before: moment }),
]);

const observeOptions = z.strictObject({
  derive: z.enum(['now', 'later']).optional(),
  idempotencyKey: name.optional(),
  signal: signal.optional(),
  onProgress: fn.optional(),
});

const asOf = z.strictObject({ valid: moment.optional(), known: moment.optional() });

const forgetOptions = z.strictObject({
  mode: z.enum(['fade', 'archive', 'erase']).optional(),
  dryRun: z.boolean().optional(),
  overrideHold: z.boolean().optional(),
  mentions: z.enum(['erase', 'redact', 'keep']).optional(),
  includeMentions: z.union([z.boolean(), z.array(name)]).optional(),
  scan: z.boolean().optional(),
  reason: name.optional(),
  signal: signal.optional(),
});

const tickOptions = z.strictObject({ dryRun: z.boolean().optional(), signal: signal.optional() });

const consolidateOptions = z.strictObject({
  parts: z.array(z.enum(['duplicates', 'gists', 'concepts', 'scenes'])).optional(),
  limit: z.number().int().min(1).max(1_000_000).optional(),
  retentionBelow: z.number().min(0).max(1).optional(),
  dryRun: z.boolean().optional(),
  signal: signal.optional(),
});

const amount = z.number().min(0);

const activationOptions = z.strictObject({
  encode: fn,
  preamble: z.union([z.instanceof(Int32Array), z.array(z.int().min(0))]).optional(),
  render: fn.optional(),
  pin: fn.optional(),
  budgetBytes: amount.optional(),
  mode: z.enum(['independent', 'chained']).optional(),
  bits: z.union([z.literal(32), z.literal(16), z.literal(8), z.literal(4)]).optional(),
  kinds: z.array(kind).optional(),
  scope: scope.optional(),
  rescheduleMs: amount.optional(),
  persist: z.union([z.boolean(), z.literal('read')]).optional(),
  name: name.optional(),
  promoteUses: amount.optional(),
  promoteStableMs: amount.optional(),
  demoteIdleMs: amount.optional(),
  demoteBelow: amount.optional(),
  margin: amount.optional(),
});

/** What can be checked. */
export type InputName =
  | 'turn'
  | 'record'
  | 'patch'
  | 'recall options'
  | 'context options'
  | 'list options'
  | 'tick options'
  | 'consolidate options'
  | 'forget selector'
  | 'forget options'
  | 'observe options'
  | 'diff options'
  | 'review options'
  | 'review list options'
  | 'activation options'
  | 'asOf';

const schemas: Readonly<Record<InputName, z.ZodType>> = {
  turn: turnInput,
  record: recordInput,
  patch: recordPatch,
  'recall options': recallOptions,
  'context options': contextOptions,
  'list options': listOptions,
  'tick options': tickOptions,
  'consolidate options': consolidateOptions,
  'forget selector': selector,
  'forget options': forgetOptions,
  'observe options': observeOptions,
  'diff options': z.strictObject({ question: z.string().optional(), scope: scope.optional() }),
  'review options': z.strictObject({ by: name.optional(), reason: name.optional() }),
  'review list options': z.strictObject({
    state: z.enum(['open', 'closed', 'all']).optional(),
    scope: scope.optional(),
    limit: z.number().int().min(1).max(10_000).optional(),
  }),
  'activation options': activationOptions,
  asOf,
};

/** Parses `value` as the named input. Errors: `invalid_input` naming the field and what it must be. */
export function checkInput(what: InputName, value: unknown, position?: number): void {
  const parsed = schemas[what].safeParse(value);
  if (parsed.success) return;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const where = position === undefined ? what : `${what} ${position}`;
  throw new MemoryError('invalid_input', `${where}: ${path === '' ? '' : `${path}: `}${lowerFirst(issue?.message)}`, {
    details: { what, path, ...(position === undefined ? {} : { position }) },
    hint:
      what === 'forget selector'
        ? 'give one of ids, subject, session, source, query or before'
        : `correct ${path || what} and call again`,
  });
}

const lowerFirst = (message = 'wrong form'): string => message.charAt(0).toLowerCase() + message.slice(1);

/** Checks a turn, and that no string in it holds a lone surrogate (which UTF-8 cannot keep). */
export function checkTurn(turn: TurnInput, position: number): void {
  checkInput('turn', turn, position);
  if (turn.zone !== undefined) checkZone(turn.zone);
  if (turn.at !== undefined) toInstant(turn.at, `turn ${position}: at`);
}

/** Checks a record input. */
export function checkRecord(record: RecordInput): void {
  checkInput('record', record);
  checkValidity(record.valid ?? {});
  // A fact may come as a bare sentence; as soon as it has a slot it needs subject and value, too.
  if (record.data !== undefined && (record.kind !== 'fact' || record.data['slot'] !== undefined)) {
    checkRecordData(record.kind, record.data);
  }
}

/** Checks that an interval does not end before it begins. */
export function checkValidity({ from, to }: Validity): void {
  if (from !== undefined && to !== undefined && to < from) {
    throw new MemoryError('invalid_input', 'valid.to lies before valid.from', { hint: 'swap them or leave one out' });
  }
}

const shortText = z.string().min(1).max(10_000);
/** The fields that rules read; whatever else stands in `data` is the caller's. */
const dataSchemas: Readonly<Partial<Record<RecordKind, z.ZodType>>> = {
  fact: z.looseObject({
    subject: shortText,
    slot: shortText,
    value: shortText,
    polarity: z.enum(['positive', 'negative']).optional(),
    cardinality: z.enum(['single', 'multi']).optional(),
  }),
  preference: z.looseObject({
    subject: shortText.optional(),
    topic: shortText.optional(),
    stance: z.enum(['likes', 'dislikes', 'prefers', 'avoids', 'wants']).optional(),
  }),
  instruction: z.looseObject({
    directive: shortText.optional(),
    trigger: shortText.optional(),
    state: z.enum(['standing', 'revoked']).optional(),
  }),
  event: z.looseObject({
    subject: shortText.optional(),
    action: shortText.optional(),
    when: z.looseObject({ from: z.number(), to: z.number() }).optional(),
  }),
};

/** Checks the fields of `data` that rules read. Errors: `invalid_input` naming the field. */
export function checkRecordData(kind: RecordKind, data: Readonly<Record<string, unknown>>): void {
  const parsed = dataSchemas[kind]?.safeParse(data);
  if (parsed === undefined || parsed.success) return;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw new MemoryError('invalid_input', `${kind}: data.${path}: ${lowerFirst(issue?.message)}`, {
    details: { kind, path },
    hint: kind === 'fact' ? 'a fact has data { subject, slot, value }, all text' : `correct data.${path}`,
  });
}

/** Checks a query text. */
export function checkQuery(query: unknown): asserts query is string {
  if (typeof query !== 'string' || query.trim() === '') {
    throw new MemoryError('invalid_input', 'the query is empty', { hint: 'pass a question or a few words' });
  }
  if (query.length > 20_000) {
    throw new MemoryError('invalid_input', `the query has ${query.length} characters, more than 20000`, {
      hint: 'shorten it, or observe the text as a turn',
    });
  }
}

/**
 * Reads the moment up to which something had been recorded. Recorded time begins with the clocks of computers: what lies
 * before 1970 is a mistake, such as a span given for a moment.
 */
export function knownInstant(moment: Moment | undefined): number | undefined {
  const known = optionalInstant(moment, 'known');
  if (known === undefined || known >= 0) return known;
  throw new MemoryError('invalid_input', 'known lies before 1970, when nothing can have been recorded', {
    details: { known },
    hint: 'known is when it was recorded; for what was true at an earlier time give valid',
  });
}

/** Reads an optional moment. */
export function optionalInstant(moment: Moment | undefined, name: string): number | undefined {
  return moment === undefined ? undefined : toInstant(moment, name);
}
