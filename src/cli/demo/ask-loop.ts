/** Questions typed on a terminal, answered one after the other until an empty line or Ctrl-D. */
import { createInterface } from 'node:readline/promises';
import type { Memory } from '../../memory/memory.ts';
import { duration, oneLine, type Screen } from '../screen.ts';
import { showHits } from '../show/hits.ts';

/** Ends with the signal, too. */
export async function askLoop(memory: Memory, screen: Screen, signal: AbortSignal): Promise<void> {
  const { paint } = screen;
  screen.line(`Ask something; an empty line ends it.`);
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<undefined>((resolve) => asking.once('close', () => resolve(undefined)));
  try {
    while (!signal.aborted) {
      const typed = await Promise.race([asking.question(paint.bold('? '), { signal }).catch(() => undefined), ended]);
      if (typed === undefined || typed.trim() === '') return;
      const answer = await memory.ask(typed, { signal });
      const { found } = answer;
      screen.line(
        found ? paint.bold(paint.green(oneLine(answer.text ?? ''))) : paint.bold(paint.yellow('Not in memory.')),
      );
      screen.line(
        paint.dim(
          `${answer.explanation} (${Math.round(answer.confidence * 100)}% sure that it is in memory, ${duration(answer.ms)})`,
        ),
      );
      showHits(screen, answer.evidence.slice(0, 3), { maxLines: 2 });
    }
  } finally {
    asking.close();
  }
}
