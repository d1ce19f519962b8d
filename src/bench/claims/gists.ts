/**
 * Gist consolidation (SuperLocalMemory V3.3, arXiv 2604.04514, section 6) in the memory itself: what has faded becomes
 * a few records that still lead to their sources. The official code throws the gist's vector away and compresses
 * nothing; both are measured here, and the first is a control.
 */

import type { MemoryRecord } from '../../kernel/record.ts';
import type { Memory } from '../../memory/memory.ts';
import { openMemory } from '../../memory/open-memory.ts';
import { gistDraft } from '../../plaintext/consolidate/gist.ts';
import type { Note } from '../../plaintext/consolidate/note.ts';
import type { Rng } from '../../ports/index.ts';
import { fixedClock } from '../../testing/fixed-clock.ts';
import { seededRng } from '../../testing/seeded-rng.ts';
import { mean } from '../metrics/statistics.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers } from './judge-claim.ts';

const dayMs = 86_400_000;
const people = [
  'Marta',
  'Oleg',
  'Ines',
  'Tomasz',
  'Priya',
  'Kwame',
  'Yuki',
  'Lars',
  'Amara',
  'Dmitri',
  'Noor',
  'Felix',
];
const places = [
  'Skomer',
  'Bergen',
  'Porto',
  'Lviv',
  'Nairobi',
  'Kyoto',
  'Tallinn',
  'Cork',
  'Oaxaca',
  'Split',
  'Hobart',
  'Turin',
];
const doings = [
  'repaired a boat',
  'cooked for friends',
  'drew a map',
  'planted trees',
  'recorded birds',
  'sold honey',
  'ran a race',
  'painted a wall',
];

export const gistsClaim: ClaimDefinition = {
  system: 'gists',
  tier: 'plaintext',
  claim: 'Faded memories become gists that are found in their place and lead to every one of their sources.',
  relation:
    'records in recall fall by 70% or more; gists found by words and by vectors alone for 90% of topics; every source archived once with its provenance, at 2 bits; a second run does nothing; restore brings all back',
  run: (run) =>
    judgeClaim(
      run,
      [
        {
          statement: 'faded records that left recall, net, percent',
          atLeast: 70,
          value: (n) => n['fewer records %'] ?? 0,
          control: { what: 'nothing counts as faded', value: (n) => n['not faded: fewer records %'] ?? 100 },
        },
        {
          statement: 'topics whose gist is among the first 3, default recipe, percent',
          atLeast: 90,
          value: (n) => n['topic found %'] ?? 0,
          control: { what: 'gists of random groups', value: (n) => n['random groups: topic found %'] ?? 100 },
        },
        {
          statement: 'the same by vectors alone',
          atLeast: 90,
          value: (n) => n['topic found by vector %'] ?? 0,
          control: {
            what: "the gist's vector thrown away",
            value: (n) => n['no vector: topic found by vector %'] ?? 100,
          },
        },
        {
          statement: 'archived records in exactly one gist, percent',
          atLeast: 100,
          value: (n) => n['provenance %'] ?? 0,
          control: {
            what: 'gists of a run for which nothing had faded',
            value: (n) => n['not faded: provenance %'] ?? 100,
          },
        },
        {
          statement: 'archived vectors at 2 bits, percent',
          atLeast: 100,
          value: (n) => n['at 2 bits %'] ?? 0,
          control: { what: 'the same before the run', value: (n) => n['before: at 2 bits %'] ?? 100 },
        },
        {
          statement: 'entries written by a second run',
          atMost: 0,
          value: (n) => n['second run'] ?? 1,
          control: { what: 'the first run', value: (n) => n['first run'] ?? 0 },
        },
        {
          statement: 'records that restore brought back unchanged, percent',
          atLeast: 100,
          value: (n) => n['restored %'] ?? 0,
          control: { what: 'the same before restoring', value: (n) => n['not restored: unchanged %'] ?? 100 },
        },
      ],
      async (seed) => {
        const topics = run.quick ? 5 : 12;
        const rng = seededRng(seed).split('gists');
        const told = await measure(topics, rng);
        return { measured: told.measured, baselines: told.baselines };
      },
    ),
};

type Topic = { readonly person: string; readonly place: string; readonly ids: string[] };

