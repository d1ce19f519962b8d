/**
 * What fading needs beside the log, kept in blobs: uses counted since the last tick, the weights that the last tick
 * gave, the policy and its changes. Everything here can be lost without losing memory: counting starts again.
 */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import {
  checkPolicy,
  defaultPolicy,
  type MemoryPolicy,
  policyWithout,
  type RuleWithout,
  type Unnamed,
} from '../../plaintext/forget/policy.ts';
import {
  addUsage,
  createUsageLedger,
  decodeUsage,
  encodeUsage,
  type Usage,
} from '../../plaintext/forget/usage-ledger.ts';
import type { Precision } from '../../plaintext/index/dense/codec.ts';
import type { Store } from '../../ports/index.ts';
import { type FadeWeights, fadingBlob, fadingWithout, noWeights, weightChange } from '../past/fading-history.ts';
import type { Settings } from '../settings.ts';

const baseBlob = 'usage/base';
const batchPrefix = 'usage/batch-';
const weightsBlob = 'usage/weights';
/** When the weights were made: small, to be looked at after every foreign commit. */
const stampBlob = 'usage/stamp';
/** Batches that are merged by whoever writes the next one, where no tick ever does. */
const mostBatches = 64;
export const policyBlob = 'policy/current';
export const changesBlob = 'policy/changes';

type PolicyRule = MemoryPolicy['rules'][number];

export type PolicyChange = { readonly at: number; readonly policy: MemoryPolicy; readonly reason: string };

export type RetentionKeeper = {
  /** Counts uses in memory; nothing is written. */
  note(ids: readonly string[], at: number): void;
  /** Writes what was counted, as a batch of its own. */
  flush(): Promise<void>;
  /** All uses: merged, in batches of any process, and counted here. */
  usage(): Promise<ReadonlyMap<string, Usage>>;
  /**
   * Merges all batches, without those ids that `keep` refuses, and sets the weights, in one step. Ticks run one at a
   * time (a leased job); should two meet all the same, a batch of uses may be lost but is never counted twice.
   */
  settle(keep: (id: string) => boolean, weights: FadeWeights): Promise<void>;
  weights(): Promise<FadeWeights>;
  /** Notes vectors that went to another precision, by the log position of their version. */
  noteMoves(bits: ReadonlyMap<number, Precision>): Promise<void>;
  /** Blobs to write so that nothing here names what is gone any more, for erasures; what is counted is cleared at once. */
  without(gone: (id: string) => boolean): Promise<Map<string, Uint8Array | null>>;
  policy(): Promise<MemoryPolicy>;
  /** The policy and its history without a subject, as blobs to write; nothing is changed here. */
  withoutNames(unnamed: Unnamed): Promise<PolicyWithout>;
  setPolicy(policy: MemoryPolicy, reason: string): Promise<void>;
  policyChanges(): Promise<readonly PolicyChange[]>;
};

export type PolicyWithout = {
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Rules of the present policy that go, or get another name. */
  readonly rules: readonly RuleWithout[];
  /** Entries of the history that are written anew. */
  readonly changes: number;
  /** Rules, of now and of the history, and reasons of changes that name the subject, as they were. */
  readonly named: {
    readonly scoped: readonly PolicyRule[];
    readonly named: readonly PolicyRule[];
    readonly reasons: readonly string[];
  };
};

