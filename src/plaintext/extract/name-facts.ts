/** What the speaker is called: "I'm Craig", "my name is Craig". */
import type { Clause } from './clauses.ts';
import { entityKey } from './entities.ts';
import { givenNames, sentenceStarters } from './entity-lexicon.ts';
import { type FactScene, type FoundFact, factFrom } from './make-fact.ts';

const nameIntro =
  /^(?:am|is called) (?<name>\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?)(?=\s*(?:$|[,.!]| and (?:I|this|my)| from\b| by the way| now\b| from now on))/u;

/** "I'm Craig, ..." and "call me Craig". */
export function introduction(clause: Clause, scene: FactScene): FoundFact[] {
  const match = nameIntro.exec(clause.predicate);
  const name = match?.groups?.['name'];
  if (name === undefined || clause.negative) return [];
  const first = (name.split(/[ -]/)[0] ?? '').toLowerCase();
  const wordLike = sentenceStarters.has(first) || /(?:ing|ed|ese|ish|ian|ican)$/.test(first);
  if (wordLike || (!givenNames.has(first) && !/^(?:$|,)/.test(clause.predicate.slice(3 + name.length)))) return [];
  return nameFact(name, clause, scene);
}

export function nameFact(name: string, clause: Clause, scene: FactScene): FoundFact[] {
  const slot = scene.context.schema.find('identity.name');
  if (slot === undefined) return [];
  scene.context.nameSpeaker(scene.speaker, name);
  const subject = {
    key: scene.speaker.key,
    display: scene.speaker.key === 'user' ? 'The user' : scene.speaker.display,
    certainty: 1,
  };
  if (entityKey(name) === subject.key) return [];
  return [factFrom({ slot, value: name, subject, clause, scene })];
}
