/**
 * A page of dated paper abstracts, as a daily feed saved as text gives it: for each paper a title, an abstract, a line
 * of authors and a date, in any order in which the title comes before the abstract; labels (`Title:`, `Authors:`) are
 * understood, blank lines, rules and list numbers separate.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import { contentId } from './content-id.ts';
import type { Importer } from './importer.ts';
import { dayIn } from './notes.ts';
import { lines, type ParsedRecord } from './parsed-records.ts';
import { recordImporter } from './record-importer.ts';
import { readTime } from './timestamps.ts';
import { decodeUtf8 } from './utf8-stream.ts';

export type Paper = { title: string; abstract: string; authors: string; date?: string; link?: string };

type LineKind = 'title' | 'abstract' | 'authors' | 'date' | 'link' | 'rule' | 'blank' | 'text';

const labels: readonly (readonly [RegExp, LineKind])[] = [
  [/^title\s*:\s*/i, 'title'],
  [/^(?:abstract|summary)\s*:\s*/i, 'abstract'],
  [/^(?:authors?|by)\s*:?\s+(?=\p{L})/iu, 'authors'],
  [/^(?:published|submitted|date|posted|updated|announced)(?:\s+on)?\s*:?\s+(?=.*\d{4})/i, 'date'],
  [/^(?:link|url|pdf|arxiv)\s*:\s*/i, 'link'],
];

