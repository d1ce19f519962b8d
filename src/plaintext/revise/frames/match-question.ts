/** Which of several relations a question asks for, and whether it asks for any of them. */
import { termOf } from '../../index/tokenize.ts';
import type { FrameToken } from './frame-tokens.ts';
import { wordsAround } from './group-affinity.ts';
import type { ValueStatement } from './read-stream.ts';
import type { Relation } from './relations.ts';
import { kindOf, standsInPlace } from './value-kinds.ts';
import { dot, type EmbedTexts } from './vectors.ts';
import { classLikeness, classShares, type WordClass } from './word-classes.ts';

/** Words that say when, how often and in which order, not of what. */
const operators = new Set(
  (
    'time times change changes changed changing move moves moved switch switched swap swapped edit edits edited revision revisions revised update updates ' +
    'updated commit commits handover handovers order ordered list name show give tell write recount trace go going gone walk run find state know step steps ' +
    'first last latest current currently present presently now nowadays previous previously prior before ago back earlier former formerly number many often ' +
    'frequently count different distinct sequence chronological oldest newest earliest recent recently moment today day days value values version versions ' +
    'then still use used become became ever far once through put arrange begin began beginning start started end ended original originally initial initially ' +
    'rewind undo roll rolled check look looking see become get got take taken come came happen happened turn set read stand say said record recorded log logged ' +
    'entry entries total all every each full whole complete history timeline course exactly please question answer right most very way along since until up ' +
    'made make makes hand hands new held hold kind sort type thing things anything something spell stint ' +
    'one two three four five six seven eight nine ten eleven twelve much long new old next another occasion occasions replace replaced head'
  )
    .split(' ')
    .map(termOf),
);

/** Classes that question words ask for. */
function wantedClasses(question: string, stems: Iterable<string>): Map<WordClass, number> {
  return classShares([
    ...stems,
    ...(/\bwhere\b/.test(question) ? ['place', 'place'] : []),
    ...(personAsked.test(question) ? ['warden'] : []),
  ]);
}

export type QuestionWords = {
  /** Lower case, without the name of whom it is about. */
  readonly text: string;
  readonly tokens: readonly FrameToken[];
  readonly stems: ReadonlySet<string>;
};

/** The words of a question without some, by lower form. */
export function questionWords(tokens: readonly FrameToken[], without: ReadonlySet<string>): QuestionWords {
  const rest = tokens.filter(({ lower }) => !without.has(lower));
  return {
    text: rest.map(({ lower }) => lower).join(' '),
    tokens: rest,
    stems: new Set(rest.filter(({ kind }) => kind === 'content').map(({ stem }) => stem)),
  };
}

/** Asks for people, or for those who stand for them. */
const personAsked =
  /^who\b|\bwhose\b|\bwhom\b|\b(?:everyone|everybody|people|persons?|anyone) (?:who|that|has|have|did)\b|\bdid people\b/;
/** Asks in which way: hardly for a name. */
export const mannerAsked: RegExp = /\bhow (?:does|did|do|is|was|has|have)\b/;
/** Where something is. */
const placesAsked =
  /\bwhere\b|\b(?:cit(?:y|ies)|towns?|ports?|harbou?rs?|places?|locations?|venues?|villages?|stations?|stops?|rooms?|berths?|sites?|whereabouts)\b/;
/** Asks for a measure. */
const measureAsked =
  /\bhow (?:much|hot|high|long|old|tall|big|heavy|far|fast)\b|\bhow many (?!times)|\bwhat (?:do|does|did|is|was|has|have)\b.*\b(?:cost|charged?|paid|pay|worth)\b/;
/** Small words that stand in a question as they stand in a statement: "what is she into". */
const smallAsked = /^(?:into|by|under|off|with|on|aboard|over|behind)$/;

/** What has a name: people, firms, towns. */
const namesAsked =
  /\b(?:employers?|compan(?:y|ies)|firms?|teams?|captains?|skippers?|owners?|managers?|leaders?|leads?|wardens?|keepers?|editors?|coach(?:es)?|mayors?|chairs?|directors?|heads?|cit(?:y|ies)|towns?|countr(?:y|ies)|ports?|harbours?|harbors?|villages?|hosts?|suppliers?|vendors?|maintainers?|assignees?|partners?|doctors?|teachers?|landlords?|sponsors?)\b/;
/** What is counted or measured. */
const numbersAsked =
  /\b(?:number (?!of times)|figures?|amounts?|prices?|costs?|sizes?|rates?|counts?|temperatures?|populations?|budgets?|scores?|fees?|salar(?:y|ies)|weights?|heights?|lengths?|depths?|ages?|limits?|timeouts?|totals?|quotas?|percentages?|thresholds?|speeds?|distances?|capacit(?:y|ies))\b/;

/** Words of the question that say what it is about. */
const subjectWords = ({ tokens }: QuestionWords): readonly FrameToken[] =>
  tokens.filter(({ kind, stem, lower }) => kind === 'content' && !operators.has(stem) && !/^\d+$/.test(lower));

/** What it is worth that values are of the kind that is asked for. */
const fitWorth = { '-1': -1.5, '0': 0, '1': 0.5 } as const;

/** The relation that a question asks for: the best of those that tell something of the entity. */
export function relationFor(
  relations: readonly Relation[],
  question: QuestionWords,
  entity: string,
  embed: EmbedTexts | undefined,
): Relation | undefined {
  const [best] = relations
    .map((relation) => ({ relation, own: relation.statements.filter((one) => one.entity === entity).length }))
    .filter(({ own }) => own > 0)
    .map(({ relation, own }) => ({
      relation,
      score: scoreOf(relation, question, embed) + Math.min(0.3, own * 0.1) + fitWorth[kindFit(relation, question)],
    }))
    .sort((a, b) => b.score - a.score);
  return best?.relation;
}

