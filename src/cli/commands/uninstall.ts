/** `uninstall`: says, and with `--purge` removes, everything that Palimpsest wrote to the data directory. */
import { existsSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CliCommand, defineCommand, option } from '../command.ts';
import type { Config } from '../config.ts';
import { cubeNames, cubesFolder, locateCube } from '../cube-location.ts';
import { importsFolder } from '../import/import-state.ts';
import { flag } from '../option-schemas.ts';
import { byteSize, counted } from '../screen.ts';

/** Files that are ours by place and name; nothing else in these folders is touched. */
async function ownFiles({ home, configFile, keyFolder }: Config): Promise<string[]> {
  const inside = (folder: string, ours: RegExp): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => ours.test(name))
          .map((name) => join(folder, name))
          .filter((path) => statSync(path).isFile())
      : [];
  const rings = await ringsOf(home);
  return [
    ...inside(keyFolder, /\.(?:keys|erasures)(\.lock|\.new|\.old)?$/).filter((path) =>
      rings.has(basename(path).replace(/\.(?:keys|erasures).*$/, '.keys')),
    ),
    ...inside(cubesFolder(home), /\.palimpsest(\.|-|$)/),
    ...inside(importsFolder(home), /^[0-9a-f]{32}\.json(\.new)?$/),
    ...(existsSync(configFile) ? [configFile] : []),
  ].sort();
}

/** Names of the key rings of the cubes that go: those of cubes kept elsewhere are needed as long as these are there. */
async function ringsOf(home: string): Promise<ReadonlySet<string>> {
  const { ringPath } = await import('../../adapters/keys/index.ts');
  const { openSqliteStore } = await import('../../adapters/sqlite/index.ts');
  const rings = new Set<string>();
  for (const name of cubeNames(home)) {
    try {
      const path = locateCube(name, home).path;
      const store = await openSqliteStore(path, { mustExist: true, readOnly: true, acceptLoss: true });
      rings.add(basename(ringPath('', store.cube)));
      await store.close();
    } catch {
      // A damaged cube goes all the same; its keys, which may belong to a backup of it, stay.
    }
  }
  return rings;
}

function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

export const uninstallCommand: CliCommand = defineCommand({
  name: 'uninstall',
  group: 'Set-up',
  summary: 'show, and with --purge remove, everything that was written',
  details: 'Cubes that you keep elsewhere (--cube PATH) are yours and are left alone.',
  options: {
    purge: option('--purge', 'remove all cubes, import positions and settings', flag),
    yes: option('-y, --yes', 'do not ask', flag),
  },
  examples: ['palimpsest uninstall', 'palimpsest uninstall --purge'],
  run: async (_args, { purge, yes }, context) => {
    const { config } = context;
    const files = await ownFiles(config);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const asked = purge && !yes && context.interactive && !context.json && files.length > 0;
    const agreed =
      purge &&
      (!asked || (await context.confirm(`Remove ${counted(files.length, 'file')} (${byteSize(bytes)}) for good?`)));
    if (agreed) {
      const { removeFileKeyRing } = await import('../../adapters/keys/index.ts');
      // Keys are overwritten: a backup of the cube must not become readable by what the disk still has of them.
      for (const file of files)
        await (file.endsWith('.keys') ? removeFileKeyRing(file) : rmSync(file, { force: true }));
      for (const folder of [
        cubesFolder(config.home),
        importsFolder(config.home),
        config.keyFolder,
        config.home,
        dirname(config.configFile),
      ])
        removeEmpty(folder);
    }
    const removed = agreed ? files : [];
    return {
      data: { home: config.home, configFile: config.configFile, files, bytes, removed },
      show: ({ line, paint }) => {
        if (files.length === 0) {
          line('Nothing is there to remove.');
        } else {
          for (const file of files) line(`  ${paint.dim(file)}`);
          line(
            agreed
              ? `Removed ${counted(files.length, 'file')} (${byteSize(bytes)}).`
              : `${counted(files.length, 'file')} (${byteSize(bytes)}), nothing was removed. ${purge ? '' : 'palimpsest uninstall --purge removes them.'}`.trimEnd(),
          );
        }
        line('The program itself goes with: npm uninstall palimpsest (add -g for a global one)');
      },
    };
  },
});
