/** The guided part of the demo: each question with its evidence, a revision, the past, an honest no, a dry run of a forget. */
import type { Answer, ForgetReport, Memory } from '../../memory/memory.ts';
import type { Hit } from '../../plaintext/recall/types.ts';
import { type WireHit, wireForget, wireHit } from '../../server/wire.ts';
import { dated, duration, oneLine, type Screen } from '../screen.ts';
import { showForget } from '../show/forgotten.ts';
import { channelsOf, sourcesOf } from '../show/hits.ts';
import type { DemoGuide, DemoQuestion } from './guide.ts';

/** Hits printed for a question: what the answer was read from, then what ranks highest beside it. */
const shownHits = 3;

export type DemoAnswer = {
  readonly question: string;
  readonly shows: string;
  readonly asOf: string | null;
  readonly answer: string | null;
  readonly found: boolean;
  readonly confidence: number;
  readonly explanation: string;
  readonly ms: number;
  readonly evidence: readonly (WireHit & { readonly answers: boolean })[];
  /** Turns that answer it, by the guide. */
  readonly gold: readonly string[];
  /** Of those, shown as evidence. */
  readonly goldShown: number;
};

const titles: Readonly<Record<string, string>> = {
  fact: 'A fact',
  'revised fact': 'A fact that changed',
  asOf: 'The same, in the past',
  history: 'How it changed',
  order: 'In which order',
  count: 'Counting',
  preference: 'A preference',
  instruction: 'A standing instruction',
  date: 'A date from "last Saturday"',
  contradiction: 'Two statements that disagree',
  abstain: 'Not in memory',
};

/** One question of each kind, a revised one right before the same one in the past. */
export function chooseQuestions(guide: DemoGuide): readonly DemoQuestion[] {
  const past = guide.questions.filter((one) => one.asOf !== undefined);
  const pair = guide.questions.find(
    (one) => one.shows === 'revised fact' && past.some((other) => other.question === one.question),
  );
  const chosen: DemoQuestion[] = [];
  for (const kind of Object.keys(titles)) {
    const ofKind = guide.questions.filter((one) => one.shows === kind);
    const matching = pair === undefined ? undefined : ofKind.find((one) => one.question === pair.question);
    if (kind === 'abstain') chosen.push(...ofKind);
    else if (ofKind.length > 0) chosen.push(matching ?? (ofKind[0] as DemoQuestion));
  }
  return chosen;
}

/** Asks one question and prints what came of it. */
export async function demonstrate(
  memory: Memory,
  one: DemoQuestion,
  screen: Screen,
  signal: AbortSignal,
): Promise<DemoAnswer> {
  const at = one.asOf === undefined ? undefined : Date.parse(one.asOf);
  // All of it was learned today, when it was imported: the past that can be asked for is what was true then.
  const view = at === undefined ? memory : memory.asOf({ valid: at });
  const options = { now: at ?? Date.parse(one.now), limit: 10, signal };
  const started = performance.now();
  const answer = await view.ask(one.question, options);
  const ms = performance.now() - started;
  const more = await view.recall(one.question, { ...options, explain: true });
  const read = new Set(answer.evidence.map((hit) => hit.id));
  const hits = [...answer.evidence, ...more.hits.filter((hit) => !read.has(hit.id))].slice(0, shownHits);
  show(screen, { one, answer, hits, at, ms });
  const evidence = hits.map((hit) => ({ ...wireHit(hit), answers: isGold(hit, one.gold) }));
  return {
    question: one.question,
    shows: one.shows,
    asOf: one.asOf ?? null,
    answer: answer.text ?? null,
    found: answer.found,
    confidence: answer.confidence,
    explanation: answer.explanation,
    ms: Math.round(ms * 1_000) / 1_000,
    evidence,
    gold: one.gold,
    goldShown: one.gold.filter((id) => hits.some((hit) => isGold(hit, [id]))).length,
  };
}

type Shown = {
  readonly one: DemoQuestion;
  readonly answer: Answer;
  readonly hits: readonly Hit[];
  readonly at: number | undefined;
  readonly ms: number;
};

/** Importers put their name and the session before a message's own id. */
function isGold(hit: Hit, gold: readonly string[]): boolean {
  return hit.sources.some((id) => gold.some((one) => id === one || id.endsWith(`:${one}`)));
}

function show(screen: Screen, { one, answer, hits, at, ms }: Shown): void {
  const { paint } = screen;
  screen.line();
  const when = at === undefined ? '' : paint.cyan(`  as of ${dated(at)}`);
  screen.line(`${paint.bold(`? ${one.question}`)}${when}  ${paint.dim(titles[one.shows] ?? one.shows)}`);
  const said = answer.found ? paint.green(oneLine(answer.text ?? '')) : paint.yellow('Not in memory.');
  screen.line(
    `  ${paint.bold(said)}  ${paint.dim(`${Math.round(answer.confidence * 100)}% sure it is in memory, ${duration(ms)}`)}`,
  );
  for (const hit of hits) {
    const right = isGold(hit, one.gold);
    screen.line(
      `  ${right ? paint.green('✓') : paint.dim('·')} ${paint.cyan(dated(hit.at))}  ${hit.speaker ?? hit.kind}  ${paint.dim(`${sourcesOf(hit)}  ${channelsOf(hit)}`)}`,
    );
    screen.wrapped(hit.text, { indent: 6, maxLines: 2 });
  }
}

/** The values that a slot had, from the memory itself. */
export async function demonstrateRevision(
  memory: Memory,
  screen: Screen,
): Promise<readonly { subject: string; slot: string; values: readonly string[] }[]> {
  const { paint } = screen;
  const { facts } = await memory.profile();
  const revised: { subject: string; slot: string; values: readonly string[] }[] = [];
  for (const { fact } of facts) {
    if (revised.length >= 3) break;
    if (fact.cardinality !== 'single' || revised.some((one) => one.subject === fact.subject && one.slot === fact.slot))
      continue;
    const history = await memory.facts.history(fact.subject, fact.slot);
    const values = history.map((version) => version.fact.value);
    if (new Set(values).size < 2) continue;
    if (revised.length === 0) {
      screen.line();
      screen.line(
        `${paint.bold('Before and after')}  ${paint.dim('values of single-valued slots, oldest first; the old ones stay')}`,
      );
    }
    screen.line(`  ${paint.dim(`${fact.subject} ${fact.slot}`)}`);
    screen.table(
      history.map((version) => [
        paint.cyan(dated(version.valid.from ?? version.recorded.at)),
        version.current ? paint.bold(oneLine(version.fact.value)) : paint.strikethrough(oneLine(version.fact.value)),
        paint.dim(`from ${version.sources.join(', ')}`),
      ]),
      { indent: 4 },
    );
    revised.push({ subject: fact.subject, slot: fact.slot, values });
  }
  return revised;
}

/** Shows what would be forgotten; changes nothing. */
export async function demonstrateForget(
  memory: Memory,
  guide: DemoGuide,
  screen: Screen,
): Promise<ReturnType<typeof wireForget>> {
  const { paint } = screen;
  const report: ForgetReport = await memory.forget({ query: guide.forget.query }, { dryRun: true, mode: 'erase' });
  screen.line();
  screen.line(paint.bold(`! ${guide.forget.request}`));
  showForget(screen, report);
  return wireForget(report);
}
