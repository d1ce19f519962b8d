/** From turns to annotations and drafts of facts, preferences, instructions and events, by rules alone. */
import type { RecordDraft } from '../../kernel/record.ts';
import type { Turn } from '../../kernel/turn.ts';
import { annotate } from './annotate.ts';
import type { Annotation, Sentence, TimeMention } from './annotation.ts';
import { blankBorrowed } from './borrowed-text.ts';
import { type Clause, clausesOf, expandContractions, isUnreal } from './clauses.ts';
import { easternStatements } from './eastern-statements.ts';
import { endingsOf, sentenceEndings } from './endings.ts';
import { appointmentOf, eventOf } from './events.ts';
import type { ExtractContext, SpeakerState } from './extract-context.ts';
import { factsOf } from './facts.ts';
import { givenUpOf, gone } from './given-up.ts';
import { instructionsOf } from './instructions.ts';
import { mayDerive, ownText } from './own-text.ts';
import { looseOf, preferencesOf } from './preferences.ts';
import { appositiveFacts } from './relation-facts.ts';
import { replacementsOf } from './replacements.ts';
import { isShort, restated } from './restate.ts';
import { blankCode } from './sentences.ts';
import { resolveSubject } from './subject.ts';

export { ExtractContext, type ExtractContextOptions } from './extract-context.ts';

export type ExtractResult = {
  /** One a turn, in the order given. */
  readonly annotations: readonly Annotation[];
  readonly drafts: readonly RecordDraft[];
};

/** Most drafts from one turn; a turn that states more is a document, not talk. */
const maxDrafts = 8;
/** Sentences longer than this are lists or pasted text and yield no facts. */
const maxSentence = 900;

/**
 * Annotates every turn and derives drafts from those that may be learned from: nothing from turns marked `noise`,
 * `instruction` or `recalled` (save the parts outside the spans in `meta.echoes`), and from an assistant only what it
 * commits itself to. Turns in order of saying; `context` is updated.
 */
export function extractTurns(turns: readonly Turn[], context: ExtractContext): ExtractResult {
  const annotations: Annotation[] = [];
  const drafts: RecordDraft[] = [];
  for (const turn of turns) {
    const zone = turn.zone ?? context.zone;
    const speaker = context.speaker(turn);
    const annotation = annotate(ownText(turn), {
      at: turn.at,
      knownEntities: context.aliases,
      ...(zone === undefined ? {} : { zone }),
      ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
    });
    annotations.push(annotation);
    if (!mayDerive(turn)) continue;
    context.learn(annotation);
    drafts.push(
      ...(context.isPerson(turn)
        ? personDrafts(turn, annotation, { context, speaker })
        : agentDrafts(turn, annotation, speaker)),
    );
  }
  return { annotations, drafts };
}

type Scene = { readonly context: ExtractContext; readonly speaker: SpeakerState };
type Item = Pick<RecordDraft, 'kind' | 'text' | 'confidence' | 'importance' | 'valid'> & { readonly data: object };

