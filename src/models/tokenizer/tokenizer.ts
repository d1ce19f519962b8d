/** Text to token ids and back. */

/** How a piece of text is read. */
export type EncodeOptions = {
  /** False: what looks like a special token is plain text. Default true. */
  readonly special?: boolean;
  /** True: other text stands before it, so that no space is put in front. Default false. */
  readonly continued?: boolean;
};

/** A tokenizer of a checkpoint. */
export type Tokenizer = {
  readonly vocabulary: number;
  /** Token ids of a text; special tokens written out in the text are recognized, none are added. */
  encode(text: string, options?: EncodeOptions): Int32Array;
  /** Text of token ids; special tokens are left out unless asked for. */
  decode(ids: Iterable<number>, options?: { readonly special?: boolean }): string;
  /** Id of a token by its written form. */
  idOf(token: string): number | undefined;
};
