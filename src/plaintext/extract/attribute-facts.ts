/** Facts from "my <noun> is ...": named slots, favorites and open attributes. */
import type { Clause } from './clauses.ts';
import { type FactScene, type FoundFact, factFrom, plausible } from './make-fact.ts';
import { nameFact } from './name-facts.ts';
import { shapedValue, shapedValues } from './values.ts';

const verbOfBeing =
  /^(?:is|are|was|has been|will be|becomes?)(?: (?:now|currently|still|actually|called|set at|set to|at|just|about|around|recently))*\s+(?<value>.+)/i;
const verbOfChange =
  /^(?:has |have )?(?:recently |just )?(?:improved|increased|dropped|decreased|changed|moved|gone|went|grown|grew|risen|rose|was raised|got raised|was cut|got cut|been raised|been cut)(?: (?:up|down))?(?: from [^,;]{1,40}?)? to (?<value>.+)/i;
const vague =
  /^(?:[a-z]+ed|not|so|very|really|too|quite|pretty|going|getting|to be|kind|just|also|always|never|still|being|making|doing|looking|having|trying|in|on|at|up|down|full|the (?:best|worst|same)|that|what|how|why|all|a (?:bit|lot|mess|nightmare|challenge))\b/i;
const concrete = /\d|\p{Lu}\p{L}/u;

/** "my favorite color is blue", "my budget is $500", "my commute time dropped to 20 minutes". */
export function attributeFacts(noun: string, clause: Clause, scene: FactScene): FoundFact[] {
  const subject = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
  const raw = (verbOfChange.exec(clause.predicate) ?? verbOfBeing.exec(clause.predicate))?.groups?.['value'];
  if (raw === undefined) return [];
  const past = /^was\b/i.test(clause.predicate);
  const schema = scene.context.schema;
  const favorite = /^(?:all[- ]time |current |new |absolute )?favou?rite (?<what>[\p{L}\p{N} -]{2,40})$/u.exec(noun)
    ?.groups?.['what'];
  if (favorite !== undefined || noun === 'favorite' || noun === 'favourite') {
    const slot = schema.find(`favorite.${favorite ?? 'thing'}`);
    const value = shapedValue(raw.replace(/^(?:definitely|probably|the |called |")+\s*/i, ''), 'phrase');
    if (slot === undefined || favorite === undefined || value === undefined || past || vague.test(value)) return [];
    return [
      factFrom({
        slot,
        value,
        subject,
        clause,
        scene,
        open: favorite.replace(/(?<!mov|cook|p|ser)ies$/, 'y').replace(/(?<!ser)(?<!s)s$/, ''),
      }),
    ];
  }
  const dated = raw.replace(/^(?:on|in) (?=\p{Lu}\p{Ll}+ \d|\d|\p{Lu}\p{Ll}+$)/u, '');
  const known = schema.byAttribute(noun) ?? schema.byAttribute(noun.replace(/^(?:new|current|main) /, ''));
  if (known !== undefined) {
    if (past && known.cardinality === 'single' && known.name !== 'identity.birthday') return [];
    if (known.name === 'identity.name') {
      const name = shapedValue(raw, 'name');
      return name === undefined || clause.negative ? [] : nameFact(name, clause, scene);
    }
    const values = shapedValues(dated, known.attributeShape ?? 'phrase').filter(
      (value) => !vague.test(value) || known.attributeShape === 'clause',
    );
    return values
      .filter((value) => plausible(known, value, subject, clause))
      .map((value) => factFrom({ slot: known, value, subject, clause, scene }));
  }
  const open = schema.find(`attribute.${noun}`);
  const value = shapedValue(raw, 'phrase');
  if (
    open === undefined ||
    value === undefined ||
    past ||
    vague.test(value) ||
    !concrete.test(value) ||
    noun.split(' ').length > 3 ||
    noun.includes("'s")
  )
    return [];
  if (
    /^(?:question|point|guess|understanding|problem|issue|code|error|bad|friends?|family|mind|head|life|day|concern|worry|thing|favorite|heart|idea|plan|turn|own|first|last|next|only|biggest|main)\b/.test(
      noun,
    )
  )
    return [];
  return [factFrom({ slot: open, value, subject, clause, scene, open: noun })];
}
