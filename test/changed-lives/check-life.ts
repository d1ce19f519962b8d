/** Replays a conversation in which something changes, and holds the five readers of a memory against each other. */
import { openMemory } from '../../src/memory/open-memory.ts';
import type { ChangedLife } from './changed-life.ts';

const dayMs = 86_400_000;

/** What is wrong, by reader; empty where all agree with what the conversation comes to. */
export async function disagreements(life: ChangedLife): Promise<string[]> {
  const { say, slot, now, was, ask, answer, apart = 9 } = life;
  let clock = Date.UTC(2026, 0, 5, 12);
  const memory = await openMemory({ clock: { now: () => clock } });
  const wrong: string[] = [];
  const has = (texts: readonly string[], word: string): boolean =>
    texts.some((text) => new RegExp(`(?<![\\p{L}\\d])${word.replace(/[.+]/g, '\\$&')}(?!\\d)`, 'iu').test(text));
  try {
    for (const [index, text] of say.entries()) {
      await memory.observe({ text, session: `s${index}`, at: clock });
      clock += apart * dayMs;
    }
    const profile = (await memory.profile()).facts
      .filter(({ fact }) => fact.slot === slot)
      .map(({ fact }) => fact.value);
    const current = slot === undefined ? [] : (await memory.facts.current('user', slot)).map(({ fact }) => fact.value);
    for (const [reader, values] of Object.entries({ profile, facts: current })) {
      if (typeof now === 'string' && !has(values, now))
        wrong.push(`${reader}: ${values.join(', ') || 'nothing'}, not ${now}`);
      if (slot !== undefined && was !== undefined && has(values, was))
        wrong.push(`${reader}: still ${values.join(', ')}`);
    }
    const { text = '', explanation } = await memory.ask(ask, { now: clock });
    if (!answer.test(text)) wrong.push(`ask: ${JSON.stringify(text)} (${explanation})`);
    const { hits } = await memory.recall(ask, { now: clock });
    for (const { type, text: said, validity } of hits) {
      if (type !== 'turn' || slot === undefined) continue;
      const old = was !== undefined && said === say[0] && has([said], was);
      if (old && validity === undefined) wrong.push(`validity: nothing is said of "${said}"`);
      const holds = typeof now === 'string' && has([said], now) && !(was !== undefined && has([said], was));
      if (holds && validity !== undefined && said === (was === undefined ? say[0] : say.at(-1)))
        wrong.push(`validity: "${said}" is ${validity.status}`);
    }
    const { sections } = await memory.context(ask, { now: clock });
    // A line that denies names what does not hold.
    const stable = sections
      .filter(({ name }) => name !== 'tail')
      .flatMap(({ text: lines }) => lines.split('\n'))
      .filter((line) => !/\b(?:not|no longer|never)\b/.test(line));
    const whole = sections.map(({ text: lines }) => lines);
    if (slot !== undefined && typeof now === 'string' && !has(whole, now)) wrong.push(`context: without ${now}`);
    if (slot !== undefined && was !== undefined && typeof now === 'string' && has(stable, was))
      wrong.push(`context: prefix with ${was}`);
    return wrong;
  } finally {
    await memory.close();
  }
}
