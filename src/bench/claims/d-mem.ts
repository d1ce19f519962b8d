/**
 * D-Mem (arXiv 2603.18631): quick recall over short derived memories first, a check of what it found, and the whole
 * raw history only where the check fails. The short memories here are the facts and preferences that the rules keep;
 * what they do not keep is in the turns alone. The paper's check is a model's, ours is that of `recall`.
 */
import type { TurnInput } from '../../kernel/turn.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import type { RecallResult } from '../../plaintext/recall/types.ts';
import type { Rng } from '../../ports/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { mean } from '../metrics/statistics.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const dayMs = 86_400_000;
/** Hits among which the evidence must be. */
const firstHits = 5;

export const dMemClaim: ClaimDefinition = {
  system: 'd-mem',
  tier: 'plaintext',
  claim:
    'Quick recall over derived memories, checked, and the whole history only where the check fails, is nearly as good as always reading everything, at a fraction of what is read.',
  relation:
    'at the rate at which the check falls back, evidence found beats falling back at random by 5 points and gains 40% of what reading everything gains; at most half is read for 95% of its score; answers that pass the check are wrong 15 points less often than those that fail',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'evidence found, above falling back at random at the same rate, points',
          atLeast: 5,
          value: (n) => (n['checked %'] ?? 0) - (n['at random %'] ?? 100),
          control: {
            what: 'a check that rolls dice, over 200 rolls',
            value: (n) => (n['dice %'] ?? 100) - (n['at random %'] ?? 0),
          },
        },
        {
          statement: 'share of the gain of reading everything, percent',
          atLeast: 40,
          value: (n) => shareOfGain(n, 'checked %'),
          control: { what: 'a check that always passes', value: (n) => shareOfGain(n, 'quick %') },
        },
        {
          statement: 'score kept of reading everything, percent',
          atLeast: 95,
          value: (n) => (100 * (n['checked %'] ?? 0)) / Math.max(1, n['everything %'] ?? 0),
          control: {
            what: 'a check that always passes',
            value: (n) => (100 * (n['quick %'] ?? 0)) / Math.max(1, n['everything %'] ?? 0),
          },
        },
        {
          statement: 'words read, in percent of reading everything for every question',
          atMost: 50,
          value: (n) => n['read %'] ?? 100,
          control: { what: 'a check that never passes', value: (n) => n['never passes: read %'] ?? 0 },
        },
        {
          statement: 'errors of quick answers that fail the check, above those that pass, points',
          atLeast: 15,
          value: (n) => (n['errors failed %'] ?? 0) - (n['errors passed %'] ?? 100),
          control: {
            what: 'a check that rolls dice, over 200 rolls',
            value: (n) => (n['dice: errors failed %'] ?? 100) - (n['dice: errors passed %'] ?? 0),
          },
        },
      ],
      async (seed) => measure(run.quick ? 10 : 24, run.quick ? 120 : 600, seededRng(seed).split('d-mem')),
    ),
};

function shareOfGain(numbers: Numbers, of: string): number {
  const quick = numbers['quick %'] ?? 0;
  return (100 * ((numbers[of] ?? 0) - quick)) / Math.max(1, (numbers['everything %'] ?? 0) - quick);
}

/** Things that people have a favorite of: kept as facts. */
const liked =
  'color dish band movie season tree drink city sport fruit author song painter bakery beach flower bird spice museum bridge poem holiday cheese soup';
/** Names that mean nothing anywhere else. */
const values =
  'Tamsin Orrel Quillon Bexley Marlow Fenwick Ostara Pellew Sabine Thorne Ulric Verity Wystan Yarrow Zephyr Calder Drusil Elowen Farrow Greer Hollis Isolde Jarvis Kestrel';
/** Where things are kept: no rule makes a fact of it. */
const kept =
  'ladder lantern compass anvil tent kettle trunk sewing-kit telescope barometer wheelbarrow hammock typewriter globe bellows easel metronome sledge microscope accordion weathervane chessboard thermos snowshoes';
const places =
  'attic cellar shed pantry garage hallway balcony workshop stable loft boathouse greenhouse larder porch laundry study chapel mill barn tower cloakroom veranda vestibule bunker';
const talk = [
  (a: string, b: string) => `The ${a} and the ${b} came up at lunch, nothing new.`,
  (a: string, b: string) => `Somebody asked about a ${b}, and I talked about the ${a} again.`,
  (a: string, b: string) => `I dusted the ${a} today and thought of the ${b}.`,
  (a: string, b: string) => `A neighbor wants to borrow the ${a}, maybe for the ${b}.`,
];

type Question = { readonly text: string; readonly gold: string };

