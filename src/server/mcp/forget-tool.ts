/** MCP `forget`: a dry run first; only its confirmation code makes the second call act. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';
import type { ReceiptDocument } from '../../memory/erase/receipt-types.ts';
import type { ForgetReport, ForgetSelector } from '../../memory/memory.ts';
import { wireForget } from '../wire.ts';
import { kindSchema } from './schemas.ts';
import { defineTool, type McpTool, momentInput } from './tool.ts';

const targets = z.array(z.looseObject({ id: z.string(), kind: kindSchema, at: z.string(), preview: z.string() }));

/** Names exactly what was shown: mode and every id that would be touched. */
function confirmationOf(report: ForgetReport): string {
  const ids = [...report.selected, ...report.derived].map((target) => target.id).sort();
  ids.push(...report.beside.map(({ what }) => what));
  return createHash('sha256')
    .update(JSON.stringify([report.mode, ids]))
    .digest('hex')
    .slice(0, 16);
}

export const forgetTool: McpTool = defineTool({
  name: 'forget',
  title: 'Forget',
  description:
    'Fade, archive or erase memories. The first call changes nothing: it lists what would be forgotten and returns a ' +
    'confirmation code. Show the list to the user; when they agree, call again with the same arguments and that code. ' +
    'Name what to forget in exactly one way: ids, query, session, subject, source or before. archive can be undone, erase cannot.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  input: z.strictObject({
    ids: z.array(z.string().min(1)).min(1).optional().describe('Ids of turns or records'),
    query: z.string().min(1).optional().describe('What recall finds for this'),
    threshold: z.number().min(0).max(1).optional().describe('Of a query: least relative score. Default 0.5'),
    session: z.string().min(1).optional().describe('Everything of this session'),
    subject: z.string().min(1).optional().describe('Everything whose user scope this is'),
    source: z.string().min(1).optional().describe('Turns of a source class (web, tool, ...) or of one imported file'),
    mentions: z
      .enum(['erase', 'redact', 'keep'])
      .optional()
      .describe('Of an erasure by subject: turns of others that speak of the subject. Default erase'),
    includeMentions: z
      .union([z.boolean(), z.array(z.string().min(1))])
      .optional()
      .describe('Of an erasure by subject: take possibleMentions as well, all (true) or these ids. Default false'),
    before: momentInput.optional().describe('Turns said before then (ISO 8601), and what derives from them alone'),
    mode: z.enum(['fade', 'archive', 'erase']).default('archive'),
    reason: z.string().optional().describe('Kept in the history'),
    confirmation: z.string().optional().describe('The code that the dry run returned'),
  }),
  output: z.looseObject({
    dryRun: z.boolean(),
    mode: z.enum(['fade', 'archive', 'erase']),
    selected: targets,
    derived: targets,
    reverted: targets.describe('Records that stay, but go back to what was known without the selected ones'),
    mentioned: z.array(z.string()).describe('Selected turns of others that speak of the subject'),
    possibleMentions: targets.describe('Turns and records of others that may speak of the subject; they stay'),
    beside: z
      .array(z.looseObject({ id: z.string().optional(), what: z.string(), outcome: z.string(), why: z.string() }))
      .describe('Policy rules and reasons that name the subject, and what becomes of them'),
    settled: z.array(z.unknown()).optional().describe('Copies that an earlier erasure had not reached, covered now'),
    rederived: z
      .array(z.looseObject({ id: z.string(), kind: kindSchema, from: z.number() }))
      .describe('Derived ones that are made again from what is left'),
    kept: z.array(z.looseObject({ id: z.string(), reason: z.string() })),
    hooks: z.array(z.unknown()).optional().describe('Tiers outside the cube that were called or are owed a call'),
    proof: z.looseObject({}).optional().describe('The signed receipt of an erasure; give it to whoever asked for it'),
    warnings: z.array(z.string()).describe('What is not covered or was not found to be gone'),
    receipt: z.string().optional(),
    seq: z.number(),
    confirmation: z.string().optional().describe('Pass it to a second call to do it'),
  }),
  run: async (input, { memory, signal }) => {
    const {
      ids,
      query,
      threshold,
      session,
      subject,
      source,
      before,
      mode,
      reason,
      mentions,
      includeMentions,
      confirmation,
    } = input;
    const selectors: ForgetSelector[] = [
      ...(ids === undefined ? [] : [{ ids }]),
      ...(query === undefined ? [] : [{ query, ...(threshold === undefined ? {} : { threshold }) }]),
      ...(session === undefined ? [] : [{ session }]),
      ...(subject === undefined ? [] : [{ subject }]),
      ...(source === undefined ? [] : [{ source }]),
      ...(before === undefined ? [] : [{ before }]),
    ];
    const [selector] = selectors;
    if (selector === undefined || selectors.length > 1) {
      throw new MemoryError('invalid_input', 'name what to forget in exactly one way', {
        hint: 'give one of ids, query, session, subject, source, before',
      });
    }
    const options = {
      mode,
      signal,
      ...(reason === undefined ? {} : { reason }),
      ...(mentions === undefined ? {} : { mentions }),
      ...(includeMentions === undefined ? {} : { includeMentions }),
    };
    const plan = await memory.forget(selector, { ...options, dryRun: true });
    const besides = plan.beside.filter(({ outcome }) => outcome !== 'kept').length;
    const count = plan.selected.length + plan.derived.length + besides;
    const may = possibleText(plan);
    if (count === 0) {
      const nothing = ['Nothing in memory matches; nothing was changed.', ...may, ...plan.warnings];
      return { structured: wireForget(plan), text: nothing.join('\n') };
    }
    const code = confirmationOf(plan);
    if (confirmation === undefined) {
      const list = [...plan.selected, ...plan.derived]
        .slice(0, 30)
        .map((one) => `- ${one.preview} (${one.kind}, id ${one.id})`);
      return {
        structured: { ...wireForget(plan), confirmation: code },
        text: [
          `Dry run: ${mode} would touch ${count}. Nothing was changed.`,
          ...list,
          ...may,
          `To do it, call again with confirmation ${code}.`,
        ].join('\n'),
      };
    }
    if (confirmation !== code) {
      throw new MemoryError('conflict', 'the confirmation does not match what would be forgotten now', {
        hint: 'memory has changed since the dry run, or the arguments differ: make the dry run again and show its list to the user',
      });
    }
    // By id: what the user saw, even if the query would find more by now.
    const shown = 'query' in selector ? { ids: [...plan.selected, ...plan.derived].map((one) => one.id) } : selector;
    const report = await memory.forget(shown, { ...options, dryRun: false });
    const did = { fade: 'Faded', archive: 'Archived', erase: 'Erased' }[mode];
    const receipt = report.receipt === undefined ? '' : ` Receipt ${report.receipt}.${scanText(report.proof)}`;
    return {
      structured: wireForget(report),
      text: [`${did} ${report.selected.length + report.derived.length}.${receipt}`, ...report.warnings].join('\n'),
    };
  },
});

/** What may speak of a subject and would stay. */
function possibleText({ possibleMentions }: ForgetReport): string[] {
  if (possibleMentions.length === 0) return [];
  const some = possibleMentions.slice(0, 10).map(({ preview, id }) => `- ${preview} (id ${id})`);
  return [`${possibleMentions.length} of others may speak of it and stay, unless includeMentions takes them:`, ...some];
}

function scanText(proof: ReceiptDocument | undefined): string {
  const scan = proof?.body.scan;
  if (scan === undefined) return '';
  const found = scan.hits.text + scan.hits.words + scan.hits.vectors;
  return found === 0 ? ` A scan of ${scan.files} files found nothing left.` : ` A scan found ${found} traces left.`;
}
