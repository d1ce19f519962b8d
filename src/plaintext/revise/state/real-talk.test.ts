import { describe, expect, it } from 'vitest';
import { chunkSession } from './chunk-session.ts';
import { createStateProfile, observeSession } from './index.ts';

const turn = (text: string) => ({ id: text.slice(0, 8), role: 'user', text });

async function ended(...texts: readonly string[]): Promise<string[]> {
  let profile = createStateProfile();
  for (const [day, text] of texts.entries())
    ({ profile } = await observeSession(profile, { id: `${day}`, at: day * 86_400_000, turns: [turn(text)] }));
  return profile.items.flatMap((item) => (item.status === 'STALE' ? [item.text] : []));
}

describe('talk that only sounds like a change', () => {
  it.each([
    'My biggest fear is stagnation, especially in a field that moves as fast as ours.',
    'But the key is to adapt.',
    "I'm part of the Robotics Club, which meets once a week in the early evening.",
    "I guess I'll start with the positives, because there are definitely a lot of them.",
    'We found ourselves in this remote area with horrible reception.',
    'I joined a workshop on body language recently.',
    "I've checked that I have the correct secret keys set.",
  ])('ends nothing: %s', async (text) => {
    expect(
      await ended(
        'My gym is around the corner.',
        'I work at the town hall.',
        'I meet my wife for lunch on Fridays.',
        text,
      ),
    ).toEqual([]);
  });

  it.each([
    "I'm trying to design a REST API for my weather app.",
    'Always include version numbers when I ask about libraries.',
    'I want to make sure I live up to the standard.',
    `I live in Seattle, ${'and then I told them about the weather and the office and my car '.repeat(3)}.`,
    'Ines moved to Lisbon.',
    'Ben Okafor lives in Bergen.',
  ])('states nothing: %s', (text) => {
    expect(chunkSession({ id: 's', at: 0, turns: [turn(text)] })).toEqual([]);
  });
});
