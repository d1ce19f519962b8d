import { describe, expect, it } from 'vitest';
import { policyCatalog } from '../../../activation/policies/catalog.ts';
import { sharedContextCase, sharedTasks, sharedVocabulary } from '../../../activation/tasks/shared-context.ts';
import { isMemoryError } from '../../../errors/index.ts';
import { makeTransformer } from '../../../models/transformer.ts';
import { initialParameters, transformerConfig } from '../../../models/transformer-config.ts';
import { seededRandom } from '../../../tensor/index.ts';
import { methodsFor, sharedContextMethods } from './methods.ts';
import { readSharedRecords, realTaskOf, realTasks } from './real-records.ts';
import { runSharedRecords } from './run-records.ts';
import { runSharedContextSuite } from './run-suite.ts';

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return isMemoryError(error) ? error.code : String(error);
  }
};

describe('the generated tasks', () => {
  it.each(sharedTasks)('%s can be answered from its context, and asks several things', (task) => {
    const draw = seededRandom(`case ${task}`);
    for (let n = 0; n < 20; n++) {
      const { context, questions } = sharedContextCase(task, draw, { length: 64, questions: 5 });
      expect(context).toHaveLength(65);
      expect(questions).toHaveLength(5);
      const there = new Set(context);
      for (const { prompt, answer } of questions) {
        expect(prompt.length).toBeGreaterThan(0);
        for (const token of answer) expect(there.has(token)).toBe(true);
        expect(Math.max(...prompt, ...answer)).toBeLessThan(sharedVocabulary.size);
      }
    }
  });
});

describe('the suite', () => {
  it('runs every method of all four stages in both modes; what keeps everything agrees with the dense cache', () => {
    const config = transformerConfig({ layers: 2, hidden: 16, heads: 2, mlp: 16, vocabulary: 160, tokenShift: true });
    const model = makeTransformer(config, initialParameters(config, seededRandom('suite'), 0.3));
    const rows = runSharedContextSuite({ model, tasks: ['kv', 'find'], seed: 1, cases: 2, length: 32 });
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(
      new Set(['generation', 'compression', 'retrieval', 'loading']),
    );
    // two policies need a gate, which this model does not have; one sees every question first
    expect(rows).toHaveLength(2 * (2 * (sharedContextMethods.length - 2) - 1));
    const wide = { shape: { sinks: 4, local: 1_000 }, questionDense: false };
    const whole = { name: 'whole', stage: 'generation', kind: 'sparse-prefill', ...wide } as const;
    const one = { name: 'one chunk', stage: 'retrieval', kind: 'chunk-reuse', chunk: 1_000, repaired: true } as const;
    for (const mode of ['requests', 'turns'] as const) {
      const dense = sharedContextMethods.filter(({ name }) => name === 'dense');
      const all = runSharedContextSuite({
        ...{ model, tasks: ['kv'], seed: 2, cases: 4, length: 32, modes: [mode] },
        methods: [...dense, whole, one],
      });
      expect(new Set(all.map(({ accuracy, first, later }) => `${accuracy} ${first} ${later}`)).size).toBe(1);
    }
  });
});

describe('the methods', () => {
  const ofPolicies = (methods: typeof sharedContextMethods): string[] =>
    methods.flatMap((method) => (method.kind === 'policy' ? [method.entry.policy.name] : []));

  it('hold every policy of the catalog', () => {
    const run = new Set(ofPolicies(sharedContextMethods));
    expect(Object.values(policyCatalog).filter(({ make }) => !run.has(make().name))).toEqual([]);
  });

  it('leave out what needs a gate where there is none, by name, and put gates in place where there are', () => {
    const gate = { logRetention: (_: number, __: Float32Array, count: number) => new Float32Array(count) };
    const without = methodsFor({});
    expect(without.withoutGate).toEqual(['trim-kv', 'global-retention']);
    expect(without.run).toHaveLength(sharedContextMethods.length - 2);
    const { run, withoutGate } = methodsFor({ 'trim-kv': gate });
    expect(withoutGate).toEqual(['global-retention']);
    const gated = run.filter((method) => method.kind === 'policy' && method.entry.gate !== undefined);
    expect(gated.map(({ name }) => name)).toEqual(['trim-kv']);
  });
});

