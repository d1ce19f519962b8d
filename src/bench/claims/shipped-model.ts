/** The trained models that ship with the package, as claims open them. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReadModelFile } from '../../models/fixture.ts';

/** Opens a shipped model folder by name. */
export type OpenModelFolder = (name: string) => ReadModelFile;

const models = new URL('../../../data/models/', import.meta.url);

/** Reads files of a folder in `data/models`. */
export const shippedModel: OpenModelFolder = (folder) => (file) =>
  readFile(fileURLToPath(new URL(`${folder}/${file}`, models)));
