import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shippedEmbedder } from '../../../memory/vectors/shipped-embedder.ts';
import { developmentLongmint } from './development-longmint.ts';
import { exactMatch, finalAnswer } from './exact-match.ts';
import { fifthLongmint } from './fifth-longmint.ts';
import { fourthLongmint } from './fourth-longmint.ts';
import { heldoutLongmint } from './heldout-longmint.ts';
import { asCandidate, askRealLongmint, loadLongmint, scoreRealLongmint } from './load-longmint.ts';
import { longmintStreams } from './longmint-stream.ts';
import { retrievalSubject, seriesSubject } from './longmint-subjects.ts';
import { scoreLongmint } from './score-longmint.ts';
import { sixthLongmint } from './sixth-longmint.ts';

it('scores exact match as published', () => {
  expect(finalAnswer('<think>\\boxed{no}</think> It is \\boxed{the {red} hall}.')).toBe('the {red} hall');
  expect(exactMatch('The hall, a yard and the shed', 'hall yard shed')).toBe(true);
  expect(exactMatch('yard, hall', 'hall, yard')).toBe(false);
});

it.each([developmentLongmint, heldoutLongmint, fourthLongmint, fifthLongmint, sixthLongmint])(
  'renders streams with all revisions in order',
  (surface) => {
    for (const stream of longmintStreams(surface, { seed: 2, perCount: 4 })) {
      const own = stream.records.filter(
        ({ states }) => states?.entity === stream.entity && states.attribute === stream.attribute,
      );
      expect(own).toHaveLength(stream.updates + 1);
      expect(new Set(own.map(({ states }) => states?.value)).size).toBe(own.length);
      expect(stream.questions.map(({ answer }) => answer)).not.toContain('');
      expect(stream.records.map(({ text }) => text).join(' ')).not.toMatch(/[{}]/);
      const [current, historical, ordering, counting] = stream.questions;
      expect(current?.answer).toBe(own.at(-1)?.states?.value);
      expect(historical?.answer).toBe(own.at(-1 - (historical?.steps ?? 0))?.states?.value);
      expect(ordering?.answer.split(', ')).toHaveLength(own.length);
      expect(counting?.answer).toBe(String(stream.updates));
    }
  },
);

it.each([
  ['fourth', fourthLongmint],
  ['fifth', fifthLongmint],
  ['sixth', sixthLongmint],
])(
  'has the %s surface name entity and value in all it states, and the number of steps in what it asks of the past',
  (_, surface) => {
    for (const attribute of surface.domains.flatMap(({ attributes }) => attributes)) {
      const { id, values, first, update, noise, current, historical, ordering, counting } = attribute;
      expect([id, new Set(values).size >= 33, new Set(values).size]).toEqual([id, true, values.length]);
      const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join('');
      expect(first.map(slots)).toEqual(first.map(() => '{e}{v}'));
      for (const text of update) expect(['{e}{v}', '{e}{u}{v}']).toContain(slots(text));
      expect(historical.map(slots)).toEqual(historical.map(() => '{e}{n}'));
      const others = [...noise, ...current, ...ordering, ...counting];
      expect(others.map(slots)).toEqual(others.map(() => '{e}'));
    }
  },
);

it('needs the chain for the past, and more than similarity for the present', () => {
  const streams = longmintStreams(developmentLongmint, { seed: 2, perCount: 4 });
  expect(scoreLongmint(seriesSubject(), streams)).toMatchObject({
    current: 100,
    historical: 100,
    ordering: 100,
    counting: 100,
  });
  expect(scoreLongmint(seriesSubject('overwriting', { chain: false }), streams)).toMatchObject({
    historical: 0,
    ordering: 0,
  });
  expect(scoreLongmint(retrievalSubject('similarity', 'similarity'), streams).current).toBeLessThan(50);
});

it('reads real items, with metadata as text', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'longmint-')), 'items.json');
  const item = {
    id: 'x',
    contexts: [
      { content: 'Mary went to the garden.', timestamp: '2025-01-02' },
      { content: 'Mary is in the kitchen.', timestamp: '2025-01-01' },
    ],
    questions: [
      {
        question: 'Where is Mary?',
        answer: 'the garden',
        question_type: 'simple',
        metadata: '{"candidates":["garden"]}',
      },
      {
        question: 'Where was Mary 1 move ago?',
        answer: 'kitchen',
        question_type: 'historical',
        metadata: { n_steps_back: 1 },
      },
    ],
  };
  writeFileSync(path, JSON.stringify([item, { id: 'broken' }]));
  const items = await loadLongmint(path);
  expect(items).toHaveLength(1);
  expect(items[0]?.questions.map(({ stepsBack, candidates }) => [stepsBack, candidates])).toEqual([
    [undefined, ['garden']],
    [1, []],
  ]);
  const all = { simple: 100, historical: 100, 'historical, 1 back': 100 };
  expect(scoreRealLongmint(items)).toEqual(all);
  const embedder = await shippedEmbedder();
  expect(await askRealLongmint(items, { embedder })).toEqual(all);
  // Control: with the moments of the contexts the other way round nothing is right.
  const turned = items.map((one) => ({ ...one, contexts: one.contexts.map(({ text, at }) => ({ text, at: -at })) }));
  expect(await askRealLongmint(turned, { embedder })).toEqual({ simple: 0, historical: 0, 'historical, 1 back': 0 });
  writeFileSync(path, '[{"a":1}]');
  await expect(loadLongmint(path)).rejects.toThrow(/not longmint data/);
});

it('takes the candidate that an answer is or names, and no other', () => {
  expect(asCandidate('The Garden', ['kitchen', 'garden'])).toBe('garden');
  expect(asCandidate('in the garden', ['kitchen', 'garden'])).toBe('garden');
  expect(asCandidate('garden or kitchen', ['kitchen', 'garden'])).toBe('garden or kitchen');
  expect(asCandidate('gardener', ['garden'])).toBe('gardener');
  expect(asCandidate('hall', [])).toBe('hall');
});
