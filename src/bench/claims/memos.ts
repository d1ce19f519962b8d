/**
 * MemOS (arXiv 2507.03724): plain text that is used often becomes key-value cache, is injected in place of a prompt, and
 * follows its memory. Published: the same output, first token up to 94% sooner, the whole cache replaced on a timer.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFixture } from '../../activation/index.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type RelationSpec } from './judge-claim.ts';
import { measureHitRates } from './memos/hit-rates.ts';
import { measureEquality, measureFirstToken } from './memos/injection.ts';
import { measureStaleness } from './memos/staleness.ts';
import { shippedModel } from './shipped-model.ts';

/** An answer counts only where the bytes are kept. */
const within30 = (bytes: number, answers: number): number => (bytes <= 0.3 ? answers : 0);

const relations: readonly RelationSpec[] = [
  {
    statement: 'chained segments give the logits of the prompt, largest difference',
    atMost: 1e-4,
    value: (m) => m['largest difference to the prompt, chained']!,
    control: { what: 'nothing injected', value: (m) => m['largest difference to the prompt, nothing injected']! },
  },
  {
    statement: 'independent segments give the logits of the prompt whose texts do not see each other',
    atMost: 1e-4,
    value: (m) => m['largest difference to the prompt in blocks, independent']!,
    control: {
      what: 'caches concatenated without turning keys to their positions',
      value: (m) => m['largest difference to the prompt in blocks, positions not repaired']!,
    },
  },
  {
    statement: 'held in 8 bits, in 30% of the bytes, segments give the answer of the prompt, share of prompts',
    atLeast: 0.97,
    value: (m) => within30(m['bytes over full precision, 8 bits']!, m['same answer as the prompt, 8 bits']!),
    control: {
      what: 'as many segments in full precision as 30% of the bytes hold',
      value: (m) =>
        within30(m['bytes over full precision, fewer segments']!, m['same answer as the prompt, fewer segments']!),
    },
  },
  {
    statement: 'first token with 2,000 remembered tokens, chained: times sooner than reading them',
    atLeast: 3,
    value: (m) => m['first token, 2000 remembered and 60 asked: times sooner']!,
    control: { what: 'nothing remembered', value: (m) => m['first token, nothing remembered: times sooner']! },
  },
  {
    statement: 'the same with independent segments, which are put together for the conversation',
    atLeast: 3,
    value: (m) => m['first token, 2000 remembered and 60 asked, independent: times sooner']!,
    control: {
      what: 'nothing remembered',
      value: (m) => m['first token, nothing remembered, independent: times sooner']!,
    },
  },
  {
    statement: 'the gain grows with what is remembered and shrinks with what is asked (smaller of both ratios)',
    atLeast: 1.5,
    value: (m) => {
      const gain = m['first token, 2000 remembered and 60 asked: times sooner']!;
      return Math.min(
        gain / m['first token, 500 remembered and 60 asked: times sooner']!,
        gain / m['first token, 2000 remembered and 600 asked: times sooner']!,
      );
    },
    control: {
      what: 'the prompt read again in place of what is injected',
      value: (m) => {
        const gain = m['first token, 2000 remembered and 60 asked: times sooner, read again']!;
        return Math.min(
          gain / m['first token, 500 remembered and 60 asked: times sooner, read again']!,
          gain / m['first token, 2000 remembered and 600 asked: times sooner, read again']!,
        );
      },
    },
  },
  {
    statement: 'stale reads over random revisions and erasures by two processes',
    atMost: 0,
    value: (m) => m['stale reads']!,
    control: {
      what: 'segments replaced on a timer, as published',
      value: (m) => m['stale reads, replaced on a timer']!,
    },
  },
  {
    statement: 'a running conversation gives the old answer that it has given before, share of such changes',
    atMost: 0.1,
    value: (m) => m['old answers of a running conversation']!,
    control: {
      what: 'a conversation that keeps what was said',
      value: (m) => m['old answers of a running conversation that keeps what was said']!,
    },
  },
  {
    statement: 'conversations that still hold what they said of a revised or erased record',
    atMost: 0,
    value: (m) => m['conversations that still hold what they said of it']!,
    control: {
      what: 'a conversation that keeps what was said',
      value: (m) => m['conversations that still hold what they said of it, keeping what was said']!,
    },
  },
  {
    statement: 'changes that invalidated anything but the segment concerned',
    atMost: 0,
    value: (m) => m['changes that touched other segments']!,
    control: {
      what: 'segments read one after the other, as in one cache of the whole',
      value: (m) => m['changes that touched other segments, one after the other']!,
    },
  },
  {
    statement: 'answers of the model from injected memories that are right, after every change',
    atLeast: 0.95,
    value: (m) => m['right answers']!,
    control: { what: 'segments replaced on a timer', value: (m) => m['right answers, replaced on a timer']! },
  },
  {
    statement: 'stored segments of erased records left on disk',
    atMost: 0,
    value: (m) => m['stored segments of erased records left on disk']!,
    control: {
      what: 'before the erasures',
      value: (m) => m['stored segments of records that were erased later']!,
    },
  },
  {
    statement: 'scheduler: hits of a Zipf stream over 200 records with room for 20, above first in, first out',
    atLeast: 0.1,
    value: (m) => m['hit rate, scheduler']! - m['hit rate, first in first out']!,
    control: {
      what: 'records drawn at random',
      value: (m) => m['hit rate, random']! - m['hit rate, first in first out']!,
    },
  },
  {
    statement: 'and above records drawn at random',
    atLeast: 0.3,
    value: (m) => m['hit rate, scheduler']! - m['hit rate, random']!,
    control: {
      what: 'the scheduler with uses dealt to other records',
      value: (m) => m['hit rate, uses dealt to other records']! - m['hit rate, random']!,
    },
  },
  {
    statement: 'and no worse than keeping what was used last',
    atLeast: 0,
    value: (m) => m['hit rate, scheduler']! - m['hit rate, least recently used']!,
    control: {
      what: 'first in, first out',
      value: (m) => m['hit rate, first in first out']! - m['hit rate, least recently used']!,
    },
  },
];

export const memosClaim: ClaimDefinition = {
  system: 'memos',
  tier: 'all',
  claim: 'Memories injected as key-value cache give the output of the prompt, sooner, and are never out of date.',
  relation: relations.map(({ statement }) => statement).join('; '),
  async run(run) {
    const model = await openFixture(shippedModel('tiny-recall'));
    const seeds = run.quick ? run.seeds.slice(0, 1) : run.seeds;
    return judgeClaim({ ...run, seeds }, relations, async (seed) => {
      const changes = run.quick ? 120 : seed === seeds[0] ? 1_000 : 300;
      const folder = await mkdtemp(join(tmpdir(), 'palimpsest-memos-'));
      try {
        const equality = await measureEquality(model, seed);
        const timing = await measureFirstToken(model, seed, run.quick ? 2 : 3);
        const { measured, baselines } = await measureStaleness(model, { seed, changes, folder });
        const hits = measureHitRates(seed);
        return {
          measured: { ...equality, ...timing, ...measured, ...hits.measured },
          baselines: { ...baselines, ...hits.baselines },
        };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  },
};
