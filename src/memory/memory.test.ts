import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMemoryError } from '../errors/index.ts';
import type { ExportLine, Memory } from './memory.ts';
import { openMemory } from './open-memory.ts';

let folder: string;
const opened: Memory[] = [];
const open = async (name = 'me.palimpsest', more: object = {}): Promise<Memory> => {
  const memory = await openMemory({ path: join(folder, name), signer: false, ...more });
  opened.push(memory);
  return memory;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
});
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  await rm(folder, { recursive: true, force: true });
});

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const story = [
  { session: 's1', at: day('2026-01-10'), text: 'I live in Bristol with my dog Mostaza.' },
  { session: 's1', at: day('2026-01-10') + 60_000, role: 'assistant' as const, text: 'Lovely! How old is Mostaza?' },
  { session: 's1', at: day('2026-01-10') + 120_000, text: 'She is four. Please always answer in metric units.' },
  { session: 's2', at: day('2026-03-02'), text: 'I moved to Glasgow last week, the flat is near the river.' },
  { session: 's2', at: day('2026-03-02') + 60_000, text: 'My sister Carys got engaged to Tomos!' },
  { session: 's3', at: day('2026-04-20'), text: 'I started a pottery class on Tuesdays.' },
];

async function codeOf(run: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
}

describe('a memory', () => {
  it('finds what was said, with its sources, in this process and the next', async () => {
    const memory = await open();
    const { ids, added } = await memory.observe(story);
    expect(added).toBe(story.length);
    const first = await memory.recall('what is the name of the dog?', { explain: true });
    expect(first.hits[0]?.sources).toContain(ids[0]);
    expect(first.hits[0]?.channels?.length).toBeGreaterThan(0);
    await memory.close();

    const again = await open();
    const second = await again.recall('what is the name of the dog?', { explain: true });
    expect(second.hits.map((hit) => [hit.id, hit.score])).toEqual(first.hits.map((hit) => [hit.id, hit.score]));
  });

  it('is idempotent by message id, by key and by content', async () => {
    const memory = await open();
    await memory.observe(story);
    expect((await memory.observe(story)).added).toBe(0);
    await memory.observe({ id: 'm1', text: 'hello there' });
    expect((await memory.observe({ id: 'm1', text: 'something else' })).known).toBe(1);
    await memory.observe([{ text: 'ok' }, { text: 'ok' }], { idempotencyKey: 'k' });
    expect((await memory.observe([{ text: 'ok' }, { text: 'ok' }], { idempotencyKey: 'k' })).added).toBe(0);
    // Said twice is two turns.
    const twice = await memory.observe([
      { text: 'ok', at: 5, session: 'x' },
      { text: 'ok', at: 5, session: 'x' },
    ]);
    expect(twice.added).toBe(2);
  });

  it('takes nobody of another session for "she"', async () => {
    const memory = await open();
    await memory.observe({ session: 'a', at: day('2026-01-01'), text: 'My sister is getting married.' });
    await memory.observe({ session: 'b', at: day('2026-01-02'), text: 'I was at the vet, she weighs 23.4 kg.' });
    expect(await memory.facts.current("user's sister")).toEqual([]);
    await memory.observe({
      session: 'c',
      at: day('2026-01-03'),
      text: 'My sister is getting married. She lives in Leeds.',
    });
    expect((await memory.facts.current("user's sister")).map(({ fact }) => fact.value)).toEqual(['Leeds']);
  });

  it('revises a fact, keeps both clocks and answers about the past', async () => {
    const memory = await open();
    await memory.observe(story);
    const [now] = await memory.facts.current('user', 'home.city');
    expect(now?.fact.value).toMatch(/glasgow/i);
    const [then] = await memory.facts.current('user', 'home.city', { valid: '2026-02-01' });
    expect(then?.fact.value).toMatch(/bristol/i);
    const history = await memory.facts.history('user', 'home.city');
    expect(history.map((version) => version.fact.value.toLowerCase())).toEqual(['bristol', 'glasgow']);
    expect((await memory.facts.stepsBack('user', 'home.city', 1))?.fact.value).toMatch(/bristol/i);
    const past = await memory.asOf({ valid: '2026-02-01' }).recall('where do I live?');
    expect(past.hits.some((hit) => /glasgow/i.test(hit.text))).toBe(false);
    expect(past.hits.some((hit) => /bristol/i.test(hit.text))).toBe(true);
  });

  it('keeps a standing instruction in the profile and in the context', async () => {
    const memory = await open();
    await memory.observe(story);
    const { instructions } = await memory.profile();
    expect(instructions.map((record) => record.text).join(' ')).toMatch(/metric/i);
    const context = await memory.context('how far is the river?', { budgetTokens: 400 });
    expect(context.tokens).toBeLessThanOrEqual(400);
    expect(context.sections.find((section) => section.name === 'prefix')?.text).toMatch(/metric/i);
    const later = await memory.context('what about pottery?', { budgetTokens: 400 });
    expect(later.sections[0]?.hash).toBe(context.sections[0]?.hash);
  });

  it('remembers by hand with a turn as its source, and updates in versions', async () => {
    const memory = await open();
    const record = await memory.remember({ kind: 'procedure', text: 'Deploy with npm run ship, then check the logs.' });
    expect(await memory.get(record.sources[0] as string)).toMatchObject({ text: record.text });
    const changed = await memory.update(record.id, { text: 'Deploy with npm run ship and watch the dashboard.' });
    expect(changed.version).toBe(2);
    const versions = await memory.history(record.id);
    expect(versions.map((version) => version.version)).toEqual([1, 2]);
    expect(versions[0]?.recorded.until).toBe(versions[1]?.recorded.at);
    const key = { idempotencyKey: 'once' };
    const one = await memory.remember({ kind: 'concept', text: 'Slack water is when the tide turns.' }, key);
    const two = await memory.remember({ kind: 'concept', text: 'Slack water is when the tide turns.' }, key);
    expect(two.id).toBe(one.id);
  });

  it('archives by default, asks first for queries, and brings nothing back', async () => {
    const memory = await open();
    const { ids } = await memory.observe(story);
    const dry = await memory.forget({ query: 'pottery class' });
    expect(dry.dryRun).toBe(true);
    expect(dry.selected.some((target) => target.id === ids[5])).toBe(true);
    expect((await memory.recall('pottery class')).hits.some((hit) => hit.id === ids[5])).toBe(true);
    await memory.forget({ ids: [ids[5] as string] });
    expect((await memory.recall('pottery class')).hits.some((hit) => hit.sources.includes(ids[5] as string))).toBe(
      false,
    );
    const archived = await memory.recall('pottery class', { archived: true });
    expect(archived.hits.some((hit) => hit.id === ids[5])).toBe(true);
    expect(await codeOf(() => memory.forget({ ids: ['no-such-id'] }))).toBe('not_found');
  });

  it('erases content from every version, index and file, and stays verifiable', async () => {
    const memory = await open();
    const { ids } = await memory.observe([
      ...story,
      { id: 'secretive', text: 'My locker at the velodrome is number zanzibarian.' },
    ]);
    await memory.recall('velodrome locker');
    const report = await memory.forget({ ids: ['secretive'] }, { mode: 'erase' });
    expect(report.receipt).toBeDefined();
    expect((await memory.recall('velodrome locker')).hits.some((hit) => /velodrome/.test(hit.text))).toBe(false);
    expect(await memory.get('secretive')).toBeUndefined();
    const check = await memory.verify();
    expect(check.problems).toEqual([]);
    await memory.close();
    const bytes = await readFile(join(folder, 'me.palimpsest'));
    expect(bytes.includes('zanzibarian')).toBe(false);
    expect(bytes.includes('velodrome')).toBe(false);
    const again = await open();
    expect(
      (await again.observe({ id: 'secretive', text: 'My locker at the velodrome is number zanzibarian.' })).added,
    ).toBe(0);
    expect((await again.stats()).turns).toBe(ids.length - 1);
  });

  it('shares one file between two openers', async () => {
    const one = await open();
    const two = await open();
    await one.observe(story.slice(0, 3));
    expect((await two.recall('dog Mostaza')).hits.length).toBeGreaterThan(0);
    await Promise.all([one.observe(story.slice(3, 5)), two.observe(story.slice(5))]);
    expect((await one.stats()).turns).toBe(story.length);
    expect((await two.stats()).turns).toBe(story.length);
    expect((await one.verify()).problems).toEqual([]);
  });

  it('lists with filters and pages, newest first', async () => {
    const memory = await open();
    await memory.observe(story);
    const page = await memory.list({ kinds: ['turn'], limit: 4 });
    expect(page.items).toHaveLength(4);
    const rest = await memory.list({ kinds: ['turn'], limit: 4, cursor: page.cursor as string });
    expect(rest.items).toHaveLength(2);
    expect(new Set([...page.items, ...rest.items].map((item) => item.id)).size).toBe(6);
    const spring = await memory.list({
      kinds: ['turn'],
      where: { at: { gte: '2026-03-01' }, text: { icontains: 'glasgow' } },
    });
    expect(spring.items).toHaveLength(1);
    expect(await codeOf(() => memory.list({ where: { at: { near: 3 } as never } }))).toBe('invalid_input');
  });

  it('derives later when asked to, once', async () => {
    const memory = await open();
    const { derived } = await memory.observe(story, { derive: 'later' });
    expect(derived).toBe(0);
    expect(await memory.facts.current('user', 'home.city')).toEqual([]);
    expect(await memory.work()).toBe(1);
    expect(await memory.work()).toBe(0);
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toMatch(/glasgow/i);
  });

  it('exports and imports everything, twice without harm', async () => {
    const memory = await open();
    await memory.observe(story);
    const lines: ExportLine[] = [];
    for await (const line of memory.export()) lines.push(JSON.parse(JSON.stringify(line)) as ExportLine);
    const copy = await open('copy.palimpsest');
    const report = await copy.import(lines);
    expect(report.turns).toBe(story.length);
    expect((await copy.import(lines)).turns).toBe(0);
    expect((await copy.facts.current('user', 'home.city'))[0]?.fact.value).toMatch(/glasgow/i);
    expect((await copy.verify()).problems).toEqual([]);
  });

  it('backs up while in use, and the copy is whole', async () => {
    const memory = await open();
    await memory.observe(story);
    await memory.backup(join(folder, 'backup.palimpsest'));
    await memory.observe({ text: 'after the backup' });
    const copy = await open('backup.palimpsest');
    expect((await copy.stats()).turns).toBe(story.length);
    expect((await copy.verify()).ok).toBe(true);
  });

  it('says what changed between two moments', async () => {
    let now = day('2026-05-01');
    const memory = await open('diff.palimpsest', { clock: { now: () => now } });
    await memory.observe(story.slice(0, 3));
    now = day('2026-06-01');
    await memory.observe(story.slice(3));
    const diff = await memory.diff('2026-05-15');
    expect(diff.turnsAdded).toBe(3);
    expect(diff.changed.some(({ after }) => /bristol/i.test(after.text) && after.valid.to !== undefined)).toBe(true);
    const known = await memory.asOf({ known: '2026-05-15' }).recall('where do I live?');
    expect(known.hits.some((hit) => /glasgow/i.test(hit.text))).toBe(false);
  });

  it('masks secrets before anything is stored', async () => {
    const memory = await open();
    await memory.observe({ text: 'my card is 4242 4242 4242 4242, please remember the dentist on Friday' });
    const { items } = await memory.list({ kinds: ['turn'] });
    expect(JSON.stringify(items)).not.toContain('4242 4242');
    expect(items[0]).toMatchObject({ marks: ['secret-masked'] });
    await memory.close();
    expect((await readFile(join(folder, 'me.palimpsest'))).includes('4242 4242')).toBe(false);
  });

  it('learns nothing from its own recalled text, and still learns from what is new beside it', async () => {
    const memory = await open();
    await memory.observe(story);
    const echoed = '<recalled id="x" at="2026-01-10">I live in Bristol with my dog Mostaza.</recalled>';
    await memory.observe({ session: 's4', at: day('2026-05-01'), text: `${echoed} By the way, I work as a nurse.` });
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toMatch(/glasgow/i);
    const facts = await memory.facts.current('user');
    expect(facts.some((version) => /nurse/i.test(version.fact.value))).toBe(true);
  });

  it('keeps the contexts of two users apart, whatever the thread is called', async () => {
    const memory = await open();
    await memory.observe({ text: 'I live in Lima. Always answer in Latin.', user: 'alice' });
    const scope = { user: 'alice' };
    expect((await memory.context('hello', { scope, thread: 't' })).text).toMatch(/Latin/);
    expect((await memory.context('hello', { scope: { user: 'bob' }, thread: 't' })).text).not.toMatch(/Latin|Lima/);
    expect((await memory.context('hello', { scope: { user: 'bob' } })).text).not.toMatch(/Latin|Lima/);
  });

  it.each(['archive', 'erase'] as const)(
    '%s of a later statement undoes what it ended, and nothing else',
    async (mode) => {
      const memory = await open();
      await memory.observe([
        { id: 'a', text: 'I live in Bristol.', at: day('2026-01-10'), session: 'x' },
        { id: 'b', text: 'I moved to Glasgow.', at: day('2026-03-02'), session: 'y' },
      ]);
      const dry = await memory.forget({ ids: ['b'] }, { mode, dryRun: true });
      expect(dry.reverted.map((target) => target.preview).join()).toMatch(/Bristol/);
      await memory.forget({ ids: ['b'] }, { mode });
      const current = await memory.facts.current('user', 'home.city');
      expect(current.map((version) => version.fact.value)).toEqual(['Bristol']);
      expect(current[0]?.valid.to).toBeUndefined();
      expect((await memory.verify()).problems).toEqual([]);
    },
  );

  it('erases the first statement and keeps the later one', async () => {
    const memory = await open();
    await memory.observe([
      { id: 'a', text: 'I live in Bristol.', at: day('2026-01-10'), session: 'x' },
      { id: 'b', text: 'I moved to Glasgow.', at: day('2026-03-02'), session: 'y' },
      { id: 'c', text: 'As I said, I live in Glasgow.', at: day('2026-03-09'), session: 'z' },
    ]);
    await memory.forget({ ids: ['a'] }, { mode: 'erase' });
    expect((await memory.facts.current('user', 'home.city')).map((one) => one.fact.value)).toEqual(['Glasgow']);
    await memory.forget({ ids: ['b'] }, { mode: 'erase' });
    // Said elsewhere, too: derived again from there.
    expect((await memory.facts.current('user', 'home.city')).map((one) => one.fact.value)).toEqual(['Glasgow']);
    expect((await memory.verify()).problems).toEqual([]);
  });

  it('fading brings nothing back, and what is archived is not current', async () => {
    const memory = await open();
    const { ids } = await memory.observe(story);
    const [, , , moved, , pottery] = ids as string[];
    await memory.forget({ ids: [pottery as string] });
    const { seq } = await memory.forget({ ids: [pottery as string] }, { mode: 'fade' });
    expect((await memory.recall('pottery class')).hits.some((hit) => hit.id === pottery)).toBe(false);
    expect((await memory.forget({ ids: [pottery as string] })).seq).toBe(seq);
    await memory.forget({ ids: [moved as string] });
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toMatch(/bristol/i);
  });

  it('changes facts by hand as a whole, masked and checked', async () => {
    const memory = await open();
    await memory.observe({ text: 'I live in Bristol.', at: day('2026-01-10') });
    const [fact] = await memory.facts.current('user', 'home.city');
    const id = fact?.id as string;
    expect(await codeOf(() => memory.update(id, { data: { slot: null } }))).toBe('invalid_input');
    expect(await codeOf(() => memory.update(id, { text: 'The user lives in Bath.' }))).toBe('invalid_input');
    expect(await codeOf(() => memory.update(id, { valid: { from: 5, to: 1 } }))).toBe('invalid_input');
    const changed = await memory.update(id, { data: { value: 'Bath' } });
    expect(changed.text).toMatch(/Bath/);
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toBe('Bath');
    const note = await memory.remember({ kind: 'concept', text: 'a note' });
    const masked = await memory.update(note.id, { text: 'my card is 4242 4242 4242 4242' });
    expect(masked.text).not.toContain('4242 4242');
    await memory.hold([note.id]);
    expect(await codeOf(() => memory.update(note.id, { status: 'archived' }))).toBe('refused');
  });

  it('gives undated turns the time of their neighbors, and says when an id is taken', async () => {
    const memory = await open();
    await memory.observe([{ text: 'I live in Leeds.' }, { text: 'I moved to York.', at: day('2026-03-02') }]);
    expect((await memory.facts.current('user', 'home.city'))[0]?.fact.value).toBe('York');
    await memory.observe({ id: 's', text: 'one thing' });
    expect((await memory.observe({ id: 's', text: 'another thing' })).warnings[0]).toMatch(/another text/);
    const key = { idempotencyKey: 'k' };
    await memory.observe({ text: 'first wording' }, key);
    expect((await memory.observe({ text: 'second wording' }, key)).added).toBe(0);
  });

  it('keeps what came before a broken line of an export, and imports every standing', async () => {
    const memory = await open();
    const { ids } = await memory.observe(story);
    await memory.hold([ids[0] as string]);
    const lines: ExportLine[] = [];
    for await (const line of memory.export()) lines.push(line);
    const copy = await open('copy.palimpsest');
    await copy.import(lines);
    expect((await copy.forget({ ids: [ids[0] as string] })).kept).toHaveLength(1);
    const torn = await open('torn.palimpsest');
    const broken = async function* (): AsyncGenerator<ExportLine> {
      yield* lines.slice(0, 4);
      throw new Error('unexpected end of file');
    };
    await expect(torn.import(broken())).rejects.toThrow(/unexpected end/);
    expect((await torn.stats()).turns).toBe(3);
  });

  it('is not disturbed by an observer that throws', async () => {
    const memory = await open('loud.palimpsest', {
      observer: () => {
        throw new Error('loud');
      },
    });
    expect((await memory.observe({ text: 'quiet please' })).added).toBe(1);
  });

  it.each([
    [
      'an option that observe does not have',
      (memory: Memory) => memory.observe({ text: 'x' }, { derrive: 'later' } as never),
    ],
    ['a misspelled clock', async (memory: Memory) => memory.asOf({ vaild: 3, known: 3 } as never)],
    ['no subject', (memory: Memory) => memory.facts.current(undefined as never)],
    ['a number for a turn', (memory: Memory) => memory.observe(5 as never)],
    ['a turn without text', (memory: Memory) => memory.observe({} as never)],
    ['an unknown role', (memory: Memory) => memory.observe({ text: 'x', role: 'king' as never })],
    ['a wrong time', (memory: Memory) => memory.observe({ text: 'x', at: 'yesterday' })],
    ['an unknown zone', (memory: Memory) => memory.observe({ text: 'x', zone: 'Mars/Olympus' })],
    ['an empty query', (memory: Memory) => memory.recall('  ')],
    ['an unknown option', (memory: Memory) => memory.recall('x', { limmit: 3 } as never)],
    ['an unknown recipe', (memory: Memory) => memory.recall('x', { recipe: 'no-such' })],
    ['a selector of two kinds', (memory: Memory) => memory.forget({ ids: ['a'], subject: 'b' } as never)],
    ['an asOf of nothing', async (memory: Memory) => memory.asOf({})],
  ])('refuses %s with invalid_input and loses nothing', async (_, run) => {
    const memory = await open();
    await memory.observe(story.slice(0, 1));
    expect(await codeOf(() => run(memory))).toBe('invalid_input');
    expect((await memory.stats()).turns).toBe(1);
  });

  it('says closed after close', async () => {
    const memory = await open();
    await memory.close();
    await memory.close();
    expect(await codeOf(() => memory.recall('x'))).toBe('closed');
    expect(await codeOf(() => memory.observe({ text: 'x' }))).toBe('closed');
  });
});
