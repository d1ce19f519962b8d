/** Sentences cut into clauses with a resolved subject, contractions opened and negation taken out, so that patterns can be anchored. */
import { relationNouns } from './entity-lexicon.ts';

/** Who a clause is about, as written. */
export type ClauseSubject =
  | { readonly kind: 'self'; readonly plural: boolean }
  /** "my sister Anna", "my sister". */
  | { readonly kind: 'relation'; readonly relation: string; readonly name?: string }
  /** "my budget", "my favorite color". */
  | { readonly kind: 'possession'; readonly noun: string }
  | { readonly kind: 'pronoun'; readonly pronoun: 'he' | 'she' }
  | { readonly kind: 'name'; readonly name: string };

export type Clause = {
  readonly subject: ClauseSubject;
  /** From the verb on, without leading adverbs and negation. */
  readonly predicate: string;
  readonly negative: boolean;
  /** "no longer", "not ... any more", "used to". */
  readonly ended: boolean;
  /** "actually", "no, ...", "I meant". */
  readonly correction: boolean;
  /** "I never moved", "I did not move": what was told did not happen. */
  readonly never?: true;
};

const straight: readonly (readonly [RegExp, string])[] = [
  [/[’‘`´]/g, "'"],
  [/\bI'm\b/gi, 'I am'],
  [/\bIm (?=\w+ing\b|an?\b|not\b|\d|from\b|allergic\b)/g, 'I am '],
  [/\b(I|we|you|they)'ve\b/gi, '$1 have'],
  [/\b(we|you|they)'re\b/gi, '$1 are'],
  [/\b(I|we|you|they|he|she|it)'ll\b/gi, '$1 will'],
  [/\b(I|we|you|they|he|she|it)'d\b/gi, '$1 would'],
  [
    /\b(he|she|it|that|there|who|what|name|here)'s (got|been|had|gone|moved|started|become|joined|left|lived|worked)\b/gi,
    '$1 has $2',
  ],
  [/\b(he|she|it|that|there|who|what|name|here)'s\b/gi, '$1 is'],
  [/\bcan't\b|\bcannot\b/gi, 'can not'],
  [/\bwon't\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|have|has|had|would|could|should)n't\b/gi, '$1 not'],
];

/** Opens contractions and straightens apostrophes. */
export function expandContractions(text: string): string {
  let open = text;
  if (!/['’‘`´]|\bIm\b/.test(open)) return open;
  for (const [pattern, to] of straight) open = open.replace(pattern, to);
  return open;
}

