/** What `reproduce` says: every claim with its relations, controls and baselines, and whether anything failed. */
import type { RelationOutcome } from '../../bench/claims/claim-definition.ts';
import type { ClaimRow } from '../../bench/claims/run-claims.ts';
import { MemoryError } from '../../errors/index.ts';
import type { Outcome } from '../command.ts';
import { counted, type Screen } from '../screen.ts';

/** Baseline numbers printed of one claim. */
const shownBaselines = 12;

const number = (value: number): string => value.toFixed(Math.abs(value) < 1 ? 3 : 1);

/** An open claim is no failure; a claim that fails gives `check_failed`, exit status 1. */
export function claimsOutcome(rows: readonly ClaimRow[], { quick }: { readonly quick: boolean }): Outcome {
  const failed = rows.filter(({ verdict }) => verdict === 'fails').map(({ system }) => system);
  const hint = quick
    ? 'quick samples are small and no verdict: run it without --quick'
    : 'the numbers are in the output';
  return {
    data: rows,
    ...(failed.length > 0 && {
      error: new MemoryError('check_failed', `${counted(failed.length, 'claim')} did not hold: ${failed.join(', ')}`, {
        details: { failed },
        hint,
      }),
    }),
    show: (screen) => {
      for (const row of rows) showClaim(screen, row);
      if (rows.length > 1) {
        const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
        screen.line(`${counted(rows.length, 'claim')} in ${(seconds / 60).toFixed(1)} minutes.`);
      }
    },
  };
}

function showClaim(screen: Screen, row: ClaimRow): void {
  const { paint } = screen;
  const verdict = {
    holds: paint.green('holds'),
    open: paint.yellow('OPEN, the rest holds'),
    fails: paint.red('does not hold'),
  }[row.verdict];
  screen.line(
    `${paint.bold(row.system)} (${row.tier}): ${verdict}, ${row.seconds.toFixed(1)} s, seeds ${row.seeds.join(', ')}`,
  );
  screen.wrapped(paint.dim(row.claim), { indent: 2 });
  if (row.setting !== undefined) screen.wrapped(`Run: ${row.setting}`, { indent: 2, maxLines: 6 });
  screen.wrapped(`Must hold: ${row.relation}`, { indent: 2, maxLines: 6 });
  if (row.error !== undefined) screen.wrapped(paint.red(`It stopped: ${row.error}`), { indent: 2, maxLines: 6 });
  screen.table(
    [
      ['', 'must be', 'mean', 'low', 'high'].map((cell) => paint.dim(cell)),
      ...row.relations.flatMap((relation) => [
        [
          `${markOf(relation)} ${relation.statement}`,
          relation.atLeast === undefined ? `<= ${relation.atMost}` : `>= ${relation.atLeast}`,
          ...[relation.value.mean, relation.value.low, relation.value.high].map(number),
        ],
        ...row.control
          .filter(({ statement }) => statement === relation.statement)
          .map(({ what, value, fails }) => [
            paint.dim(`       control, ${what}: ${fails ? 'fails, as it must' : 'PASSES'}`),
            '',
            ...[value.mean, value.low, value.high].map(number),
          ]),
      ]),
    ],
    { right: [1, 2, 3, 4] },
  );
  showOpen(screen, row);
  const baselines = Object.entries(row.baselines);
  if (baselines.length > 0) screen.line(paint.dim(`  baselines (${baselines.length})`));
  screen.table(
    baselines
      .slice(0, shownBaselines)
      .map(([name, { mean, low, high }]) => [paint.dim(name), ...[mean, low, high].map(number)]),
    { indent: 4, right: [1, 2, 3] },
  );
  if (baselines.length > shownBaselines)
    screen.line(paint.dim(`    and ${baselines.length - shownBaselines} more in --json and --report`));
  screen.line('');
}

const markOf = ({ holds, open }: RelationOutcome): string => (open !== undefined ? 'OPEN' : holds ? 'ok  ' : 'FAIL');

/** Each reason once, however many relations are open for it, and what of them holds now in one line. */
function showOpen(screen: Screen, { relations, quick }: ClaimRow): void {
  const { paint } = screen;
  const reasons = new Set(relations.flatMap(({ open }) => (open === undefined ? [] : [open])));
  for (const open of reasons) screen.wrapped(`${paint.yellow('Open')}: ${open}`, { indent: 2, maxLines: 4 });
  const closable = relations.flatMap((one) => (one.open !== undefined && one.closable ? [one.statement] : []));
  if (closable.length === 0) return;
  const next = quick ? 'on quick samples: run it without --quick' : 'on every seed: it can be closed';
  screen.wrapped(`${paint.yellow('Holds now')}, ${next}: ${closable.join('; ')}`, { indent: 2, maxLines: 6 });
}
