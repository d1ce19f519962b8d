/** Signing receipts of erasures, reading them back, and checking their signatures. */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { signingKeyId } from '../../adapters/keys/receipt-signer.ts';
import { MemoryError } from '../../errors/index.ts';
import type { ReceiptSigner } from '../../ports/index.ts';
import type { ReceiptBody, ReceiptDocument } from './receipt-types.ts';

const count = z.number().int().min(0);
const counts = z.record(z.string(), count);

const scanSchema = z.object({
  patterns: count,
  rows: count,
  blobs: count,
  files: count,
  bytes: count,
  ms: z.number(),
  hits: z.object({ text: count, words: count, vectors: count }),
  places: z.array(z.string()),
  notCounted: z.array(z.string()).optional(),
  control: z.object({ planted: count, found: count }),
});

const bodySchema = z.object({
  format: z.literal('palimpsest-erasure-receipt'),
  version: z.literal(1),
  id: z.string(),
  cube: z.string(),
  asked: z.object({
    selector: z.string(),
    overrideHold: z.boolean(),
    mentions: z.enum(['erase', 'redact', 'keep']).optional(),
    includeMentions: z.enum(['all', 'some']).optional(),
    ownScope: z.literal(false).optional(),
    again: z.string().optional(),
  }),
  begunAt: z.string(),
  completedAt: z.string(),
  closure: z.object({
    turns: count,
    records: counts,
    versions: count,
    reverted: count,
    mentioned: count,
    possibleMentions: count.optional(),
    rederived: count,
    positions: z.string(),
  }),
  removed: counts,
  hooks: z.array(z.object({ name: z.string(), state: z.enum(['done', 'owed']), removed: counts })),
  keysDestroyed: z.array(z.string()),
  kept: z.array(z.object({ id: z.string().optional(), what: z.string(), why: z.string() })).optional(),
  learned: z.array(z.object({ what: z.string(), outcome: z.string() })),
  copies: z.array(
    z.object({
      kind: z.enum(['backup', 'export', 'kept', 'leftover']),
      path: z.string(),
      digest: z.string().optional(),
      madeAt: z.string().optional(),
      outcome: z.enum(['rewritten', 'unreadable', 'removed', 'not covered']),
      why: z.string(),
    }),
  ),
  scan: scanSchema.optional(),
  scanWhy: z.string().optional(),
  chain: z.object({
    seq: count,
    hash: z.string(),
  }),
});

/** Strict outside: what stands beside the body is signed by nobody. */
const documentSchema = z.strictObject({
  body: bodySchema,
  signature: z
    .strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), publicKey: z.string(), value: z.string() })
    .optional(),
});

/** The bytes that are signed: JSON without blanks, keys in order. */
export function signedBytes(body: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(ordered(body)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}

export async function signReceipt(body: ReceiptBody, signer: ReceiptSigner | undefined): Promise<ReceiptDocument> {
  if (signer === undefined) return { body };
  const value = Buffer.from(await signer.sign(signedBytes(body))).toString('base64');
  const { keyId, publicKey } = signer;
  return { body, signature: { algorithm: 'Ed25519', keyId, publicKey, value } };
}

/** @throws MemoryError `invalid_input` when the text is no receipt. */
export function parseReceipt(text: string): ReceiptDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const parsed = documentSchema.safeParse(json);
  if (parsed.success) {
    // As it was given: what the schema does not know is signed, too.
    return json as ReceiptDocument;
  }
  const issue = parsed.error.issues[0];
  throw new MemoryError('invalid_input', 'this is not a receipt of an erasure', {
    details: { at: issue?.path.join('.') ?? '' },
    hint: 'give the JSON file that `palimpsest forget --mode erase --receipt FILE` wrote',
  });
}

export type SignatureCheck = { readonly ok: boolean; readonly message: string };

/** `expectedKey`: the id of the owner's key, where it is known. */
export function checkSignature({ body, signature }: ReceiptDocument, expectedKey?: string): SignatureCheck {
  if (signature === undefined) return { ok: false, message: 'the receipt is not signed' };
  try {
    const der = Buffer.from(signature.publicKey, 'base64');
    if (signingKeyId(der) !== signature.keyId) return { ok: false, message: 'the key is not the one that is named' };
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    if (!verify(null, signedBytes(body), key, Buffer.from(signature.value, 'base64'))) {
      return { ok: false, message: 'the signature does not match: the receipt was altered after it was signed' };
    }
  } catch {
    return { ok: false, message: 'the key or the signature cannot be read' };
  }
  if (expectedKey !== undefined && signature.keyId !== expectedKey) {
    return { ok: false, message: `signed by key ${signature.keyId}, not by ${expectedKey}` };
  }
  return { ok: true, message: `signed by key ${signature.keyId}, and not altered since` };
}

/** Positions as ranges. */
export function rangesOf(seqs: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < seqs.length; ) {
    let end = i;
    while (end + 1 < seqs.length && seqs[end + 1] === (seqs[end] as number) + 1) end++;
    parts.push(end === i ? `${seqs[i]}` : `${seqs[i]}-${seqs[end]}`);
    i = end + 1;
  }
  return parts.join(',');
}

/** @throws MemoryError `invalid_input` for text that {@link rangesOf} does not write. */
export function positionsIn(ranges: string): number[] {
  const seqs: number[] = [];
  if (ranges === '') return seqs;
  for (const part of ranges.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || !(from <= to) || to - from > 100_000_000) {
      throw new MemoryError('invalid_input', 'the positions of the receipt cannot be read');
    }
    for (let seq = from; seq <= to; seq++) seqs.push(seq);
  }
  return seqs;
}
