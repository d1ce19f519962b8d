/**
 * Erasing sessions of real talk: the conversation that ships with the demo says words that the product itself writes
 * (names of fields, sentences of facts, digits of times), which invented words never do.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnInput } from '../../../kernel/turn.ts';
import type { ReceiptDocument } from '../../../memory/erase/receipt-types.ts';
import type { Memory } from '../../../memory/memory.ts';
import { openMemory } from '../../../memory/open-memory.ts';
import type { Numbers } from '../judge-claim.ts';

const conversation = new URL('../../../../data/demo/conversation.jsonl', import.meta.url);

type Said = TurnInput & { readonly session: string };

function demoTurns(): Said[] {
  const lines = readFileSync(conversation, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { timestamp, content, ...rest } = JSON.parse(line) as {
      readonly timestamp: string;
      readonly content: string;
      readonly session: string;
    };
    return { ...rest, at: timestamp, text: content };
  });
}

/** Whether all that a receipt says holds, whoever has signed it. */
async function holds(memory: Memory, proof: ReceiptDocument | undefined): Promise<boolean> {
  if (proof === undefined) return false;
  const { findings } = await memory.receipts.verify(proof);
  return findings.every(({ what, ok }) => ok || what === 'signature');
}

/**
 * Erases sessions of the demo's conversation, each in a cube of its own with the next one beside it, and once more with
 * the old text kept in a history table. The sessions are shared out over `parts`; `part` counts from 0.
 */
export async function realTalk(part: number, parts: number, signal?: AbortSignal): Promise<Numbers> {
  const turns = demoTurns();
  const sessions = [...new Set(turns.map(({ session }) => session))];
  let erased = 0;
  let failed = 0;
  let keptFailed = 0;
  for (const [place, session] of sessions.entries()) {
    if (place % parts !== part) continue;
    signal?.throwIfAborted();
    const beside = sessions[(place + 1) % sessions.length] as string;
    const both = turns.filter((turn) => turn.session === session || turn.session === beside);
    if (!(await eraseOne(both, session, false))) failed += 1;
    if (erased === 0 && !(await eraseOne(both, session, true))) keptFailed += 1;
    erased += 1;
  }
  return {
    'real talk: sessions erased': erased,
    'real talk: receipts that do not hold': failed,
    'real talk, old text kept in a history table: receipts that do not hold': keptFailed,
  };
}

async function eraseOne(turns: readonly Said[], session: string, keepsHistory: boolean): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-talk-'));
  const memory = await openMemory({ path: join(folder, 'a.palimpsest'), signer: false, durability: 'normal' });
  try {
    await memory.observe(turns);
    if (keepsHistory) {
      const file = join(folder, 'history.jsonl');
      const old = turns.find((turn) => turn.session === session)?.text;
      writeFileSync(file, `${JSON.stringify({ event: 'DELETE', old_memory: old, is_deleted: 1 })}\n`);
      await memory.noteExport(file);
    }
    const { proof } = await memory.forget({ session }, { mode: 'erase' });
    if (!keepsHistory) return await holds(memory, proof);
    // Only what the scan says: that the file is not covered would fail the receipt by itself.
    const hits = proof?.body.scan?.hits;
    return hits === undefined || hits.text + hits.words + hits.vectors === 0;
  } finally {
    await memory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