describe("the benchmark's own files", () => {
  const line = (value: object): string => JSON.stringify(value);

  it('are read in both forms, by the name of their task', () => {
    const text = [
      line({ id: 7, context: 'c', multi_turns: [{ input: 'a?', answer: 'x' }] }),
      line({ context: 'd', multi_turns: [{ input: 'b?', answer: ['y', 3], task: 'scbench_vt' }] }),
    ].join('\n');
    const [first, second] = readSharedRecords(text, 'scbench_kv.jsonl');
    expect(first).toEqual({ id: '7', context: 'c', turns: [{ input: 'a?', answers: ['x'], task: 'kv' }] });
    expect(second?.turns[0]).toEqual({ input: 'b?', answers: ['y', '3'], task: 'vt' });
    const choice = { input: 'c?', answer: 'red', options: ['blue', 'red'] };
    const chosen = readSharedRecords(line({ context: '', multi_turns: [choice] }), 'scbench_choice_eng.jsonl');
    expect(chosen[0]?.turns[0]?.answers).toEqual(['B']);
    const pairs = Array.from({ length: 20 }, (_, n) => [`key ${n}`, `value ${n}`]);
    const [kv] = readSharedRecords(line({ ordered_kv_records: pairs, key: 'key 3', value: 'value 3' }), 'any.jsonl');
    expect(kv?.turns).toHaveLength(5);
    expect(kv?.context).toContain('"key 19": "value 19"');
    expect(kv?.turns[0]?.answers).toEqual(['value 3']);
    expect(codeOf(() => readSharedRecords('{', 'scbench_kv.jsonl'))).toBe('invalid_input');
    expect(codeOf(() => readSharedRecords(line({ context: 'c' }), 'scbench_kv.jsonl'))).toBe('invalid_input');
    expect(codeOf(() => readSharedRecords(text, 'unknown.jsonl'))).toBe('invalid_input');
    expect(realTaskOf('scbench_summary.jsonl')).toBe('summary');
  });

  it('are scored by the rule of their task', () => {
    const score = (task: keyof typeof realTasks, output: string, ...answers: string[]): number =>
      realTasks[task].score(output, answers);
    expect([score('kv', 'it is abc-1.', 'abc-1'), score('kv', 'abc-2', 'abc-1')]).toEqual([1, 0]);
    expect(score('vt', 'X1 and X3', 'X1 X2 X3 X4')).toBe(0.5);
    expect(score('qa_eng', 'The red house', 'a red house')).toBe(1);
    expect(score('qa_eng', 'red', 'red house', 'blue')).toBeCloseTo(2 / 3);
    expect(score('qa_chn', '北京市', '北京')).toBeCloseTo(0.8);
    expect([score('choice_eng', ' B. red', 'B'), score('choice_eng', 'C', 'B')]).toEqual([1, 0]);
    expect([score('mf', 'is 42, not 7', '42'), score('mf', 'none', '42')]).toEqual([1, 0]);
    expect([score('many_shot', ' Label_3\nmore', 'label_3'), score('many_shot', 'label_31', 'label_3')]).toEqual([
      1, 0,
    ]);
    expect(score('summary', 'one two three', 'one three')).toBeCloseTo(0.8);
  });

  it('run through a model under every policy, and a right answer counts', () => {
    const config = transformerConfig({ layers: 1, hidden: 16, heads: 2, mlp: 16, vocabulary: 128 });
    const model = makeTransformer(config, initialParameters(config, seededRandom('real'), 0.2));
    const tokenizer = {
      encode: (text: string) => Int32Array.from(text, (letter) => letter.charCodeAt(0) % 128),
      decode: (ids: Iterable<number>) => String.fromCharCode(...ids),
    };
    const turns = [1, 2].map(() => ({ input: 'what?', answers: [''], task: 'mf' as const }));
    const records = [
      { id: '0', context: 'some words in a row', turns: turns.map((turn) => ({ ...turn, task: 'kv' as const })) },
    ];
    const methods = sharedContextMethods.filter(({ name }) => ['dense', 'random', 'dapq', 'h2o'].includes(name));
    const rows = runSharedRecords({ model, tokenizer, endTokens: [], records, methods });
    expect(rows).toHaveLength(8);
    // every output contains the empty text
    expect(rows.every(({ accuracy, first, later }) => accuracy === 1 && first === 1 && later === 1)).toBe(true);
    const dense = rows.find(({ method }) => method === 'dense');
    expect(dense?.bytes).toBe(1);
    expect(rows.find(({ method }) => method === 'random')?.bytes).toBeLessThan(0.4);
    const read: number[][] = [];
    const forward: typeof model.forward = (request) => {
      read.push([...request.tokens]);
      return model.forward(request);
    };
    const watched = { ...model, forward };
    runSharedRecords({ ...{ model: watched, tokenizer, endTokens: [], records }, startTokens: [7], methods });
    expect(read[0]).toEqual([7, ...tokenizer.encode('some words in a row')]);
    const wrong = records.map((record) => ({ ...record, turns: turns.map((turn) => ({ ...turn, answers: ['999'] })) }));
    expect(runSharedRecords({ model, tokenizer, endTokens: [], records: wrong, methods })[0]?.accuracy).toBe(0);
  });
});
