/** The HTML report of `reproduce`: one page without scripts or links, with a plot for each relation. */
import type { Spread } from '../claim-definition.ts';
import type { ClaimRow } from '../run-claims.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const number = (value: number): string =>
  Number.isFinite(value)
    ? value.toFixed(Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 3 : 1)
    : '-';

type Bar = { readonly label: string; readonly spread: Spread; readonly good: boolean; readonly control: boolean };

const [labelWidth, plotWidth, rowHeight] = [330, 420, 24];

/** Bars with the seeds as ticks, and the bound as a line. */
function plot(bars: readonly Bar[], bound: number): string {
  const all = bars.flatMap(({ spread }) => spread.perSeed).filter(Number.isFinite);
  const low = Math.min(0, bound, ...all);
  const high = Math.max(bound, ...all, low + 1e-9);
  const x = (value: number): number => labelWidth + ((value - low) / (high - low)) * plotWidth;
  const rows = bars.map(({ label, spread, good, control }, index) => {
    const y = index * rowHeight + 4;
    const [from, to] = [Math.min(x(0), x(spread.mean)), Math.max(x(0), x(spread.mean))];
    const color = control ? '#9aa0a6' : good ? '#2e7d4f' : '#b3261e';
    const ticks = spread.perSeed
      .filter(Number.isFinite)
      .map(
        (value) =>
          `<line x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${y}" y2="${y + 16}" stroke="#1b1b1b"/>`,
      )
      .join('');
    return `<text x="${labelWidth - 8}" y="${y + 12}" text-anchor="end">${escaped(label.length > 52 ? `${label.slice(0, 50)}...` : label)}</text><rect x="${from.toFixed(1)}" y="${y + 2}" width="${Math.max(1, to - from).toFixed(1)}" height="12" fill="${color}"/>${ticks}<text x="${labelWidth + plotWidth + 8}" y="${y + 12}">${number(spread.mean)}</text>`;
  });
  const height = bars.length * rowHeight + 22;
  const line = `<line x1="${x(bound).toFixed(1)}" x2="${x(bound).toFixed(1)}" y1="0" y2="${height - 18}" stroke="#1a56a0" stroke-dasharray="4 3"/><text x="${x(bound).toFixed(1)}" y="${height - 4}" text-anchor="middle" fill="#1a56a0">${number(bound)}</text>`;
  return `<svg viewBox="0 0 ${labelWidth + plotWidth + 70} ${height}" role="img">${rows.join('')}${line}</svg>`;
}

function table(title: string, numbers: ClaimRow['measured']): string {
  const rows = Object.entries(numbers).map(
    ([name, { mean, low, high }]) =>
      `<tr><td>${escaped(name)}</td><td>${number(mean)}</td><td>${number(low)} to ${number(high)}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<details><summary>${escaped(title)}</summary><table><tr><th></th><th>mean</th><th>seeds</th></tr>${rows.join('')}</table></details>`;
}

function section(row: ClaimRow): string {
  const plots = row.relations.map((relation) => {
    const bound = relation.atLeast ?? relation.atMost ?? 0;
    const controls = row.control
      .filter(({ statement }) => statement === relation.statement)
      .map(({ what, value, fails }): Bar => ({ label: `control: ${what}`, spread: value, good: fails, control: true }));
    const bars: Bar[] = [
      { label: 'measured', spread: relation.value, good: relation.holds, control: false },
      ...controls,
    ];
    const sign = relation.atLeast === undefined ? 'at most' : 'at least';
    return `<h3>${relation.holds ? 'holds' : 'does not hold'}: ${escaped(relation.statement)}, ${sign} ${number(bound)}</h3>${plot(bars, bound)}`;
  });
  return `<section><h2><span class="${row.holds ? 'yes' : 'no'}">${row.holds ? 'holds' : 'does not hold'}</span> ${escaped(row.system)} <small>${row.tier}, ${row.seconds} s, seeds ${row.seeds.join(', ')}${row.quick ? ', quick' : ''}</small></h2><p>${escaped(row.claim)}</p><p><b>Must hold:</b> ${escaped(row.relation)}</p>${plots.join('')}${table('All measured numbers', row.measured)}${table('Baselines', row.baselines)}</section>`;
}

/** The page for these rows. */
export function claimsPage(rows: readonly ClaimRow[]): string {
  const held = rows.filter(({ holds }) => holds).length;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Palimpsest: claims</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:900px;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}svg{width:100%;font:12px system-ui,sans-serif}h3{font-size:14px;margin:1rem 0 .2rem}small{color:#5f6368;font-weight:400}.yes,.no{color:#fff;border-radius:4px;padding:0 .4em}.yes{background:#2e7d4f}.no{background:#b3261e}table{border-collapse:collapse;font-size:13px}td,th{padding:.1rem .8rem .1rem 0;text-align:left}section{border-top:1px solid #ddd;margin-top:2rem}</style></head>
<body><h1>Claims</h1><p>${held} of ${rows.length} hold. Green: measured, holds; red: measured, does not; gray: a control, which has to miss the dashed line. Ticks are seeds.</p>${rows.map(section).join('\n')}</body></html>
`;
}
