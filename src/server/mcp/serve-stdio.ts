/** Serves one memory over standard input and output until the client leaves or the signal fires. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createMcpServer, type McpServerParts } from './create-server.ts';

/** Resolves when the client closed its end, or after the signal; calls in progress are answered first. */
export async function serveStdio({
  signal,
  ...parts
}: McpServerParts & { readonly signal: AbortSignal }): Promise<void> {
  const { server, idle } = createMcpServer(parts);
  const ended = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    // The SDK's transport does not watch for the end of its input.
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await idle();
  await server.close();
}
