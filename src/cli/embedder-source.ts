/** Embedders by name, as a person types them and as a cube remembers them: `ollama:bge-m3`, `onnx:./model`, `hub:owner/name`. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isMemoryError, MemoryError } from '../errors/index.ts';
import type { ChooseEmbedder } from '../memory/vectors/embedding-space.ts';
import type { Embedder } from '../ports/index.ts';

export type EmbedderSource = {
  readonly kind: 'static' | 'ollama' | 'onnx' | 'hub';
  readonly name: string;
  readonly url?: string | undefined;
  readonly query?: string | undefined;
  readonly document?: string | undefined;
  readonly dimensions?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly pooling?: 'mean' | 'cls' | 'last' | undefined;
  readonly revision?: string | undefined;
  readonly file?: string | undefined;
};

const wholeNumber = z.coerce.number().int().positive().optional();
const schema: z.ZodType<EmbedderSource> = z.strictObject({
  kind: z.enum(['static', 'ollama', 'onnx', 'hub']),
  name: z.string(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  query: z.string().optional(),
  document: z.string().optional(),
  dimensions: wholeNumber,
  maxTokens: wholeNumber,
  pooling: z.enum(['mean', 'cls', 'last']).optional(),
  revision: z.string().optional(),
  file: z.string().optional(),
});

/** Shown in hints and help. */
export const sourceForms: string =
  'static, ollama:MODEL, onnx:FOLDER or hub:OWNER/MODEL, with settings behind a ?: ' +
  "'ollama:nomic-embed-text?query=search_query: &document=search_document: '";

/** Reads one. Errors: `invalid_input` naming the part. */
export function parseEmbedderSource(text: string): EmbedderSource {
  const [place = '', settings = ''] = splitOnce(text.trim(), '?');
  const [kind = '', name = ''] = splitOnce(place, ':');
  const parameters: [string, string][] = settings
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => splitOnce(pair, '='));
  const parsed = schema.safeParse({ ...Object.fromEntries(parameters), kind, name });
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    const unknown = parsed.error.issues[0]?.code === 'unrecognized_keys' ? 'a setting that is not known' : path;
    throw new MemoryError('invalid_input', `not an embedder: ${unknown || 'wrong form'}`, { hint: sourceForms });
  }
  const source = parsed.data;
  if (source.kind !== 'static' && source.name === '') {
    throw new MemoryError('invalid_input', `${source.kind} needs a name behind the colon`, { hint: sourceForms });
  }
  if (source.url !== undefined && (new URL(source.url).username !== '' || new URL(source.url).password !== '')) {
    throw new MemoryError('invalid_input', 'the address of an embedder must hold no password', {
      hint: 'it is written into the cube; let a proxy add the credentials',
    });
  }
  return source;
}

/** What is written into the cube: file names are made absolute, so that it works from every folder. */
export function sourceText(text: string): string {
  const source = parseEmbedderSource(text);
  if (source.kind !== 'onnx') return text.trim();
  return text.trim().replace(source.name, () => resolve(source.name));
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

export type MakeEmbedderOptions = {
  /** Data directory; models of a hub are kept under it. */
  readonly home: string;
  readonly signal?: AbortSignal;
  readonly onDownload?: (file: string, doneBytes: number, totalBytes: number | undefined) => void;
};

/** Makes it. Errors: as the adapters have them. */
export async function makeEmbedder(text: string, options: MakeEmbedderOptions): Promise<Embedder> {
  const source = parseEmbedderSource(text);
  const stop = options.signal === undefined ? {} : { signal: options.signal };
  const common = {
    ...stop,
    ...(source.query === undefined ? {} : { queryPrefix: source.query }),
    ...(source.document === undefined ? {} : { documentPrefix: source.document }),
  };
  if (source.kind === 'static') {
    const { createStaticEmbedder } = await import('../adapters/embedders/static-embedder.ts');
    return createStaticEmbedder();
  }
  if (source.kind === 'ollama') {
    const { createOllamaEmbedder } = await import('../adapters/embedders/ollama-embedder.ts');
    return createOllamaEmbedder({
      ...common,
      model: source.name,
      ...(source.url === undefined ? {} : { baseUrl: source.url }),
      ...(source.dimensions === undefined ? {} : { dimensions: source.dimensions }),
    });
  }
  const { createOnnxEmbedder } = await import('../adapters/embedders/onnx-embedder.ts');
  const folder = source.kind === 'onnx' ? resolve(source.name) : await fromHub(source, options);
  return createOnnxEmbedder({
    ...common,
    model: source.file === undefined ? folder : join(folder, source.file),
    ...(source.maxTokens === undefined ? {} : { maxTokens: source.maxTokens }),
    ...(source.pooling === undefined ? {} : { pooling: source.pooling }),
  });
}

async function fromHub(source: EmbedderSource, { home, signal, onDownload }: MakeEmbedderOptions): Promise<string> {
  const { downloadModel } = await import('../adapters/embedders/onnx/download-model.ts');
  const { folder } = await downloadModel({
    repository: source.name,
    folder: join(home, 'models'),
    ...(source.revision === undefined ? {} : { revision: source.revision }),
    ...(source.url === undefined ? {} : { baseUrl: source.url }),
    ...(source.file === undefined
      ? {}
      : { files: ['tokenizer.json', source.file], optionalFiles: ['1_Pooling/config.json'] }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ file, doneBytes, totalBytes }) => onDownload?.(file, doneBytes, totalBytes),
  });
  return folder;
}

/**
 * The embedder of the cube's space. Where it cannot be made now, the cube is opened without its dense channel, and
 * `warn` is told: reading, exporting and erasing must not depend on a model.
 */
export function embedderFromSource(options: MakeEmbedderOptions, warn: (message: string) => void): ChooseEmbedder {
  return async (active) => {
    if (active === undefined || active.free) return makeEmbedder('static', options);
    if (active.source === undefined) {
      warn(`this cube is in the embedding space ${active.space}, which only a program can open: ranked by words alone`);
      return undefined;
    }
    try {
      const embedder = await makeEmbedder(active.source, options);
      if (embedder.id === active.space) return embedder;
      warn(`${active.source} makes other vectors than those of this cube (${embedder.id}): ranked by words alone`);
    } catch (error) {
      if (!isMemoryError(error) || error.code === 'aborted') throw error;
      warn(`${error.message}: ranked by words alone${error.hint === undefined ? '' : `; ${error.hint}`}`);
    }
    return undefined;
  };
}
