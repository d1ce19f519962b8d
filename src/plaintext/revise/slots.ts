/**
 * The typed schema of facts as data: two-level names, one or many values, the statements that fill a slot, the words
 * that ask for it, and which other slots lose their basis when it changes (the edges that CUPMem, arXiv 2605.06527,
 * leaves to a model). Users add slots of their own.
 */
import { MemoryError } from '../../errors/index.ts';
import { defaultSlots } from './default-slots.ts';

/** How much of what follows a statement's head is the value. */
export type ValueShape =
  /** A capitalized name (or a known place in lower case). */
  | 'name'
  /** A place: name, optionally with a second part after a comma. */
  | 'place'
  /** A short noun phrase. */
  | 'phrase'
  /** One or several noun phrases joined by commas or "and": one fact each. */
  | 'list'
  /** A number, with its unit. */
  | 'number'
  /** The rest of the clause. */
  | 'clause';

/** A way of saying it: matched at the start of what follows the subject, after contractions and adverbs are normalized. */
export type SlotStatement = {
  /** Named group `value`; without it the value is `fixed`. A group `former` is the value that it took the place of. */
  readonly pattern: RegExp;
  readonly fixed?: string;
  readonly shape?: ValueShape;
  /** The statement reports a change ("moved to"): a time beside it is when the value began. */
  readonly change?: boolean;
  /** The statement ends the value ("left", "quit"): it yields a negative fact. */
  readonly ends?: boolean;
  /** Holds where the clause denies that it ever was ("I have never moved"). */
  readonly never?: true;
  /** Tells what was so in former times: "lived in ... until 2019". */
  readonly past?: true;
  /** "Went back to": counts only for a value that held before; else it was a visit. */
  readonly back?: true;
  /** Default 0.85. */
  readonly confidence?: number;
};

export type SlotDefinition = {
  /** `area.name`, lower case. */
  readonly name: string;
  readonly cardinality: 'single' | 'multi';
  /** Sentence with `{subject}` and `{value}`. */
  readonly text: string;
  /** The same, denied or over. */
  readonly negativeText: string;
  readonly statements?: readonly SlotStatement[];
  /** Nouns after "my" that name this slot: "my hometown is ...". */
  readonly attributes?: readonly string[];
  /** Shape of the value in "my <attribute> is <value>". Default `phrase`. */
  readonly attributeShape?: ValueShape;
  /** Words of questions that ask for it. */
  readonly synonyms?: readonly string[];
  /** Slots whose values may no longer hold when this one changes; a trailing `*` covers an area. */
  readonly affects?: readonly string[];
};

export type SlotSchema = {
  readonly slots: readonly SlotDefinition[];
  /** Exact slot, else the definition of its open area (`favorite.*`, `attribute.*`), else undefined. */
  readonly find: (name: string) => SlotDefinition | undefined;
  /** Slot named by "my <attribute>". */
  readonly byAttribute: (attribute: string) => SlotDefinition | undefined;
  /** Slots that a question's words point at, best first. */
  readonly forWords: (words: readonly string[]) => readonly SlotDefinition[];
  /** Slots that a change of `name` may invalidate. */
  readonly affectedBy: (name: string) => readonly string[];
};

const validName = /^[a-z][a-z0-9-]*\.(?:[a-z][a-z0-9 -]*|\*)$/;

/**
 * Builds a schema: the default slots, with `extra` added; an extra slot replaces the default one of the same name.
 * @throws invalid_input for a name that is not `area.name`.
 */
export function createSlotSchema(extra: readonly SlotDefinition[] = []): SlotSchema {
  const byName = new Map<string, SlotDefinition>();
  for (const slot of [...defaultSlots, ...extra]) {
    if (!validName.test(slot.name)) {
      throw new MemoryError('invalid_input', `slot name ${JSON.stringify(slot.name)} is not area.name`, {
        hint: 'use two lower-case words joined by a dot, such as project.database',
      });
    }
    byName.set(slot.name, slot);
  }
  const slots = [...byName.values()];
  const attributes = new Map<string, SlotDefinition>();
  const words = new Map<string, SlotDefinition[]>();
  for (const slot of slots) {
    for (const attribute of slot.attributes ?? []) attributes.set(attribute, slot);
    const [, last = ''] = slot.name.split('.');
    for (const word of new Set([last, ...(slot.attributes ?? []), ...(slot.synonyms ?? [])])) {
      words.set(word, [...(words.get(word) ?? []), slot]);
    }
  }
  const find = (name: string): SlotDefinition | undefined => byName.get(name) ?? byName.get(`${name.split('.')[0]}.*`);
  return {
    slots,
    find,
    byAttribute: (attribute) => attributes.get(attribute),
    forWords: (asked) => {
      const votes = new Map<SlotDefinition, number>();
      for (const word of asked) for (const slot of words.get(word) ?? []) votes.set(slot, (votes.get(slot) ?? 0) + 1);
      return [...votes].sort((a, b) => b[1] - a[1]).map(([slot]) => slot);
    },
    affectedBy: (name) => find(name)?.affects ?? [],
  };
}

let shared: SlotSchema | undefined;

/** The default schema, built once. */
export function defaultSlotSchema(): SlotSchema {
  shared ??= createSlotSchema();
  return shared;
}
