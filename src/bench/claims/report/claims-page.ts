/** The HTML report of `reproduce`: one page without scripts, fonts or links, with a plot for each relation. */
import type { Spreads } from '../claim-definition.ts';
import type { ClaimRow } from '../run-claims.ts';
import { type Bar, claimPlot, escaped, number } from './claim-plot.ts';

const words = { holds: ['yes', 'holds'], open: ['open', 'open'], fails: ['no', 'does not hold'] } as const;

const verdict = (row: ClaimRow): string =>
  `<span class="verdict ${words[row.verdict][0]}">${words[row.verdict][1]}</span>`;

function table(title: string, numbers: Spreads): string {
  const rows = Object.entries(numbers).map(
    ([name, { mean, low, high, perSeed }]) =>
      `<tr><td>${escaped(name)}</td><td>${number(mean)}</td><td>${number(low)}</td><td>${number(high)}</td><td>${perSeed.map(number).join(', ')}</td></tr>`,
  );
  if (rows.length === 0) return '';
  return `<details><summary>${escaped(title)} (${rows.length})</summary><table><thead><tr><th></th><th>mean</th><th>low</th><th>high</th><th>seeds</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

type Relation = ClaimRow['relations'][number];

const kindOf = ({ holds, open }: Relation): 'holds' | 'open' | 'fails' =>
  open === undefined ? (holds ? 'holds' : 'fails') : 'open';

const openNote = ({ open, closable }: Relation): string =>
  open === undefined ? '' : ` (${escaped(open)}${closable ? '; it holds in this run, so that it can be closed' : ''})`;

function plots(row: ClaimRow): string {
  return row.relations
    .map((relation) => {
      const side = relation.atLeast === undefined ? 'atMost' : 'atLeast';
      const bound = relation.atLeast ?? relation.atMost ?? 0;
      const bars: Bar[] = [
        { label: 'measured', spread: relation.value, kind: kindOf(relation) },
        ...row.control
          .filter(({ statement }) => statement === relation.statement)
          .map(({ what, value }): Bar => ({ label: `control: ${what}`, spread: value, kind: 'control' })),
      ];
      const passed = row.control.some(({ statement, fails }) => statement === relation.statement && !fails);
      const note = passed ? ' <b class="bad">the control passes, and must not</b>' : '';
      const state = { holds: '', open: '<b>open:</b> ', fails: '<b class="bad">does not hold:</b> ' }[kindOf(relation)];
      return `<figure><figcaption>${state}${escaped(relation.statement)}${openNote(relation)}${note}</figcaption>${claimPlot(bars, bound, side)}</figure>`;
    })
    .join('');
}

function section(row: ClaimRow): string {
  const run = `${row.tier}; seeds ${row.seeds.join(', ')}${row.quick ? '; quick samples: a first look, no verdict' : ''}; ${number(row.seconds)} s`;
  const failed = row.error === undefined ? '' : `<p class="bad">It stopped: ${escaped(row.error)}</p>`;
  return `<section id="${escaped(row.system)}"><h2>${escaped(row.system)} ${verdict(row)}</h2><p class="claim">${escaped(row.claim)}</p>${row.setting === undefined ? '' : `<p><b>Run:</b> ${escaped(row.setting)}${row.source === undefined ? '' : ` (${escaped(row.source)})`}</p>`}<p><b>Must hold:</b> ${escaped(row.relation)}</p><p class="run">${escaped(run)}</p>${failed}${plots(row)}${table('All measured numbers', row.measured)}${table('Baselines', row.baselines)}</section>`;
}

const style = `
:root{--ink:#1c1b19;--soft:#6b675f;--line:#ddd8cc;--paper:#fbfaf6;--good:#2c6e49;--bad:#a4342a;--control:#a8a397;--bound:#30588c;--zone:#30588c12}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--soft:#a29d92;--line:#3b3832;--paper:#1b1a17;--good:#5aa67c;--bad:#e0766b;--control:#77736a;--bound:#8fb3e0;--zone:#8fb3e018}}
*{box-sizing:border-box}
body{font:16px/1.5 Georgia,'Times New Roman',serif;max-width:56rem;margin:3rem auto;padding:0 1.25rem;color:var(--ink);background:var(--paper)}
h1{font-size:2rem;margin:0 0 .25rem}h2{font-size:1.35rem;margin:0 0 .3rem}
p{margin:.3rem 0}.run,.lead{color:var(--soft)}.run{font-size:.875rem}.claim{font-style:italic}.bad{color:var(--bad)}
section{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}
.verdict{font:600 .8rem/1.6 system-ui,sans-serif;color:#fff;border-radius:3px;padding:.1em .6em;vertical-align:.15em}.yes{background:var(--good)}.no{background:var(--bad)}.open{background:var(--bound)}
figure{margin:1.1rem 0 .4rem}figcaption{font-size:.95rem;margin-bottom:.25rem}
svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif;fill:var(--ink)}
svg .holds{fill:var(--good)}svg .fails{fill:var(--bad)}svg .open{fill:var(--bound)}svg .control{fill:var(--control)}
svg .zone{fill:var(--zone)}svg line.bound{stroke:var(--bound);stroke-width:1.5;stroke-dasharray:5 4}svg text.bound{fill:var(--bound)}svg .zero{stroke:var(--line)}
svg circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.2}svg .value{font-weight:600}svg .spread{font-weight:400;fill:var(--soft)}
table{border-collapse:collapse;font:.85rem system-ui,sans-serif;margin:.5rem 0}td,th{padding:.15rem .9rem .15rem 0;text-align:right;vertical-align:top}td:first-child,th:first-child{text-align:left}thead th{border-bottom:1px solid var(--line);font-weight:600}
summary{cursor:pointer;color:var(--soft);font-size:.9rem}nav ul{columns:3;list-style:none;padding:0;margin:.75rem 0}nav a{color:inherit}
.dot{display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-right:.35em}
@media print{details{display:none}section{break-inside:avoid-page}}
@media (max-width:40rem){nav ul{columns:1}}`;

/** The page for these rows. */
export function claimsPage(rows: readonly ClaimRow[]): string {
  const count = (how: ClaimRow['verdict']): number => rows.filter(({ verdict: own }) => own === how).length;
  const contents = rows.map(
    ({ system, verdict: how }) =>
      `<li><span class="dot ${words[how][0]}"></span><a href="#${escaped(system)}">${escaped(system)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Palimpsest: claims</title>
<style>${style}</style></head>
<body><h1>Claims</h1>
<p class="lead">${count('holds')} of ${rows.length} hold, ${count('open')} are open: all but what is marked so holds. Bars are means, dots are seeds. The dashed line is the bound and the shaded side is where a value has to lie; the gray bar is a control, which must lie on the other side.</p>
<nav><ul>${contents.join('')}</ul></nav>
${rows.map(section).join('\n')}
</body></html>
`;
}
