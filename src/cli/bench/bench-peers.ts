/** `bench peers`: other libraries on the same texts, each step in a process of its own. */
import { peers } from '../../bench/peers/catalog.ts';
import { isolatedSteps } from '../../bench/peers/isolated-step.ts';
import type { PeerRow, PeersReport, PeersRequest } from '../../bench/peers/peer-report.ts';
import { runPeers } from '../../bench/peers/run-peers.ts';
import { allPeers } from '../../bench/peers/run-step.ts';
import type { Part } from '../../bench/suites/suite.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { duration, type Screen } from '../screen.ts';
import { sizesOf } from './bench-speed.ts';
import { makePeerResources } from './peer-resources.ts';
import { chosenSuite } from './suite-choice.ts';

type Chosen = {
  readonly suite: string | undefined;
  readonly data: string | undefined;
  readonly part: Part | undefined;
  readonly limit: number | undefined;
  readonly records: string | undefined;
  readonly only: string | undefined;
};

/** Runs all of them, ours first; progress goes to standard error. */
export async function benchPeers(chosen: Chosen, context: CommandContext): Promise<Outcome> {
  const { notes, signal } = context;
  const request: PeersRequest = {
    ...(await chosenSuite(chosen, context)),
    records: sizesOf(chosen.records),
    ...(chosen.part === undefined ? {} : { part: chosen.part }),
    ...(chosen.limit === undefined ? {} : { limit: chosen.limit }),
    ...(chosen.only === undefined ? {} : { only: chosen.only.split(',').map((name) => name.trim()) }),
  };
  const resources = await makePeerResources();
  const file = import.meta.url.endsWith('.ts') ? './peer-resources.ts' : './peer-resources.js';
  const report = await runPeers(request, allPeers(resources, peers), isolatedSteps(new URL(file, import.meta.url)), {
    signal,
    onProgress: ({ peer, step }) => notes.line(notes.paint.dim(`${peer}: ${step}`)),
  });
  return { data: report, show: (screen) => show(report, screen) };
}

function show(report: PeersReport, screen: Screen): void {
  const { paint } = screen;
  const sizes = report.records;
  const number = (value: number | null | undefined): string => (typeof value === 'number' ? value.toFixed(1) : '-');
  const times = (row: PeerRow, records: number): string => {
    const speed = row.speed.find((one) => one.records === records);
    if (speed === undefined) return '-';
    const part = speed.itemsIn < records ? ` (${speed.itemsIn.toLocaleString('en-US')} in)` : '';
    return `${duration(speed.recallMs.p50)} / ${duration(speed.recallMs.p95)}${part}`;
  };
  const ratio = (value: number | null | undefined): string => (typeof value === 'number' ? `${value}x` : '-');
  screen.line(
    `${paint.bold(report.suite)} (${report.part}), by ${report.unit}; one embedder for all (${report.embedder}); ratios are ours over theirs`,
  );
  const head = [
    '',
    'kind',
    'version',
    'R@10',
    'nDCG@10',
    'MRR',
    ...sizes.map((size) => `p50 / p95 at ${size.toLocaleString('en-US')}`),
    'R@10 ratio',
    'p50 ratio',
  ];
  screen.table(
    [
      head.map((cell) => paint.dim(cell)),
      ...report.peers
        .filter(({ absent }) => absent === undefined)
        .map((row) => [
          row.name,
          row.kind,
          row.version ?? '-',
          number(row.quality?.recall10),
          number(row.quality?.ndcg10),
          number(row.quality?.mrr),
          ...sizes.map((size) => times(row, size)),
          ratio(row.ratios?.recall10),
          ratio(row.ratios?.p50),
        ]),
    ],
    { right: head.map((_cell, column) => column).filter((column) => column > 2) },
  );
  for (const row of report.peers) {
    if (row.absent !== undefined) screen.line(`${paint.dim('absent')}  ${row.name}: ${row.absent}`);
    for (const failure of row.failures ?? []) screen.line(`${paint.dim('failed')}  ${row.name}: ${failure}`);
  }
}
