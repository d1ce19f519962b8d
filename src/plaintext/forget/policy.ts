/**
 * What a cube's owner wants kept and for how long: whether and how things fade, the precision ladder, rules of
 * retention by kind, scope and age, and times to live. Plain JSON; it decides, and never acts.
 */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import { type MemoryRecord, type RecordKind, recordKinds } from '../../kernel/record.ts';
import { type Scope, scopeMatches } from '../../kernel/scope.ts';
import type { Turn } from '../../kernel/turn.ts';
import { retentionSets } from './retention.ts';

export type RuleAction = 'fade' | 'archive' | 'expire' | 'erase';

/** All conditions of a rule must hold; the first rule that holds decides. */
export type RetentionRule = {
  /** Named in the audit log. */
  readonly name: string;
  readonly action: RuleAction;
  /** Default: every kind, turns apart: they are the evidence and have to be named. */
  readonly kinds?: readonly ('turn' | RecordKind)[];
  readonly scope?: Scope;
  /** Since it was said or became true, milliseconds: a time to live. */
  readonly olderThanMs?: number;
  /** Since its last use. */
  readonly unusedForMs?: number;
  /** Share left below this, 0 to 1. */
  readonly retentionBelow?: number;
};

/** What a caller gives: what is left out is as in `defaultPolicy`. */
export type MemoryPolicyInput = Partial<Omit<MemoryPolicy, 'fade'>> & { readonly fade?: Partial<MemoryPolicy['fade']> };

export type MemoryPolicy = {
  readonly fade: {
    /** False: ranks stay as they are; the ladder still follows the curve. */
    readonly on: boolean;
    readonly set: keyof typeof retentionSets;
    /** Worth of a unit of strength, milliseconds; default: the set's own. */
    readonly unitMs?: number;
    /** Kinds that fade. */
    readonly kinds: readonly ('turn' | RecordKind)[];
  };
  /** Lower the precision of what fades. */
  readonly ladder: boolean;
  readonly rules: readonly RetentionRule[];
  /** Consolidate after each tick that `work` runs. Default false. */
  readonly consolidate?: boolean;
  /** Time between ticks that `work` runs, milliseconds; absent: only when asked. */
  readonly tickEveryMs?: number;
};

/**
 * Derived records fade, where a tick is run at all; turns do not: age is no sign that evidence is wanted less, and
 * retrieval over the raw log stays as it was measured. Instructions, preferences, profiles, procedures, concepts and
 * blocks are the core memory and do not fade either, nor does a fact while it holds.
 */
export const defaultPolicy: MemoryPolicy = {
  fade: { on: true, set: 'lasting', kinds: ['fact', 'event', 'summary'] },
  ladder: true,
  rules: [],
};

const name = z.string().min(1).max(200);
const duration = z.number().positive().finite();
const kind = z.enum(['turn', ...recordKinds] as [string, ...string[]]);
const { fade } = defaultPolicy;
const schema = z.strictObject({
  fade: z
    .strictObject({
      on: z.boolean().default(fade.on),
      set: z.enum(Object.keys(retentionSets) as [string, ...string[]]).default(fade.set),
      unitMs: duration.optional(),
      kinds: z.array(kind).default([...fade.kinds]),
    })
    .default({ ...fade, kinds: [...fade.kinds] }),
  ladder: z.boolean().default(defaultPolicy.ladder),
  rules: z
    .array(
      z
        .strictObject({
          name,
          action: z.enum(['fade', 'archive', 'expire', 'erase']),
          kinds: z.array(kind).min(1).optional(),
          scope: z.strictObject({ user: name.optional(), agent: name.optional(), session: name.optional() }).optional(),
          olderThanMs: duration.optional(),
          unusedForMs: duration.optional(),
          retentionBelow: z.number().min(0).max(1).optional(),
        })
        .refine(
          (rule) =>
            rule.olderThanMs !== undefined || rule.unusedForMs !== undefined || rule.retentionBelow !== undefined,
          'needs olderThanMs, unusedForMs or retentionBelow',
        ),
    )
    .refine((rules) => new Set(rules.map((rule) => rule.name)).size === rules.length, 'two rules have the same name')
    .default([]),
  consolidate: z.boolean().optional(),
  tickEveryMs: duration.min(60_000).optional(),
});

