import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyOnnxModel, tinyTable, tinyWordPieceTokenizer } from '../fixtures/tiny-onnx-model.ts';
import { type DownloadModelOptions, downloadModel } from './download-model.ts';

const commit = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';
const weights = Buffer.from(tinyOnnxModel(tinyTable(), false));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const gitHash = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

let folder: string;
let server: Server;
let base: string;
/** What the hub was asked, `METHOD path range`. */
let log: string[];
let large: Buffer;
/** Bytes after which the next download of the large file breaks off. */
let breakAfter: number[];
let statuses: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-hub-'));
  log = [];
  large = weights;
  breakAfter = [];
  statuses = [];
  const small = Buffer.from(tinyWordPieceTokenizer());
  server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    log.push([method, url, headers.range, headers.authorization].filter(Boolean).join(' '));
    const status = statuses.shift();
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const found = /^\/acme\/tiny\/resolve\/([^/]+)\/(.+)$/.exec(url);
    if (url === '/cdn/model') {
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const body = large.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length });
      const most = breakAfter.shift();
      if (most === undefined) response.end(body);
      else response.write(body.subarray(0, most), () => setTimeout(() => response.destroy(), 20));
      return;
    }
    if (found === null || !['main', commit].includes(found[1] as string)) {
      response.writeHead(404).end();
      return;
    }
    const common = { 'x-repo-commit': commit };
    if (found[2] === 'tokenizer.json') {
      response.writeHead(200, { ...common, etag: `"${gitHash(small)}"`, 'content-length': small.length });
      response.end(method === 'HEAD' ? undefined : small);
    } else if (found[2] === 'onnx/model.onnx') {
      response.writeHead(302, {
        ...common,
        location: '/cdn/model',
        'x-linked-etag': `"${sha256(weights)}"`,
        'x-linked-size': weights.length,
      });
      response.end();
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const get = (more: Partial<DownloadModelOptions> = {}) =>
  downloadModel({ repository: 'acme/tiny', folder, baseUrl: base, retry: { sleep: async () => {} }, ...more });

describe('downloadModel', () => {
  it('fetches the files of one commit, checks them, and asks nothing the second time', async () => {
    const progress: number[] = [];
    const model = await get({ onProgress: ({ doneBytes }) => progress.push(doneBytes) });
    expect(model.commit).toBe(commit);
    expect(model.files.map((file) => file.path)).toEqual(['tokenizer.json', 'onnx/model.onnx']);
    expect(await readFile(join(model.folder, 'onnx', 'model.onnx'))).toEqual(weights);
    expect((await stat(join(model.folder, 'onnx', 'model.onnx'))).mode & 0o077).toBe(0);
    expect(progress.at(-1)).toBe(weights.length);
    // Pinned: everything after the first look is asked of the commit.
    expect(log.filter((line) => line.includes('/main/'))).toHaveLength(1);
    log.length = 0;
    expect(await get()).toEqual(model);
    expect(log).toEqual([]);
  });

  it('goes on where a connection broke, also in another process', async () => {
    breakAfter = [500, 700];
    const model = await get();
    expect(await readFile(join(model.folder, 'onnx', 'model.onnx'))).toEqual(weights);
    expect(log.filter((line) => line.includes('bytes=500-')).length).toBeGreaterThan(0);
    await rm(folder, { recursive: true, force: true });

    breakAfter = [900];
    await expect(get({ retry: { attempts: 1 } })).rejects.toMatchObject({
      code: 'unavailable',
      hint: /where it stopped/,
    });
    log.length = 0;
    expect((await get()).files).toHaveLength(2);
    expect(log.filter((line) => line.includes('bytes=900-')).length).toBeGreaterThan(0);
  });

  it('refuses bytes that are not those that were named, and keeps none of them', async () => {
    large = Buffer.from(weights);
    large[100] = (large[100] as number) ^ 1;
    await expect(get()).rejects.toMatchObject({ code: 'corrupt' });
    large = weights;
    const model = await get();
    expect(await readFile(join(model.folder, 'onnx', 'model.onnx'))).toEqual(weights);
    await expect(get({ sha256: { 'onnx/model.onnx': '0'.repeat(64) } })).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('notices damage on the disk when told to look', async () => {
    const model = await get();
    const path = join(model.folder, 'onnx', 'model.onnx');
    const damaged = Buffer.from(weights);
    damaged[50] = (damaged[50] as number) ^ 1;
    await writeFile(path, damaged);
    await get();
    expect(await readFile(path)).toEqual(damaged);
    await get({ verify: true });
    expect(await readFile(path)).toEqual(weights);
  });

  it('tries again when the hub is busy, and says what is wrong when it is not', async () => {
    statuses = [503, 429];
    expect((await get()).files).toHaveLength(2);
    await expect(get({ repository: 'acme/none' })).rejects.toMatchObject({ code: 'not_found' });
    statuses = [401];
    await expect(get({ repository: 'acme/closed', token: 't' })).rejects.toMatchObject({
      code: 'unavailable',
      hint: /token/,
    });
    expect(log.at(-1)).toContain('Bearer t');
    await expect(get({ repository: 'acme/none', baseUrl: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('takes no names that lead elsewhere', async () => {
    for (const wrong of [
      { repository: '../etc' },
      { repository: 'acme/tiny/more' },
      { revision: '../main' },
      { files: ['../../passwd'] },
      { files: ['/etc/passwd'] },
    ]) {
      await expect(get(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(log).toEqual([]);
  });

  it('stops when told to', async () => {
    await expect(get({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
