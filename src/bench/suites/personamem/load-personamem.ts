/**
 * PersonaMem v1 (32k): sessions of simulated users and multiple-choice questions in seven types. The data names all of
 * a user's sessions as gold, which says nothing about retrieval, so questions have no gold ids here and are scored by
 * the accuracy of an option chooser. Sessions have no dates; times are invented in file order.
 */
import { dirname, join } from 'node:path';
import { asArray, asObject, asObjects, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { personamemTurns } from '../../../plaintext/import/personamem.ts';
import { inventTimes } from '../invent-times.ts';
import type { Part, Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, pathKind, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

/** Splits `question (a) ... (b) ...` into the question and its options. */
export function splitOptions(query: string): { readonly text: string; readonly options: readonly string[] } {
  const [text = '', ...rest] = query.split(/\n\s*\(([a-z])\)\s+/);
  // split() with one capture gives: question, letter, option, letter, option, ...
  const options = rest.filter((_, index) => index % 2 === 1).map((option) => option.trim());
  return { text: text.trim(), options };
}

function readQuestion(row: JsonObject, dropped: Tally): SuiteQuestion | undefined {
  const { text, options } = splitOptions(asText(row['query']) ?? '');
  const meta = asObject(row['meta']);
  const letter = asArray(row['gold_answers'])
    .flatMap((value) => asText(value) ?? [])
    .map((answer) => /^\(?([a-z])\)?(?:\s|$)/.exec(answer.trim())?.[1])
    .find((found) => found !== undefined);
  const correctOption = letter === undefined ? -1 : letter.charCodeAt(0) - 'a'.charCodeAt(0);
  const answer = options[correctOption];
  if (answer === undefined) {
    dropped.add('question-without-right-option');
    return undefined;
  }
  // The question repeats whose it is in its first line.
  const plain = text.replace(/^User: [^\n]*\n+/, '');
  const category = asText(meta?.['question_type']) ?? 'unknown';
  return {
    id: asText(row['id']) ?? '',
    text: plain,
    gold: [],
    answer,
    options,
    correctOption,
    category,
    abstain: false,
  };
}

type User = { readonly documents: JsonObject[]; readonly queries: JsonObject[] };

async function readUsers(dataPath: string): Promise<Map<string, User>> {
  const kind = await requirePath(dataPath);
  const folder = kind === 'file' ? dirname(dataPath) : dataPath;
  const find = async (suffix: string): Promise<string | undefined> =>
    (await findFiles(folder, (name) => name.endsWith(suffix), 1))[0];
  const documentsPath = await find('documents.json');
  const queriesPath = await find('queries.json');
  if (documentsPath === undefined || queriesPath === undefined || (await pathKind(join(queriesPath))) !== 'file') {
    throw wrongFormat('personamem', dataPath, 'expected 32k_documents.json and 32k_queries.json');
  }
  const users = new Map<string, User>();
  const userOf = (row: JsonObject): User => {
    const id = asText(row['user_id']) ?? '';
    const user = users.get(id) ?? { documents: [], queries: [] };
    users.set(id, user);
    return user;
  };
  for (const row of asObjects(await readJson(documentsPath))) userOf(row).documents.push(row);
  for (const row of asObjects(await readJson(queriesPath))) userOf(row).queries.push(row);
  return users;
}

/** Users are numbered by the persona that they play; several may play the same one and stay in one part. */
function personaInPart(user: User, part: Part): boolean {
  if (part === 'all') return true;
  const persona = Number(asText(asObject(user.queries[0]?.['meta'])?.['persona_id']) ?? Number.NaN);
  return (persona % 2 === 0) === (part === 'dev');
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  let given = 0;
  for (const [id, user] of await readUsers(dataPath)) {
    if (!personaInPart(user, part)) continue;
    if (limit !== undefined && given >= limit) return;
    const dropped = new Tally();
    const turns = inventTimes(user.documents.flatMap((document) => personamemTurns(document)));
    const questions = user.queries.flatMap((row) => readQuestion(row, dropped) ?? []);
    given += 1;
    yield { id: id.slice(0, 12), turns, questions, dropped: dropped.counts };
  }
}

export const personamem: Suite = {
  name: 'personamem',
  description: 'PersonaMem v1 32k: sessions of simulated users, multiple-choice questions in seven types',
  units: ['turn'],
  parts: 'development: users whose persona number is even; held out: odd',
  open,
};
