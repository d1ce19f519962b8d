/** Exact match on small worlds, by task: a memory that is told line by line and asked in between, and a reader of the best line. */
import { openMemory } from '../../../memory/open-memory.ts';
import { Bm25Index } from '../../baselines/bm25-turns.ts';
import type { SuiteConversation } from '../suite.ts';
import { type WorldStory, worldTasks } from './babi-twin.ts';

/** What is told a story and answers. */
export type WorldSubject = {
  tell(lines: readonly string[]): Promise<void>;
  ask(question: string): Promise<string>;
  close(): Promise<void>;
};

const firstDay = Date.UTC(2024, 0, 1);
const minuteMs = 60_000;

/** A memory of this library, through the verbs that everybody uses. */
export async function memoryWorld(): Promise<WorldSubject> {
  const memory = await openMemory({ embedder: false });
  let told = 0;
  return {
    async tell(lines) {
      const turns = lines.map((text) => {
        told += 1;
        return { id: `line ${told}`, session: 'story', at: firstDay + told * minuteMs, text };
      });
      await memory.observe(turns);
    },
    ask: async (question) => (await memory.ask(question, { now: firstDay + (told + 1) * minuteMs })).text ?? '',
    close: () => memory.close(),
  };
}

/** The best line by BM25, and what it says last: a place or thing for `where` and `what`, else whether it is there. */
export async function bestLineWorld(): Promise<WorldSubject> {
  const index = new Bm25Index();
  const texts: string[] = [];
  return {
    async tell(lines) {
      for (const text of lines) {
        index.add({ turnIds: [String(texts.length)], at: texts.length, text });
        texts.push(text);
      }
    },
    async ask(question) {
      const [best] = index.search(question, 1).ranked;
      const line = texts[Number(best?.turnIds[0] ?? 0)] ?? '';
      const last = (text: string): string => /(\w+)[.?!]*\s*$/.exec(text)?.[1]?.toLowerCase() ?? '';
      if (/^is\b/i.test(question)) return last(line) === last(question) ? 'yes' : 'no';
      return /^how many/i.test(question) ? 'one' : last(line);
    },
    close: async () => {},
  };
}

const items = (answer: string): string =>
  answer
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .sort()
    .join(',');

/** A conversation of the real suite as a story. */
export function storyOf({ turns, questions }: SuiteConversation): WorldStory {
  return {
    lines: turns.map(({ text }) => text),
    questions: questions.map(({ category, text, answer = '', afterTurns = turns.length }) => ({
      task: category,
      text,
      answer,
      after: afterTurns,
    })),
  };
}

/** Percent of exact answers (items of a list in any order) by task. */
export async function scoreWorlds(
  open: () => Promise<WorldSubject>,
  stories: readonly WorldStory[],
  signal?: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const right = new Map<string, { right: number; asked: number }>();
  for (const { lines, questions } of stories) {
    signal?.throwIfAborted();
    const subject = await open();
    let told = 0;
    for (const { task, text, answer, after } of questions) {
      if (after > told) await subject.tell(lines.slice(told, after));
      told = Math.max(told, after);
      const cell = right.get(task) ?? { right: 0, asked: 0 };
      right.set(task, cell);
      cell.asked += 1;
      if (items(await subject.ask(text)) === items(answer)) cell.right += 1;
    }
    await subject.close();
  }
  return Object.fromEntries(
    worldTasks.flatMap((task) => {
      const cell = right.get(task);
      return cell === undefined ? [] : [[task, (100 * cell.right) / cell.asked] as const];
    }),
  );
}
