/**
 * Markdown and text notes: a note is a section (by headings), cut further at paragraphs where it is long. The date of a
 * note is the one in its heading, else in a heading above it, else in the front matter. In a file that is a conversation
 * (`Anna: ...`, `Bob: ...`), what each speaker says is a turn of its own.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import { peek, type Said, saidIn, speakersIn } from './dialogue.ts';
import type { Importer, ImportSource } from './importer.ts';
import { lines, type ParsedRecord } from './parsed-records.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';
import { decodeUtf8 } from './utf8-stream.ts';

/** Sections longer than this are cut at the next paragraph. */
const longSection = 1_500;
/** Paragraphs longer than this are cut anyway. */
const longParagraph = 8_000;

type Note = {
  readonly headings: readonly string[];
  readonly text: string;
  readonly date?: string;
  /** Who says it, and how many times the same was said before, under the same headings. */
  readonly said?: Speech;
};

type Speech = Omit<Said, 'text'> & { readonly again: number };

const datePattern = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/;
const monthNames = 'january february march april may june july august september october november december'.split(' ');
const wordDate =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})|([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))\b/;

/** A calendar day in a line (`2024-05-01`, `1 May 2024`, `May 1st, 2024`) as `YYYY-MM-DD`, or undefined. */
export function dayIn(line: string): string | undefined {
  const iso = datePattern.exec(line);
  if (iso !== null) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = wordDate.exec(line);
  if (words === null) return undefined;
  const [, day1, month1, year1, month2, day2, year2] = words;
  const name = (month1 ?? month2 ?? '').toLowerCase();
  const month = monthNames.findIndex((full) => full === name || (name.length >= 3 && full.startsWith(name)));
  return calendarDay(Number(year1 ?? year2), month + 1, Number(day1 ?? day2));
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const made = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return undefined;
  return made.toISOString().slice(0, 10);
}

/** Cuts a file into notes, line by line. */
async function* cutNotes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRecord> {
  const { head, whole } = await peek(chunks);
  const speakers = speakersIn(head);
  const before = new Map<string, number>();
  let saying: Said | undefined;
  const headings: string[] = [];
  let frontDate: string | undefined;
  let inFront = false;
  let inFence = false;
  let paragraph: string[] = [];
  let start = { line: 1, byte: 0 };
  let length = 0;
  let replacedAny = false;
  const counted = ({ label, speaker, role }: Said, text: string, place: readonly (string | undefined)[]): Speech => {
    const key = contentId(...place, label, text);
    const again = before.get(key) ?? 0;
    before.set(key, again + 1);
    return { label, ...(speaker === undefined ? {} : { speaker }), role, again };
  };
  const flush = function* (): Generator<ParsedRecord> {
    const text = paragraph.join('\n').trim();
    const replaced = replacedAny;
    const said = saying;
    paragraph = [];
    length = 0;
    replacedAny = false;
    if (text === '') return;
    const date =
      [...headings]
        .reverse()
        .map(dayIn)
        .find((day) => day !== undefined) ??
      frontDate ??
      dayIn(text.split('\n')[0] ?? '');
    const note: Note = {
      headings: headings.filter((heading) => heading !== ''),
      text,
      ...(date === undefined ? {} : { date }),
      ...(said === undefined ? {} : { said: counted(said, text, [...headings, date]) }),
    };
    const problem = replaced ? { problem: 'bytes that are not UTF-8 were replaced' } : {};
    yield { ...start, value: note, ...problem };
  };
  for await (const { bytes, line, byte, flaw } of lines(whole)) {
    if (flaw !== undefined) yield { line, byte, problem: flaw };
    const { text, replaced } = decodeUtf8(bytes);
    if (line === 1 && text.trim() === '---') {
      inFront = true;
      continue;
    }
    if (inFront) {
      if (/^date\s*:/i.test(text)) frontDate = dayIn(text) ?? frontDate;
      if (/^(---|\.\.\.)\s*$/.test(text)) inFront = false;
      continue;
    }
    if (/^\s*(```|~~~)/.test(text)) inFence = !inFence;
    const heading = inFence ? null : /^(#{1,6})\s+(.*?)\s*#*\s*$/.exec(text);
    const blank = text.trim() === '';
    if (heading !== null || (blank && length > longSection && !inFence) || length > longParagraph) yield* flush();
    if (heading !== null) {
      const level = (heading[1] as string).length;
      headings.length = Math.min(headings.length, level - 1);
      while (headings.length < level - 1) headings.push('');
      headings.push(heading[2] as string);
      saying = undefined;
      continue;
    }
    const found = speakers === undefined || inFence ? undefined : saidIn(text);
    const next = found !== undefined && speakers?.has(found.label) === true ? found : undefined;
    if (next !== undefined) {
      yield* flush();
      saying = next;
    }
    if (paragraph.length === 0) start = { line, byte };
    if (next !== undefined) paragraph.push(next.text);
    else if (!(blank && paragraph.length === 0)) paragraph.push(text);
    length += text.length + 1;
    replacedAny ||= replaced;
  }
  yield* flush();
}

function noteTurn(note: Note, file: string, zone: string | undefined): TurnInput {
  const title = note.headings.join(' / ');
  const at = note.date === undefined ? undefined : readTime(note.date, zone)?.at;
  const name = file.split('/').at(-1) ?? file;
  const { said } = note;
  const meta = { file: name, ...(title === '' ? {} : { title }) };
  const times = { ...(at === undefined ? {} : { at }), ...(zone === undefined ? {} : { zone }) };
  if (said !== undefined) {
    const { label, speaker, role, again } = said;
    return {
      id: `note:${contentId(title, note.date, note.text, label, again)}`,
      role,
      ...(speaker === undefined ? {} : { speaker }),
      text: note.text,
      ...times,
      session: `notes:${note.date ?? contentId(name, note.headings[0])}`,
      meta,
    };
  }
  return {
    id: `note:${contentId(title, note.date, note.text)}`,
    role: 'user',
    text: title === '' ? note.text : `${title}\n${note.text}`,
    ...times,
    session: `notes:${note.date ?? contentId(note.headings[0] ?? note.text)}`,
    source: 'document',
    meta,
  };
}

/** Share of characters that text does not have. */
function controlShare(head: string): number {
  let odd = 0;
  for (const char of head) {
    const code = char.codePointAt(0) ?? 0;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0xfffd) odd += 1;
  }
  return head.length === 0 ? 1 : odd / head.length;
}

export const notesImporter: Importer = recordImporter({
  name: 'notes',
  description: 'Markdown or text notes, one file or a folder; headings cut and date them',
  detectFile(probe) {
    if (controlShare(probe.head) > 0.01 || probe.json !== undefined || probe.lines.length > 0) return 0;
    if (/^\s*[[{]/.test(probe.head)) return 0.05;
    const headings = /^#{1,6}\s+\S/m.test(probe.head);
    if (/\.(md|markdown)$/i.test(probe.name)) return headings ? 0.6 : 0.5;
    return /\.txt$/i.test(probe.name) ? 0.4 : headings ? 0.4 : 0.2;
  },
  accepts: (path) => /\.(md|markdown|txt)$/i.test(path),
  cut: (chunks: AsyncIterable<Uint8Array>, _file: ImportSource) => cutNotes(chunks),
  convert: (value, { file, zone }) => ({ turns: [noteTurn(value as Note, file, zone)] }),
});
