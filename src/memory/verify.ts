/** `verify` and `stats`: the log against itself, the rows against the log, the indexes against the rows. */
import { type CubeProblem, verifyCube } from '../kernel/verify-cube.ts';
import type { Engine } from './engine.ts';
import type { Stats, VerifyReport } from './memory.ts';

export type VerifyOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
};

export async function verifyMemory(engine: Engine, options: VerifyOptions = {}): Promise<VerifyReport> {
  return engine.exclusive(async () => {
    const started = performance.now();
    /** Newest position of every searchable thing. */
    const newest = new Map<string, number>();
    const check = await verifyCube(engine.cube.store, {
      ...options,
      decode: engine.cube.decode,
      onEntry: (entry) => {
        if (entry.kind === 'turn') newest.set(entry.turn.id, entry.seq);
        else if (entry.kind === 'record' && entry.record.kind !== 'episode') newest.set(entry.record.id, entry.seq);
        else if (entry.kind === 'erased' && entry.was !== 'mark') newest.delete(entry.id);
      },
    });
    const problems = [...check.problems, ...indexProblems(engine, newest)];
    return {
      ok: problems.length === 0,
      checked: {
        changes: check.changes,
        rows: check.rows,
        references: check.references,
        indexUnits: engine.state.index.size,
      },
      problems,
      ms: performance.now() - started,
    };
  });
}

function indexProblems(engine: Engine, newest: ReadonlyMap<string, number>): CubeProblem[] {
  const { index } = engine.state;
  const problems: CubeProblem[] = [];
  for (const [id, seq] of newest) {
    const document = index.units.find(id);
    if (document < 0) problems.push({ what: 'index', seq, message: `log entry ${seq} is not in the index` });
    else if (index.units.seq.data[document] !== seq) {
      problems.push({ what: 'index', seq, message: `the index has another version of log entry ${seq}` });
    }
    if (problems.length >= 1_000) break;
  }
  if (index.size > newest.size) {
    const message = `the index holds ${index.size - newest.size} things that the log does not; run \`palimpsest reindex\``;
    problems.push({ what: 'index', message });
  }
  return problems;
}

export async function memoryStats(engine: Engine): Promise<Stats> {
  return engine.exclusive(async () => {
    const { cube, state } = engine;
    const { counts } = state;
    const jobs: Record<string, number> = {};
    for (const job of await cube.store.jobs()) jobs[job.state] = (jobs[job.state] ?? 0) + 1;
    return {
      cube: cube.id,
      seq: cube.head.seq,
      turns: counts.turns,
      records: { ...counts.records },
      sessions: counts.sessions.size,
      bytes: await cube.store.sizeBytes(),
      adapter: cube.store.adapter,
      ...(cube.seal === undefined ? {} : { sealed: cube.seal.level }),
      embedder: state.embedder?.id ?? 'none',
      indexUnits: state.index.size,
      ...(counts.firstAt === undefined ? {} : { firstAt: counts.firstAt }),
      ...(counts.lastAt === undefined ? {} : { lastAt: counts.lastAt }),
      jobs,
    };
  });
}
