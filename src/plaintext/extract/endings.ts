/** Statements that something known is over, without a value that takes its place: a job lost, a couple parted, a pet that died, a medicine stopped. */
import type { FactData } from '../../kernel/record-data.ts';
import type { Clause } from './clauses.ts';
import type { FactScene, FoundFact } from './make-fact.ts';
import { type ResolvedSubject, relationKey } from './subject.ts';

const jobOver =
  /^(?:(?:have |has |had )?(?:quit|resigned|retired|(?:handed|gave|put) in my (?:notice|resignation)|gave (?:my )?notice|given (?:my )?notice|left|lost)(?: (?:my|his|her|the|our) (?:(?:old|current|day|full-time) )?(?:job|work|position))?|(?:was|were|got|have been|has been|am|is|been) (?:just )?(?:fired|laid off|let go|made redundant|sacked|dismissed))(?=\s*(?:$|[.,!;]|today\b|yesterday\b|last\b|this\b|on\b|in (?:\p{Lu}|\d)|two\b|a (?:week|month|year|few)|because\b|by (?:my|the)|after\b|and\b|so\b|recently\b|again\b))/iu;
const bareLeft = /^(?:have |has |had )?(?:left|lost)(?! (?:my|his|her|the|our) )/i;
const coupleOver =
  /^(?:(?:have|has|had) )?(?:just |recently |finally )?(?:(?:split|broke|broken|breaking) up|split(?= with\b|$)|separated|(?:got|gotten|are|am|is|getting) (?:a )?divorced?|filed for divorce|called off (?:the|our|my) (?:wedding|engagement))\b(?! (?:my|the|our|a|an) )/i;
const leftByPartner =
  /^(?:has |had )?(?:left me|broke up with me|broken up with me|dumped me|divorced me|moved out)\b/i;
const partners: readonly string[] = ['wife', 'husband', 'partner', 'spouse', 'fiance', 'boyfriend', 'girlfriend'];

const pets =
  'dog|puppy|cat|kitten|rabbit|bunny|hamster|parrot|bird|turtle|tortoise|horse|pony|fish|goldfish|guinea pig|retriever|labrador|terrier|spaniel|lurcher|greyhound|budgie|snake|lizard';
const diedWords =
  '(?:(?:has|have|just|sadly|suddenly|recently|finally|peacefully) )*(?:died|passed away|passed on|crossed the rainbow bridge|(?:was|were|had to be|has been) put (?:down|to sleep))';
const namedDied = new RegExp(
  `(?:^|[.,;!]\\s*|\\b(?:and|but|that|when|because|sadly|unfortunately|yesterday|today|last \\w+) )(?:(?:my|our|My|Our) (?:[a-z-]+ ){0,3}?(?:${pets}),? )?(?<name>\\p{Lu}\\p{L}+),? ${diedWords}\\b`,
  'u',
);
const kindDied = new RegExp(
  `\\b(?:my|our) (?:[a-z-]+ ){0,3}?(?<kind>${pets})(?:,? \\p{Lu}\\p{L}+,?)? ${diedWords}\\b`,
  'iu',
);
const notNames =
  /^(?:My|Our|He|She|It|They|We|I|You|Who|The|This|That|Nobody|Everybody|Someone|Sadly|Unfortunately|Yesterday|Today|Mum|Mom|Dad|Grandma|Grandpa|Battery|Phone|Laptop)$/;

const drug =
  '(?:[a-z]{3,}(?:ol|in|ine|ide|pril|statin|one|ate|fen|pam|lam|mab|zole|cillin)|insulin|(?:the |my )?(?:antidepressants|antibiotics|blood thinners|beta[- ]blockers?|statins?|painkillers|meds|medication|pills?|tablets))';
const anyDrug = `(?<drug>it|${drug})`;
const noDrug =
  /^(?:the|my|alcohol|cigarettes|train|caffeine|running|training|again|one|line|fine|wine|climate|late|private|phone|online|routine|plane|machine|school|alone)$/i;
const stopped = new RegExp(
  `^(?:have |has |had )?(?:(?:completely |finally )?(?:stopped|quit|discontinued|came off|come off|gave up|given up|went off|gone off|weaned off|tapered off)|(?:am|is|are) (?:completely |now |finally )?(?:off|done with))(?: (?:taking|using))? (?:the |my |his |her |all )?${anyDrug}\\b(?! (?:bus|train|car|class))`,
  'iu',
);
/** What is taken need not look like a medicine; what is taken otherwise is left out. */
const stoppedTaking =
  /^(?:have |has |had )?(?:completely |finally )?(?:stopped|quit) taking (?:the |my |his |her |any )?(?<drug>(?!(?:bus(?:es)?|trains?|tube|tram|metro|subway|ferry|taxis?|cabs?|notes?|photos?|pictures|selfies|lessons?|classes|courses?|orders?|calls?|risks?|breaks?|naps?|showers?|baths?|walks?|part|care|time|place|things?|stuff|advice|milk|sugar|cream|them|this|that|these|those|it|him|her|sides|turns|bets|elevator|lift|stairs|car|kids?|dog)\b)\p{L}{4,})/iu;
