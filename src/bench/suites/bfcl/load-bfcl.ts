/**
 * Berkeley Function Calling Leaderboard v4, memory track: five scenarios, dialogues that come before, questions with
 * exact string answers. There are no evidence ids: gold is every turn that contains an accepted answer string, both
 * normalized as the leaderboard compares answers (lower case, punctuation removed).
 */

import { basename, dirname, join } from 'node:path';
import { quotePattern } from '../../../kernel/quote-pattern.ts';
import { bfclDialogueTurns } from '../../../plaintext/import/bfcl.ts';
import { asArray, asObject, asText } from '../../../plaintext/import/json-shape.ts';
import { bfclScores } from '../../metrics/suite-scores.ts';
import { inventTimes } from '../invent-times.ts';
import type { Part, Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, pathKind, readJsonLines, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

const developmentScenarios = new Set(['customer', 'student', 'notetaker']);

/** Lower case, the punctuation `, . / - _ * ^ ( )` removed, single quotes as double ones. */
export function normalizeAnswer(text: string): string {
  return text
    .replace(/[,./\-_*^()]/g, '')
    .toLowerCase()
    .replaceAll("'", '"');
}

/** True when the normalized text contains the normalized answer between word boundaries. */
export function containsAnswer(text: string, answer: string): boolean {
  const wanted = normalizeAnswer(answer).trim();
  if (wanted === '') return false;
  const escaped = quotePattern(wanted);
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(normalizeAnswer(text));
}

type BfclFiles = {
  readonly questions: string;
  readonly answers: string;
  readonly dialogues: ReadonlyMap<string, string>;
};

async function locate(dataPath: string): Promise<BfclFiles> {
  const kind = await requirePath(dataPath);
  const folder = kind === 'file' ? dirname(dataPath) : dataPath;
  const questions = kind === 'file' ? dataPath : join(folder, 'BFCL_v4_memory.json');
  const answers = join(folder, 'possible_answer', basename(questions));
  if ((await pathKind(questions)) !== 'file' || (await pathKind(answers)) !== 'file') {
    throw wrongFormat('bfcl', dataPath, 'expected BFCL_v4_memory.json and possible_answer/BFCL_v4_memory.json');
  }
  const dialogues = new Map<string, string>();
  for (const path of await findFiles(join(folder, 'memory_prereq_conversation'), (name) => name.endsWith('.json'), 0)) {
    dialogues.set(basename(path, '.json').replace(/^memory_/, ''), path);
  }
  return { questions, answers, dialogues };
}

function isDevelopment(scenario: string): boolean {
  return developmentScenarios.has(scenario);
}

function scenarioInPart(scenario: string, part: Part): boolean {
  return part === 'all' || isDevelopment(scenario) === (part === 'dev');
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const files = await locate(dataPath);
  const answers = new Map<string, readonly string[]>();
  for (const row of await readJsonLines(files.answers)) {
    const object = asObject(row);
    const accepted = asArray(object?.['ground_truth']).map(asText);
    answers.set(
      asText(object?.['id']) ?? '',
      accepted.filter((text) => text !== undefined),
    );
  }
  const byScenario = new Map<string, { id: string; text: string }[]>();
  for (const row of await readJsonLines(files.questions)) {
    const object = asObject(row);
    const scenario = asText(object?.['scenario']) ?? '';
    const message = asObject(asArray(asArray(object?.['question'])[0])[0]);
    const list = byScenario.get(scenario) ?? [];
    list.push({ id: asText(object?.['id']) ?? `${scenario}-${list.length}`, text: asText(message?.['content']) ?? '' });
    byScenario.set(scenario, list);
  }
  let given = 0;
  for (const [scenario, asked] of byScenario) {
    if (!scenarioInPart(scenario, part)) continue;
    if (limit !== undefined && given >= limit) return;
    const path = files.dialogues.get(scenario);
    if (path === undefined) throw wrongFormat('bfcl', dataPath, `no memory_prereq_conversation for ${scenario}`);
    const dropped = new Tally();
    const turns = inventTimes((await readJsonLines(path)).flatMap((row) => bfclDialogueTurns(row)));
    const questions = asked.map(({ id, text }): SuiteQuestion => {
      const accepted = answers.get(id) ?? [];
      const holding = turns.filter((turn) => accepted.some((answer) => containsAnswer(turn.text, answer)));
      if (holding.length === 0) dropped.add('answer-string-in-no-turn');
      const gold = holding.map((turn) => turn.id as string);
      return { id, text, gold, ...first(accepted), answers: accepted, category: scenario, abstain: false };
    });
    given += 1;
    yield { id: scenario, turns, questions, dropped: dropped.counts };
  }
}

function first(accepted: readonly string[]): { answer?: string } {
  return accepted[0] === undefined ? {} : { answer: accepted[0] };
}

export const bfcl: Suite = {
  name: 'bfcl',
  description: 'BFCL v4 memory: five scenarios of dialogues, questions with exact string answers',
  units: ['turn'],
  parts: 'development: customer, student, notetaker; held out: finance, healthcare',
  ownScores: bfclScores,
  open,
};
