/** Options of `openMemory`, checked at the edge. */
import type { OpenSqliteOptions } from '../adapters/sqlite/index.ts';
import type { AdmissionPolicy } from '../plaintext/extract/admit.ts';
import type { StateSchemaName } from '../plaintext/revise/state/schemas/catalog.ts';
import type { StateSchemaDefinition } from '../plaintext/revise/state/state-schema.ts';
import type { TrustPolicy } from '../plaintext/trust/trust-policy.ts';
import type { Clock, Embedder, Entropy, Ids, LanguageModel, Observer, ReceiptSigner, Store } from '../ports/index.ts';
import type { EncryptionOptions } from './encryption/encryption-options.ts';
import type { ActiveSpace } from './vectors/embedding-space.ts';

export type OpenMemoryOptions = {
  /** A file (`./me.palimpsest`), or `:memory:`. Give either `path` or `store`; without both the memory is gone at close. */
  readonly path?: string;
  /** A store of your own or of another adapter. */
  readonly store?: Store;
  /** A SQLite driver or handle to use instead of the one that is picked. */
  readonly driver?: OpenSqliteOptions['driver'];
  /** Default false: the file is created when it is not there. */
  readonly mustExist?: boolean;
  readonly readOnly?: boolean;
  /** `full` (default): acknowledged writes survive power loss; `normal`: a process crash only. */
  readonly durability?: 'full' | 'normal';
  /** Longest wait for another writer, milliseconds. Default 10,000. */
  readonly busyTimeoutMs?: number;
  /** Accept a cube whose newest entries are missing, and go on from what is there. Default false. */
  readonly acceptLoss?: boolean;
  /**
   * Default: the static table that ships with the package. `false`: no dense channel. A function finds the embedder of
   * the space that the cube is in (`undefined`: the shipped one, or an empty cube), also when another process changes it.
   */
  readonly embedder?:
    | Embedder
    | false
    | ((active: ActiveSpace | undefined) => Embedder | undefined | Promise<Embedder | undefined>);
  /**
   * From which trust on things are kept out of recall, and what may end what. `false`: every source is believed like
   * the user, nothing is quarantined or escaped (for measuring what the rules are worth; never with foreign text).
   */
  readonly trust?: TrustPolicy | false;
  /** What happens to secrets and injected instructions. */
  readonly admission?: AdmissionPolicy;
  /** IANA zone for turns that name none. Default `UTC`. */
  readonly zone?: string;
  /**
   * Encrypts a new cube, and says where the keys of an encrypted one are. Default: a new cube is not encrypted, and the
   * keys of one that is are looked for in the user's key folder. `false`: the same, whatever the default becomes.
   */
  readonly encryption?: EncryptionOptions | false;
  /**
   * Tracks of what people say of their circumstances (value, unknown, stale), derived from the turns. `false` switches it
   * off; a name (`user`, `codebase`, `customer`) or a definition of yours sets what is tracked. Default `user`.
   */
  readonly stateSchema?: false | StateSchemaName | StateSchemaDefinition;
  /**
   * Signs receipts of erasures. Default: the key in the cube's key ring, else one of the owner's in the user's key folder
   * (made when it is first needed). `false`: receipts are not signed.
   */
  readonly signer?: ReceiptSigner | false;
  /**
   * Threads that help where every vector of a large memory is looked at (`deliberate: 'always'`); started when first
   * needed. Default: as many as the machine has processors to spare, three at most. 0: none.
   */
  readonly scanThreads?: number;
  /**
   * Language models for roles that rules play by default. `state` plays bridge, proposer and update judge of the states
   * when a profile is next read after new statements; the same question is asked once in a process, and where the model
   * fails the rules decide, with a warning.
   */
  readonly models?: { readonly state?: LanguageModel };
  readonly observer?: Observer;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly entropy?: Entropy;
};
