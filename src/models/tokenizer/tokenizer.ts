/** Text to token ids and back. */

/** A tokenizer of a checkpoint. */
export type Tokenizer = {
  readonly vocabulary: number;
  /** Token ids of a text; special tokens written out in the text are recognized, none are added. */
  encode(text: string): Int32Array;
  /** Text of token ids; special tokens are left out unless asked for. */
  decode(ids: Iterable<number>, options?: { readonly special?: boolean }): string;
  /** Id of a token by its written form. */
  idOf(token: string): number | undefined;
};