function scoreOf(
  { statements, classes }: Relation,
  { text, stems, tokens }: QuestionWords,
  embed: EmbedTexts | undefined,
): number {
  const named = statements.filter(({ statement }) => statement.stems.some((stem) => stems.has(stem))).length;
  let score = (2 * named) / statements.length;
  if (!statements.some(({ induced }) => induced)) score -= 0.5;
  const kinds = statements.map(({ value }) => kindOf(value.value));
  const share = (test: (kind: string) => boolean): number => kinds.filter(test).length / kinds.length;
  if (personAsked.test(text)) score += share((kind) => kind.startsWith('name'));
  if (namesAsked.test(text)) score += 0.6 * share((kind) => /^(?:name|code)/.test(kind));
  const asksNumber = numbersAsked.test(text) || measureAsked.test(text);
  const numbers = share((kind) => kind.startsWith('number'));
  if (asksNumber) score += 0.7 * numbers - (numbers < 0.3 ? 0.8 : 0);
  else if (named === 0) score -= 0.4 * numbers;
  const part = (test: (one: ValueStatement) => boolean): number => statements.filter(test).length / statements.length;
  if (placesAsked.test(text)) score += 0.7 * part(standsInPlace);
  if (mannerAsked.test(text)) score -= 0.8 * share((kind) => kind.startsWith('name'));
  const small = new Set(tokens.filter(({ lower }) => smallAsked.test(lower)).map(({ lower }) => lower));
  if (small.size > 0) score += 0.5 * part(({ statement }) => statement.tokens.some(({ lower }) => small.has(lower)));
  score += 1.2 * (classLikeness(wantedClasses(text, stems), classes) ?? 0);
  const words = tokens
    .filter(({ kind, lower }) => kind === 'content' && !/^\d+$/.test(lower))
    .map(({ lower }) => lower);
  if (embed === undefined || words.length === 0) return score;
  const [own, frames, values] = embed([
    words.join(' '),
    [...new Set(statements.flatMap(({ statement }) => statement.stems))].join(' '),
    [...new Set(statements.map(({ value }) => value.key))].slice(0, 40).join(' '),
  ]) as [Float32Array, Float32Array, Float32Array];
  return score + 2 * dot(own, frames) + 2 * dot(own, values);
}

/** Closeness from which a word of the question is another word for one of the statements. */
const nearWord = 0.3;

/**
 * True where the statements can be what the question asks for; `strict`: where they speak of it, half of the words of
 * the question that say of what being in them, too, or in other words.
 */
export function speaksOf(
  relation: Relation,
  question: QuestionWords,
  { embed, strict }: { readonly embed: EmbedTexts | undefined; readonly strict: boolean },
): boolean {
  const fit = kindFit(relation, question);
  if (!strict) return fit >= 0;
  const asked = subjectWords(question);
  if (asked.length === 0) return true;
  const known = new Set(relation.statements.flatMap(({ statement }) => statement.stems));
  const named = asked.filter((token) => isSpokenOf(token, relation, known, embed)).length;
  return (named + fit) * 2 >= asked.length + Math.abs(fit);
}

/** 1 where the question word asks for what the values are, -1 where for what they are not, 0 where it asks for no kind. */
function kindFit({ statements }: Relation, { text }: QuestionWords): -1 | 0 | 1 {
  const share = (test: (one: Relation['statements'][number]) => boolean): number =>
    statements.filter(test).length / statements.length;
  if (personAsked.test(text)) return share(({ value }) => /^(?:name|code)/.test(kindOf(value.value))) > 0.6 ? 1 : -1;
  if (/\bwhere\b/.test(text))
    return share(standsInPlace) > 0.4
      ? 1
      : share(({ value }) => kindOf(value.value).startsWith('number')) > 0.5
        ? -1
        : 0;
  if (/\bhow much\b|\bhow many (?!times)/.test(text))
    return share(({ value }) => kindOf(value.value).startsWith('number')) > 0.6 ? 1 : 0;
  return 0;
}

function isSpokenOf(
  { stem, lower }: FrameToken,
  { statements, classes }: Relation,
  known: ReadonlySet<string>,
  embed: EmbedTexts | undefined,
): boolean {
  if (known.has(stem)) return true;
  // "Wardenship" of a warden.
  if (stem.length >= 5 && [...known].some((one) => one.length >= 5 && (stem.startsWith(one) || one.startsWith(stem))))
    return true;
  const own = classShares([stem]);
  if ([...own.keys()].some((name) => (classes.get(name) ?? 0) >= 0.2)) return true;
  if (own.has('amount') && statements.some(({ value }) => kindOf(value.value).startsWith('number'))) return true;
  // "Another person": whoever has a name.
  const named = statements.filter(({ value }) => kindOf(value.value).startsWith('name')).length;
  if (/^(?:persons?|people|someone|somebody|anyone|anybody)$/.test(lower) && named * 2 > statements.length) return true;
  if (embed === undefined) return false;
  const values = [...new Set(statements.map(({ value }) => value.key))].slice(0, 40);
  const words = [...new Set(statements.flatMap((one) => wordsAround(one)))].slice(0, mostWords);
  const [mean, ...frames] = embed([values.join(' '), ...words]) as [Float32Array, ...Float32Array[]];
  // Of many things, as of one.
  return embed(lower.length > 4 && /[^s]s$/.test(lower) ? [lower, lower.slice(0, -1)] : [lower]).some(
    (word) => dot(word, mean) >= nearWord / 2 || frames.some((one) => dot(word, one) >= nearWord),
  );
}

/** Most words of a relation that a question is held against. */
const mostWords = 60;
