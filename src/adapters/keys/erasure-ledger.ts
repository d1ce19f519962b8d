/**
 * What was erased from a cube, noted outside it: where its keys and the owner's are, beside neither the cube nor its
 * backups, so that an old file of the cube which is put in place later is known for what it is. No content: positions,
 * and eight bytes of a digest each of what stood there.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ErasureLedger, NotedErasure } from '../../ports/index.ts';
import { makeFolder } from '../sqlite/make-folder.ts';

/** The file of a cube's ledger in a folder of keys. */
export function ledgerPath(folder: string, cube: string): string {
  return join(folder, `${cube.replace(/[^\w.-]/g, '_').slice(0, 120)}.erasures`);
}

/** One line an erasure; a line that was cut off by a crash is passed over, and written again by the same erasure. */
export function openFileLedger(path: string): ErasureLedger {
  const read = (): NotedErasure[] => {
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8').split('\n').flatMap(notedIn);
  };
  return {
    path,
    read: async () => read(),
    async add(noted) {
      if (read().some(({ erasure }) => erasure === noted.erasure)) return;
      makeFolder(dirname(path));
      // In a line of its own, whatever a crash left before it.
      appendFileSync(path, `\n${JSON.stringify(noted)}\n`, { mode: 0o600, flush: true });
    },
  };
}

function notedIn(line: string): NotedErasure[] {
  if (line.trim() === '') return [];
  try {
    const noted = JSON.parse(line) as Partial<NotedErasure>;
    const { erasure, positions, prints, selector, traces } = noted;
    const isWhole = typeof erasure === 'string' && typeof positions === 'string' && typeof prints === 'string';
    const more = {
      ...(typeof selector === 'string' ? { selector } : {}),
      ...(Array.isArray(traces) ? { traces: traces.filter((one) => typeof one === 'string') } : {}),
    };
    return isWhole ? [{ erasure, positions, prints, ...more }] : [];
  } catch {
    return [];
  }
}
