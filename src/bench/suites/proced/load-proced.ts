/**
 * Proced_mem_bench: household trajectories and queries with graded relevance (6 to 10). One trajectory is one turn:
 * its goal, then its actions with what was seen.
 */

import type { TurnInput } from '../../../kernel/turn.ts';
import { asArray, asObject, asObjects, asText, type JsonObject } from '../../../plaintext/import/json-shape.ts';
import { cappedRecallScores } from '../../metrics/suite-scores.ts';
import type { Suite, SuiteConversation, SuiteOptions, SuiteQuestion } from '../suite.ts';
import { findFiles, readJson, requirePath, wrongFormat } from '../suite-files.ts';
import { Tally } from '../tally.ts';

const firstDay = Date.UTC(2024, 0, 1);
const hourMs = 3_600_000;

function trajectoryTurn(trajectory: JsonObject, index: number): TurnInput {
  const steps = asObjects(trajectory['state_action_pairs']).map((step) => {
    const action = asText(step['action']) ?? '';
    const state = asText(step['state']) ?? '';
    return `${state}\n> ${action}`;
  });
  const id = asText(trajectory['task_instance_id']) ?? `trajectory-${index}`;
  const goal = asText(trajectory['task_description'])?.trim() ?? '';
  return { id, role: 'assistant', text: [goal, ...steps].join('\n'), at: firstDay + index * hourMs, session: id };
}

function readQuestion(query: JsonObject, known: ReadonlySet<string | undefined>, dropped: Tally): SuiteQuestion {
  const grades: Record<string, number> = {};
  for (const relevant of asObjects(query['relevant_trajectories'])) {
    const id = asText(relevant['trajectory_id']) ?? '';
    if (known.has(id)) grades[id] = Number(relevant['relevance_score'] ?? 1);
    else dropped.add('unknown-evidence-id');
  }
  return {
    id: asText(query['query_id']) ?? '',
    text: asText(query['query_text']) ?? '',
    gold: Object.keys(grades),
    grades,
    category: asText(query['tier']) ?? 'unknown',
    abstain: false,
  };
}

async function* open({ dataPath, part = 'all', limit }: SuiteOptions): AsyncGenerator<SuiteConversation> {
  if ((await requirePath(dataPath)) === 'file') throw wrongFormat('proced', dataPath, 'expected a folder');
  const [bank] = await findFiles(dataPath, (name) => name === 'query_bank.json', 5);
  const [corpus] = await findFiles(dataPath, (name) => name === 'agentinstruct_trajectories.json', 5);
  if (bank === undefined || corpus === undefined) {
    throw wrongFormat('proced', dataPath, 'expected query_bank.json and agentinstruct_trajectories.json');
  }
  if (limit === 0) return;
  const dropped = new Tally();
  const turns = asObjects(asObject(await readJson(corpus))?.['trajectories']).map(trajectoryTurn);
  const queries = asObjects(asObject(await readJson(bank))?.['queries']);
  const half = Math.ceil(asArray(queries).length / 2);
  const chosen = part === 'all' ? queries : part === 'dev' ? queries.slice(0, half) : queries.slice(half);
  const known = new Set(turns.map((turn) => turn.id));
  const questions = chosen.map((query) => readQuestion(query, known, dropped));
  yield { id: 'alfworld', turns, questions, dropped: dropped.counts };
}

export const proced: Suite = {
  name: 'proced',
  description: 'Proced_mem_bench: household trajectories, queries with graded relevance',
  units: ['turn'],
  parts: 'development: first half of the queries in file order; held out: second half',
  ownScores: cappedRecallScores,
  open,
};