/** Names separated by commas, semicolons, middle dots or "and"; no sentence. */
function looksLikeAuthors(text: string): boolean {
  if (text.length > 2_000 || /[.!?:]$/.test(text.replace(/et al\.$/, ''))) return false;
  const names = text.split(/\s*[,;·]\s*|\s+and\s+/).filter((name) => name !== '');
  const isName = (name: string): boolean =>
    name.split(/\s+/).length <= 5 &&
    /^(\p{Lu}|(?:de|van|von|der|el|al|la|le|da|di|et)\b)[\p{L}'’.\- ]*\d*\*?$/u.test(name);
  return names.length >= 2
    ? names.filter(isName).length >= 0.8 * names.length
    : /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u.test(text);
}

/** A line that says a day and hardly anything else. */
function looksLikeDate(text: string): boolean {
  return dayIn(text) !== undefined && text.replace(/[^\p{L}]/gu, '').length <= 24 && text.length <= 48;
}

function classify(raw: string): { readonly kind: LineKind; readonly text: string; readonly labelled: boolean } {
  const text = raw
    .replace(/^\s*(?:(?:#{1,6}|\d{1,3}[.)]|[-*•])\s+){1,3}/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1')
    .trim();
  if (text === '') return { kind: 'blank', text, labelled: false };
  if (/^([-=_*])\1{2,}$/.test(raw.trim())) return { kind: 'rule', text: '', labelled: false };
  for (const [pattern, kind] of labels) {
    const plain = text.replace(/\*\*/g, '');
    if (pattern.test(plain)) return { kind, text: plain.replace(pattern, '').trim(), labelled: true };
  }
  if (/^https?:\/\/\S+$/.test(text)) return { kind: 'link', text, labelled: false };
  if (looksLikeDate(text)) return { kind: 'date', text, labelled: false };
  return { kind: 'text', text, labelled: false };
}

/**
 * True when dates come before their papers: the page starts with a date and no date follows the last text. A page that
 * starts with a date and ends with one has a date of its own.
 */
function datesComeFirst(pageLines: readonly string[]): boolean {
  const kinds = pageLines.map((line) => classify(line).kind).filter((kind) => kind !== 'blank' && kind !== 'rule');
  const last = kinds.findLast((kind) => kind !== 'link');
  return kinds[0] === 'date' && last !== 'date';
}

/** Papers on a page, in order, each with the line where it starts (from 1). */
export function readPapers(pageLines: readonly string[]): { readonly paper: Paper; readonly line: number }[] {
  const reader = new PaperReader(datesComeFirst(pageLines));
  const papers: { paper: Paper; line: number }[] = [];
  let start = 1;
  for (const [index, line] of pageLines.entries()) {
    const paper = reader.line(line);
    if (paper === undefined) continue;
    papers.push({ paper, line: start });
    start = index + 1;
  }
  const last = reader.end();
  return last === undefined ? papers : [...papers, { paper: last, line: start }];
}

/** Collects lines into papers; a paper is complete when the next one begins. */
class PaperReader {
  readonly #datesFirst: boolean;
  #current: Paper = { title: '', abstract: '', authors: '' };
  #pageDate: string | undefined;
  #afterGap = true;

  constructor(datesFirst: boolean) {
    this.#datesFirst = datesFirst;
  }

  /** Takes one line and gives the paper before it, if the line begins another. */
  line(raw: string): Paper | undefined {
    const { kind, text, labelled } = classify(raw);
    if (kind === 'blank' || kind === 'rule') {
      const done = kind === 'rule' && this.#isWhole() ? this.#take() : undefined;
      this.#afterGap = true;
      return done;
    }
    const gap = this.#afterGap;
    this.#afterGap = false;
    if (kind === 'date') return this.#date(dayIn(text) as string);
    if (kind === 'text') return this.#text(text, gap);
    return this.#field(kind, text, labelled);
  }

  /** The last paper, at the end of the file. */
  end(): Paper | undefined {
    return this.#isWhole() ? this.#take() : undefined;
  }

  #isWhole(): boolean {
    return this.#current.title !== '' && this.#current.abstract !== '';
  }

  #take(): Paper {
    const paper = this.#current;
    this.#current = { title: '', abstract: '', authors: '' };
    const date = paper.date ?? this.#pageDate;
    return date === undefined ? paper : { ...paper, date };
  }

  #date(day: string): Paper | undefined {
    const done = this.#isWhole() && (this.#datesFirst || this.#current.date !== undefined) ? this.#take() : undefined;
    if (this.#datesFirst) this.#current.date = day;
    // A date before any title dates the page.
    else if (this.#current.title === '') this.#pageDate = day;
    else this.#current.date ??= day;
    // The end of a paper in the usual order: what follows is the next title.
    this.#afterGap = true;
    return done;
  }

  #field(kind: LineKind, text: string, labelled: boolean): Paper | undefined {
    if (kind === 'title') {
      const done = this.#isWhole() ? this.#take() : undefined;
      this.#current.title = text;
      return done;
    }
    if (kind === 'abstract') this.#current.abstract = join(this.#current.abstract, text);
    else if (kind === 'authors') this.#current.authors = join(this.#current.authors, text);
    else if (kind === 'link') this.#current.link ??= text;
    if (labelled && kind === 'authors') this.#afterGap = true;
    return undefined;
  }

  #text(text: string, gap: boolean): Paper | undefined {
    const paper = this.#current;
    if (paper.title === '') {
      paper.title = text;
      return undefined;
    }
    if (looksLikeAuthors(text) && paper.authors === '') {
      paper.authors = text;
      this.#afterGap = true;
      return undefined;
    }
    const titleLike = text.length <= 250 && !/[.;,]$/.test(text);
    const closed = paper.abstract !== '' && (paper.authors !== '' || paper.date !== undefined);
    if (gap && titleLike && closed) {
      const done = this.#take();
      this.#current.title = text;
      return done;
    }
    paper.abstract = join(paper.abstract, text);
    return undefined;
  }
}

function join(before: string, text: string): string {
  return before === '' ? text : `${before} ${text}`;
}

/** A page is read whole to see where its dates stand; longer ones are hardly pages. */
const maxPageBytes = 64 * 1024 * 1024;

async function* cutPapers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedRecord> {
  const page: string[] = [];
  const offsets: number[] = [];
  const problems: ParsedRecord[] = [];
  for await (const { bytes, line, byte } of lines(chunks)) {
    if (byte > maxPageBytes) {
      problems.push({ line, byte, problem: `the page is longer than ${maxPageBytes} bytes; the rest was not read` });
      break;
    }
    const { text, replaced } = decodeUtf8(bytes);
    page.push(text);
    offsets.push(byte);
    if (replaced) problems.push({ line, byte, problem: 'bytes that are not UTF-8 were replaced' });
  }
  for (const { paper, line } of readPapers(page)) yield { line, byte: offsets[line - 1] ?? 0, value: paper };
  yield* problems;
}

function paperTurn(paper: Paper): TurnInput {
  const at = paper.date === undefined ? undefined : readTime(paper.date)?.at;
  const authors =
    paper.authors === '' ? [] : paper.authors.split(/\s*[,;·]\s*|\s+and\s+/).filter((name) => name !== '');
  const byLine = paper.authors === '' ? '' : `\n\nAuthors: ${paper.authors}`;
  return {
    id: `paper:${contentId(paper.title, paper.abstract)}`,
    role: 'user',
    text: `${paper.title}\n\n${paper.abstract}${byLine}`,
    ...(at === undefined ? {} : { at }),
    session: `papers:${paper.date ?? 'undated'}`,
    source: 'document',
    meta: { title: paper.title, authors, ...(paper.link === undefined ? {} : { link: paper.link }) },
  };
}

export const papersImporter: Importer = recordImporter({
  name: 'papers',
  description: 'A page of dated paper abstracts as text: title, abstract, authors line, date',
  detectFile(probe) {
    if (probe.json !== undefined || probe.lines.length > 0) return 0;
    const papers = readPapers(probe.head.split(/\r?\n/)).map(({ paper }) => paper);
    const whole = papers.filter(
      (paper) => paper.abstract.length >= 200 && paper.authors !== '' && paper.date !== undefined,
    );
    return whole.length > 0 && whole.length >= 0.6 * papers.length ? 0.75 : 0;
  },
  accepts: (path) => /\.(md|markdown|txt)$/i.test(path),
  cut: (chunks) => cutPapers(chunks),
  convert(value) {
    const paper = value as Paper;
    const turns = [paperTurn(paper)];
    return paper.date === undefined ? { turns, problems: ['it has no date'] } : { turns };
  },
});
