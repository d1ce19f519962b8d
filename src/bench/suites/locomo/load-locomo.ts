/**
 * LoCoMo (arXiv 2402.17753): two-person chats with turn-level evidence ids. Evidence strings that name several ids,
 * carry leading zeros or are malformed are normalized; ids that name no turn are dropped and counted. With these rules
 * the published file has 1,982 scorable questions.
 */
import { asArray, asObject, asObjects, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { locomoTurns } from '../../../plaintext/import/locomo.ts';
import { turnTime } from '../../baselines/bm25-turns.ts';
import type { Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

/** Category numbers of the file; the paper's table lists them as 4, 1, 2, 3, 5. */
const categoryNames: Readonly<Record<string, string>> = {
  '1': '1 multi-hop',
  '2': '2 temporal',
  '3': '3 open-domain',
  '4': '4 single-hop',
  '5': '5 adversarial',
};
const adversarial = '5';
const dayMs = 86_400_000;

/**
 * Turn ids in one evidence string: several ids in one string are split, `D:11:26` and `D30:05` are read as `D11:26` and
 * `D30:5`. A string without any id gives none.
 */
export function evidenceIds(text: string): string[] {
  const ids = [...text.matchAll(/D:?\s*0*(\d+)\s*:\s*0*(\d+)/gi)].map((match) => `D${match[1]}:${match[2]}`);
  return [...new Set(ids)];
}

function readQuestion(qa: JsonObject, known: ReadonlySet<string>, dropped: Tally): Omit<SuiteQuestion, 'id' | 'at'> {
  const category = asText(qa['category']) ?? 'unknown';
  const strings = asArray(qa['evidence']).flatMap((value) => asText(value) ?? []);
  const gold: string[] = [];
  for (const text of strings) {
    const ids = evidenceIds(text);
    if (ids.length === 0) dropped.add('malformed-evidence-id');
    for (const id of ids) {
      if (!known.has(id)) dropped.add('unknown-evidence-id');
      else if (!gold.includes(id)) gold.push(id);
    }
  }
  if (gold.length === 0) dropped.add('question-without-evidence');
  const answer = asText(qa['answer']) ?? asText(qa['adversarial_answer']);
  return {
    text: asText(qa['question']) ?? '',
    gold,
    ...(answer === undefined ? {} : { answer }),
    category: categoryNames[category] ?? category,
    abstain: category === adversarial,
  };
}

/** One sample as a conversation, gold ids as turns or as sessions. */
export function locomoConversation(sample: JsonObject, unit: 'turn' | 'session'): SuiteConversation {
  const dropped = new Tally();
  const turns = locomoTurns(sample);
  const sessions = new Map(turns.map((turn) => [turn.id ?? '', turn.session ?? '']));
  const known = new Set(sessions.keys());
  const last = turns.at(-1);
  const at = last === undefined || last.at === undefined ? undefined : turnTime(last) + dayMs;
  const questions = asObjects(sample['qa']).map((qa, index): SuiteQuestion => {
    const question = readQuestion(qa, known, dropped);
    const gold = unit === 'turn' ? question.gold : [...new Set(question.gold.map((id) => sessions.get(id) ?? id))];
    return { ...question, id: `qa${index}`, gold, ...(at === undefined ? {} : { at }) };
  });
  return {
    id: asText(sample['sample_id']) ?? 'sample',
    turns,
    questions,
    ...(unit === 'session' ? { units: sessions } : {}),
    dropped: dropped.counts,
  };
}

async function readSamples(dataPath: string): Promise<JsonObject[]> {
  const kind = await requirePath(dataPath);
  const files = kind === 'file' ? [dataPath] : await findFiles(dataPath, (name) => /locomo.*\.json$/i.test(name), 2);
  const samples: JsonObject[] = [];
  for (const path of files) {
    const content = await readJson(path);
    samples.push(...(Array.isArray(content) ? asObjects(content) : asObjects([content])));
  }
  const valid = samples.filter((sample) => asObject(sample['conversation']) !== undefined);
  if (valid.length === 0) throw wrongFormat('locomo', dataPath, 'expected samples with conversation and qa');
  return valid;
}

async function* open({ dataPath, part = 'all', limit, unit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const samples = await readSamples(dataPath);
  const half = Math.ceil(samples.length / 2);
  const chosen = part === 'all' ? samples : part === 'dev' ? samples.slice(0, half) : samples.slice(half);
  for (const sample of chosen.slice(0, limit))
    yield locomoConversation(sample, unit === 'session' ? 'session' : 'turn');
}

export const locomo: Suite = {
  name: 'locomo',
  description: 'LoCoMo: two-person chats over months, turn-level evidence, adversarial questions (arXiv 2402.17753)',
  units: ['turn', 'session'],
  parts: 'all is one part, kept for the check; development and held out: halves by sample order, for experiments',
  open,
};
