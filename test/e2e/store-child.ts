/**
 * A process of its own that writes to, or reads, one cube: the other side of the tests about crashes, contention and
 * damage. Arguments: what to do, a driver, a path, and what that task needs. Reports lines of JSON on its output.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openFileKeyRing } from '../../src/adapters/keys/index.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/index.ts';
import { isMemoryError } from '../../src/errors/index.ts';
import type { Row, Store } from '../../src/ports/index.ts';
import { chainIsIntact, logEntries, rowIsIntact } from '../../src/testing/log-entries.ts';

const [task, driver, path, ...rest] = process.argv.slice(2) as [string, 'node' | 'libsql', string, ...string[]];
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const codeOf = (error: unknown): string => {
  if (isMemoryError(error)) return error.code;
  throw error;
};

/** Appends batches until `count` rows of this writer are in, taking up after conflicts; `endless` for a crash. */
async function write(name: string, count: number, batchRows: number): Promise<void> {
  const store = await openSqliteStore(path, { driver, busyTimeoutMs: 30_000 });
  let conflicts = 0;
  say({ ready: true });
  for (let done = 0; done < count; ) {
    const head = await store.head();
    const sketch = (_: unknown, i: number) => ({ id: `${name}-${done + i}`, body: `${name} ${done + i} `.repeat(20) });
    const batch = logEntries(store.macKey, head, Array.from({ length: batchRows }, sketch));
    try {
      const { seq } = await store.append(batch, head.seq);
      done += batchRows;
      if (count === Number.POSITIVE_INFINITY) say({ acknowledged: seq });
    } catch (error) {
      if (codeOf(error) !== 'conflict') throw error;
      conflicts++;
    }
  }
  await store.close();
  say({ name, done: count, conflicts });
}

const plain = (row: Row): string => JSON.stringify({ ...row, body: [...row.body], mac: [...row.mac] });

/** What reading a damaged cube gave: every answer must be right, an error, or known as wrong by its MAC or a check. */
type Verdict = { readonly errors: number; readonly caughtByMac: number; readonly silent: string[] };

async function readEverything(store: Store, expected: readonly Row[]): Promise<Verdict> {
  let errors = 0;
  let caughtByMac = 0;
  const silent: string[] = [];
  const attempt = async (name: string, read: () => Promise<readonly (Row | undefined)[]>, wanted: readonly Row[]) => {
    let rows: readonly (Row | undefined)[];
    try {
      rows = await read();
    } catch (error) {
      codeOf(error);
      errors++;
      return;
    }
    const wrong = wanted.filter((row, i) => {
      const got = rows[i];
      if (got !== undefined && !rowIsIntact(store.macKey, got)) {
        caughtByMac++;
        return false;
      }
      return got === undefined || plain(got) !== plain(row);
    });
    if (wrong.length > 0 || rows.length > wanted.length)
      silent.push(`${name} ${wrong.map((row) => row.seq).join(',')}`);
  };
  await attempt('rows', () => store.rows(0, 10_000), expected);
  await attempt('rowsAt', () => store.rowsAt(expected.map((row) => row.seq)), expected);
  await attempt(
    'latest',
    () =>
      store.latest(
        'turn',
        expected.map((row) => row.id),
      ),
    expected,
  );
  for (const row of expected.slice(0, 20)) await attempt('versions', () => store.versions(row.kind, row.id), [row]);
  try {
    const changes = await store.changes(0, 10_000);
    if (changes.length !== expected.length) silent.push('changes');
    else if (!chainIsIntact({ seq: 0, hash: new Uint8Array(32) }, changes)) caughtByMac++;
  } catch (error) {
    codeOf(error);
    errors++;
  }
  for (const name of ['blob', 'none']) {
    try {
      const blob = await store.blob(name);
      if (name === 'blob' && blob?.length !== 5000) silent.push('blob');
    } catch (error) {
      codeOf(error);
      errors++;
    }
  }
  try {
    const jobs = await store.jobs();
    if (jobs[0]?.payload !== '{"some":"payload"}') silent.push('jobs');
  } catch (error) {
    codeOf(error);
    errors++;
  }
  return { errors, caughtByMac, silent };
}

/** Flips one byte after another of a copy and reads the copy; notes the position first, for the case of an abort. */
async function flip(positions: readonly number[], mask: number, which: '' | '-wal'): Promise<void> {
  const copy = `${path}.flipped`;
  const original = readFileSync(`${path}${which}`);
  const whole = await openSqliteStore(rest[3] as string, { driver, readOnly: true });
  const expected = await whole.rows(0, 10_000);
  await whole.close();
  for (const position of positions) {
    writeFileSync(`${path}.position`, String(position));
    for (const suffix of ['', '-wal', '-shm', '.head']) rmSync(`${copy}${suffix}`, { force: true });
    copyFileSync(path, copy);
    copyFileSync(`${path}.head`, `${copy}.head`);
    if (which === '-wal') copyFileSync(`${path}-wal`, `${copy}-wal`);
    const bytes = Buffer.from(original);
    bytes[position] = (bytes[position] as number) ^ mask;
    writeFileSync(`${copy}${which}`, bytes);
    let outcome: object;
    try {
      const store = await openSqliteStore(copy, { driver, mustExist: true, durability: 'normal' });
      try {
        const verdict = await readEverything(store, expected);
        const checked = verdict.silent.length > 0 ? (await store.check()).ok : undefined;
        outcome = { ...verdict, checked };
      } finally {
        await store.close().catch(codeOf);
      }
    } catch (error) {
      outcome = { refused: codeOf(error) };
    }
    say({ position, ...outcome });
  }
}

/** Makes and destroys keys of one ring without end; says what is done once it is durable. */
async function turnKeys(name: string): Promise<void> {
  const ring = await openFileKeyRing(path, { busyTimeoutMs: 60_000 });
  say({ ready: true });
  for (let round = 0; ; round += 1) {
    const subject = `${name} ${round}`;
    const key = (await ring.ensure([subject])).get(subject);
    if (key === undefined) throw new Error('no key was made');
    say({ made: key.id, bytes: Buffer.from(key.bytes).toString('base64') });
    if (round % 2 === 0) continue;
    say({ destroying: key.id });
    await ring.destroy(await ring.retire(subject));
    say({ destroyed: key.id });
  }
}

if (task === 'write') await write(rest[0] as string, Number(rest[1]), Number(rest[2]));
else if (task === 'flip') await flip(JSON.parse(rest[0] as string), Number(rest[1]), (rest[2] ?? '') as '' | '-wal');
else if (task === 'keys') await turnKeys(driver);
else throw new Error(`no task ${task}`);
