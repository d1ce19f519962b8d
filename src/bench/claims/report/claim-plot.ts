/** The plot of one relation: what was measured and its control as bars, every seed as a dot, the bound as a line. */
import type { Spread } from '../claim-definition.ts';

export type Bar = {
  readonly label: string;
  readonly spread: Spread;
  readonly kind: 'holds' | 'open' | 'fails' | 'control';
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** As many digits as tell values apart. */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) return '-';
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 3);
};

/** Of the drawing, in its own units. */
const size = { label: 250, plot: 400, value: 180, row: 30, top: 6, axis: 34 } as const;
/** Characters a line of a label. */
const labelLine = 40;

export function claimPlot(bars: readonly Bar[], bound: number, side: 'atLeast' | 'atMost'): string {
  const all = bars.flatMap(({ spread }) => [spread.mean, ...spread.perSeed]).filter(Number.isFinite);
  const [low, high] = [Math.min(0, bound, ...all), Math.max(bound, ...all)];
  const span = high - low || 1;
  // Room beside the outermost value, so that neither line nor dot lies on the edge.
  const from = low < 0 ? low - 0.04 * span : low;
  const to = high + 0.06 * span;
  const x = (value: number): number => size.label + ((value - from) / (to - from)) * size.plot;
  const height = size.top + bars.length * size.row + size.axis;
  const bottom = size.top + bars.length * size.row;
  const at = (value: number): string => x(value).toFixed(1);
  const allowed = side === 'atLeast' ? { start: bound, end: to } : { start: from, end: bound };
  const width = Math.max(0, x(allowed.end) - x(allowed.start)).toFixed(1);
  const zone = `<rect class="zone" x="${at(allowed.start)}" y="0" width="${width}" height="${bottom}"/>`;
  const line = `<line class="bound" x1="${at(bound)}" x2="${at(bound)}" y1="0" y2="${bottom + 6}"/><text class="bound" x="${at(bound)}" y="${bottom + 20}" text-anchor="middle">${side === 'atLeast' ? '\u2265' : '\u2264'} ${number(bound)}</text>`;
  const zero = low < 0 ? `<line class="zero" x1="${at(0)}" x2="${at(0)}" y1="0" y2="${bottom}"/>` : '';
  const rows = bars.map((bar, index) => row(bar, size.top + index * size.row, { x, at }));
  const total = size.label + size.plot + size.value;
  return `<svg viewBox="0 0 ${total} ${height}" role="img" aria-label="${escaped(bars.map(({ label, spread }) => `${label}: ${number(spread.mean)}`).join('; '))}">${zone}${zero}${rows.join('')}${line}</svg>`;
}

type Scale = { readonly x: (value: number) => number; readonly at: (value: number) => string };

function row({ label, spread, kind }: Bar, y: number, { x, at }: Scale): string {
  const { mean, low, high, perSeed } = spread;
  const middle = y + size.row / 2;
  const [left, right] = [Math.min(x(0), x(mean)), Math.max(x(0), x(mean))];
  const bar = `<rect class="${kind}" x="${left.toFixed(1)}" y="${y + 8}" width="${Math.max(2, right - left).toFixed(1)}" height="${size.row - 16}" rx="2"/>`;
  const dots = perSeed
    .filter(Number.isFinite)
    .map((value) => `<circle cx="${at(value)}" cy="${middle}" r="3.2"/>`)
    .join('');
  const spreadText = perSeed.length > 1 && high > low ? ` (${number(low)} to ${number(high)})` : '';
  const value = `<text class="value" x="${size.label + size.plot + 10}" y="${middle + 4}">${number(mean)}<tspan class="spread">${spreadText}</tspan></text>`;
  return `${labelText(label, middle)}${bar}${dots}${value}`;
}

/** At most two lines. */
function labelText(label: string, middle: number): string {
  const lines: string[] = [];
  let current = '';
  for (const word of label.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > labelLine) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  lines.push(current);
  const shown =
    lines.length > 2 ? [lines[0] as string, `${(lines[1] as string).slice(0, labelLine - 1)}\u2026`] : lines;
  const first = middle + 4 - (shown.length - 1) * 6.5;
  return shown
    .map(
      (text, index) =>
        `<text x="${size.label - 10}" y="${(first + index * 13).toFixed(1)}" text-anchor="end">${escaped(text)}</text>`,
    )
    .join('');
}
