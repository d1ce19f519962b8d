/** When two observed turns are the same turn. */
import { createHmac, hash } from 'node:crypto';
import type { Scope } from './scope.ts';
import type { Role } from './turn.ts';

type Said = {
  readonly scope: Scope;
  readonly role: Role;
  readonly speaker?: string | undefined;
  readonly text: string;
  readonly at: number;
};

/** SHA-256, hex, over scope, role, speaker, time and text. */
export function turnHash(turn: Said): string {
  const { user = '', agent = '', session = '' } = turn.scope;
  return hash(
    'sha256',
    JSON.stringify([user, agent, session, turn.role, turn.speaker ?? '', turn.at, turn.text]),
    'hex',
  );
}

const idFrom = (key: Uint8Array, what: string): string =>
  `turn_${createHmac('sha256', key).update(what).digest('hex').slice(0, 26)}`;

/**
 * The id of a turn that came without one: its content, time and which repetition of these it is ("ok" said twice is
 * two turns). Keyed by the cube, so that the same text has another id elsewhere.
 */
export function derivedTurnId(turn: Said, repetition: number, key: Uint8Array): string {
  return idFrom(key, `said\n${turnHash(turn)}\n${repetition}`);
}

/** The id that a caller's idempotency key gives, whatever the content is. */
export function keyedTurnId(idempotencyKey: string, position: number, key: Uint8Array): string {
  return idFrom(key, `keyed\n${position}\n${idempotencyKey}`);
}
