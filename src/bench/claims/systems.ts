/** The systems that the project set out to build, in the order of its list; `SYSTEMS.md` is made from it and from the claims. */
import type { Tier } from './claim-definition.ts';

export type SystemEntry = {
  /** Place in the list, 1 to 55. */
  readonly number: number;
  /** Name of its sheet and of its claim. */
  readonly name: string;
  readonly title: string;
  readonly tier: Tier;
};

const rows: readonly (readonly [string, string, Tier])[] = [
  ['memos', 'MemOS: A Memory OS for AI System', 'all'],
  ['superlocalmemory', 'SuperLocalMemory V3.3', 'plaintext'],
  ['himem', 'HiMem', 'plaintext'],
  ['simplemem', 'SimpleMem', 'plaintext'],
  ['d-mem', 'D-Mem', 'plaintext'],
  ['rhea', 'Rhea', 'plaintext'],
  ['think-in-memory', 'Think-in-Memory (TiM)', 'plaintext'],
  ['cupmem', "STALE's CUPMem", 'plaintext'],
  ['arcmemo', 'ArcMemo', 'plaintext'],
  ['agentrunbook', "LongMemEval-V2's AgentRunbook-R and -C", 'plaintext'],
  ['memevolve', 'MemEvolve and EvolveLab', 'plaintext'],
  ['m-star', 'M-star', 'plaintext'],
  ['continuous-memory-gui', 'Auto-scaling Continuous Memory for GUI Agent', 'activation'],
  ['trim-kv', 'TRIM-KV (Cache What Lasts)', 'activation'],
  ['global-retention-kv', 'Make Each Token Count (global retention)', 'activation'],
  ['kvmerger', 'KVMerger (Model Tells You Where to Merge)', 'activation'],
  ['dapq', 'DapQ (Where Matters More Than What)', 'activation'],
  ['think', 'ThinK', 'activation'],
  ['llm-in-a-flash', 'LLM in a flash', 'activation'],
  ['dkv-cache', 'dKV-Cache', 'activation'],
  ['dllm-serve', 'dLLM-Serve', 'activation'],
  ['msa', 'MSA: Memory Sparse Attention', 'activation'],
  ['longmem', 'LongMem', 'activation'],
  ['memory-reweaving', 'Contextual Memory Reweaving', 'activation'],
  ['echo-forcing', 'Echo-Forcing', 'activation'],
  ['relic', 'RELIC', 'activation'],
  ['tempcache', 'TempCache, AnnCA, AnnSA (fast autoregressive video diffusion)', 'activation'],
  ['bmojo', "B'MOJO", 'parametric'],
  ['memmamba', 'MemMamba', 'parametric'],
  ['engram', 'Engram (conditional memory via scalable lookup)', 'parametric'],
  ['dual-memory-networks', 'Dual Memory Networks', 'parametric'],
  ['discrete-kv-bottleneck', 'Discrete Key-Value Bottleneck', 'parametric'],
  ['dsi-plus-plus', 'DSI++', 'parametric'],
  ['reloop2', 'ReLoop2', 'parametric'],
  ['prototype-relation-distillation', 'Prototype-Sample Relation Distillation', 'parametric'],
  ['memo', 'MEMO (A Model or 603 Exemplars)', 'parametric'],
  ['fpf', 'FPF and k-FPF (Does Continual Learning Equally Forget All Parameters?)', 'parametric'],
  ['continual-ema', 'Large Continual Instruction Assistant (EMA)', 'parametric'],
  ['stability-gap', 'Continual evaluation: the stability gap', 'evaluation'],
  ['fit', 'FIT', 'parametric'],
  ['shred', 'SHRED', 'parametric'],
  ['geometric-unlearning', 'Geometric-Disentanglement Unlearning', 'parametric'],
  ['selective-synaptic-dampening', 'Selective Synaptic Dampening', 'parametric'],
  ['digital-forgetting', 'Digital Forgetting in LLMs (survey)', 'evaluation'],
  ['convomem', 'ConvoMem', 'evaluation'],
  ['longmint', 'LongMINT', 'evaluation'],
  ['longmemeval-v2', 'LongMemEval-V2 (benchmark)', 'evaluation'],
  ['stale', 'STALE (benchmark)', 'evaluation'],
  ['memtrack', 'MEMTRACK', 'evaluation'],
  ['medmemorybench', 'MedMemoryBench', 'evaluation'],
  ['halumem', 'HaluMem', 'evaluation'],
  ['lmeb', 'LMEB', 'evaluation'],
  ['scbench', 'SCBench', 'evaluation'],
  ['memory-rewriting', 'Memory Retention Is Not Enough (memory rewriting in RL)', 'evaluation'],
  ['paper-feed', 'The dated feed of abstracts: importer, standing queries, digest', 'plaintext'],
];

/** All 55. */
export const systems: readonly SystemEntry[] = rows.map(([name, title, tier], index) => ({
  number: index + 1,
  name,
  title,
  tier,
}));
