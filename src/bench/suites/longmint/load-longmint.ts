/**
 * Reads real LongMINT items (JSON, JSON lines): contexts with timestamps, questions with answers, types and steps back;
 * `metadata` may be an object or a JSON string, as parquet exports have it.
 */
import { splitSentences } from '../../../plaintext/extract/sentences.ts';
import { answerCourse } from '../../../plaintext/revise/frames/answer-course.ts';
import type { EmbedTexts } from '../../../plaintext/revise/frames/vectors.ts';
import { type Fields, fieldOf, instantOf, isFields, textOf } from '../stale/record-fields.ts';
import { readJsonLines, wrongFormat } from '../suite-files.ts';
import { exactMatch } from './exact-match.ts';

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

/** Exact match of what was read out of the contexts by question type, percent. */
export function scoreRealLongmint(
  items: readonly LongmintItem[],
  embed?: EmbedTexts,
): Readonly<Record<string, number>> {
  const cells = new Map<string, { right: number; asked: number }>();
  for (const { contexts, questions } of items) {
    const told = contexts.flatMap(({ text, at }, index) =>
      splitSentences(text).map(({ start, end }) => ({ text: text.slice(start, end), at, source: String(index) })),
    );
    for (const { text, answer, type } of questions) {
      const cell = cells.get(type) ?? { right: 0, asked: 0 };
      cell.asked += 1;
      if (exactMatch(answerCourse(text, told, { embed })?.text ?? '', answer)) cell.right += 1;
      cells.set(type, cell);
    }
  }
  return Object.fromEntries([...cells].map(([type, { right, asked }]) => [type, (100 * right) / asked]));
}
