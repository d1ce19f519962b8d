/**
 * bAbI tasks: short stories with questions in between and the numbers of the supporting facts. A question is asked as
 * soon as the lines before it are in. Stories of different tasks alternate, so that a limit sees all tasks.
 */
import { basename } from 'node:path';
import type { TurnInput } from '../../../kernel/turn.ts';
import type { Part, Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, readText, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

/** The first this many questions of each task are development. */
const developmentQuestions = 500;
const firstDay = Date.UTC(2024, 0, 1);
const minuteMs = 60_000;

type Story = { readonly turns: TurnInput[]; readonly questions: SuiteQuestion[]; readonly dropped: Tally };

/** Stories of one task file; `task` is its number and becomes the questions' category. */
export function parseBabi(text: string, task: string): Story[] {
  const stories: Story[] = [];
  let story: Story | undefined;
  let asked = 0;
  for (const line of text.split(/\r?\n/)) {
    const match = /^(\d+) (.*)$/.exec(line);
    if (match === null) continue;
    const [, number = '', rest = ''] = match;
    if (number === '1' || story === undefined) {
      story = { turns: [], questions: [], dropped: new Tally() };
      stories.push(story);
    }
    const [said = '', answer, support] = rest.split('\t');
    if (answer === undefined) {
      story.turns.push({ id: number, text: said.trim(), at: firstDay + Number(number) * minuteMs, session: 'story' });
      continue;
    }
    asked += 1;
    const known = new Set(story.turns.map((turn) => turn.id));
    const ids = (support ?? '').split(/\s+/).filter((id) => id !== '');
    const gold = [...new Set(ids)].filter((id) => known.has(id));
    story.dropped.add('unknown-evidence-id', new Set(ids).size - gold.length);
    if (gold.length === 0) story.dropped.add('question-without-evidence');
    story.questions.push({
      id: `${task}-${asked}`,
      text: said.trim(),
      gold,
      answer: answer.trim(),
      category: task,
      abstain: false,
      at: firstDay + Number(number) * minuteMs,
      afterTurns: story.turns.length,
    });
  }
  return stories;
}

function questionsInPart(story: Story, part: Part): SuiteQuestion[] {
  return story.questions.filter((question) => {
    const number = Number(question.id.split('-').at(-1));
    return part === 'all' || number <= developmentQuestions === (part === 'dev');
  });
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const kind = await requirePath(dataPath);
  const files = kind === 'file' ? [dataPath] : await findFiles(dataPath, (name) => /^qa\d+_.*\.txt$/.test(name), 2);
  if (files.length === 0) throw wrongFormat('babi', dataPath, 'expected qa<number>_<name>_test.txt');
  const tasks: { task: string; stories: Story[] }[] = [];
  for (const path of files) {
    const task = /^(qa\d+)/.exec(basename(path))?.[1] ?? basename(path, '.txt');
    const stories = parseBabi(await readText(path), task);
    if (stories.every((story) => story.questions.length === 0)) throw wrongFormat('babi', path, 'no questions found');
    tasks.push({ task, stories: stories.filter((story) => questionsInPart(story, part).length > 0) });
  }
  let given = 0;
  const longest = Math.max(...tasks.map(({ stories }) => stories.length));
  for (let index = 0; index < longest; index += 1) {
    for (const { task, stories } of tasks) {
      const story = stories[index];
      if (story === undefined) continue;
      if (limit !== undefined && given >= limit) return;
      given += 1;
      const { turns, dropped } = story;
      yield {
        id: `${task}-story${index + 1}`,
        turns,
        questions: questionsInPart(story, part),
        dropped: dropped.counts,
      };
    }
  }
}

export const babi: Suite = {
  name: 'babi',
  description: 'bAbI: twenty reasoning tasks over short stories, with supporting-fact ids',
  units: ['turn'],
  parts: 'development: questions 1 to 500 of each task; held out: 501 to 1,000',
  open,
};
