/**
 * The shape of a surface of the STALE twin: what people say, and what they are asked, as data. Braces are slots:
 * `{v}` is the attribute's value, any other name is drawn from the surface's pools.
 */

/** An attribute that is mentioned twice with different values, in different words (Type I). */
export type AttributeSurface = {
  readonly id: string;
  readonly values: readonly string[];
  /** First mentions. */
  readonly old: readonly string[];
  /** Later mentions; none negates the first. */
  readonly new: readonly string[];
  /** Questions about the current value. */
  readonly state: readonly string[];
  /** Questions that presuppose `{v}`. */
  readonly premise: readonly string[];
  /** Open requests whose good answer depends on the value. */
  readonly request: readonly string[];
};

/** Something that holds only as long as a cause has not happened. */
export type DependentSurface = {
  readonly id: string;
  readonly statements: readonly string[];
  readonly state: readonly string[];
  readonly premise: readonly string[];
  readonly request: readonly string[];
};

/** A change that breaks other things without naming them (Type II). */
export type CauseSurface = {
  readonly id: string;
  readonly statements: readonly string[];
  readonly dependents: readonly DependentSurface[];
};

/** Two statements that share words or a topic and can both be true now. */
export type ControlSurface = {
  readonly id: string;
  readonly old: readonly string[];
  readonly new: readonly string[];
  readonly state: readonly string[];
  readonly premise: readonly string[];
};

/** Everything that one half of the twin is rendered from. */
export type StaleSurface = {
  readonly attributes: readonly AttributeSurface[];
  readonly causes: readonly CauseSurface[];
  readonly controls: readonly ControlSurface[];
  readonly pools: Readonly<Record<string, readonly string[]>>;
  /** Things that users say in the sessions between, none of them about the probed state. */
  readonly fillers: readonly string[];
};
