/** Entry of the child process of a speed run: loads the memory's module, measures one size, answers, ends. */
import type { SpeedMessage, SpeedTask } from './run-isolated.ts';
import { type MakeSpeedPlace, measureSpeed } from './speed.ts';

function say(message: SpeedMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}

async function work(task: SpeedTask): Promise<void> {
  try {
    const module = (await import(task.memoryModule)) as { readonly makeSpeedPlace?: MakeSpeedPlace };
    if (module.makeSpeedPlace === undefined) throw new TypeError('the module does not export makeSpeedPlace');
    const row = await measureSpeed(task.request, module.makeSpeedPlace, {
      onProgress: ({ records, step }) => void say({ type: 'step', records, step }),
    });
    await say({ type: 'row', row: { ...row, isolated: true } });
  } catch (error) {
    await say({ type: 'failure', message: error instanceof Error ? error.message : 'unknown error' });
  }
  process.disconnect?.();
}

process.once('message', (task: SpeedTask) => void work(task));
