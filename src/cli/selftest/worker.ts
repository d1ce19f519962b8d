/** The selftest's child process: writes, reads or audits, as its one argument says. */
import { writeSync } from 'node:fs';
import { auditCases } from './audit.ts';
import type { WorkerMessage, WorkerTask } from './tasks.ts';
import { eraseOn, readOn, writeOn } from './work.ts';

/** Straight to the pipe: what was said has left this process even if it is killed in the next instruction. */
function say(message: WorkerMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(1, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const task = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
if (task.task === 'write') await writeOn(task, say);
else if (task.task === 'read') await readOn(task, say);
else if (task.task === 'erase') await eraseOn(task, say);
else await auditCases(task, say);
process.exit(0);
