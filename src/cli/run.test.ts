import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from './envelope.ts';
import { run } from './run.ts';
import type { Streams } from './streams.ts';

const homes: string[] = [];
let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'palimpsest-cli-'));
  homes.push(home);
});

afterAll(() => {
  for (const folder of homes) rmSync(folder, { recursive: true, force: true });
});

type Ran = { readonly status: number; readonly out: string; readonly err: string };

/** Runs the program in this process, over streams that are no terminal. */
async function palimpsest(words: readonly string[], input = ''): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const text = { out: '', err: '' };
  stdout.on('data', (part: Buffer) => {
    text.out += part.toString();
  });
  stderr.on('data', (part: Buffer) => {
    text.err += part.toString();
  });
  const streams = { in: stdin, out: stdout, err: stderr, gone: () => false } as unknown as Streams;
  const environment = { PALIMPSEST_HOME: home };
  const status = await run({ words, environment, streams, stop: new AbortController() });
  return { status, ...text };
}

/** The envelope of a run with `--json`; checks that it is the one line on standard output. */
async function json(...words: string[]): Promise<Envelope & { readonly status: number; readonly data: never }> {
  const { status, out } = await palimpsest([...words, '--json']);
  expect(out.split('\n')).toHaveLength(2);
  expect(out.endsWith('\n')).toBe(true);
  const parsed = JSON.parse(out) as Envelope;
  expect(Object.keys(parsed)).toEqual(['ok', 'data', 'warnings', 'error']);
  expect(parsed.ok).toBe(parsed.error === null);
  return { ...parsed, status } as never;
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('palimpsest', () => {
  it('remembers, revises and answers', async () => {
    const seen = await palimpsest([
      'observe',
      'I moved to Oslo last week.',
      '--speaker',
      'Anna',
      '--at',
      '2026-03-01',
      '--id',
      'm1',
    ]);
    expect(seen).toMatchObject({ status: 0, err: '' });
    expect(seen.out).toMatch(/^m1 {2}remembered, \d+ records? derived\n$/);
    const again = await palimpsest([
      'observe',
      'I moved to Oslo last week.',
      '--speaker',
      'Anna',
      '--at',
      '2026-03-01',
      '--id',
      'm1',
    ]);
    expect(again.out).toContain('was there already');

    await palimpsest([
      'observe',
      'I moved to Bergen yesterday.',
      '--speaker',
      'Anna',
      '--at',
      '2026-05-02T10:00',
      '--id',
      'm2',
    ]);
    const recalled = await json('recall', 'Where does Anna live?', '--limit', '3');
    const data = recalled.data as { hits: { id: string; at: string; sources: string[] }[]; confidence: number };
    expect(data.hits.map((hit) => hit.id)).toEqual(expect.arrayContaining(['m1', 'm2']));
    for (const hit of data.hits) {
      expect(hit.at).toMatch(isoInstant);
      expect(hit.sources.length).toBeGreaterThan(0);
    }

    const history = await json('facts', 'anna', 'home.city', '--history');
    const { facts } = history.data as {
      facts: { fact: { value: string }; current: boolean; valid: { from: string } }[];
    };
    expect(facts.map((one) => [one.fact.value, one.current])).toEqual([
      ['Oslo', false],
      ['Bergen', true],
    ]);
    expect(facts[0]?.valid.from).toMatch(isoInstant);

    const past = await json('facts', 'anna', 'home.city', '--valid', '2026-04-01');
    expect((past.data as { facts: { fact: { value: string } }[] }).facts.map((one) => one.fact.value)).toEqual([
      'Oslo',
    ]);
  });

  it('shows one item and its versions', async () => {
    const stored = await json(
      'remember',
      'Anna lives in Oslo',
      '--subject',
      'anna',
      '--slot',
      'home.city',
      '--value',
      'Oslo',
    );
    const { id } = stored.data as { id: string };
    expect((await json('get', id)).data).toMatchObject({ type: 'record', id, text: 'Anna lives in Oslo' });
    const updated = await json('update', id, '--importance', '0.9', '--reason', 'said twice');
    expect(updated.data).toMatchObject({ version: 2, importance: 0.9, reason: 'said twice' });
    const { versions } = (await json('history', id)).data as {
      versions: { version: number; recorded: { at: string } }[];
    };
    expect(versions.map((one) => one.version)).toEqual([1, 2]);
    expect(versions[0]?.recorded.at).toMatch(isoInstant);
    const shown = await palimpsest(['history', id]);
    expect(shown.out).toContain('said twice');
    expect(await json('get', 'nothing')).toMatchObject({ ok: false, status: 3, error: { code: 'not_found' } });
  });

  it('forgets only after a dry run where it cannot be undone', async () => {
    await palimpsest(['observe', 'My phone number is 555-0142.', '--speaker', 'Anna', '--id', 'm1']);
    const dry = await json('forget', 'm1', '--mode', 'erase');
    expect(dry).toMatchObject({ ok: true, data: { dryRun: true } });
    expect(dry.warnings[0]).toContain('--yes');
    expect((await json('get', 'm1')).data).toMatchObject({ text: 'My phone number is 555-0142.' });
    const done = await json('forget', 'm1', '--mode', 'erase', '--yes');
    expect(done).toMatchObject({ ok: true, data: { dryRun: false, receipt: expect.any(String) } });
    expect(JSON.stringify(await json('list', '--archived'))).not.toContain('555-0142');
    expect((await json('verify')).ok).toBe(true);
  });

  it('gives receipts once more, with the id of the key that signed them', async () => {
    await palimpsest(['observe', 'My locker code is zanzibarian.', '--user', 'anna']);
    const { data: keys } = await json('keys');
    expect(keys).toMatchObject({ signing: { keyId: expect.stringMatching(/^[0-9a-f]{32}$/) } });
    const { keyId } = (keys as { signing: { keyId: string } }).signing;
    expect((await palimpsest(['keys'])).out).toContain(keyId);
    // A plain cube signs with the same owner's key.
    await palimpsest(['observe', 'hello', '--cube', join(home, 'plain.palimpsest')]);
    const plain = await json('keys', '--cube', join(home, 'plain.palimpsest'));
    expect(plain).toMatchObject({
      ok: true,
      data: { seal: 'none', ring: null, signing: { keyId: expect.any(String) } },
    });
    expect((await json('receipts')).data).toEqual({ receipts: [], file: null });
    const { data: erased } = await json('forget', '--subject', 'anna', '--mode', 'erase', '--yes');
    const { receipt, proof } = erased as { receipt: string; proof: { signature: { keyId: string } } };
    expect(proof.signature.keyId).toBe(keyId);
    expect((await json('receipts')).data).toEqual({ receipts: [proof], file: null });
    expect((await palimpsest(['receipts'])).out).toContain(receipt);
    const file = join(home, 'erased.json');
    expect((await json('receipts', receipt, '--out', file)).data).toEqual({ receipt: proof, file });
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await json('verify-receipt', file, '--key', keyId)).toMatchObject({ ok: true });
    expect((await json('verify-receipt', file, '--key', '0'.repeat(32))).ok).toBe(false);
    expect(await json('receipts', receipt, '--out', file)).toMatchObject({ status: 4, error: { code: 'conflict' } });
    expect(await json('receipts', 'nothing')).toMatchObject({ status: 3, error: { code: 'not_found' } });
  });

  it('says that there was nobody to erase, and what may speak of them', async () => {
    await palimpsest(['observe', 'i met anna at the harbour', '--user', 'ben', '--id', 'm1']);
    for (const words of [[], ['--dry-run'], ['--yes']]) {
      const found = await json('forget', '--subject', 'anna', '--mode', 'erase', ...words);
      expect(found).toMatchObject({ ok: false, status: 3, error: { code: 'not_found' } });
      expect(found.error?.hint).toContain('--include-mentions');
      expect((found.data as { possibleMentions: unknown[] }).possibleMentions).toMatchObject([{ id: 'm1' }]);
    }
    const shown = await palimpsest(['forget', '--subject', 'anna', '--mode', 'erase', '--dry-run']);
    expect(shown.out).toContain('may speak of it');
    expect(shown.err).toContain('nothing in memory matches');
    // Nothing to archive is no failure.
    expect((await json('forget', '--subject', 'anna')).status).toBe(0);
    const erase = ['forget', '--subject', 'anna', '--mode', 'erase', '--yes', '--include-mentions'];
    expect(await json(...erase, 'other')).toMatchObject({ status: 2, error: { code: 'invalid_input' } });
    expect(await json(...erase, 'm1')).toMatchObject({ ok: true, data: { mentioned: ['m1'] } });
    expect((await json('get', 'm1')).status).toBe(3);
  });

  it('exports and imports without loss', async () => {
    await palimpsest(['observe', 'I play the viola.', '--speaker', 'Ben', '--id', 'm1']);
    await palimpsest(['remember', 'Answer briefly', '--kind', 'instruction']);
    const file = join(home, 'out.jsonl');
    expect(await json('export', file)).toMatchObject({ ok: true, data: { turns: 2 } });
    expect(statSync(file).mode & 0o077).toBe(0);
    const read = await json('import', file, '--cube', 'copy');
    expect(read).toMatchObject({ ok: true, data: { turns: 2, format: 'palimpsest' } });
    expect((await json('get', 'm1', '--cube', 'copy')).data).toMatchObject({ text: 'I play the viola.' });
    const lines = (await palimpsest(['export', '--cube', 'copy'])).out.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'header', format: 'palimpsest-export' });
    expect(lines.length).toBe(readFileSync(file, 'utf8').trimEnd().split('\n').length);
    const cubes = (await json('cubes')).data as { cubes: { name: string }[] };
    expect(cubes.cubes.map((one) => one.name)).toEqual(['copy', 'default']);
  });

  it('backs up and restores', async () => {
    await palimpsest(['observe', 'first', '--id', 'm1']);
    const backup = join(home, 'safe.palimpsest');
    expect((await json('backup', backup)).ok).toBe(true);
    await palimpsest(['observe', 'second', '--id', 'm2']);
    expect(await json('backup', backup)).toMatchObject({ status: 4, error: { code: 'conflict' } });
    expect(await json('restore', backup)).toMatchObject({ status: 4, error: { code: 'conflict' } });
    expect(await json('restore', backup, '--cube', 'again')).toMatchObject({ ok: true, data: { turns: 1 } });
    expect((await json('get', 'm1', '--cube', 'again')).ok).toBe(true);
    expect((await json('get', 'm2', '--cube', 'again')).status).toBe(3);
    expect((await json('observe', 'third', '--id', 'm3', '--cube', 'again')).ok).toBe(true);
    expect((await json('verify', '--cube', 'again')).ok).toBe(true);
  });

  it('erases in a restored backup what was erased since', async () => {
    // By their paths: plain cubes. A named one is sealed, and its backups lose the key.
    const [own, other, backup, copied] = ['own', 'other', 'safe', 'copied'].map((name) =>
      join(home, `${name}.palimpsest`),
    ) as [string, string, string, string];
    await palimpsest(['observe', 'My locker code is zanzibarian.', '--user', 'anna', '--cube', own]);
    await json('backup', backup, '--cube', own);
    copyFileSync(backup, copied);
    const [again, third] = ['again', 'third'].map((name) => join(home, `${name}.palimpsest`)) as [string, string];
    copyFileSync(backup, again);
    await json('forget', '--subject', 'anna', '--mode', 'erase', '--yes', '--cube', own);
    // A copy, as the driver may keep what this process had open until it is collected.
    for (const end of ['', '-wal', '.head']) if (existsSync(own + end)) copyFileSync(own + end, other + end);
    expect(readFileSync(copied).includes('zanzibarian')).toBe(true);
    const { warnings } = await json('restore', copied, '--force', '--cube', other);
    expect(warnings?.join()).toMatch(/older than erasure_\w+: \d+ entries that it had erased were erased again/);
    const { err } = await palimpsest(['restore', again, '--cube', third]);
    expect(err.match(/older than erasure_/g)).toHaveLength(1);
    expect(JSON.stringify(await json('list', '--archived', '--cube', other))).not.toContain('zanzibarian');
    expect(readFileSync(other).includes('zanzibarian')).toBe(false);
  });

  it('names the record and line of a broken file, and keeps what is good', async () => {
    const good = (id: number): string =>
      JSON.stringify({ role: 'user', content: `Note number ${id}`, timestamp: `2026-03-0${id}T10:00:00Z` });
    const file = join(home, 'chat.jsonl');
    writeFileSync(file, [good(1), good(2), '{"role": "user", "content": "cut', good(4), ''].join('\n'));
    const first = await json('import', file, '--cube', 'chat');
    expect(first).toMatchObject({ ok: false, status: 2, data: { turns: 3, problemCount: 1 } });
    expect(first.error?.message).toContain('line 3');
    expect((await json('stats', '--cube', 'chat')).data).toMatchObject({ turns: 3 });
    const again = await json('import', file, '--cube', 'chat');
    expect(again).toMatchObject({ ok: false, status: 2, data: { alreadyDone: true } });
    writeFileSync(file, [good(1), good(2), good(3), good(4), ''].join('\n'));
    expect(await json('import', file, '--cube', 'chat')).toMatchObject({ ok: true, data: { turns: 1, known: 3 } });
  });

  it('says what is missing when an old file was put in place, and goes on when told to', async () => {
    const file = join(home, 'cubes', 'default.palimpsest');
    await palimpsest(['observe', 'first', '--id', 'm1']);
    copyFileSync(file, `${file}.old`);
    await palimpsest(['observe', 'second', '--id', 'm2']);
    copyFileSync(`${file}.old`, file);
    const found = await json('recall', 'second');
    expect(found).toMatchObject({
      status: 6,
      error: { code: 'corrupt', hint: expect.stringContaining('verify --accept-loss') },
    });
    expect(await json('verify', '--accept-loss')).toMatchObject({ ok: true });
    expect((await json('get', 'm1')).ok).toBe(true);
    expect((await json('get', 'm2')).status).toBe(3);
  });

  it('makes no cube for a file that is not there', async () => {
    expect(await json('import', join(home, 'nothing.json'))).toMatchObject({ status: 3, error: { code: 'not_found' } });
    expect(await json('demo', '--file', join(home, 'nothing.json'))).toMatchObject({ status: 3 });
    expect(existsSync(join(home, 'cubes'))).toBe(false);
  });

  it('says exactly what is wrong with a file, and leaves no cube behind', async () => {
    const write = (name: string, content: string | Buffer): string => {
      writeFileSync(join(home, name), content);
      return join(home, name);
    };
    const cases: [string, string][] = [
      [write('empty.json', ''), 'empty.json is empty'],
      [write('cut.json', '{"messages": [{"role": "user",'), 'cut.json looks like JSON, and is not valid'],
      [write('german.txt', Buffer.from('Gr\xfc\xdfe aus M\xfcnchen, sch\xf6n hier.', 'latin1')), 'not UTF-8'],
      [write('photo.bin', Buffer.from([0x89, 0x50, 0, 1, 2, 3, 0xff, 0xfe, 0])), 'not recognized'],
    ];
    mkdirSync(join(home, 'pictures'));
    write('pictures/a.png', Buffer.from([1, 2, 3]));
    cases.push([join(home, 'pictures'), 'no file that can be imported']);
    for (const [path, message] of cases) {
      for (const words of [
        ['import', path],
        ['demo', '--file', path],
      ]) {
        const told = await json(...words);
        expect(told).toMatchObject({ ok: false, status: 2, error: { code: 'invalid_input' } });
        expect(JSON.stringify(told.error)).toContain(message);
      }
    }
    const broken = write('broken.jsonl', '{"role":"user","content":\n{"role":\n');
    expect(await json('import', broken, '--format', 'messages')).toMatchObject({
      status: 2,
      data: { cube: null },
    });
    expect((await json('import', join(home, 'photo.bin'))).error?.hint).toContain('--format');
    expect((await json('cubes')).data).toMatchObject({ cubes: [] });
  });

  it('gives files of the same name demo cubes of their own, or the cube that was asked for', async () => {
    const paths = ['c1', 'c2'].map((folder) => {
      mkdirSync(join(home, folder));
      const path = join(home, folder, 'conversations.jsonl');
      writeFileSync(path, `${JSON.stringify({ role: 'user', content: `I am in ${folder}.`, id: folder })}\n`);
      return path;
    });
    const cubes: string[] = [];
    for (const path of paths) {
      const { data } = await json('demo', '--file', path);
      cubes.push((data as { cube: string }).cube);
    }
    expect(new Set(cubes).size).toBe(2);
    for (const cube of cubes) expect((await json('stats', '--cube', cube)).data).toMatchObject({ turns: 1 });
    const asked = await json('demo', '--file', paths[0] as string, '--cube', 'mine');
    expect(asked.data).toMatchObject({ cube: 'mine', imported: { turns: 1 } });
  });

  it('replaces no exported file unless told to', async () => {
    await palimpsest(['observe', 'hello there']);
    const file = join(home, 'out.jsonl');
    writeFileSync(file, 'precious');
    expect(await json('export', file)).toMatchObject({ status: 4, error: { code: 'conflict' } });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(await json('export', file, '--force')).toMatchObject({ ok: true, data: { turns: 1 } });
  });

  it('warns of a text that became several turns, and is content', async () => {
    const file = join(home, 'long.jsonl');
    writeFileSync(file, `${JSON.stringify({ role: 'user', content: 'word '.repeat(300_000) })}\n`);
    const told = await json('import', file);
    expect(told).toMatchObject({ ok: true, status: 0, data: { turns: 2, problemCount: 0 } });
    expect(told.warnings.join()).toContain('became 2 turns');
  });

  it('asks for a command, and does not answer a check with a check', async () => {
    expect(await json()).toMatchObject({
      status: 2,
      error: { code: 'invalid_input', message: 'a command is missing' },
    });
    await palimpsest(['observe', 'hello there']);
    const file = join(home, 'cubes', 'default.palimpsest');
    copyFileSync(file, join(home, 'bad.palimpsest'));
    const bytes = readFileSync(join(home, 'bad.palimpsest'));
    writeFileSync(join(home, 'bad.palimpsest'), bytes.fill(0x41, 4_096));
    const { status, error } = await json('verify', '--cube', join(home, 'bad.palimpsest'));
    expect(status).toBe(6);
    expect(error?.hint).toContain('palimpsest restore');
    expect(error?.hint).not.toContain('run a check');
  });

  it.skipIf(process.platform !== 'linux')('gives up at once where no folder can be made', async () => {
    home = '/proc/palimpsest';
    expect(await json('observe', 'x')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('/proc') },
    });
  });

  it('lists by filter, page by page', async () => {
    const turns = Array.from({ length: 5 }, (_, index) =>
      JSON.stringify({
        id: `t${index}`,
        text: `Walk ${index}`,
        speaker: index % 2 === 0 ? 'Anna' : 'Ben',
        at: `2026-03-0${index + 1}`,
      }),
    );
    const observed = await palimpsest(['observe', '--jsonl', '--json'], turns.join('\n'));
    expect(JSON.parse(observed.out)).toMatchObject({ ok: true, data: { added: 5 } });
    const anna = (await json('list', '--kind', 'turn', '--where', 'speaker=Anna', '--order', 'oldest')).data as {
      items: { id: string }[];
    };
    expect(anna.items.map((item) => item.id)).toEqual(['t0', 't2', 't4']);
    const page = (await json('list', '--kind', 'turn', '--limit', '2')).data as {
      items: { id: string }[];
      cursor: string;
    };
    const next = (await json('list', '--kind', 'turn', '--limit', '2', '--cursor', page.cursor)).data as {
      items: { id: string }[];
    };
    expect([...page.items, ...next.items].map((item) => item.id)).toEqual(['t4', 't3', 't2', 't1']);
    const bad = await palimpsest(['observe', '--jsonl'], '{"text":"a"}\n{"txt":"b"}\n');
    expect(bad).toMatchObject({ status: 2, out: '' });
    expect(bad.err).toContain('line 2');
  });

  it('keeps a context within its budget', async () => {
    await palimpsest(['observe', 'The key is under the blue pot.', '--speaker', 'Anna']);
    const { data } = await json('context', 'Where is the key?', '--budget', '64');
    expect(data).toMatchObject({ text: expect.stringContaining('blue pot') });
    expect((data as { tokens: number }).tokens).toBeLessThanOrEqual(64);
    const plain = await palimpsest(['context', 'Where is the key?', '--budget', '64']);
    expect(plain.out).toContain('blue pot');
    expect(plain.err).toContain('tokens');
  });

  it('reads settings from the environment over the file over defaults', async () => {
    expect((await json('config', 'set', 'limit', '3')).ok).toBe(true);
    expect((await json('config', 'get', 'limit')).data).toEqual({ name: 'limit', value: 3 });
    expect(await json('config', 'set', 'limit', 'many')).toMatchObject({ status: 2, error: { code: 'invalid_input' } });
    expect((await json('config', 'set', 'cube', 'work')).ok).toBe(true);
    await palimpsest(['observe', 'hello there']);
    expect(existsSync(join(home, 'cubes', 'work.palimpsest'))).toBe(true);
    expect((await json('config', 'unset', 'limit')).data).toMatchObject({ value: null });
    expect((await json('config', 'print')).data).toMatchObject({
      settings: { limit: 10, cube: 'work' },
      origins: { cube: 'file' },
    });
  });

  it('refuses a state schema that is not there, and says how to take one out', async () => {
    const refused = await json('config', 'set', 'stateSchema', 'nonsense');
    expect(refused).toMatchObject({ error: { code: 'invalid_input', hint: expect.stringContaining('unset') } });
    expect((await json('ask', 'where?')).error?.message ?? '').not.toMatch(/state schema/);
    for (const good of ['off', 'codebase', 'user']) {
      expect((await json('config', 'set', 'stateSchema', good)).ok).toBe(true);
    }
  });

  it('imports what observe takes: lines with a speaker and a time, and no role', async () => {
    const file = join(home, 'said.jsonl');
    const at = '2026-01-01T10:00:00Z';
    const lines = ['a', 'b'].map((id) => JSON.stringify({ id, speaker: 'Ann', text: `I like ${id}.`, at }));
    writeFileSync(file, `${lines.join('\n')}\n`);
    expect(await json('import', file)).toMatchObject({ ok: true, data: { format: 'messages', turns: 2 } });
  });

  it('says what it wrote and removes only that', async () => {
    await palimpsest(['observe', 'hello there']);
    await palimpsest(['config', 'set', 'zone', 'Europe/Oslo']);
    const own = join(home, 'notes.txt');
    writeFileSync(own, 'mine');
    const told = (await json('uninstall')).data as { files: string[]; removed: string[] };
    expect(told.files.length).toBeGreaterThanOrEqual(2);
    expect(told.removed).toEqual([]);
    expect(await json('uninstall', '--purge')).toMatchObject({ ok: true });
    expect(existsSync(own)).toBe(true);
    expect(existsSync(join(home, 'cubes'))).toBe(false);
    expect(existsSync(join(home, 'config.json'))).toBe(false);
  });

  it.each([
    [['recal', 'x'], 'did you mean recall?'],
    [['recall', '--limt', '3', 'x'], 'did you mean --limit?'],
    [['recall', '--limit', 'abc', 'x'], 'recall --help'],
    [['recall', 'x', '--kind', 'fct'], 'did you mean fact?'],
    [['observe', 'x', '--role', 'asistant'], 'did you mean assistant?'],
    [['config', 'set', 'cub', 'x'], 'did you mean cube?'],
    [['completion', 'bsh'], 'did you mean bash?'],
    [['bench', 'retreival'], 'did you mean retrieval?'],
    [['bench', 'scbench', '--suite', 'beam', '--part', 'dev'], 'bench scbench takes no --suite, --part'],
    [['bench', 'speed', '--data', 'x'], 'bench speed takes no --data'],
    [['bench', 'erase', '--suite', 'beam'], 'it takes --records, --erasures, --kills'],
    [['bench', 'stale', '--limit', '3'], 'it takes --data'],
    [['forget'], '--subject'],
    [['forget', 'm1', '--erase'], 'did you mean --mode erase?'],
    [['--cube', 'x'], 'lists the commands'],
    [['recall'], 'recall --help'],
    [['observe', 'x', '--at', 'yesterday-ish'], 'observe --help'],
    [['diff', '2026-13-45'], undefined],
  ])('exits with 2 and a suggestion for %j', async (words, hint) => {
    const { status, out, err } = await palimpsest(words);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(err).toMatch(/^error {2}/);
    if (hint !== undefined) expect(err).toContain(hint);
    expect(err).not.toMatch(/\n\s+at /);
    const withJson = await json(...words);
    expect(withJson).toMatchObject({ status: 2, error: { code: 'invalid_input' } });
  });

  it('suggests a cube that is there', async () => {
    await palimpsest(['init', 'anna']);
    const missing = await json('recall', 'x', '--cube', 'ana');
    expect(missing).toMatchObject({
      status: 3,
      error: { code: 'not_found', hint: expect.stringContaining('did you mean anna?') },
    });
    expect(existsSync(join(home, 'cubes', 'ana.palimpsest'))).toBe(false);
  });
});
