/** MCP `history`. */
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import { wireFact, wireRecord } from '../wire.ts';
import { recordSchema } from './schemas.ts';
import { defineTool, type McpTool } from './tool.ts';

type Found = { readonly structured: object; readonly text: string };

export const historyTool: McpTool = defineTool({
  name: 'history',
  title: 'History',
  description:
    'What was before, and since when. With `id`: all versions of one record, oldest first, each with when it was true, ' +
    'when it was learned and why it changed. With `question`: a question about the past in words ("who had the keys ' +
    'before Anna?", "where did I live two moves ago?", "how many times did X change?"), answered from what was told ' +
    'and never from similarity. With `subject` and `slot`: all values, oldest first.',
  annotations: { readOnlyHint: true, openWorldHint: false },
  input: z.strictObject({
    id: z.string().min(1).optional().describe('A record id from recall'),
    question: z.string().min(1).optional().describe('A question about the past'),
    subject: z.string().min(1).optional().describe('Whom or what it is about'),
    slot: z.string().min(1).optional().describe('home.city, work.employer, place, holder, or an attribute'),
    user: z.string().min(1).optional().describe('Only what belongs to this user'),
  }),
  output: z.looseObject({
    id: z.string().optional(),
    versions: z.array(recordSchema).optional(),
    answer: z
      .looseObject({ text: z.string(), from: z.string(), sources: z.array(z.string()), path: z.string() })
      .nullable()
      .optional(),
    values: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
  run: async ({ id, question, subject, slot, user }, { memory }) => {
    const filter = user === undefined ? {} : { scope: { user } };
    const asked = [id, question, subject].filter((one) => one !== undefined);
    if (asked.length !== 1 || (subject === undefined) !== (slot === undefined)) {
      throw new MemoryError('invalid_input', 'history takes an id, a question, or a subject with a slot', {
        hint: 'give one of the three',
      });
    }
    if (question !== undefined) {
      const answer = (await memory.facts.ask(question, filter)) ?? null;
      const text =
        answer === null ? 'nobody told' : `${answer.text}\n${answer.path}\nfrom ${answer.sources.join(', ')}`;
      return { structured: { answer }, text };
    }
    if (subject !== undefined && slot !== undefined) {
      const values = (await memory.facts.history(subject, slot, filter)).map(wireFact);
      const lines = values.map(
        ({ fact, valid, sources }) => `${valid.from ?? '?'}: ${fact.value} [${sources.join(', ')}]`,
      );
      return { structured: { values }, text: lines.join('\n') || 'nothing is known' };
    }
    return await versionsOf(memory, id ?? '');
  },
});

async function versionsOf(memory: Memory, id: string): Promise<Found> {
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
  return { structured: { id, versions }, text: lines.join('\n') };
}
