/** A language model that is asked the same thing once, and that may fail: states are derived again and again. */
import { createHash } from 'node:crypto';
import type { GenerateResult, LanguageModel } from '../../ports/index.ts';

/** Answers that are remembered. */
const mostKept = 2_000;
const nothing: GenerateResult = { text: '', usage: { input: 0, output: 0 } };

/** The model, and a way to make it forget what it was told. A failure gives no answer, and is not remembered. */
export function askOnce(
  model: LanguageModel,
  warn: (message: string) => void,
): { readonly model: LanguageModel; readonly forget: () => void } {
  const known = new Map<string, Promise<GenerateResult>>();
  return {
    forget: () => known.clear(),
    model: {
      id: model.id,
      contextTokens: model.contextTokens,
      generate(request) {
        const key = createHash('sha256').update(JSON.stringify(request.messages)).digest('hex');
        const before = known.get(key);
        if (before !== undefined) return before;
        if (known.size >= mostKept) known.clear();
        const asked = Promise.resolve()
          .then(() => model.generate(request))
          .catch((error: unknown) => {
            known.delete(key);
            warn(
              `the model for states failed, the rules decide: ${error instanceof Error ? error.message : 'unknown'}`,
            );
            return nothing;
          });
        known.set(key, asked);
        return asked;
      },
    },
  };
}
