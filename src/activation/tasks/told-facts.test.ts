import { expect, it } from 'vitest';
import { openMemory } from '../../memory/open-memory.ts';
import { openTokenizer } from '../../models/tokenizer/open-tokenizer.ts';
import { seededRandom } from '../../tensor/index.ts';
import { toldFacts, toldSlots, toldTokenizer, toldValues } from './told-facts.ts';

const tokenizer = openTokenizer(toldTokenizer());

it('words facts as the memory does, so that a model of them reads records', async () => {
  const memory = await openMemory({ path: ':memory:', embedder: false });
  await memory.observe([
    { text: 'I live in Porto.', at: '2026-01-01' },
    { text: 'I work at Acme.', at: '2026-01-02' },
    { text: 'My dog is called Rex.', at: '2026-01-03' },
    { text: 'My sister is called Anna.', at: '2026-01-04' },
    { text: 'My favorite band is Muse.', at: '2026-01-05' },
  ]);
  const { items } = await memory.list({ kinds: ['fact'] });
  const texts = items.map(({ text }) => text);
  await memory.close();
  const known = toldSlots.flatMap(({ statement }) => toldValues.map((value) => statement.replace('*', value)));
  expect(texts).toHaveLength(5);
  expect(texts.filter((text) => !known.includes(text))).toEqual([]);
});

it('has a token for every word and value, and takes what it does not know for unknown', () => {
  const unknown = tokenizer.encode('é')[0]!;
  const draw = seededRandom('told');
  for (let n = 0; n < 20; n++) {
    const { lines, questions } = toldFacts(draw, 6);
    const text = lines.join('') + questions.map((one) => one.text + one.answer).join('');
    const tokens = tokenizer.encode(text);
    expect([...tokens]).not.toContain(unknown);
    expect(tokenizer.decode(tokens)).toBe(text);
  }
  expect(tokenizer.encode(' Porto')).toHaveLength(1);
  expect(new Set(tokenizer.encode('ŷ zebra'))).toEqual(new Set([unknown]));
});
