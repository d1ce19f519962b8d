import { describe, expect, it } from 'vitest';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { ParsedQuery } from '../recall/types.ts';
import { readAnswer } from './read-answer.ts';
import type { Evidence } from './reading.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 14);

function question(text: string): ParsedQuery {
  return { text, terms: [], entities: [], speakers: [], intent: 'lookup', cues: [] } as unknown as ParsedQuery;
}

/** What the user said, one turn a week, oldest first; the newest is the best hit. */
function said(...texts: readonly string[]): Evidence[] {
  return texts
    .map((text, index): Evidence => {
      const at = now - (texts.length - index) * 7 * day;
      const hit = { id: `t${index}`, type: 'turn', kind: 'turn', text, at, score: 1, sources: [`t${index}`] };
      return { hit: hit as unknown as Evidence['hit'], role: 'user' };
    })
    .reverse();
}

function fact(slot: string, value: string, text: string, polarity = 'positive'): MemoryRecord {
  return {
    id: `${slot}-${value}`,
    version: 1,
    kind: 'fact',
    text,
    data: { subject: 'user', slot, value, polarity, cardinality: 'multi' },
    scope: {},
    sources: ['t0'],
    from: [],
    valid: { from: now - 30 * day },
    recorded: { at: now },
    status: 'activated',
    reason: 'said',
    confidence: 0.9,
    importance: 0.5,
    trust: 1,
    retention: { strength: 1, usedAt: now, uses: 0, bits: 32 },
  };
}

function ask(text: string, evidence: readonly Evidence[], facts: readonly MemoryRecord[] = []): string | undefined {
  return readAnswer(question(text), evidence, { now, confidence: 0.8, abstain: false, facts }).text;
}

describe('kinds of people and animals', () => {
  const sister = fact('relation.sister', 'Anna', "The user's sister is Anna.");

  it('answers nothing about a brother from what is known of a sister', () => {
    expect(ask("What's my brother's name?", said("My sister's name is Anna."), [sister])).toBeUndefined();
    expect(ask("What is my brother's name?", said('My sister Anna has a name that I love.'))).toBeUndefined();
    expect(ask("What's my sister's name?", said("My sister's name is Anna."), [sister])).toBe('Anna');
    expect(ask('Who is my boss?', said('My sister is Anna.'), [sister])).toBeUndefined();
  });

  it('takes a dog for no cat', () => {
    expect(ask("What is my cat's name?", said('My dog is called Rex.'))).toBeUndefined();
    expect(ask("What is my dog's name?", said('My dog is called Rex.'))).toBe('Rex');
  });
});

describe('numbers that change', () => {
  it('computes what is left, or says nothing', () => {
    expect(ask('How many cats do I have?', said('I have two cats.', 'One cat died.'))).toBe('1');
    expect(ask('How many cats do I have?', said('One cat died.'))).toBeUndefined();
    expect(ask('How many cats do I have?', said('I have two cats.'))).toMatch(/two/i);
  });

  it('counts distinct places', () => {
    const text = ask(
      'In how many different places have I swum?',
      said(
        'I swam at Clevedon Lake.',
        'I swam in Loch Lomond.',
        'I swam at Clevedon Lake again.',
        'I ran in Hyde Park.',
      ),
    );
    expect(text).toMatch(/^2: /);
    expect(text).toContain('Loch Lomond');
    expect(ask('In how many different places have I swum?', said('Swimming is fun.'))).toBeUndefined();
  });
});

describe('what the evidence must hold', () => {
  it('names a maker only where the making is told', () => {
    const dress = said('Carys showed her wedding dress to Daniel.');
    expect(ask("Who made Carys's wedding dress?", dress)).toBeUndefined();
    expect(ask("Who made Carys's wedding dress?", said('Moira sewed the wedding dress for Carys.'))).toContain('Moira');
  });

  it('gives no other number for a measure', () => {
    expect(ask('What was my blood pressure?', said('My pulse was 52 at the doctor.'))).toBeUndefined();
  });
});

describe('what is over', () => {
  it('says none where the newest word is that it was stopped', () => {
    expect(ask('How much bisoprolol do I take?', said('I take 5 mg bisoprolol.', 'I stopped the bisoprolol.'))).toBe(
      'None',
    );
    expect(ask('How much bisoprolol do I take?', said('I take 2 mg bisoprolol.', 'I take 5 mg bisoprolol now.'))).toBe(
      '5 mg',
    );
    const none = fact('health.medication', 'bisoprolol', 'The user no longer takes bisoprolol.', 'negative');
    expect(ask('How much bisoprolol do I take?', said('I take 5 mg bisoprolol.'), [none])).toBe('None');
  });

  it('does not name a home that was left', () => {
    expect(ask('Where do I live?', said('I live in Bristol.', 'I no longer live in Bristol.'))).toBeUndefined();
    expect(ask('Where do I live now?', said('I no longer live in Bristol.'))).toBeUndefined();
    expect(ask('Where do I live?', said('I no longer live in Bristol.', 'I live in Glasgow.'))).toContain('Glasgow');
  });
});

describe('what was ended, and what is not the word of the user', () => {
  it.each([
    ['Where do I work?', 'I work at Siemens.', 'I quit my job.'],
    ["What is my dog's name?", 'I have a dog named Rex.', 'Rex died.'],
    ['Who is my husband?', 'My husband is called Paul.', 'We got divorced.'],
    ['Am I married?', 'I am married.', 'We split up.'],
  ])('%s is not answered from what ended', (asked, before, after) => {
    expect(ask(asked, said(before))).toBeDefined();
    expect(ask(asked, said(before, after))).toBeUndefined();
  });

  it('does not read a text that was to be translated', () => {
    expect(ask('Where do I live?', said('Please translate: I work as a baker and I live in Madrid.'))).toBeUndefined();
  });
});

describe('orders and order', () => {
  it('answers how something should be done from the order alone', () => {
    const orders = said('House rules for recipes: always two portions, weights in grams.', 'I write whole paragraphs.');
    expect(ask('How should recipes be written?', orders)).toBe('always two portions, weights in grams');
    expect(ask('How should recipes be written?', said('I write whole paragraphs about recipes.'))).toBeUndefined();
  });

  it('lists dated events of the thing named, or nothing', () => {
    const asked = 'In which order did the things happen to the piano?';
    const text = ask(
      asked,
      said('The piano was repaired in 1998.', 'Grandpa bought the piano in 1936.', 'I ate a family pack of crisps.'),
    );
    expect(text).toBe('1936: Grandpa bought the piano in 1936, 1998: The piano was repaired in 1998');
    expect(ask(asked, said('I like my family.', 'Then it happened.'))).toBeUndefined();
  });
});
