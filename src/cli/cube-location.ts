/** From what a person types after `--cube` to the file that is meant. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { MemoryError } from '../errors/index.ts';

/** Ending of cube files. */
export const cubeExtension = '.palimpsest';

export type CubeLocation = {
  readonly path: string /** Absent for a cube given by its path. */;
  readonly name?: string;
};

/** A path when it looks like one (a separator or the ending), else a name inside the data directory. */
export function locateCube(cube: string, home: string): CubeLocation {
  if (cube === ':memory:') {
    throw new MemoryError('invalid_input', 'a cube in memory ends with the command', { hint: 'give a name or a file' });
  }
  if (/[/\\]/.test(cube) || extname(cube) === cubeExtension) return { path: resolve(cube) };
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(cube)) {
    throw new MemoryError('invalid_input', `${JSON.stringify(cube)} is not a cube's name`, {
      hint: 'use letters, digits, dots, dashes and underscores, or give a path',
    });
  }
  return { path: join(cubesFolder(home), `${cube}${cubeExtension}`), name: cube };
}

/** Where named cubes are. */
export function cubesFolder(home: string): string {
  return join(home, 'cubes');
}

/** Names of the cubes in the data directory, in order. */
export function cubeNames(home: string): string[] {
  const folder = cubesFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => extname(file) === cubeExtension && statSync(join(folder, file)).isFile())
    .map((file) => basename(file, cubeExtension))
    .sort();
}
