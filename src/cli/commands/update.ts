/** `update`: a new version of a record, with a reason. */
import { MemoryError } from '../../errors/index.ts';
import type { RecordPatch } from '../../memory/memory.ts';
import { wireRecord } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { choice, fraction, jsonObject, moment, text } from '../option-schemas.ts';
import { showItem } from '../show/items.ts';

const statuses = ['activated', 'archived', 'frozen'] as const;

export const updateCommand: CliCommand = defineCommand({
  name: 'update',
  group: 'Memory',
  summary: 'write a new version of a record, with a reason',
  arguments: [{ syntax: '<id>', description: 'a record id' }],
  options: {
    text: option('--text <text>', 'the new text', text),
    data: option('--data <json>', 'fields that change, as a JSON object', jsonObject),
    validFrom: option('--valid-from <moment>', 'true from then', moment),
    validTo: option('--valid-to <moment>', 'true until then', moment),
    status: option('--status <status>', 'activated, archived or frozen', choice(statuses), statuses),
    importance: option('--importance <0-1>', 'how much it matters', fraction()),
    reason: option('--reason <text>', 'why', text),
  },
  examples: ['palimpsest update ID --text "Anna lives in Bergen" --reason "she said so on the phone"'],
  run: async ([given], options, context) => {
    const { text: said, data, validFrom, validTo, status, importance, reason } = options;
    const patch: RecordPatch = {
      ...(said === undefined ? {} : { text: said }),
      ...(data === undefined ? {} : { data }),
      ...(validFrom === undefined && validTo === undefined
        ? {}
        : {
            valid: {
              ...(validFrom === undefined ? {} : { from: validFrom }),
              ...(validTo === undefined ? {} : { to: validTo }),
            },
          }),
      ...(status === undefined ? {} : { status }),
      ...(importance === undefined ? {} : { importance }),
      ...(reason === undefined ? {} : { reason }),
    };
    if (Object.keys(patch).every((key) => key === 'reason')) {
      throw new MemoryError('invalid_input', 'nothing to change was given', {
        hint: 'give --text, --data, --status, --valid-from, --valid-to or --importance',
      });
    }
    const memory = await context.openCube();
    const record = await memory.update(joined(given), patch);
    return { data: wireRecord(record), show: (screen) => showItem(screen, record) };
  },
});
