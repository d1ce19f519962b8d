/** `receipts`: what was erased from a cube, and the receipts of it once more. */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { ReceiptDocument } from '../../memory/erase/receipt-types.ts';
import type { Memory } from '../../memory/memory.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { text } from '../option-schemas.ts';
import { counted } from '../screen.ts';
import { receiptRow, showReceipt } from '../show/forgotten.ts';

export const receiptsCommand: CliCommand = defineCommand({
  name: 'receipts',
  group: 'Care',
  summary: 'list the receipts of erasures, show one, or write it to a file',
  details:
    'Without an id: all of them, oldest first; with --out they go into one file, a line each. verify-receipt checks the file of one.',
  arguments: [{ syntax: '[id]', description: 'of an erasure' }],
  options: { out: option('--out <file>', 'where the receipt, or all of them, is written', text) },
  examples: ['palimpsest receipts', 'palimpsest receipts ID --out anna-erased.json'],
  run: async ([given], { out }, context) => {
    const file = out === undefined ? undefined : resolve(out);
    if (file !== undefined && existsSync(file)) {
      throw new MemoryError('conflict', `${file} is there already`, { hint: 'choose another name for the receipt' });
    }
    const memory = await context.openCube();
    return typeof given === 'string' ? one(memory, given, file) : all(memory, file);
  },
});

async function one(memory: Memory, id: string, file: string | undefined): Promise<Outcome> {
  const document = await memory.receipts.get(id);
  if (document === undefined) {
    throw new MemoryError('not_found', 'no erasure has this id', {
      details: { id: id.slice(0, 80) },
      hint: '`palimpsest receipts` lists them',
    });
  }
  if (file !== undefined) write(file, `${JSON.stringify(document, null, 2)}\n`);
  return {
    data: { receipt: document, file: file ?? null },
    show: (screen) => {
      screen.line(`Erasure ${screen.paint.bold(id)} of ${document.body.asked.selector}, ${document.body.completedAt}:`);
      showReceipt(screen, document);
      if (file !== undefined) screen.line(`  receipt in ${file}`);
    },
  };
}

async function all(memory: Memory, file: string | undefined): Promise<Outcome> {
  const documents: ReceiptDocument[] = [];
  for (const id of await memory.receipts.list()) {
    const document = await memory.receipts.get(id);
    if (document !== undefined) documents.push(document);
  }
  if (file !== undefined) write(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
  return {
    data: { receipts: documents, file: file ?? null },
    show: (screen) => {
      if (documents.length === 0) screen.line('Nothing was erased from this cube.');
      screen.table(documents.map((document) => receiptRow(screen, document)));
      if (file !== undefined) screen.line(`Wrote ${file}: ${counted(documents.length, 'receipt')}.`);
    },
  };
}

function write(file: string, content: string): void {
  ensureFolder(file);
  writeFileSync(file, content, { mode: 0o600, flag: 'wx' });
}
