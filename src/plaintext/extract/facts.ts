/** Facts as subject, slot and value, from statements that the slot schema describes. */
import type { Validity } from '../../kernel/record.ts';
import type { FactData } from '../../kernel/record-data.ts';
import { singleRelations } from '../revise/default-slots.ts';
import type { SlotDefinition, SlotSchema, SlotStatement } from '../revise/slots.ts';
import type { TimeMention } from './annotation.ts';
import { dateText } from './calendar.ts';
import type { Clause } from './clauses.ts';
import { entityKey } from './entities.ts';
import { givenNames, isPlaceToLive, isSchool, relationNouns, sentenceStarters } from './entity-lexicon.ts';
import type { ExtractContext, SpeakerState } from './extract-context.ts';
import { type ResolvedSubject, relationKey, resolveSubject } from './subject.ts';
import { shapedValue, shapedValues } from './values.ts';

/** A fact before it becomes a draft. */
export type FoundFact = {
  readonly text: string;
  /** `denies`: it never was so. */
  readonly data: FactData & { readonly correction?: true; readonly replaces?: string; readonly denies?: true };
  readonly valid: Validity;
  readonly confidence: number;
  readonly importance: number;
};

export type FactScene = {
  readonly speaker: SpeakerState;
  readonly context: ExtractContext;
  /** When it was said. */
  readonly at: number;
  /** Times in the same sentence. */
  readonly times: readonly TimeMention[];
  /** IANA zone of the turn: dates are written as its days. Default UTC. */
  readonly zone?: string;
};

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
    if (match === null) continue;
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
      found.push(factFrom({ slot, statement, value, subject, clause, scene }));
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

const notPlaces =
  /^(?:the )?(?:a |an )?(?:time|city|house|present|future|past|next|new|same|end|moment|work|school|home|project|English|French|Spanish|Python|Java|React|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Plan|Step|Phase|Section|Chapter|I|God|Christmas)\b/;

function plausible(slot: SlotDefinition, value: string, subject: ResolvedSubject, clause: Clause): boolean {
  if (value.toLowerCase() === subject.key) return false;
  switch (slot.name) {
    case 'identity.name':
      return clause.subject.kind !== 'relation';
    case 'home.city':
    case 'home.origin':
      if (!isPlaceToLive(value, clause.predicate)) return false;
      return !notPlaces.test(value) && !/^\d/.test(value);
    case 'work.employer':
      return (
        !notPlaces.test(value) &&
        !(/^started at\b/i.test(clause.predicate) && isSchool(value)) &&
        !(givenNames.has(value.toLowerCase()) && !/\bwork(?:s|ed|ing)? for\b/.test(clause.predicate)) &&
        !/^(?:React|Python|Flask|Java|JavaScript|TypeScript|Node|Vue|Angular|Excel|SQL|Docker)\b/.test(value) &&
        !(/^(?:left|quit|joined)\b/i.test(clause.predicate) && isCommonPlace(value))
      );
    case 'education.school':
      // Who starts somewhere works there, unless it is a school.
      return !/^(?:started at|transferred to)\b/i.test(clause.predicate) || isSchool(value);
    case 'identity.age':
      return Number(value) >= 3 && Number(value) <= 115;
    case 'work.role':
      return (
        /^an? |\p{Lu}|(?:er|or|ist|ian|ant|ent|man|woman|chef|nurse|vet|clerk|intern|coach|pilot|tutor)s?$/u.test(
          value,
        ) &&
        !/\b(?:team|part|whole|result|fan|lot|bit|mess|wreck|morning person|night owl)\b/i.test(value) &&
        !/^(?:the |my |your |more |very |quite |so |really )/i.test(value) &&
        !/\b(?:mother|father|parent|friend|person|beginner|human)\b/i.test(value)
      );
    case 'health.allergy':
      return !/\b(?:question|about|any|no|other|these|those)\b/i.test(value);
    case 'routine.commute':
      return /^(?:to work )?(?:by|on|via|bike|cycle|walk|drive|the |about |around |\d)/i.test(value);
    case 'work.schedule':
      return /\d|home|remote|time|shift|flexible|week/i.test(value);
    default:
      return !/^(?:not|no|very|so|too|really)\b/i.test(value) || slot.name.startsWith('family.');
  }
}

function isCommonPlace(value: string): boolean {
  return /\b(?:City|Island|Park|Street|Bar|Café|Cafe|Restaurant)\b/.test(value);
}

type FactParts = {
  readonly slot: SlotDefinition;
  readonly statement?: SlotStatement;
  readonly value: string;
  readonly subject: ResolvedSubject;
  readonly clause: Clause;
  readonly scene: FactScene;
  /** Second part of an open slot's name. */
  readonly open?: string;
  readonly cardinality?: 'single' | 'multi';
};

