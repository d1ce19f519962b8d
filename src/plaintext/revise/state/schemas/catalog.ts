/** The state schemas that ship with the package, by name. */
import { MemoryError } from '../../../../errors/index.ts';
import { parseStateSchema } from '../check-schema.ts';
import { createStateSchema, type StateSchema, type StateSchemaDefinition, userSchema } from '../state-schema.ts';
import { codebaseSchemaDefinition } from './codebase-schema.ts';
import { customerSchemaDefinition } from './customer-schema.ts';
import { userSchemaDefinition } from './user-schema.ts';

/** A person, a codebase, a customer's account. */
export type StateSchemaName = 'user' | 'codebase' | 'customer';

export const stateSchemas: Readonly<Record<StateSchemaName, StateSchemaDefinition>> = {
  user: userSchemaDefinition,
  codebase: codebaseSchemaDefinition,
  customer: customerSchemaDefinition,
};

/**
 * A schema by name or from data; the default without either.
 *
 * @throws MemoryError `invalid_input` for an unknown name, or data that is no schema.
 */
export function chooseStateSchema(given?: unknown): StateSchema {
  if (given === undefined || given === 'user') return userSchema;
  if (typeof given !== 'string') return createStateSchema(parseStateSchema(given));
  if (!Object.hasOwn(stateSchemas, given)) {
    throw new MemoryError('invalid_input', `no state schema is called ${given.slice(0, 40)}`, {
      hint: `there are ${Object.keys(stateSchemas).join(', ')}; or pass a definition`,
    });
  }
  return createStateSchema(stateSchemas[given as StateSchemaName]);
}
