/**
 * The schema of a state as data: areas with tracks, each with one current value or several, the ideas by which
 * statements are recognized, and the edges along which a change unsettles something else. The default describes a
 * person (CUPMem, arXiv 2605.06527); a codebase and a customer account ship beside it, and anybody may bring another.
 */
import { MemoryError } from '../../../errors/index.ts';
import { checkStateSchema } from './check-schema.ts';
import { createThesaurus, type Thesaurus } from './concepts.ts';
import { discourseConcepts } from './schemas/discourse-concepts.ts';
import { userSchemaDefinition } from './schemas/user-schema.ts';
import { createScreen, type Screen } from './screen.ts';
import type { Signs } from './signs/signs.ts';

export type Cardinality = 'single' | 'multi';

export type TrackDefinition = { readonly name: string; readonly cardinality: Cardinality };

export type BucketDefinition = { readonly name: string; readonly tracks: readonly TrackDefinition[] };

/** Where an item belongs: `bucket/track`. */
export type TrackPath = `${string}/${string}`;

/**
 * What statements of one thing look like. A condition is words with blanks between: an idea of `concepts`, `!idea` for
 * its absence, `a|b` for either; `name` is a capitalized name, `selfbe` is "I am".
 */
export type FacetRule = {
  /** Two statements of one facet are about the same thing. */
  readonly facet: string;
  readonly path: TrackPath;
  readonly cardinality: Cardinality;
  /** Alternatives; each is a condition over ideas. */
  readonly when: readonly string[];
  /** Idea whose words are the value; `name` for capitalized names, `rest` for what the cues leave. */
  readonly value: string;
  /** Idea whose words tell what the value belongs to, where there are several of the kind: each is a facet of its own. */
  readonly of?: string;
  /** Something said of one occasion counts, too. */
  readonly event?: boolean;
  /** Words by which a question asks for it, beside `when`. */
  readonly asked: readonly string[];
};

/** Something of which people mostly have one at a time, told from examples rather than from the words of a rule. */
export type SlotRule = {
  /** The same as a facet's name where both tell of one thing. */
  readonly slot: string;
  readonly path: TrackPath;
  /** What its value looks like: a name, a number, a day or date, or whatever the sentence does not share with others. */
  readonly kind: 'name' | 'number' | 'day' | 'phrase';
  /** There is one for each of several things: a deadline, a school. */
  readonly several?: boolean;
  /** Something done again and again: what is done once says nothing. */
  readonly habitual?: boolean;
  /** Several may hold at once. */
  readonly many?: boolean;
  /** It may be said of something or somebody else than the speaker: "our son goes to". */
  readonly ofOthers?: boolean;
  /** Bases without which it does not last. */
  readonly rests?: readonly string[];
};

/** A change and the bases that it takes. */
export type CauseRule = {
  readonly cause: string;
  readonly when: readonly string[];
  readonly loses: readonly string[];
  /** Also lost: whatever is tied to the names in the statement. */
  readonly losesNames?: boolean;
  /** Also lost: whatever is tied to the things that the statement names. */
  readonly losesThings?: boolean;
  /** Counts although the sentence is about somebody or something else. */
  readonly ofOthers?: boolean;
};

/** What rests on a basis: conditions over the ideas of a statement. */
export type BasisRule = {
  readonly basis: string;
  readonly when: readonly string[];
  /** Areas in which such statements are kept, most likely first. */
  readonly buckets: readonly string[];
};

/** A schema as JSON can hold it. */
export type StateSchemaDefinition = {
  readonly name: string;
  /** Whose state it is: of the one who speaks (default), or of a thing that anybody may speak about. */
  readonly perspective?: 'speaker' | 'subject';
  readonly buckets: readonly BucketDefinition[];
  /** Idea -> words that stand for it, separated by blanks; the words of a phrase are joined by `_`. */
  readonly concepts: Readonly<Record<string, string>>;
  readonly facets: readonly FacetRule[];
  /** Told from examples, where the schema comes with signs. */
  readonly slots?: readonly SlotRule[];
  readonly causes?: readonly CauseRule[];
  readonly bases?: readonly BasisRule[];
  /** Areas in which statements tied to a name are kept. */
  readonly namedBuckets?: readonly string[];
  /** Condition and track of statements that no facet claims; the first that fits. */
  readonly places?: readonly (readonly [condition: string, path: TrackPath])[];
  /** Track of "my X is Y". Without it such statements are not kept. */
  readonly ownTrack?: TrackPath;
  /** Track of whatever is left. Without it such statements are not kept. */
  readonly otherTrack?: TrackPath;
};

export type StateSchema = {
  readonly definition: StateSchemaDefinition;
  readonly name: string;
  readonly perspective: 'speaker' | 'subject';
  readonly buckets: readonly BucketDefinition[];
  readonly facets: readonly FacetRule[];
  readonly causes: readonly CauseRule[];
  readonly bases: readonly BasisRule[];
  readonly thesaurus: Thesaurus;
  /** False for a sentence that states nothing. */
  readonly screen: Screen;
  /** What sentences show by their likeness to examples; undefined where only rules read. */
  readonly signs: Signs | undefined;
  /** Names what `signs` go by, without loading it. */
  readonly signsId: string | undefined;
  /** Lets go of the texts that `signs` remember; loads nothing. */
  readonly forgetTexts: () => void;
  readonly slotOf: (name: string) => SlotRule | undefined;
  readonly has: (path: TrackPath) => boolean;
  /** Cardinality of a track. @throws MemoryError `not_found` for an unknown one. */
  readonly cardinality: (path: TrackPath) => Cardinality;
};

/** Opens signs when they are first needed. */
export type SignsSource = { readonly id: string; readonly open: (thesaurus: Thesaurus) => Signs };

/**
 * Builds a schema.
 *
 * @throws MemoryError `invalid_input` for a track that occurs twice, a rule that points outside the tracks, an idea or
 * a basis that is not defined.
 */
export function createStateSchema(
  definition: StateSchemaDefinition = userSchemaDefinition,
  source?: SignsSource,
): StateSchema {
  checkStateSchema(definition);
  const tracks = new Map<TrackPath, Cardinality>();
  for (const { name, tracks: own } of definition.buckets)
    for (const track of own) tracks.set(`${name}/${track.name}`, track.cardinality);
  const concepts = { ...discourseConcepts, ...definition.concepts };
  const slots = new Map((definition.slots ?? []).map((rule) => [rule.slot, rule]));
  const thesaurus = createThesaurus(concepts);
  let signs: Signs | undefined;
  return {
    definition,
    name: definition.name,
    perspective: definition.perspective ?? 'speaker',
    buckets: definition.buckets,
    facets: definition.facets,
    causes: definition.causes ?? [],
    bases: definition.bases ?? [],
    thesaurus,
    get signs() {
      if (source !== undefined) signs ??= source.open(thesaurus);
      return signs;
    },
    signsId: source?.id,
    forgetTexts: () => signs?.forget(),
    slotOf: (name) => slots.get(name),
    screen: createScreen(definition, concepts),
    has: (path) => tracks.has(path),
    cardinality(path) {
      const found = tracks.get(path);
      if (found === undefined) {
        throw new MemoryError('not_found', `the schema has no track ${path}`, {
          hint: 'add it to the buckets that the schema was made of',
        });
      }
      return found;
    },
  };
}

/** The bucket of a path. */
export function bucketOf(path: TrackPath): string {
  return path.slice(0, path.indexOf('/'));
}

/** The default: a person. */
export const userSchema: StateSchema = createStateSchema();
