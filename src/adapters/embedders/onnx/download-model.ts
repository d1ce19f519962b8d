/**
 * Fetches a model from a hub that serves files the way Hugging Face does (`<base>/<repository>/resolve/<revision>/<file>`)
 * into a folder: pinned to one commit, resumed where it stopped, each file checked against the size and hash that the
 * hub or the caller names. What is there and whole is used without the network.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMemoryError, MemoryError, throwIfAborted } from '../../../errors/index.ts';
import {
  type Failure,
  isNetworkError,
  isTransientStatus,
  type RetryOptions,
  retryTransient,
} from '../retry-transient.ts';

export type DownloadModelOptions = {
  /** `owner/name` on the hub. */
  readonly repository: string;
  /** Branch, tag or commit. Default `main`; pinned to its commit at the first download. */
  readonly revision?: string;
  /** Where models are kept; each gets a folder of its own. Under the data directory, for example. */
  readonly folder: string;
  /** Paths in the repository. Default: `onnx/model.onnx` and what belongs to it. */
  readonly files?: readonly string[];
  /** Files that may be missing. Default: external weights and the pooling configuration. */
  readonly optionalFiles?: readonly string[];
  /** SHA-256 by path, hex: stronger than what the hub says about itself. */
  readonly sha256?: Readonly<Record<string, string>>;
  /** Default `https://huggingface.co`. */
  readonly baseUrl?: string;
  /** For repositories that ask for one; sent to `baseUrl` only. */
  readonly token?: string;
  /** Read every file again and compare it, although it is there. Default false. */
  readonly verify?: boolean;
  readonly fetch?: typeof fetch;
  readonly retry?: RetryOptions;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: {
    readonly file: string;
    readonly doneBytes: number;
    readonly totalBytes: number | undefined;
  }) => void;
};

export type DownloadedModel = {
  /** To be given to `createOnnxEmbedder` as `model`. */
  readonly folder: string;
  readonly repository: string;
  /** The commit that the files are from. */
  readonly commit: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
};

const manifestFile = 'palimpsest-model.json';
const usualFiles = ['tokenizer.json', 'onnx/model.onnx'];
const usualOptional = ['onnx/model.onnx_data', '1_Pooling/config.json'];

/** What the hub says about a file. */
type Listing = {
  readonly bytes: number | undefined;
  /** SHA-256 for large files, git's blob hash for small ones. */
  readonly sha256: string | undefined;
  readonly gitHash: string | undefined;
  readonly commit: string | undefined;
};

/** An answer of the hub that is no success. */
class HubAnswer extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/**
 * Errors: `invalid_input` (names), `unavailable` (no hub, or it refuses), `not_found` (no such repository, revision or
 * file), `corrupt` (a file is not what it should be; what was fetched of it is removed), `aborted`.
 */
export async function downloadModel(options: DownloadModelOptions): Promise<DownloadedModel> {
  const { repository, revision = 'main', signal } = options;
  const required = options.files ?? usualFiles;
  const optional = options.optionalFiles ?? (options.files === undefined ? usualOptional : []);
  checkNames(repository, revision, [...required, ...optional]);
  const folder = join(options.folder, repository.replace('/', '--'), revision.replaceAll('/', '--'));
  const there = await readManifest(folder, [...required], options);
  if (there !== undefined) return { folder, ...there };

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const hub = hubClient(options);
  let commit: string | undefined;
  const files: DownloadedModel['files'][number][] = [];
  for (const path of [...required, ...optional]) {
    throwIfAborted(signal);
    let listing: Listing;
    try {
      listing = await hub.look(path, commit ?? revision);
    } catch (error) {
      if (isMemoryError(error, 'not_found') && optional.includes(path)) continue;
      throw error;
    }
    commit ??= listing.commit ?? revision;
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    files.push({ path, ...(await hub.fetchFile(path, commit, listing, target)) });
  }
  const manifest = { repository, commit: commit ?? revision, files };
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return { folder, ...manifest };
}

function checkNames(repository: string, revision: string, paths: readonly string[]): void {
  const part = /^[\w-][\w.-]*$/;
  const safe = (path: string): boolean => path.split('/').every((name) => part.test(name));
  if (!/^[^/]+\/[^/]+$/.test(repository) || !safe(repository)) {
    throw new MemoryError('invalid_input', 'not the name of a repository', { hint: "for example 'owner/model-name'" });
  }
  if (!safe(revision) || !paths.every(safe)) {
    throw new MemoryError('invalid_input', 'a revision or path has a part that is not a plain name', {
      hint: 'use letters, digits, -, _ and dots between slashes',
    });
  }
}

/** What an earlier download left, if it is whole. */
async function readManifest(
  folder: string,
  required: readonly string[],
  { verify = false, sha256 = {}, signal }: DownloadModelOptions,
): Promise<Omit<DownloadedModel, 'folder'> | undefined> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  let manifest: Omit<DownloadedModel, 'folder'>;
  try {
    manifest = JSON.parse(text) as Omit<DownloadedModel, 'folder'>;
  } catch {
    return undefined;
  }
  if (!required.every((path) => manifest.files.some((file) => file.path === path))) return undefined;
  for (const { path, bytes, sha256: known } of manifest.files) {
    const wanted = sha256[path]?.toLowerCase() ?? known;
    if (wanted !== known) return undefined;
    const file = join(folder, path);
    if ((await stat(file).catch(() => undefined))?.size !== bytes) return undefined;
    if (verify && (await hashes(file, signal)).sha256 !== known) {
      await rm(file, { force: true });
      return undefined;
    }
  }
  return manifest;
}

