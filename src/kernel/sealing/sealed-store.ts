/**
 * A store whose blobs and jobs are sealed on their way in; the rows are sealed by the cube, which knows whose they are.
 *
 * What is derived from content is sealed under a key that erasure replaces; settings, and what an interrupted
 * erasure needs, under one that stays. Where names are sealed too, look-ups go by the sealed name.
 */
import { isMemoryError, MemoryError } from '../../errors/index.ts';
import { type Batch, encryptionNote, type Job, type Store } from '../../ports/index.ts';
import { isRemade } from '../remade-blobs.ts';
import { type CubeSeal, cubeKeys } from './cube-seal.ts';
import { checkWellFormed } from './name-seal.ts';
import { sealedUnder } from './sealed-bytes.ts';

/**
 * Folders of blobs without content: policies, use counts, which embedder, receipts, what an interrupted operation has to
 * do. Everything else counts as derived from content.
 */
const settingsFolders = ['embedder/', 'policy/', 'usage/', 'pending/', 'derived/', 'erase/', 'receipt/'] as const;

export type SealedStore = Store & {
  /** Blobs as they are kept underneath: sealed, and under their stored names. */
  storedForm(blobs: ReadonlyMap<string, Uint8Array | null>): Promise<Map<string, Uint8Array | null>>;
  /**
   * Seals under the live keys what still hangs on retired ones, in transactions of some megabytes; safe to repeat.
   * Gives how many blobs were sealed anew. What `matters` says no of is left as it is: unreadable once its key is
   * destroyed.
   */
  resealBlobs(matters?: (name: string) => boolean): Promise<number>;
};

const resealBytes = 32 * 1024 * 1024;

