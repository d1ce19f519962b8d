/** A key ring in a file of its own: in the clear for its owner alone (0600), or wrapped by a passphrase or a service. */
import { chmodSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { Clock, Entropy, Ids, KeyRing } from '../../ports/index.ts';
import { systemClock } from '../system/system-clock.ts';
import { systemEntropy } from '../system/system-entropy.ts';
import { systemIds } from '../system/system-ids.ts';
import {
  decodeRing,
  emptyRing,
  encodeRing,
  liveKeys,
  namedKeys,
  type RingContent,
  wipeGone,
  withKeys,
  withoutKeys,
  withRetired,
} from './ring-content.ts';
import {
  clearUp,
  copyRingFile,
  type FileStamp,
  hasLeftovers,
  readRingFile,
  removeRingFile,
  replaceRingFile,
  ringStamp,
} from './ring-file.ts';
import { withRingLock } from './ring-lock.ts';
import {
  damagedRing,
  newLock,
  openRing,
  protectionName,
  type RingLock,
  type RingProtection,
  sealRing,
} from './ring-wrap.ts';

export type FileKeyRingOptions = {
  /** Default `{ kind: 'file' }`: in the clear, for the owner of the file alone. */
  readonly protection?: RingProtection;
  /** Open an existing ring only; `not_found` otherwise. Default false. */
  readonly mustExist?: boolean;
  /** Nothing is written; a name without a key is `read_only`. Default false. */
  readonly readOnly?: boolean;
  /** Longest wait for another process that changes the ring, milliseconds. Default 10,000. */
  readonly busyTimeoutMs?: number;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Makes keys. Default: the operating system's. */
  readonly entropy?: Entropy;
};

/** A ring in a file, which can also change its protection. */
export type FileKeyRing = KeyRing & {
  readonly path: string;
  /** Protects the ring in another way from now on: a new passphrase, a service, or none. */
  protect(protection: RingProtection): Promise<void>;
};

type Opened = { readonly id: string; ring: RingContent; lock: RingLock; stamp: FileStamp; protection: RingProtection };

/**
 * Opens the ring at `path`, making file and folder (readable by their owner only) where there is none.
 *
 * @throws `not_found` (with `mustExist` or `readOnly`), `corrupt` for a damaged or truncated file, which is never
 * replaced by a new one, `locked` without the right passphrase or service, `busy`, `unavailable`, `storage_full`
 */
export async function openFileKeyRing(path: string, options: FileKeyRingOptions = {}): Promise<FileKeyRing> {
  const file = resolve(path);
  const { protection = { kind: 'file' }, readOnly = false, busyTimeoutMs = 10_000 } = options;
  const { clock = systemClock, ids = systemIds, entropy = systemEntropy } = options;
  const opened = await openOrMake();
  let removed = false;

  async function openOrMake(): Promise<Opened> {
    const there = await read(undefined, protection);
    // A change that a crash interrupted may have left keys behind that the ring has destroyed.
    if (there !== undefined && !readOnly && hasLeftovers(file)) {
      await withRingLock(file, busyTimeoutMs, () => clearUp(file));
    }
    if (there !== undefined) return there;
    if (readOnly || options.mustExist === true) {
      throw new MemoryError('not_found', 'there is no key ring at this path', {
        details: { path: file },
        hint: 'put the key ring back in place, or say where it is',
      });
    }
    return withRingLock(file, busyTimeoutMs, async () => {
      const now = await read(undefined, protection);
      if (now !== undefined) return now;
      const lock = await newLock(protection);
      const id = ids.next('ring');
      const stamp = replaceRingFile(file, sealRing(id, encodeRing(emptyRing), lock));
      return { id, ring: emptyRing, lock, stamp, protection };
    });
  }

  async function read(known: Opened | undefined, by: RingProtection): Promise<Opened | undefined> {
    const found = readRingFile(file);
    if (found === undefined) return undefined;
    if (known === undefined && !readOnly) keepPrivate(file);
    const { id, content, lock } = await openRing(found.bytes, file, by, known?.lock);
    const ring = decodeRing(content);
    content.fill(0);
    if (ring === undefined) throw damagedRing(file, 'holds something else than keys');
    return { id, ring, lock, stamp: found.stamp, protection: by };
  }

  function take(next: RingContent, stamp: FileStamp): void {
    const before = opened.ring;
    opened.ring = next;
    opened.stamp = stamp;
    wipeGone(before, next);
  }

  async function reread(): Promise<boolean> {
    mustBeThere();
    if (ringStamp(file) === opened.stamp) return false;
    const now = await read(opened, opened.protection);
    if (now === undefined) {
      throw new MemoryError('locked', 'the key ring is gone', {
        details: { path: file },
        hint: 'put a copy of the key ring back in place, then open the cube again',
      });
    }
    if (now.id !== opened.id) throw damagedRing(file, 'was replaced by another one');
    if (now.ring.revision < opened.ring.revision) throw damagedRing(file, 'was replaced by an older copy');
    // Keys that both have keep their bytes: somebody may be using them.
    const keys = new Map(
      [...now.ring.keys].map(([id, key]) => [id, { ...key, bytes: opened.ring.keys.get(id)?.bytes ?? key.bytes }]),
    );
    opened.lock = now.lock;
    take({ ...now.ring, keys }, now.stamp);
    return true;
  }

  function mustBeThere(): void {
    if (removed) throw new MemoryError('closed', 'the key ring was removed', { details: { path: file } });
  }

  /** Changes the newest state, whoever wrote it. */
  async function change(next: (ring: RingContent) => RingContent): Promise<RingContent> {
    mustBeThere();
    if (readOnly) {
      throw new MemoryError('read_only', 'the key ring is open for reading only', {
        details: { path: file },
        hint: 'open the cube without `readOnly`',
      });
    }
    return withRingLock(file, busyTimeoutMs, async (held) => {
      await reread();
      clearUp(file);
      const after = next(opened.ring);
      if (after !== opened.ring) write(after, opened.lock, held.stillOurs);
      return opened.ring;
    });
  }

  function write(ring: RingContent, lock: RingLock, stillOurs: () => boolean): void {
    const content = encodeRing(ring);
    const bytes = sealRing(opened.id, content, lock);
    content.fill(0);
    if (!stillOurs()) {
      throw new MemoryError('busy', 'another process took over the lock of the key ring', { hint: 'try again' });
    }
    const stamp = replaceRingFile(file, bytes);
    bytes.fill(0);
    take(ring, stamp);
  }

  return {
    id: opened.id,
    get protection() {
      return protectionName(opened.lock);
    },
    path: file,

    async ensure(names) {
      const wanted = [...new Set(names)];
      let live = liveKeys(opened.ring);
      if (wanted.some((name) => !live.has(name))) {
        live = liveKeys(await change((ring) => withKeys(ring, wanted, { entropy, now: clock.now() })));
      }
      return new Map(wanted.map((name) => [name, live.get(name)!]));
    },

    live: (name) => liveKeys(opened.ring).get(name),
    find: (id) => opened.ring.keys.get(id) ?? (opened.ring.destroyed.has(id) ? 'destroyed' : undefined),
    names: () => namedKeys(opened.ring),
    refresh: reread,

    async retire(name) {
      const ring = await change((now) => withRetired(now, name));
      return namedKeys(ring).find((entry) => entry.name === name)?.retired ?? [];
    },

    async destroy(ids) {
      const ring = await change((now) => withoutKeys(now, ids, clock.now()));
      return ids.filter((id) => ring.destroyed.has(id));
    },

    async copyTo(target) {
      await withRingLock(file, busyTimeoutMs, async () => {
        await reread();
        copyRingFile(file, target);
      });
    },

    async remove() {
      await removeFileKeyRing(file, busyTimeoutMs);
      removed = true;
      take({ ...emptyRing, revision: opened.ring.revision + 1 }, '');
    },

    async protect(protection) {
      const lock = await newLock(protection);
      await withRingLock(file, busyTimeoutMs, async (held) => {
        await reread();
        write({ ...opened.ring, revision: opened.ring.revision + 1 }, lock, held.stillOurs);
      });
      opened.lock = lock;
      opened.protection = protection;
    },
  };
}

/** Overwrites and removes the ring at `path` without opening it, and what a crash left beside it. */
export async function removeFileKeyRing(path: string, busyTimeoutMs = 10_000): Promise<void> {
  const file = resolve(path);
  await withRingLock(file, busyTimeoutMs, () => removeRingFile(file));
}

/** A ring that others may read is no secret: the mode is set back, as ssh would refuse such a file. */
function keepPrivate(path: string): void {
  if (process.platform === 'win32') return;
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || (mode & 0o077) === 0) return;
  try {
    chmodSync(path, 0o600);
  } catch {
    // Not ours to change: that it can be read is what is asked here.
  }
}
