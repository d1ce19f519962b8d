import { expect, it } from 'vitest';
import type { GenerateRequest, LanguageModel } from '../../../ports/language-model.ts';
import { createStateProfile, modelRoles, observeSession, type StateSession } from './index.ts';

const session = (day: number, text: string): StateSession => ({
  id: `day ${day}`,
  at: day * 86_400_000,
  turns: [{ id: `${day}`, role: 'user', text }],
});

/** Answers by what is asked for. */
const scripted = (
  answer: (input: { readonly earlier?: readonly { id: string }[] }, request: GenerateRequest) => unknown,
): LanguageModel => ({
  id: 'scripted',
  contextTokens: 8_000,
  generate: async (request) => ({
    text: '',
    value: answer(JSON.parse(request.messages[1]?.content ?? '{}'), request),
    usage: { input: 1, output: 1 },
  }),
});

const run = async (model: LanguageModel, unusable: string[] = []) => {
  const roles = modelRoles(model, { onUnusable: (role) => unusable.push(role) });
  const first = await observeSession(createStateProfile(), session(1, 'I bake bread for the fair.'), { roles });
  return (await observeSession(first.profile, session(2, 'I live in Oslo.'), { roles })).profile;
};

it('takes what a model finds that the rules do not', async () => {
  const model = scripted((input, { schema }) => {
    const wanted = Object.keys((schema?.['properties'] ?? {}) as object);
    if (wanted.includes('areas'))
      return { areas: [{ area: 'stable_preferences', changeId: 'day 2#0', reason: 'the fair is elsewhere' }] };
    if (wanted.includes('proposals'))
      return {
        proposals: [{ statementId: input.earlier?.[0]?.id, changeId: 'day 2#0', reason: 'gone', confidence: 0.9 }],
      };
    return undefined;
  });
  const profile = await run(model);
  expect(profile.items.find(({ text }) => text.includes('bread'))).toMatchObject({
    status: 'STALE',
    ended: { reason: 'gone' },
  });
});

it('drops what was never shown and falls back on the rules', async () => {
  const unusable: string[] = [];
  const model = scripted((_, { schema }) => {
    const wanted = Object.keys((schema?.['properties'] ?? {}) as object);
    if (wanted.includes('areas')) return { areas: [{ area: 'nowhere', changeId: 'x', reason: '' }] };
    return { proposals: [{ statementId: 'made up', changeId: 'x', reason: '', confidence: 7 }] };
  });
  const profile = await run(model, unusable);
  expect(profile.items.every(({ status }) => status === 'ACTIVE')).toBe(true);
  expect(new Set(unusable)).toEqual(new Set(['bridge', 'propose']));
});
