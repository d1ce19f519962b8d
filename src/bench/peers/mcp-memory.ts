/**
 * The official MCP memory server in a process of its own, over stdio: one entity a turn, its text the only observation.
 * `search_nodes` matches its whole query as one substring; asked word by word, the answers are counted here.
 */
import { join } from 'node:path';
import { stopWords } from '../baselines/bm25-terms.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import type { Ranking } from '../subject.ts';
import { installedPeer, type PeerModules } from './installed.ts';
import type { Peer, PeerPlace, PeerSubject } from './peer.ts';

type Client = {
  connect(transport: unknown): Promise<void>;
  callTool(request: { readonly name: string; readonly arguments: object }): Promise<{
    readonly isError?: boolean;
    readonly content: readonly { readonly type: string; readonly text?: string }[];
  }>;
  close(): Promise<void>;
};

type Graph = { readonly entities: readonly { readonly name: string }[] };

async function open({ folder }: PeerPlace, modules: PeerModules, byWord: boolean): Promise<PeerSubject> {
  const { Client } = await modules.load('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await modules.load('@modelcontextprotocol/sdk/client/stdio.js');
  const client = new (Client as new (info: object) => Client)({ name: 'bench', version: '1' });
  const transport = new (StdioClientTransport as new (options: object) => unknown)({
    command: process.execPath,
    args: [modules.resolve('@modelcontextprotocol/server-memory/dist/index.js')],
    env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') },
    stderr: 'ignore',
  });
  await client.connect(transport);
  const search = async (query: string): Promise<string[]> => {
    const { content, isError } = await client.callTool({ name: 'search_nodes', arguments: { query } });
    const text = content.find(({ type }) => type === 'text')?.text ?? '';
    if (isError === true) throw new TypeError('the memory server answered with an error');
    return (JSON.parse(text) as Graph).entities.map(({ name }) => name);
  };
  return {
    persistent: true,
    async ingest(turns) {
      const entities = turns.map((turn) => ({
        name: turn.id ?? '',
        entityType: 'turn',
        observations: [baselineText(turn)],
      }));
      await client.callTool({ name: 'create_entities', arguments: { entities } });
    },
    recall: async (query, k) => (byWord ? await countWords(search, query, k) : found(await search(query), k)),
    close: () => client.close(),
  };
}

function found(ids: readonly string[], k: number): Ranking {
  return { ranked: ids.slice(0, k).map((id) => ({ turnIds: [id] })), confidence: ids.length > 0 ? 1 : 0 };
}

/** One search a word; an entity counts for each word by how rare the word is. */
async function countWords(search: (word: string) => Promise<string[]>, query: string, k: number): Promise<Ranking> {
  const words = new Set([...query.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word));
  const scores = new Map<string, number>();
  for (const word of words) {
    if (stopWords.has(word)) continue;
    const ids = await search(word);
    for (const id of ids) scores.set(id, (scores.get(id) ?? 0) + 1 / Math.log2(2 + ids.length));
  }
  const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, k);
  return { ranked: best.map(([id]) => ({ turnIds: [id] })), confidence: best[0]?.[1] ?? 0 };
}

const about = {
  kind: 'lexical',
  package: '@modelcontextprotocol/server-memory',
  folder: 'mcp-memory',
  turnsPerCall: 500,
} as const;

/** The question as it is: what an agent's first call would be. */
export const mcpMemory: Peer = installedPeer({
  ...about,
  name: 'MCP memory server (question)',
  settings: 'search_nodes with the whole question',
  open: (place, modules) => open(place, modules, false),
});

/** One call a word. */
export const mcpMemoryByWord: Peer = installedPeer({
  ...about,
  name: 'MCP memory server (word by word)',
  settings: 'one search_nodes a word that is not on the stop list; counted on the client, rare words more',
  open: (place, modules) => open(place, modules, true),
});
