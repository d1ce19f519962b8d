/** Every peer, in the order in which they run. */
import { fts5, fts5Tuned } from './fts5.ts';
import { langgraph } from './langgraph.ts';
import { mastra, mastraDefaults } from './mastra.ts';
import { mcpMemory, mcpMemoryByWord } from './mcp-memory.ts';
import { mem0 } from './mem0.ts';
import { minisearch, minisearchTuned } from './minisearch.ts';
import { oramaFullText, oramaFullTextTuned, oramaHybrid, oramaHybridTuned } from './orama.ts';
import type { Peer } from './peer.ts';
import { usearch } from './usearch.ts';
import { vectra } from './vectra.ts';

/** The libraries; our own rows come before them. */
export const peers: readonly Peer[] = [
  minisearch,
  minisearchTuned,
  oramaFullText,
  oramaHybrid,
  oramaFullTextTuned,
  oramaHybridTuned,
  vectra,
  usearch,
  fts5,
  fts5Tuned,
  langgraph,
  mastra,
  mastraDefaults,
  mem0,
  mcpMemory,
  mcpMemoryByWord,
];
