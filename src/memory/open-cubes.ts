/** Many cubes in one directory, of which the recently used ones stay open under a byte budget. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryError } from '../errors/index.ts';
import { createSerialQueue } from '../kernel/serial-queue.ts';
import type { Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';
import type { OpenMemoryOptions } from './open-options.ts';

export type OpenCubesOptions = Omit<OpenMemoryOptions, 'path' | 'store'> & {
  /** Bytes of file that open cubes may stand for; the least recently used idle ones are closed beyond. Default 256 MiB. */
  readonly budgetBytes?: number;
};

export type Cubes = {
  readonly directory: string;
  /** Opens (or finds open) a cube, and keeps it open until the task ends. Cubes never see each other. */
  use<T>(name: string, task: (memory: Memory) => Promise<T>): Promise<T>;
  /** Names of all cubes in the directory, sorted. */
  names(): Promise<string[]>;
  /** Names of those open now, least recently used first. */
  open(): string[];
  close(): Promise<void>;
};

const ending = '.palimpsest';

type Slot = { memory: Promise<Memory>; users: number; bytes: number };

/** Errors: `invalid_input` for a name that is not a plain file name; otherwise as `openMemory`. */
export async function openCubes(directory: string, options: OpenCubesOptions = {}): Promise<Cubes> {
  const { budgetBytes = 256 * 1024 * 1024, ...each } = options;
  if (options.readOnly !== true) await mkdir(directory, { recursive: true, mode: 0o700 });
  /** Insertion order is order of use. */
  const slots = new Map<string, Slot>();
  const queue = createSerialQueue();
  let closed = false;

  const shrink = async (): Promise<void> => {
    let total = [...slots.values()].reduce((sum, slot) => sum + slot.bytes, 0);
    for (const [name, slot] of slots) {
      if (total <= budgetBytes) break;
      if (slot.users > 0) continue;
      slots.delete(name);
      total -= slot.bytes;
      await (await slot.memory).close();
    }
  };

  const enter = async (name: string): Promise<Slot> =>
    queue.run(async () => {
      if (closed) throw new MemoryError('closed', 'these cubes were closed', { hint: 'call openCubes again' });
      const slot = slots.get(name) ?? {
        memory: openMemory({ ...each, path: join(directory, name + ending) }),
        users: 0,
        bytes: 0,
      };
      await slot.memory;
      slots.delete(name);
      slots.set(name, slot);
      slot.users += 1;
      return slot;
    });

  return {
    directory,

    async use(name, task) {
      checkCubeName(name);
      const slot = await enter(name);
      const memory = await slot.memory;
      try {
        return await task(memory);
      } finally {
        await queue.run(async () => {
          slot.users -= 1;
          slot.bytes = (await memory.stats()).bytes;
          await shrink();
        });
      }
    },

    async names() {
      const files = await readdir(directory);
      return files
        .filter((file) => file.endsWith(ending))
        .map((file) => file.slice(0, -ending.length))
        .sort();
    },

    open: () => [...slots.keys()],

    async close() {
      await queue.run(async () => {
        closed = true;
        for (const slot of slots.values()) await (await slot.memory).close();
        slots.clear();
      });
    },
  };
}

/** A cube's name is one plain file name part: letters, digits, `-`, `_`, `.`, `@`, at most 128, not beginning with a dot. */
export function checkCubeName(name: string): void {
  if (typeof name === 'string' && /^[\p{L}\p{N}_@-][\p{L}\p{N}_@.-]{0,127}$/u.test(name) && !name.includes('..'))
    return;
  throw new MemoryError('invalid_input', 'not a cube name', {
    details: { name: String(name).slice(0, 60) },
    hint: 'use letters, digits, -, _, @ and dots, at most 128 characters, not beginning with a dot',
  });
}
