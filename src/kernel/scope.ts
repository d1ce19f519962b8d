/** Scope fields on turns and records, inside a cube. Isolation between cubes is structural; scopes only narrow. */
export type Scope = {
  /** Whose memory it is; the subject for erasure by default. */
  readonly user?: string;
  readonly agent?: string;
  /** One conversation or sitting. */
  readonly session?: string;
};

/** True when every field that `filter` names has the same value in `scope`. */
export function scopeMatches(scope: Scope, filter: Scope): boolean {
  return (
    (filter.user === undefined || filter.user === scope.user) &&
    (filter.agent === undefined || filter.agent === scope.agent) &&
    (filter.session === undefined || filter.session === scope.session)
  );
}
