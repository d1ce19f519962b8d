/**
 * ConvoMem (arXiv 2511.10523): files of evidence items, each with a question, the messages that hold its evidence and
 * the conversations that these stand in, without ids and times. Evidence is found by its text. All items of a file ask
 * the same memory (a "batched" case of the benchmark); times are invented in the order of the conversations.
 */
import type { TurnInput } from '../../../kernel/turn.ts';
import { asObject, asObjects, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { inventTimes } from '../invent-times.ts';
import type { Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** One file as a conversation of the bench. */
export function convomemConversation(file: JsonObject, id: string): SuiteConversation {
  const dropped = new Tally();
  const items = asObjects(file['evidence_items']);
  const seen = new Set<string>();
  const turns: TurnInput[] = [];
  for (const [i, item] of items.entries()) {
    for (const [c, conversation] of asObjects(item['conversations']).entries()) {
      const session = asText(conversation['id']) ?? `item-${i}-${c}`;
      if (seen.has(session)) continue;
      seen.add(session);
      for (const [m, message] of asObjects(conversation['messages']).entries()) {
        const role = plain(asText(message['speaker']) ?? '') === 'assistant' ? 'assistant' : 'user';
        turns.push({ id: `${session}:${m}`, role, text: asText(message['text']) ?? '', session });
      }
    }
  }
  const byText = new Map(turns.map((turn) => [plain(turn.text), turn.id as string]));
  const questions = items.map((item, i): SuiteQuestion => {
    const gold = asObjects(item['message_evidences']).flatMap((evidence) => {
      const wanted = plain(asText(evidence['text']) ?? '');
      const found = byText.get(wanted) ?? turns.find(({ text }) => wanted !== '' && plain(text).includes(wanted))?.id;
      if (found === undefined) dropped.add('evidence-in-no-message');
      return found === undefined ? [] : [found];
    });
    const category = asText(item['category']) ?? 'unknown';
    const answer = asText(item['answer']);
    const abstain = /abstention/i.test(category);
    return {
      id: `q${i}`,
      text: asText(item['question']) ?? '',
      // What an unanswerable question is near to is no evidence for an answer.
      gold: abstain ? [] : [...new Set(gold)],
      ...(answer === undefined || abstain ? {} : { answer }),
      category,
      abstain,
    };
  });
  return { id, turns: inventTimes(turns), questions, dropped: dropped.counts };
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const kind = await requirePath(dataPath);
  const paths = kind === 'file' ? [dataPath] : await findFiles(dataPath, (name) => name.endsWith('.json'));
  if (paths.length === 0) throw wrongFormat('convomem', dataPath, 'expected .json files with evidence_items');
  const half = Math.ceil(paths.length / 2);
  const chosen = part === 'all' ? paths : part === 'dev' ? paths.slice(0, half) : paths.slice(half);
  let given = 0;
  for (const path of chosen) {
    if (limit !== undefined && given >= limit) return;
    const file = asObject(await readJson(path));
    if (file === undefined || asObjects(file['evidence_items']).length === 0) {
      throw wrongFormat('convomem', path, 'expected an object with evidence_items');
    }
    given += 1;
    yield convomemConversation(file, path.split(/[\\/]/).slice(-2).join('/'));
  }
}

export const convomem: Suite = {
  name: 'convomem',
  description: 'ConvoMem: facts, changes and abstention in business conversations, evidence by message text',
  units: ['turn'],
  parts: 'development: the first half of the files in order; held out: the others',
  open,
};
