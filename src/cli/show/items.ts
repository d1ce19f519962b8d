/** Turns, records and facts, as a person reads them. */
import type { MemoryRecord, Validity } from '../../kernel/record.ts';
import type { FactVersion, Item } from '../../memory/memory.ts';
import { isRecord } from '../../server/wire.ts';
import { dated, oneLine, type Screen, shortened, visibleWidth } from '../screen.ts';

/** What stands for one item: a few short cells, its text, its id. */
export type ItemRow = { readonly cells: readonly string[]; readonly text: string; readonly id: string };

/**
 * A line an item: cells, id, text. On a terminal the text follows the cells, cut to the width, and the id stands below,
 * so that long ids leave room for the text.
 */
export function showRows(screen: Screen, rows: readonly ItemRow[], indent: number = 2): void {
  const { paint } = screen;
  if (!screen.cuts) {
    screen.table(
      rows.map(({ cells, text, id }) => [...cells, id, text]),
      { indent },
    );
    return;
  }
  const plainLength = (cell: string): number => visibleWidth(cell);
  const widths = (rows[0]?.cells ?? []).map((_, column) =>
    Math.max(...rows.map(({ cells }) => plainLength(cells[column] ?? ''))),
  );
  for (const { cells, text, id } of rows) {
    const head = cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - plainLength(cell))).join('  ');
    const used = indent + widths.reduce((sum, width) => sum + width + 2, 0);
    screen.line(`${' '.repeat(indent)}${head}  ${shortened(text, Math.max(24, screen.width - used))}`);
    screen.line(`${' '.repeat(indent)}${' '.repeat((widths[0] ?? 0) + 2)}${paint.dim(id)}`);
  }
}

/** Date, kind or speaker, beginning of the text, id. */
export function showItems(screen: Screen, items: readonly Item[]): void {
  const { paint } = screen;
  showRows(
    screen,
    items.map((item) => {
      const record = isRecord(item);
      const at = record ? item.valid.from : item.at;
      const who = record ? item.kind : (item.speaker ?? item.role);
      const status = record && item.status !== 'activated' && item.status !== 'generated' ? ` (${item.status})` : '';
      return {
        cells: [paint.cyan(dated(at)), paint.bold(shortened(who, 14))],
        text: `${oneLine(item.text)}${status}`,
        id: item.id,
      };
    }),
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

/** A table whose last column is cut to the width that is left. */
export function tableFitted(screen: Screen, rows: readonly (readonly string[])[], indent: number = 2): void {
  if (!screen.cuts) {
    screen.table(rows, { indent });
    return;
  }
  const last = Math.max(0, ...rows.map((row) => row.length)) - 1;
  let used = indent;
  for (let column = 0; column < last; column++) {
    used += 2 + Math.max(...rows.map((row) => visibleWidth(row[column] ?? '')));
  }
  const left = Math.max(24, screen.width - used);
  screen.table(
    rows.map((row) => row.map((cell, column) => (column === last ? shortened(cell, left) : cell))),
    { indent },
  );
}
