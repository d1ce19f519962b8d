/** Named blobs, each with a MAC over name and content, so that a flipped bit is found when it is read. */
import { createHmac } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import { encryptionNote } from '../../ports/index.ts';
import { blobThere } from '../check-batch.ts';
import { blobBytes, type SqliteBlob } from './row-codec.ts';
import { stampVersion } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

function mac(macKey: Uint8Array, name: string, data: Uint8Array): Buffer {
  return createHmac('sha256', macKey).update(`blob ${name}\0`, 'utf8').update(data).digest();
}

/** The blobs of one cube. */
export class SqliteBlobs {
  readonly #connection: SqliteConnection;
  readonly #cube: string;
  readonly #macKey: Uint8Array;

  constructor(connection: SqliteConnection, cube: string, macKey: Uint8Array) {
    this.#connection = connection;
    this.#cube = cube;
    this.#macKey = macKey;
  }

  /** `authenticated`: the caller checks the content. @throws `corrupt` when the content is not what was written. */
  async get(name: string, authenticated = false): Promise<Uint8Array | undefined> {
    const [row] = await this.#connection.read('reading a blob', () =>
      this.#connection.all<{ readonly mac: SqliteBlob; readonly data: SqliteBlob }>(
        'SELECT CAST(mac AS BLOB) AS mac, CAST(data AS BLOB) AS data FROM blobs WHERE cube_id = ? AND name = ?',
        this.#cube,
        name,
      ),
    );
    if (row === undefined) return undefined;
    const data = row.data === null ? Buffer.alloc(0) : blobBytes(row.data);
    if (authenticated) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (row.mac === null || !mac(this.#macKey, name, data).equals(blobBytes(row.mac))) {
      throw new MemoryError('corrupt', `blob ${name} does not match its checksum`, {
        details: { name },
        hint: 'remove it where it can be made again, else restore the newest backup',
      });
    }
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  /** All names that start with `prefix`, sorted. */
  async names(prefix: string): Promise<string[]> {
    const rows = await this.#connection.read('listing blobs', () =>
      this.#connection.all<{ readonly name: SqliteBlob }>(
        'SELECT CAST(name AS BLOB) AS name FROM blobs WHERE cube_id = ?',
        this.#cube,
      ),
    );
    return rows
      .map((row) => blobBytes(row.name).toString('utf8'))
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  /** Writes or removes blobs; call it inside a write transaction. @throws `conflict` when one of `absent` is there. */
  put(blobs: ReadonlyMap<string, Uint8Array | null>, absent: readonly string[] = []): void {
    for (const name of absent) {
      const found = 'SELECT 1 AS found FROM blobs WHERE cube_id = ? AND name = ?';
      if (this.#connection.all(found, this.#cube, name).length > 0) throw blobThere(name);
    }
    for (const [name, data] of blobs) {
      if (data === null) {
        this.#connection.run('DELETE FROM blobs WHERE cube_id = ? AND name = ?', this.#cube, name);
      } else {
        this.#connection.run(
          // node:sqlite binds an empty buffer as NULL.
          "INSERT INTO blobs (cube_id, name, mac, data) VALUES (?, ?, ?, coalesce(?, x'')) " +
            'ON CONFLICT (cube_id, name) DO UPDATE SET mac = excluded.mac, data = excluded.data',
          this.#cube,
          name,
          mac(this.#macKey, name, data),
          Buffer.from(data.buffer, data.byteOffset, data.byteLength),
        );
      }
    }
    const note = blobs.get(encryptionNote);
    if (note !== undefined) stampVersion(this.#connection.handle, note !== null);
  }
}
