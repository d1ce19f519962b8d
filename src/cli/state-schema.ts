/** The state schema that the settings name: one that ships, one in a file, or none. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../errors/index.ts';
import type { OpenMemoryOptions } from '../memory/open-options.ts';

type Choice = NonNullable<OpenMemoryOptions['stateSchema']>;

const shipped: readonly string[] = ['user', 'codebase', 'customer'];

/**
 * The option of `openMemory`.
 *
 * @throws MemoryError `invalid_input` for a file that is not there or not JSON.
 */
export function stateSchemaOf(setting: string): Choice {
  if (setting === 'off') return false;
  if (shipped.includes(setting)) return setting as Choice;
  const path = resolve(setting);
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new MemoryError('invalid_input', `there is no state schema called ${setting}, and no file at ${path}`, {
      hint: `give ${shipped.join(', ')}, off, or a JSON file; palimpsest config unset stateSchema takes the setting out`,
      cause,
    });
  }
  try {
    return JSON.parse(content) as Choice;
  } catch (cause) {
    throw new MemoryError('invalid_input', `the state schema is not JSON: ${path}`, {
      hint: `mend ${path}; palimpsest config unset stateSchema takes the setting out`,
      cause,
    });
  }
}
