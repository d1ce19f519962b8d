/** Every cache policy that ships, by name, with its defaults. A new policy adds one line here. */
import { MemoryError } from '../../errors/index.ts';
import type { CachePolicy } from '../cache-policy.ts';
import { adakv } from './adakv.ts';
import { cam } from './cam.ts';
import { dapq } from './dapq.ts';
import { full } from './full.ts';
import { globalRetention } from './global-retention.ts';
import { h2o } from './h2o.ts';
import { keyNorm } from './key-norm.ts';
import { kivi } from './kivi.ts';
import { kvmerger } from './kvmerger.ts';
import { pyramidkv } from './pyramidkv.ts';
import { quest } from './quest.ts';
import { random } from './random.ts';
import { snapkv } from './snapkv.ts';
import { streamingLlm } from './streaming-llm.ts';
import { think } from './think.ts';
import { tova } from './tova.ts';
import { trimKv } from './trim-kv.ts';

/** How a listed policy relates to the entry budget. */
export type CatalogEntry = {
  readonly make: () => CachePolicy;
  /** `entries`: never keeps more than the budget; `bits`, `channels`: fewer bytes a slot; `similarity`: sizes follow the data. */
  readonly saves: 'nothing' | 'entries' | 'bits' | 'channels' | 'similarity';
  /** Paper, or what it is for. */
  readonly source: string;
};

/** Name -> entry. */
export const policyCatalog: Readonly<Record<string, CatalogEntry>> = {
  full: { make: () => full(), saves: 'nothing', source: 'reference' },
  random: { make: () => random(), saves: 'entries', source: 'negative control' },
  'streaming-llm': { make: () => streamingLlm(), saves: 'entries', source: 'arXiv 2309.17453' },
  h2o: { make: () => h2o(), saves: 'entries', source: 'arXiv 2306.14048' },
  tova: { make: () => tova(), saves: 'entries', source: 'arXiv 2401.06104' },
  snapkv: { make: () => snapkv(), saves: 'entries', source: 'arXiv 2404.14469' },
  pyramidkv: { make: () => pyramidkv(), saves: 'entries', source: 'arXiv 2406.02069' },
  adakv: { make: () => adakv(), saves: 'entries', source: 'arXiv 2407.11550' },
  'key-norm': { make: () => keyNorm(), saves: 'entries', source: 'arXiv 2406.11430' },
  'key-norm-high': {
    make: () => keyNorm({ keep: 'high' }),
    saves: 'entries',
    source: 'arXiv 2406.11430, sign reversed',
  },
  cam: { make: () => cam(), saves: 'entries', source: 'ICML 2024, cache merging' },
  quest: { make: () => quest(), saves: 'entries', source: 'arXiv 2406.10774' },
  kivi: { make: () => kivi(), saves: 'bits', source: 'arXiv 2402.02750' },
  think: { make: () => think(), saves: 'channels', source: 'arXiv 2407.21018' },
  kvmerger: { make: () => kvmerger(), saves: 'similarity', source: 'arXiv 2407.08454' },
  dapq: { make: () => dapq(), saves: 'entries', source: 'arXiv 2603.11564' },
  'trim-kv': { make: () => trimKv(), saves: 'entries', source: 'arXiv 2512.03324' },
  'global-retention': { make: () => globalRetention(), saves: 'entries', source: 'arXiv 2605.09649' },
};

/** A policy of the catalog with its defaults. Throws `not_found` for a name that is not listed. */
export function findPolicy(name: string): CachePolicy {
  const entry = policyCatalog[name];
  if (entry === undefined) {
    throw new MemoryError('not_found', `no cache policy named ${name}`, {
      hint: `known policies: ${Object.keys(policyCatalog).join(', ')}`,
    });
  }
  return entry.make();
}
