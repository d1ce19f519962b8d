/** The numbers of docs/recall.md as Markdown, from the saved results. */
import { suiteName } from './plots.mjs';

const signed = (value) => `${value > 0 ? '+' : ''}${value.toFixed(1)}`;
const number = (value, digits = 1) => (typeof value === 'number' ? value.toFixed(digits) : '-');
const whole = (value) => Math.round(value).toLocaleString('en-US');

function table(head, rows, rightFrom = 1) {
  const rule = head.map((_cell, column) => (column >= rightFrom ? '--:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const where = ({ machine, command }) =>
  `Measured ${machine.date} with Node ${machine.node} on ${machine.cpu} (${machine.cores} cores${machine.load === undefined ? '' : `, load average ${machine.load.join(' before and ')} after`}): \`${command}\``;

export function ablationTable(saved) {
  const [first] = saved.reports;
  const labels = first.rows.map(({ label }) => label);
  const rowOf = (report, label) => report.rows.find((row) => row.label === label);
  const changes = labels
    .filter((label) => label.startsWith('without '))
    .map((label) => [
      label.replace(/^without /, '').replaceAll(', ', ' + '),
      ...saved.reports.flatMap((report) => {
        const { recall10, delta } = rowOf(report, label);
        return [
          number(recall10),
          `${signed(delta.recall10)} ±${number(delta.recall10Ci95)}`,
          `${signed(delta.ndcg10)} ±${number(delta.ndcg10Ci95)}`,
          `${delta.better} / ${delta.worse}`,
        ];
      }),
    ]);
  const alone = labels
    .filter((label) => label.startsWith('only '))
    .map((label) => [
      label.replace(/^only /, ''),
      ...saved.reports.flatMap((report) => {
        const row = rowOf(report, label);
        return [number(row.recall10), number(row.ndcg10)];
      }),
    ]);
  const heads = saved.reports.flatMap(({ suite }) => [
    `${suiteName(suite)} R@10`,
    'change',
    'change of nDCG@10',
    'better / worse',
  ]);
  const facts = saved.reports.map(
    ({ suite, part, conversations, scorable, rows }) =>
      `${suiteName(suite)} ${part} (${conversations} ${conversations === 1 ? 'conversation' : 'conversations'}, ${scorable} questions with evidence): R@10 **${number(rows[0].recall10)}**, nDCG@10 **${number(rows[0].ndcg10)}** with every channel`,
  );
  const mattering = saved.reports.map((report) => {
    const names = report.rows
      .filter(
        ({ label, delta }) =>
          label.startsWith('without ') && !label.includes(',') && delta.recall10 + delta.recall10Ci95 < 0,
      )
      .map(({ channel, delta }) => `${channel} (${signed(delta.recall10)})`);
    return `${suiteName(report.suite)}: ${names.length === 0 ? 'none by itself' : names.join(', ')}`;
  });
  return [
    where(saved),
    '',
    ...facts.map((fact) => `- ${fact}`),
    `- channels whose loss is beyond the 95% interval of R@10: ${mattering.join('; ')}`,
    '',
    table(['left out', ...heads], changes),
    '',
    'Each channel by itself (plain BM25 settings); `recency` ranks by time alone and is the negative control:',
    '',
    table(['only', ...saved.reports.flatMap(({ suite }) => [`${suiteName(suite)} R@10`, 'nDCG@10'])], alone),
  ].join('\n');
}

export function reliabilityTable(saved) {
  const rows = saved.series.map(({ name, calibration }) => [
    name,
    `${calibration.happened} / ${calibration.count}`,
    number(calibration.expectedError, 3),
    number(calibration.brier, 3),
    number(calibration.brierOfShare, 3),
    number(calibration.auc, 3),
  ]);
  const bins = saved.series.flatMap(({ name, calibration }) =>
    calibration.bins.map((bin) => [
      name,
      `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`,
      bin.count,
      number(bin.confidence, 2),
      `${number(bin.observed, 2)} (${number(bin.low, 2)} to ${number(bin.high, 2)})`,
    ]),
  );
  return [
    where(saved),
    '',
    table(['questions', 'answerable', 'expected error', 'Brier', 'Brier of the base rate', 'AUC'], rows),
    '',
    '<details><summary>Bins</summary>',
    '',
    table(['questions', 'confidence', 'n', 'mean', 'answerable (95%)'], bins, 2),
    '',
    '</details>',
  ].join('\n');
}

export function latencyTable(saved) {
  const stages = saved.profiles[0].stages.map(({ stage }) => stage);
  const heads = saved.profiles.flatMap(({ records }) => [`${whole(records)}: p50 ms`, 'mean ms']);
  const rows = stages.map((stage) => [
    stage,
    ...saved.profiles.flatMap((profile) => {
      const found = profile.stages.find((one) => one.stage === stage);
      return [number(found?.p50, 3), number(found?.mean, 3)];
    }),
  ]);
  rows.push([
    '**whole recall**',
    ...saved.profiles.flatMap(({ recallMs }) => [number(recallMs.p50, 3), number(recallMs.mean, 3)]),
  ]);
  const floors = saved.profiles.map((profile) => [
    whole(profile.records),
    whole(profile.bytes.vectors / 1024),
    whole(profile.bytes.postings / 1024),
    whole(profile.bytes.flags / 1024),
    number(profile.gigabytesPerS),
    number(profile.floorMs, 3),
    number(profile.vectorSearchMs, 3),
    number(profile.recallMs.p50, 2),
    number(profile.recallMs.p95, 2),
    `${number(profile.recallMs.p50 / profile.floorMs, 0)}x`,
  ]);
  return [
    where(saved),
    '',
    table(['stage', ...heads], rows),
    '',
    table(
      [
        'turns',
        'vector codes KiB',
        'postings KiB',
        'flags KiB',
        'GB/s read',
        'floor ms',
        'vector search ms',
        'p50 ms',
        'p95 ms',
        'p50 over floor',
      ],
      floors,
      0,
    ),
  ].join('\n');
}

export function peersTable(saved) {
  const { report } = saved;
  const there = report.peers.filter(({ absent }) => absent === undefined);
  const quality = [...there]
    .sort((a, b) => (b.quality?.recall10 ?? -1) - (a.quality?.recall10 ?? -1))
    .map((row) => [
      row.name === 'palimpsest default' ? `**${row.name}**` : row.name,
      row.kind,
      row.version ?? '-',
      number(row.quality?.recall5),
      `${number(row.quality?.recall10)} ±${number(row.quality?.ci95)}`,
      number(row.quality?.ndcg10),
      number(row.quality?.mrr),
      row.ratios?.recall10 === null || row.ratios === null ? '-' : `${row.ratios.recall10}x`,
    ]);
  const speed = (records) =>
    there.flatMap((row) => {
      const one = row.speed.find((entry) => entry.records === records);
      if (one === undefined) return [];
      const ratio = row.ratios?.bySize.find((entry) => entry.records === records);
      return [
        [
          row.name === 'palimpsest default' ? `**${row.name}**` : row.name,
          whole(one.itemsIn),
          whole(one.ingestPerS),
          number(one.recallMs.p50, 2),
          number(one.recallMs.p95, 2),
          one.timedQuestions,
          number(one.openAndRecallMs, 0),
          one.diskBytes === null ? '-' : number(one.diskBytes / 2 ** 20),
          number(one.peakRssMiB, 0),
          number(one.peakOverBaseMiB, 0),
          ratio === undefined ? '-' : `${ratio.p50}x`,
        ],
      ];
    });
  const categories = Object.keys(there.find(({ quality: one }) => one !== null)?.quality.byCategory ?? {});
  const byCategory = there
    .filter((row) => row.quality !== null)
    .map((row) => [row.name, ...categories.map((name) => number(row.quality.byCategory[name]))]);
  const odd = report.peers.flatMap((row) => [
    ...(row.absent === undefined ? [] : [`- absent: ${row.name} (${row.absent})`]),
    ...(row.failures ?? []).map((failure) => `- failed: ${row.name}, ${failure}`),
    ...(row.quality?.complete === false
      ? [`- ${row.name}: the time limit left conversations out (${row.quality.questions} questions asked)`]
      : []),
  ]);
  const columns = [
    '',
    'items in',
    'items/s',
    'p50 ms',
    'p95 ms',
    'questions',
    'open + answer ms',
    'disk MiB',
    'peak RSS MiB',
    'over base',
    'p50, ours over theirs',
  ];
  return [
    where(saved),
    '',
    `${suiteName(report.suite)} ${report.part}, ${there[0]?.quality?.scorable ?? 0} questions with evidence; embedder \`${report.embedder}\`.`,
    '',
    table(['', 'kind', 'version', 'R@5', 'R@10', 'nDCG@10', 'MRR', 'R@10, ours over theirs'], quality, 3),
    '',
    ...report.records.flatMap((records) => [
      `Generated texts, ${whole(records)}:`,
      '',
      table(columns, speed(records)),
      '',
    ]),
    '<details><summary>R@10 by category, and settings</summary>',
    '',
    table(['', ...categories.map((name) => name.replaceAll('_', ' '))], byCategory),
    '',
    ...report.peers.map((row) => `- ${row.name}: ${row.settings}`),
    '',
    '</details>',
    ...(odd.length === 0 ? [] : ['', ...odd]),
  ].join('\n');
}