/** Statements that become facts, others that do not, and talk that shares their words. */
function history(size: number, chatter: number, rng: Rng): { turns: TurnInput[]; questions: Question[] } {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(rng.next() * list.length)] as T;
  const shuffled = (text: string): string[] =>
    text
      .split(' ')
      .map((word) => ({ word, order: rng.next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ word }) => word);
  const things = shuffled(liked);
  const names = shuffled(values);
  const objects = shuffled(kept);
  const rooms = shuffled(places);
  const said: { text: string; question?: string }[] = [];
  for (let i = 0; i < size; i++) {
    const thing = things[i] as string;
    const object = objects[i] as string;
    // One in six is said in a way that no rule reads.
    const text = i % 6 === 5 ? `Of every ${thing} ever, ${names[i]} for me.` : `My favorite ${thing} is ${names[i]}.`;
    said.push({ text, question: `What is my favorite ${thing}?` });
    if (i % 3 !== 0) continue;
    said.push({
      text: `The ${object} stands in the ${rooms[i]}, behind the curtain.`,
      question: `Where does the ${object} stand?`,
    });
  }
  for (let i = 0; i < chatter; i++) said.push({ text: pick(talk)(pick(objects), pick(things)) });
  const ordered = said.map((one) => ({ one, order: rng.next() })).sort((a, b) => a.order - b.order);
  const turns = ordered.map(
    ({ one }, i): TurnInput => ({
      id: `t${i}`,
      text: one.text,
      at: Date.UTC(2025, 0, 1) + Math.floor(i / 12) * dayMs + (i % 12) * 1_000,
      session: `s${Math.floor(i / 12)}`,
    }),
  );
  const questions = ordered.flatMap(({ one }, i) =>
    one.question === undefined ? [] : [{ text: one.question, gold: `t${i}` }],
  );
  return { turns, questions };
}

type Asked = {
  readonly quick: boolean;
  readonly everything: boolean;
  readonly passes: boolean;
  readonly words: number;
};

async function measure(
  size: number,
  chatter: number,
  rng: Rng,
): Promise<{ readonly measured: Numbers; readonly baselines: Numbers }> {
  const { turns, questions } = history(size, chatter, rng);
  const memory = await openMemory({ path: ':memory:', clock: fixedClock(Date.UTC(2026, 0, 1)) });
  try {
    await memory.observe(turns);
    const asked: Asked[] = [];
    for (const question of questions) asked.push(await ask(memory, question));
    return numbers(asked, turns, rng);
  } finally {
    await memory.close();
  }
}

async function ask(memory: Memory, { text, gold }: Question): Promise<Asked> {
  const found = ({ hits }: RecallResult): boolean =>
    hits.slice(0, firstHits).some(({ sources }) => sources.includes(gold));
  const quick = await memory.recall(text, { kinds: ['fact', 'preference'], deliberate: 'never' });
  const everything = await memory.recall(text, { kinds: ['turn'], strategy: 'exhaustive', deliberate: 'always' });
  return {
    quick: found(quick),
    everything: found(everything),
    passes: quick.checks?.relevant === true && quick.checks.complete,
    words: quick.hits.reduce((sum, hit) => sum + wordsOf(hit.text), 0),
  };
}

function wordsOf(text: string): number {
  return text.split(/\s+/).length;
}

function numbers(
  asked: readonly Asked[],
  turns: readonly TurnInput[],
  rng: Rng,
): { readonly measured: Numbers; readonly baselines: Numbers } {
  const whole = turns.reduce((sum, { text }) => sum + wordsOf(text), 0);
  const rate = asked.filter(({ passes }) => !passes).length / asked.length;
  const wrong = (one: Asked): boolean => !one.quick;
  return {
    measured: {
      'checked %': percent(asked, (one) => (one.passes ? one.quick : one.everything)),
      'fell back %': 100 * rate,
      'read %': 100 * mean(asked.map((one) => (one.words + (one.passes ? 0 : whole)) / whole)),
      'errors passed %': percent(
        asked.filter(({ passes }) => passes),
        wrong,
      ),
      'errors failed %': percent(
        asked.filter(({ passes }) => !passes),
        wrong,
      ),
    },
    baselines: {
      'quick %': percent(asked, (one) => one.quick),
      'everything %': percent(asked, (one) => one.everything),
      // Expected, not drawn: every question falls back with the same probability.
      'at random %': rate * percent(asked, (one) => one.everything) + (1 - rate) * percent(asked, (one) => one.quick),
      ...drawn(asked, rate, rng),
      'never passes: read %': 100 * mean(asked.map((one) => (one.words + whole) / whole)),
    },
  };
}

function percent(rows: readonly Asked[], right: (one: Asked) => boolean): number {
  return rows.length === 0 ? 0 : 100 * mean(rows.map((one) => (right(one) ? 1 : 0)));
}

const rolls = 200;

/** What a check finds and lets through that falls back as often, whatever was found. */
function drawn(asked: readonly Asked[], rate: number, rng: Rng): Numbers {
  const found: number[] = [];
  const failed: Asked[] = [];
  const passed: Asked[] = [];
  for (let roll = 0; roll < rolls; roll++) {
    const back = new Set(asked.filter(() => rng.next() < rate));
    found.push(percent(asked, (one) => (back.has(one) ? one.everything : one.quick)));
    for (const one of asked) (back.has(one) ? failed : passed).push(one);
  }
  return {
    'dice %': mean(found),
    'dice: errors failed %': percent(failed, (one) => !one.quick),
    'dice: errors passed %': percent(passed, (one) => !one.quick),
  };
}
