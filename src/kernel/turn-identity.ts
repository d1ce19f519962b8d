/** When two observed turns are the same turn. */
import { hash } from 'node:crypto';
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

/**
 * The id of a turn that came without one.
 *
 * `position` tells equal texts apart ("ok" said twice is two turns): the caller's key and index, or the time said and
 * the index within the call.
 */
export function derivedTurnId(turn: Said, position: string): string {
  return `turn_${hash('sha256', `${turnHash(turn)}\n${position}`, 'hex').slice(0, 26)}`;
}
