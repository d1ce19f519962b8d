/** SVG by hand: a card with its own ground, so that it reads on a light and on a dark page, and linear or log scales. */

const style = `
  .ground { fill: #fcfcfb; stroke: #d9d8d4; }
  text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #2b2b2b; }
  .title { font-size: 15px; font-weight: 600; }
  .quiet { fill: #65635e; }
  .small { font-size: 11px; }
  .axis { stroke: #8d8b85; stroke-width: 1; fill: none; }
  .grid { stroke: #e4e3df; stroke-width: 1; }
  .zero { stroke: #65635e; stroke-width: 1; }
  .whisker { stroke: #2b2b2b; stroke-width: 1.2; fill: none; }
  .own { font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #1d1f21; stroke: #3a3d40; }
    text { fill: #e4e3df; }
    .quiet { fill: #a5a39d; }
    .axis { stroke: #7d7b76; }
    .grid { stroke: #33363a; }
    .zero { stroke: #a5a39d; }
    .whisker { stroke: #e4e3df; }
  }`;

/** Told apart by lightness too, not by hue alone. */
export const colors = {
  ours: '#2f6db3',
  better: '#3a8f5c',
  worse: '#c4623a',
  neutral: '#9a988f',
  second: '#d08b2c',
  stages: ['#2f6db3', '#7fa8d6', '#3a8f5c', '#93c4a5', '#d08b2c', '#e8c48c', '#8a5fa8', '#b9b7b0'],
};

export function escaped(text) {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const place = (value) => Number(value.toFixed(1));

export function line(x1, y1, x2, y2, className) {
  return `<line class="${className}" x1="${place(x1)}" y1="${place(y1)}" x2="${place(x2)}" y2="${place(y2)}"/>`;
}

export function rect(x, y, width, height, fill) {
  return `<rect x="${place(x)}" y="${place(y)}" width="${place(Math.max(0, width))}" height="${place(height)}" fill="${fill}"/>`;
}

export function dot(x, y, radius, fill, hollow = false) {
  const paint = hollow ? `fill="none" stroke="${fill}" stroke-width="1.8"` : `fill="${fill}"`;
  return `<circle cx="${place(x)}" cy="${place(y)}" r="${place(radius)}" ${paint}/>`;
}

export function polyline(points, stroke, dashed = false) {
  const path = points.map(([x, y]) => `${place(x)},${place(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="1.8"${dashed ? ' stroke-dasharray="4 4"' : ''}/>`;
}

/** `anchor`: start, middle or end. */
export function label(x, y, text, { anchor = 'start', className = '' } = {}) {
  const named = className === '' ? '' : ` class="${className}"`;
  return `<text${named} x="${place(x)}" y="${place(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** A whole picture; `title` is also its accessible name. */
export function picture({ width, height, title, subtitle = '', body }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>${style}
</style>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${label(16, 26, title, { className: 'title' })}
${subtitle === '' ? '' : label(16, 44, subtitle, { className: 'quiet' })}
${body.join('\n')}
</svg>
`;
}

/** Maps `from`..`to` to `low`..`high`. */
export function linear(from, to, low, high) {
  return (value) => low + ((value - from) / (to - from)) * (high - low);
}

export function logarithmic(from, to, low, high) {
  return (value) => low + (Math.log(value / from) / Math.log(to / from)) * (high - low);
}

/** Powers of ten from `from` to `to`, both included where they are such powers. */
export function decades(from, to) {
  const ticks = [];
  for (let power = Math.ceil(Math.log10(from) - 1e-9); 10 ** power <= to * 1.0000001; power += 1)
    ticks.push(10 ** power);
  return ticks;
}

export function milliseconds(value) {
  if (value >= 1_000) return `${value / 1_000} s`;
  return value < 0.001
    ? `${value * 1e6} ns`
    : value < 1
      ? `${Number((value * 1_000).toPrecision(3))} µs`
      : `${value} ms`;
}
