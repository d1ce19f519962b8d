/** Synthetic memory tasks: what a case is, and how it becomes a training row. */
import type { TrainingRow } from '../../models/train-transformer.ts';

/** One question on a context: the prompt tokens and the tokens that should follow, one by one. */
export type TaskQuestion = { readonly prompt: Int32Array; readonly answer: Int32Array };

/** A context that is prefilled once and questions that are all asked on the same (compressed) cache. */
export type TaskCase = { readonly context: Int32Array; readonly questions: readonly TaskQuestion[] };

/**
 * Context, then every question with its answer; only answers carry loss.
 *
 * @public read by the training recipes
 */
export function trainingRow(task: TaskCase): TrainingRow {
  const tokens: number[] = [...task.context];
  const weighted: number[] = [];
  for (const { prompt, answer } of task.questions) {
    tokens.push(...prompt);
    for (const token of answer) {
      weighted.push(tokens.length - 1);
      tokens.push(token);
    }
  }
  const weights = new Float32Array(tokens.length);
  for (const at of weighted) weights[at] = 1;
  return { tokens: Int32Array.from(tokens), weights };
}
