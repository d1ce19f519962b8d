import { afterEach, describe, expect, it } from 'vitest';
import type { Memory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import type { OpenMemoryOptions } from '../open-options.ts';

const opened: Memory[] = [];
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
});

const start = Date.UTC(2026, 0, 5);
async function told(stateSchema: OpenMemoryOptions['stateSchema'], texts: readonly string[]): Promise<Memory> {
  const memory = await openMemory({ embedder: false, ...(stateSchema === undefined ? {} : { stateSchema }) });
  opened.push(memory);
  const turns = texts.map((text, day) => ({ id: `t${day}`, session: `s${day}`, at: start + day * 86_400_000, text }));
  await memory.observe(turns);
  return memory;
}

const track = async (memory: Memory, name: string) => {
  const [state] = await memory.state.get(name);
  return { kind: state?.kind, value: state?.current[0]?.value, because: state?.because };
};

describe('the state of a codebase', () => {
  const story = [
    'The data lives in Postgres.',
    'CI runs on Jenkins.',
    'Nightly dumps go to the backup bucket, and migrations run before each deploy.',
    'The Jenkins agents need a restart every Monday.',
    'Anna owns the billing service.',
    'Ben owns the auth service.',
    'We moved CI to GitHub Actions.',
    'Clara now owns the billing service.',
  ];

  it('has values, replaces them, and keeps owners of different parts apart', async () => {
    const memory = await told('codebase', story);
    expect(await track(memory, 'stack/database')).toMatchObject({ kind: 'value', value: 'Postgres' });
    expect(await track(memory, 'delivery/ci')).toMatchObject({ kind: 'value', value: 'GitHub Actions' });
    const [owners] = await memory.state.get('people/owner');
    expect(owners?.current.map(({ value }) => value).sort()).toEqual(['Ben', 'Clara']);
    expect(owners?.past.map(({ value }) => value)).toEqual(['Anna']);
  });

  it('unsettles what rests on what changed, and nothing else', async () => {
    const memory = await told('codebase', story);
    const check = await memory.state.check('Which Jenkins agents need a restart this Monday?');
    expect(check).toMatchObject({ status: 'OUTDATED', presupposes: true });
    expect(check.blocked).toContain('t3');
    expect(check.corrected).toEqual(['We moved CI to GitHub Actions.']);
    const dumps = await memory.state.check('Where do the nightly dumps go?');
    expect(dumps.status).toBe('SUPPORTED');
  });
});

describe("the state of a customer's account", () => {
  const story = [
    'They are on the Enterprise plan.',
    'Their main contact is Maria Lopez.',
    'Maria approves every invoice in the weekly call.',
    'Single sign-on with SAML is part of the deal.',
    'They pay by credit card.',
    'Maria has left the company.',
    'They downgraded to the Starter plan.',
  ];

  it('has values and replaces them', async () => {
    const memory = await told('customer', story);
    expect(await track(memory, 'contract/plan')).toMatchObject({ kind: 'value', value: 'Starter' });
    expect(await track(memory, 'billing/payment_method')).toMatchObject({ kind: 'value', value: 'credit card' });
  });

  it('unsettles what a person or a plan carried', async () => {
    const memory = await told('customer', story);
    const call = await memory.state.check('Who approves the invoice in the weekly call?');
    expect(call).toMatchObject({ status: 'OUTDATED', blocked: ['t2'] });
    expect(call.corrected).toEqual(['Maria has left the company.']);
    const sso = await memory.state.check('Is single sign-on with SAML part of the deal?');
    expect(sso).toMatchObject({ status: 'OUTDATED', corrected: ['They downgraded to the Starter plan.'] });
  });
});

describe('a schema of your own', () => {
  const garden: OpenMemoryOptions['stateSchema'] = {
    name: 'garden',
    perspective: 'subject',
    buckets: [
      { name: 'bed', tracks: [{ name: 'crop', cardinality: 'single' }] },
      { name: 'care', tracks: [{ name: 'habit', cardinality: 'multi' }] },
    ],
    concepts: { crop: 'beans kale tomatoes', bed: 'bed', dug: 'dug_up cleared', water: 'water watering' },
    facets: [
      { facet: 'crop', path: 'bed/crop', cardinality: 'single', when: ['crop bed'], value: 'crop', asked: ['bed'] },
    ],
    causes: [{ cause: 'cleared', when: ['dug bed'], loses: ['plants'] }],
    bases: [{ basis: 'plants', when: ['water'], buckets: ['care'] }],
    places: [['water', 'care/habit']],
  };

  it('works as those that ship', async () => {
    const memory = await told(garden, [
      'The bed has kale.',
      'Watering is due on Mondays.',
      'The bed has beans.',
      'The bed was dug up.',
    ]);
    expect(await track(memory, 'bed/crop')).toMatchObject({ value: 'beans' });
    expect((await memory.state.check('Is watering due on Monday?')).status).toBe('OUTDATED');
  });

  it.each([
    [
      { facets: [{ facet: 'x', path: 'no/where', cardinality: 'single', when: ['bed'], value: 'rest', asked: [] }] },
      /no\/where/,
    ],
    [{ causes: [{ cause: 'x', when: ['frost'], loses: [] }] }, /frost/],
    [{ causes: [{ cause: 'x', when: ['dug'], loses: ['sun'] }] }, /sun/],
    [{ colour: 'green' }, /colour/],
  ])('is refused where it points at nothing: %j', async (part, message) => {
    const broken = { ...(garden as object), ...part } as unknown as OpenMemoryOptions['stateSchema'];
    await expect(told(broken, [])).rejects.toThrow(message);
  });
});
