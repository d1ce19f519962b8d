/** The four pictures of docs/recall.md, drawn from the saved numbers. */
import {
  colors,
  decades,
  dot,
  label,
  line,
  linear,
  logarithmic,
  milliseconds,
  picture,
  polyline,
  rect,
} from './plot.mjs';

const suiteNames = { beam: 'BEAM', lifebench: 'LifeBench', locomo: 'LoCoMo' };
export const suiteName = (name) => suiteNames[name] ?? name;

/** Change of R@10 without each channel, with the interval of the pairs; one panel a suite. */
export function ablationPlot(reports) {
  const labels = reports[0].rows.filter((row) => row.label.startsWith('without ')).map((row) => row.label);
  const left = 236;
  const panel = 300;
  const gap = 40;
  const top = 84;
  const step = 22;
  const width = left + reports.length * panel + (reports.length - 1) * gap + 24;
  const height = top + labels.length * step + 52;
  const bottom = top + labels.length * step;
  const body = labels.map((text, index) =>
    label(left - 10, top + index * step + 15, text.replace(/^without /, '').replaceAll(', ', ' + '), { anchor: 'end' }),
  );
  for (const [number, report] of reports.entries()) {
    const rows = labels.map((text) => report.rows.find((row) => row.label === text));
    const lowest = Math.min(-4, ...rows.map(({ delta }) => delta.recall10 - delta.recall10Ci95));
    const highest = Math.max(2, ...rows.map(({ delta }) => delta.recall10 + delta.recall10Ci95));
    const start = left + number * (panel + gap);
    const x = linear(Math.floor(lowest), Math.ceil(highest), start, start + panel);
    const whole = report.rows[0].recall10;
    body.push(
      label(start, top - 14, `${suiteName(report.suite)}: R@10 ${whole.toFixed(1)}, ${report.scorable} questions`, {
        className: 'own',
      }),
    );
    const every = highest - lowest > 16 ? 5 : 2;
    for (let tick = Math.ceil(Math.floor(lowest) / every) * every; tick <= Math.ceil(highest); tick += every) {
      body.push(line(x(tick), top, x(tick), bottom, tick === 0 ? 'zero' : 'grid'));
      body.push(
        label(x(tick), bottom + 16, tick > 0 ? `+${tick}` : tick, { anchor: 'middle', className: 'quiet small' }),
      );
    }
    for (const [index, { delta }] of rows.entries()) {
      const y = top + index * step;
      const { recall10: value, recall10Ci95: half } = delta;
      const clear = Math.abs(value) > half;
      const fill = !clear ? colors.neutral : value < 0 ? colors.worse : colors.better;
      body.push(rect(Math.min(x(0), x(value)), y + 4, Math.abs(x(value) - x(0)), step - 8, fill));
      if (half > 0) {
        body.push(line(x(value - half), y + step / 2, x(value + half), y + step / 2, 'whisker'));
        for (const end of [value - half, value + half]) body.push(line(x(end), y + 7, x(end), y + step - 7, 'whisker'));
      }
    }
    body.push(line(start, bottom, start + panel, bottom, 'axis'));
    body.push(
      label(start + panel / 2, bottom + 36, 'points of R@10 when left out', { anchor: 'middle', className: 'quiet' }),
    );
  }
  return picture({
    width,
    height,
    title: 'What each channel of recall is worth',
    subtitle:
      'left out of the default recipe, held-out parts; 95% intervals of the paired differences; gray: within them',
    body,
  });
}

