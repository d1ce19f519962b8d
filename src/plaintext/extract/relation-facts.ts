/** Who is who around the speaker: "my sister is Anna", "my sister Anna". */
import { singleRelations } from '../revise/default-slots.ts';
import type { Clause } from './clauses.ts';
import { entityKey } from './entities.ts';
import { relationNouns, sentenceStarters } from './entity-lexicon.ts';
import { type FactScene, type FoundFact, factFrom } from './make-fact.ts';
import { relationKey } from './subject.ts';

/** "my sister is Anna", "my sister's name is Anna", "my sister Anna ...". */
export function relationFacts(
  clause: Clause,
  said: { readonly relation: string; readonly name?: string },
  scene: FactScene,
): FoundFact[] {
  const slot = scene.context.schema.find('relation.*');
  if (slot === undefined) return [];
  const named =
    /^(?:is|is called|is named)\s+(?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)(?=\s*(?:$|[,.!;]| and\b| now\b| these days\b| again\b))/u.exec(
      clause.predicate,
    )?.groups?.['name'];
  const name = said.name ?? named;
  if (name === undefined || clause.negative || sentenceStarters.has(name.toLowerCase())) return [];
  const open = relationKey(said.relation);
  if (scene.speaker.relations.get(open) === name && said.name === undefined) return [];
  scene.speaker.relations.set(open, name);
  scene.speaker.people.add(entityKey(name));
  const subject = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
  return [
    factFrom({
      slot,
      value: name,
      subject,
      clause: { ...clause, negative: false, ended: false },
      scene,
      open,
      cardinality: singleRelations.has(open) ? 'single' : 'multi',
    }),
  ];
}

const appositive = new RegExp(
  `\\bmy (?:(?:older|younger|little|big|elder|twin|new|old) )?(${relationNouns}),? (\\p{Lu}\\p{Ll}[\\p{L}'-]*)(?!\\p{L})`,
  'gu',
);

/** "my sister Anna" anywhere in a sentence. */
export function appositiveFacts(sentence: string, scene: FactScene): FoundFact[] {
  if (!/\bmy /i.test(sentence)) return [];
  const slot = scene.context.schema.find('relation.*');
  if (slot === undefined) return [];
  const found: FoundFact[] = [];
  for (const match of sentence.matchAll(appositive)) {
    const name = match[2] ?? '';
    const open = relationKey(match[1] ?? '');
    if (sentenceStarters.has(name.toLowerCase()) || scene.speaker.relations.get(open) === name) continue;
    scene.speaker.relations.set(open, name);
    scene.speaker.people.add(entityKey(name));
    const clause: Clause = {
      subject: { kind: 'self', plural: false },
      predicate: '',
      negative: false,
      ended: false,
      correction: false,
    };
    const subject = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
    found.push(
      factFrom({
        slot,
        value: name,
        subject,
        clause,
        scene,
        open,
        cardinality: singleRelations.has(open) ? 'single' : 'multi',
      }),
    );
  }
  return found;
}
