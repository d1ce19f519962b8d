import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { developmentHalumem } from './development-halumem.ts';
import { heldoutHalumem } from './heldout-halumem.ts';
import { loadHalumem, scoreRealUpdates } from './load-halumem.ts';
import { appendOnlyUpdates, profileUpdates, scoreUpdates } from './score-updates.ts';
import { updateUsers } from './update-users.ts';

it.each([developmentHalumem, heldoutHalumem])('renders two updates for each attribute, each a new value', (surface) => {
  for (const { updates, sessions } of updateUsers(surface, { seed: 1, users: 3 })) {
    expect(updates).toHaveLength(2 * surface.attributes.length);
    for (const { before, now, planted } of updates) {
      expect(now).not.toBe(before);
      expect(planted).not.toContain(now);
    }
    expect(JSON.stringify(sessions)).not.toContain('{v}');
  }
});

it('tells correct from omitted from fabricated', async () => {
  const users = updateUsers(developmentHalumem, { seed: 1, users: 3 });
  expect(await scoreUpdates(profileUpdates(), users)).toEqual({ correct: 100, omitted: 0, fabricated: 0 });
  expect((await scoreUpdates(appendOnlyUpdates(), users)).correct).toBeLessThan(50);
  const parrot = {
    name: 'parrot',
    open: () => {
      let last = '';
      return {
        observe: async ({ turns }: { readonly turns: readonly { readonly text: string }[] }) => {
          last = turns.at(-1)?.text ?? '';
        },
        answer: () => last,
      };
    },
  };
  expect((await scoreUpdates(parrot, users)).fabricated).toBeGreaterThan(50);
});

it('reads real users and judges their updates', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'halumem-')), 'users.jsonl');
  const said = (content: string) => [{ role: 'user', content, timestamp: 'Dec 15, 2025, 06:11:23' }];
  const user = {
    uuid: 'u',
    sessions: [
      { start_time: 'Dec 15, 2025, 06:11:23', dialogue: said('I live in Oslo.'), memory_points: [] },
      {
        start_time: 'Dec 17, 2025, 06:11:23',
        dialogue: said('I moved to Lyon.'),
        memory_points: [
          {
            memory_content: 'The user moved to Lyon.',
            is_update: 'True',
            original_memories: ['The user lives in Oslo.'],
          },
          { memory_content: 'The user likes jazz.', is_update: 'True', original_memories: ['The user likes rock.'] },
          { memory_content: 'The user is tall.', is_update: 'False' },
        ],
      },
    ],
  };
  writeFileSync(path, `${JSON.stringify(user)}\n`);
  expect(await scoreRealUpdates(await loadHalumem(path))).toEqual({ correct: 50, omitted: 50, fabricated: 0 });
  writeFileSync(path, '{"a":1}\n');
  await expect(loadHalumem(path)).rejects.toThrow(/not halumem data/);
});