/** Stated confidence against the share that was answerable. */
export function reliabilityPlot(series) {
  const width = 690;
  const height = 470;
  const [left, right, top, bottom] = [64, 404, 70, 410];
  const x = linear(0, 1, left, right);
  const y = linear(0, 1, bottom, top);
  const body = [];
  for (const tick of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
    body.push(line(x(tick), top, x(tick), bottom, 'grid'), line(left, y(tick), right, y(tick), 'grid'));
    body.push(label(x(tick), bottom + 17, tick, { anchor: 'middle', className: 'quiet small' }));
    body.push(label(left - 8, y(tick) + 4, tick, { anchor: 'end', className: 'quiet small' }));
  }
  body.push(
    polyline(
      [
        [x(0), y(0)],
        [x(1), y(1)],
      ],
      colors.neutral,
      true,
    ),
  );
  body.push(
    label((left + right) / 2, bottom + 40, 'confidence that recall states (mean of the bin)', {
      anchor: 'middle',
      className: 'quiet',
    }),
  );
  body.push(
    `<text class="quiet" transform="translate(20 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">share of questions that were answerable</text>`,
  );
  const fills = [colors.ours, colors.second, colors.better];
  for (const [number, { name, calibration }] of series.entries()) {
    const fill = fills[number];
    body.push(
      polyline(
        calibration.bins.map((bin) => [x(bin.confidence), y(bin.observed)]),
        fill,
      ),
    );
    for (const bin of calibration.bins) {
      // Side by side where several series share a bin.
      const at = x(bin.confidence) + (number - (series.length - 1) / 2) * 3;
      body.push(
        `<line x1="${at.toFixed(1)}" y1="${y(bin.low).toFixed(1)}" x2="${at.toFixed(1)}" y2="${y(bin.high).toFixed(1)}" stroke="${fill}" stroke-width="1" opacity="0.55"/>`,
      );
      body.push(dot(x(bin.confidence), y(bin.observed), 2.5 + Math.sqrt(bin.count) * 0.7, fill));
    }
    const legend = top + 16 + number * 88;
    body.push(dot(right + 28, legend - 4, 5, fill), label(right + 42, legend, name, { className: 'own' }));
    const separation = calibration.auc === null ? '-' : calibration.auc.toFixed(2);
    body.push(
      label(right + 42, legend + 17, `${calibration.happened} of ${calibration.count} answerable`, {
        className: 'quiet small',
      }),
    );
    body.push(
      label(right + 42, legend + 33, `error ${calibration.expectedError.toFixed(2)}, AUC ${separation}`, {
        className: 'quiet small',
      }),
    );
    body.push(
      label(
        right + 42,
        legend + 49,
        `Brier ${calibration.brier.toFixed(3)} (base ${calibration.brierOfShare.toFixed(3)})`,
        { className: 'quiet small' },
      ),
    );
  }
  body.push(label(right + 24, bottom - 10, 'area of a dot: questions', { className: 'quiet small' }));
  body.push(label(right + 24, bottom + 6, 'bars: 95% (Wilson)', { className: 'quiet small' }));
  return picture({
    width,
    height,
    title: 'Is the confidence a probability?',
    subtitle: 'held-out conversations; on the dashed line it is',
    body,
  });
}

/** Mean milliseconds of a recall, stage by stage, beside the floor. */
export function latencyPlot(profiles) {
  const width = 760;
  const top = 92;
  const step = 84;
  const [left, right] = [96, 720];
  const height = top + profiles.length * step + 50;
  const longest = Math.max(...profiles.map(({ recallMs }) => recallMs.mean));
  const x = linear(0, longest * 1.04, left, right);
  const bottom = top + profiles.length * step - 20;
  const body = [];
  const every = [0.2, 0.5, 1, 2, 5, 10, 20, 50].find((one) => longest / one <= 9) ?? 100;
  for (let tick = 0; tick <= longest * 1.04; tick += every) {
    body.push(line(x(tick), top - 14, x(tick), bottom, 'grid'));
    body.push(
      label(x(tick), bottom + 17, `${Number(tick.toFixed(2))} ms`, { anchor: 'middle', className: 'quiet small' }),
    );
  }
  const stages = profiles[0].stages.map(({ stage }) => stage);
  for (const [number, profile] of profiles.entries()) {
    const y = top + number * step;
    body.push(label(left - 10, y + 20, profile.records.toLocaleString('en-US'), { anchor: 'end', className: 'own' }));
    body.push(label(left - 10, y + 36, 'turns', { anchor: 'end', className: 'quiet small' }));
    let sum = 0;
    for (const [index, stage] of stages.entries()) {
      const mean = profile.stages.find((one) => one.stage === stage)?.mean ?? 0;
      body.push(rect(x(sum), y, x(sum + mean) - x(sum), 32, colors.stages[index % colors.stages.length]));
      sum += mean;
    }
    body.push(rect(left, y + 37, Math.max(1.5, x(profile.floorMs) - left), 7, colors.worse));
    body.push(
      label(
        Math.max(left, x(profile.floorMs)) + 8,
        y + 45,
        `floor ${Number(profile.floorMs.toPrecision(2))} ms (bytes over bandwidth)`,
        {
          className: 'quiet small',
        },
      ),
    );
  }
  let at = left;
  for (const [index, stage] of stages.entries()) {
    body.push(rect(at, bottom + 36, 11, 11, colors.stages[index % colors.stages.length]));
    body.push(label(at + 16, bottom + 46, stage));
    at += 30 + stage.length * 7;
  }
  return picture({
    width,
    height,
    title: 'Where the time of a recall goes',
    subtitle: 'mean of the stages over a memory on disk; generated texts, the ten best',
    body,
  });
}

