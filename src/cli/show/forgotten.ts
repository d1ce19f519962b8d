/** What a `forget` did or would do, and what a receipt says, as a person reads them. */
import type { ReceiptBody, ReceiptDocument } from '../../memory/erase/receipt-types.ts';
import type { ReceiptCheck } from '../../memory/erase/verify-receipt.ts';
import type { ForgetReport, ForgetTarget } from '../../memory/memory.ts';
import { byteSize, counted, dated, type Screen } from '../screen.ts';
import { type ItemRow, showRows } from './items.ts';

/** Of each list of a forget report. */
const shownTargets = 20;
/** Of what may speak of a subject. */
const shownPossible = 10;

/** What a forget did, or would do. */
export function showForget(screen: Screen, report: ForgetReport): void {
  const { paint } = screen;
  const does = { fade: 'fades', archive: 'archives', erase: 'erases' }[report.mode];
  const did = { fade: 'faded', archive: 'archived', erase: 'erased' }[report.mode];
  const all = report.selected.length + report.derived.length;
  if (all === 0 && report.receipt === undefined) {
    screen.line(report.dryRun ? 'Nothing in memory matches.' : 'Nothing in memory matches; nothing was changed.');
  } else
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
  for (const { what, outcome, why } of report.beside) screen.line(`  ${paint.dim(`${outcome}: ${what}: ${why}`)}`);
  for (const kept of report.kept) screen.line(`  ${paint.dim(`stays: ${kept.id}: ${kept.reason}`)}`);
  showPossible(screen, report);
  for (const { erasure, copies } of report.settled ?? []) {
    for (const { outcome, path } of copies) screen.line(`  ${outcome}: ${path}, which ${erasure} had not reached`);
  }
  if (report.receipt !== undefined) screen.line(`  receipt ${paint.bold(report.receipt)}`);
  if (report.proof !== undefined) showReceipt(screen, report.proof);
}

/** What may speak of the subject and was left: a few of it, and how to take it. */
function showPossible(screen: Screen, { possibleMentions, dryRun }: ForgetReport): void {
  if (possibleMentions.length === 0) return;
  const { paint } = screen;
  const count = counted(possibleMentions.length, 'item');
  screen.line(paint.yellow(`${count} of others may speak of it and ${dryRun ? 'will stay' : 'stayed'}:`));
  showRows(
    screen,
    possibleMentions.slice(0, shownPossible).map(({ id, kind, at, preview }) => ({
      cells: [paint.cyan(dated(at)), kind, 'may speak of it'],
      text: preview,
      id,
    })),
  );
  const more = possibleMentions.length - shownPossible;
  if (more > 0) screen.line(`  and ${counted(more, 'item')} more`);
  screen.line(paint.dim('  --include-mentions takes all of them, --include-mentions ID,ID those alone'));
}

/** A receipt as a row of a list: when, which, of what, how much, what the scan said, by whom it is signed. */
export function receiptRow({ paint }: Screen, { body, signature }: ReceiptDocument): string[] {
  const records = Object.values(body.closure.records).reduce((sum, count) => sum + count, 0);
  const hits = body.scan?.hits;
  const found = hits === undefined ? 0 : hits.text + hits.words + hits.vectors;
  const scan = hits === undefined ? 'no scan' : found === 0 ? 'nothing left' : paint.red(counted(found, 'trace'));
  return [
    paint.cyan(body.completedAt),
    body.id,
    body.asked.selector,
    `${counted(body.closure.turns, 'turn')}, ${counted(records, 'record')}`,
    scan,
    paint.dim(signature === undefined ? 'not signed' : `key ${signature.keyId}`),
  ];
}

/** The parts of a receipt, a line each. */
export function showReceipt(screen: Screen, { body, signature }: ReceiptDocument): void {
  const { closure, hooks, copies, keysDestroyed } = body;
  const kinds = Object.entries(closure.records).map(([kind, count]) => counted(count, kind));
  if (body.asked.again !== undefined) screen.line(`  again      ${body.asked.again}, which this file was older than`);
  if (body.asked.ownScope === false) screen.line('  scope      nobody had this one: no more than what others say went');
  screen.line(`  gone       ${[counted(closure.turns, 'turn'), ...kinds].join(', ')}`);
  const beside = Object.entries(body.removed).map(([what, count]) => `${what} ${count}`);
  if (beside.length > 0) screen.line(`  beside     ${beside.join(', ')} removed`);
  if (closure.reverted > 0) screen.line(`  went back  ${counted(closure.reverted, 'record')}`);
  if (closure.rederived > 0) screen.line(`  made again ${counted(closure.rederived, 'record')} from what is left`);
  if (keysDestroyed.length > 0) screen.line(`  keys       ${keysDestroyed.length} destroyed`);
  const { possibleMentions = 0 } = closure;
  if (possibleMentions > 0) screen.line(`  stays      ${counted(possibleMentions, 'item')} that may speak of it`);
  for (const { what, why } of body.kept ?? []) screen.line(`  stays      ${what}: ${why}`);
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
  for (const one of scan.notCounted ?? []) screen.line(`             ${paint.dim(`not counted: ${one}`)}`);
  for (const place of scan.places.slice(0, 10)) screen.line(`             ${paint.red(place)}`);
}

/** Findings, and what follows from them and what does not. */
export function showReceiptCheck(
  screen: Screen,
  { ok, identity, verdict, receipt, findings, proves, provesNot }: ReceiptCheck,
): void {
  const { paint } = screen;
  const color = !ok ? paint.red : identity === 'not proven' ? paint.yellow : paint.green;
  screen.line(color(`${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}.`));
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
