/**
 * Embeddings from any provider package of the AI SDK. Typed by structure (specification versions v2, v3 and v4), so
 * nothing of the AI SDK is needed at run time.
 */
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

/** The part of `EmbeddingModelV2`, `V3` and `V4` that is used. */
export type AiSdkEmbeddingModel = {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined;
  readonly supportsParallelCalls: PromiseLike<boolean> | boolean;
  doEmbed(options: {
    values: string[];
    abortSignal?: AbortSignal;
    headers?: Record<string, string | undefined>;
  }): PromiseLike<{
    readonly embeddings: readonly (readonly number[])[];
    readonly usage?: { readonly tokens: number };
  }>;
};

export type AiSdkEmbedderOptions = EmbeddingTextOptions & {
  /** `openai.textEmbeddingModel('text-embedding-3-small')` and the like. */
  readonly model: AiSdkEmbeddingModel;
  /** Width of the vectors. Default: asked of the model, with one call. */
  readonly dimensions?: number;
  /** Raise this when the provider changes the model behind its name: no interface tells. Default none. */
  readonly revision?: string;
  /** As `doEmbed` takes it; a separate setting for questions and stored texts, where the provider has one. */
  readonly providerOptions?: {
    readonly query?: Readonly<Record<string, unknown>>;
    readonly document?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: Readonly<Record<string, string>>;
  /** Most texts a call, within what the model allows. Default 96. */
  readonly perCall?: number;
  /** Most calls at a time, where the model allows any. Default 4. */
  readonly parallel?: number;
  /** Longest wait for one answer. Default 60,000. */
  readonly timeoutMs?: number;
  readonly retry?: RetryOptions;
  /** Told after each call what it cost. */
  readonly onUsage?: (usage: { readonly tokens: number; readonly texts: number }) => void;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
};

const versions = ['v2', 'v3', 'v4'];

/** Errors: `invalid_input` (not an embedding model), `unavailable` (the provider does not answer), `aborted`. */
export async function createAiSdkEmbedder(options: AiSdkEmbedderOptions): Promise<Embedder> {
  const { model, perCall = 96, parallel = 4, revision, providerOptions = {} } = options;
  checkModel(model);
  const allowed = (await model.maxEmbeddingsPerCall) ?? Number.POSITIVE_INFINITY;
  const calls = (await model.supportsParallelCalls) ? parallel : 1;
  const call = caller(options);
  const probed = options.dimensions ?? (await call(['width'], { as: 'document', signal: options.signal }))[0]?.length;
  if (probed === undefined || probed === 0) {
    throw new MemoryError('unavailable', `${model.provider} ${model.modelId} gave no vector`, {
      hint: 'is it an embedding model?',
    });
  }
  const mark = settingsMark({ ...textSettings(options), revision, ...providerOptions });
  return createBatchedEmbedder({
    ...options,
    id: `ai-sdk/${model.provider}/${model.modelId}/${probed}${mark}`,
    dimensions: probed,
    perCall: Math.max(1, Math.min(perCall, allowed)),
    parallel: Math.max(1, calls),
    call,
  });
}

type Call = (
  texts: readonly string[],
  options: { readonly as: 'query' | 'document'; readonly signal: AbortSignal | undefined },
) => Promise<readonly (readonly number[])[]>;

function caller(options: AiSdkEmbedderOptions): Call {
  const { model, headers, providerOptions, timeoutMs = 60_000, retry, onUsage, clock = systemClock } = options;
  const once: Call = async (texts, { as, signal }) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const own = providerOptions?.[as];
    const result = await model.doEmbed({
      values: [...texts],
      abortSignal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(headers === undefined ? {} : { headers: { ...headers } }),
      ...(own === undefined ? {} : { providerOptions: own }),
    });
    if (result.usage !== undefined) onUsage?.({ tokens: result.usage.tokens, texts: texts.length });
    return result.embeddings;
  };
  return (texts, { as, signal }) =>
    retryTransient(
      () => once(texts, { as, signal }),
      (error) => explain(error, model, clock),
      { ...retry, signal },
    );
}

function explain(error: unknown, model: AiSdkEmbeddingModel, clock: Clock): Failure {
  if (error instanceof MemoryError) return { error, transient: false };
  const { statusCode, isRetryable, responseHeaders } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly statusCode?: unknown;
    readonly isRetryable?: unknown;
    readonly responseHeaders?: Readonly<Record<string, string | undefined>>;
  };
  const status = typeof statusCode === 'number' ? statusCode : undefined;
  const wait = retryAfterMs(responseHeaders?.['retry-after'], clock.now());
  const failure = new MemoryError(
    'unavailable',
    `${model.provider} ${model.modelId} ${status === undefined ? 'did not answer' : `answered ${status}`}`,
    {
      details: { provider: model.provider, model: model.modelId, ...(status === undefined ? {} : { status }) },
      hint:
        status === 401 || status === 403
          ? "check the provider's key"
          : status === 404
            ? 'the provider does not know this model'
            : "check the connection, the key and the provider's limits",
      cause: error,
    },
  );
  return {
    error: failure,
    transient: isRetryable === true || (status === undefined ? isNetworkError(error) : isTransientStatus(status)),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

function checkModel(model: AiSdkEmbeddingModel): void {
  if (typeof model !== 'object' || model === null || typeof model.doEmbed !== 'function') {
    throw new MemoryError('invalid_input', 'not an embedding model of the AI SDK', {
      hint: "pass the object that a provider package makes, for example openai.textEmbeddingModel('...'), not a name",
    });
  }
  if (!versions.includes(model.specificationVersion)) {
    throw new MemoryError('invalid_input', `embedding model of specification ${String(model.specificationVersion)}`, {
      hint: `this version knows ${versions.join(', ')}`,
    });
  }
}