/** Checks a policy that came from outside; what it does not say is as in `defaultPolicy`. @throws MemoryError `invalid_input` naming the field. */
export function checkPolicy(value: unknown): MemoryPolicy {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as MemoryPolicy;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const what = issue?.message ?? 'wrong form';
  throw new MemoryError(
    'invalid_input',
    `policy: ${path === '' ? '' : `${path}: `}${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    { details: { path }, hint: '`palimpsest policy show` prints one in the right form' },
  );
}

/** A rule that names somebody who is erased; `isScoped`: it is about that subject alone. */
export type RuleWithout = { readonly name: string; readonly isScoped: boolean };

/** Whom a policy is to name no more: the user scope, and what finds and replaces the names in texts. */
export type Unnamed = {
  readonly subject: string;
  readonly names: (text: string) => boolean;
  readonly rewrite: (text: string) => string;
};

/** What a policy is without a subject: rules about it alone are left out, other names of rules are written anew. */
export function policyWithout(
  policy: MemoryPolicy,
  { subject, names, rewrite }: Unnamed,
): { readonly policy: MemoryPolicy; readonly rules: readonly RuleWithout[] } {
  const rules: RuleWithout[] = [];
  const taken = new Set(policy.rules.map(({ name }) => name));
  const left = policy.rules.flatMap((rule) => {
    const isScoped = rule.scope?.user === subject;
    if (!isScoped && !names(rule.name)) return [rule];
    rules.push({ name: rule.name, isScoped });
    if (isScoped) return [];
    let name = rewrite(rule.name);
    for (let i = 2; taken.has(name); i++) name = `${rewrite(rule.name)} ${i}`;
    taken.add(name);
    return [{ ...rule, name }];
  });
  return { policy: { ...policy, rules: left }, rules };
}

/** What a policy looks at. */
export type RuleSubject = {
  readonly item: Turn | MemoryRecord;
  readonly kind: 'turn' | RecordKind;
  readonly scope: Scope;
  /** When it was said or became true. */
  readonly at: number;
  readonly usedAt: number;
  readonly retention: number;
};

export type RuleVerdict = { readonly rule: string; readonly action: RuleAction; readonly reason: string };

/** What is to happen to one thing, and why; undefined: nothing. A time to live on the thing itself comes first. */
export function judge(policy: MemoryPolicy, subject: RuleSubject, now: number): RuleVerdict | undefined {
  const expiry = expiresAt(subject.item);
  if (expiry !== undefined && expiry <= now) {
    const reason = `its time to live ended ${new Date(expiry).toISOString()}`;
    return { rule: 'time to live', action: 'expire', reason };
  }
  for (const rule of policy.rules) {
    if (rule.kinds === undefined ? subject.kind === 'turn' : !rule.kinds.includes(subject.kind)) continue;
    if (rule.scope !== undefined && !scopeMatches(subject.scope, rule.scope)) continue;
    const because: string[] = [];
    if (rule.olderThanMs !== undefined) {
      if (now - subject.at < rule.olderThanMs) continue;
      because.push(`${days(now - subject.at)} old, kept ${days(rule.olderThanMs)}`);
    }
    if (rule.unusedForMs !== undefined) {
      if (now - subject.usedAt < rule.unusedForMs) continue;
      because.push(`unused for ${days(now - subject.usedAt)}, kept ${days(rule.unusedForMs)}`);
    }
    if (rule.retentionBelow !== undefined) {
      if (subject.retention >= rule.retentionBelow) continue;
      because.push(`retention ${subject.retention.toFixed(3)} below ${rule.retentionBelow}`);
    }
    return { rule: rule.name, action: rule.action, reason: because.join('; ') };
  }
  return undefined;
}

/** When a thing itself says that it expires: `expiresAt` in a record's data or a turn's meta, milliseconds or ISO 8601. */
export function expiresAt(item: Turn | MemoryRecord): number | undefined {
  const given = 'kind' in item ? item.data['expiresAt'] : item.meta?.['expiresAt'];
  const at = typeof given === 'string' ? Date.parse(given) : given;
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}

function days(ms: number): string {
  const count = ms / 86_400_000;
  return `${count >= 10 ? Math.round(count) : Number(count.toFixed(2))} days`;
}