const personal =
  /\b(?:i|me|my|we|our|he|she|died|passed|always|never|please|when|whenever|stop|don['’]?t|from now on|call me|use|answer|respond|reply|keep|no|forget|ignore|be|avoid|skip|replies|responses|answers|future|henceforth|going forward|make sure|remember|limit|include|add|mention|format|speak|write)\b|\p{Lu}\p{Ll}+ (?:is|has|was|lives?|works?|moved|loves?|likes?)\b/iu;
const eastern = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;
const pasted =
  /[{}<>=;|\\]{2,}|[{}();=<>]\s*$|^\s*(?:def|class|import|from|const|let|var|function|return|SELECT|CREATE|INSERT|#include|public|private)\b|^(?:Traceback|\w*(?:Error|Exception):)/;

function personDrafts(turn: Turn, annotation: Annotation, scene: Scene): RecordDraft[] {
  const items: Item[] = [];
  const chat = turn.role === 'user' && !scene.context.betweenPeople(turn);
  const said = blankCode(ownText(turn));
  // People ask each other for no translations: "imagine!" is no request for fiction there.
  const text = chat ? blankBorrowed(said) : said;
  for (const sentence of annotation.sentences) {
    if (items.length >= maxDrafts) break;
    if (sentence.end - sentence.start > maxSentence) continue;
    const said = text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ');
    if (eastern.test(said)) {
      items.push(
        ...easternStatements(said, { speaker: scene.speaker, context: scene.context, at: turn.at, orders: chat }),
      );
      continue;
    }
    if ((!personal.test(said) && !isShort(said)) || pasted.test(said)) continue;
    items.push(...sentenceItems(expandContractions(said), sentence, { ...scene, turn, annotation, chat }));
  }
  const drafts = dedupe(items)
    .slice(0, maxDrafts)
    .map((item) => toDraft(item, turn));
  const fact = drafts.findLast((one) => one.kind === 'fact');
  if (fact !== undefined) scene.speaker.lastFact = fact;
  return drafts;
}

/** Where an order is tacked on to something else: "I'm allergic to walnuts, and from now on please ...". */
const beforeOrder =
  /,?\s+(?:and|but|so|also)\s+(?=(?:please\s+)?(?:from now on|going forward|in (?:the )?future|henceforth|please always|please never|always|never|whenever i|when i ask|stop|call me)\b)/i;

type SentenceScene = Scene & { readonly turn: Turn; readonly annotation: Annotation; readonly chat: boolean };

function sentenceItems(said: string, span: Sentence, scene: SentenceScene): Item[] {
  const { turn, speaker, context, chat } = scene;
  const items: Item[] = [];
  const times = scene.annotation.times.filter((time) => time.start >= span.start && time.end <= span.end);
  if (chat) {
    for (const found of said.split(beforeOrder).flatMap(instructionsOf)) {
      items.push({
        kind: 'instruction',
        text: found.text,
        data: found.data,
        confidence: found.confidence,
        importance: 0.9,
        valid: { from: turn.at },
      });
    }
    if (items.length > 0) return [...items, ...nameOrders(said, scene)];
  }
  const corrected = correctionOf(said, speaker);
  if (corrected !== undefined) return [{ ...corrected, valid: { from: turn.at } }];
  // A request such as "I'm allergic to nuts, can you suggest ..." is a question and yet states something before its comma.
  const plain = span.question ? beforeQuestion(said) : withoutRequest(said);
  if (plain === undefined || quotesOther(plain)) return items;
  const stated = restated(plain);
  const self = { key: speaker.key, display: speaker.display, certainty: 1 };
  for (const found of looseOf(said, self)) items.push(preferenceItem(found, turn));
  if (isUnreal(stated) && !/^when I (?:was|lived|worked|moved)\b/i.test(stated)) return items;
  const zone = turn.zone ?? context.zone;
  const factScene = { speaker, context, at: turn.at, times, ...(zone === undefined ? {} : { zone }) };
  for (const found of sentenceEndings(stated, factScene)) items.push({ kind: 'fact', ...found });
  for (const found of gone(stated, factScene)) items.push({ kind: 'fact', ...found });
  for (const found of replacementsOf(stated, factScene)) items.push({ kind: 'fact', ...found });
  for (const clause of clausesOf(stated)) items.push(...clauseItems(clause, { said: stated, factScene, times, turn }));
  for (const found of appositiveFacts(stated, factScene)) items.push({ kind: 'fact', ...found });
  return items;
}

type ClauseScene = {
  readonly said: string;
  readonly factScene: Parameters<typeof factsOf>[1];
  readonly times: readonly TimeMention[];
  readonly turn: Turn;
};

function clauseItems(clause: Clause, scene: ClauseScene): Item[] {
  const items: Item[] = [];
  const { speaker, zone } = scene.factScene;
  const subject = resolveSubject(clause.subject, speaker);
  if (subject !== undefined)
    for (const found of endingsOf(clause, subject, scene.factScene)) items.push({ kind: 'fact', ...found });
  if (subject !== undefined)
    for (const found of givenUpOf(clause, subject, scene.factScene)) items.push({ kind: 'fact', ...found });
  for (const found of factsOf(clause, scene.factScene)) items.push({ kind: 'fact', ...found });
  const told = {
    at: scene.turn.at,
    times: scene.times,
    sentence: scene.said,
    ...(zone === undefined ? {} : { zone }),
  };
  if (clause.subject.kind === 'possession') {
    const owner = { key: speaker.key, display: speaker.display, certainty: 1 };
    const appointment = appointmentOf(clause, owner, told);
    return appointment === undefined ? items : [...items, { kind: 'event', importance: 0.6, ...appointment }];
  }
  if (subject === undefined) return items;
  for (const found of preferencesOf(clause, subject)) items.push(preferenceItem(found, scene.turn));
  const event = eventOf(clause, subject, told);
  if (event !== undefined) items.push({ kind: 'event', importance: 0.6, ...event });
  return items;
}

function preferenceItem(found: ReturnType<typeof looseOf>[number], turn: Turn): Item {
  return {
    kind: 'preference',
    text: found.text,
    data: found.data,
    confidence: found.confidence,
    importance: 0.7,
    valid: { from: turn.at },
  };
}

/** "Call me Mel" is an order and a fact at once. */
function nameOrders(said: string, scene: SentenceScene): Item[] {
  const name = /\b(?:[Cc]all|[Aa]ddress) me (?:as )?(\p{Lu}[\p{L}'-]+)/u.exec(said)?.[1];
  const slot = scene.context.schema.find('identity.nickname');
  if (name === undefined || slot === undefined) return [];
  const data = {
    subject: scene.speaker.key,
    slot: slot.name,
    value: name,
    polarity: 'positive',
    cardinality: slot.cardinality,
  };
  const text = slot.text.replace('{subject}', scene.speaker.display).replace('{value}', name);
  return [{ kind: 'fact', text: `${text}.`, data, confidence: 0.9, importance: 0.8, valid: { from: scene.turn.at } }];
}

const request =
  /[,;.:]?\s+(?:(?:so|and|but|then)\s+)?(?:can|could|would|will|do|does|should|is|are|what|how|why|where|which|who|any|maybe you|please|have you|did)\b(?:\s+(?:you|i|we|there|it|the|this|that|would|should|do|can|are|is|some|any|ideas|tips|suggestions|advice|recommendations|to|ever)\b)/i;

/** A request hangs on to a statement without a question mark: "..., can you help me with that". */
function withoutRequest(said: string): string {
  const cut =
    /,\s+(?:so |and |but )?(?:can|could|would|will|should|how|what|is|does|do) (?:you|i|we|this|it|there|that|my)\b/i.exec(
      said,
    );
  return cut === null ? said : said.slice(0, cut.index);
}

function beforeQuestion(said: string): string | undefined {
  const cut = request.exec(said);
  if (cut === null || cut.index < 12) return undefined;
  const before = said.slice(0, cut.index);
  return /^(?:who|what|when|where|why|how|which|can|could|would|do|does|did|is|are|should|have|has|will)\b/i.test(
    before,
  )
    ? undefined
    : before;
}

/** Somebody else's words: "she said I ...", or a sentence that is a quotation. */
function quotesOther(said: string): boolean {
  return (
    /^["“'‘].*["”'’]$/.test(said) ||
    /\b(?:he|she|they|someone|people|who|character|text|article|email|it|user|client|customer|boss|friend) (?:says?|said|asked|told me|wrote|reads?|goes)\b[,:]?\s*["“]?(?:that )?I\b/i.test(
      said,
    )
  );
}

const meant =
  /^(?:(?:[Nn]o|[Ss]orry|[Oo]ops|[Ww]ait|[Cc]orrection|[Aa]ctually|[Oo]h)[\s,.!:–—-]+)*(?:I (?:meant|mean)|[Ii]t is(?: actually)?|[Tt]hat should be|[Mm]ake that|[Ss]hould be|[Cc]orrection:)\s+(?:to say\s+)?(?:in |at |for |called )?(?<value>\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}\p{N}'’-]*)*|\d[\p{L}\p{N}.:/-]*)(?:,? not (?:in |at )?(?<old>[\p{L}\p{N}'’-]+(?: \p{Lu}[\p{L}'’-]*)*))?[.!]*$/u;
const notBut =
  /^(?:(?:[Nn]o|[Ss]orry|[Oo]ops|[Ww]ait|[Cc]orrection|[Aa]ctually)[\s,.!:–—-]+)*(?:[Ii]t is )?[Nn]ot (?<old>[\p{Lu}\d][\p{L}\p{N}'’-]*),? (?:but )?(?<value>[\p{Lu}\d][\p{L}\p{N}'’-]*)[.!]*$/u;

/** "No, I meant Munich": the last fact of the same speaker, with another value. */
function correctionOf(said: string, speaker: SpeakerState): Item | undefined {
  const last = speaker.lastFact;
  if (last === undefined) return undefined;
  const groups = (meant.exec(said) ?? notBut.exec(said))?.groups;
  const value = groups?.['value'];
  const wrong = String(last.data['value'] ?? '');
  if (value === undefined || value === wrong) return undefined;
  const signal = /^(?:no|sorry|oops|wait|correction|actually)\b|\bmeant\b/i.test(said) || groups?.['old'] !== undefined;
  if (!signal || /\d/.test(value) !== /\d/.test(wrong)) return undefined;
  return {
    kind: 'fact',
    text: last.text.replace(wrong, value),
    data: { ...last.data, value, correction: true, replaces: wrong },
    confidence: 0.85,
    importance: last.importance,
    valid: {},
  };
}

const commitment =
  /^I (?:will|am going to|have (?:booked|scheduled|sent|added|created|set|saved|updated|ordered|reserved|cancelled|canceled)|booked|scheduled|sent|ordered|reserved)\s+(?!help|be happy|be glad|do my best|assume|explain|provide|walk|guide|try|show|break|use|give|outline|start by|need|also|cover|make sure|keep that in mind|remember)(?<what>[^.!?]{4,120})/i;

/** What an assistant says that it did or will do, where a time or a completed act makes it clear. */
function agentDrafts(turn: Turn, annotation: Annotation, speaker: SpeakerState): RecordDraft[] {
  if (
    turn.role !== 'assistant' ||
    turn.text.length > 2_000 ||
    !/\bI(?:'ll|’ll|'ve|’ve| will| have| am going| booked| scheduled| sent| ordered| reserved)\b/.test(turn.text)
  )
    return [];
  const drafts: RecordDraft[] = [];
  for (const span of annotation.sentences) {
    if (span.question || span.end - span.start > 300) continue;
    const said = expandContractions(turn.text.slice(span.start, span.end));
    const match = commitment.exec(said);
    if (match === null) continue;
    const time = annotation.times.find((one) => one.start >= span.start && one.end <= span.end);
    const done = /^I (?:have|booked|scheduled|sent|ordered|reserved)\b/i.test(said);
    if (!done && time === undefined) continue;
    const action = said
      .replace(/^I\s+/i, '')
      .replace(/[.!\s]+$/, '')
      .slice(0, 160);
    const when = time === undefined ? undefined : { from: time.from, to: time.to, granularity: time.granularity };
    const data = { subject: speaker.key, action, ...(when === undefined ? {} : { when }) };
    const item: Item = {
      kind: 'event',
      text: `${speaker.display} ${action.replace(/^have\b/, 'has').replace(/^am\b/, 'is')}.`,
      data,
      confidence: 0.7,
      importance: 0.5,
      valid: when === undefined ? {} : { from: when.from, to: when.to },
    };
    drafts.push(toDraft(item, turn));
    if (drafts.length === 2) break;
  }
  return drafts;
}

function toDraft(item: Item, turn: Turn): RecordDraft {
  return {
    kind: item.kind,
    text: item.text,
    data: item.data as Readonly<Record<string, unknown>>,
    scope: turn.scope,
    sources: [turn.id],
    valid: item.valid,
    confidence: item.confidence,
    importance: item.importance,
    trust: turn.trust,
  };
}

function dedupe(items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = item.text.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
