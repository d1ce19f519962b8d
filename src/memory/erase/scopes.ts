/** Whom a subject names: a user scope in exactly its spelling. Another spelling is refused, never guessed at. */
import { MemoryError } from '../../errors/index.ts';
import type { Engine } from '../engine.ts';
import { nicknamesIn } from './nicknames.ts';

/** A scope as it reads in any letter case and Unicode form. */
export const foldedScope = (scope: string): string =>
  scope.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim().replace(/\s+/g, ' ');

export type SubjectScope = {
  /** Something has exactly this subject as its user scope. */
  readonly isOwn: boolean;
  /** User scopes that differ from it in letter case, Unicode form or blanks alone. */
  readonly alike: readonly string[];
  /** User scopes whose own statements give this as their name. */
  readonly named: readonly string[];
};

export async function scopeOf(engine: Engine, subject: string, signal?: AbortSignal): Promise<SubjectScope> {
  const scopes = new Set<string>();
  const { units } = engine.state.index;
  const seen = new Uint8Array(units.names.size + 1);
  const [users, alive] = [units.user.data, units.alive.data];
  for (let document = 0; document < units.documents; document++) {
    const user = users[document] as number;
    if (alive[document] !== 1 || seen[user] === 1) continue;
    seen[user] = 1;
    const name = units.name(units.user, document);
    if (name !== undefined) scopes.add(name);
  }
  for (const { user } of engine.state.episodes.values()) if (user !== undefined && user !== '') scopes.add(user);
  const wanted = foldedScope(subject);
  const alike = [...scopes].filter((scope) => scope !== subject && foldedScope(scope) === wanted).sort();
  const named = new Set<string>();
  for (const { data, scope } of engine.state.facts.records('fact')) {
    const { slot, value, subject: about } = data;
    if (about !== 'user' || typeof value !== 'string' || scope.user === undefined || !scopes.has(scope.user)) continue;
    if ((slot === 'identity.name' || slot === 'identity.nickname') && foldedScope(value) === wanted) {
      named.add(scope.user);
    }
  }
  const isOwn = scopes.has(subject);
  if (!isOwn && alike.length === 0 && named.size === 0) {
    for (const scope of await calledSo(engine, wanted, signal)) if (scopes.has(scope)) named.add(scope);
  }
  return { isOwn, alike, named: [...named].sort() };
}

/** User scopes whose own turns say that others call them so: no fact holds that. */
async function calledSo(engine: Engine, wanted: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const entries of engine.cube.since(0, signal)) {
    for (const entry of entries) {
      if (entry.kind !== 'turn' || entry.turn.role !== 'user' || entry.turn.scope.user === undefined) continue;
      if (nicknamesIn(entry.turn.text).some((name) => foldedScope(name) === wanted)) found.add(entry.turn.scope.user);
    }
  }
  return found;
}

/**
 * @throws MemoryError `not_found` where only another spelling of the subject is a scope, or where it is the name of
 * somebody whose scope is another: what others say of that person would go, and what the person said would stay.
 */
export function mustBeScope({ isOwn, alike, named }: SubjectScope): void {
  if (isOwn) return;
  const [meant] = [...alike, ...named];
  if (meant === undefined) return;
  const why = alike.length > 0 ? 'only another spelling of it is' : 'it is the name of one that is called otherwise';
  throw new MemoryError('not_found', `nothing has this subject as its user scope: ${why}`, {
    hint: `did you mean ${[...new Set([...alike, ...named])].slice(0, 5).join(' or ')}? Nothing was changed.`,
  });
}

/** What whoever forgets a subject has to know at once. */
export function scopeWarnings({ isOwn, alike }: SubjectScope): string[] {
  return [
    ...(isOwn ? [] : ['nothing has this subject as its user scope: this takes no more than what others say of it']),
    ...alike.map((scope) => `user scope ${scope} differs in spelling alone and was left as it is`),
  ];
}
