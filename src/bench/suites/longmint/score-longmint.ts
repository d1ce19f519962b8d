/** Exact match of the LongMINT twin by question family and by number of updates, percent. */
import { exactMatch } from './exact-match.ts';
import { type LongmintQuestion, type LongmintStream, type QuestionFamily, updateCounts } from './longmint-stream.ts';
import type { LongmintSubject } from './longmint-subjects.ts';

export type LongmintScores = Readonly<Record<QuestionFamily, number>> & {
  /** Mean over all families, by number of updates. */
  readonly byUpdates: Readonly<Record<string, number>>;
  /** Points lost for each doubling of the updates (least squares); negative when it gets better. */
  readonly lossPerDoubling: number;
};

const families: readonly QuestionFamily[] = ['current', 'historical', 'ordering', 'counting'];

/** True for the answer, with or without the measure of its values. */
export function isRight(
  answer: string,
  { answer: gold, measured }: Pick<LongmintQuestion, 'answer' | 'measured'>,
): boolean {
  return exactMatch(answer, gold) || (measured !== undefined && exactMatch(answer, measured));
}

/** Runs a subject over streams. */
export function scoreLongmint(subject: LongmintSubject, streams: readonly LongmintStream[]): LongmintScores {
  const right = new Map<string, { right: number; asked: number }>();
  const note = (key: string, hit: boolean): void => {
    const cell = right.get(key) ?? { right: 0, asked: 0 };
    cell.asked += 1;
    if (hit) cell.right += 1;
    right.set(key, cell);
  };
  for (const stream of streams) {
    subject.answer(stream).forEach((answer, index) => {
      const question = stream.questions[index];
      if (question === undefined) return;
      const hit = isRight(answer, question);
      note(question.family, hit);
      note(String(stream.updates), hit);
    });
  }
  const percent = (key: string): number => {
    const cell = right.get(key);
    return cell === undefined || cell.asked === 0 ? 0 : (100 * cell.right) / cell.asked;
  };
  const counts = updateCounts.filter((updates) => right.has(String(updates)));
  const points = counts.map((updates): [number, number] => [Math.log2(updates), percent(String(updates))]);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const slope =
    points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
    points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const [current, historical, ordering, counting] = families.map(percent) as [number, number, number, number];
  return {
    current,
    historical,
    ordering,
    counting,
    byUpdates: Object.fromEntries(counts.map((updates) => [updates, percent(String(updates))])),
    lossPerDoubling: slope === 0 ? 0 : -slope,
  };
}
