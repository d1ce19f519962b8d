import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBabi } from './babi/load-babi.ts';
import { containsAnswer } from './bfcl/load-bfcl.ts';
import { loadSuite } from './catalog.ts';
import { splitOptions } from './personamem/load-personamem.ts';
import type { LoadedSuite, SuiteOptions } from './suite.ts';

async function load(
  suite: string,
  files: Record<string, unknown>,
  options: Omit<SuiteOptions, 'dataPath'> = {},
): Promise<LoadedSuite> {
  const dataPath = await mkdtemp(join(tmpdir(), 'palimpsest-bench-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(join(dataPath, dirname(name)), { recursive: true });
      await writeFile(join(dataPath, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return await loadSuite(suite, { dataPath, ...options });
  } finally {
    await rm(dataPath, { recursive: true });
  }
}

const message = (id: number, role: string, content: string, extra: object = {}): object => ({
  id,
  role,
  content,
  ...extra,
});
const chat = [
  {
    batch_number: 1,
    turns: [
      [message(0, 'user', 'I plan a trip ->-> 1,1', { time_anchor: 'March-15-2024' }), message(1, 'assistant', 'Fine')],
    ],
  },
  {
    batch_number: 2,
    turns: [[message(2, 'user', 'Always answer in French ->-> 2,1', { time_anchor: 'April-02-2024' })]],
  },
];
const probing = {
  abstention: [{ question: 'Who came?', ideal_response: 'unknown' }],
  instruction_following: [{ question: 'How do I book?', source_chat_ids: [2, 2], expected_compliance: 'French' }],
  contradiction_resolution: [
    { question: 'Do I plan?', source_chat_ids: { first: [0], second: [1, 99] }, ideal_answer: 'both' },
  ],
};

describe('beam', () => {
  const files = Object.fromEntries(
    [2, 10, 7].flatMap((n) => [
      [`${n}/chat.json`, chat],
      [`${n}/probing_questions/probing_questions.json`, probing],
    ]),
  );

  it('reads chats in order with clean texts, times and evidence', async () => {
    const suite = await load('beam', files);
    expect(suite.conversations.map(({ id }) => id)).toEqual(['2', '7', '10']);
    const [first] = suite.conversations;
    expect(first?.turns.map(({ text }) => text)).toEqual(['I plan a trip', 'Fine', 'Always answer in French']);
    expect(first?.turns.map(({ at }) => at)).toEqual([
      Date.UTC(2024, 2, 15),
      Date.UTC(2024, 2, 15, 0, 1),
      Date.UTC(2024, 3, 2),
    ]);
    expect(first?.questions.map(({ gold }) => gold)).toEqual([[], ['2'], ['0', '1']]);
    expect(suite.dropped).toEqual({ 'unknown-evidence-id': 3 });
    expect([suite.questions, suite.scorable]).toEqual([9, 6]);
  });

  it('cuts parts by chat number and obeys the limit', async () => {
    const ids = async (options: Omit<SuiteOptions, 'dataPath'>): Promise<string[]> =>
      (await load('beam', files, options)).conversations.map(({ id }) => id);
    expect(await ids({ part: 'dev' })).toEqual(['2']);
    expect(await ids({ part: 'heldout' })).toEqual(['7', '10']);
    expect(await ids({ part: 'heldout', limit: 1 })).toEqual(['7']);
  });
});

describe('bfcl', () => {
  it('takes as gold what contains the answer, normalized, between word boundaries', () => {
    expect(containsAnswer('He is 35 years old', '35')).toBe(true);
    expect(containsAnswer('It costs $1,350', '35')).toBe(false);
    expect(containsAnswer("It's e-sports (again)", 'E-Sports')).toBe(true);
    expect(containsAnswer('Anything', ' - ')).toBe(false);
  });

  it('reads dialogues, questions and answers by scenario', async () => {
    const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
    const dialogue = (id: string, ...texts: string[]): string =>
      line({ id, question: texts.map((content) => [{ role: 'user', content }]) });
    const ask = (id: string, scenario: string): string =>
      line({ id, scenario, question: [[{ role: 'user', content: 'What?' }]] });
    const files = {
      'BFCL_v4_memory.json': ask('m-1', 'customer') + ask('m-2', 'customer') + ask('m-3', 'finance'),
      'possible_answer/BFCL_v4_memory.json':
        line({ id: 'm-1', ground_truth: ['Michael', 'Mike'] }) +
        line({ id: 'm-2', ground_truth: ['nowhere'] }) +
        line({ id: 'm-3', ground_truth: ['7'] }),
      'memory_prereq_conversation/memory_customer.json':
        dialogue('p-0', 'I am Mike.', 'Bye') + dialogue('p-1', 'Michael again'),
      'memory_prereq_conversation/memory_finance.json': dialogue('f-0', 'A 7 handicap'),
    };
    const suite = await load('bfcl', files);
    expect(suite.conversations.map(({ questions }) => questions.map(({ gold }) => gold))).toEqual([
      [['p-0:0', 'p-1:0'], []],
      [['f-0:0']],
    ]);
    expect(suite.dropped).toEqual({ 'answer-string-in-no-turn': 1 });
    // Invented times: a dialogue a day.
    expect(suite.conversations[0]?.turns.map(({ at }) => at)).toEqual([
      Date.UTC(2024, 0, 1),
      Date.UTC(2024, 0, 1, 0, 1),
      Date.UTC(2024, 0, 2),
    ]);
    expect((await load('bfcl', files, { part: 'heldout' })).conversations.map(({ id }) => id)).toEqual(['finance']);
  });
});

describe('lifebench', () => {
  it('folds agent chats to items, drops photos and ambiguous ids', async () => {
    const note = (phone_id: number, content: string): object => ({
      phone_id,
      title: 't',
      content,
      datetime: '2025-01-02 10:00:00',
    });
    const suite = await load('lifebench', {
      'lumingqiang/persona.json': { name: 'Lu' },
      'lumingqiang/phone_data/note.json': [note(1, 'a'), note(2, 'b'), note(2, 'c')],
      'lumingqiang/phone_data/agent_chat.json': [
        {
          phone_id: 0,
          date: '2025-01-03',
          conversation: { 'turn 1': { user: { content: 'q' }, assistant: { content: 'r' } } },
        },
      ],
      'lumingqiang/QA/QA_clean.json': [
        {
          question: 'one',
          question_type: 'Multi-hop reasoning',
          ask_time: '2025-02',
          evidence: [
            { type: 'note', id: 1 },
            { type: 'note', id: 2 },
            { type: 'photo', id: 3 },
            { type: 'sms', id: 4 },
            { type: 'agent_chat', id: 0 },
          ],
        },
        { question: 'two', question_type: 'Unanswerable', answer: 'Unable to answer' },
        {
          question: 'three',
          question_type: 'Nondeclarative',
          answer: 'B',
          options: [
            { option: 'A', content: 'x' },
            { option: 'B', content: 'y' },
          ],
          evidence: [],
        },
      ],
    });
    const [person] = suite.conversations;
    expect(person?.questions[0]?.gold).toEqual(['note:1', 'agent_chat:0']);
    expect(person?.questions[0]?.at).toBe(Date.UTC(2025, 2, 1) - 1);
    expect(person?.questions[1]).toMatchObject({ abstain: true, gold: [] });
    expect(person?.questions[2]).toMatchObject({ options: ['x', 'y'], correctOption: 1, answer: 'y' });
    expect(person?.units?.get('agent_chat:0/1')).toBe('agent_chat:0');
    expect(suite.dropped).toMatchObject({
      'evidence-photo-not-in-data': 1,
      'ambiguous-evidence-id': 1,
      'unknown-evidence-id': 1,
      'question-without-evidence': 1,
    });
  });
});

describe('personamem', () => {
  it('splits options and finds the right one', () => {
    expect(splitOptions('User: Kim\n\nWhat now?\n\n(a) Tea\nor water\n(b) Milk')).toEqual({
      text: 'User: Kim\n\nWhat now?',
      options: ['Tea\nor water', 'Milk'],
    });
  });

  it('groups by user, cuts by persona number, needs no gold', async () => {
    const query = (user_id: string, persona_id: string): object => ({
      id: `q-${user_id}`,
      user_id,
      query: 'User: Kim\n\nWhat now?\n\n(a) Tea\n(b) Milk',
      gold_answers: ['(b) Milk', 'b'],
      meta: { persona_id, question_type: 'suggest_new_ideas' },
    });
    const files = {
      '32k_documents.json': ['u0', 'u1'].map((user_id) => ({
        id: `${user_id}_0`,
        user_id,
        content: '[USER] User: I drink milk.',
      })),
      '32k_queries.json': [query('u0', '0'), query('u1', '1')],
    };
    const suite = await load('personamem', files, { part: 'dev' });
    expect(suite.conversations.map(({ id }) => id)).toEqual(['u0']);
    expect(suite.conversations[0]?.questions[0]).toMatchObject({
      text: 'What now?',
      correctOption: 1,
      answer: 'Milk',
      gold: [],
    });
    expect(suite.scorable).toBe(0);
  });
});

describe('babi', () => {
  const story =
    '1 Mary went home.\n2 John slept.\n3 Where is Mary? \thome\t1\n4 Mary left.\n5 Where is Mary?\taway\t4 9\n';

  it('asks after the lines before the question', () => {
    const [first, second] = parseBabi(story + story, 'qa1');
    expect(first?.questions.map(({ gold, afterTurns, answer }) => [gold, afterTurns, answer])).toEqual([
      [['1'], 2, 'home'],
      [['4'], 3, 'away'],
    ]);
    expect(second?.questions[0]?.id).toBe('qa1-3');
    expect(first?.dropped.counts).toEqual({ 'unknown-evidence-id': 1 });
  });

  it('alternates tasks and cuts by question number', async () => {
    const files = { 'qa1_x_test.txt': story.repeat(251), 'qa2_y_test.txt': story };
    const suite = await load('babi', files, { limit: 3 });
    expect(suite.conversations.map(({ id }) => id)).toEqual(['qa1-story1', 'qa2-story1', 'qa1-story2']);
    const heldOut = await load('babi', files, { part: 'heldout' });
    expect(heldOut.conversations.flatMap(({ questions }) => questions.map(({ id }) => id))).toEqual([
      'qa1-501',
      'qa1-502',
    ]);
  });
});

describe('proced', () => {
  it('reads trajectories as turns and relevance as grades', async () => {
    const trajectory = (id: string): object => ({
      task_instance_id: id,
      task_description: `goal ${id}`,
      state_action_pairs: [{ state: 'a room', action: 'go' }],
    });
    const query = (id: string): object => ({
      query_id: id,
      query_text: 'put',
      tier: 'EASY',
      relevant_trajectories: [
        { trajectory_id: 't1', relevance_score: 10 },
        { trajectory_id: 'gone', relevance_score: 6 },
      ],
    });
    const files = {
      'benchmark/data/query_bank.json': { queries: ['a', 'b', 'c'].map(query) },
      'data/corpus/agentinstruct_trajectories.json': { trajectories: ['t1', 't2'].map(trajectory) },
    };
    const suite = await load('proced', files, { part: 'heldout' });
    expect(suite.conversations[0]?.questions.map(({ id, grades }) => [id, grades])).toEqual([['c', { t1: 10 }]]);
    expect(suite.conversations[0]?.turns[0]?.text).toBe('goal t1\na room\n> go');
    expect(suite.dropped).toEqual({ 'unknown-evidence-id': 1 });
  });
});

describe('every loader', () => {
  it.each(['locomo', 'longmemeval', 'beam', 'bfcl', 'personamem', 'lifebench', 'babi', 'proced'])(
    '%s says so when the path is missing or holds something else',
    async (name) => {
      await expect(loadSuite(name, { dataPath: '/nowhere/at/all' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(load(name, { 'readme.txt': 'hello' })).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );

  it('refuses unknown suites and units', async () => {
    await expect(loadSuite('nope', { dataPath: '.' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(loadSuite('beam', { dataPath: '.', unit: 'session' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
