/** What an open memory runs on: ports and policies, resolved from the options. */
import type { AdmissionPolicy } from '../plaintext/extract/admit.ts';
import type { ScanCrew } from '../plaintext/index/dense/scan-crew.ts';
import type { StateLogOptions } from '../plaintext/revise/state/state-log.ts';
import type { TrustRules } from '../plaintext/trust/trust-policy.ts';
import type { Clock, Embedder, Entropy, ErasureLedger, Ids, MemoryEvent, ReceiptSigner } from '../ports/index.ts';
import type { ChooseEmbedder } from './vectors/embedding-space.ts';

export type Settings = {
  readonly path: string | undefined;
  readonly readOnly: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  /** The one given when the memory was opened; the one in use is that of the derived state. */
  readonly embedder: Embedder | undefined;
  /** Finds the embedder of the cube's space. Default: `embedder`. */
  readonly chooseEmbedder?: ChooseEmbedder;
  /** Signs receipts of erasures, whatever keys the cube has. */
  readonly signer?: () => Promise<ReceiptSigner | undefined>;
  /** Signs them for a cube without a key ring. */
  readonly ownerSigner?: () => Promise<ReceiptSigner | undefined>;
  /** Notes erasures of a cube outside it; absent where nothing outside belongs to its owner. */
  readonly ledger?: (cube: string) => Promise<ErasureLedger>;
  readonly admission: AdmissionPolicy;
  readonly trust: TrustRules;
  readonly zone: string;
  /** What the states of people (or of other things) are derived by; undefined where they are not. */
  readonly state?: StateLogOptions | undefined;
  /** In a view of the past: threads of contexts stand as they did before this moment. */
  readonly threadsBefore?: number;
  /** Threads for exhaustive searches; none is started before the first that is large enough. */
  readonly crew?: ScanCrew;
  readonly notify: (event: MemoryEvent) => void;
};
