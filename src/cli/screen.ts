/** What a person sees: aligned, dated, short lines with source ids. Everything goes through here, to one stream. */
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';

export type Paint = ReturnType<typeof pc.createColors>;

export type Screen = {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  /** A terminal: long cells are cut to the width. Elsewhere (a file, a pipe) nothing is. */
  readonly cuts: boolean;
  line(text?: string): void;
  /** Rows with columns padded to the widest cell; the last column is not padded. */
  table(
    rows: readonly (readonly string[])[],
    options?: { readonly indent?: number; readonly right?: readonly number[] },
  ): void;
  /** Text broken into lines at spaces, each after `indent` spaces; at most `maxLines`, the last one then ends with an ellipsis. */
  wrapped(text: string, options?: { readonly indent?: number; readonly maxLines?: number }): void;
};

/** Makes a screen over something that takes text. */
export function createScreen(
  write: (text: string) => void,
  options: { readonly color: boolean; readonly width: number; readonly cuts?: boolean },
): Screen {
  const paint = pc.createColors(options.color);
  const print = (text: string): void => write(visible(text, options.color));
  const width = Math.max(40, Math.min(options.width, 160));
  const screen: Screen = {
    paint,
    width,
    cuts: options.cuts ?? false,
    line: (text = '') => print(`${text}\n`),
    table: (rows, { indent = 2, right = [] } = {}) => {
      const widths: number[] = [];
      for (const row of rows) {
        row.forEach((cell, column) => {
          widths[column] = Math.max(widths[column] ?? 0, visibleWidth(cell));
        });
      }
      for (const row of rows) {
        const cells = row.map((cell, column) => {
          const padding = ' '.repeat((widths[column] ?? 0) - visibleWidth(cell));
          if (right.includes(column)) return padding + cell;
          return column === row.length - 1 ? cell : cell + padding;
        });
        print(`${' '.repeat(indent)}${cells.join('  ').trimEnd()}\n`);
      }
    },
    wrapped: (text, { indent = 2, maxLines = 3 } = {}) => {
      for (const line of wrap(text, width - indent, maxLines)) print(`${' '.repeat(indent)}${line}\n`);
    },
  };
  return screen;
}

/** Columns that a text takes on a terminal (wide East Asian characters take two). */
export function visibleWidth(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{Mark}/u.test(character) || code === 0x200d) continue;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      (code >= 0x20000 && code <= 0x3fffd);
    columns += wide ? 2 : 1;
  }
  return columns;
}

/** Marks that turn the direction of text, break lines unseen or hide text: what is shown would not be what is stored. */
const hidden = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what paint writes: bold to strikethrough and their ends, colors
const colors = /\u001b\[(?:[01234579]|2[1-9]|[349][0-7]|10[0-7]|[34]9)m/g;

function escaped(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text with control and direction characters as visible escapes; line breaks, tabs and (with `color`) colors stay. */
function visible(text: string, color: boolean): string {
  const plain = (part: string): string => part.replace(hidden, escaped).replace(controls, escaped);
  if (!color) return plain(text);
  const painted = text.match(colors) ?? [];
  return text
    .split(colors)
    .map((part, index) => plain(part) + (painted[index] ?? ''))
    .join('');
}

/** Text from memory on one line: white space collapsed, no control characters, direction marks as visible escapes. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(hidden, escaped)
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** At most `columns` columns, with an ellipsis where something is cut. */
export function shortened(text: string, columns: number): string {
  const line = oneLine(text);
  if (visibleWidth(line) <= columns) return line;
  let kept = '';
  let used = 0;
  for (const character of line) {
    used += visibleWidth(character);
    if (used > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function wrap(text: string, columns: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = oneLine(text).split(' ');
  for (const [index, word] of words.entries()) {
    const next = line === '' ? word : `${line} ${word}`;
    if (visibleWidth(next) <= columns) {
      line = next;
      continue;
    }
    if (lines.length === maxLines - 1) return [...lines, shortened([line, ...words.slice(index)].join(' '), columns)];
    if (line !== '') lines.push(line);
    line = shortened(word, columns);
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** `2026-03-04 09:12` in UTC; the time is left out when it is midnight sharp. */
export function dated(at: number | undefined): string {
  if (at === undefined || !Number.isFinite(at) || Math.abs(at) > 8.64e15) return '(undated)';
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, iso.indexOf('T'));
  const time = iso.slice(iso.indexOf('T') + 1, iso.indexOf('T') + 6);
  return iso.endsWith('T00:00:00.000Z') ? day : `${day} ${time}`;
}

/** `0.83 ms`, `8.3 ms`, `12 ms`, `3.4 s`, `2 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `512 B`, `3.4 MB`. */
export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `1 turn`, `1,234 turns`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
