/** Embeddings from a local Ollama server over its HTTP API (`/api/embed`; `/api/tags` for the model's digest). */
import { MemoryError } from '../../errors/index.ts';
import type { Clock, Embedder } from '../../ports/index.ts';
import { systemClock } from '../system/index.ts';
import { createBatchedEmbedder, type EmbeddingTextOptions, settingsMark, textSettings } from './batched-embedder.ts';
import {
  type Failure,
  isNetworkError,
  isTransientStatus,
  type RetryOptions,
  retryAfterMs,
  retryTransient,
} from './retry-transient.ts';

export type OllamaEmbedderOptions = EmbeddingTextOptions & {
  /** As `ollama list` shows it: `nomic-embed-text`, `bge-m3:latest`. */
  readonly model: string;
  /** Default `http://127.0.0.1:11434`. */
  readonly baseUrl?: string;
  /** Asks the model for shorter vectors, where it can give them. Default: its own width. */
  readonly dimensions?: number;
  /** How long the server keeps the model loaded: `5m`, `-1`. Default: the server's. */
  readonly keepAlive?: string;
  /** Most texts a request. Default 32. */
  readonly perCall?: number;
  /** Most requests at a time. Default 2. */
  readonly parallel?: number;
  /** Longest wait for one answer; loading a model takes a while. Default 120,000. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retry?: RetryOptions;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
};

/** An answer of the server that is no success. */
class ServerAnswer extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, retryAfter: number | undefined) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks the server for the model's digest and width, which become part of the id: pulling another version of the model
 * under the same name gives another space.
 *
 * Errors: `unavailable` (no server, or no such model), `invalid_input`, `aborted`.
 */
export async function createOllamaEmbedder(options: OllamaEmbedderOptions): Promise<Embedder> {
  const { model, dimensions: asked, keepAlive, perCall = 32, parallel = 2, signal } = options;
  if (typeof model !== 'string' || model.trim() === '') {
    throw new MemoryError('invalid_input', 'the name of the model is missing', {
      hint: "{ model: 'nomic-embed-text' }",
    });
  }
  const request = requester(options);
  const digest = await modelDigest(model, request, signal);
  const embedTexts = async (texts: readonly string[], stop: AbortSignal | undefined): Promise<number[][]> => {
    const body = {
      model,
      input: texts,
      truncate: true,
      ...(asked === undefined ? {} : { dimensions: asked }),
      ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    };
    const answer = await request('/api/embed', body, stop);
    const { embeddings } = (answer ?? {}) as { readonly embeddings?: unknown };
    if (!isMatrix(embeddings)) {
      throw new MemoryError('unavailable', `the Ollama server gave no embeddings for ${model}`, {
        hint: 'is it an embedding model? `ollama show` tells what a model can do',
      });
    }
    return embeddings;
  };
  const probe = (await embedTexts(['width'], signal))[0];
  if (probe === undefined || probe.length === 0) {
    throw new MemoryError('unavailable', `${model} gave an empty vector`, { hint: 'pull an embedding model' });
  }
  const mark = settingsMark({ ...textSettings(options), dimensions: asked });
  return createBatchedEmbedder({
    ...options,
    id: `ollama/${model}@${digest}/${probe.length}${mark}`,
    dimensions: probe.length,
    perCall,
    parallel,
    call: (texts, { signal: stop }) => embedTexts(texts, stop),
  });
}

type Requester = (path: string, body: unknown, signal: AbortSignal | undefined) => Promise<unknown>;

function requester(options: OllamaEmbedderOptions): Requester {
  const { model, headers, retry, timeoutMs = 120_000, fetch: send = fetch, clock = systemClock } = options;
  const baseUrl = (options.baseUrl ?? 'http://127.0.0.1:11434').replace(/\/+$/, '');
  const once: Requester = async (path, body, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await send(baseUrl + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    const json = parseJson(text);
    if (response.ok && json !== undefined) return json;
    const { error } = (json ?? {}) as { readonly error?: unknown };
    const wait = retryAfterMs(response.headers.get('retry-after'), clock.now());
    throw new ServerAnswer(response.status, typeof error === 'string' ? error : '', wait);
  };
  return (path, body, signal) =>
    retryTransient(
      () => once(path, body, signal),
      (error) => explain(error, { baseUrl, model, path }),
      { ...retry, signal },
    );
}

function explain(
  error: unknown,
  { baseUrl, model, path }: { readonly baseUrl: string; readonly model: string; readonly path: string },
): Failure {
  if (error instanceof MemoryError) return { error, transient: false };
  if (error instanceof ServerAnswer) {
    const { status, retryAfter } = error;
    const missing = status === 404 && /not found/i.test(error.message);
    const old = status === 404 && !missing;
    // The server's own words may quote the text that was sent: they go into the cause, not into the message.
    const failure = new MemoryError(
      'unavailable',
      missing ? `Ollama has no model ${model}` : `Ollama answered ${status} to ${path}`,
      {
        details: { status, model },
        hint: missing
          ? `run \`ollama pull ${model}\``
          : old
            ? 'this server does not know the call: update Ollama'
            : 'see the log of the Ollama server; is it an embedding model?',
        cause: error,
      },
    );
    return {
      error: failure,
      transient: isTransientStatus(status),
      ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
    };
  }
  const failure = new MemoryError('unavailable', `no Ollama server answers at ${baseUrl}`, {
    hint: 'start it with `ollama serve`, or set baseUrl',
    cause: error,
  });
  return { error: failure, transient: isNetworkError(error) };
}

/** The first twelve digits of the digest under which the server holds the model now. */
async function modelDigest(model: string, request: Requester, signal: AbortSignal | undefined): Promise<string> {
  const answer = (await request('/api/tags', undefined, signal)) as { readonly models?: unknown };
  const models = (Array.isArray(answer.models) ? answer.models : []) as {
    readonly name?: string;
    readonly model?: string;
    readonly digest?: string;
  }[];
  const wanted = model.includes(':') ? model : `${model}:latest`;
  const found = models.find((entry) => entry.name === wanted || entry.model === wanted);
  if (found?.digest === undefined) {
    throw new MemoryError('unavailable', `Ollama has no model ${model}`, {
      details: { model, has: models.length },
      hint: `run \`ollama pull ${model}\``,
    });
  }
  return found.digest.replace(/^sha256:/, '').slice(0, 12);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMatrix(value: unknown): value is number[][] {
  return Array.isArray(value) && value.every((row) => Array.isArray(row));
}
