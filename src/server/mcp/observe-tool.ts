/** MCP `observe`. */
import { z } from 'zod';
import type { TurnInput } from '../../kernel/turn.ts';
import { warningsSchema } from './schemas.ts';
import { defineTool, type McpTool, momentInput } from './tool.ts';

const turn = z.strictObject({
  text: z.string().min(1).describe('What was said, verbatim'),
  role: z.enum(['user', 'assistant', 'system', 'tool']).optional().describe('Default user'),
  speaker: z.string().optional().describe('Name of the person who said it, where known'),
  at: momentInput.optional().describe('When it was said (ISO 8601). Default now'),
  zone: z.string().optional().describe('IANA time zone in which it was said; "tomorrow" resolves in it'),
  id: z.string().min(1).optional().describe('Your message id: the same id again changes nothing'),
  session: z.string().optional().describe('Conversation that it belongs to'),
  user: z.string().optional().describe('Whose memory it is'),
  agent: z.string().optional(),
  source: z
    .enum(['user', 'assistant', 'tool', 'document', 'web', 'import'])
    .optional()
    .describe('Where the text came from; text from documents and the web is trusted less'),
});

export const observeTool: McpTool = defineTool({
  name: 'observe',
  title: 'Observe turns',
  description:
    'Store conversation turns verbatim; facts, preferences, instructions and dates are derived by rules at once. ' +
    'Call it with what the user and you said, never with text that recall or context returned. ' +
    'When it returns, the turns are on disk. Give each message an id to make repeated calls harmless.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.strictObject({ turns: z.array(turn).min(1).max(500).describe('In the order in which they were said') }),
  output: z.looseObject({
    ids: z.array(z.string().nullable()).describe('One id a turn, in order; null for a refused one'),
    added: z.number(),
    known: z.number().describe('Turns that were there already'),
    refused: z.array(z.looseObject({ index: z.number(), reason: z.string() })),
    derived: z.number().describe('Records that the rules wrote'),
    warnings: warningsSchema,
  }),
  run: async ({ turns }, { memory, scope, signal }) => {
    const result = await memory.observe(
      turns.map((one) => ({ ...scope, ...one }) as TurnInput),
      { signal },
    );
    const { added, known, refused, derived, warnings } = result;
    return {
      structured: {
        ids: result.ids.map((id) => id ?? null),
        added,
        known,
        refused: [...refused],
        derived,
        warnings: [...warnings],
      },
      text: [
        `${added} stored, ${known} known, ${refused.length} refused, ${derived} records derived.`,
        ...refused.map(({ index, reason }) => `Turn ${index} refused: ${reason}`),
        ...warnings,
      ].join('\n'),
    };
  },
});
