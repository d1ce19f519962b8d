/**
 * LoCoMo's answer score without a language model: token F1 after normalization and Porter stemming, by category.
 * Rules as on the benchmark's evaluation: commas and punctuation go, a / an / the / and go, tokens are stemmed;
 * category 1 averages the best match of every comma-separated gold part, category 3 keeps the gold answer before `;`,
 * category 5 wants a refusal.
 */
import { stemmer } from 'stemmer';

const refusals = ['no information available', 'not mentioned'];
const asciiPunctuation = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

/** Stemmed tokens of an answer, in order, with repeats. */
export function answerTokens(answer: string): string[] {
  return answer
    .replaceAll(',', '')
    .toLowerCase()
    .replace(asciiPunctuation, '')
    .replace(/\b(a|an|the|and)\b/g, ' ')
    .split(/\s+/)
    .filter((token) => token !== '')
    .map(stemmer);
}

/** Harmonic mean of precision and recall over the multiset of stemmed tokens; 0 without overlap. */
export function tokenF1(prediction: string, gold: string): number {
  const predicted = answerTokens(prediction);
  const wanted = answerTokens(gold);
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of predicted) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared += 1;
  }
  if (shared === 0) return 0;
  const precision = shared / predicted.length;
  const recall = shared / wanted.length;
  return (2 * precision * recall) / (precision + recall);
}

/** Score of one answer, 0 to 1. `category` is the number in the data (1 to 5). */
export function locomoScore(category: number, prediction: string, gold: string): number {
  if (category === 5) return refusals.some((phrase) => prediction.toLowerCase().includes(phrase)) ? 1 : 0;
  if (category === 1) {
    const given = prediction.split(',');
    const wanted = gold.split(',');
    const best = wanted.map((part) => Math.max(...given.map((candidate) => tokenF1(candidate, part))));
    return best.reduce((sum, score) => sum + score, 0) / best.length;
  }
  return tokenF1(prediction, category === 3 ? (gold.split(';')[0] ?? '').trim() : gold);
}

/** Equality of the sets of tokens: what the benchmark calls exact match. */
export function locomoExactMatch(prediction: string, gold: string): boolean {
  const predicted = new Set(answerTokens(prediction));
  const wanted = new Set(answerTokens(gold));
  return predicted.size === wanted.size && [...predicted].every((token) => wanted.has(token));
}