const leads =
  /^(?:(?:(?:since|as of|on) (?!I\b|my\b|we\b)[\w' ]{2,25}?(?=,? (?:I|my|we|our)\b)|and|but|so|well|oh|yeah|yes|no|nope|hey|hi|hello|hi there|hey there|also|btw|by the way|honestly|to be honest|frankly|lately|currently|now|right now|these days|nowadays|at the moment|anyway|ok|okay|plus|because|since|as|considering(?: that)?|given that|fun fact|fyi|just so you know|for context|as you know|you know|i mean|in fact|personally|for your information|(?:please )?(?:remember|note)(?: that)?|just a reminder|quick update|update|good news|guess what|great news|big news|as for me|me too|wow|haha|sorry|typo|oops|wait|hmm|actually|(?:it )?turns out(?: that)?|recently|today|yesterday|this week|this month|this year|last (?:week|month|year|night|weekend|summer|winter|spring|fall|\w+day)|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4})(?: \d{4})?|(?:a|an|one) (?:day|week|fortnight|month|year) ago|a (?:few|couple of) (?:days|weeks|months|years) ago|(?:two|three|four|\d+) (?:days|weeks|months|years) ago|besides|additionally|furthermore|finally|unfortunately|fortunately|luckily|sadly|thankfully|surprisingly)\b[\s,:;!.–—-]*)+/i;

const selfSubject =
  /^(I|we|my (?:wife|husband|partner|family|girlfriend|boyfriend|fianc[ée]e?|ex) and I|me and my (?:wife|husband|partner|family|girlfriend|boyfriend))\s+/i;
const relationSubject = new RegExp(
  `^my (?:(?:older|younger|little|big|elder|twin|late|new|old|dear|lovely|oldest|youngest|eldest|middle) )*(${relationNouns})(?:,? ([A-Z][\\p{L}'-]+(?: [A-Z][\\p{L}'-]+)?),?)?\\s+(?=\\w)`,
  'u',
);
const relationName = new RegExp(`^my (?:[a-z]+ )?(${relationNouns})'s name\\s+`, 'i');
const possessionSubject =
  /^(?:my|our) ((?:[\p{L}\p{N}][\p{L}\p{N}'-]*)(?: [\p{L}\p{N}][\p{L}\p{N}'-]*){0,3}?)\s+(?=(?:is|are|was|has been|will be|becomes?|has (?:improved|increased|dropped|decreased|gone|changed|moved|grown|risen)|(?:recently |just )?(?:went (?:up|down)|got (?:raised|cut)|improved|increased|dropped|decreased|changed|grew|rose))\b)/iu;
const pronounSubject = /^(he|she)\s+/i;
const nameSubject =
  /^(\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)\s+(?=(?:is|has|was|lives?|works?|moved|loves?|likes?|hates?|enjoys?|prefers?|studies|plays|speaks|drives|owns|got|started|joined|graduated|adopted|turned|does not|no longer|used to|recently|just|also|now|still|really|currently|takes|goes|left|quit|became|bought|visited|went)\b)/u;

const adverbs =
  /^(?:also|just|currently|now|still|really|actually|recently|usually|officially|finally|already|definitely|absolutely|truly|totally|always|both|mostly|simply|originally|personally|genuinely|kind of|sort of|pretty much|very much|both|generally|typically|mainly|primarily|proudly|happily|then|too|even|especially|particularly|certainly|deeply|basically|quite|literally|sincerely)\s+/i;

const boundary =
  /;\s+|\s[–—-]{1,2}\s|,?\s+(?:and|but|so|because|since|although|though|while|whereas|plus|as|yet)\s+(?=(?:also |now |then |currently |recently |yes,? |no,? |(?:since|as of) [\w ]{2,20} )?(?:I|we|my|our|he|she)\b)|,\s+(?=(?:considering |given that |also |now |currently |and |but )?(?:I|we|he|she|my|our)\s)|(?<=\b(?:considering|given) that)\s+(?=I\b)|,?\s+which means (?=I\b)|:\s+(?=(?:I|my|our)\b)/i;

const coordinated =
  /,?\s+(?:and|but)\s+(?=(?:am|have|live|work|study|love|like|enjoy|hate|prefer|play|speak|own|drive|moved|started|got|bought|joined|quit|left|adopted|major|currently|recently|just|also|do not|does not|really|commute|can not|lives|works|loves|likes|hates|enjoys|plays|speaks|owns|drives|studies|has)\s)|,\s+(?=(?:live|work|study|love|enjoy|hate|play|speak|own|drive|lives|works|loves|plays)\s+(?:in|at|as|for|a|an|the|with|to|\p{L}+ing|\p{L}+s)\b)/u;

/** Words that make a clause unreal: conditions, wishes, plans, stories, reports of others' words. */
const unreal =
  /^(?:if|when|whenever|unless|suppose|supposing|imagine|assuming|pretend|let's say|what if|in case|even if|as if|like)\b|\b(?:i wish|if only|hypothetically|in (?:my|the|this|that) (?:dream|story|novel|movie|film|book|game|scenario|example)|for example|e\.g\.|act as|pretend|role[- ]?play|character|protagonist|imagine)\b/i;

const hedged =
  /\b(?:might|maybe|perhaps|possibly|could be|not sure (?:if|whether)|i (?:think|guess|believe|suppose)(?: that)? (?:i|my|we)\b|considering whether|thinking (?:of|about)|would (?:be|have|live|work|like|love)|wondering)\b/i;

/** True when nothing in the sentence should be taken as stated. */
export function isUnreal(sentence: string): boolean {
  return unreal.test(sentence);
}

/** True when the clause says it is unsure. */
export function isHedged(clause: string): boolean {
  return hedged.test(clause);
}

/** Clauses with a subject; those without one are dropped. `sentence` has contractions opened. */
export function clausesOf(sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let correction =
    /^(?:(?:no|wait|sorry|correction|scratch that|oops)\b[,.!:\s]+)*(?:actually\b|(?:no|wait|correction|scratch that|oops)\b[,.!:\s]+)/i.test(
      sentence,
    );
  for (const part of sentence.split(boundary)) {
    const piece = part?.trim();
    if (piece === undefined || piece.length < 4) continue;
    correction ||= /\bactually\b/i.test(piece.slice(0, 40));
    const body = piece.replace(leads, '');
    if (unreal.test(body) || unreal.test(piece.replace(/^(?:and|but|so)\s+/i, ''))) break;
    const parsed = subjectOf(body);
    if (parsed === undefined) continue;
    for (const predicate of body.slice(parsed.length).split(coordinated)) {
      if (predicate === undefined || predicate.trim().length === 0) continue;
      if (isHedged(predicate.slice(0, 60))) continue;
      clauses.push({ subject: parsed.subject, correction, ...normalizePredicate(predicate.trim()) });
    }
  }
  return clauses;
}

function subjectOf(body: string): { subject: ClauseSubject; length: number } | undefined {
  const self = selfSubject.exec(body);
  if (self !== null) return { subject: { kind: 'self', plural: !/^I\b/i.test(self[0]) }, length: self[0].length };
  const named = relationName.exec(body);
  if (named !== null)
    return { subject: { kind: 'relation', relation: (named[1] ?? '').toLowerCase() }, length: named[0].length };
  const relation = relationSubject.exec(body.replace(/^My/, 'my'));
  if (relation !== null && !/^(?:and|or|'s)\b/.test(body.slice(relation[0].length))) {
    const name = relation[2];
    const base = { kind: 'relation' as const, relation: (relation[1] ?? '').toLowerCase() };
    return { subject: name === undefined ? base : { ...base, name }, length: relation[0].length };
  }
  const possession = possessionSubject.exec(body);
  if (possession !== null)
    return { subject: { kind: 'possession', noun: possession[1] ?? '' }, length: possession[0].length };
  const pronoun = pronounSubject.exec(body);
  if (pronoun !== null) {
    return {
      subject: { kind: 'pronoun', pronoun: (pronoun[1] ?? '').toLowerCase() as 'he' | 'she' },
      length: pronoun[0].length,
    };
  }
  const name = nameSubject.exec(body);
  if (name !== null) return { subject: { kind: 'name', name: name[1] ?? '' }, length: name[0].length };
  return undefined;
}

function normalizePredicate(text: string): { predicate: string; negative: boolean; ended: boolean; never?: true } {
  let predicate = text;
  let negative = false;
  let ended = false;
  for (let i = 0; i < 4; i++) predicate = predicate.replace(adverbs, '');
  if (/^used to\s+/i.test(predicate)) {
    ended = true;
    predicate = predicate.replace(/^used to\s+/i, '');
  }
  const denial =
    /^(?:do|does|did)\s+not\s+|^(?:no longer|never)\s+|^((?:am|is|are|was|were|have|has|will|can))\s+(?:not|no longer|never)\s+(?!only\b)/i.exec(
      predicate,
    );
  let never = false;
  if (denial !== null) {
    negative = true;
    never = /^did\b|\bnever\b|^(?:have|has)\b/i.test(denial[0]) && !/no longer/i.test(denial[0]);
    ended = /no longer/i.test(denial[0]);
    predicate = (denial[1] === undefined ? '' : `${denial[1]} `) + predicate.slice(denial[0].length);
  }
  const over = /,?\s+(?:any ?more|any longer)\b.*$/i.exec(predicate);
  if (over !== null && negative) {
    ended = true;
    predicate = predicate.slice(0, over.index);
  }
  for (let i = 0; i < 3; i++)
    predicate = predicate.replace(
      /^((?:am|is|are|was|have|has)\s+)(?:also|just|currently|now|still|really|actually|recently|officially|finally|already|originally|always|both|usually|only|so|very|kind of|a bit|totally|absolutely)\s+/i,
      '$1',
    );
  for (let i = 0; i < 2; i++) predicate = predicate.replace(adverbs, '');
  const afterAll = /,?\s+after all\b.*$/i.exec(predicate);
  if (afterAll !== null && negative) predicate = predicate.slice(0, afterAll.index);
  return { predicate, negative, ended, ...(never && !ended ? { never: true as const } : {}) };
}
