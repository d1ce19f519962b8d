/** Entry of the child process of one step of one peer. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { peers } from './peers/catalog.ts';
import type { PeerMessage, PeerOrder } from './peers/isolated-step.ts';
import { allPeers, type PeerResources, runStepHere } from './peers/run-step.ts';

// Written, not read: nothing that is measured here calls home, or leaves files in the user's home folder.
Object.assign(env, {
  MEM0_TELEMETRY: 'false',
  MEM0_DIR: join(tmpdir(), 'palimpsest-peer-mem0'),
  MASTRA_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
});

function say(message: PeerMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}

async function work({ task, resourcesModule }: PeerOrder): Promise<void> {
  try {
    const module = (await import(resourcesModule)) as { readonly makePeerResources?: () => Promise<PeerResources> };
    if (module.makePeerResources === undefined) throw new TypeError('the module does not export makePeerResources');
    const resources = await module.makePeerResources();
    const result = await runStepHere(
      task,
      allPeers(resources, peers),
      resources,
      (step) => void say({ type: 'step', step }),
    );
    await say({ type: 'result', result });
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown error';
    await say({ type: 'failure', message: message.slice(0, 300) });
  }
  // Some libraries keep timers or connections open.
  process.exit(0);
}

process.once('message', (order: PeerOrder) => void work(order));
