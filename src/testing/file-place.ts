/** A temporary folder in which one cube lives in one file, for the contract and for tests of damage. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenStoreOptions, Store } from '../ports/index.ts';
import type { StorePlace } from './store-contract/case.ts';

/** A place on disk. */
export type FilePlace = StorePlace & {
  readonly folder: string;
  /** Where the cube is. */
  readonly path: string;
  readonly files: NonNullable<StorePlace['files']>;
};

/** A fresh folder, in which `openAt` opens a cube by its path. */
export function filePlace(openAt: (path: string, options?: OpenStoreOptions) => Promise<Store>): FilePlace {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-store-'));
  const path = join(folder, 'cube.palimpsest');
  let count = 0;
  return {
    folder,
    path,
    open: (options) => openAt(path, options),
    files: {
      newPath: () => join(folder, `copy-${++count}.palimpsest`),
      openAt,
      rawBytes() {
        const names = existsSync(folder) ? readdirSync(folder) : [];
        return Buffer.concat(names.map((name) => readFileSync(join(folder, name))));
      },
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
