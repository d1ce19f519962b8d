/** What a `forget` did or would do, and what a receipt says, as a person reads them. */
import type { ReceiptBody, ReceiptDocument } from '../../memory/erase/receipt-types.ts';
import type { ReceiptCheck } from '../../memory/erase/verify-receipt.ts';
import type { ForgetReport, ForgetTarget } from '../../memory/memory.ts';
import { byteSize, counted, dated, type Screen } from '../screen.ts';
import { type ItemRow, showRows } from './items.ts';

/** Of each list of a forget report. */
const shownTargets = 20;

/** What a forget did, or would do. */
export function showForget(screen: Screen, report: ForgetReport): void {
  const { paint } = screen;
  const does = { fade: 'fades', archive: 'archives', erase: 'erases' }[report.mode];
  const did = { fade: 'faded', archive: 'archived', erase: 'erased' }[report.mode];
  const all = report.selected.length + report.derived.length;
  if (all === 0) {
    screen.line('Nothing in memory matches; nothing was changed.');
    return;
  }
  screen.line(
    report.dryRun
      ? paint.yellow(`Dry run: this ${does} ${counted(all, 'item')}; nothing was changed.`)
      : paint.green(`${did.charAt(0).toUpperCase()}${did.slice(1)} ${counted(all, 'item')}.`),
  );
  const mentioned = new Set(report.mentioned);
  const again = new Map(report.rederived.map(({ id, from }) => [id, from]));
  const rows = (targets: readonly ForgetTarget[], why: (id: string) => string): ItemRow[] =>
    targets.slice(0, shownTargets).map((target) => ({
      cells: [paint.cyan(dated(target.at)), target.kind, why(target.id)],
      // What is gone is not shown again.
      text: report.dryRun || report.mode !== 'erase' ? target.preview : '',
      id: target.id,
    }));
  showRows(screen, [
    ...rows(report.selected, (id) => (mentioned.has(id) ? 'speaks of it' : 'selected')),
    ...rows(report.derived, (id) => (again.has(id) ? `derived; again from ${again.get(id)} left` : 'derived')),
    ...rows(report.reverted, () => 'goes back'),
  ]);
  const more = Math.max(0, report.selected.length - shownTargets) + Math.max(0, report.derived.length - shownTargets);
  if (more > 0) screen.line(`  and ${counted(more, 'item')} more`);
  for (const kept of report.kept) screen.line(`  ${paint.dim(`stays: ${kept.id}: ${kept.reason}`)}`);
  if (report.receipt !== undefined) screen.line(`  receipt ${paint.bold(report.receipt)}`);
  if (report.proof !== undefined) showReceipt(screen, report.proof);
}

/** The parts of a receipt, a line each. */
export function showReceipt(screen: Screen, { body, signature }: ReceiptDocument): void {
  const { closure, hooks, copies, keysDestroyed } = body;
  const kinds = Object.entries(closure.records).map(([kind, count]) => counted(count, kind));
  screen.line(`  gone       ${[counted(closure.turns, 'turn'), ...kinds].join(', ')}`);
  const beside = Object.entries(body.removed).map(([what, count]) => `${what} ${count}`);
  if (beside.length > 0) screen.line(`  beside     ${beside.join(', ')} removed`);
  if (closure.reverted > 0) screen.line(`  went back  ${counted(closure.reverted, 'record')}`);
  if (closure.rederived > 0) screen.line(`  made again ${counted(closure.rederived, 'record')} from what is left`);
  if (keysDestroyed.length > 0) screen.line(`  keys       ${keysDestroyed.length} destroyed`);
  for (const { name, state, removed } of hooks) {
    const what = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`);
    screen.line(`  ${name.padEnd(10)} ${state === 'done' ? what.join(', ') || 'had nothing of it' : 'is owed a call'}`);
  }
  for (const { kind, path, outcome, why } of copies) screen.line(`  ${kind.padEnd(10)} ${outcome}: ${path} (${why})`);
  showScan(screen, body);
  const { paint } = screen;
  const signed = signature === undefined ? paint.yellow('not signed') : `by key ${signature.keyId}`;
  screen.line(`  signed     ${signed}; noted in the log at #${body.chain.seq}`);
}

function showScan(screen: Screen, { scan, scanWhy }: ReceiptBody): void {
  const { paint } = screen;
  if (scan === undefined) {
    screen.line(`  scan       ${paint.yellow(`none: ${scanWhy ?? 'no reason given'}`)}`);
    return;
  }
  const { text, words, vectors } = scan.hits;
  const found = text + words + vectors;
  const where = `${counted(scan.rows, 'row')}, ${counted(scan.blobs, 'blob')}, ${counted(scan.files, 'file')} (${byteSize(scan.bytes)})`;
  const what = found === 0 ? paint.green('nothing left') : paint.red(`${counted(found, 'trace')} left`);
  const control = `${scan.control.found} of ${scan.control.planted} planted words found`;
  screen.line(`  scan       ${what} in ${where}; ${control}`);
  for (const place of scan.places.slice(0, 10)) screen.line(`             ${paint.red(place)}`);
}

/** Findings, and what follows from them and what does not. */
export function showReceiptCheck(screen: Screen, { ok, receipt, findings, proves, provesNot }: ReceiptCheck): void {
  const { paint } = screen;
  screen.line(ok ? paint.green('The receipt holds.') : paint.red('The receipt does not hold.'));
  for (const finding of findings) {
    screen.line(`  ${finding.ok ? paint.green('ok ') : paint.red('NOT')} ${finding.what}: ${finding.message}`);
  }
  screen.line(`Erasure ${paint.bold(receipt.body.id)} of ${receipt.body.asked.selector}, ${receipt.body.completedAt}:`);
  showReceipt(screen, receipt);
  if (proves.length > 0) screen.line('It proves:');
  for (const one of proves) screen.wrapped(`- ${one}`, { indent: 2 });
  screen.line('It does not prove:');
  for (const one of provesNot) screen.wrapped(`- ${one}`, { indent: 2 });
}
