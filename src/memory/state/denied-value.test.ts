import { expect, it } from 'vitest';
import { openMemory } from '../open-memory.ts';

it.each(['No, I live in Ghent, not in Bruges.', 'No, I live in Ghent. I do not live in Bruges.'])(
  'does not answer with what was denied last: %s',
  async (text) => {
    const memory = await openMemory({ embedder: false });
    await memory.observe({ text: 'I live in Leeds', at: '2026-01-02' });
    await memory.observe({ text: 'I moved to Ghent last week', at: '2026-03-02' });
    await memory.observe({ text, at: '2026-03-09' });
    expect((await memory.ask('Where do I live?')).text).toBe('Ghent');
    await memory.close();
  },
);

it.each(['I dreamt that I moved to Mars.', 'I almost moved to Bergen.'])(
  'does not answer with what did not happen: %s',
  async (text) => {
    const memory = await openMemory({ embedder: false });
    await memory.observe({ text: 'I live in Oslo.', at: '2026-01-02' });
    await memory.observe({ text, at: '2026-03-02' });
    expect((await memory.ask('Where do I live?')).text).toBe('Oslo');
    await memory.close();
  },
);
