/**
 * A chat around what is remembered: the template's text is cut where memories and question go, so that what stands before
 * the memories is the same tokens whatever is remembered and asked. It is read once, and segments are read behind it.
 */
import { MemoryError } from '../../errors/index.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import {
  type ChatMessage,
  type ChatTemplate,
  type ChatTemplateSource,
  type ChatVariables,
  openChatTemplate,
} from './chat-template.ts';

/** Token pieces of a chat. */
export type ChatFrame = {
  /** Before everything that is remembered. */
  readonly preamble: Int32Array;
  /** A remembered text. What looks like a token of the template in it is plain text: nobody speaks out of turn. */
  encode(text: string): Int32Array;
  /** From the last memory to where the first answer begins. */
  question(text: string): Int32Array;
  /** From the end of an answer, which stopped before its end token, to where the next one begins. */
  next(text: string): Int32Array;
};

/** Said before the memories unless there is an instruction. */
export const defaultInstruction = 'Answer in a few words from what you remember of the user:';

// Private-use characters: no template writes, trims or escapes them.
const memoryMark = '\uE000memory\uE001';
const questionMark = '\uE000question\uE001';
const answerMark = '\uE000answer\uE001';
const nextMark = '\uE000next\uE001';

/**
 * Cuts a template. Memories go into the system message, or into the first question where a template has none.
 *
 * @param options `instruction` said before the memories; variables of the template
 * @throws MemoryError `unsupported` for a template that cannot be read or that moves, doubles or drops what it is given
 */
export function chatFrame(
  source: ChatTemplateSource,
  tokenizer: Tokenizer,
  options: ChatVariables & { readonly instruction?: string } = {},
): ChatFrame {
  const { instruction = defaultInstruction, ...variables } = options;
  const template = openChatTemplate(source, variables);
  const { opening, turns } = openingOf(template, instruction, source.file);
  const [before, between, after] = opening;
  const follow = (): readonly string[] => {
    const more: readonly ChatMessage[] = [
      ...turns,
      { role: 'assistant', content: answerMark },
      { role: 'user', content: nextMark },
    ];
    const cut = cutAt(template(more, true), [answerMark, nextMark]);
    if (cut === undefined) throw strange(source.file);
    return cut.slice(1);
  };
  const ask = (start: string, text: string, end: string): Int32Array => {
    const said = text.trim();
    const plain = tokenizer.encode(said, { special: false, continued: true });
    const written = tokenizer.encode(said, { continued: true });
    const whole = plain.length === written.length && plain.every((token, i) => token === written[i]);
    // together wherever possible, since tokens may join what the template and the question say
    if (whole) return tokenizer.encode(start + said + end, { continued: true });
    const pieces = [start, end].map((piece) => tokenizer.encode(piece, { continued: true }));
    return Int32Array.of(...pieces[0]!, ...plain, ...pieces[1]!);
  };
  return {
    preamble: tokenizer.encode(before!),
    encode: (text) => tokenizer.encode(text, { special: false, continued: true }),
    question: (text) => ask(between!, text, after!),
    next(text) {
      const [start, end] = follow();
      return ask(start!, text, end!);
    },
  };
}

type Opening = { readonly opening: readonly string[]; readonly turns: readonly ChatMessage[] };

function openingOf(template: ChatTemplate, instruction: string, file: string): Opening {
  const memories = `${instruction}\n${memoryMark}`;
  const asSystem: readonly ChatMessage[] = [
    { role: 'system', content: memories },
    { role: 'user', content: questionMark },
  ];
  const asUser: readonly ChatMessage[] = [{ role: 'user', content: `${memories}\n${questionMark}` }];
  let refusal: unknown;
  for (const turns of [asSystem, asUser]) {
    try {
      const opening = cutAt(template(turns, true), [memoryMark, questionMark]);
      if (opening !== undefined) return { opening, turns };
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal ?? strange(file);
}

const strange = (file: string): MemoryError =>
  new MemoryError('unsupported', `the chat template in ${file} moves, doubles or drops what it is given`, {
    hint: '`kv ask --plain` asks without it',
  });

/** The pieces around marks that each stand once, in this order; else `undefined`. */
function cutAt(text: string, marks: readonly string[]): readonly string[] | undefined {
  const pieces: string[] = [];
  let rest = text;
  for (const mark of marks) {
    const parts = rest.split(mark);
    if (parts.length !== 2) return undefined;
    pieces.push(parts[0]!);
    rest = parts[1]!;
  }
  return [...pieces, rest];
}
