/**
 * Erasures of one cube, noted outside the cube and its backups. When an older file of the cube is opened later, what it
 * still holds of them is erased again. Without content.
 */
export type NotedErasure = {
  /** Id of the erasure. */
  readonly erasure: string;
  /** Log positions that lost their content, as on the receipt: `3-17,20`. */
  readonly positions: string;
  /** For each position eight bytes of a digest of which entry stood there (not of its content), base64. */
  readonly prints: string;
  /** By what it was selected, as on the receipt (`subject`, `3 ids`): never whom or what. Absent in older notes. */
  readonly selector?: string;
  /** Digests of rules and reasons of the policy that named the subject. */
  readonly traces?: readonly string[];
};

export type ErasureLedger = {
  /** For messages. */
  readonly path: string;
  read(): Promise<readonly NotedErasure[]>;
  /** Durable on return; an erasure that is there already is passed over. */
  add(noted: NotedErasure): Promise<void>;
};
