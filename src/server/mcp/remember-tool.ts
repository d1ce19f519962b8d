/** MCP `remember`. */
import { z } from 'zod';
import { type RecordInput, recordKinds } from '../../kernel/record.ts';
import { wireRecord } from '../wire.ts';
import { recordSchema } from './schemas.ts';
import { defineTool, type McpTool, momentInput } from './tool.ts';

export const rememberTool: McpTool = defineTool({
  name: 'remember',
  title: 'Remember a record',
  description:
    'Store one record by hand when the user asks you to remember something definite. A fact names subject, slot and ' +
    'value in data (for example {"subject":"anna","slot":"home.city","value":"Oslo"}); a new value of a single-valued ' +
    'slot replaces the old one, which stays in history. For ordinary conversation call observe instead.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.strictObject({
    kind: z
      .enum(recordKinds as unknown as readonly [string, ...string[]])
      .describe('fact, preference, instruction, concept, ...'),
    text: z.string().min(1).describe('A sentence that stands alone'),
    data: z.record(z.string(), z.unknown()).optional().describe('Fields of the kind'),
    user: z.string().optional(),
    agent: z.string().optional(),
    session: z.string().optional(),
    validFrom: momentInput.optional().describe('True from then (ISO 8601)'),
    validTo: momentInput.optional().describe('True until then (ISO 8601)'),
    confidence: z.number().min(0).max(1).optional(),
    importance: z.number().min(0).max(1).optional(),
    source: z
      .enum(['user', 'assistant', 'tool', 'document', 'web', 'import'])
      .optional()
      .describe('Who said it. Default user; give the true one: what a page says is no word of the user'),
    from: z.array(z.string().min(1)).optional().describe('Ids of turns and records that it was made of'),
    idempotencyKey: z.string().min(1).optional().describe('The same key again changes nothing'),
  }),
  output: z.looseObject({ record: recordSchema }),
  run: async (input, { memory, scope, signal }) => {
    const { validFrom, validTo, idempotencyKey, ...rest } = input;
    const valid = {
      ...(validFrom === undefined ? {} : { from: validFrom }),
      ...(validTo === undefined ? {} : { to: validTo }),
    };
    const record: RecordInput = {
      ...scope,
      ...(rest as Omit<RecordInput, 'valid'>),
      ...(Object.keys(valid).length === 0 ? {} : { valid }),
    };
    const stored = await memory.remember(record, {
      signal,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return {
      structured: { record: wireRecord(stored) },
      text: `Remembered as ${stored.id} (version ${stored.version}, ${stored.reason}).`,
    };
  },
});