const decoder = new TextDecoder();
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export function createRetentionKeeper(store: Store, settings: Settings): RetentionKeeper {
  const ledger = createUsageLedger();
  let weights: FadeWeights | undefined;
  let seenVersion: number | undefined;

  const warn = (message: string): void =>
    settings.notify({ type: 'warning-raised', cube: store.cube, message: `${message}; counting starts again` });
  const readUsage = async (name: string): Promise<Map<string, Usage>> => {
    const bytes = await store.blob(name);
    if (bytes === undefined) return new Map();
    try {
      return decodeUsage(bytes);
    } catch (error) {
      if (!isMemoryError(error, 'corrupt')) throw error;
      warn(error.message);
      return new Map();
    }
  };
  const stored = async (): Promise<{ usage: Map<string, Usage>; batches: string[] }> => {
    const usage = await readUsage(baseBlob);
    const batches = await store.blobNames(batchPrefix);
    for (const name of batches) addUsage(usage, await readUsage(name));
    return { usage, batches };
  };
  const readWeights = async (): Promise<FadeWeights> => {
    const bytes = await store.blob(weightsBlob);
    if (bytes === undefined) return noWeights;
    try {
      const saved = JSON.parse(decoder.decode(bytes)) as {
        tickedAt: number;
        rows: readonly (readonly [string, number, number])[];
      };
      return {
        tickedAt: saved.tickedAt,
        weights: new Map(saved.rows.map(([id, weight]) => [id, weight])),
        deepWeights: new Map(saved.rows.map(([id, , deep]) => [id, deep])),
      };
    } catch {
      warn('the weights of the last tick cannot be read');
      return noWeights;
    }
  };
  const readChanges = async (): Promise<PolicyChange[]> => {
    const bytes = await store.blob(changesBlob);
    return bytes === undefined ? [] : (JSON.parse(decoder.decode(bytes)) as PolicyChange[]);
  };

  return {
    note: (ids, at) => ledger.note(ids, at),

    async flush() {
      if (settings.readOnly || ledger.pending.size === 0) return;
      if ((await store.blobNames(batchPrefix)).length < mostBatches) {
        const name = `${batchPrefix}${settings.ids.next('use')}`;
        await store.putBlobs(new Map([[name, encodeUsage(ledger.take())]]));
        return;
      }
      const { usage, batches } = await stored();
      addUsage(usage, ledger.take());
      const blobs = new Map<string, Uint8Array | null>(batches.map((name) => [name, null]));
      await store.putBlobs(blobs.set(baseBlob, encodeUsage(usage)));
    },

    async usage() {
      const { usage } = await stored();
      addUsage(usage, ledger.pending);
      return usage;
    },

    async settle(keep, next) {
      const { usage, batches } = await stored();
      addUsage(usage, ledger.take());
      for (const id of usage.keys()) if (!keep(id)) usage.delete(id);
      const rows = [...next.weights].map(([id, weight]) => [id, weight, next.deepWeights.get(id) ?? weight]);
      const blobs = new Map<string, Uint8Array | null>(batches.map((name) => [name, null]));
      blobs.set(baseBlob, encodeUsage(usage));
      blobs.set(weightsBlob, json({ tickedAt: next.tickedAt, rows }));
      blobs.set(stampBlob, json(next.tickedAt));
      const change = weightChange(await this.weights(), next, settings.clock.now());
      blobs.set(...fadingBlob(change, settings.ids.next('fade')));
      await store.putBlobs(blobs);
      weights = next;
    },

    async weights() {
      // Another process may have run a tick: its commit changed the data version.
      const version = await store.dataVersion();
      if (weights === undefined || version !== seenVersion) {
        const stamp = await store.blob(stampBlob);
        const tickedAt = stamp === undefined ? 0 : Number(decoder.decode(stamp));
        if (weights?.tickedAt !== tickedAt) weights = await readWeights();
        seenVersion = version;
      }
      return weights;
    },

    async noteMoves(bits) {
      if (bits.size === 0) return;
      const change = { at: settings.clock.now(), bits: [...bits] };
      await store.putBlobs(new Map([fadingBlob(change, settings.ids.next('fade'))]));
    },

    async without(gone) {
      const counted = [...ledger.take()].filter(([id]) => !gone(id));
      ledger.put(new Map(counted));
      weights = undefined;
      const blobs = new Map<string, Uint8Array | null>(await fadingWithout(store, gone));
      for (const name of [baseBlob, ...(await store.blobNames(batchPrefix))]) {
        const usage = await readUsage(name);
        const before = usage.size;
        for (const id of usage.keys()) if (gone(id)) usage.delete(id);
        if (usage.size < before) blobs.set(name, usage.size === 0 ? null : encodeUsage(usage));
      }
      const kept = await readWeights();
      if ([...kept.weights.keys()].some(gone)) {
        const rows = [...kept.weights].filter(([id]) => !gone(id));
        const deep = rows.map(([id, weight]) => [id, weight, kept.deepWeights.get(id) ?? weight]);
        blobs.set(weightsBlob, json({ tickedAt: kept.tickedAt, rows: deep }));
      }
      return blobs;
    },

    async policy() {
      const bytes = await store.blob(policyBlob);
      if (bytes === undefined) return defaultPolicy;
      try {
        return checkPolicy(JSON.parse(decoder.decode(bytes)));
      } catch (cause) {
        throw new MemoryError('corrupt', 'the policy of this cube cannot be read', {
          hint: '`palimpsest policy set` writes a new one; nothing was forgotten meanwhile',
          cause,
        });
      }
    },

    async withoutNames(unnamed) {
      const { names, rewrite } = unnamed;
      const blobs = new Map<string, Uint8Array>();
      const before = await readChanges();
      const current = policyWithout(await this.policy(), unnamed);
      if (current.rules.length > 0) blobs.set(policyBlob, json(current.policy));
      let changed = 0;
      const history = before.map((change) => {
        const { policy, rules } = policyWithout(change.policy, unnamed);
        if (rules.length === 0 && !names(change.reason)) return change;
        changed += 1;
        return { ...change, policy, reason: rewrite(change.reason) };
      });
      if (current.rules.length > 0) {
        const reason = 'without the rules that named a subject who was erased';
        history.push({ at: settings.clock.now(), policy: current.policy, reason });
      }
      if (changed > 0 || current.rules.length > 0) blobs.set(changesBlob, json(history));
      const all = [await this.policy(), ...before.map(({ policy }) => policy)].flatMap(({ rules }) => rules);
      const isScoped = (rule: PolicyRule): boolean => rule.scope?.user === unnamed.subject;
      return {
        blobs,
        rules: current.rules,
        changes: changed,
        named: {
          scoped: all.filter(isScoped),
          named: all.filter((rule) => !isScoped(rule) && names(rule.name)),
          reasons: before.flatMap(({ reason }) => (names(reason) ? [reason] : [])),
        },
      };
    },

    async setPolicy(policy, reason) {
      const changes = await readChanges();
      const change: PolicyChange = { at: settings.clock.now(), policy, reason };
      await store.putBlobs(
        new Map([
          [policyBlob, json(policy)],
          [changesBlob, json([...changes, change])],
        ]),
      );
    },

    policyChanges: readChanges,
  };
}

/** For views of the past: the weights of then apply to it, and looking back is no use. */
export function withWeights(keeper: RetentionKeeper, weights: FadeWeights): RetentionKeeper {
  return { ...keeper, note: () => {}, weights: async () => weights };
}
