/** Conversations written as text, `Anna: ...` and `Bob: ...`: whether a file is one, and how its lines become turns. */
import type { Role } from '../../kernel/turn.ts';
import { concatenate, decodeUtf8, utf8Stream } from './utf8-stream.ts';

/** What is looked at to decide. */
const headBytes = 64 * 1024;
const leastLines = 4;
/** Labels that come once each are fields (`Title: ...`, `Date: ...`), not speakers. */
const leastLinesEach = 2;

/** A line that someone says. */
export type Said = {
  /** As it stands there. */
  readonly label: string;
  /** Absent where the label names a role and nobody. */
  readonly speaker?: string;
  readonly role: Role;
  readonly text: string;
};

const saidLine = /^\s*(?:[-*>]\s+)?(\*\*|__)?(\p{L}[\p{L}\p{N} .'\u2019_-]{0,39}?)(?:\1:|:\1|:)\s+(\S.*)$/u;
/** More words than names have: the beginning of a sentence. */
const mostWords = 4;

const roles: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['assistant', 'ai', 'bot', 'chatgpt', 'claude', 'gemini', 'copilot'].map((name) => [name, 'assistant'] as const),
  ...['user', 'human'].map((name) => [name, 'user'] as const),
  ['system', 'system'],
]);

/** The speaker and the words of a line; undefined for a line without a label. */
export function saidIn(line: string): Said | undefined {
  const [, , name = '', text = ''] = saidLine.exec(line) ?? [];
  const speaker = name.trim();
  if (speaker === '' || speaker.split(/\s+/).length > mostWords) return undefined;
  const role = roles.get(speaker.toLowerCase());
  return { label: speaker, ...(role === undefined ? { speaker } : {}), role: role ?? 'user', text: text.trim() };
}

/** The labels of a conversation's speakers; undefined for other text. At least four such lines, of two or more speakers. */
export function speakersIn(head: string): ReadonlySet<string> | undefined {
  const lines = new Map<string, number>();
  for (const line of head.split(/\r?\n/)) {
    const said = saidIn(line);
    if (said !== undefined) lines.set(said.label, (lines.get(said.label) ?? 0) + 1);
  }
  const speaking = [...lines].filter(([, count]) => count >= leastLinesEach);
  const all = [...lines.values()].reduce((sum, count) => sum + count, 0);
  if (all < leastLines || lines.size < 2 || speaking.length === 0) return undefined;
  // Someone may say one thing only, but a third of the labels come again.
  if (3 * speaking.length < lines.size) return undefined;
  return new Set(lines.keys());
}

/** The beginning of a file as text, and the whole file again from its beginning. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: string; readonly whole: AsyncIterable<Uint8Array> }> {
  const iterator = utf8Stream(chunks)[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < headBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    // The source may reuse its chunk.
    read.push(next.value.slice());
    bytes += next.value.length;
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield* read;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  };
  return { head: decodeUtf8(concatenate(read)).text, whole: whole() };
}
