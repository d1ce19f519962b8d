/** `history`: all versions of a record. */
import { wireRecord } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined } from '../command.ts';
import { showVersions } from '../show/items.ts';
import { unknownId } from './get.ts';

export const historyCommand: CliCommand = defineCommand({
  name: 'history',
  group: 'Memory',
  summary: 'all versions of a record, oldest first',
  arguments: [{ syntax: '<id>', description: 'a record id' }],
  examples: ['palimpsest history ID'],
  run: async ([given], _options, context) => {
    const id = joined(given);
    const memory = await context.openCube();
    const versions = await memory.history(id);
    if (versions.length === 0) throw unknownId(id);
    return { data: { id, versions: versions.map(wireRecord) }, show: (screen) => showVersions(screen, versions) };
  },
});
