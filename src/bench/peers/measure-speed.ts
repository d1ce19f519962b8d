/** Speed of one peer at one size of the generated corpus: ingestion, recall, opening, bytes on disk, peak memory. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnInput } from '../../kernel/turn.ts';
import { baselineText } from '../baselines/bm25-turns.ts';
import { percentile } from '../metrics/statistics.ts';
import { speedCorpus } from '../speed-corpus.ts';
import { type Absent, isAbsent, type Peer, type PeerSubject } from './peer.ts';
import type { PeerSpeed, PeersRequest } from './peer-report.ts';
import { makePeerVectors, type PeerEmbedder } from './peer-vectors.ts';

const warmUpQuestions = 10;
const askedFor = 10;

export type SpeedStepName = 'load' | 'ingest' | 'open' | 'recall';

/** Measures one size. What is in when the ingestion limit is reached is what the questions are asked of. */
export async function measurePeerSpeed(
  peer: Peer,
  records: number,
  request: PeersRequest,
  { embedder, onStep = () => {} }: { readonly embedder: PeerEmbedder; readonly onStep?: (step: SpeedStepName) => void },
): Promise<PeerSpeed | Absent> {
  const { questions = 200, seed = 1, ingestLimitMs = 30_000, recallLimitMs = 6_000 } = request;
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-peer-'));
  try {
    onStep('load');
    const corpus = speedCorpus(records, questions + warmUpQuestions, seed);
    const texts = corpus.turns.map((turn) => (peer.embedsBareText === true ? turn.text : baselineText(turn)));
    // Words alone need no vectors.
    const needed = peer.kind === 'lexical' ? [] : [...texts, ...corpus.questions];
    const vectors = await makePeerVectors(embedder, needed);
    const first = await peer.open({ folder, vectors });
    if (isAbsent(first)) return first;
    const baseMiB = process.memoryUsage.rss() / 2 ** 20;
    onStep('ingest');
    const { itemsIn, ingestMs } = await ingest(
      first,
      corpus.turns,
      peer.turnsPerCall,
      peer.takesAll === true ? Number.POSITIVE_INFINITY : ingestLimitMs,
    );
    let subject = first;
    let openMs: number | null = null;
    let openAndRecallMs: number | null = null;
    let diskBytes: number | null = null;
    if (first.persistent) {
      await first.close();
      diskBytes = folderBytes(folder);
      onStep('open');
      const start = performance.now();
      subject = (await peer.open({ folder, vectors })) as PeerSubject;
      openMs = rounded(performance.now() - start);
      await subject.recall(corpus.questions[0] as string, askedFor, {});
      openAndRecallMs = rounded(performance.now() - start);
    }
    onStep('recall');
    const times = await recallTimes(subject, corpus.questions, recallLimitMs);
    const peakMiB = peakRssMiB();
    await subject.close();
    return {
      records,
      itemsIn,
      ingestPerS: rounded((1_000 * itemsIn) / ingestMs, 1),
      recallMs: { p50: rounded(percentile(times, 50)), p95: rounded(percentile(times, 95)) },
      timedQuestions: times.length,
      openMs,
      openAndRecallMs,
      diskBytes,
      peakRssMiB: rounded(peakMiB, 1),
      peakOverBaseMiB: rounded(Math.max(0, peakMiB - baseMiB), 1),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function ingest(
  subject: PeerSubject,
  turns: readonly TurnInput[],
  turnsPerCall: number,
  limitMs: number,
): Promise<{ readonly itemsIn: number; readonly ingestMs: number }> {
  const start = performance.now();
  let itemsIn = 0;
  while (itemsIn < turns.length && performance.now() - start < limitMs) {
    const call = turns.slice(itemsIn, itemsIn + turnsPerCall);
    await subject.ingest(call);
    itemsIn += call.length;
  }
  return { itemsIn, ingestMs: performance.now() - start };
}

/**
 * Milliseconds of each question until the limit. The first ones only warm up, for a quarter of the limit at most; at
 * least one is timed.
 */
async function recallTimes(subject: PeerSubject, questions: readonly string[], limitMs: number): Promise<number[]> {
  const ask = async (question: string): Promise<number> => {
    const start = performance.now();
    await subject.recall(question, askedFor, {});
    return performance.now() - start;
  };
  let spent = 0;
  for (const question of questions.slice(0, warmUpQuestions)) {
    spent += await ask(question);
    if (spent > limitMs / 4) break;
  }
  const times: number[] = [];
  spent = 0;
  for (const question of questions.slice(warmUpQuestions)) {
    const ms = await ask(question);
    times.push(ms);
    spent += ms;
    if (spent > limitMs) break;
  }
  return times;
}

/** Highest resident set of this process and of its children that still run (a server beside its client). */
function peakRssMiB(): number {
  const own = process.resourceUsage().maxRSS / 1024;
  return own + childrenPeakMiB();
}

/** Linux only; 0 elsewhere. */
function childrenPeakMiB(): number {
  let total = 0;
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
    for (const child of children.trim().split(/\s+/).filter(Boolean)) {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
      total += Number(peak ?? 0) / 1024;
    }
  } catch {
    // No such file system, or a child that has just ended: the process's own peak stands.
  }
  return total;
}

function folderBytes(folder: string): number {
  let total = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) total += statSync(join(entry.parentPath, entry.name)).size;
  }
  return total;
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
