/** `verify-receipt`: whether the receipt of an erasure holds, by itself and against the cube. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import { verifyReceipt } from '../../memory/erase/verify-receipt.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { flag, text } from '../option-schemas.ts';
import { showReceiptCheck } from '../show/forgotten.ts';

/** Receipts are small: anything larger is another file. */
const mostBytes = 64 << 20;

export const verifyReceiptCommand: CliCommand = defineCommand({
  name: 'verify-receipt',
  group: 'Care',
  summary: 'check the receipt of an erasure, by itself and against the cube',
  details:
    'Checks the signature, that every part of the erasure was carried out, and, against the cube that --cube names, that it is the document which the cube keeps, signed by the same key, that the erasure stands at this place of the hash chain, and that the content is gone. By itself and without --key, whose key signed it is not proven, and the verdict says so. Says what that proves and what it does not.',
  arguments: [{ syntax: '<file>', description: 'the receipt' }],
  options: {
    key: option('--key <id>', 'the id of the key that must have signed it', text),
    alone: option('--alone', 'check the receipt by itself, without a cube', flag),
  },
  examples: [
    'palimpsest verify-receipt anna-erased.json --cube anna',
    'palimpsest verify-receipt anna-erased.json --alone',
  ],
  run: async ([given], { key, alone }, context) => {
    const receipt = readReceiptFile(resolve(joined(given)));
    const expected = key === undefined ? {} : { expectedKey: key };
    const check = alone
      ? await verifyReceipt(receipt, expected)
      : await (await context.openCube({ readOnly: true })).receipts.verify(receipt, expected);
    const bad = check.findings.filter(({ ok }) => !ok);
    return {
      data: check,
      ...(check.ok && check.identity === 'not proven'
        ? { warnings: [`${check.verdict}: give --key, or check it against the cube`] }
        : {}),
      ...(check.ok
        ? {}
        : {
            error: new MemoryError('corrupt', `the receipt does not hold: ${bad[0]?.message ?? ''}`, {
              details: { findings: bad.map(({ what }) => what) },
              hint: 'nothing was changed; the findings say what is wrong or not covered',
            }),
          }),
      show: (screen) => showReceiptCheck(screen, check),
    };
  },
});

function readReceiptFile(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= mostBytes) return bytes.toString('utf8');
    throw new MemoryError('invalid_input', 'the file is too large to be a receipt', { details: { path } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new MemoryError('not_found', 'there is no such file', { details: { path }, hint: 'check the path' });
    }
    throw error;
  }
}
