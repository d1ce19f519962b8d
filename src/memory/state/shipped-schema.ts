/** The schema of a person with the signs that ship with the package: the model is read when a sentence first needs it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createStaticEmbedder } from '../../adapters/embedders/static-embedder.ts';
import { MemoryError } from '../../errors/index.ts';
import { userSchemaDefinition } from '../../plaintext/revise/state/schemas/user-schema.ts';
import { decodeSignModel } from '../../plaintext/revise/state/signs/sign-model.ts';
import { createSigns } from '../../plaintext/revise/state/signs/signs.ts';
import { createStateSchema, type StateSchema } from '../../plaintext/revise/state/state-schema.ts';

/** Beside `src` and beside `dist` alike. */
const modelPath = fileURLToPath(new URL('../../../data/state/user.bin', import.meta.url));

let made: StateSchema | undefined;

/** The default of a memory. @throws MemoryError `unavailable` where the package lacks its model. */
export function shippedUserSchema(): StateSchema {
  if (made !== undefined) return made;
  if (!existsSync(modelPath)) {
    throw new MemoryError('unavailable', `no model of signs at ${modelPath}`, {
      hint: 'install the package again (data/state belongs to it), or open with another `stateSchema`',
    });
  }
  const bytes = readFileSync(modelPath);
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  made = createStateSchema(userSchemaDefinition, {
    id,
    open: (thesaurus) => createSigns(decodeSignModel(bytes), createStaticEmbedder(), thesaurus),
  });
  return made;
}
