/**
 * The shape of a surface of the LongMINT twin. Braces are slots: `{e}` entity, `{v}` the value that holds from now
 * on, `{u}` the one before it.
 */

/** One attribute of the entities of a domain, with everything that is ever said or asked about it. */
export type TrackedAttribute = {
  readonly id: string;
  /** At least 33, so that no revision has to repeat one; with fewer, streams of more updates are left out. */
  readonly values: readonly string[];
  /** A measure that stands behind most values: an answer may have it or not. */
  readonly unit?: string;
  /** How a value is first stated. */
  readonly first: readonly string[];
  /** How a later value is stated; some name the old one. */
  readonly update: readonly string[];
  /** Said about the attribute without changing it. */
  readonly noise: readonly string[];
  /** Tells an older value, `{u}`, as what is past. */
  readonly retold?: readonly string[];
  readonly current: readonly string[];
  /** `{n}` is how many revisions before the latest, in digits. */
  readonly historical: readonly string[];
  /** Asks for the value just before the latest; for the very first one. */
  readonly previous?: readonly string[];
  readonly original?: readonly string[];
  readonly ordering: readonly string[];
  /** Asks how often it changed. */
  readonly counting: readonly string[];
  /** Asks how many values it had, the first included. */
  readonly countingValues?: readonly string[];
};

/** A domain: entities that share attributes. */
export type LongmintDomain = {
  readonly id: string;
  readonly entities: readonly string[];
  readonly attributes: readonly TrackedAttribute[];
};

export type LongmintSurface = { readonly domains: readonly LongmintDomain[] };
