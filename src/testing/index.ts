export { bytesSource, folderOf } from './bytes-source.ts';
export { countingIds } from './counting-ids.ts';
export { describeEmbedderContract, embedderCases } from './embedder.contract.ts';
export { embedderStory, knowingEmbedder } from './embedder-story.ts';
export { type FilePlace, filePlace } from './file-place.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export { describeKeyRingContract, type KeyRingPlace, keyRingCases } from './key-ring.contract.ts';
export { chainIsIntact, type EntrySketch, logEntries, rowIsIntact, sketches } from './log-entries.ts';
export { seededEntropy, seededRng } from './seeded-rng.ts';
export {
  describeStoreContract,
  type StoreClaim,
  type StoreFactory,
  type StorePlace,
  storeCases,
  type TestRunner,
} from './store.contract.ts';
export { type WordEmbedder, type WordEmbedderOptions, wordEmbedder } from './word-embedder.ts';
