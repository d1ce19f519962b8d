/** Checks a receipt: its signature, and against the cube its place in the chain and that the content is gone. */
import { changeHash, emptyHash, sameBytes } from '../../kernel/change-log.ts';
import type { Store } from '../../ports/index.ts';
import { checkSignature, parseReceipt, positionsIn } from './receipt.ts';
import type { ReceiptDocument } from './receipt-types.ts';

export type ReceiptFinding = {
  readonly what: 'signature' | 'cube' | 'chain' | 'rows' | 'completeness';
  readonly ok: boolean;
  readonly message: string;
};

export type ReceiptCheck = {
  /** True when nothing that was checked failed. */
  readonly ok: boolean;
  readonly receipt: ReceiptDocument;
  readonly findings: readonly ReceiptFinding[];
  /** What follows when all findings are good. */
  readonly proves: readonly string[];
  /** What no receipt can show. */
  readonly provesNot: readonly string[];
};

export type VerifyReceiptOptions = {
  /** The cube, read only: without it, only the signature is checked. */
  readonly store?: Store;
  /** Id of the owner's key, as `palimpsest keys` shows it. Default: any key. */
  readonly expectedKey?: string;
};

const pageEntries = 2_000;

/** @throws MemoryError `invalid_input` when the text is no receipt. */
export async function verifyReceipt(text: string, options: VerifyReceiptOptions = {}): Promise<ReceiptCheck> {
  const receipt = parseReceipt(text);
  const signature = checkSignature(receipt, options.expectedKey);
  const findings: ReceiptFinding[] = [{ what: 'signature', ...signature }, completeness(receipt)];
  if (options.store !== undefined) findings.push(...(await againstCube(receipt, options.store)));
  const ok = findings.every((finding) => finding.ok);
  const { store, expectedKey } = options;
  const proves = [
    'whoever holds the private key stated these counts, positions and scan results, and they were not altered since',
    ...(store === undefined
      ? []
      : ['the cube notes this erasure at this place of its hash chain, and the named positions hold no content now']),
  ];
  return { ok, receipt, findings, proves: ok ? proves : [], provesNot: limits(receipt, expectedKey, store) };
}

/** What the receipt itself says is not done. */
function completeness({ body }: ReceiptDocument): ReceiptFinding {
  const open: string[] = [];
  const { scan, hooks, copies } = body;
  if (scan === undefined) open.push(`no scan was made (${body.scanWhy ?? 'no reason given'})`);
  else if (scan.hits.text + scan.hits.words + scan.hits.vectors > 0) open.push('the scan found residue');
  else if (scan.control.found < scan.control.planted) open.push('the scan did not find all that was planted');
  for (const { name, state } of hooks) if (state === 'owed') open.push(`${name} is still owed a call`);
  for (const { path, outcome } of copies) if (outcome === 'not covered') open.push(`${path} is not covered`);
  // Not failures: the owner decided so, and says it.
  const stays = staying(body);
  const good = ['the scan found nothing, and every known copy is covered', ...stays].join('; ');
  return {
    what: 'completeness',
    ok: open.length === 0,
    message: open.length === 0 ? good : open.join('; '),
  };
}

function staying({ asked, closure, kept = [] }: ReceiptDocument['body']): string[] {
  const { possibleMentions = 0 } = closure;
  return [
    ...(asked.ownScope === false ? ['no user scope had this subject: only what others say of it was erased'] : []),
    ...(possibleMentions === 0 ? [] : [`${possibleMentions} turns and records that may speak of the subject stay`]),
    ...kept.map(({ what, why }) => `${what} stays: ${why}`),
  ];
}

async function againstCube({ body }: ReceiptDocument, store: Store): Promise<ReceiptFinding[]> {
  if (store.cube !== body.cube) {
    return [{ what: 'cube', ok: false, message: `the receipt is of cube ${body.cube}, this is ${store.cube}` }];
  }
  const findings: ReceiptFinding[] = [{ what: 'cube', ok: true, message: `this is cube ${store.cube}` }];
  findings.push(await chainFinding(body, store));
  const seqs = positionsIn(body.closure.positions);
  let full = 0;
  let missing = 0;
  for (let from = 0; from < seqs.length; from += pageEntries) {
    for (const row of await store.rowsAt(seqs.slice(from, from + pageEntries))) {
      if (row === undefined) missing += 1;
      else if (row.body.length > 0 || row.subject !== '') full += 1;
    }
  }
  const isEmpty = full + missing === 0;
  const message = isEmpty
    ? `all ${seqs.length} positions are without content`
    : `of ${seqs.length} positions, ${full} still hold content and ${missing} are missing`;
  return [...findings, { what: 'rows', ok: isEmpty, message }];
}

/** Computes the chain anew up to the entry of the erasure. */
async function chainFinding({ chain, id }: ReceiptDocument['body'], store: Store): Promise<ReceiptFinding> {
  const bad = (message: string): ReceiptFinding => ({ what: 'chain', ok: false, message });
  const { seq: end } = await store.head();
  if (end < chain.seq) return bad(`the log ends at ${end}, before the erasure at ${chain.seq}`);
  let hash: Uint8Array = emptyHash;
  for (let since = 0; since < chain.seq; since += pageEntries) {
    for (const change of await store.changes(since, Math.min(pageEntries, chain.seq - since))) {
      if (!sameBytes(changeHash(hash, change), change.hash)) return bad(`the chain breaks at entry ${change.seq}`);
      hash = change.hash;
      if (change.seq !== chain.seq) continue;
      // A cube that seals everything seals the id as well; the hash stands for the whole entry.
      const isOther = change.id.startsWith('erasure_') && change.id !== id;
      if (change.kind !== 'erasure' || isOther) return bad(`entry ${chain.seq} notes another thing`);
      if (!sameBytes(hash, Buffer.from(chain.hash, 'hex'))) return bad(`entry ${chain.seq} is of another history`);
    }
  }
  return { what: 'chain', ok: true, message: `noted at entry ${chain.seq} of ${end}, and the chain up to it is whole` };
}

function limits({ body }: ReceiptDocument, expectedKey: string | undefined, store: Store | undefined): string[] {
  return [
    ...(expectedKey === undefined ? ['that the key is the owner’s: compare its id with one you know'] : []),
    ...((body.closure.possibleMentions ?? 0) === 0
      ? []
      : ['that what was left because it only may speak of the subject does not speak of it']),
    ...(store === undefined ? ['anything about the cube as it is now: check the receipt against it'] : []),
    'that no copy exists that the cube did not know of: files copied by hand, snapshots of disks, replicas',
    'that the medium has forgotten: blocks given back to a file system or a flash drive may still hold old bytes',
    'that nobody remembers: models, agents and people that have read the content before',
    ...(body.keysDestroyed.length > 0 ? ['that nobody kept a copy of the destroyed keys'] : []),
  ];
}
