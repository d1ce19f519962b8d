/** Facts as subject, slot and value, from statements that the slot schema describes. */
import type { SlotDefinition, SlotSchema, SlotStatement } from '../revise/slots.ts';
import { attributeFacts } from './attribute-facts.ts';
import type { Clause } from './clauses.ts';
import { type FactScene, type FoundFact, factFrom, plausible } from './make-fact.ts';
import { introduction } from './name-facts.ts';
import { relationFacts } from './relation-facts.ts';
import { resolveSubject } from './subject.ts';
import { shapedValues } from './values.ts';

type Statement = { readonly slot: SlotDefinition; readonly statement: SlotStatement };

const statementCache = new WeakMap<SlotSchema, ReadonlyMap<string, readonly Statement[]>>();

/** Statements by the first words that they can begin with, so that most clauses try few patterns. */
function statementsFor(schema: SlotSchema): ReadonlyMap<string, readonly Statement[]> {
  let all = statementCache.get(schema);
  if (all === undefined) {
    all = new Map([
      ['*', schema.slots.flatMap((slot) => (slot.statements ?? []).map((statement) => ({ slot, statement })))],
    ]);
    statementCache.set(schema, all);
  }
  return all;
}

/** Facts that one clause states. */
export function factsOf(clause: Clause, scene: FactScene): FoundFact[] {
  if (clause.subject.kind === 'possession') return attributeFacts(clause.subject.noun.toLowerCase(), clause, scene);
  const subject = resolveSubject(clause.subject, scene.speaker);
  if (subject === undefined) return [];
  const found: FoundFact[] = [];
  if (clause.subject.kind === 'relation') found.push(...relationFacts(clause, clause.subject, scene));
  if (clause.subject.kind === 'self') found.push(...introduction(clause, scene));
  const cache = statementsFor(scene.context.schema);
  const head = (/^[\w']+/.exec(clause.predicate)?.[0] ?? '').toLowerCase();
  let candidates = cache.get(head);
  if (candidates === undefined) {
    candidates = (cache.get('*') ?? []).filter(({ statement }) => canStartWith(statement.pattern.source, head));
    if (cache.size < 5_000) (cache as Map<string, readonly Statement[]>).set(head, candidates);
  }
  const filled = new Set<string>();
  for (const { slot, statement } of candidates) {
    if (filled.has(slot.name) && slot.cardinality === 'single') continue;
    const match = statement.pattern.exec(clause.predicate);
    if (match === null || (statement.never === true) !== (statement.never === true && clause.never === true)) continue;
    const raw = match.groups?.['value'];
    const values =
      statement.fixed !== undefined
        ? [statement.fixed]
        : raw === undefined
          ? []
          : shapedValues(raw, statement.shape ?? 'phrase');
    for (const value of values) {
      if (!plausible(slot, value, subject, clause)) continue;
      filled.add(slot.name);
      const former = match.groups?.['former'];
      if (former !== undefined && !clause.negative)
        found.push(factFrom({ slot, statement, value: former, subject, clause, scene, former: true }));
      const past = statement.past === true ? { former: true as const } : {};
      found.push(factFrom({ slot, statement, value, subject, clause, scene, ...past }));
    }
  }
  return found;
}

const headWord = /\b[a-z]{2,}/gi;
const heads = new Map<string, ReadonlySet<string>>();

/** Conservative: true when the word occurs anywhere in the pattern's source or the pattern can begin with anything. */
function canStartWith(source: string, head: string): boolean {
  let set = heads.get(source);
  if (set === undefined) {
    set = new Set((source.match(headWord) ?? []).map((one) => one.toLowerCase()));
    heads.set(source, set);
  }
  return set.has(head) || source.startsWith('^.') || /^\^?\\[wp]/.test(source);
}
