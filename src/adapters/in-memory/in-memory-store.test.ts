import { describe, expect, it } from 'vitest';
import { describeStoreContract, seededEntropy } from '../../testing/index.ts';
import { createInMemoryCube, createInMemoryStore } from './in-memory-store.ts';

describeStoreContract(
  { describe, it },
  'memory',
  {
    place() {
      const content = createInMemoryCube();
      return {
        open: async (options = {}) => createInMemoryStore({ content, readOnly: options.readOnly ?? false }),
        remove: async () => {},
      };
    },
  },
  {
    files: 'it has no files',
    durable: 'it ends with its process',
    'must-exist': 'it always makes a cube',
  },
);

describe('createInMemoryStore', () => {
  it('takes id and secret from what is injected', () => {
    const make = () => createInMemoryStore({ cube: 'mine', entropy: seededEntropy(1) });
    expect(make().cube).toBe('mine');
    expect(make().macKey).toEqual(make().macKey);
  });

  it('has no file to back up', async () => {
    await expect(createInMemoryStore().backup('x')).rejects.toMatchObject({ code: 'unsupported' });
  });
});
