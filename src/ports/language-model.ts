/** A chat model. Optional everywhere: each role that it can play has a rule default. */
export type ModelMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

export type GenerateRequest = {
  readonly messages: readonly ModelMessage[];
  /** A JSON schema that the answer must satisfy; the parsed value comes back as `value`. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly maxTokens?: number;
  /** Default 0. */
  readonly temperature?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
};

export type GenerateResult = {
  readonly text: string;
  readonly value?: unknown;
  /** Tokens; mandatory, because budgets depend on it. */
  readonly usage: { readonly input: number; readonly output: number };
};

export type LanguageModel = {
  readonly id: string;
  readonly contextTokens: number;
  generate(request: GenerateRequest): Promise<GenerateResult>;
};
