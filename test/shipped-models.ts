/** Reads the trained models that ship in data/models. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OpenModelFolder } from '../src/activation/claims/claim.ts';

export const shippedModels: OpenModelFolder = (model) => (file) =>
  readFileSync(fileURLToPath(new URL(`../data/models/${model}/${file}`, import.meta.url)));
