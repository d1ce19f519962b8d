/**
 * Chat templates as they are published: a Jinja text in `chat_template.jinja`, in `chat_template.json` or in
 * tokenizer_config.json, which writes the turns of a conversation the way in which the model was tuned to read them.
 */
import { Environment, Interpreter, Template } from '@huggingface/jinja';
import { z } from 'zod';
import { MemoryError } from '../../errors/index.ts';

export type ChatMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

/** A template as found, not parsed yet: a model with a broken one can still be used without it. */
export type ChatTemplateSource = {
  readonly text: string;
  /** File that it stands in. */
  readonly file: string;
  /** Written forms of the tokens that templates refer to: `bos_token`, `eos_token` and the like. */
  readonly tokens: Readonly<Record<string, string>>;
};

/** What a template may ask for besides the messages. */
export type ChatVariables = {
  /**
   * The day that templates put into their text (Llama 3), milliseconds since the epoch in UTC. Absent by default, and
   * templates then write what they have for that case: a beginning that changes every day is read anew every day.
   */
  readonly today?: number;
  /** Variables of the template itself, `enable_thinking: false` of Qwen 3 for instance. */
  readonly more?: Readonly<Record<string, unknown>>;
};

const written = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const named = z.array(z.looseObject({ name: z.string(), template: z.string() }));
const settingsSchema = z.looseObject({ chat_template: z.union([z.string(), named]).nullish() });
const tokenNames = ['bos_token', 'eos_token', 'unk_token', 'pad_token'] as const;

/**
 * Finds the template of a folder; `undefined` where there is none. A file of its own goes before the one in
 * tokenizer_config.json, and of several named ones `default` is taken.
 *
 * @param files contents where the folder has them: text, and parsed JSON
 * @throws MemoryError `invalid_input` for a template that is no text
 */
export function findChatTemplate(files: {
  readonly jinja?: string | undefined;
  readonly json?: unknown;
  readonly settings?: unknown;
  /** special_tokens_map.json, where older folders name their tokens. */
  readonly named?: unknown;
}): ChatTemplateSource | undefined {
  const tokens: Record<string, string> = {};
  for (const content of [files.named, files.settings]) {
    const known = z.looseObject({}).safeParse(content).data ?? {};
    for (const name of tokenNames) {
      const token = written.safeParse(known[name]).data;
      const text = typeof token === 'string' ? token : token?.content;
      if (text !== undefined) tokens[name] = text;
    }
  }
  if (files.jinja !== undefined) return { text: files.jinja, file: 'chat_template.jinja', tokens };
  for (const [file, content] of [
    ['chat_template.json', files.json],
    ['tokenizer_config.json', files.settings],
  ] as const) {
    const parsed = settingsSchema.safeParse(content ?? {});
    if (!parsed.success) {
      throw new MemoryError('invalid_input', `${file} has a chat template that is no text`, {
        hint: 'fetch the file again, or ask without the template (`kv ask --plain`)',
      });
    }
    const found = parsed.data.chat_template ?? undefined;
    const text = typeof found === 'string' ? found : found?.find(({ name }) => name === 'default')?.template;
    if (text !== undefined) return { text, file, tokens };
  }
  return undefined;
}

/** Writes messages as the model reads them; with `generate` up to where its answer begins. */
export type ChatTemplate = (messages: readonly ChatMessage[], generate: boolean) => string;

/** Parses a template. Throws `unsupported` for one that cannot be read; what it throws itself is `refused`. */
export function openChatTemplate(source: ChatTemplateSource, variables: ChatVariables = {}): ChatTemplate {
  let template: Template;
  try {
    template = new Template(source.text);
  } catch (cause) {
    throw new MemoryError('unsupported', `the chat template in ${source.file} cannot be read`, {
      hint: 'it must be a Jinja template as models publish it; `kv ask --plain` asks without it',
      cause,
    });
  }
  const { today, more = {} } = variables;
  const render = (messages: readonly ChatMessage[], generate: boolean, day?: (format: string) => string): string => {
    const given = {
      ...constants,
      // the renderer of the library has a clock of its own, which would change every prompt's beginning at midnight
      ...(day !== undefined && { strftime_now: day }),
      ...source.tokens,
      ...more,
      messages: messages.map(({ role, content }) => ({ role, content })),
      add_generation_prompt: generate,
    };
    const environment = new Environment();
    for (const [name, value] of Object.entries(given)) environment.set(name, value);
    const { value } = new Interpreter(environment).run(template.parsed);
    return String(value);
  };
  /** Some templates ask for the day without looking whether there is one, and use it only where no system message is given. */
  const renderUndated = (messages: readonly ChatMessage[], generate: boolean): string => {
    try {
      return render(messages, generate);
    } catch (error) {
      if (!source.text.includes('strftime_now')) throw error;
      const text = render(messages, generate, () => dayMark);
      if (text.includes(dayMark)) throw new Error('it writes the day of today, and none was given (`today`)');
      return text;
    }
  };
  return (messages, generate) => {
    try {
      return today === undefined
        ? renderUndated(messages, generate)
        : render(messages, generate, (format) => formatDay(today, format));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message.slice(0, 200) : 'it failed';
      throw new MemoryError('refused', `the chat template in ${source.file} does not take these messages: ${why}`, {
        hint: '`kv ask --plain` asks without it',
        cause,
      });
    }
  };
}

const dayMark = '\uE000day\uE001';

/** What every template may name; tools and documents are given as none, as they are where there are none. */
const constants: Readonly<Record<string, unknown>> = {
  ...{ tools: null, documents: null },
  ...{ true: true, false: false, none: null, True: true, False: false, None: null },
  raise_exception(message: unknown): never {
    throw new Error(String(message));
  },
  range(...limits: readonly number[]): number[] {
    const [from, to] = limits.length < 2 ? [0, limits[0] ?? 0] : [limits[0]!, limits[1]!];
    const step = limits[2] ?? 1;
    return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, n) => from + n * step);
  },
};

const months = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);

/** The parts of strftime that templates use. */
function formatDay(at: number, format: string): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    '%d': two(date.getUTCDate()),
    '%m': two(date.getUTCMonth() + 1),
    '%Y': String(date.getUTCFullYear()),
    '%B': months[date.getUTCMonth()]!,
    '%b': months[date.getUTCMonth()]!.slice(0, 3),
    '%H': two(date.getUTCHours()),
    '%M': two(date.getUTCMinutes()),
  };
  return format.replace(/%[a-zA-Z]/g, (part) => parts[part] ?? part);
}
