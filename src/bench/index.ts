/** `palimpsest/bench`: suites, metrics, baselines and the retrieval and speed runs. */
export {
  type AnswerScores,
  type AnswerSubject,
  type AnswersReport,
  type AnswersRequest,
  answeringSubject,
  runAnswers,
} from './answers.ts';
export { type Answer, type Asked, askQuestions, deepestRank, foldUnits } from './ask-questions.ts';
export { bm25Sessions } from './baselines/bm25-sessions.ts';
export { bm25Turns } from './baselines/bm25-turns.ts';
export { baselines } from './baselines/catalog.ts';
export { recency } from './baselines/recency.ts';
export type { ChoiceScores, ChoicesReport } from './choices.ts';
export { chooserAccuracy, type OptionChooser, overlapChooser } from './choose-option.ts';
export { chooseClaims, claims } from './claims/catalog.ts';
export {
  type ClaimDefinition,
  type ClaimOutcome,
  type ClaimRun,
  type ControlOutcome,
  claimSeeds,
  type RelationOutcome,
  type Verdict,
} from './claims/claim-definition.ts';
export { judgeClaim, type Measured, type Numbers, type RelationSpec } from './claims/judge-claim.ts';
export { type ClaimRow, runClaim } from './claims/run-claims.ts';
export { type SeededClaim, seededClaim } from './claims/seeded-claim.ts';
export { type OpenModelFolder, shippedModel } from './claims/shipped-model.ts';
export {
  type EncryptionCostOptions,
  type EncryptionCostRequest,
  type EncryptionCostRow,
  type EncryptionVariants,
  encryptionCost,
} from './encryption-cost.ts';
export { type MemoryLike, memorySubject, memorySubjects } from './memory-subject.ts';
export { answerTokens, locomoExactMatch, locomoScore, tokenF1 } from './metrics/locomo-f1.ts';
export {
  allAt,
  anyAt,
  byScore,
  cappedRecallAt,
  gradedNdcgAt,
  longMemEvalNdcgAt,
  ndcgAt,
  recallAt,
  reciprocalRank,
  type Scored,
} from './metrics/ranking.ts';
export { auc, halfWidth95, kendallTauB, mean, percentile } from './metrics/statistics.ts';
export type { ScoredRanking, SuiteScores } from './metrics/suite-scores.ts';
export { type ReliabilityReport, type ReliabilityRequest, runReliability } from './reliability/run-reliability.ts';
export {
  type CategoryScores,
  type RetrievalOptions,
  type RetrievalReport,
  type RetrievalRequest,
  runRetrieval,
} from './retrieval.ts';
export {
  runScan,
  type ScanReport,
  type ScanRequest,
  type ScanRow,
  type SignsFirstTimes,
  type ThreadTimes,
} from './scan-times.ts';
export {
  type MakeSpeedPlace,
  measureSpeed,
  runSpeed,
  type SpeedOptions,
  type SpeedPlace,
  type SpeedRequest,
  type SpeedRow,
  type SpeedSubject,
} from './speed.ts';
export { type SpeedCorpus, speedCorpus, speedCorpusDescription } from './speed-corpus.ts';
export type { RankedEntry, Ranking, Subject, SubjectContext, SubjectFactory } from './subject.ts';
export { chooseUnit, findSuite, loadSuite, suites } from './suites/catalog.ts';
export type {
  LoadedSuite,
  Part,
  Suite,
  SuiteConversation,
  SuiteOptions,
  SuiteQuestion,
  UnitName,
} from './suites/suite.ts';
