/** The 163 tokens of the TinyRecall models: three marks, 64 keys, 64 values, 32 fillers. */

/** Token ids and ranges. */
export const recallVocabulary = {
  size: 163,
  begin: 0,
  separator: 1,
  ask: 2,
  keyFrom: 3,
  keys: 64,
  valueFrom: 67,
  values: 64,
  noiseFrom: 131,
  noise: 32,
} as const;
