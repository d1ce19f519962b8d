/** Reads what `export` gave, into an empty or a living cube; what is there already stays as it is. */

import { z } from 'zod';
import { MemoryError, throwIfAborted } from '../errors/index.ts';
import { type NewEntry, standings } from '../kernel/entry.ts';
import { recordKinds, recordStatuses } from '../kernel/record.ts';
import { roles, sourceClasses } from '../kernel/turn.ts';
import { checkRecordData } from './checks.ts';
import type { Engine } from './engine.ts';
import type { ExportLine, ImportReport } from './memory.ts';

const batchLines = 256;

const turn = z.looseObject({
  id: z.string().min(1),
  scope: z.looseObject({}),
  role: z.enum(roles),
  text: z.string(),
  at: z.number(),
  source: z.enum(sourceClasses),
  trust: z.number().min(0).max(1),
  marks: z.array(z.string()),
  hash: z.string(),
});
const record = z.looseObject({
  id: z.string().min(1),
  version: z.number().int().min(1),
  kind: z.enum(recordKinds as [string, ...string[]]),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
  sources: z.array(z.string()).min(1),
  valid: z.looseObject({}),
  status: z.enum(recordStatuses),
});
const line = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('header'), format: z.literal('palimpsest-export'), version: z.number() }),
  z.looseObject({ type: z.literal('turn'), turn }),
  z.looseObject({ type: z.literal('record'), record }),
  z.looseObject({
    type: z.literal('mark'),
    mark: z.looseObject({ id: z.string(), version: z.number(), standing: z.enum(standings) }),
  }),
]);

export async function importLines(
  engine: Engine,
  lines: Iterable<ExportLine> | AsyncIterable<ExportLine>,
  signal?: AbortSignal,
): Promise<ImportReport> {
  engine.mustWrite();
  const report = { turns: 0, records: 0, known: 0 };
  let batch: ExportLine[] = [];
  let number = 0;
  const flush = async (): Promise<void> => {
    const given = batch;
    batch = [];
    const wrote = await engine.decide(() => writeNew(engine, given));
    report.turns += wrote.turns;
    report.records += wrote.records;
    report.known += wrote.known;
    await engine.exclusive(() => engine.save());
  };
  try {
    for await (const given of lines) {
      throwIfAborted(signal);
      number += 1;
      const parsed = line.safeParse(given);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new MemoryError(
          'invalid_input',
          `export line ${number}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
          {
            details: { line: number, ...report },
            hint: 'the lines before it are in; correct it and import again',
          },
        );
      }
      if (given.type === 'record') checkRecordData(given.record.kind, given.record.data);
      if (given.type === 'header' && given.version > 1) {
        throw new MemoryError('newer_version', `the export has version ${given.version}, this is 1`, {
          hint: 'upgrade palimpsest',
        });
      }
      if (given.type !== 'header') batch.push(given);
      if (batch.length >= batchLines) await flush();
    }
  } catch (error) {
    // What came before the broken line is good, and stays.
    if (batch.length > 0) await flush();
    throw error;
  }
  await flush();
  return report;
}

async function writeNew(
  engine: Engine,
  lines: readonly ExportLine[],
): Promise<{ turns: number; records: number; known: number }> {
  const turnIds = lines.flatMap((given) => (given.type === 'turn' ? [given.turn.id] : []));
  const recordIds = [...new Set(lines.flatMap((given) => (given.type === 'record' ? [given.record.id] : [])))];
  const knownTurns = new Set(
    (await engine.cube.latest('turn', turnIds)).flatMap((entry) => (entry === undefined ? [] : [idOf(entry)])),
  );
  const versions = new Map<string, number>();
  (await engine.cube.latest('record', recordIds)).forEach((entry, index) => {
    const version = entry?.kind === 'record' ? entry.record.version : entry?.kind === 'erased' ? entry.version : 0;
    versions.set(recordIds[index] as string, version);
  });
  const entries: NewEntry[] = [];
  let known = 0;
  for (const given of lines) {
    if (given.type === 'turn' && !knownTurns.has(given.turn.id)) {
      const { cube, seq, ...rest } = given.turn;
      knownTurns.add(rest.id);
      entries.push({ kind: 'turn', turn: rest });
    } else if (given.type === 'record' && given.record.version === (versions.get(given.record.id) ?? 0) + 1) {
      versions.set(given.record.id, given.record.version);
      entries.push({ kind: 'record', record: given.record });
    } else if (given.type === 'mark' && given.mark.version > engine.state.markVersion(given.mark.id)) {
      entries.push({ kind: 'mark', mark: given.mark });
    } else known += 1;
  }
  if (entries.length > 0) await engine.commit(entries);
  const count = (kind: NewEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length;
  return { turns: count('turn'), records: count('record'), known };
}

function idOf(entry: { readonly kind: string }): string {
  const item = entry as { turn?: { id: string }; id?: string };
  return item.turn?.id ?? item.id ?? '';
}
