/**
 * Recite: a record, distractors of the same alphabet, then the record again. Contents repeat, so a model must attend
 * by position, which is the case that observation windows at the end of a prompt cannot foresee.
 */
import { integerBelow, type SeededRandom } from '../../tensor/index.ts';
import type { TaskCase } from './task.ts';

/** Token ids: two marks, the alphabet, and as many foreign tokens that training never shows. */
export const reciteVocabulary = {
  size: 18,
  begin: 0,
  separator: 1,
  letterFrom: 2,
  letters: 8,
  foreignFrom: 10,
} as const;

/** Usual sizes: record 16, distractors 64, so the context has 82 tokens. */
export const reciteRecord = 16;

/**
 * One case with one question.
 *
 * @param options `record` length (default 16); `distractors` (default 64); `given`: how many letters of the record the prompt already repeats
 *   (default 1: the last context token alone would answer the first one)
 */
export function recite(
  random: SeededRandom,
  options: { readonly record?: number; readonly distractors?: number; readonly given?: number } = {},
): TaskCase {
  const { record: size = reciteRecord, distractors = 64, given = 1 } = options;
  const words = reciteVocabulary;
  const letter = (): number => words.letterFrom + integerBelow(random, words.letters);
  const record = Int32Array.from({ length: size }, letter);
  const noise = Int32Array.from({ length: distractors }, letter);
  const context = Int32Array.of(words.begin, ...record, ...noise, words.separator);
  return { context, questions: [{ prompt: record.slice(0, given), answer: record.slice(given) }] };
}
