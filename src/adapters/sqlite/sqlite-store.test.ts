import { describe, it } from 'vitest';
import { describeStoreContract, filePlace } from '../../testing/index.ts';
import { libsqlDriver, nodeSqliteDriver, openSqliteStore, type SqliteDriver } from './index.ts';

const noNode = `node ${process.versions.node} has no node:sqlite`;
const noLibsql = 'the optional package libsql is not installed';
const node = nodeSqliteDriver();
const libsql = await libsqlDriver();

function runOn(name: string, driver: SqliteDriver | undefined, reason: string): void {
  if (driver === undefined) {
    describe.skip(`store contract: sqlite:${name} (skipped: ${reason})`, () => it('runs', () => {}));
    return;
  }
  describeStoreContract({ describe, it }, `sqlite:${name}`, {
    place: () => filePlace((path, options) => openSqliteStore(path, { ...options, driver })),
  });
}

runOn('node', node, noNode);
runOn('libsql', libsql, noLibsql);

const any = libsql ?? node;
if (any === undefined) {
  describe.skip(`store contract: sqlite:handle (skipped: ${noNode}, and ${noLibsql})`, () => it('runs', () => {}));
} else {
  describeStoreContract(
    { describe, it },
    'sqlite:handle',
    {
      place: () =>
        filePlace((path, options) =>
          openSqliteStore(path, {
            ...options,
            driver: any.open(path, { readOnly: options?.readOnly ?? false, immutable: false }),
          }),
        ),
    },
    { 'must-exist': 'opening a handle makes the file before the store can look' },
  );
}
