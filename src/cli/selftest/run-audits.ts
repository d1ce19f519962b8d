/** Audits cubes in a child process; when it dies, the case it died on counts as an abort and another child goes on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { AuditResult } from './tasks.ts';

export type AuditCase = { readonly path: string; readonly ids: readonly string[] };

/** One result a case, in order; `undefined` where the auditing process died. */
export async function runAudits(
  folder: string,
  cases: readonly AuditCase[],
  options: { readonly signal: AbortSignal; readonly onDone?: (done: number) => void },
): Promise<(AuditResult | undefined)[]> {
  const files = new Map<readonly string[], string>();
  const prepared = cases.map(({ path, ids }) => {
    let idsFile = files.get(ids);
    if (idsFile === undefined) {
      idsFile = join(folder, `acknowledged-${files.size}.json`);
      writeFileSync(idsFile, JSON.stringify(ids));
      files.set(ids, idsFile);
    }
    return { path, idsFile };
  });
  const results: (AuditResult | undefined)[] = new Array(cases.length).fill(undefined);
  for (let next = 0; next < cases.length && !options.signal.aborted; ) {
    const first = next;
    let last = -1;
    const child = startChild({ task: 'audit', cases: prepared.slice(first) }, (message) => {
      if (message.say === 'begin') last = message.index;
      if (message.say === 'audited') {
        results[first + message.index] = message.result;
        options.onDone?.(first + message.index + 1);
      }
    });
    const stop = (): void => child.kill();
    options.signal.addEventListener('abort', stop, { once: true });
    await child.ended;
    options.signal.removeEventListener('abort', stop);
    // Dead before the first case began: that case cannot be audited at all.
    next = first + Math.max(last, 0) + 1;
  }
  return results;
}
