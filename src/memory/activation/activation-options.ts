/** What `memory.activation.load` is given, checked before anything is computed. */
import { segmentBits } from '../../activation/segments/memory-item.ts';
import { MemoryError } from '../../errors/index.ts';
import type { MemoryRecord } from '../../kernel/record.ts';
import type { Transformer } from '../../models/transformer.ts';
import { checkInput } from '../checks.ts';
import type { LoadActivationOptions } from './active-memory.ts';

/** A record as the tokens of a model. Throws `invalid_input` when `render` or `encode` give anything else. */
export function renderTokens(record: MemoryRecord, options: LoadActivationOptions, vocabulary: number): Int32Array {
  const text: unknown = options.render?.(record) ?? `${record.text}\n`;
  if (typeof text !== 'string') {
    throw new MemoryError('invalid_input', `render gave ${typeof text}, not text`, {
      hint: 'return what the record says to the model, or nothing for its own text',
    });
  }
  const tokens: unknown = options.encode(text);
  if (!(tokens instanceof Int32Array) && !Array.isArray(tokens)) {
    throw new MemoryError('invalid_input', `encode gave ${typeof tokens}, not token ids`, {
      hint: 'return an array of whole numbers; encoding must not be asynchronous',
    });
  }
  checkTokens(tokens, 'the tokenizer', vocabulary);
  return Int32Array.from(tokens);
}

/** Throws `invalid_input` for a token that the model does not have. */
export function checkTokens(tokens: Iterable<number>, giver: string, vocabulary: number): void {
  const stranger = [...tokens].find((token) => !(Number.isInteger(token) && token >= 0 && token < vocabulary));
  if (stranger === undefined) return;
  throw new MemoryError(
    'invalid_input',
    `${giver} gave token ${String(stranger).slice(0, 40)}, the model has ${vocabulary}`,
    { hint: 'tokenizer and model must belong together: take both from one checkpoint folder' },
  );
}

/** Throws `invalid_input` for what is no model. */
export function checkModel(model: Transformer): void {
  if (typeof model?.forward === 'function') return;
  throw new MemoryError('invalid_input', 'there is no model to load', {
    hint: 'openCheckpoint of palimpsest/activation opens a Llama- or Qwen-family folder; `palimpsest kv model --out DIR` writes a small one',
  });
}

/** Throws `invalid_input` naming the option and what it must be. */
export function checkOptions(options: LoadActivationOptions): void {
  if (typeof options?.encode !== 'function') {
    throw new MemoryError('invalid_input', 'loading a model needs an encode function', {
      hint: 'memory.activation.load(model, { encode: (text) => tokenizer.encode(text) })',
    });
  }
  const { mode = 'independent' } = options;
  if (mode !== 'independent' && mode !== 'chained') {
    throw new MemoryError('invalid_input', `there is no segment mode ${String(mode).slice(0, 40)}`, {
      hint: 'the modes are independent and chained',
    });
  }
  const { bits = 32 } = options;
  if (!segmentBits.includes(bits)) {
    throw new MemoryError('invalid_input', `segments cannot have ${String(bits).slice(0, 40)} bits`, {
      hint: `the precisions are ${segmentBits.join(', ')}`,
    });
  }
  const shares = { demoteBelow: options.demoteBelow, margin: options.margin };
  for (const [name, value] of Object.entries(shares)) {
    if (value !== undefined && !(value >= 0 && value < 1)) {
      throw new MemoryError('invalid_input', `${name} is ${value}`, { hint: 'give a share from 0 to below 1' });
    }
  }
  const amounts = {
    budgetBytes: options.budgetBytes,
    promoteUses: options.promoteUses,
    promoteStableMs: options.promoteStableMs,
    demoteIdleMs: options.demoteIdleMs,
    rescheduleMs: options.rescheduleMs,
  };
  for (const [name, value] of Object.entries(amounts)) {
    if (value !== undefined && !(value >= 0 && Number.isFinite(value))) {
      throw new MemoryError('invalid_input', `${name} is ${value}`, { hint: 'give a number of at least 0' });
    }
  }
  checkInput('activation options', options);
}
