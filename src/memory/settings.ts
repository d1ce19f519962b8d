/** What an open memory runs on: ports and policies, resolved from the options. */
import type { AdmissionPolicy } from '../plaintext/extract/admit.ts';
import type { Clock, Embedder, Entropy, Ids, MemoryEvent } from '../ports/index.ts';

export type Settings = {
  readonly path: string | undefined;
  readonly readOnly: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly entropy: Entropy;
  readonly embedder: Embedder | undefined;
  readonly admission: AdmissionPolicy;
  readonly zone: string;
  readonly notify: (event: MemoryEvent) => void;
};
