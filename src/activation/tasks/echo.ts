/**
 * Echo: a response that says twelve random symbols twice, for masked-diffusion models. The first of each twin pair is
 * free, the second is determined by it, but only if the first is visible as a real token and not as a stale mask.
 */
import type { TrainingRow } from '../../models/train-transformer.ts';
import { integerBelow, type SeededRandom } from '../../tensor/index.ts';

/** Token ids: the mask, the symbols, and prompt fillers. */
export const echoVocabulary = { size: 25, mask: 0, symbolFrom: 1, symbols: 16, fillerFrom: 17, fillers: 8 } as const;
/** Prompt length, and twin pairs in the response. */
export const echoShape = { prompt: 8, pairs: 12 } as const;

/** Prompt tokens of one case; they carry no information. */
export function echoPrompt(random: SeededRandom): Int32Array {
  const { fillerFrom, fillers } = echoVocabulary;
  return Int32Array.from({ length: echoShape.prompt }, () => fillerFrom + integerBelow(random, fillers));
}

/**
 * A training row: a uniformly drawn share of the response is masked and has to be restored.
 *
 * @public read by the training recipes
 */
export function echoRow(random: SeededRandom): TrainingRow {
  const { symbolFrom, symbols, mask } = echoVocabulary;
  const half = Array.from({ length: echoShape.pairs }, () => symbolFrom + integerBelow(random, symbols));
  const targets = Int32Array.of(...echoPrompt(random), ...half, ...half);
  const share = random.next();
  const tokens = targets.slice();
  const weights = new Float32Array(targets.length);
  for (let t = echoShape.prompt; t < targets.length; t++) {
    if (random.next() >= share) continue;
    tokens[t] = mask;
    weights[t] = 1;
  }
  // a row with nothing to restore would teach nothing
  if (weights.every((w) => w === 0)) {
    tokens[echoShape.prompt] = mask;
    weights[echoShape.prompt] = 1;
  }
  return { tokens, targets, weights };
}

/** Twin pairs that agree, of all pairs. */
export function echoAgreement(sequence: Int32Array): number {
  const response = sequence.subarray(echoShape.prompt);
  let agree = 0;
  for (let j = 0; j < echoShape.pairs; j++) if (response[j] === response[j + echoShape.pairs]) agree++;
  return agree / echoShape.pairs;
}
