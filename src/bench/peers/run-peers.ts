/** The peers' run: one process after the other, with one embedder; ratios against our own row at the end. */
import { isMemoryError, MemoryError, throwIfAborted } from '../../errors/index.ts';
import { speedCorpusDescription } from '../speed-corpus.ts';
import { chooseUnit, findSuite } from '../suites/catalog.ts';
import { ownName } from './own.ts';
import type { Peer } from './peer.ts';
import type {
  PeerQuality,
  PeerRatios,
  PeerResult,
  PeerRow,
  PeerSpeed,
  PeersReport,
  PeersRequest,
  PeerTask,
} from './peer-report.ts';

/** Carries out one step: in a child process, or here (tests). */
export type RunStep = (task: PeerTask, signal: AbortSignal | undefined) => Promise<PeerResult>;

export type PeersOptions = {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly peer: string; readonly step: string }) => void;
};

/**
 * Runs the quality of every peer, then the first size of every peer, and so on: those that are compared run close
 * together, so that a load that changes changes for all of them.
 *
 * @throws MemoryError `invalid_input` for sizes that are no whole numbers, or a name that matches no peer
 */
export async function runPeers(
  request: PeersRequest,
  peers: readonly Peer[],
  runStep: RunStep,
  options: PeersOptions = {},
): Promise<PeersReport> {
  const suite = findSuite(request.suite);
  const sizes = [...new Set(request.records)].sort((a, b) => a - b);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new MemoryError('invalid_input', 'sizes must be whole numbers above 0', { details: { records: sizes } });
  }
  const outcomes = chosenPeers(peers, request.only).map((peer): Outcome => ({ peer, failures: [], speed: [] }));
  const embedders = new Set<string>();
  for (const records of [undefined, ...sizes]) {
    for (const outcome of outcomes) {
      throwIfAborted(options.signal);
      const { peer } = outcome;
      if (outcome.absent !== undefined || (peer.qualityOnly === true && records !== undefined)) continue;
      const step = records === undefined ? 'quality' : `${records} records`;
      options.onProgress?.({ peer: peer.name, step });
      const task = { peer: peer.name, request: { ...request, records: sizes } };
      try {
        const result = await runStep(records === undefined ? task : { ...task, records }, options.signal);
        if ('absent' in result) outcome.absent = result.absent;
        else {
          embedders.add(result.embedder);
          if ('quality' in result) outcome.quality = result.quality;
          else outcome.speed.push(result.speed);
        }
      } catch (error) {
        if (isMemoryError(error, 'aborted')) throw error;
        outcome.failures.push(`${step}: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
  }
  const rows = outcomes.map(rowOf);
  const own = rows.find(({ name }) => name === ownName);
  return {
    suite: suite.name,
    part: request.part ?? 'all',
    unit: chooseUnit(suite, undefined),
    records: sizes,
    embedder: [...embedders].join(', '),
    node: process.version,
    corpus: speedCorpusDescription,
    peers: rows.map((row) => ({ ...row, ratios: ratiosOf(own, row) })),
  };
}

/** Our own row always runs, since every ratio needs it. */
export function chosenPeers(peers: readonly Peer[], only: readonly string[] | undefined): readonly Peer[] {
  if (only === undefined || only.length === 0) return peers;
  const wanted = only.map((part) => part.toLowerCase());
  const lost = wanted.filter((part) => !peers.some(({ name }) => name.toLowerCase().includes(part)));
  if (lost.length > 0) {
    throw new MemoryError('invalid_input', `no peer is called ${lost.join(', ')}`, {
      hint: `there are: ${peers.map(({ name }) => name).join('; ')}`,
    });
  }
  return peers.filter(({ name }) => name === ownName || wanted.some((part) => name.toLowerCase().includes(part)));
}

/** What has come of a peer so far. */
type Outcome = {
  readonly peer: Peer;
  absent?: string;
  quality?: PeerQuality;
  readonly speed: PeerSpeed[];
  readonly failures: string[];
};

function rowOf({ peer, absent, quality, speed, failures }: Outcome): PeerRow {
  return {
    name: peer.name,
    kind: peer.kind,
    package: peer.package,
    version: peer.version() ?? null,
    settings: peer.settings,
    ...(absent === undefined ? {} : { absent }),
    ...(failures.length === 0 ? {} : { failures }),
    quality: quality ?? null,
    speed,
    ratios: null,
  };
}

/** Ours over theirs; null for our own row and for what did not run. */
function ratiosOf(own: PeerRow | undefined, row: PeerRow): PeerRatios | null {
  if (own === undefined || own === row || row.absent !== undefined) return null;
  const whole = ({ speed }: PeerRow): readonly PeerSpeed[] =>
    speed.filter(({ records, itemsIn }) => itemsIn >= records);
  const bySize = whole(row).flatMap((theirs) => {
    const ours = whole(own).find(({ records }) => records === theirs.records);
    if (ours === undefined) return [];
    return [
      {
        records: theirs.records,
        p50: ratio(ours.recallMs.p50, theirs.recallMs.p50) ?? 0,
        p95: ratio(ours.recallMs.p95, theirs.recallMs.p95) ?? 0,
        ingestPerS: ratio(ours.ingestPerS, theirs.ingestPerS) ?? 0,
      },
    ];
  });
  const largest = bySize.at(-1);
  return {
    recall10: ratio(own.quality?.recall10, row.quality?.recall10),
    p50: largest?.p50 ?? null,
    p95: largest?.p95 ?? null,
    bySize,
  };
}

function ratio(ours: number | null | undefined, theirs: number | null | undefined): number | null {
  if (typeof ours !== 'number' || typeof theirs !== 'number' || theirs === 0) return null;
  return Number((ours / theirs).toPrecision(3));
}
