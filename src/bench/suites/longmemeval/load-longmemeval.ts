/**
 * LongMemEval (arXiv 2410.10813): one dated haystack of sessions a question, read one question at a time. Session ids
 * give the evidence away ("answer_..."), so they are hashed. Questions whose id ends with `_abs` are to be refused.
 */
import { createReadStream } from 'node:fs';
import { MemoryError } from '../../../errors/index.ts';
import { contentId } from '../../../plaintext/import/content-id.ts';
import { asArray, asObject, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { longmemevalTurns, parseHaystackDate } from '../../../plaintext/import/longmemeval.ts';
import { jsonRecords } from '../../../plaintext/import/parsed-records.ts';
import { longMemEvalScores } from '../../metrics/suite-scores.ts';
import type { Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

/** One instance as a conversation with one question; gold ids as turns or as sessions. */
export function longmemevalConversation(instance: JsonObject, unit: 'turn' | 'session'): SuiteConversation {
  const dropped = new Tally();
  const id = asText(instance['question_id']) ?? 'question';
  const hashed = (sessionId: string): string => contentId(id, sessionId);
  const { turns, duplicateSessions } = longmemevalTurns(instance, { nameSession: hashed });
  dropped.add('duplicate-session', duplicateSessions);
  const abstain = id.endsWith('_abs');
  const present = new Set(turns.map(({ sessionId }) => sessionId));
  const named = asArray(instance['answer_session_ids']).flatMap((value) => asText(value) ?? []);
  const goldSessions = named.filter((session) => present.has(session));
  if (!abstain) dropped.add('unknown-evidence-session', named.length - goldSessions.length);
  const goldTurns = turns.filter(({ evidence }) => evidence).map(({ turn }) => turn.id ?? '');
  const gold = abstain ? [] : unit === 'session' ? goldSessions.map(hashed) : goldTurns;
  if (!abstain && gold.length === 0) dropped.add('question-without-evidence');
  const at = parseHaystackDate(asText(instance['question_date']) ?? '');
  const answer = asText(instance['answer']);
  const question: SuiteQuestion = {
    id,
    text: asText(instance['question']) ?? '',
    gold,
    ...(answer === undefined ? {} : { answer }),
    category: abstain ? 'abstention' : (asText(instance['question_type']) ?? 'unknown'),
    abstain,
    ...(at === undefined ? {} : { at }),
  };
  const units = new Map(turns.map(({ turn }) => [turn.id ?? '', turn.session ?? '']));
  return {
    id,
    turns: turns.map(({ turn }) => turn),
    questions: [question],
    ...(unit === 'session' ? { units } : {}),
    dropped: dropped.counts,
  };
}

async function* instances(path: string): AsyncGenerator<JsonObject> {
  for await (const record of jsonRecords(createReadStream(path))) {
    if (record.problem !== undefined) {
      throw new MemoryError('invalid_input', `${path} line ${record.line}: ${record.problem}`, {
        details: { path, line: record.line, byte: record.byte },
        hint: 'the file is damaged; fetch it again',
      });
    }
    const instance = asObject(record.value);
    if (instance === undefined || !Array.isArray(instance['haystack_sessions'])) {
      throw wrongFormat(
        'longmemeval',
        path,
        'expected instances with haystack_sessions (questions alone are not enough)',
      );
    }
    yield instance;
  }
}

async function* open({ dataPath, part = 'all', limit, unit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  const kind = await requirePath(dataPath);
  const accept = (name: string): boolean => /^(longmemeval_.*|instance_.*)\.json$/.test(name);
  const files = kind === 'file' ? [dataPath] : await findFiles(dataPath, accept, 2);
  if (files.length === 0) throw wrongFormat('longmemeval', dataPath, 'expected longmemeval_*.json or instance_*.json');
  let given = 0;
  let number = 0;
  for (const path of files) {
    for await (const instance of instances(path)) {
      number += 1;
      // Every other question is held out; a single instance is development only.
      const heldOut = number % 2 === 0;
      if (part !== 'all' && heldOut !== (part === 'heldout')) continue;
      if (limit !== undefined && given >= limit) return;
      given += 1;
      yield longmemevalConversation(instance, unit === 'session' ? 'session' : 'turn');
    }
  }
}

export const longmemeval: Suite = {
  name: 'longmemeval',
  description: 'LongMemEval: one dated haystack of sessions a question, five abilities (arXiv 2410.10813)',
  units: ['session', 'turn'],
  parts: 'development: questions 1, 3, 5, ... in file order; held out: 2, 4, 6, ...',
  ownScores: longMemEvalScores,
  open,
};
