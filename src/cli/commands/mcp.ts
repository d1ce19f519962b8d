/** `mcp`: serves one cube to an agent over stdio. */

import { packageVersion } from '../../adapters/system/index.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { scopeOfWrite, scopeOptions } from './option-sets.ts';

export const mcpCommand: CliCommand = defineCommand({
  name: 'mcp',
  group: 'Data',
  summary: 'serve the cube to an agent (MCP over stdio)',
  details:
    'Tools: observe, recall, context, remember, forget, history. Several servers may share one cube. Scope flags apply to what the agent writes.',
  options: scopeOptions,
  examples: [
    'palimpsest mcp --cube work',
    `{"mcpServers":{"memory":{"command":"npx","args":["palimpsest","mcp","--cube","work"]}}}`,
  ],
  run: async (_args, options, context) => {
    const { serveStdio } = await import('../../server/mcp/serve-stdio.ts');
    const memory = await context.openCube({ mustExist: false });
    if (context.interactive) {
      context.notes.line(
        `Serving ${memory.path ?? memory.cube}; waiting for an MCP client on standard input. Ctrl-C ends it.`,
      );
    }
    await serveStdio({
      memory,
      version: packageVersion(),
      scope: scopeOfWrite(options, context),
      signal: context.signal,
    });
    return undefined;
  },
});
