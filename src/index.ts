/**
 * Palimpsest: a memory that remembers, revises, forgets and erases with proof, inside your Node.js process.
 *
 * @module
 */
export {
  createMemoryKeyRing,
  defaultKeyFolder,
  type FileKeyRing,
  type KmsWrap,
  openFileKeyRing,
  type RingProtection,
} from './adapters/keys/index.ts';
export { nodeThreads } from './adapters/threads/node-threads.ts';
export { type ErrorCode, errorMappings, isMemoryError, MemoryError } from './errors/index.ts';
export type { Link, LinkKind } from './kernel/link.ts';
export type {
  MemoryRecord,
  RecordInput,
  RecordKind,
  RecordRef,
  RecordStatus,
  Retention,
  Validity,
} from './kernel/record.ts';
export type { EpisodeData, EventData, FactData, InstructionData, PreferenceData } from './kernel/record-data.ts';
export type { Scope } from './kernel/scope.ts';
export type { Mark, Role, SourceClass, Turn, TurnInput } from './kernel/turn.ts';
export type { ActivationTier, CachedModel, CachedSegment, SharedBudget } from './memory/activation/activation-tier.ts';
export type {
  ActiveMemory,
  ActiveSegment,
  LoadActivationOptions,
  LoggedChange,
} from './memory/activation/active-memory.ts';
export type { Lasting } from './memory/activation/hot-records.ts';
export type { Choice } from './memory/choose.ts';
export type {
  ConsolidateOptions,
  ConsolidationGroup,
  ConsolidationPart,
  ConsolidationReport,
} from './memory/consolidate.ts';
export { type EncryptCubeOptions, type EncryptReport, encryptCube } from './memory/encryption/encrypt-cube.ts';
export type { EncryptionOptions } from './memory/encryption/encryption-options.ts';
export type { MemoryKeys, SubjectKeys } from './memory/encryption/memory-keys.ts';
export type { Rederived } from './memory/erase/erase-types.ts';
export type { HookOutcome } from './memory/erase/erasure-hooks.ts';
export type { KnownCopy } from './memory/erase/known-copies.ts';
export type { CopyOutcome, ReceiptBody, ReceiptDocument, ReceiptScan } from './memory/erase/receipt-types.ts';
export type { Receipts } from './memory/erase/receipts.ts';
export {
  type ReceiptCheck,
  type ReceiptFinding,
  type VerifyReceiptOptions,
  verifyReceipt,
} from './memory/erase/verify-receipt.ts';
export type { StandingChange, StandingOptions } from './memory/fading/holds.ts';
export type { AuditEntry, MemoryPolicies, RetentionExplanation } from './memory/fading/policies.ts';
export type { RetentionReport } from './memory/fading/retention.ts';
export type { TickAction, TickOptions, TickReport } from './memory/fading/tick.ts';
export type {
  Answer,
  AsOfPoint,
  Condition,
  ContextOptions,
  ContextResult,
  ContextSection,
  DiffReport,
  ExportLine,
  FactFilter,
  FactQueries,
  FactVersion,
  Filter,
  ForgetOptions,
  ForgetReport,
  ForgetSelector,
  ForgetTarget,
  ImportReport,
  Item,
  ListOptions,
  Memory,
  MemoryView,
  Moment,
  ObserveOptions,
  ObserveResult,
  Page,
  Profile,
  RecordPatch,
  Stats,
  VerifyReport,
} from './memory/memory.ts';
export { type Cubes, type OpenCubesOptions, openCubes } from './memory/open-cubes.ts';
export { openMemory } from './memory/open-memory.ts';
export type { OpenMemoryOptions } from './memory/open-options.ts';
export type { ActiveSpace, SpaceNote } from './memory/vectors/embedding-space.ts';
export type { GoldenComparison, GoldenQuestion } from './memory/vectors/golden-questions.ts';
export type {
  ChangeEmbedderOptions,
  EmbedderChange,
  EmbedderControl,
  EmbedderStatus,
} from './memory/vectors/reembed.ts';
export type { AdmissionPolicy } from './plaintext/extract/admit.ts';
export {
  defaultPolicy,
  type MemoryPolicy,
  type MemoryPolicyInput,
  type RetentionRule,
} from './plaintext/forget/policy.ts';
export { type RetentionSet, retentionSets, type Zone } from './plaintext/forget/retention.ts';
export type {
  AnswerType,
  ChannelVote,
  Hit,
  Intent,
  ParsedQuery,
  RecallOptions,
  RecallResult,
} from './plaintext/recall/types.ts';
export type * from './ports/index.ts';
