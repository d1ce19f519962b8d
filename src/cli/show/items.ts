/** Turns, records, facts and forget reports, as a person reads them. */
import type { MemoryRecord, Validity } from '../../kernel/record.ts';
import type { FactVersion, ForgetReport, ForgetTarget, Item } from '../../memory/memory.ts';
import { isRecord } from '../../server/wire.ts';
import { counted, dated, oneLine, type Screen, shortened } from '../screen.ts';

/** One line an item: date, kind or speaker, id, beginning of the text. */
export function showItems(screen: Screen, items: readonly Item[]): void {
  const { paint } = screen;
  const rows = items.map((item) => {
    const record = isRecord(item);
    const at = record ? item.valid.from : item.at;
    const who = record ? item.kind : (item.speaker ?? item.role);
    const status =
      record && item.status !== 'activated' && item.status !== 'generated'
        ? ` ${paint.yellow(`(${item.status})`)}`
        : '';
    return [
      paint.cyan(dated(at)),
      paint.bold(shortened(who, 14)),
      paint.dim(item.id),
      `${oneLine(item.text)}${status}`,
    ];
  });
  tableFitted(screen, rows);
}

/** A table whose last column is cut to the width that is left. */
export function tableFitted(screen: Screen, rows: readonly (readonly string[])[], indent: number = 2): void {
  if (!screen.cuts) {
    screen.table(rows, { indent });
    return;
  }
  const plain = (cell: string): number => shortened(cell, 10_000).length;
  const columns = Math.max(0, ...rows.map((row) => row.length)) - 1;
  let used = indent;
  for (let column = 0; column < columns; column++) used += 2 + Math.max(...rows.map((row) => plain(row[column] ?? '')));
  const left = Math.max(24, screen.width - used);
  screen.table(
    rows.map((row) =>
      row.map((cell, column) => (column === columns && plain(cell) > left ? shortened(cell, left) : cell)),
    ),
    { indent },
  );
}

/** One item in full. */
export function showItem(screen: Screen, item: Item): void {
  const { paint } = screen;
  const field = (name: string, value: string | undefined): readonly (readonly string[])[] =>
    value === undefined || value === '' ? [] : [[paint.dim(name), value]];
  const record = isRecord(item);
  screen.line(`${paint.bold(record ? item.kind : 'turn')}  ${paint.dim(item.id)}`);
  screen.wrapped(item.text === '' ? '(no content)' : item.text, { indent: 2, maxLines: 200 });
  if (record) {
    screen.table([
      ...field('version', `${item.version}, ${item.status}: ${item.reason}`),
      ...field('valid', validity(item.valid)),
      ...field(
        'recorded',
        dated(item.recorded.at) + (item.recorded.until === undefined ? '' : `, replaced ${dated(item.recorded.until)}`),
      ),
      ...field('scope', scopeText(item)),
      ...field('data', Object.keys(item.data).length === 0 ? '' : JSON.stringify(item.data)),
      ...field('sources', item.sources.join(', ')),
      ...field(
        'trust',
        `${item.trust.toFixed(2)}, confidence ${item.confidence.toFixed(2)}, importance ${item.importance.toFixed(2)}`,
      ),
    ]);
    return;
  }
  screen.table([
    ...field(
      'said',
      `${dated(item.at)}${item.zone === undefined ? '' : ` (${item.zone})`} by ${item.speaker ?? item.role}`,
    ),
    ...field('scope', scopeText(item)),
    ...field('source', `${item.source}, trust ${item.trust.toFixed(2)}`),
    ...field('marks', item.marks.join(', ')),
    ...field('position', `#${item.seq}`),
  ]);
}

function scopeText(item: Item): string {
  return Object.entries(item.scope)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** `since 2026-03-01`, `2025-01-01 to 2026-03-01`, `` when nothing is known. */
export function validity(valid: Validity): string {
  if (valid.from === undefined && valid.to === undefined) return '';
  if (valid.to === undefined) return `since ${dated(valid.from)}`;
  return valid.from === undefined ? `until ${dated(valid.to)}` : `${dated(valid.from)} to ${dated(valid.to)}`;
}

/** Facts: subject, slot, value, when, id. */
export function showFacts(screen: Screen, facts: readonly FactVersion[]): void {
  const { paint } = screen;
  screen.table(
    facts.map(({ fact, valid, current, id, sources }) => {
      const value = `${fact.polarity === 'negative' ? 'not ' : ''}${oneLine(fact.value)}`;
      return [
        oneLine(fact.subject),
        paint.dim(fact.slot),
        current ? paint.bold(value) : paint.strikethrough(value),
        paint.cyan(validity(valid)),
        paint.dim(`${id} from ${sources[0] ?? '?'}${sources.length > 1 ? ` and ${sources.length - 1} more` : ''}`),
      ];
    }),
  );
}

/** All versions of a record, oldest first. */
export function showVersions(screen: Screen, versions: readonly MemoryRecord[]): void {
  const { paint } = screen;
  for (const version of versions) {
    const head = `v${version.version}  ${dated(version.recorded.at)}`;
    screen.line(`${paint.bold(head)}  ${version.status}: ${version.reason}`);
    screen.wrapped(version.text === '' ? '(content removed)' : version.text, { indent: 4 });
    const when = validity(version.valid);
    screen.line(`    ${paint.dim(`${when === '' ? '' : `${when}  `}from ${version.sources.join(', ')}`)}`);
  }
}

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
  const rows = (targets: readonly ForgetTarget[], why: string): string[][] =>
    targets
      .slice(0, 20)
      .map((target) => [paint.cyan(dated(target.at)), target.kind, paint.dim(target.id), why, oneLine(target.preview)]);
  tableFitted(screen, [...rows(report.selected, 'selected'), ...rows(report.derived, 'derived')]);
  const more = Math.max(0, report.selected.length - 20) + Math.max(0, report.derived.length - 20);
  if (more > 0) screen.line(`  and ${counted(more, 'item')} more`);
  for (const kept of report.kept) screen.line(`  ${paint.dim(`kept ${kept.id}: ${kept.reason}`)}`);
  if (report.receipt !== undefined) screen.line(`  receipt ${paint.bold(report.receipt)} at position #${report.seq}`);
}
