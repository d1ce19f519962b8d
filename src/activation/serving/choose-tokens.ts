/**
 * From hidden states to one token and its confidence for every masked row, without ever holding logits of the whole
 * batch (logit-aware budgeting of dLLM-Serve, arXiv 2512.17077). With a vocabulary of 100,000 the logits of a batch are
 * larger than everything else, so rows go through the head in chunks and only the choice is kept.
 */
import { linear, rmsNorm } from '../../models/matrix.ts';
import type { Transformer } from '../../models/transformer.ts';
import { requireFloats } from '../../tensor/index.ts';
import type { AllocationLedger } from './allocation-ledger.ts';

/** Hidden states of one request after the last layer. */
export type HiddenRows = {
  /** [rows, hidden]. */
  readonly states: Float32Array;
  /** Rows whose token is wanted. */
  readonly wanted: readonly number[];
  /** One uniform number a wanted row, for sampling. */
  readonly uniforms: readonly number[];
};

/** A choice for one row. */
export type TokenChoice = { readonly token: number; readonly confidence: number };

/**
 * `whole`: logits of every row of every request at once. `gathered`: of the wanted rows at once. `chunked`: of at most
 * `maxRows` wanted rows at a time, cut between requests (a request with more rows is not split).
 */
export type LogitLevel = 'whole' | 'gathered' | 'chunked';

/** How tokens are chosen. */
export type ChoiceRules = {
  readonly level: LogitLevel;
  /** Default 1,024. */
  readonly maxRows?: number;
  /** 0 takes the most likely token. */
  readonly temperature: number;
  /** Never chosen. */
  readonly maskToken: number;
  readonly ledger: AllocationLedger;
};

/** Choices by request, in the order of its wanted rows. The same numbers at every level. */
export function chooseTokens(model: Transformer, requests: readonly HiddenRows[], rules: ChoiceRules): TokenChoice[][] {
  const { level, maxRows = 1_024 } = rules;
  const rowsOf = (request: HiddenRows): readonly number[] =>
    level === 'whole'
      ? Array.from({ length: request.states.length / model.config.hidden }, (_, i) => i)
      : request.wanted;
  const limit = level === 'chunked' ? maxRows : Number.POSITIVE_INFINITY;
  const choices: TokenChoice[][] = [];
  for (let from = 0; from < requests.length; ) {
    let to = from;
    let rows = 0;
    while (to < requests.length && (to === from || rows + rowsOf(requests[to]!).length <= limit)) {
      rows += rowsOf(requests[to++]!).length;
    }
    choices.push(...chooseChunk(model, requests.slice(from, to), { ...rules, rowsOf, rows }));
    from = to;
  }
  return choices;
}

function chooseChunk(
  { config, parameters }: Transformer,
  requests: readonly HiddenRows[],
  rules: ChoiceRules & { readonly rowsOf: (request: HiddenRows) => readonly number[]; readonly rows: number },
): TokenChoice[][] {
  const { hidden, vocabulary } = config;
  const { rowsOf, rows, ledger } = rules;
  return ledger.during('logits', 4 * rows * vocabulary, () => {
    const gathered = new Float32Array(rows * hidden);
    let row = 0;
    const places = requests.map((request) => {
      const place = new Map<number, number>();
      for (const from of rowsOf(request)) {
        gathered.set(request.states.subarray(from * hidden, (from + 1) * hidden), row * hidden);
        place.set(from, row++);
      }
      return place;
    });
    const normed = rmsNorm(gathered, requireFloats(parameters, 'norm'), config.normEpsilon);
    const head = requireFloats(parameters, config.tiedHead ? 'embedding' : 'head');
    const logits = linear(normed, head, { rows, inputs: hidden, outputs: vocabulary });
    return requests.map(({ wanted, uniforms }, n) =>
      wanted.map((from, i) => {
        const at = places[n]!.get(from)! * vocabulary;
        return choose(logits.subarray(at, at + vocabulary), uniforms[i]!, rules);
      }),
    );
  });
}

/** One token from logits, never the mask, and its probability. */
function choose(
  logits: Float32Array,
  uniform: number,
  { temperature, maskToken }: Pick<ChoiceRules, 'temperature' | 'maskToken'>,
): TokenChoice {
  let best = maskToken === 0 ? 1 : 0;
  for (let v = 0; v < logits.length; v++) if (v !== maskToken && logits[v]! > logits[best]!) best = v;
  const highest = logits[best]!;
  const scale = temperature === 0 ? 1 : temperature;
  const mass = (v: number): number => (v === maskToken ? 0 : Math.exp((logits[v]! - highest) / scale));
  let total = 0;
  for (let v = 0; v < logits.length; v++) total += mass(v);
  if (temperature === 0) return { token: best, confidence: 1 / total };
  let left = uniform * total;
  for (let v = 0; v < logits.length; v++) {
    left -= mass(v);
    if (left < 0) return { token: v, confidence: mass(v) / total };
  }
  return { token: best, confidence: 1 / total };
}