function factFrom(parts: FactParts): FoundFact {
  const { slot, statement, subject, clause, scene } = parts;
  let value = parts.value;
  const swap = /^(?<old>.+?),? but (?:in |at |for |as )?(?<fresh>.+)$/.exec(value);
  const negative = clause.negative !== (statement?.ends === true);
  let replaces: string | undefined;
  const rejected = /,?\s+(?:and )?not (?:in |at |for |as )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)/u.exec(
    clause.predicate,
  )?.[1];
  if (rejected !== undefined && rejected !== value) replaces = rejected;
  if (swap?.groups !== undefined && negative) {
    replaces = swap.groups['old'];
    value = swap.groups['fresh'] ?? value;
  }
  const isNegative = negative && swap === null;
  const name = parts.open === undefined ? slot.name : `${slot.name.split('.')[0]}.${parts.open}`;
  const started = timeOfChange(statement, scene.times, scene.at, clause);
  const over = clause.ended && !clause.negative;
  const template = isNegative ? slot.negativeText : slot.text;
  const text = `${template
    .replace('{subject}', subject.display)
    .replace('{slot}', parts.open ?? '')
    .replace(
      '{value}',
      value.replace(/\b(?:my|our)\b/g, 'their'),
    )}${over && !isNegative ? ' (formerly)' : dateSuffix(started, scene.zone)}.`;
  const corrected = clause.correction || replaces !== undefined;
  // "No, I do not work there" takes back what was understood; "not any more" ends what was so.
  const denied = isNegative && clause.negative && !clause.ended && (clause.never === true || clause.correction);
  return {
    text: text.charAt(0).toUpperCase() + text.slice(1),
    data: {
      subject: subject.key,
      slot: name,
      value,
      polarity: isNegative ? 'negative' : 'positive',
      cardinality: parts.cardinality ?? slot.cardinality,
      ...(corrected ? { correction: true as const } : {}),
      ...(replaces === undefined ? {} : { replaces }),
      ...(denied ? { denies: true as const } : {}),
    },
    valid: over && !isNegative ? { to: scene.at } : { from: started?.from ?? scene.at },
    confidence: Math.min(0.98, (statement?.confidence ?? 0.85) * subject.certainty),
    importance: importanceOf(name),
  };
}

function importanceOf(slot: string): number {
  if (/^(?:identity|health|relation|family)\./.test(slot)) return 0.8;
  if (/^(?:home|work|contact|pet|education)\./.test(slot)) return 0.7;
  return slot.startsWith('attribute.') ? 0.5 : 0.6;
}

/** A time beside a change, or after "since", is when the value began; never later than the saying, save for plans. */
function timeOfChange(
  statement: SlotStatement | undefined,
  times: readonly TimeMention[],
  at: number,
  clause: Clause,
): TimeMention | undefined {
  const since = /\bsince\b/i.test(clause.predicate);
  if (statement?.change !== true && statement?.ends !== true && !since) return undefined;
  const near = times.filter((time) => clause.predicate.includes(time.text) || times.length === 1);
  return near.find((time) => time.from <= at || statement?.change === true);
}

function dateSuffix(time: TimeMention | undefined, zone: string | undefined): string {
  if (time === undefined) return '';
  const whole = time.granularity === 'year' || time.granularity === 'month';
  return ` (since ${dateText(time.from, whole ? time.granularity : 'day', zone)})`;
}

const nameIntro =
  /^(?:am|is called) (?<name>\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?)(?=\s*(?:$|[,.!]| and (?:I|this|my)| from\b| by the way))/u;

/** "I'm Craig, ..." and "call me Craig". */
function introduction(clause: Clause, scene: FactScene): FoundFact[] {
  const match = nameIntro.exec(clause.predicate);
  const name = match?.groups?.['name'];
  if (name === undefined || clause.negative) return [];
  const first = (name.split(/[ -]/)[0] ?? '').toLowerCase();
  const wordLike = sentenceStarters.has(first) || /(?:ing|ed|ese|ish|ian|ican)$/.test(first);
  if (wordLike || (!givenNames.has(first) && !/^(?:$|,)/.test(clause.predicate.slice(3 + name.length)))) return [];
  return nameFact(name, clause, scene);
}

function nameFact(name: string, clause: Clause, scene: FactScene): FoundFact[] {
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

/** "my sister is Anna", "my sister's name is Anna", "my sister Anna ...". */
function relationFacts(
  clause: Clause,
  said: { readonly relation: string; readonly name?: string },
  scene: FactScene,
): FoundFact[] {
  const slot = scene.context.schema.find('relation.*');
  if (slot === undefined) return [];
  const named =
    /^(?:is|is called|is named)\s+(?<name>\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)(?=\s*(?:$|[,.!;]| and\b))/u.exec(
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

const verbOfBeing =
  /^(?:is|are|was|has been|will be|becomes?)(?: (?:now|currently|still|actually|called|set at|set to|at|just|about|around|recently))*\s+(?<value>.+)/i;
const verbOfChange =
  /^(?:has |have )?(?:recently |just )?(?:improved|increased|dropped|decreased|changed|moved|gone|grown|grew|risen|rose)(?: (?:up|down))?(?: from [^,;]{1,40}?)? to (?<value>.+)/i;
const vague =
  /^(?:[a-z]+ed|not|so|very|really|too|quite|pretty|going|getting|to be|kind|just|also|always|never|still|being|making|doing|looking|having|trying|in|on|at|up|down|full|the (?:best|worst|same)|that|what|how|why|all|a (?:bit|lot|mess|nightmare|challenge))\b/i;
const concrete = /\d|\p{Lu}\p{L}/u;

/** "my favorite color is blue", "my budget is $500", "my commute time dropped to 20 minutes". */
function attributeFacts(noun: string, clause: Clause, scene: FactScene): FoundFact[] {
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
