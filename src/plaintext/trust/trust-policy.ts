/** How far each source of text is believed, and what follows from it. */
import { MemoryError } from '../../errors/index.ts';
import type { SourceClass } from '../../kernel/turn.ts';

/** Starting trust of each source class, 0 to 1. */
export const sourceTrust: Readonly<Record<SourceClass, number>> = {
  user: 1,
  import: 0.9,
  assistant: 0.7,
  tool: 0.6,
  document: 0.5,
  web: 0.3,
};

/** From here on a statement counts as the user's own word: what the user says, and imports of it. */
export const ownWord = 0.9;
/** Trust of a text that tries to instruct its reader, or is written in disguise, is at most this. */
export const attackTrust = 0.1;

export type TrustPolicy = {
  /** Turns and records with less trust are kept out of recall until somebody releases them. 0 to 1, default 0.2. */
  readonly quarantineBelow?: number;
  /** What is trusted less than a known statement by more than this can never end it. 0 to 1, default 0.25. */
  readonly gap?: number;
  /** Near copies of one text from tools, documents or the web that stay in recall; further ones are quarantined. Default 3. */
  readonly copies?: number;
};

/** A policy with nothing left open. */
export type TrustRules = Required<TrustPolicy> & {
  /** False: every text is believed as if the user had said it (for measuring what the rules are worth). */
  readonly on: boolean;
};

export const defaultTrustRules: TrustRules = { on: true, quarantineBelow: 0.2, gap: 0.25, copies: 3 };

/** @throws MemoryError `invalid_input` naming the field that is wrong. */
export function trustRules(policy: TrustPolicy | false | undefined): TrustRules {
  if (policy === undefined) return defaultTrustRules;
  if (policy === false) return { on: false, quarantineBelow: 0, gap: 1, copies: Number.POSITIVE_INFINITY };
  const stranger = Object.keys(policy).find((key) => !(key in defaultTrustRules) || key === 'on');
  const wrong =
    stranger ??
    (['quarantineBelow', 'gap'] as const).find(
      (key) => !(Number(policy[key] ?? 0) >= 0 && Number(policy[key] ?? 0) <= 1),
    ) ??
    (policy.copies === undefined || (Number.isInteger(policy.copies) && policy.copies >= 1) ? undefined : 'copies');
  if (wrong !== undefined) {
    throw new MemoryError('invalid_input', `trust: ${wrong.slice(0, 40)} is not right`, {
      details: { field: wrong.slice(0, 40) },
      hint: 'quarantineBelow and gap are numbers from 0 to 1, copies is a whole number from 1',
    });
  }
  return { ...defaultTrustRules, ...policy };
}