function hubClient(options: DownloadModelOptions) {
  const { repository, token, retry, signal, sha256 = {}, onProgress, fetch: send = fetch } = options;
  const baseUrl = (options.baseUrl ?? 'https://huggingface.co').replace(/\/+$/, '');
  const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const url = (path: string, revision: string): string => `${baseUrl}/${repository}/resolve/${revision}/${path}`;
  const withRetry = <T>(path: string, task: () => Promise<T>): Promise<T> =>
    retryTransient(task, (error) => explain(error, { baseUrl, repository, path }), { ...retry, signal });
  const stop = signal === undefined ? {} : { signal };

  const fetchPart = async (path: string, revision: string, listing: Listing, part: string): Promise<void> => {
    const have = (await stat(part).catch(() => undefined))?.size ?? 0;
    if (have > 0 && have === listing.bytes) return;
    const range = have > 0 ? { range: `bytes=${have}-` } : {};
    const response = await send(url(path, revision), { headers: { ...headers, ...range }, ...stop });
    if (response.status === 416) {
      await rm(part, { force: true });
      throw new HubAnswer(503);
    }
    if (!response.ok || response.body === null) throw new HubAnswer(response.status);
    const resumed = response.status === 206;
    const file = await open(part, resumed ? 'a' : 'w', 0o600);
    let done = resumed ? have : 0;
    try {
      for await (const chunk of response.body) {
        throwIfAborted(signal);
        await file.writeFile(chunk as Uint8Array);
        done += (chunk as Uint8Array).length;
        onProgress?.({ file: path, doneBytes: done, totalBytes: listing.bytes });
      }
      await file.sync();
    } finally {
      await file.close();
    }
    // A connection that ends early looks like the end of the file.
    if (listing.bytes !== undefined && done < listing.bytes) throw new HubAnswer(503);
  };

  return {
    look: (path: string, revision: string): Promise<Listing> =>
      withRetry(path, async () => {
        // Large files are elsewhere: the redirect says which, the answer behind it no longer does.
        const response = await send(url(path, revision), { method: 'HEAD', headers, redirect: 'manual', ...stop });
        if (response.status >= 400) throw new HubAnswer(response.status);
        const tag = (response.headers.get('x-linked-etag') ?? response.headers.get('etag') ?? '').replace(
          /^W\/|"/g,
          '',
        );
        const size =
          response.headers.get('x-linked-size') ?? (response.ok ? response.headers.get('content-length') : null);
        return {
          bytes: size === null ? undefined : Number(size),
          sha256: /^[0-9a-f]{64}$/.test(tag) ? tag : undefined,
          gitHash: /^[0-9a-f]{40}$/.test(tag) ? tag : undefined,
          commit: response.headers.get('x-repo-commit') ?? undefined,
        };
      }),

    async fetchFile(
      path: string,
      revision: string,
      listing: Listing,
      target: string,
    ): Promise<{ readonly bytes: number; readonly sha256: string }> {
      const wanted = sha256[path]?.toLowerCase() ?? listing.sha256;
      const matches = async (file: string) => {
        const found = await hashes(file, signal);
        const right =
          (listing.bytes === undefined || found.bytes === listing.bytes) &&
          (wanted === undefined || found.sha256 === wanted) &&
          (listing.gitHash === undefined || found.gitHash === listing.gitHash);
        return { right, bytes: found.bytes, sha256: found.sha256 };
      };
      const before = (await stat(target).catch(() => undefined)) && (await matches(target));
      if (before?.right) return { bytes: before.bytes, sha256: before.sha256 };
      const part = `${target}.part`;
      await withRetry(path, () => fetchPart(path, revision, listing, part));
      const { right, ...found } = await matches(part);
      if (!right) {
        await rm(part, { force: true });
        throw new MemoryError('corrupt', `${path} of ${repository} is not what it should be`, {
          details: { path, bytes: found.bytes, wantedBytes: listing.bytes ?? -1 },
          hint: 'what was fetched is removed: try again; if it stays so, check the hash and the hub',
        });
      }
      await rename(part, target);
      return found;
    },
  };
}

function explain(
  error: unknown,
  { baseUrl, repository, path }: { readonly baseUrl: string; readonly repository: string; readonly path: string },
): Failure {
  if (error instanceof MemoryError) return { error, transient: false };
  if (error instanceof HubAnswer) {
    const { status } = error;
    const closed = status === 401 || status === 403;
    const failure = new MemoryError(
      status === 404 ? 'not_found' : 'unavailable',
      `${baseUrl} answered ${status} for ${path} of ${repository}`,
      {
        details: { status, path },
        hint: closed
          ? 'the repository asks for a token, or there is none of this name'
          : status === 404
            ? 'check repository, revision and file names'
            : 'try again: the download goes on where it stopped',
        cause: error,
      },
    );
    return { error: failure, transient: isTransientStatus(status) };
  }
  const failure = new MemoryError('unavailable', `no answer from ${baseUrl}`, {
    hint: 'check the connection, or copy the files by hand; the download goes on where it stopped',
    cause: error,
  });
  return { error: failure, transient: isNetworkError(error) };
}

/** Size, SHA-256, and the hash that git gives a blob. */
async function hashes(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly bytes: number; readonly sha256: string; readonly gitHash: string }> {
  const { size } = await stat(path);
  const sha256: Hash = createHash('sha256');
  const git: Hash = createHash('sha1').update(`blob ${size}\0`);
  for await (const part of createReadStream(path)) {
    throwIfAborted(signal);
    sha256.update(part as Buffer);
    git.update(part as Buffer);
  }
  return { bytes: size, sha256: sha256.digest('hex'), gitHash: git.digest('hex') };
}
