/** The store contract over sealed stores, on every store that there is. */
import { describe, it } from 'vitest';
import { createInMemoryCube, createInMemoryStore } from '../../adapters/in-memory/in-memory-store.ts';
import { createMemoryKeyRing, createSharedRing } from '../../adapters/keys/index.ts';
import { openSqliteStore } from '../../adapters/sqlite/index.ts';
import { systemEntropy } from '../../adapters/system/index.ts';
import { createCubeSeal, type SealLevel } from '../../kernel/sealing/cube-seal.ts';
import { createSealedStore } from '../../kernel/sealing/sealed-store.ts';
import type { KeyRing, Store } from '../../ports/index.ts';
import { describeStoreContract, filePlace } from '../../testing/index.ts';

async function sealed(store: Store, ring: KeyRing, level: SealLevel): Promise<Store> {
  const seal = await createCubeSeal({
    cube: store.cube,
    ring,
    level,
    entropy: systemEntropy,
    readOnly: store.readOnly,
  });
  return createSealedStore(store, seal);
}

for (const level of ['content', 'everything'] as const) {
  describeStoreContract(
    { describe, it },
    `sealed ${level}: memory`,
    {
      place() {
        const content = createInMemoryCube();
        const shared = createSharedRing();
        return {
          open: async (options = {}) =>
            sealed(
              createInMemoryStore({ content, readOnly: options.readOnly ?? false }),
              createMemoryKeyRing({ shared }),
              level,
            ),
          remove: async () => {},
        };
      },
    },
    { files: 'it has no files', durable: 'it ends with its process', 'must-exist': 'it always makes a cube' },
  );

  describeStoreContract({ describe, it }, `sealed ${level}: sqlite`, {
    place() {
      const shared = createSharedRing();
      return filePlace(async (path, options) =>
        sealed(await openSqliteStore(path, options), createMemoryKeyRing({ shared }), level),
      );
    },
  });
}
