/** The tables of docs/activation.md, as markdown. */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const points = (value) => (100 * value).toFixed(0);

export function policiesTable({ rows }) {
  const shares = [...new Set(rows.map(({ share }) => share))];
  const labels = [...new Set(rows.map(({ label }) => label))];
  return table(
    ['policy', 'source', ...shares.map((share) => `${100 * share}%`), 'bytes at 25%'],
    labels.map((label) => {
      const own = rows.filter((row) => row.label === label);
      const quarter = own.find(({ share }) => share === 0.25);
      return [
        label,
        own[0].source,
        ...own.map(({ accuracy }) => points(accuracy)),
        `${points(quarter.bytes / quarter.fullBytes)}%`,
      ];
    }),
  );
}

export function sharedTable({ rows }) {
  const tasks = [...new Set(rows.map(({ task }) => task))];
  const of = (mode) => {
    const own = rows.filter((row) => row.mode === mode);
    const methods = [...new Set(own.map(({ method }) => method))];
    return table(
      [mode === 'requests' ? 'separate requests' : 'turns of one conversation', 'stage', 'bytes', ...tasks],
      methods.map((method) => {
        const cells = own.filter((row) => row.method === method);
        const bytes = cells.reduce((sum, row) => sum + row.bytes, 0) / cells.length;
        return [
          method,
          cells[0].stage,
          `${points(bytes)}%`,
          ...tasks.map((task) => {
            const cell = cells.find((one) => one.task === task);
            return cell === undefined ? '' : `${points(cell.first)} / ${points(cell.later)}`;
          }),
        ];
      }),
    );
  };
  return `${of('requests')}\n\n${of('turns')}`;
}

export function flashTable({ measured }) {
  const names = [
    'everything',
    'half resident',
    'predictor',
    'window, apart',
    'window, bundled',
    'window, bundled, reading over gaps',
    'least recently used, bundled',
    'window, bundled, shuffled',
  ];
  return table(
    ['reads', 'bytes a token', 'reads a token', 'ms by the cost model'],
    names.map((name) => [
      name,
      Math.round(measured[`bytes a token, ${name}`].mean).toLocaleString('en-US'),
      measured[`reads a token, ${name}`].mean.toFixed(1),
      measured[`milliseconds a token by the cost model, ${name}`].mean.toFixed(3),
    ]),
  );
}

export function servingTable({ measured }) {
  const servers = [
    'naive',
    'naive, larger batches',
    'static batches of the same steps',
    'one phase an iteration',
    'mixed',
  ];
  const workloads = ['steady', 'burst', 'long-tail'];
  return table(
    ['server', ...workloads.map((name) => `${name}: times the throughput`), 'burst: share of the naive p99'],
    servers.map((server) => [
      server,
      ...workloads.map((workload) =>
        server === 'naive' ? '1' : measured[`${workload}: throughput over naive, ${server}`].mean.toFixed(2),
      ),
      measured[`burst at the pace of naive: p99 share, ${server}`].mean.toFixed(3),
    ]),
  );
}
