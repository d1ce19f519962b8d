/**
 * Reads real LongMINT items (JSON, JSON lines): contexts with timestamps, questions with answers, types and steps back;
 * `metadata` may be an object or a JSON string, as parquet exports have it.
 */
import { openMemory } from '../../../memory/open-memory.ts';
import { splitSentences } from '../../../plaintext/extract/sentences.ts';
import { answerCourse } from '../../../plaintext/revise/frames/answer-course.ts';
import type { EmbedTexts } from '../../../plaintext/revise/frames/vectors.ts';
import type { Embedder } from '../../../ports/embedder.ts';
import { type Fields, fieldOf, instantOf, isFields, textOf } from '../stale/record-fields.ts';
import { readJsonLines, wrongFormat } from '../suite-files.ts';
import { exactMatch, normalAnswer } from './exact-match.ts';

export type LongmintItem = {
  readonly id: string;
  readonly contexts: readonly { readonly text: string; readonly at: number }[];
  readonly questions: readonly {
    readonly text: string;
    readonly answer: string;
    readonly type: string;
    readonly candidates: readonly string[];
    readonly stepsBack?: number;
  }[];
};

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

const listOf = (value: unknown): readonly unknown[] => {
  const list = parsed(value);
  return Array.isArray(list) ? list : [];
};

/** One item; undefined where it has no contexts or no questions. */
export function parseLongmintItem(record: unknown, index: number): LongmintItem | undefined {
  if (!isFields(record)) return undefined;
  const contexts = listOf(fieldOf(record, ['contexts'])).flatMap((context, at) => {
    if (!isFields(context)) return [];
    const text = textOf(context, ['content', 'text']);
    return text === undefined ? [] : [{ text, at: instantOf(context['timestamp']) ?? at * 60_000 }];
  });
  const questions = listOf(fieldOf(record, ['questions'])).flatMap((question) => {
    if (!isFields(question)) return [];
    const text = textOf(question, ['question']);
    const answer = textOf(question, ['answer']);
    if (text === undefined || answer === undefined) return [];
    const given = parsed(question['metadata']);
    const metadata: Fields = isFields(given) ? given : {};
    const steps = metadata['n_steps_back'];
    return [
      {
        text,
        answer,
        type: textOf(question, ['question_type']) ?? 'unknown',
        candidates: listOf(metadata['candidates']).map(String),
        ...(typeof steps === 'number' ? { stepsBack: steps } : {}),
      },
    ];
  });
  if (contexts.length === 0 || questions.length === 0) return undefined;
  return { id: textOf(record, ['id']) ?? String(index), contexts, questions };
}

/**
 * Items of a file.
 *
 * @throws MemoryError `not_found`, or `invalid_input` when nothing in it is an item.
 */
export async function loadLongmint(path: string): Promise<LongmintItem[]> {
  const items = (await readJsonLines(path)).flatMap((record, index) => parseLongmintItem(record, index) ?? []);
  if (items.length === 0) throw wrongFormat('longmint', path, 'expected items with contexts and questions');
  return items;
}

/** One candidate where there are some: the one that the answer is, else the only one that it names. */
export function asCandidate(answer: string, candidates: readonly string[]): string {
  const same = candidates.find((one) => exactMatch(answer, one));
  if (candidates.length === 0 || same !== undefined) return same ?? answer;
  const said = ` ${normalAnswer(answer)} `;
  const named = candidates.filter((one) => said.includes(` ${normalAnswer(one)} `));
  return named.length === 1 ? (named[0] as string) : answer;
}

type Asked = LongmintItem['questions'][number];
type Cells = Map<string, { right: number; asked: number }>;

/** Counts an answer by the type of its question, and by how many revisions it goes back where the file says so. */
function count(cells: Cells, { answer: gold, type, candidates, stepsBack }: Asked, answer: string): void {
  const isRight = exactMatch(asCandidate(answer, candidates), gold);
  for (const name of [type, ...(stepsBack === undefined ? [] : [`${type}, ${stepsBack} back`])]) {
    const cell = cells.get(name) ?? { right: 0, asked: 0 };
    cells.set(name, { right: cell.right + (isRight ? 1 : 0), asked: cell.asked + 1 });
  }
}

const percents = (cells: Cells): Readonly<Record<string, number>> =>
  Object.fromEntries([...cells].map(([type, { right, asked }]) => [type, (100 * right) / asked]));

/** Exact match of what courses of values, read out of the contexts, answer; percent. */
export function scoreRealLongmint(
  items: readonly LongmintItem[],
  embed?: EmbedTexts,
): Readonly<Record<string, number>> {
  const cells: Cells = new Map();
  for (const { contexts, questions } of items) {
    const told = contexts.flatMap(({ text, at }, index) =>
      splitSentences(text).map(({ start, end }) => ({ text: text.slice(start, end), at, source: String(index) })),
    );
    for (const asked of questions) count(cells, asked, answerCourse(asked.text, told, { embed })?.text ?? '');
  }
  return percents(cells);
}

/**
 * Exact match of what a memory answers: `observe` for each context in order of time, then `facts.ask`, and `ask` where
 * that has nothing; percent.
 */
export async function askRealLongmint(
  items: readonly LongmintItem[],
  { embedder, signal }: { readonly embedder: Embedder; readonly signal?: AbortSignal | undefined },
): Promise<Readonly<Record<string, number>>> {
  const cells: Cells = new Map();
  for (const { contexts, questions } of items) {
    signal?.throwIfAborted();
    const memory = await openMemory({ embedder });
    try {
      const turns = contexts.flatMap(({ text, at }, index) =>
        withinTurn(text).map((part) => ({ session: `context ${index}`, at, text: part })),
      );
      await memory.observe(
        turns.filter(({ text }) => text.trim() !== '').sort((a, b) => a.at - b.at),
        { ...(signal === undefined ? {} : { signal }) },
      );
      for (const asked of questions) {
        const told = await memory.facts.ask(asked.text);
        count(cells, asked, told?.text ?? (await memory.ask(asked.text)).text ?? '');
      }
    } finally {
      await memory.close();
    }
  }
  return percents(cells);
}

/** Longest text of one turn here, characters: pages and files of a context go in by parts. */
const mostInTurn = 20_000;

function withinTurn(text: string): string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const line = rest.length <= mostInTurn ? -1 : rest.lastIndexOf('\n', mostInTurn);
    const at = rest.length <= mostInTurn ? rest.length : line > 0 ? line + 1 : mostInTurn;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return parts;
}
