/**
 * Input tokens without a table: every id at or above the vocabulary has a fixed pseudo-random code of signs, and two
 * trained matrices (`open.embedding`, and `open.previous` for the token shift) turn codes into inputs. A corpus may hold
 * any number of different names, none of which had to be seen in training; only the closed vocabulary can be generated.
 */
import { MemoryError } from '../errors/index.ts';
import { type HostArray, normalArray, type ParameterTree, requireFloats, type SeededRandom } from '../tensor/index.ts';
import { linear } from './matrix.ts';
import type { ForwardRequest, Transformer } from './transformer.ts';
import type { TransformerConfig } from './transformer-config.ts';

/** Signs in a code, which must leave room in the hidden state for everything else. */
export const openCodeWidth = 48;

/** Writes the code of a token at `offset`: `openCodeWidth` numbers of either sign, of length 1 together. */
export function writeOpenCode(token: number, out: Float32Array, offset: number): void {
  const size = 1 / Math.sqrt(openCodeWidth);
  let bits = 0;
  for (let i = 0; i < openCodeWidth; i++) {
    if (i % 32 === 0) {
      bits = (Math.imul(token, 0x9e3779b1) ^ Math.imul(i / 32 + 1, 0x85ebca77)) >>> 0;
      bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d) >>> 0;
      bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b) >>> 0;
      bits = (bits ^ (bits >>> 16)) >>> 0;
    }
    out[offset + i] = ((bits >>> (i % 32)) & 1) === 1 ? size : -size;
  }
}

/** Fresh matrices for open tokens; codes have length 1, so their deviation is larger than a table's. */
export function initialOpenTokens(
  config: Pick<TransformerConfig, 'hidden' | 'tokenShift'>,
  random: SeededRandom,
  deviation = 0.05,
): Record<string, HostArray> {
  const names = config.tokenShift ? ['open.embedding', 'open.previous'] : ['open.embedding'];
  return Object.fromEntries(
    names.map((name) => {
      const data = normalArray(random.split(name), config.hidden * openCodeWidth, deviation);
      return [name, { shape: [config.hidden, openCodeWidth], data }];
    }),
  );
}

/** The model with an open vocabulary: its parameters must hold the matrices, else `not_found`. */
export function withOpenTokens(model: Transformer): Transformer {
  const { config, parameters } = model;
  const shape = [config.hidden, openCodeWidth];
  requireFloats(parameters, 'open.embedding', shape);
  if (config.tokenShift) requireFloats(parameters, 'open.previous', shape);
  return {
    ...model,
    forward: (request) => model.forward({ ...request, inputs: openInputs(config, parameters, request) }),
  };
}

/** Input rows [count, hidden] of closed and open tokens, token shift included. */
function openInputs(config: TransformerConfig, parameters: ParameterTree, request: ForwardRequest): Float32Array {
  const { hidden, vocabulary, tokenShift } = config;
  const { tokens, previousToken } = request;
  const x = new Float32Array(tokens.length * hidden);
  const code = new Float32Array(openCodeWidth);
  const add = (row: number, token: number, table: string, matrix: string): void => {
    if (token < 0) throw new MemoryError('invalid_input', `token ${token} is negative`);
    if (token < vocabulary) {
      const held = requireFloats(parameters, table);
      for (let d = 0; d < hidden; d++) x[row * hidden + d]! += held[token * hidden + d]!;
      return;
    }
    writeOpenCode(token, code, 0);
    const shape = { rows: 1, inputs: openCodeWidth, outputs: hidden };
    const made = linear(code, requireFloats(parameters, matrix), shape);
    for (let d = 0; d < hidden; d++) x[row * hidden + d]! += made[d]!;
  };
  for (let t = 0; t < tokens.length; t++) {
    add(t, tokens[t]!, 'embedding', 'open.embedding');
    const previous = t === 0 ? previousToken : tokens[t - 1]!;
    if (tokenShift && previous !== undefined) add(t, previous, 'previousEmbedding', 'open.previous');
  }
  return x;
}
