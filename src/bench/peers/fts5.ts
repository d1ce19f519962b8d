/**
 * SQLite's FTS5 through libsql, which comes with this package: every word of the question, joined with OR, ranked by
 * FTS5's bm25. With the porter tokenizer, without and with a stop list.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stopWords } from '../baselines/bm25-terms.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import type { Absent, Peer, PeerPlace, PeerSubject } from './peer.ts';

type Statement = {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): readonly { readonly turn: string; readonly score: number }[];
};
type Database = { exec(sql: string): void; prepare(sql: string): Statement; close(): void };

const require = createRequire(import.meta.url);

/** Version of libsql; its package does not export its own package.json, so that is looked up from its main file. */
function libsqlVersion(): string | undefined {
  try {
    const file = join(dirname(require.resolve('libsql')), 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

function matchExpression(query: string, skip: ReadonlySet<string>): string {
  const words = [...query.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word);
  return [...new Set(words)]
    .filter((word) => !skip.has(word))
    .map((word) => `"${word}"`)
    .join(' OR ');
}

async function open({ folder }: PeerPlace, skip: ReadonlySet<string>): Promise<PeerSubject | Absent> {
  if (libsqlVersion() === undefined) return { absent: 'not installed: npm install libsql' };
  const { default: given } = (await import('libsql')) as unknown as { default: new (file: string) => Database };
  const file = join(folder, 'fts.db');
  const isNew = !existsSync(file);
  const database = new given(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  if (isNew) {
    database.exec("CREATE VIRTUAL TABLE turns USING fts5(turn UNINDEXED, text, tokenize = 'porter unicode61')");
  }
  const insert = database.prepare('INSERT INTO turns (turn, text) VALUES (?, ?)');
  const select = database.prepare(
    'SELECT turn, -bm25(turns) AS score FROM turns WHERE turns MATCH ? ORDER BY rank LIMIT ?',
  );
  return {
    persistent: true,
    async ingest(turns) {
      database.exec('BEGIN IMMEDIATE');
      for (const turn of turns) insert.run(turn.id ?? '', baselineText(turn).toWellFormed());
      database.exec('COMMIT');
    },
    async recall(query, k) {
      const match = matchExpression(query, skip);
      const rows = match === '' ? [] : select.all(match, k);
      return { ranked: rows.map(({ turn }) => ({ turnIds: [turn] })), confidence: rows[0]?.score ?? 0 };
    },
    async close() {
      // Closing alone leaves the write-ahead log beside the file.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

const about = { kind: 'lexical', package: 'libsql', turnsPerCall: 1_000, version: libsqlVersion } as const;

/** The porter tokenizer. */
export const fts5: Peer = {
  ...about,
  name: 'SQLite FTS5 (libsql)',
  settings: 'porter tokenizer, synchronous NORMAL',
  open: (place) => open(place, new Set()),
};

/** The porter tokenizer; stop words of the question are left out. */
export const fts5Tuned: Peer = {
  ...about,
  name: 'SQLite FTS5 (libsql) + stop list',
  settings: 'porter tokenizer, synchronous NORMAL, stop list of 40 words on the question',
  open: (place) => open(place, stopWords),
};
