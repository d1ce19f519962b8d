/** MCP `diff`: what memory learned between two moments, and why an answer changed. */
import { z } from 'zod';
import { wireDiff } from '../wire.ts';
import { recordSchema } from './schemas.ts';
import { defineTool, type McpTool, momentInput } from './tool.ts';

const answer = z.looseObject({
  text: z.string().nullable(),
  found: z.boolean(),
  explanation: z.string(),
  evidence: z.array(z.looseObject({ id: z.string(), text: z.string() })),
});

export const diffTool: McpTool = defineTool({
  name: 'diff',
  title: 'What changed between two moments',
  description:
    'What memory learned, changed and dropped from one moment to another. With a question: its answers at both moments, ' +
    'and the turns, versions and reasons that made the difference. Use it for "why did you say otherwise last week".',
  annotations: { readOnlyHint: true, openWorldHint: false },
  input: z.strictObject({
    from: momentInput.describe('Recorded from then (ISO 8601)'),
    to: momentInput.optional().describe('Until then. Default now'),
    question: z.string().min(1).optional(),
  }),
  output: z.looseObject({
    from: z.string(),
    to: z.string(),
    turnsAdded: z.number(),
    added: z.array(recordSchema),
    changed: z.array(z.looseObject({ before: recordSchema, after: recordSchema })),
    removed: z.array(recordSchema),
    answer: z
      .looseObject({
        question: z.string(),
        before: answer,
        after: answer,
        changed: z.boolean(),
        because: z.array(z.looseObject({ at: z.string(), id: z.string(), what: z.string(), reason: z.string() })),
        warnings: z.array(z.string()),
      })
      .optional(),
  }),
  run: async ({ from, to, question }, { memory }) => {
    const report = await memory.diff(from, to, question === undefined ? {} : { question });
    const { answer: change } = report;
    const lines = [
      `${report.turnsAdded} turns; records: ${report.added.length} added, ${report.changed.length} changed, ${report.removed.length} removed.`,
      ...(change === undefined
        ? []
        : [`${change.before.text ?? 'not in memory'} -> ${change.after.text ?? 'not in memory'}`]),
      ...(change?.because ?? []).map((one) => `${one.what} ${one.id}: ${one.text} (${one.reason})`),
    ];
    return { structured: wireDiff(report), text: lines.join('\n') };
  },
});