export function createSealedStore(inner: Store, seal: CubeSeal): SealedStore {
  const named = (name: string): string => seal.names?.seal(name) ?? name;
  const unnamed = (sealed: string): string => {
    const name = seal.names === undefined ? sealed : seal.names.open(sealed);
    if (name !== undefined) return name;
    throw new MemoryError('corrupt', 'a name in the cube was changed after it was sealed', {
      hint: 'run `palimpsest verify`, then restore from a backup',
    });
  };
  const keyNameOf = (blob: string): string =>
    settingsFolders.some((folder) => blob.startsWith(folder)) ? cubeKeys.settings : cubeKeys.derived;
  const contextOf = (kind: 'blob' | 'job', name: string): string => JSON.stringify([kind, inner.cube, name]);

  const sealBlob = (name: string, data: Uint8Array): Uint8Array =>
    seal.seal(data, seal.keyFor([keyNameOf(name)]), contextOf('blob', name));
  const sealBlobs = async (blobs: ReadonlyMap<string, Uint8Array | null>): Promise<Map<string, Uint8Array | null>> => {
    // A process that died between retiring a key and making the next one must not leave the cube without one.
    if ([...blobs.values()].some((data) => data !== null)) await seal.ring.ensure(Object.values(cubeKeys));
    return new Map(
      [...blobs].map(([name, data]) =>
        name === encryptionNote ? [name, data] : [named(name), data === null ? null : sealBlob(name, data)],
      ),
    );
  };
  const openOrTell = async (name: string, sealed: Uint8Array): Promise<Uint8Array | 'destroyed'> => {
    try {
      return seal.open(sealed, contextOf('blob', name), `blob ${name}`, true);
    } catch (error) {
      // A changed byte in the id of a key looks like a key that is missing: the store's own checksum tells them apart.
      if (isMemoryError(error, 'locked')) await inner.blob(named(name));
      throw error;
    }
  };
  const readBlob = async (name: string): Promise<{ key: string | undefined; plain: Uint8Array } | undefined> => {
    const sealed = await inner.blob(named(name), { authenticated: true });
    if (sealed === undefined) return undefined;
    await seal.acquaint([sealed]);
    const key = sealedUnder(sealed)?.[0];
    const plain = await openOrTell(name, sealed);
    // Its key is destroyed: it is gone, in this copy of the cube as in all others.
    return plain === 'destroyed' ? undefined : { key, plain };
  };
  const blobNames = async (prefix: string): Promise<string[]> => {
    if (seal.names === undefined) return (await inner.blobNames(prefix)).filter((name) => name !== encryptionNote);
    const names = (await inner.blobNames('')).filter((name) => name !== encryptionNote).map(unnamed);
    return names.filter((name) => name.startsWith(prefix)).sort();
  };

  const sealText = (id: string, text: string): string => {
    checkWellFormed(text, 'the text of a job');
    const sealed = seal.seal(Buffer.from(text, 'utf8'), seal.keyFor([cubeKeys.settings]), contextOf('job', id));
    return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).toString('base64');
  };
  const openText = (id: string, sealed: string): string => {
    const plain = seal.open(Buffer.from(sealed, 'base64'), contextOf('job', id), `job ${id}`);
    if (plain !== 'destroyed') return Buffer.from(plain).toString('utf8');
    throw new MemoryError('locked', `the key of job ${id} is destroyed`, { details: { id } });
  };
  const openJob = (job: Job): Job => {
    const id = unnamed(job.id);
    const error = job.error === undefined ? {} : { error: openText(id, job.error) };
    return { ...job, id, payload: openText(id, job.payload), ...error };
  };

  return {
    adapter: inner.adapter,
    cube: inner.cube,
    readOnly: inner.readOnly,
    macKey: inner.macKey,
    storedForm: sealBlobs,

    head: () => inner.head(),
    async append(batch, expectedSeq) {
      if (batch.blobs === undefined) return inner.append(batch, expectedSeq);
      const absent = (batch.absent ?? []).map((name) => (name === encryptionNote ? name : named(name)));
      const sealed: Batch = { ...batch, blobs: await sealBlobs(batch.blobs), absent };
      return inner.append(sealed, expectedSeq);
    },
    changes: (since, limit) => inner.changes(since, limit),
    rows: (since, limit) => inner.rows(since, limit),
    rowsAt: (seqs) => inner.rowsAt(seqs),
    versions: (kind, id) => inner.versions(kind, id),
    latest: (kind, ids) => inner.latest(kind, ids),
    replaceBodies: (rows) => inner.replaceBodies(rows),

    blob: async (name) => (name === encryptionNote ? inner.blob(name) : (await readBlob(name))?.plain),
    blobNames,
    putBlobs: async (blobs) => inner.putBlobs(await sealBlobs(blobs)),

    async resealBlobs(matters = () => true) {
      await seal.ring.ensure(Object.values(cubeKeys));
      let group = new Map<string, Uint8Array | null>();
      let bytes = 0;
      let count = 0;
      const flush = async (): Promise<void> => {
        if (group.size > 0) await inner.putBlobs(group);
        count += group.size;
        [group, bytes] = [new Map(), 0];
      };
      for (const name of await blobNames('')) {
        if (!matters(name)) continue;
        const found = await readBlob(name).catch((error: unknown) => {
          if (isRemade(name) && isMemoryError(error, 'corrupt')) return undefined;
          throw error;
        });
        // Nobody can read it any more, here or elsewhere.
        if (found === undefined) group.set(named(name), null);
        else if (found.key !== seal.ring.live(keyNameOf(name))?.id) {
          group.set(named(name), sealBlob(name, found.plain));
          bytes += found.plain.length;
        }
        if (bytes >= resealBytes) await flush();
      }
      await flush();
      return count;
    },

    async addJob(job) {
      await seal.ring.ensure([cubeKeys.settings]);
      await inner.addJob({ ...job, id: named(job.id), payload: sealText(job.id, job.payload) });
    },
    async leaseJob(kinds, owner, now, leaseMs) {
      const job = await inner.leaseJob(kinds, owner, now, leaseMs);
      return job === undefined ? undefined : openJob(job);
    },
    endJob: (id, owner, end) =>
      inner.endJob(named(id), owner, end.error === undefined ? end : { ...end, error: sealText(id, end.error) }),
    jobs: async () => (await inner.jobs()).map(openJob),

    dataVersion: () => inner.dataVersion(),
    check: () => inner.check(),
    backup: (path, options) => inner.backup(path, options),
    sizeBytes: () => inner.sizeBytes(),
    compact: (options) => inner.compact(options),
    files: () => inner.files(),
    close: () => inner.close(),
    destroy: () => inner.destroy(),
  };
}