/** Quality and latency of everybody, best quality first. */
export function peersPlot(report) {
  const rows = report.peers
    .filter(({ absent, quality }) => absent === undefined && quality !== null)
    .sort((a, b) => (b.quality.recall10 ?? 0) - (a.quality.recall10 ?? 0));
  const left = 286;
  const step = 23;
  const top = 92;
  const bars = 210;
  const timesAt = left + bars + 56;
  const times = 330;
  const width = timesAt + times + 40;
  const bottom = top + rows.length * step;
  const height = bottom + 62;
  const x = linear(0, 100, left, left + bars);
  const speeds = rows.flatMap(({ speed }) => speed.flatMap(({ recallMs }) => [recallMs.p50, recallMs.p95]));
  const low = 10 ** Math.floor(Math.log10(Math.min(...speeds)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...speeds)));
  const at = logarithmic(low, high, timesAt, timesAt + times);
  const body = [];
  for (const tick of [0, 25, 50, 75, 100]) {
    body.push(line(x(tick), top, x(tick), bottom, 'grid'));
    body.push(label(x(tick), bottom + 17, tick, { anchor: 'middle', className: 'quiet small' }));
  }
  for (const tick of decades(low, high)) {
    body.push(line(at(tick), top, at(tick), bottom, 'grid'));
    body.push(label(at(tick), bottom + 17, milliseconds(tick), { anchor: 'middle', className: 'quiet small' }));
  }
  const sizes = report.records;
  const fills = [colors.second, colors.worse];
  for (const [index, row] of rows.entries()) {
    const y = top + index * step;
    const middle = y + step / 2;
    const ours = row.package === 'palimpsest' && row.kind === 'hybrid';
    body.push(label(left - 10, middle + 4, row.name, { anchor: 'end', className: ours ? 'own' : '' }));
    const { recall10, ci95 } = row.quality;
    body.push(rect(left, y + 4, x(recall10) - left, step - 8, ours ? colors.ours : colors.neutral));
    body.push(line(x(Math.max(0, recall10 - ci95)), middle, x(Math.min(100, recall10 + ci95)), middle, 'whisker'));
    body.push(label(left + bars + 38, middle + 4, recall10.toFixed(1), { anchor: 'end', className: 'small' }));
    for (const { records, itemsIn, recallMs } of row.speed) {
      const number = sizes.indexOf(records);
      const offset = (number - (sizes.length - 1) / 2) * 8;
      const fill = fills[number % fills.length];
      body.push(
        `<line x1="${at(recallMs.p50).toFixed(1)}" y1="${(middle + offset).toFixed(1)}" x2="${at(recallMs.p95).toFixed(1)}" y2="${(middle + offset).toFixed(1)}" stroke="${fill}" stroke-width="2"/>`,
      );
      body.push(dot(at(recallMs.p50), middle + offset, 3.6, fill, itemsIn < records));
    }
  }
  body.push(line(left, bottom, left + bars, bottom, 'axis'), line(timesAt, bottom, timesAt + times, bottom, 'axis'));
  body.push(
    label(left, top - 12, `R@10 on ${suiteName(report.suite)} ${report.part}, 95% interval`, { className: 'own' }),
  );
  body.push(label(timesAt, top - 12, 'recall, p50 (dot) to p95, log scale', { className: 'own' }));
  let legend = timesAt;
  for (const [number, size] of sizes.entries()) {
    body.push(dot(legend + 5, bottom + 41, 4, fills[number % fills.length]));
    body.push(label(legend + 15, bottom + 45, `${size.toLocaleString('en-US')} turns`, { className: 'small' }));
    legend += 110;
  }
  body.push(
    dot(legend + 5, bottom + 41, 4, colors.neutral, true),
    label(legend + 15, bottom + 45, 'fewer went in', { className: 'small' }),
  );
  return picture({
    width,
    height,
    title: 'Beside other libraries',
    subtitle: 'the same texts, one embedder for all, embedding not timed; each in a process of its own',
    body,
  });
}
