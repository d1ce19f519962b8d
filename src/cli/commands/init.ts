/** `init`: makes a cube. */
import { existsSync } from 'node:fs';
import { type CliCommand, defineCommand } from '../command.ts';

export const initCommand: CliCommand = defineCommand({
  name: 'init',
  group: 'Set-up',
  summary: 'make a cube (one memory, one file)',
  arguments: [{ syntax: '[name-or-path]', description: 'as for --cube' }],
  examples: ['palimpsest init', 'palimpsest init anna', 'palimpsest init ./project.palimpsest'],
  run: async ([given], _options, context) => {
    const cube = given as string | undefined;
    const place = context.location(cube);
    const existed = existsSync(place.path);
    const memory = await context.openCube({ mustExist: false, ...(cube === undefined ? {} : { cube }) });
    const { turns } = await memory.stats();
    const use = place.name === context.config.cube ? '' : ` --cube ${place.name ?? place.path}`;
    return {
      data: { cube: memory.cube, name: place.name ?? null, path: place.path, created: !existed },
      show: ({ line, paint }) => {
        line(
          existed
            ? `${place.path} is there already, with ${turns.toLocaleString('en-US')} turns.`
            : `Made ${paint.bold(place.path)}`,
        );
        if (!existed) line(`Next: palimpsest observe "I moved to Oslo last week" --speaker Anna${use}`);
      },
    };
  },
});
