/** Holds a cube against what was acknowledged: every id is there with its text, or the cube says that it is not. */
import { readFileSync } from 'node:fs';
import { isMemoryError } from '../../errors/index.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { asMemoryError } from '../envelope.ts';
import { knownText } from './known-text.ts';
import type { AuditResult, AuditTask, WorkerMessage } from './tasks.ts';

/** Audits one cube after the other, and says before each which one comes: a process that dies leaves that as its last word. */
export async function auditCases(task: AuditTask, say: (message: WorkerMessage) => void): Promise<void> {
  for (const [index, { path, idsFile }] of task.cases.entries()) {
    say({ say: 'begin', index });
    const ids = JSON.parse(readFileSync(idsFile, 'utf8')) as string[];
    say({ say: 'audited', index, result: await auditCube(path, ids) });
  }
}

/** Opens, reads everything, verifies; a cube that refuses to open is opened once more with its loss accepted. */
export async function auditCube(path: string, ids: readonly string[]): Promise<AuditResult> {
  const unexpected: string[] = [];
  const note = (error: unknown): string => {
    const { code, message } = asMemoryError(error);
    if (!isMemoryError(error) || code === 'internal') unexpected.push(`${code}: ${message}`);
    return code;
  };
  let memory: Memory;
  try {
    memory = await openMemory({ path, mustExist: true });
  } catch (error) {
    const refused = note(error);
    try {
      memory = await openMemory({ path, mustExist: true, acceptLoss: true });
    } catch (second) {
      note(second);
      return {
        refused,
        present: 0,
        missing: ids.length,
        reported: ids.length,
        altered: 0,
        verified: false,
        problems: [],
        unexpected,
      };
    }
    const after = await readAll(memory, ids, note);
    await memory.close().catch(note);
    // It refused: whatever is missing has been reported.
    return { ...after, refused, reported: after.missing, unexpected };
  }
  const found = await readAll(memory, ids, note);
  await memory.close().catch(note);
  return { ...found, reported: found.verified ? found.reported : found.missing, unexpected };
}

type Found = Omit<AuditResult, 'refused' | 'unexpected'>;

async function readAll(memory: Memory, ids: readonly string[], note: (error: unknown) => string): Promise<Found> {
  let present = 0;
  let missing = 0;
  let reported = 0;
  let altered = 0;
  for (const id of ids) {
    try {
      const item = await memory.get(id);
      if (item === undefined) missing++;
      else if (item.text === knownText(id)) present++;
      else altered++;
    } catch (error) {
      note(error);
      missing++;
      reported++;
    }
  }
  let verified = false;
  let problems: readonly string[] = [];
  try {
    const report = await memory.verify();
    verified = report.ok;
    problems = report.problems.slice(0, 5).map((problem) => `${problem.what}: ${problem.message}`);
  } catch (error) {
    problems = [note(error)];
  }
  // Recall must answer or refuse; it must not fall over.
  await memory.recall('Who took the blue tent to Oslo?').catch(note);
  return { present, missing, reported, altered, verified, problems };
}