const takenOff = new RegExp(
  `\\b(?:doctor|doctors|gp|GP|cardiologist|psychiatrist|consultant|surgeon|specialist|nurse|Dr\\.? \\p{Lu}\\p{L}+|they|he|she|hospital)\\b[^.!?]{0,30}\\b(?:took|has taken|have taken|taken) me off (?:the |my )?${anyDrug}\\b`,
  'iu',
);
const denied = new RegExp(
  `^(?:take|takes|taking|am on|is on|am taking|is taking|use|uses|need|needs) (?:the |my |his |her |any )?${anyDrug}\\b`,
  'iu',
);

/** Endings that a clause states of its subject. */
export function endingsOf(clause: Clause, subject: ResolvedSubject, scene: FactScene): FoundFact[] {
  const { predicate } = clause;
  if (clause.negative) {
    const name = clause.ended ? drugOf(denied.exec(predicate), scene) : undefined;
    return name === undefined ? [] : [ending(subject, medication(name), scene)];
  }
  if (clause.ended) return [];
  if (clause.subject.kind === 'relation' && leftByPartner.test(predicate)) {
    const relation = relationKey(clause.subject.relation);
    const owner = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
    return partners.includes(relation) ? [ending(owner, couple, scene)] : [];
  }
  if (jobOver.test(predicate) && !bareLeft.test(predicate))
    return [ending(subject, { text: 'has left the job', ends: ['work.employer', 'work.role'] }, scene)];
  if (coupleOver.test(predicate)) return [ending(subject, couple, scene)];
  const name = drugOf(stopped.exec(predicate) ?? stoppedTaking.exec(predicate), scene);
  return name === undefined ? [] : [ending(subject, medication(name), scene)];
}

/** Endings that a sentence states without a person as its subject: "Rex died", "the doctor took me off it". */
export function sentenceEndings(sentence: string, scene: FactScene): FoundFact[] {
  const self = { key: scene.speaker.key, display: scene.speaker.display, certainty: 1 };
  const found: FoundFact[] = [];
  const name = namedDied.exec(sentence)?.groups?.['name'];
  if (name !== undefined && !notNames.test(name) && !isNegated(sentence)) {
    found.push(ending(self, { value: name, text: `no longer has a pet called ${name}`, ends: ['pet.name'] }, scene));
  }
  const kind = kindDied.exec(sentence)?.groups?.['kind']?.toLowerCase();
  if (kind !== undefined && !isNegated(sentence)) {
    found.push(ending(self, { value: `a ${kind}`, text: `no longer has a ${kind}`, ends: ['pet.kind'] }, scene));
  }
  const taken = drugOf(takenOff.exec(sentence), scene);
  if (taken !== undefined && !isNegated(sentence)) found.push(ending(self, medication(taken), scene));
  return found;
}

export type Ending = {
  /** Left out: all values of the slots. */
  readonly value?: string;
  readonly text: string;
  readonly ends: readonly [string, ...string[]];
};

const couple: Ending = {
  text: 'is no longer in that relationship',
  ends: ['relation.status', ...partners.map((one) => `relation.${one}`)],
};

/** "My bisoprolol dose is 5 mg" is an open slot named by the medicine. */
function medication(name: string): Ending {
  return { value: name, text: `no longer takes ${name}`, ends: ['health.medication', 'attribute.*'] };
}

/** "it" is the medicine that the speaker spoke of last. */
function drugOf(match: RegExpExecArray | null, scene: FactScene): string | undefined {
  const said = match?.groups?.['drug']?.replace(/^(?:the|my) /i, '');
  if (said === undefined || noDrug.test(said)) return undefined;
  if (said.toLowerCase() !== 'it') return said;
  const last = scene.speaker.lastFact?.data;
  const value = last?.['slot'] === 'health.medication' ? last['value'] : undefined;
  return typeof value === 'string' ? value.replace(/\s*\d[\d.,]*\s?m?g(?: of)?\s*/i, ' ').trim() : undefined;
}

function isNegated(sentence: string): boolean {
  return /\b(?:not|never|almost|nearly|if|when|in (?:the|my|this) (?:film|movie|book|story|dream))\b/i.test(sentence);
}

/** An ending as a fact: see `revise-ending.ts`. */
export function ending(subject: ResolvedSubject, { value, text, ends }: Ending, scene: FactScene): FoundFact {
  const when = scene.times.find((time) => time.from <= scene.at);
  const wide = when !== undefined && /^(?:month|season|year)$/.test(when.granularity);
  const data: FactData & { readonly ends: readonly string[] } = {
    subject: subject.key,
    slot: ends[0],
    value: value ?? '',
    polarity: 'negative',
    cardinality: value === undefined ? 'single' : 'multi',
    ends,
    ...(when === undefined ? {} : { saidAt: scene.at }),
  };
  return {
    text: `${subject.display} ${text}.`,
    data,
    // Of a whole month or year only its end is certain.
    valid: { from: when === undefined ? scene.at : wide ? Math.min(when.to, scene.at) : when.from },
    confidence: 0.8 * subject.certainty,
    importance: 0.7,
  };
}
