/** What one MCP tool is, and how its result and its errors leave the process. */
import type { CallToolResult, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { errorMappings, isMemoryError, MemoryError } from '../../errors/index.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Memory } from '../../memory/memory.ts';

export type ToolContext = {
  readonly memory: Memory;
  /** Scope of what is written when the call names none. */
  readonly scope: Scope;
  readonly signal: AbortSignal;
};

export type McpTool = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly run: (input: never, context: ToolContext) => Promise<{ readonly structured: object; readonly text: string }>;
};

/** Ties the schemas to the types that `run` sees. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(tool: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  readonly input: I;
  readonly output: O;
  readonly run: (
    input: z.output<I>,
    context: ToolContext,
  ) => Promise<{ readonly structured: object; readonly text: string }>;
}): McpTool {
  return tool as unknown as McpTool;
}

/** An ISO 8601 moment as the tools take it. */
export const momentInput: z.ZodType<number, string> = z
  .string()
  .describe('ISO 8601 moment, for example 2026-03-01 or 2026-03-01T09:30:00Z; without a zone it is read as UTC')
  .transform((text, context) => {
    const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
    const at = Date.parse(zoned);
    if (Number.isFinite(at)) return at;
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 moment like 2026-03-01T09:30:00Z' });
    return z.NEVER;
  });

/** A result that a model reads as text and a program as data. */
export function toolResult({
  structured,
  text,
}: {
  readonly structured: object;
  readonly text: string;
}): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: structured as Record<string, unknown> };
}

/** A failure as a tool result: what and what to do for the model, the code for the program in `_meta`. */
export function toolError(error: unknown): CallToolResult {
  const known = isMemoryError(error)
    ? error
    : new MemoryError('internal', error instanceof Error ? error.message : String(error));
  const hint = known.hint === undefined ? '' : `\n${known.hint}`;
  return {
    isError: true,
    content: [{ type: 'text', text: `${known.code}: ${known.message}${hint}` }],
    _meta: {
      'palimpsest/error': {
        code: known.code,
        mcpCode: errorMappings[known.code].mcp,
        message: known.message,
        ...(known.hint === undefined ? {} : { hint: known.hint }),
        details: known.details,
      },
    },
  };
}