async function measure(count: number, rng: Rng): Promise<{ readonly measured: Numbers; readonly baselines: Numbers }> {
  const clock = fixedClock(Date.UTC(2026, 0, 1));
  const memory = await openMemory({ path: ':memory:', clock });
  try {
    const topics: Topic[] = people
      .slice(0, count)
      .map((person, i) => ({ person, place: places[i] as string, ids: [] }));
    const all = (): string[] => topics.flatMap(({ ids }) => ids);
    for (let day = 0; day < 6; day++) {
      for (const topic of topics) {
        const doing = doings[Math.floor(doings.length * rng.next())] as string;
        const text = `${topic.person} ${doing} in ${topic.place} on day ${day}`;
        const when = { from: clock.now(), to: clock.now() + dayMs, granularity: 'day' };
        const data = { subject: topic.person.toLowerCase(), action: text, when };
        const importance = 0.2 + 0.6 * rng.next();
        topic.ids.push((await memory.remember({ kind: 'event', text, data, importance })).id);
      }
      clock.advance(dayMs);
    }
    const tooEarly = await memory.consolidate({ parts: ['gists'], retentionBelow: 0 });
    clock.advance(60 * dayMs);
    const before = new Map<string, MemoryRecord>();
    let lowBefore = 0;
    for (const id of all()) {
      before.set(id, (await memory.get(id)) as MemoryRecord);
      if ((await memory.policies.explain(id)).bits === 2) lowBefore += 1;
    }
    const random = randomGroups([...before.values()], rng);

    const report = await memory.consolidate({ parts: ['gists'] });
    const gists = report.groups;
    const archived: string[] = [];
    let low = 0;
    for (const id of all()) {
      if (((await memory.get(id)) as MemoryRecord).status !== 'archived') continue;
      archived.push(id);
      if ((await memory.policies.explain(id)).bits === 2) low += 1;
    }
    const namedOnce = (groups: readonly { readonly from: readonly string[] }[]): number => {
      const named = groups.flatMap(({ from }) => from);
      const once = archived.filter((id) => named.filter((one) => one === id).length === 1);
      return (100 * once.length) / Math.max(1, archived.length);
    };
    const found = await topicsFound(memory, topics, undefined);
    const foundByVector = await topicsFound(memory, topics, 'dense');
    const second = await memory.consolidate({ parts: ['gists'] });
    const asBefore = async (): Promise<number> => {
      let count = 0;
      for (const id of archived) {
        const { status, text, sources, data } = (await memory.get(id)) as MemoryRecord;
        const was = before.get(id);
        const same = JSON.stringify([text, sources, data]) === JSON.stringify([was?.text, was?.sources, was?.data]);
        if (same && status === 'activated') count += 1;
      }
      return (100 * count) / Math.max(1, archived.length);
    };
    const notRestored = await asBefore();
    await memory.restore(archived);
    return {
      measured: {
        gists: gists.length,
        'fewer records %': (100 * (archived.length - gists.length)) / all().length,
        'topic found %': found,
        'topic found by vector %': foundByVector,
        'provenance %': namedOnce(gists),
        'at 2 bits %': (100 * low) / Math.max(1, archived.length),
        'second run': second.cost.written,
        'restored %': await asBefore(),
        'milliseconds for each gist': report.cost.ms / Math.max(1, gists.length),
      },
      baselines: {
        'not faded: fewer records %': (100 * (tooEarly.removed.records - tooEarly.groups.length)) / all().length,
        'not faded: provenance %': namedOnce(tooEarly.groups),
        'before: at 2 bits %': (100 * lowBefore) / all().length,
        'first run': report.cost.written,
        'not restored: unchanged %': notRestored,
        'random groups: topic found %': await foundAmong(topics, random),
        'no vector: topic found by vector %': await foundWithoutVectors(
          topics,
          gists.map(({ text }) => text),
        ),
      },
    };
  } finally {
    await memory.close();
  }
}

/** Share of topics of which a gist that was made from their records is among the first three summaries. */
async function topicsFound(memory: Memory, topics: readonly Topic[], recipe: string | undefined): Promise<number> {
  const hits: number[] = [];
  for (const { person, place, ids } of topics) {
    const question = `What did ${person} do in ${place}?`;
    const result = await memory.recall(question, {
      limit: 3,
      kinds: ['summary'],
      ...(recipe === undefined ? {} : { recipe }),
    });
    const from = await Promise.all(result.hits.map(async ({ id }) => ((await memory.get(id)) as MemoryRecord).from));
    hits.push(from.some((refs) => refs.filter(({ id }) => ids.includes(id)).length >= 3) ? 100 : 0);
  }
  return mean(hits);
}

/** Gists made the same way of records that have nothing to do with each other. */
function randomGroups(
  records: readonly MemoryRecord[],
  rng: Rng,
): readonly { text: string; from: readonly string[] }[] {
  const order = records.map((record) => ({ record, key: rng.next() })).sort((a, b) => a.key - b.key);
  const groups: { text: string; from: readonly string[] }[] = [];
  for (let at = 0; at + 6 <= order.length; at += 6) {
    const notes: Note[] = order.slice(at, at + 6).map(({ record }) => ({ record, entities: [], retention: 0 }));
    groups.push({ text: gistDraft(notes).text, from: notes.map(({ record }) => record.id) });
  }
  return groups;
}

async function foundAmong(
  topics: readonly Topic[],
  groups: readonly { readonly text: string; readonly from: readonly string[] }[],
): Promise<number> {
  const memory = await openMemory({ path: ':memory:' });
  try {
    const from = new Map<string, readonly string[]>();
    for (const { text, from: ids } of groups) from.set((await memory.remember({ kind: 'summary', text })).id, ids);
    const hits: number[] = [];
    for (const { person, place, ids } of topics) {
      const result = await memory.recall(`What did ${person} do in ${place}?`, { limit: 3, kinds: ['summary'] });
      hits.push(
        result.hits.some(({ id }) => (from.get(id) ?? []).filter((one) => ids.includes(one)).length >= 3) ? 100 : 0,
      );
    }
    return mean(hits);
  } finally {
    await memory.close();
  }
}

/** The same gists in a memory that keeps their text and no vector. */
async function foundWithoutVectors(topics: readonly Topic[], texts: readonly string[]): Promise<number> {
  const memory = await openMemory({ path: ':memory:', embedder: false });
  try {
    for (const text of texts) await memory.remember({ kind: 'summary', text });
    const hits: number[] = [];
    for (const { person, place } of topics) {
      const result = await memory.recall(`What did ${person} do in ${place}?`, {
        limit: 3,
        kinds: ['summary'],
        recipe: 'dense',
      });
      hits.push(result.hits.some(({ text }) => text.includes(person)) ? 100 : 0);
    }
    return mean(hits);
  } finally {
    await memory.close();
  }
}
