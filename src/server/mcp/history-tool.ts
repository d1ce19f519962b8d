/** MCP `history`. */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import { wireRecord } from '../wire.ts';
import { recordSchema } from './schemas.ts';
import { defineTool, type McpTool } from './tool.ts';

export const historyTool: McpTool = defineTool({
  name: 'history',
  title: 'History of a record',
  description:
    'All versions of one record, oldest first, each with when it was true, when it was learned, why it changed and ' +
    'which turns it came from. Use it to answer "what did I say before" and "since when".',
  annotations: { readOnlyHint: true, openWorldHint: false },
  input: z.strictObject({ id: z.string().min(1).describe('A record id from recall') }),
  output: z.object({ id: z.string(), versions: z.array(recordSchema) }),
  run: async ({ id }, { memory }) => {
    const versions = (await memory.history(id)).map(wireRecord);
    if (versions.length === 0) {
      throw new MemoryError('not_found', `no record has the id ${id}`, {
        details: { id },
        hint: 'recall shows record ids; turns have no versions',
      });
    }
    const lines = versions.map(
      (one) =>
        `v${one.version} ${one.recorded.at}: ${one.text === '' ? '(content removed)' : one.text} [${one.status}: ${one.reason}]`,
    );
    return { structured: { id, versions: versions }, text: lines.join('\n') };
  },
});
