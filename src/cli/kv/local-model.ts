/** Models in folders: the small one that ships with the package, and what a memory does with one. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SegmentBits, SegmentMode } from '../../activation/segments/memory-item.ts';
import { makeFolder } from '../../adapters/sqlite/make-folder.ts';
import { MemoryError } from '../../errors/index.ts';
import type { CachedModel } from '../../memory/activation/activation-tier.ts';
import type { ActiveMemory } from '../../memory/activation/active-memory.ts';
import type { Memory } from '../../memory/memory.ts';
import type { ChatFrame } from '../../models/chat/chat-frame.ts';
import type { Checkpoint } from '../../models/checkpoint.ts';
import { iso } from '../../server/wire.ts';

/** What the small model can do, in a few words. */
export const smallModel = 'it answers where you live and work, who is who, and what is your favorite';

const shipped = new URL('../../../data/models/tiny-llama/', import.meta.url);
const hint =
  'a folder with config.json, safetensors and tokenizer.json, as models are published; `palimpsest kv model --out ./tiny-llama` writes a small one';

/** How the segments of a model are made. */
export type ModelOptions = {
  readonly budget: number | undefined;
  readonly mode: SegmentMode | undefined;
  readonly bits: SegmentBits | undefined;
  readonly name: string | undefined;
  /** Without the model's chat template. */
  readonly plain: boolean;
};

/** Copies the shipped model in the Llama layout. Throws `conflict` for a folder that holds something. */
export async function writeSmallModel(
  out: string | undefined,
): Promise<{ readonly folder: string; readonly files: readonly string[]; readonly bytes: number }> {
  if (out === undefined) {
    throw new MemoryError('invalid_input', 'where shall the model be written?', {
      hint: 'palimpsest kv model --out ./tiny-llama',
    });
  }
  const folder = resolve(out);
  makeFolder(folder);
  if ((await readdir(folder)).length > 0) {
    throw new MemoryError('conflict', `${folder} is not empty`, { hint: 'name a new folder: nothing is overwritten' });
  }
  const files = (await readdir(fileURLToPath(shipped))).sort();
  let bytes = 0;
  for (const file of files) {
    const content = await readFile(new URL(file, shipped));
    bytes += content.length;
    await writeFile(join(folder, file), content);
  }
  return { folder, files, bytes };
}

async function openFolder(folder: string): Promise<Checkpoint> {
  const { openCheckpoint } = await import('../../models/checkpoint.ts');
  return await openCheckpoint(async (file) => {
    try {
      return await readFile(join(folder, file));
    } catch (cause) {
      throw new MemoryError('not_found', `the model folder has no readable ${file}`, { hint, cause });
    }
  });
}

async function activate(
  memory: Memory,
  folder: string,
  { budget, mode, bits, name, plain }: ModelOptions,
  persist: true | 'read',
): Promise<Checkpoint & { readonly active: ActiveMemory; readonly chat: ChatFrame | undefined }> {
  const path = resolve(folder);
  const opened = await openFolder(path);
  const { startTokens, tokenizer, chatTemplate } = opened;
  const { chatFrame } = await import('../../models/chat/chat-frame.ts');
  // a model that thinks first would spend its few tokens on that
  const variables = { more: { enable_thinking: false } };
  const chat = plain || chatTemplate === undefined ? undefined : chatFrame(chatTemplate, tokenizer, variables);
  const active = await memory.activation.load(opened.model, {
    // a text that is read by itself begins as the model's texts do; in a chat that is chained, the chat has begun already
    encode: (words) =>
      chat !== undefined && mode === 'chained'
        ? chat.encode(words)
        : [...startTokens, ...tokenizer.encode(words, { special: false })],
    ...(chat !== undefined && { preamble: chat.preamble }),
    persist,
    name: name ?? basename(path),
    ...(mode !== undefined && { mode }),
    ...(bits !== undefined && { bits }),
    ...(budget !== undefined && { budgetBytes: budget }),
  });
  return { ...opened, active, chat };
}

/** What `load` did. */
export type LoadedModel = {
  readonly ms: number;
  readonly promoted: number;
  readonly restored: number;
  readonly demoted: number;
  readonly log: readonly object[];
  readonly models: readonly CachedModel[];
};

/** Reads the hot records with the model, where that was not done before, and keeps the result in the cube. */
export async function loadModel(memory: Memory, folder: string, options: ModelOptions): Promise<LoadedModel> {
  const started = performance.now();
  const { active } = await activate(memory, folder, options, true);
  const ms = performance.now() - started;
  const log = active.log();
  const count = (kind: string): number => log.filter((change) => change.kind === kind).length;
  const restored = count('restored');
  await active.close();
  return {
    ms,
    ...{ promoted: count('promoted') - restored, restored, demoted: count('demoted') },
    log: log.map(({ kind, source, reason, at }) => ({ kind, ...source, reason, at: iso(at) })),
    models: (await memory.activation.cached()).filter(({ key }) => key === active.key),
  };
}

/** An answer out of the cache. */
export type ModelReply = {
  readonly text: string;
  /** Whether the question was put into the model's chat template. */
  readonly chat: boolean;
  /** Records that were in the cache, and their tokens. */
  readonly segments: number;
  readonly tokens: number;
  /** Milliseconds from the question to the first token. */
  readonly firstTokenMs: number;
  /** Milliseconds before the question: opening the model, and taking or reading what is remembered. */
  readonly loadMs: number;
};

/** Lets the model answer from its segments, greedily. What is stored is used and left as it is. */
export async function askModel(
  memory: Memory,
  folder: string,
  options: ModelOptions & { readonly question: string; readonly maxTokens: number; readonly signal: AbortSignal },
): Promise<ModelReply> {
  const { question, maxTokens, signal } = options;
  const from = performance.now();
  const { active, chat, tokenizer, startTokens, endTokens } = await activate(memory, folder, options, 'read');
  const loadMs = performance.now() - from;
  try {
    const asked = tokenizer.encode(question);
    if (asked.length === 0) throw new MemoryError('invalid_input', 'the question is empty');
    const remembered = active.prompt().length - (chat?.preamble.length ?? 0);
    const plain = remembered === 0 ? Int32Array.of(...startTokens, ...asked) : asked;
    const prompt = chat?.question(question) ?? plain;
    const talk = active.open();
    const started = performance.now();
    let firstTokenMs = 0;
    const spoken: number[] = [];
    for await (const token of talk.generate({ prompt, maxTokens, stopTokens: endTokens, signal })) {
      if (spoken.length === 0) firstTokenMs = performance.now() - started;
      spoken.push(token);
    }
    if (spoken.length === 0) firstTokenMs = performance.now() - started;
    return {
      text: tokenizer.decode(spoken).trim(),
      segments: active.segments().length,
      tokens: remembered,
      chat: chat !== undefined,
      firstTokenMs,
      loadMs,
    };
  } finally {
    await active.close();
  }
}
