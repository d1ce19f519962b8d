/** What the selftest's writers and readers do. */
import { setTimeout as pause } from 'node:timers/promises';
import { type DriverChoice, pickDriver } from '../../adapters/sqlite/index.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { asMemoryError } from '../envelope.ts';
import { knownText } from './known-text.ts';
import type { EraseTask, ReaderTask, WorkerMessage, WriterTask } from './tasks.ts';

type Say = (message: WorkerMessage) => void;

/** The usual driver, with every connection limited to so many pages: SQLite then answers as on a full disk. */
async function limitedDriver(maxPages: number): Promise<DriverChoice> {
  const driver = await pickDriver('auto');
  return {
    name: driver.name,
    open: (path, request) => {
      const handle = driver.open(path, request);
      handle.exec(`PRAGMA max_page_count = ${maxPages}`);
      return handle;
    },
  };
}

/** Observes batch after batch; says each one's ids once `observe` has returned. */
export async function writeOn(task: WriterTask, say: Say): Promise<void> {
  const driver = task.maxPages === undefined ? {} : { driver: await limitedDriver(task.maxPages) };
  const memory = await openMemory({ path: task.path, busyTimeoutMs: 60_000, ...driver });
  let ready = false;
  const most = task.turns ?? Number.POSITIVE_INFINITY;
  for (let count = 0, call = 0; count < most; call++) {
    const size = Math.min(1 + (call % task.batch), most - count);
    const ids = Array.from({ length: size }, (_, index) => `${task.prefix}-${count + index}`);
    try {
      await memory.observe(ids.map((id) => ({ id, text: knownText(id), session: task.prefix })));
    } catch (error) {
      const { code, message } = asMemoryError(error);
      say({ say: 'failed', code, message });
      break;
    }
    say({ say: 'wrote', ids });
    // Ready is who has written once: the first call also loads the rules.
    if (!ready) say({ say: 'ready' });
    ready = true;
    count += size;
  }
  if (task.leaveOpen === true) process.kill(process.pid, 'SIGKILL');
  await memory.close();
  say({ say: 'closed' });
}

/** Erases a subject, to be killed meanwhile. */
export async function eraseOn(task: EraseTask, say: Say): Promise<void> {
  const memory = await openMemory({ path: task.path, signer: false });
  say({ say: 'ready' });
  await memory.forget({ subject: task.subject }, { mode: 'erase' });
  await memory.close();
  say({ say: 'closed' });
}

/** Reads until its input ends; then says how long each read waited. */
export async function readOn(task: ReaderTask, say: Say): Promise<void> {
  const memory = await openMemory({ path: task.path, busyTimeoutMs: 60_000 });
  let ended = false;
  process.stdin.once('end', () => {
    ended = true;
  });
  process.stdin.resume();
  const get: number[] = [];
  const recall: number[] = [];
  say({ say: 'ready' });
  for (let count = 0; !ended; count++) {
    const id = task.ids[count % task.ids.length] ?? '';
    const started = performance.now();
    if (count % 4 === 3) {
      await memory.recall(knownText(id).slice(0, 40), { limit: 5 });
      recall.push(performance.now() - started);
    } else {
      const item = await memory.get(id);
      get.push(performance.now() - started);
      if (item?.text !== knownText(id)) {
        say({
          say: 'failed',
          code: 'corrupt',
          message: `reader got ${item === undefined ? 'nothing' : 'another text'} for ${id}`,
        });
      }
    }
    await pause(task.pauseMs);
  }
  say({ say: 'waits', get, recall });
  await memory.close();
  say({ say: 'closed' });
}
