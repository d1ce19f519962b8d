/** `bench`: quality on public suites, and speed. */
import { MemoryError } from '../../errors/index.ts';
import { benchRetrieval, parts, units } from '../bench/bench-retrieval.ts';
import { type CliCommand, defineCommand, joined, option } from '../command.ts';
import { nearest } from '../nearest.ts';
import { choice, text, wholeNumber } from '../option-schemas.ts';

/** Benchmarks that are claims, too: on their twins, and on real files where `--data` names them. */
const benchClaims: readonly string[] = ['stale', 'longmint', 'halumem', 'babi', 'longmemeval'];

/** What is measured -> the options that mean something there. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  retrieval: ['suite', 'data', 'recipe', 'part', 'limit', 'unit'],
  reliability: ['suite', 'data', 'recipe', 'part', 'limit', 'unit'],
  answers: ['suite', 'data', 'recipe', 'part', 'limit', 'unit'],
  speed: ['records'],
  scan: ['records'],
  encryption: ['records', 'rounds'],
  erase: ['records', 'erasures', 'kills'],
  scbench: ['data', 'model', 'limit'],
  peers: ['suite', 'data', 'part', 'limit', 'records', 'only'],
  ...Object.fromEntries(benchClaims.map((name) => [name, ['data']])),
};

/** An option that would be passed over in silence is a mistake of the caller's. */
function checkOptions(what: string, options: Readonly<Record<string, unknown>>): void {
  const foreign = Object.keys(options).filter(
    (name) => options[name] !== undefined && accepted[what]?.includes(name) === false,
  );
  if (foreign.length === 0) return;
  throw new MemoryError('invalid_input', `bench ${what} takes no ${foreign.map((name) => `--${name}`).join(', ')}`, {
    hint: `it takes ${accepted[what]?.map((name) => `--${name}`).join(', ')}`,
  });
}

export const benchCommand: CliCommand = defineCommand({
  name: 'bench',
  group: 'Care',
  apart: true,
  summary: 'measure retrieval and answers on public suites, speed, or all of it beside other libraries',
  details: 'Suites are read in their own formats; see --data. The numbers are those of this machine.',
  arguments: [
    {
      syntax: '<what>',
      description:
        'retrieval, reliability, answers, speed, scan, encryption, erase, scbench, peers, or a claim: stale, longmint, halumem, babi, longmemeval',
    },
  ],
  options: {
    suite: option('--suite <name>', 'locomo, longmemeval, beam, bfcl, personamem, lifebench, babi or proced', text),
    data: option('--data <path>', 'file or folder of the suite', text),
    recipe: option('--recipe <name>', 'a recipe, or a baseline: bm25-turns, bm25-sessions, recency', text),
    part: option('--part <part>', 'dev, heldout or all (default)', choice(parts), parts),
    limit: option('-n, --limit <number>', 'only the first conversations', wholeNumber(1)),
    unit: option('--unit <unit>', 'score by turn, session or item', choice(units), units),
    records: option(
      '--records <numbers>',
      'of speed, scan, encryption, erase and peers: sizes, comma-separated (default 10000,100000; scan and erase 100000, encryption 10000)',
      text,
    ),
    rounds: option('--rounds <number>', 'of encryption: rounds that count (default 5)', wholeNumber(1, 1_000)),
    erasures: option(
      '--erasures <number>',
      'of erase: random erasures on each of three seeds (default 335)',
      wholeNumber(0, 100_000),
    ),
    kills: option('--kills <number>', 'of erase: erasures that are killed (default 200)', wholeNumber(0, 100_000)),
    model: option('--model <folder>', 'of scbench with --data: a Llama- or Qwen-family folder', text),
    only: option('--only <names>', 'of peers: parts of their names, comma-separated', text),
  },
  examples: [
    'palimpsest bench retrieval --suite locomo --data ./locomo10.json --part dev',
    'palimpsest bench reliability --suite beam --data ./beam_100k --part heldout',
    'palimpsest bench answers --suite bfcl --data ./bfcl_v4_memory --part heldout',
    'palimpsest bench speed --records 10000 --json',
    'palimpsest bench stale --data ./T1_T2_400_FULL.json',
    'palimpsest bench scan',
    'palimpsest bench encryption --records 10000 --rounds 5',
    'palimpsest bench erase --records 100000 --erasures 335 --kills 200',
    'palimpsest bench scbench',
    'palimpsest bench scbench --data ./scbench_kv.jsonl --model ./Qwen3-0.6B',
    'palimpsest bench peers --suite beam --data ./beam_100k --part heldout --records 10000',
  ],
  run: async ([given], options, context) => {
    const what = joined(given);
    checkOptions(what, options);
    if (benchClaims.includes(what)) {
      const { benchClaim } = await import('../bench/bench-claim.ts');
      return await benchClaim(what, options, context);
    }
    if (what === 'retrieval') return await benchRetrieval(options, context);
    if (what === 'reliability') {
      const { benchReliability } = await import('../bench/bench-reliability.ts');
      return await benchReliability(options, context);
    }
    if (what === 'answers') {
      const { benchAnswers } = await import('../bench/bench-answers.ts');
      return await benchAnswers(options, context);
    }
    if (what === 'speed') {
      const { benchSpeed } = await import('../bench/bench-speed.ts');
      return await benchSpeed(options.records, context);
    }
    if (what === 'scan') {
      const { benchScan } = await import('../bench/bench-scan.ts');
      return await benchScan(options.records, context);
    }
    if (what === 'encryption') {
      const { benchEncryption } = await import('../bench/bench-encryption.ts');
      return await benchEncryption(options, context);
    }
    if (what === 'erase') {
      const { benchErase } = await import('../bench/bench-erase.ts');
      return await benchErase(options, context);
    }
    if (what === 'scbench') {
      const { benchScbench } = await import('../bench/bench-scbench.ts');
      return await benchScbench(options, context);
    }
    if (what === 'peers') {
      const { benchPeers } = await import('../bench/bench-peers.ts');
      return await benchPeers(options, context);
    }
    const close = nearest(what, Object.keys(accepted));
    throw new MemoryError(
      'invalid_input',
      `bench measures retrieval, reliability, answers, speed, scan, encryption, erase, scbench or peers, not ${what}`,
      {
        ...(close === undefined ? {} : { hint: `did you mean ${close}?` }),
      },
    );
  },
});
