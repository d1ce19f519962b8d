/** Checks a schema that came as data: every rule has to point at something that is there. */
import { z } from 'zod';
import { MemoryError } from '../../../errors/index.ts';
import { discourseConcepts } from './schemas/discourse-concepts.ts';
import type { StateSchemaDefinition } from './state-schema.ts';

const word = z.string().min(1).max(500);
const words = z.array(word);
const path = z.string().regex(/^[^/]+\/[^/]+$/, 'must be area/track');
const cardinality = z.enum(['single', 'multi']);

const definitionSchema = z.strictObject({
  name: word,
  perspective: z.enum(['speaker', 'subject']).optional(),
  buckets: z
    .array(z.strictObject({ name: word, tracks: z.array(z.strictObject({ name: word, cardinality })).min(1) }))
    .min(1),
  concepts: z.record(z.string(), z.string()),
  facets: z.array(
    z.strictObject({
      facet: word,
      path,
      cardinality,
      when: words.min(1),
      value: word,
      of: word.optional(),
      event: z.boolean().optional(),
      asked: words,
    }),
  ),
  slots: z
    .array(
      z.strictObject({
        slot: word,
        path,
        kind: z.enum(['name', 'number', 'day', 'phrase']),
        several: z.boolean().optional(),
        habitual: z.boolean().optional(),
        many: z.boolean().optional(),
        ofOthers: z.boolean().optional(),
        rests: words.optional(),
      }),
    )
    .optional(),
  causes: z
    .array(
      z.strictObject({
        cause: word,
        when: words,
        loses: words,
        losesNames: z.boolean().optional(),
        losesThings: z.boolean().optional(),
        ofOthers: z.boolean().optional(),
      }),
    )
    .optional(),
  bases: z.array(z.strictObject({ basis: word, when: words, buckets: words })).optional(),
  namedBuckets: words.optional(),
  places: z.array(z.tuple([word, path])).optional(),
  ownTrack: path.optional(),
  otherTrack: path.optional(),
});

/**
 * A definition from data of unknown origin; what it points at is checked when the schema is built.
 *
 * @throws MemoryError `invalid_input` naming the field.
 */
export function parseStateSchema(value: unknown): StateSchemaDefinition {
  const parsed = definitionSchema.safeParse(value);
  if (parsed.success) return parsed.data as StateSchemaDefinition;
  const issue = parsed.error.issues[0];
  throw new MemoryError('invalid_input', `state schema: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, {
    details: { path: issue?.path.join('.') ?? '' },
    hint: 'docs/truth.md shows the form',
  });
}

/** Ideas that the reader adds by itself. */
const readConcepts: readonly string[] = ['name', 'selfbe'];

/** @throws MemoryError `invalid_input`, with the rule that does not fit. */
export function checkStateSchema(definition: StateSchemaDefinition): void {
  const { buckets, concepts, facets, slots = [], causes = [], bases = [], places = [], namedBuckets = [] } = definition;
  const fail = (message: string, hint: string): never => {
    throw new MemoryError('invalid_input', `state schema: ${message}`, { hint });
  };
  const paths = new Set<string>();
  for (const { name, tracks } of buckets) {
    for (const track of tracks) {
      const path = `${name}/${track.name}`;
      if (paths.has(path)) fail(`track ${path} is defined twice`, 'give each track its own name');
      paths.add(path);
    }
  }
  const ideas = new Set([...Object.keys(concepts), ...Object.keys(discourseConcepts), ...readConcepts]);
  const areas = new Set(buckets.map(({ name }) => name));
  const known = new Set(bases.map(({ basis }) => basis));
  const checkPath = (path: string, where: string): void => {
    if (!paths.has(path)) fail(`${where} points at track ${path}, which is not there`, 'add it to the buckets');
  };
  const checkArea = (area: string, where: string): void => {
    if (!areas.has(area)) fail(`${where} points at area ${area}, which is not there`, 'add it to the buckets');
  };
  const checkConditions = (conditions: readonly string[], where: string): void => {
    for (const idea of conditions.flatMap((one) => one.split(/[ |]/)).map((one) => one.replace(/^!/, ''))) {
      if (!ideas.has(idea)) fail(`${where} uses the idea ${idea}, which has no words`, 'add it to the concepts');
    }
  };
  for (const { facet, path, when, asked, value, of } of facets) {
    checkPath(path, `facet ${facet}`);
    checkConditions([...when, ...asked], `facet ${facet}`);
    if (value !== 'rest') checkConditions([value.replace(/\|rest$/, '')], `facet ${facet}`);
    if (of !== undefined) checkConditions([of], `facet ${facet}`);
    if (/:/.test(facet)) fail(`facet ${facet} has a colon in its name`, 'leave it out');
  }
  for (const { slot, path, rests = [] } of slots) {
    checkPath(path, `slot ${slot}`);
    if (/:/.test(slot)) fail(`slot ${slot} has a colon in its name`, 'leave it out');
    for (const basis of rests)
      if (!known.has(basis)) fail(`slot ${slot} rests on ${basis}, which is no basis`, 'add it to the bases');
  }
  for (const { cause, when, loses } of causes) {
    checkConditions(when, `cause ${cause}`);
    for (const basis of loses)
      if (!known.has(basis))
        fail(`cause ${cause} takes the basis ${basis}, on which nothing rests`, 'add it to the bases');
  }
  for (const { basis, when, buckets: within } of bases) {
    checkConditions(when, `basis ${basis}`);
    for (const area of within) checkArea(area, `basis ${basis}`);
  }
  for (const area of namedBuckets) checkArea(area, 'namedBuckets');
  for (const [condition, path] of places) {
    checkConditions([condition], `place ${path}`);
    checkPath(path, 'a place');
  }
  if (definition.ownTrack !== undefined) checkPath(definition.ownTrack, 'ownTrack');
  if (definition.otherTrack !== undefined) checkPath(definition.otherTrack, 'otherTrack');
}
