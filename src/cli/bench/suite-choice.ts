/** Which suite, and where its data lies: from the options and the configuration. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { CommandContext } from '../context.ts';
import { nearest } from '../nearest.ts';

type Named = { readonly suite: string | undefined; readonly data: string | undefined };

/** The suite that `--suite` names, and the path that `--data` or `PALIMPSEST_DATA` gives for it. */
export async function chosenSuite(
  { suite, data }: Named,
  context: CommandContext,
): Promise<{ readonly suite: string; readonly dataPath: string }> {
  const { suites } = await import('../../bench/index.ts');
  const names = Object.keys(suites);
  if (suite === undefined || !names.includes(suite)) {
    const close = suite === undefined ? undefined : nearest(suite, names);
    throw new MemoryError(
      'invalid_input',
      suite === undefined ? '--suite is missing' : `there is no suite named ${suite}`,
      {
        hint: close === undefined ? `there are: ${names.join(', ')}` : `did you mean ${close}?`,
      },
    );
  }
  return { suite, dataPath: dataPath(suite, data, context.config.benchData) };
}

/** The folder that `--data` names, or the suite's folder in `PALIMPSEST_DATA`. */
function dataPath(suite: string, given: string | undefined, benchData: string | undefined): string {
  if (given !== undefined) {
    const path = resolve(given);
    if (existsSync(path)) return path;
    throw new MemoryError('not_found', `there is nothing at ${path}`, {
      hint: "name the file or folder in the suite's own format",
    });
  }
  const found =
    benchData !== undefined && existsSync(benchData)
      ? readdirSync(benchData).find((name) => name.startsWith(suite))
      : undefined;
  if (benchData !== undefined && found !== undefined) return join(benchData, found);
  throw new MemoryError('invalid_input', `the data of ${suite} is missing`, {
    hint: 'give --data PATH (a file or folder in its own format), or set PALIMPSEST_DATA to a folder of data sets',
  });
}
