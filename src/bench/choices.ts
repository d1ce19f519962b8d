/**
 * Multiple-choice questions: how often a memory chooses the right option, beside chance, the longest option, and the
 * option whose words the ten turns of plain BM25 cover best, on the same questions.
 */
import { bm25Turns } from './baselines/bm25-turns.ts';
import { overlapChooser } from './choose-option.ts';
import { mean } from './metrics/statistics.ts';
import type { Subject } from './subject.ts';
import type { SuiteConversation, SuiteQuestion } from './suites/suite.ts';

/** One question and who was right about it. */
export type AskedChoice = {
  readonly question: SuiteQuestion;
  /** Index of the option that the memory chose; undefined where the memory cannot choose. */
  readonly chosen: number | undefined;
  readonly longest: number;
  readonly overlap: number;
};

/** Percentages 0 to 100. */
export type ChoiceScores = {
  readonly questions: number;
  readonly accuracy: number;
  readonly chance: number;
  readonly longestOption: number;
  readonly bm25Overlap: number;
};

export type ChoicesReport = ChoiceScores & { readonly byCategory: Readonly<Record<string, ChoiceScores>> };

/** What chooses. */
export type Chooser = (question: string, options: readonly string[], at: number | undefined) => Promise<number>;

/** Hits that the overlap looks at. */
const overlapHits = 10;

/** The baselines of one conversation; turns are given as the memory gets them. */
export function choiceBaselines(conversation: SuiteConversation): Pick<Subject, 'ingest'> & {
  readonly ask: (question: SuiteQuestion, choose: Chooser | undefined) => Promise<AskedChoice>;
} {
  const bm25 = bm25Turns();
  const texts = new Map(conversation.turns.map((turn) => [turn.id ?? '', turn.text]));
  return {
    ingest: (turns) => bm25.ingest(turns),
    async ask(question, choose) {
      const options = question.options ?? [];
      const { ranked } = await bm25.recall(question.text, overlapHits, {});
      const shown = ranked.flatMap((entry) => entry.turnIds).slice(0, overlapHits);
      const lengths = options.map((option) => option.length);
      return {
        question,
        chosen: choose === undefined ? undefined : await choose(question.text, options, question.at),
        longest: lengths.indexOf(Math.max(...lengths)),
        overlap: overlapChooser(
          question,
          shown.map((id) => texts.get(id) ?? ''),
        ),
      };
    },
  };
}

/** Null without multiple-choice questions or without a memory that chooses. */
export function choicesReport(asked: readonly AskedChoice[]): ChoicesReport | null {
  const rows = asked.filter(({ chosen }) => chosen !== undefined);
  if (rows.length === 0) return null;
  const categories = [...new Set(rows.map(({ question }) => question.category))].sort();
  return {
    ...scores(rows),
    byCategory: Object.fromEntries(
      categories.map((category) => [category, scores(rows.filter(({ question }) => question.category === category))]),
    ),
  };
}

function scores(rows: readonly AskedChoice[]): ChoiceScores {
  const percent = (share: (row: AskedChoice) => number): number => Number((100 * mean(rows.map(share))).toFixed(2));
  const right = (pick: (row: AskedChoice) => number | undefined): number =>
    percent((row) => (pick(row) === row.question.correctOption ? 1 : 0));
  return {
    questions: rows.length,
    accuracy: right(({ chosen }) => chosen),
    chance: percent(({ question }) => 1 / Math.max(1, question.options?.length ?? 1)),
    longestOption: right(({ longest }) => longest),
    bm25Overlap: right(({ overlap }) => overlap),
  };
}
