export { ledgerPath, openFileLedger } from './erasure-ledger.ts';
export { type FileKeyRing, type FileKeyRingOptions, openFileKeyRing, removeFileKeyRing } from './file-key-ring.ts';
export { defaultKeyFolder, ringPath } from './key-folder.ts';
export {
  createMemoryKeyRing,
  createSharedRing,
  type MemoryKeyRingOptions,
  type SharedRing,
} from './memory-key-ring.ts';
export { openFileSigner, ownerKeyPath, signerFrom } from './receipt-signer.ts';
export type { KmsWrap, RingProtection, ScryptCost } from './ring-wrap.ts';
