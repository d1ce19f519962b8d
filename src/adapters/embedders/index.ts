/**
 * Embedders that turn texts into vectors for a cube: the table that ships with the package, any embedding model of the
 * AI SDK, Ollama, a transformer through ONNX Runtime.
 *
 * @module
 */
export type { Embedder } from '../../ports/index.ts';
export { type AiSdkEmbedderOptions, type AiSdkEmbeddingModel, createAiSdkEmbedder } from './ai-sdk-embedder.ts';
export type { EmbeddingTextOptions } from './batched-embedder.ts';
export { createOllamaEmbedder, type OllamaEmbedderOptions } from './ollama-embedder.ts';
export { type DownloadedModel, type DownloadModelOptions, downloadModel } from './onnx/download-model.ts';
export type { OnnxRuntime, OnnxSession, OnnxTensor } from './onnx/onnx-runtime.ts';
export type { Pooling } from './onnx/pooling.ts';
export { createOnnxEmbedder, type OnnxEmbedderOptions } from './onnx-embedder.ts';
export type { RetryOptions } from './retry-transient.ts';
export { createStaticEmbedder, type StaticEmbedderOptions, type SyncEmbedder } from './static-embedder.ts';
