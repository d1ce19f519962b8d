/** Checks a receipt: its signature, and against the cube its place in the chain and that the content is gone. */
import type { Store } from '../../ports/index.ts';
import { againstCube } from './against-cube.ts';
import { checkSignature, parseReceipt } from './receipt.ts';
import type { ReceiptDocument } from './receipt-types.ts';

export type ReceiptFinding = {
  readonly what: 'signature' | 'cube' | 'document' | 'chain' | 'rows' | 'completeness';
  readonly ok: boolean;
  readonly message: string;
};

export type ReceiptCheck = {
  /** True when nothing that was checked failed. */
  readonly ok: boolean;
  /**
   * Whose key signed it: the one that the caller named, the one by which the cube keeps it signed, or anybody's. Whoever
   * has a key can sign a receipt: one whose key is not proven shows no more than that it was not altered since.
   */
  readonly identity: 'named key' | 'key of the cube' | 'not proven';
  /** The result in a sentence. */
  readonly verdict: string;
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

/** @throws MemoryError `invalid_input` when the text is no receipt. */
export async function verifyReceipt(text: string, options: VerifyReceiptOptions = {}): Promise<ReceiptCheck> {
  const receipt = parseReceipt(text);
  const { store, expectedKey } = options;
  const signature = checkSignature(receipt, expectedKey);
  const isNamedKey = expectedKey !== undefined && signature.ok;
  const cube = store === undefined ? undefined : await againstCube(receipt, store, isNamedKey);
  const findings: ReceiptFinding[] = [
    { what: 'signature', ...signature },
    completeness(receipt),
    ...(cube?.findings ?? []),
  ];
  const ok = findings.every((finding) => finding.ok);
  const isCubesKey = signature.ok && cube?.isCubesKey === true;
  const identity = isNamedKey ? 'named key' : isCubesKey ? 'key of the cube' : 'not proven';
  const proves = [
    'whoever holds the private key stated these counts, positions and scan results, and they were not altered since',
    ...(store === undefined
      ? []
      : ['the cube notes this erasure at this place of its hash chain, and the named positions hold no content now']),
  ];
  return {
    ok,
    identity,
    verdict: verdictOf(ok, identity, receipt),
    receipt,
    findings,
    proves: ok ? proves : [],
    provesNot: limits(receipt, identity, store),
  };
}

function verdictOf(ok: boolean, identity: ReceiptCheck['identity'], { signature }: ReceiptDocument): string {
  if (!ok) return 'the receipt does not hold';
  if (identity === 'not proven') {
    return `signed by an unknown key: identity not proven (key ${signature?.keyId ?? ''}); it was not altered since`;
  }
  const whose = identity === 'named key' ? 'the key that was named' : 'the key by which the cube keeps it signed';
  return `the receipt holds, and is signed by ${whose}`;
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

function limits({ body }: ReceiptDocument, identity: ReceiptCheck['identity'], store: Store | undefined): string[] {
  return [
    ...(identity !== 'named key' ? ['that the key is the owner’s: compare its id with one you know'] : []),
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
