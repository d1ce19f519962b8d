/** `cubes`: the cubes in the data directory. */
import { statSync } from 'node:fs';
import { iso } from '../../server/wire.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { cubeNames } from '../cube-location.ts';
import { byteSize, dated } from '../screen.ts';

export const cubesCommand: CliCommand = defineCommand({
  name: 'cubes',
  group: 'Data',
  summary: 'the cubes in the data directory',
  examples: ['palimpsest cubes'],
  run: async (_args, _options, { config, location }) => {
    const cubes = cubeNames(config.home).map((name) => {
      const { path } = location(name);
      const { size, mtimeMs } = statSync(path);
      return { name, path, bytes: size, changedAt: mtimeMs };
    });
    return {
      data: { home: config.home, cubes: cubes.map((cube) => ({ ...cube, changedAt: iso(cube.changedAt) })) },
      show: ({ line, table, paint }) => {
        if (cubes.length === 0) line('No cubes yet. Next: palimpsest init');
        table(
          cubes.map(({ name, path, bytes, changedAt }) => [
            `${name === config.cube ? paint.bold(name) : name}`,
            byteSize(bytes),
            paint.cyan(dated(changedAt)),
            paint.dim(path),
          ]),
        );
      },
    };
  },
});
