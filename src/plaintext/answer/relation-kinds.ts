/** Kinds of people and animals around somebody that exclude each other: what is known of a sister answers nothing about a brother. */
import type { MemoryRecord } from '../../kernel/record.ts';
import type { QuestionFrame } from './question-frame.ts';
import type { Evidence } from './reading.ts';
import { matchTerms } from './words.ts';

/** Each line is one kind; its words answer for each other. */
const kinds: readonly RegExp[] = [
  'brothers?|bro|brother-in-law',
  'sisters?|sis|sister-in-law',
  'mothers?|mom|mum|mam|mama|mommy|mummy|ma',
  'fathers?|dad|papa|daddy|pa',
  'wife|wives',
  'husbands?|hubby',
  'sons?|boys?',
  'daughters?|girls?',
  'bosse?s?|managers?|supervisors?|team lead',
  'colleagues?|co-?workers?|workmates?',
  'friends?|mates?|buddy|pal|bestie',
  'dogs?|pupp(?:y|ies)|retrievers?|labradors?|poodles?|terriers?|shepherds?|corgis?|beagles?|husk(?:y|ies)|bulldogs?|spaniels?|dachshunds?|pugs?|lurchers?|greyhounds?|collies?|hounds?|rescue pup|pups?',
  'cats?|kittens?|kitty|tabby|tomcat|siamese',
  'cousins?',
  'uncles?',
  'aunts?|auntie',
  'nephews?',
  'nieces?',
  'grandmothers?|grandma|granny|nana|nan|abuela',
  'grandfathers?|grandpa|grandad|granddad|abuelo',
  'girlfriends?',
  'boyfriends?',
  'neighbou?rs?',
  'landlords?|landlady',
].map((words) => new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}])`, 'iu'));

/** "my brother's name", "Ana's dog", "who is her boss": whose kind is asked about, not what merely plays a part. */
const owner = "(?:\\p{L}+['’]s|my|your|his|her|their|our)";
const askedAbout = [
  new RegExp(
    `^(?:what|who|how|where)\\b(?: old)?(?: is| are| was|['’]s)? (?:the name of |called )?${owner} (?:(?:older|younger|little|big|elder|oldest|youngest|new|first|last|pet|current) )?(?<kind>[\\p{L}-]+)(?:['’]s? (?:first |full )?name| called| named)?(?: now)?\\??$`,
    'iu',
  ),
  /^how many (?<kind>[\p{L}-]+) (?:do|does|did|has|have)\b.*\b(?:have|has|own|got)?\??$/iu,
  new RegExp(`^(?:what|which) name (?:does|did|has) ${owner} (?<kind>[\\p{L}-]+)`, 'iu'),
];

/** The kind that the question asks about; undefined without one. */
export function askedKind(frame: QuestionFrame): RegExp | undefined {
  for (const text of [frame.text, frame.original]) {
    for (const pattern of askedAbout) {
      const word = pattern.exec(text.trim())?.groups?.['kind'];
      const kind = word === undefined ? undefined : kinds.find((one) => one.test(word));
      if (kind !== undefined) return kind;
    }
  }
  return undefined;
}

/** False for a record about another kind: `relation.sister` where a brother is asked about. */
export function fitsKind(kind: RegExp | undefined, record: MemoryRecord): boolean {
  if (kind === undefined) return true;
  const slot = String(record.data['slot'] ?? '');
  if (slot.startsWith('relation.')) return kind.test(slot.slice('relation.'.length));
  return !kinds.some((other) => other !== kind && other.test(record.text)) || kind.test(record.text);
}

/** True when the evidence, or the turn before it, speaks of the kind, or of one who is known to be of it. */
export function speaksOfKind(kind: RegExp, evidence: Evidence, records: readonly MemoryRecord[]): boolean {
  if (kind.test(evidence.hit.text) || kind.test(evidence.before ?? '')) return true;
  return records.some(
    (record) =>
      String(record.data['slot'] ?? '').startsWith('relation.') &&
      kind.test(String(record.data['slot'])) &&
      evidence.hit.text.includes(String(record.data['value'])),
  );
}

/** Terms of a question that only say whom it asks about: "mum", "friend" and "Jake"; none where it asks about the user. */
export function relationTerms({ whose }: QuestionFrame): readonly string[] {
  return whose?.kind === 'relation' ? matchTerms(`${whose.said} ${whose.name ?? ''}`) : [];
}
