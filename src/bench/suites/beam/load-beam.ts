/**
 * BEAM (arXiv 2510.27246): long user-assistant chats with probing questions and message-level evidence ids.
 * Reads a `chat.json`, a chat folder, or a folder of chats (also the 10M layout with plans).
 */
import { basename, dirname, join } from 'node:path';
import type { TurnInput } from '../../../kernel/turn.ts';
import { beamTurns } from '../../../plaintext/import/beam.ts';
import { asArray, asObject, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { beamScores } from '../../metrics/suite-scores.ts';
import type { Part, Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, naturalOrder, pathKind, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

const dayMs = 86_400_000;
/** Chats whose number is at most this are development; the rest is held out. */
const lastDevelopmentChat = 6;
/** For messages before the first time anchor. */
const undatedStart = Date.UTC(2024, 0, 1);
const answerKeys = ['answer', 'ideal_answer', 'ideal_response', 'ideal_summary', 'expected_compliance'] as const;

/** Message ids in a list, or in an object of lists; order kept, duplicates removed. */
function evidenceIds(value: unknown): string[] {
  const ids: string[] = [];
  const collect = (item: unknown): void => {
    if (Array.isArray(item)) item.forEach(collect);
    else if (asObject(item) !== undefined) Object.values(item as JsonObject).forEach(collect);
    else {
      const id = asText(item);
      if (id !== undefined && !ids.includes(id)) ids.push(id);
    }
  };
  collect(value);
  return ids;
}

/** Questions of one chat; evidence ids that name no message are dropped and counted. */
export function beamQuestions(probing: unknown, turns: readonly TurnInput[], dropped: Tally): SuiteQuestion[] {
  const known = new Set(turns.map((turn) => turn.id));
  const last = turns.at(-1)?.at as number | undefined;
  const questions: SuiteQuestion[] = [];
  for (const [ability, items] of Object.entries(asObject(probing) ?? {})) {
    for (const [index, item] of asArray(items).entries()) {
      const question = asObject(item);
      const text = asText(question?.['question']);
      if (question === undefined || text === undefined) {
        dropped.add('question-without-text');
        continue;
      }
      const abstain = ability === 'abstention';
      const ids = abstain ? [] : evidenceIds(question['source_chat_ids']);
      const gold = ids.filter((id) => known.has(id));
      dropped.add('unknown-evidence-id', ids.length - gold.length);
      if (!abstain && gold.length === 0) dropped.add('question-without-evidence');
      const answer = answerKeys.map((key) => asText(question[key])).find((value) => value !== undefined);
      questions.push({
        id: `${ability}-${index}`,
        text,
        gold,
        ...(answer === undefined ? {} : { answer }),
        category: ability,
        abstain,
        ...(last === undefined ? {} : { at: last + dayMs }),
      });
    }
  }
  return questions;
}

async function probingFile(folder: string): Promise<string | undefined> {
  const candidates = [
    join(folder, 'probing_questions', 'probing_questions.json'),
    join(folder, 'probing_questions.json'),
  ];
  for (const path of candidates) if ((await pathKind(path)) === 'file') return path;
  return undefined;
}

function inPart(folder: string, part: Part): boolean {
  if (part === 'all') return true;
  const number = Number(basename(folder));
  const development = Number.isInteger(number) && number <= lastDevelopmentChat;
  return part === 'dev' ? development : !development;
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const kind = await requirePath(dataPath);
  const chats = kind === 'file' ? [dataPath] : await findFiles(dataPath, (name) => name === 'chat.json', 3);
  if (chats.length === 0) throw wrongFormat('beam', dataPath, 'expected chat.json files');
  const folders = chats.map((path) => dirname(path)).sort(naturalOrder);
  let given = 0;
  for (const [index, folder] of folders.entries()) {
    if (limit !== undefined && given >= limit) return;
    if (!inPart(folder, part)) continue;
    const dropped = new Tally();
    const chatPath = kind === 'file' ? (chats[index] ?? dataPath) : join(folder, 'chat.json');
    const turns = beamTurns(await readJson(chatPath), { start: undatedStart });
    if (turns.length === 0) throw wrongFormat('beam', chatPath, 'expected batches of turns of messages');
    const path = await probingFile(folder);
    if (path === undefined) throw wrongFormat('beam', folder, 'expected probing_questions.json beside chat.json');
    const questions = beamQuestions(await readJson(path), turns, dropped);
    given += 1;
    yield { id: basename(folder), turns, questions, dropped: dropped.counts };
  }
}

export const beam: Suite = {
  name: 'beam',
  description: 'BEAM: long user-assistant chats, ten memory abilities, message-level evidence (arXiv 2510.27246)',
  units: ['turn'],
  parts: 'development: chats 1 to 6; held out: 7 and above',
  ownScores: beamScores,
  open,
};
