export type { Clock } from './clock.ts';
export type { Embedder } from './embedder.ts';
export type { Entropy } from './entropy.ts';
export type { Ids } from './ids.ts';
export type { GenerateRequest, GenerateResult, LanguageModel, ModelMessage } from './language-model.ts';
export type { MemoryEvent, Observer } from './observer.ts';
export type { Reranker } from './reranker.ts';
export type { Rng } from './rng.ts';
export type { Batch, Change, Head, Job, OpenStoreOptions, Row, RowKind, Store, StoreCheck } from './store.ts';
