/** What the rules see in one turn: sentences, named things and resolved times. Pure; cheap enough to run on every turn. */
import type { Annotation } from './annotation.ts';
import { findEntities } from './entities.ts';
import { blankCode, splitSentences } from './sentences.ts';
import { findTimes } from './times.ts';

/** What is known about the turn from outside its text. */
export type AnnotateContext = {
  /** When it was said, milliseconds since the epoch. */
  readonly at: number;
  /** IANA zone in which it was said. Default UTC. */
  readonly zone?: string;
  readonly speaker?: string;
  /** Alias -> canonical entity key, both lower case. */
  readonly knownEntities?: ReadonlyMap<string, string>;
};

/** Entities and times are looked for in this many characters of prose; beyond it only sentences are cut. */
const deepCharacters = 20_000;

/**
 * Annotates one turn. Code blocks are skipped; offsets are into `text` as given.
 * @throws invalid_input when `context.zone` is not a known time zone.
 */
export function annotate(text: string, context: AnnotateContext): Annotation {
  const prose = blankCode(text);
  const sentences = splitSentences(prose);
  const deep = prose.length > deepCharacters ? prose.slice(0, deepCharacters) : prose;
  const times = findTimes(deep, context.at, context.zone);
  const entities = findEntities(deep, sentences, context.knownEntities).filter(
    (entity) => !times.some((time) => entity.start < time.end && entity.end > time.start),
  );
  return { sentences, entities, times };
}
