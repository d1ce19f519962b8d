/** Signs receipts of erasures with the key of the cube's owner (Ed25519), which is kept outside the cube. */
export type ReceiptSigner = {
  /** First 16 bytes of the SHA-256 of the public key, hex. */
  readonly keyId: string;
  /** SPKI in DER, base64. */
  readonly publicKey: string;
  /** The signature, 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
};
