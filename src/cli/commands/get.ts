/** `get`: one turn or record by its id. */
import { MemoryError } from '../../errors/index.ts';
import { wireItem } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined } from '../command.ts';
import { showItem } from '../show/items.ts';

/** The error for an id that is not in the cube. */
export function unknownId(id: string): MemoryError {
  return new MemoryError('not_found', `nothing has the id ${id}`, {
    details: { id },
    hint: 'palimpsest list and palimpsest recall show ids',
  });
}

export const getCommand: CliCommand = defineCommand({
  name: 'get',
  group: 'Memory',
  summary: 'one turn or record by its id',
  arguments: [{ syntax: '<id>', description: 'as recall and list print it' }],
  examples: ['palimpsest get ID'],
  run: async ([given], _options, context) => {
    const id = joined(given);
    const memory = await context.openCube();
    const item = await memory.get(id);
    if (item === undefined) throw unknownId(id);
    return { data: wireItem(item), show: (screen) => showItem(screen, item) };
  },
});
