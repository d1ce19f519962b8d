/** Scenarios that damage copies of a cube: what was acknowledged is given back unaltered, or its loss is reported. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rng } from '../../ports/index.ts';
import { between } from './between.ts';
import { startChild } from './child.ts';
import { copyCube, cutFile, flipBit, sizeOf } from './cube-files.ts';
import { type AuditCase, runAudits } from './run-audits.ts';
import { Audits, type Scenario, type ScenarioContext } from './scenario.ts';

const turns = 240;

type Damage = {
  readonly name: string;
  readonly description: string;
  readonly rounds: number;
  /** The writer is killed before it closes, so that the write-ahead log holds what it wrote last. */
  readonly withLog: boolean;
  readonly harm: (path: string, rng: Rng, round: number) => void;
};

const kinds: readonly Damage[] = [
  {
    name: 'flip-file',
    description: 'one bit of the cube file turned over',
    rounds: 40,
    withLog: false,
    harm: (path, rng) => flipBit(path, between(rng, 0, sizeOf(path) - 1), between(rng, 0, 7)),
  },
  {
    name: 'flip-wal',
    description: 'one bit of the write-ahead log turned over',
    rounds: 24,
    withLog: true,
    harm: (path, rng) => flipBit(`${path}-wal`, between(rng, 0, sizeOf(`${path}-wal`) - 1), between(rng, 0, 7)),
  },
  {
    name: 'truncate',
    description: 'the cube file or its write-ahead log cut at a random length',
    rounds: 16,
    withLog: true,
    harm: (path, rng, round) => {
      const file = round % 2 === 0 ? path : `${path}-wal`;
      cutFile(file, between(rng, 0, sizeOf(file) - 1));
    },
  },
];

async function run(
  damage: Damage,
  { folder, rounds, rng, signal, onRound }: ScenarioContext,
): ReturnType<Scenario['run']> {
  const started = performance.now();
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'source.palimpsest');
  const ids: string[] = [];
  const failures: string[] = [];
  const write = async (prefix: string, leaveOpen: boolean): Promise<void> => {
    const child = startChild(
      { task: 'write', path: source, prefix, batch: 12, turns: turns / 2, leaveOpen },
      (message) => {
        if (message.say === 'wrote') ids.push(...message.ids);
        if (message.say === 'failed') failures.push(`${message.code}: ${message.message}`);
      },
    );
    const end = await child.ended;
    if (end.code !== 0 && !(leaveOpen && end.signal === 'SIGKILL'))
      failures.push(`the writer died: ${end.stderr.split('\n')[0]}`);
  };
  await write('a', false);
  await write('b', damage.withLog);
  const cases: AuditCase[] = [];
  for (let round = 0; round < rounds; round++) {
    const path = join(folder, `case-${round}.palimpsest`);
    copyCube(source, path);
    damage.harm(path, rng, round);
    cases.push({ path, ids });
  }
  // Undamaged beside the damaged ones: the audit itself must find everything there.
  const control = join(folder, 'control.palimpsest');
  copyCube(source, control);
  const results = await runAudits(folder, [...cases, { path: control, ids }], {
    signal,
    onDone: (done) => onRound(Math.min(done, rounds)),
  });
  const audits = new Audits();
  const intact = results.pop();
  if (!signal.aborted && (intact?.present !== ids.length || !intact.verified)) {
    failures.push(`the undamaged copy is not whole: ${JSON.stringify(intact ?? 'the audit died')}`);
  }
  for (const result of results) audits.add(ids.length, result);
  audits.unexpected.push(...failures);
  return audits.report(damage.name, rounds, started, { lossAllowed: true });
}

export const damageScenarios: readonly Scenario[] = kinds.map((damage) => ({
  name: damage.name,
  description: damage.description,
  rounds: damage.rounds,
  run: (context) => run(damage, context),
}));
