/**
 * Rules and reasons of a policy that named an erased subject, by digests: known copies and older files of the cube hold
 * them too, and whoever erases there later has no name any more to look for. What matches goes whole.
 *
 * A digest of a rule can be guessed by somebody who holds the cube or its notes and knows whom to look for, as the ids
 * of short texts can.
 */
import { hash } from 'node:crypto';
import type { MemoryPolicy } from '../../plaintext/forget/policy.ts';
import type { Store } from '../../ports/index.ts';
import { changesBlob, type PolicyChange, policyBlob } from '../fading/retention-keeper.ts';
import type { NamedBeside } from './erase-types.ts';
import { redaction } from './mentions.ts';
import { signedBytes } from './receipt.ts';

type Rule = MemoryPolicy['rules'][number];
type Saved = { readonly rules?: readonly Rule[] };

/** What of a policy named the subject, as it was. */
export type NamedPolicy = {
  /** Rules about the subject alone. */
  readonly scoped: readonly Rule[];
  /** Rules with a name that names it. */
  readonly named: readonly Rule[];
  readonly reasons: readonly string[];
};

const folder = 'erase/traces/';
/** Digests that an erasure left for copies. */
export const tracesBlob = (erasure: string): string => folder + erasure;

const printOf = (cube: string, what: string, value: unknown): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${cube}\n${what}\n`), signedBytes(value)]), 'hex').slice(0, 24);

export function tracesOf(cube: string, { scoped, named, reasons }: NamedPolicy): readonly string[] {
  const prints = [
    ...scoped.map((rule) => printOf(cube, 'scoped', rule)),
    ...named.map((rule) => printOf(cube, 'named', rule)),
    ...reasons.map((reason) => printOf(cube, 'reason', reason)),
  ];
  return [...new Set(prints)].sort();
}

export async function readTraces(store: Store, erasure: string): Promise<readonly string[]> {
  const bytes = await store.blob(tracesBlob(erasure));
  return bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as string[]);
}

export type PolicyWithoutTraces = {
  /** To be written; empty where nothing matches. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly shown: readonly NamedBeside[];
};

/** The policy that a store holds, and its history, without what these digests are of. */
export async function withoutTraces(store: Store, traces: readonly string[]): Promise<PolicyWithoutTraces> {
  const wanted = new Set(traces);
  const blobs = new Map<string, Uint8Array>();
  const shown: NamedBeside[] = [];
  if (wanted.size === 0) return { blobs, shown };
  const why = 'an earlier erasure had taken it';
  const is = (what: string, value: unknown): boolean => wanted.has(printOf(store.cube, what, value));
  const clean = <P extends Saved>(
    policy: P,
  ): { readonly policy: P; readonly gone: number; readonly renamed: number } => {
    const rules = policy.rules ?? [];
    const taken = new Set(rules.map(({ name }) => name));
    let gone = 0;
    let renamed = 0;
    const left = rules.flatMap((rule) => {
      if (is('scoped', rule)) gone += 1;
      else if (!is('named', rule)) return [rule];
      else {
        renamed += 1;
        let name = redaction;
        for (let i = 2; taken.has(name); i++) name = `${redaction} ${i}`;
        taken.add(name);
        return [{ ...rule, name }];
      }
      return [];
    });
    return { policy: { ...policy, rules: left }, gone, renamed };
  };
  const current = await read<MemoryPolicy>(store, policyBlob);
  const now = current === undefined ? undefined : clean(current);
  if (now !== undefined && now.gone + now.renamed > 0) {
    blobs.set(policyBlob, encode(now.policy));
    for (let i = 0; i < now.gone; i++) shown.push({ what: 'policy rule', outcome: 'removed', why });
    for (let i = 0; i < now.renamed; i++) shown.push({ what: 'name of a policy rule', outcome: 'rewritten', why });
  }
  let changes = 0;
  const history = ((await read<PolicyChange[]>(store, changesBlob)) ?? []).map((change) => {
    const { policy, gone, renamed } = clean(change.policy);
    const isNamed = is('reason', change.reason);
    if (gone + renamed === 0 && !isNamed) return change;
    changes += 1;
    return { ...change, policy, reason: isNamed ? redaction : change.reason };
  });
  if (changes > 0) {
    blobs.set(changesBlob, encode(history));
    shown.push({ what: `${changes} entries in the history of the policy`, outcome: 'rewritten', why });
  }
  return { blobs, shown };
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

async function read<T>(store: Store, name: string): Promise<T | undefined> {
  const bytes = await store.blob(name);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as T);
}
