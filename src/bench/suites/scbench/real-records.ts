/**
 * SCBench's own files, and the key-value files of Lost in the Middle, as records; answers scored as the benchmark does
 * (contained, share contained, F1, first letter, first number, equal, longest common subsequence).
 */
import { z } from 'zod';
import { MemoryError } from '../../../errors/index.ts';

/** A context and the questions asked on it. */
export type SharedRecord = {
  readonly id: string;
  readonly context: string;
  readonly turns: readonly { readonly input: string; readonly answers: readonly string[]; readonly task: RealTask }[];
};

type Scorer = (output: string, answers: readonly string[]) => number;

/** Tasks by the name of their file. */
export type RealTask =
  | 'kv'
  | 'prefix_suffix'
  | 'vt'
  | 'qa_eng'
  | 'qa_chn'
  | 'choice_eng'
  | 'mf'
  | 'many_shot'
  | 'summary'
  | 'repoqa';

/** How a task is scored, and the cap on generated tokens. */
export const realTasks: Readonly<Record<RealTask, { readonly score: Scorer; readonly maxTokens: number }>> = {
  kv: { score: contained, maxTokens: 150 },
  prefix_suffix: { score: contained, maxTokens: 150 },
  vt: { score: shareContained, maxTokens: 30 },
  qa_eng: { score: best(wordF1), maxTokens: 40 },
  qa_chn: { score: best(characterF1), maxTokens: 40 },
  choice_eng: { score: firstLetter, maxTokens: 40 },
  mf: { score: firstNumber, maxTokens: 5 },
  many_shot: { score: equal, maxTokens: 10 },
  summary: { score: best(subsequenceF1), maxTokens: 200 },
  repoqa: { score: (output, answers) => (best(subsequenceF1)(output, answers) >= 0.8 ? 1 : 0), maxTokens: 1_024 },
};

const answer = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]);
const shared = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  context: z.string(),
  multi_turns: z
    .array(
      z.object({ input: z.string(), answer, options: z.array(z.string()).optional(), task: z.string().optional() }),
    )
    .min(1),
});
const keyValue = z.object({
  ordered_kv_records: z.array(z.tuple([z.string(), z.string()])).min(1),
  key: z.string(),
  value: z.string(),
});

/** The task that a file or field name means; `undefined` for none of them. */
export function realTaskOf(name: string): RealTask | undefined {
  const names = Object.keys(realTasks) as RealTask[];
  return names.filter((task) => name.includes(task)).sort((a, b) => b.length - a.length)[0];
}

/**
 * Reads lines of JSON. `name` (of the file) says the task where the lines do not.
 *
 * @throws MemoryError `invalid_input` naming the line that has another form, or an unknown task
 */
export function readSharedRecords(text: string, name: string): SharedRecord[] {
  const fallback = realTaskOf(name);
  return text
    .split('\n')
    .map((line, n) => ({ line, n }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, n }): SharedRecord => {
      const wrong = (why: string, cause?: unknown): MemoryError =>
        new MemoryError('invalid_input', `line ${n + 1} of ${name}: ${why}`, {
          hint: 'lines of {context, multi_turns: [{input, answer}]}, or of {ordered_kv_records, key, value}',
          ...(cause === undefined ? {} : { cause }),
        });
      let json: unknown;
      try {
        json = JSON.parse(line);
      } catch (cause) {
        throw wrong('not JSON', cause);
      }
      const pairs = keyValue.safeParse(json);
      if (pairs.success) return fromKeyValue(pairs.data, n);
      const parsed = shared.safeParse(json);
      if (!parsed.success) throw wrong('another form');
      const { id = n, context, multi_turns: turns } = parsed.data;
      return {
        id: String(id),
        context,
        turns: turns.map(({ input, answer: given, options, task }) => {
          const known = realTaskOf(task ?? '') ?? fallback;
          if (known === undefined) throw wrong(`no task is called ${(task ?? name).slice(0, 40)}`);
          const answers = [given].flat().map(String);
          const letters = options?.flatMap((option, i) =>
            answers.includes(option) ? [String.fromCharCode(65 + i)] : [],
          );
          return { input, answers: letters === undefined || letters.length === 0 ? answers : letters, task: known };
        }),
      };
    });
}

/** Five questions on the same pairs: the one that is given, and its neighbors at even distances. */
function fromKeyValue({ ordered_kv_records: pairs, key, value }: z.infer<typeof keyValue>, n: number): SharedRecord {
  const context = `Extract the value of a key from this JSON data.\n{${pairs.map(([k, v]) => `"${k}": "${v}"`).join(',\n ')}}\n`;
  const step = Math.max(1, Math.floor(pairs.length / 5));
  const others = pairs.filter(([k], i) => k !== key && i % step === 0).slice(0, 4);
  const turns = [[key, value] as const, ...others].map(([k, v]) => ({
    ...{ input: `Key: "${k}"\nCorresponding value: "`, answers: [v] },
    task: 'kv' as const,
  }));
  return { id: String(n), context, turns };
}

function contained(output: string, answers: readonly string[]): number {
  return answers.some((one) => output.includes(one)) ? 1 : 0;
}

function shareContained(output: string, answers: readonly string[]): number {
  const names = answers.flatMap((one) => one.split(/[\s,]+/)).filter((one) => one !== '');
  return names.length === 0 ? 0 : names.filter((one) => output.includes(one)).length / names.length;
}

function firstLetter(output: string, answers: readonly string[]): number {
  const letter = /[A-D]/.exec(output)?.[0];
  return answers.some((one) => one.trim().startsWith(letter ?? '\0')) ? 1 : 0;
}

function firstNumber(output: string, answers: readonly string[]): number {
  const number = /-?\d+(?:\.\d+)?/.exec(output)?.[0];
  return number !== undefined && answers.some((one) => Number(one) === Number(number)) ? 1 : 0;
}

function equal(output: string, answers: readonly string[]): number {
  const line = output.trim().split('\n')[0]!.trim().toLowerCase();
  return answers.some((one) => one.trim().toLowerCase() === line) ? 1 : 0;
}

function best(score: (output: string, answer: string) => number): Scorer {
  return (output, answers) => Math.max(0, ...answers.map((one) => score(output, one)));
}

/** Lower case, without punctuation and articles, as SQuAD's script does. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, '')
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');

function f1(common: number, output: number, answer: number): number {
  return common === 0 ? 0 : (2 * common) / (output + answer);
}

function bagF1(output: readonly string[], gold: readonly string[]): number {
  const left = [...gold];
  const common = output.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return f1(common, output.length, gold.length);
}

function wordF1(output: string, gold: string): number {
  return bagF1(wordsOf(output), wordsOf(gold));
}

function characterF1(output: string, gold: string): number {
  return bagF1([...wordsOf(output).join('')], [...wordsOf(gold).join('')]);
}

function subsequenceF1(output: string, gold: string): number {
  const [a, b] = [wordsOf(output), wordsOf(gold)];
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++) next[j] = word === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!);
    row = next;
  }
  return f1(row[b.length]!, a.length, b.length);
}
