import { afterEach, expect, it } from 'vitest';
import type { GenerateRequest, LanguageModel, MemoryEvent } from '../../ports/index.ts';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

/** Knows that whoever keeps bees has no time for chess; answers the other roles with nothing. */
function beekeeper(asked: GenerateRequest[], fails = false): LanguageModel {
  return {
    id: 'fake',
    contextTokens: 8_000,
    async generate(request) {
      asked.push(request);
      if (fails) throw new Error('no connection');
      const input = JSON.parse(request.messages[1]?.content ?? '{}') as {
        changes?: { id: string; said: string }[];
        earlier?: { id: string; said: string }[];
      };
      const change = input.changes?.find(({ said }) => said.includes('bees'));
      const chess = input.earlier?.find(({ said }) => said.includes('chess'));
      const proposals =
        change === undefined || chess === undefined
          ? []
          : [{ statementId: chess.id, changeId: change.id, reason: 'no time left', confidence: 0.9 }];
      return { text: '', value: { proposals, areas: [] }, usage: { input: 1, output: 1 } };
    },
  };
}

async function told(model: LanguageModel | undefined, events: MemoryEvent[] = []): Promise<Memory> {
  const memory = await openMemory({
    embedder: false,
    observer: (event) => events.push(event),
    ...(model === undefined ? {} : { models: { state: model } }),
  });
  opened.push(memory);
  const dayMs = 86_400_000;
  await memory.observe([
    { id: 't0', session: 'a', at: 0, text: 'I always play chess on Friday evenings.' },
    { id: 't1', session: 'b', at: dayMs, text: 'My bees are my hobby now.' },
    { id: 't2', session: 'c', at: 2 * dayMs, text: 'I live in Porto.' },
  ]);
  return memory;
}

const chess = async (memory: Memory): Promise<string> =>
  (await memory.state.check('Which opening do I play at chess on Friday evening?')).status;

it('lets a model propose what rules do not know, and asks it once', async () => {
  const asked: GenerateRequest[] = [];
  const memory = await told(beekeeper(asked));
  expect(await chess(memory)).toBe('OUTDATED');
  expect(asked.length).toBeGreaterThan(0);
  await memory.reindex();
  expect(await chess(memory)).toBe('OUTDATED');
  expect(new Set(asked.map(({ messages }) => JSON.stringify(messages))).size).toBe(asked.length);
  expect(await chess(await told(undefined))).toBe('SUPPORTED');
});

it('leaves it to the rules where the model fails, with a warning', async () => {
  const events: MemoryEvent[] = [];
  const memory = await told(beekeeper([], true), events);
  expect(await chess(memory)).toBe('SUPPORTED');
  const [base] = await memory.state.get('location_and_living/current_base');
  expect(base?.current[0]?.value).toBe('Porto');
  expect(events.some((event) => event.type === 'warning-raised' && event.message.includes('no connection'))).toBe(true);
});
