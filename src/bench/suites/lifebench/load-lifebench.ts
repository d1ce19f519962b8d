/**
 * LifeBench: a person's sms, calendar, notes, calls, push notices and agent chats over a year, with questions whose
 * evidence is phone items. The unit is the phone item; an agent chat is several turns of one item.
 */
import { basename, dirname, join } from 'node:path';
import type { TurnInput } from '../../../kernel/turn.ts';
import { asArray, asObject, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { lifebenchItemTurns, lifebenchItemTypes } from '../../../plaintext/import/lifebench.ts';
import type { Part, Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, pathKind, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

const developmentPerson = 'lumingqiang';

type Phone = {
  readonly turns: TurnInput[];
  readonly units: Map<string, string>;
  /** Items whose id is used more than once: evidence that names them is ambiguous. */
  readonly ambiguous: ReadonlySet<string>;
};

async function readPhone(folder: string, owner: string, dropped: Tally): Promise<Phone> {
  const seen = new Map<string, number>();
  const ambiguous = new Set<string>();
  const dated: { turn: TurnInput; unit: string; at: number }[] = [];
  for (const type of lifebenchItemTypes) {
    const path = join(folder, `${type}.json`);
    if ((await pathKind(path)) !== 'file') {
      dropped.add(`missing-file-${type}`);
      continue;
    }
    for (const value of asArray(await readJson(path))) {
      const item = asObject(value);
      const phoneId = asText(item?.['phone_id']);
      if (item === undefined || phoneId === undefined) {
        dropped.add('item-without-id');
        continue;
      }
      const key = `${type}:${phoneId}`;
      const times = seen.get(key) ?? 0;
      seen.set(key, times + 1);
      if (times > 0) ambiguous.add(key);
      const unit = times === 0 ? key : `${key}#${times + 1}`;
      const turns = lifebenchItemTurns(type, item, { owner, id: unit });
      if (turns.length === 0) dropped.add('item-without-text');
      for (const turn of turns) dated.push({ turn, unit, at: turn.at as number });
    }
  }
  dated.sort((a, b) => a.at - b.at);
  const units = new Map(dated.map(({ turn, unit }) => [turn.id as string, unit]));
  return { turns: dated.map(({ turn }) => turn), units, ambiguous };
}

function goldOf(question: JsonObject, phone: Phone, dropped: Tally): string[] {
  const known = new Set(phone.units.values());
  const gold: string[] = [];
  for (const value of asArray(question['evidence'])) {
    const evidence = asObject(value);
    const key = `${asText(evidence?.['type']) ?? ''}:${asText(evidence?.['id']) ?? ''}`;
    if (key.startsWith('photo:')) dropped.add('evidence-photo-not-in-data');
    else if (phone.ambiguous.has(key)) dropped.add('ambiguous-evidence-id');
    else if (!known.has(key)) dropped.add('unknown-evidence-id');
    else if (!gold.includes(key)) gold.push(key);
  }
  return gold;
}

function choicesOf(question: JsonObject): Pick<SuiteQuestion, 'options' | 'correctOption'> {
  const letters: string[] = [];
  const options: string[] = [];
  for (const value of asArray(question['options'])) {
    const option = asObject(value);
    letters.push(asText(option?.['option']) ?? '');
    options.push(asText(option?.['content']) ?? '');
  }
  const correctOption = letters.indexOf(asText(question['answer'])?.trim() ?? '');
  return options.length < 2 || correctOption < 0 ? {} : { options, correctOption };
}

/** The last millisecond of `2025-03`. */
function endOfMonth(month: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(month ?? '');
  return match === null ? undefined : Date.UTC(Number(match[1]), Number(match[2]), 1) - 1;
}

function readQuestions(list: readonly unknown[], phone: Phone, dropped: Tally): SuiteQuestion[] {
  return list.flatMap((value, index): SuiteQuestion[] => {
    const question = asObject(value);
    const text = asText(question?.['question']);
    if (question === undefined || text === undefined) {
      dropped.add('question-without-text');
      return [];
    }
    const category = asText(question['question_type']) ?? 'unknown';
    const abstain = category === 'Unanswerable';
    const gold = abstain ? [] : goldOf(question, phone, dropped);
    if (!abstain && gold.length === 0) dropped.add('question-without-evidence');
    const at = endOfMonth(asText(question['ask_time']));
    const choices = choicesOf(question);
    const answer = choices.options?.[choices.correctOption ?? -1] ?? asText(question['answer']);
    return [
      {
        id: `q${index}`,
        text,
        gold,
        ...(answer === undefined ? {} : { answer }),
        ...choices,
        category,
        abstain,
        ...(at === undefined ? {} : { at }),
      },
    ];
  });
}

async function personFolders(dataPath: string): Promise<string[]> {
  if ((await requirePath(dataPath)) === 'file') throw wrongFormat('lifebench', dataPath, 'expected a folder');
  if ((await pathKind(join(dataPath, 'phone_data'))) === 'folder') return [dataPath];
  const questions = await findFiles(dataPath, (name) => name === 'QA_clean.json', 3);
  return questions.map((path) => dirname(dirname(path)));
}

function personInPart(person: string, part: Part): boolean {
  return part === 'all' || (person === developmentPerson) === (part === 'dev');
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const folders = await personFolders(dataPath);
  if (folders.length === 0) throw wrongFormat('lifebench', dataPath, 'expected <person>/QA/QA_clean.json');
  let given = 0;
  for (const folder of folders) {
    const person = basename(folder);
    if (!personInPart(person, part)) continue;
    if (limit !== undefined && given >= limit) return;
    const dropped = new Tally();
    const persona = asObject(await readJson(join(folder, 'persona.json')));
    const phone = await readPhone(join(folder, 'phone_data'), asText(persona?.['name']) ?? person, dropped);
    if (phone.turns.length === 0) throw wrongFormat('lifebench', folder, 'phone_data holds no items');
    const questions = readQuestions(asArray(await readJson(join(folder, 'QA', 'QA_clean.json'))), phone, dropped);
    given += 1;
    yield { id: person, turns: phone.turns, questions, units: phone.units, dropped: dropped.counts };
  }
}

export const lifebench: Suite = {
  name: 'lifebench',
  description: 'LifeBench: a year of phone items (sms, calendar, notes, calls, push, agent chats), item-level evidence',
  units: ['item'],
  parts: 'development: lumingqiang; held out: everybody else',
  open,
};
