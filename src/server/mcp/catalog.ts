/** Every MCP tool of a cube. */
import { cachedTool } from './cached-tool.ts';
import { contextTool } from './context-tool.ts';
import { diffTool } from './diff-tool.ts';
import { forgetTool } from './forget-tool.ts';
import { historyTool } from './history-tool.ts';
import { observeTool } from './observe-tool.ts';
import { recallTool } from './recall-tool.ts';
import { rememberTool } from './remember-tool.ts';
import { reviewTool } from './review-tool.ts';
import type { McpTool } from './tool.ts';

export const mcpTools: readonly McpTool[] = [
  observeTool,
  recallTool,
  contextTool,
  rememberTool,
  forgetTool,
  historyTool,
  diffTool,
  reviewTool,
  cachedTool,
];
