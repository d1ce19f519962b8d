/** The shape of a surface of the HaluMem-style update twin: user attributes, their updates, and planted falsehoods. */

/** Braces: `{v}` the value, `{w}` a wrong value that the assistant slips in. */
export type UpdateAttribute = {
  readonly id: string;
  readonly values: readonly string[];
  readonly initial: readonly string[];
  readonly update: readonly string[];
  /** Said by the assistant, false. */
  readonly planted: readonly string[];
  /** The update as a question. */
  readonly question: string;
};

export type UpdateSurface = { readonly attributes: readonly UpdateAttribute[]; readonly noise: readonly string[] };
