/** The pictures of docs/activation.md, drawn from the saved numbers. */
import { colors, dot, label, line, linear, logarithmic, picture, polyline, rect } from '../recall-report/plot.mjs';

const strokes = ['#2f6db3', '#3a8f5c', '#d08b2c', '#8a5fa8', '#c4623a', '#4a9a9a', '#7fa8d6', '#93c4a5', '#9a988f'];
const percent = (value) => `${Math.round(100 * value)}%`;

/** Accuracy over the budget, one line a policy, named at its right end. */
export function policiesPlot({ rows }) {
  const [width, height, left, right, top, bottom] = [760, 470, 60, 210, 70, 410];
  const shares = [...new Set(rows.map(({ share }) => share))].sort((a, b) => b - a);
  const labels = [...new Set(rows.map(({ label: name }) => name))];
  const x = logarithmic(shares[0], shares.at(-1), left, width - right);
  const y = linear(0, 1, bottom, top);
  const body = [];
  for (let tick = 0; tick <= 1; tick += 0.2) {
    body.push(line(left, y(tick), width - right, y(tick), 'grid'));
    body.push(label(left - 8, y(tick) + 4, percent(tick), { anchor: 'end', className: 'quiet small' }));
  }
  for (const share of shares) {
    body.push(label(x(share), bottom + 18, `${100 * share}%`, { anchor: 'middle', className: 'quiet small' }));
  }
  body.push(label((left + width - right) / 2, bottom + 40, 'budget, share of the context', { anchor: 'middle' }));
  const ends = labels
    .map((name, n) => {
      const points = shares.map((share) => rows.find((row) => row.label === name && row.share === share).accuracy);
      const stroke = strokes[n % strokes.length];
      body.push(
        polyline(
          points.map((value, i) => [x(shares[i]), y(value)]),
          stroke,
          name === 'random',
        ),
      );
      for (const [i, value] of points.entries()) body.push(dot(x(shares[i]), y(value), 2.6, stroke));
      return { name, stroke, at: y(points.at(-1)) };
    })
    .sort((a, b) => a.at - b.at);
  let last = top - 20;
  for (const { name, stroke, at } of ends) {
    const place = Math.max(at, last + 14);
    last = place;
    body.push(line(width - right + 4, at, width - right + 16, place, 'axis'));
    body.push(dot(width - right + 22, place, 3.5, stroke));
    body.push(label(width - right + 30, place + 4, name, { className: 'small' }));
  }
  return picture({
    ...{ width, height, title: 'Key-value recall under a shrinking cache', body },
    subtitle: '16 facts in 128 tokens, question unknown when the cache is compressed',
  });
}

/** A grid of shares right, methods by tasks, first question beside later ones. */
export function sharedPlot({ rows }) {
  const own = rows.filter(({ mode }) => mode === 'requests');
  const methods = [...new Set(own.map(({ method }) => method))];
  const tasks = [...new Set(own.map(({ task }) => task))];
  const [left, top, cell, step] = [230, 92, 86, 22];
  const width = left + tasks.length * cell + 24;
  const height = top + methods.length * step + 28;
  const body = tasks.map((task, n) => label(left + n * cell + cell / 2, top - 10, task, { anchor: 'middle' }));
  for (const [m, method] of methods.entries()) {
    body.push(label(left - 10, top + m * step + 15, method, { anchor: 'end', className: 'small' }));
    for (const [t, task] of tasks.entries()) {
      const row = own.find((one) => one.method === method && one.task === task);
      if (row === undefined) continue;
      const fill = (value) => `rgba(47,109,179,${(0.08 + 0.72 * value).toFixed(2)})`;
      const from = left + t * cell;
      body.push(rect(from + 2, top + m * step + 2, cell / 2 - 3, step - 4, fill(row.first)));
      body.push(rect(from + cell / 2 + 1, top + m * step + 2, cell / 2 - 3, step - 4, fill(row.later)));
      body.push(
        label(from + cell / 4, top + m * step + 15, percent(row.first), { anchor: 'middle', className: 'small' }),
      );
      body.push(
        label(from + (3 * cell) / 4, top + m * step + 15, percent(row.later), { anchor: 'middle', className: 'small' }),
      );
    }
  }
  return picture({
    ...{ width, height, title: 'SCBench tasks at 25% of the cache, separate requests', body },
    subtitle: 'left: first question of a context, right: later ones',
  });
}

/** Horizontal bars on a log scale. */
function bars({ title, subtitle, rows, unit }) {
  const [left, top, step, width] = [300, 76, 26, 760];
  const height = top + rows.length * step + 24;
  const values = rows.map(([, value]) => value);
  const from = 10 ** Math.floor(Math.log10(Math.min(...values)) - 0.3);
  const x = logarithmic(from, Math.max(...values), left, width - 120);
  const body = rows.flatMap(([name, value, own], n) => {
    const at = top + n * step;
    const shown = value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
    return [
      label(left - 10, at + 16, name, { anchor: 'end', className: own ? 'own' : '' }),
      rect(left, at + 4, x(value) - left, step - 8, own ? colors.ours : colors.neutral),
      label(x(value) + 8, at + 16, `${shown} ${unit}`, { className: 'small' }),
    ];
  });
  return picture({ width, height, title, subtitle, body });
}

/** Bytes a token. */
export function flashPlot({ measured }) {
  const names = ['everything', 'half resident', 'predictor', 'window, bundled', 'least recently used, bundled'];
  return bars({
    title: 'Feed-forward weights read for a token',
    subtitle: 'four layers of 1,024 ReLU neurons in a file, log scale',
    unit: 'bytes',
    rows: names.map((name) => [name, measured[`bytes a token, ${name}`].mean, name === 'window, bundled']),
  });
}

/** p99 latency under burst. */
export function servingPlot({ measured }) {
  const names = [
    'naive, larger batches',
    'naive',
    'static batches of the same steps',
    'one phase an iteration',
    'mixed',
  ];
  return bars({
    title: 'p99 latency under bursts at 70% of what the naive server can do',
    subtitle: '240 requests in bursts of 24, replayed at measured step costs, log scale',
    unit: 'ms',
    rows: names.map((name) => [name, measured[`burst at the pace of naive: p99 ms, ${name}`].mean, name === 'mixed']),
  });
}
