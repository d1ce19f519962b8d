/** Options that several commands take in the same words. */
import type { z } from 'zod';
import { recordKinds } from '../../kernel/record.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { AsOfPoint, Memory } from '../../memory/memory.ts';
import type { RecallOptions } from '../../plaintext/recall/types.ts';
import { type OptionSpec, option, repeatable } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { flag, kinds, moment, text, wholeNumber } from '../option-schemas.ts';

type Text = OptionSpec<string | undefined>;
type Moment = OptionSpec<number | undefined>;
type Count = OptionSpec<number | undefined>;
type Flag = OptionSpec<boolean>;
type Kinds = OptionSpec<z.output<typeof kinds>>;

export const scopeOptions: { readonly user: Text; readonly agent: Text; readonly session: Text } = {
  user: option('--user <id>', 'user scope', text),
  agent: option('--agent <id>', 'agent scope', text),
  session: option('--session <id>', 'session scope', text),
};

export const kindOption: Kinds = repeatable('-k, --kind <kinds>', 'only these kinds, comma-separated', kinds, [
  'turn',
  ...recordKinds,
]);

export const asOfOptions: { readonly valid: Moment; readonly known: Moment } = {
  valid: option('--valid <moment>', 'as it was true then', moment),
  known: option('--known <moment>', 'as it was known then', moment),
};

export const recallOptions: {
  readonly limit: Count;
  readonly kind: Kinds;
  readonly user: Text;
  readonly agent: Text;
  readonly session: Text;
  readonly from: Moment;
  readonly to: Moment;
  readonly now: Moment;
  readonly recipe: Text;
  readonly archived: Flag;
  readonly explain: Flag;
  readonly valid: Moment;
  readonly known: Moment;
} = {
  limit: option('-n, --limit <number>', 'most hits', wholeNumber(1, 1_000)),
  kind: kindOption,
  ...scopeOptions,
  from: option('--from <moment>', 'only what was said or valid from then', moment),
  to: option('--to <moment>', 'only what was said or valid before then', moment),
  now: option('--now <moment>', 'what "last week" is counted from', moment),
  recipe: option('--recipe <name>', 'named composition of channels', text),
  archived: option('--archived', 'look at archived records too', flag),
  explain: option('-x, --explain', 'show channels, ranks and timings', flag),
  ...asOfOptions,
};

type ScopeValues = {
  readonly user: string | undefined;
  readonly agent: string | undefined;
  readonly session: string | undefined;
};

/** The scope that was typed; `undefined` when none was. */
export function scopeFilter({ user, agent, session }: ScopeValues): Scope | undefined {
  const scope: Scope = {
    ...(user === undefined ? {} : { user }),
    ...(agent === undefined ? {} : { agent }),
    ...(session === undefined ? {} : { session }),
  };
  return Object.keys(scope).length === 0 ? undefined : scope;
}

/** The scope of something written: what was typed, else what is configured. */
export function scopeOfWrite(typed: ScopeValues, { config }: CommandContext): Scope {
  return {
    ...(config.user === undefined ? {} : { user: config.user }),
    ...(config.agent === undefined ? {} : { agent: config.agent }),
    ...scopeFilter(typed),
  };
}

type RecallValues = {
  readonly [K in keyof typeof recallOptions]: (typeof recallOptions)[K] extends OptionSpec<infer T> ? T : never;
};

/** Options of `recall`, `ask` and `context` as the library takes them. */
export function recallOptionsOf(values: RecallValues, { config, signal }: CommandContext): RecallOptions {
  const scope = scopeFilter(values);
  const { from, to, kind, now, recipe } = values;
  return {
    limit: values.limit ?? config.limit,
    archived: values.archived,
    explain: values.explain,
    signal,
    ...(scope === undefined ? {} : { scope }),
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(from === undefined && to === undefined
      ? {}
      : { range: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }),
    ...(now === undefined ? {} : { now }),
    ...(recipe === undefined ? {} : { recipe }),
  };
}

/** The point in the past that was typed; `undefined` when none was. */
export function pointOf({
  valid,
  known,
}: {
  readonly valid: number | undefined;
  readonly known: number | undefined;
}): AsOfPoint | undefined {
  if (valid === undefined && known === undefined) return undefined;
  return { ...(valid === undefined ? {} : { valid }), ...(known === undefined ? {} : { known }) };
}

/** The memory itself, or its view at the point that was typed. */
export function viewOf(
  memory: Memory,
  values: { readonly valid: number | undefined; readonly known: number | undefined },
): Pick<Memory, 'recall' | 'context' | 'ask' | 'choose' | 'profile' | 'facts'> {
  const point = pointOf(values);
  return point === undefined ? memory : memory.asOf(point);
}
