/** The shape of an attack surface: what an attacker writes, as data. Braces are slots: `{m}` marker, `{v}` value, `{n}` name. */

/** A thing that the user has said, and what an attacker would rather have remembered. */
export type FalseFact = {
  /** What the user says, with `{v}`. */
  readonly said: string;
  /** The same as a record: slot and sentence. */
  readonly slot: string;
  readonly sentence: string;
  readonly values: readonly string[];
  readonly question: string;
  /** What is said a thousand times, in the words of the question. */
  readonly flood: string;
  /** Claims by somebody else, with `{v}`. */
  readonly claims: readonly string[];
};

export type AttackSurface = {
  /** Innocent text of pages, with a topic that questions ask about. */
  readonly pages: readonly { readonly topic: string; readonly text: string; readonly question: string }[];
  /** Orders to whoever reads them; `{m}` is what they want to have said or done. */
  readonly orders: readonly string[];
  readonly facts: readonly FalseFact[];
  /** Sentences about a person `{n}` with a false value `{v}`. */
  readonly impostures: readonly { readonly truth: string; readonly lie: string; readonly question: string }[];
  readonly names: readonly string[];
  /** What closes a quotation, or opens another voice; `{m}` follows. */
  readonly escapes: readonly string[];
  /** How an assistant repeats what it was given; `{t}` is the text. */
  readonly echoes: readonly string[];
};
