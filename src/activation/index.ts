/** The activation tier: a key-value cache as memory, policies over it, and what proves them. */
export { denseMemory } from '../models/attention-memory.ts';
export { type ChatFrame, chatFrame } from '../models/chat/chat-frame.ts';
export {
  type ChatMessage,
  type ChatTemplate,
  type ChatTemplateSource,
  type ChatVariables,
  openChatTemplate,
} from '../models/chat/chat-template.ts';
export { type Checkpoint, openCheckpoint } from '../models/checkpoint.ts';
export { openFixture, type ReadModelFile } from '../models/fixture.ts';
export { type GenerationRequest, generate, type SamplingOptions } from '../models/generate.ts';
export { withOpenTokens } from '../models/open-tokens.ts';
export { makeTransformer, type Transformer, type TransformerHooks } from '../models/transformer.ts';
export { type TransformerConfig, transformerConfig } from '../models/transformer-config.ts';
export {
  type CacheAction,
  type CacheBudget,
  type CachePlan,
  type CachePolicy,
  type CacheView,
  type HeadView,
  noNeeds,
  type PolicyNeeds,
  type QueryWindow,
  type SlotMerge,
} from './cache-policy.ts';
export {
  type DiffusionCacheMode,
  decodeMasked,
  type MaskedDecoding,
  type MaskedDecodingResult,
} from './diffusion/decode-masked.ts';
export { applyPolicy, type PolicyContext } from './engine/apply-policy.ts';
export { loadCache, saveCache } from './engine/cache-file.ts';
export { type CacheStats, KvCache, type KvCacheOptions, type RetentionGate, trackingFor } from './engine/kv-cache.ts';
export {
  countedStorage,
  likelyBlocks,
  type OffloadedBlock,
  offloadBeyond,
  recallBlocks,
} from './engine/offload-window.ts';
export { PagePool } from './engine/page-pool.ts';
export {
  SequenceBatch,
  type SequenceBatchOptions,
  type SequenceEvent,
  type SequenceRequest,
} from './engine/sequence-batch.ts';
export type { SourceRef } from './engine/source-table.ts';
export { type CacheStorage, purgeOffloaded, transferSlots } from './engine/transfer-slots.ts';
export {
  type EvaluationRequest,
  evaluatePolicies,
  type PolicyEntry,
  type PolicyResult,
} from './evaluate/evaluate-policies.ts';
export {
  type DeviceProfile,
  type FlashWork,
  flashCost,
  laptopFlash,
  worthReadingOver,
} from './flash/cost-model.ts';
export { type FlashCounts, FlashModel, type FlashOptions } from './flash/flash-model.ts';
export { type NeuronLayout, type ReadAt, writeNeuronFile } from './flash/neuron-file.ts';
export {
  checkPredictor,
  lowRankPredictor,
  type NeuronPredictor,
  oraclePredictor,
  predictorBytes,
  randomPredictor,
} from './flash/predictor.ts';
export { keepFirst, keepNothing, leastRecentlyUsed, type Residency, slidingWindow } from './flash/residency.ts';
export { type StreamLoss, streamLoss } from './flash/stream-loss.ts';
export { type PredictorTraining, trainPredictors } from './flash/train-predictor.ts';
export {
  type NeuronTrace,
  splitBudget,
  tracing,
  unionSize,
  windowGrowth,
  windowPeaks,
} from './flash/window-growth.ts';
export {
  type BankStats,
  type ChunkKeys,
  KeyValueBank,
  type SegmentKeyValues,
} from './long-memory/longmem/key-value-bank.ts';
export { type LongTerm, type LongTermOptions, longTerm } from './long-memory/longmem/long-term.ts';
export { initialSide, type SideTraining, trainSide } from './long-memory/longmem/train-side.ts';
export {
  askBank,
  askInterleaved,
  type BankAnswer,
  type FollowedAnswer,
  type InterleaveOptions,
  type MatchedText,
} from './long-memory/msa/interleave.ts';
export type { MemoryAttention, RoutedDocument } from './long-memory/msa/memory-attention.ts';
export {
  type AttachOptions,
  type BankDocument,
  MemoryBank,
  type MemoryBankOptions,
  type MemoryBankStats,
} from './long-memory/msa/memory-bank.ts';
export { initialMsa, type MsaTraining, readAsRouted, trainMsa } from './long-memory/msa/train-msa.ts';
export { adaptively, globally, pyramidally } from './policies/allocate.ts';
export { type CatalogEntry, findPolicy, policyCatalog } from './policies/catalog.ts';
export { fromScores, type ScoredPolicy, type ScoreOptions } from './policies/from-scores.ts';
export { initialGate, makeRetentionGate } from './retention/retention-gate.ts';
export { logRetentionScore } from './retention/retention-score.ts';
export { type GateTraining, trainGate } from './retention/train-gate.ts';
export { BlockMemory } from './segments/block-memory.ts';
export {
  Conversation,
  type ConversationOptions,
  type DroppedTokens,
  type ReplyRequest,
} from './segments/conversation.ts';
export {
  type MemoryItem,
  type SegmentBits,
  type SegmentChange,
  type SegmentChoice,
  type SegmentMode,
  segmentBits,
  segmentTokenBytes,
} from './segments/memory-item.ts';
export { modelFingerprint } from './segments/model-fingerprint.ts';
export { type ScheduleRules, type SegmentCandidate, scheduleSegments, segmentStrength } from './segments/schedule.ts';
export {
  type HeldSegment,
  SegmentMemory,
  type SegmentMemoryOptions,
  type SyncOptions,
} from './segments/segment-memory.ts';
export { AllocationLedger, type LedgerReport } from './serving/allocation-ledger.ts';
export {
  type DiffusionRequest,
  DiffusionServer,
  type DiffusionServerOptions,
  type ServedIteration,
} from './serving/diffusion-server.ts';
export { type ReplayedServer, type ReplayResult, replayWorkload, type StepCost } from './serving/replay.ts';
export { generateWorkload, type Workload, workloads } from './serving/workloads.ts';
export { atDecode } from './wrappers/at-decode.ts';
export { chunked } from './wrappers/chunked.ts';
export { mergeOnEvict } from './wrappers/merge-on-evict.ts';
export { perHead } from './wrappers/per-head.ts';
export { perLayer } from './wrappers/per-layer.ts';
export { sharedInLayer } from './wrappers/shared-in-layer.ts';
