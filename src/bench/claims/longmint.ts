/** LongMINT (arXiv 2605.18565) on its twin: values revised up to 32 times among siblings, scored by exact match. */
import { shippedEmbedder } from '../../memory/vectors/shipped-embedder.ts';
import type { EmbedTexts } from '../../plaintext/revise/frames/vectors.ts';
import { developmentLongmint } from '../suites/longmint/development-longmint.ts';
import { drillLongmint } from '../suites/longmint/drill-longmint.ts';
import { fifthLongmint } from '../suites/longmint/fifth-longmint.ts';
import { fourthLongmint } from '../suites/longmint/fourth-longmint.ts';
import { heldoutLongmint } from '../suites/longmint/heldout-longmint.ts';
import { askRealLongmint, loadLongmint, scoreRealLongmint } from '../suites/longmint/load-longmint.ts';
import { type LongmintStream, longmintStreams } from '../suites/longmint/longmint-stream.ts';
import {
  courseSubject,
  type LongmintSubject,
  retrievalSubject,
  seriesSubject,
} from '../suites/longmint/longmint-subjects.ts';
import { practiceLongmint } from '../suites/longmint/practice-longmint.ts';
import { productSubject } from '../suites/longmint/product-subject.ts';
import { scoreLongmint } from '../suites/longmint/score-longmint.ts';
import { sixthLongmint } from '../suites/longmint/sixth-longmint.ts';
import { thirdLongmint } from '../suites/longmint/third-longmint.ts';
import type { ClaimDefinition } from './claim-definition.ts';
import { judgeClaim, type Numbers, named, type RelationSpec } from './judge-claim.ts';

const reach = { current: 95, historical: 92, ordering: 92, counting: 95 } as const;

const families: readonly RelationSpec[] = (['current', 'historical', 'ordering', 'counting'] as const).map(
  (family) => ({
    statement: `${family}, exact match, held-out half`,
    atLeast: reach[family],
    value: (n) => n[`held-out: ${family}`] ?? 0,
    control:
      family === 'current'
        ? { what: 'most similar record', value: (n) => n['similarity: current'] ?? 100 }
        : { what: 'a store that overwrites in place', value: (n) => n[`overwriting: ${family}`] ?? 100 },
  }),
);

const openSurface =
  'on wording that no rule was made for (sixth surface) current 78, historical 74, ordering 66 and counting 73 of 95, 92, 92 and 95';

/** The same of a surface by an author who knew neither rules nor other wordings. */
const unseen: readonly RelationSpec[] = (['current', 'historical', 'ordering', 'counting'] as const).map((family) => ({
  statement: `${family}, exact match, sixth surface, never read`,
  open: openSurface,
  atLeast: reach[family],
  value: (n) => n[`sixth surface: ${family}`] ?? 0,
  control: { what: 'most similar record', value: (n) => n[`sixth surface, similarity: ${family}`] ?? 100 },
}));

/** Vectors of the table that ships with the package; every text is looked up once. */
async function embedding(): Promise<EmbedTexts> {
  const embedder = await shippedEmbedder();
  const known = new Map<string, Float32Array>();
  const { embedSync } = embedder as typeof embedder & { readonly embedSync: EmbedTexts };
  return (texts) =>
    texts.map((text) => {
      const vector = known.get(text) ?? (embedSync([text])[0] as Float32Array);
      known.set(text, vector);
      return vector;
    });
}

export const longmintClaim: ClaimDefinition = {
  system: 'longmint',
  tier: 'evaluation',
  claim:
    'Versions of facts answer what is, what was, in which order and how often, however many revisions lie between.',
  relation:
    'held-out half, exact match: current at least 95, historical 92, ordering 92, counting 95; at most 0.5 point lost for each doubling from 1 to 32 updates',
  open: openSurface,
  data: 'LongMINT items, JSON or JSON lines',
  run: (run) =>
    judgeClaim(
      run,
      [
        ...families,
        ...unseen,
        {
          statement: 'points lost for each doubling of the updates',
          atMost: 0.5,
          value: (n) => n['held-out: lossPerDoubling'] ?? 100,
          control: { what: 'ten most similar records', value: (n) => n['similarity: lossPerDoubling'] ?? 0 },
        },
      ],
      async (seed) => {
        const perCount = run.quick ? 8 : 32;
        // What relations are judged on keeps its size; what is printed beside it gets by with fewer.
        const beside = { seed, perCount: run.quick ? 2 : perCount };
        const heldout = longmintStreams(heldoutLongmint, { seed, perCount });
        const development = longmintStreams(developmentLongmint, beside);
        const third = longmintStreams(thirdLongmint, beside);
        const fourth = longmintStreams(fourthLongmint, beside);
        const fifth = longmintStreams(fifthLongmint, beside);
        const drill = longmintStreams(drillLongmint, { seed, perCount: run.quick ? 5 : 20 });
        const sixth = longmintStreams(sixthLongmint, { seed, perCount });
        // First: a wrong file should be told of at once.
        const items = run.data === undefined ? undefined : await loadLongmint(run.data);
        const embedder = await shippedEmbedder();
        // A memory for each stream takes its time: fewer of them.
        const few = { seed, perCount: run.quick ? 1 : 8 };
        const of = (name: string, subject: LongmintSubject, streams: readonly LongmintStream[] = heldout): Numbers => {
          run.signal?.throwIfAborted();
          const { byUpdates, ...scores } = scoreLongmint(subject, streams);
          const curve = Object.entries(byUpdates).map(([updates, score]) => [`at ${updates} updates`, score] as const);
          return named(name, { ...scores, ...Object.fromEntries(curve) });
        };
        const throughProduct = async (name: string, streams: readonly LongmintStream[]): Promise<Numbers> =>
          of(`${name}, through facts.ask`, await productSubject(streams, { embedder, signal: run.signal }), streams);
        const embed = await embedding();
        const real: Numbers =
          items === undefined
            ? {}
            : {
                ...named('real data', await askRealLongmint(items, { embedder, signal: run.signal })),
                ...named('real data, courses alone', scoreRealLongmint(items, embed)),
              };
        return {
          measured: {
            ...of('held-out', courseSubject('course', { embed })),
            ...of('development', courseSubject('course', { embed }), development),
            ...of('practice surface', courseSubject('course', { embed }), longmintStreams(practiceLongmint, beside)),
            ...of('third surface', courseSubject('course', { embed }), third),
            ...of('fourth surface', courseSubject('course', { embed }), fourth),
            ...of('fifth surface', courseSubject('course', { embed }), fifth),
            ...of('sixth surface', courseSubject('course', { embed }), sixth),
            ...of('drill surface', courseSubject('course', { embed }), drill),
            ...(await throughProduct('third surface', longmintStreams(thirdLongmint, few))),
            ...(run.quick ? {} : await throughProduct('fourth surface', longmintStreams(fourthLongmint, few))),
            ...real,
          },
          baselines: {
            ...of('third surface, similarity', retrievalSubject('similarity', 'similarity'), third),
            ...of('fourth surface, similarity', retrievalSubject('similarity', 'similarity'), fourth),
            ...of('fifth surface, similarity', retrievalSubject('similarity', 'similarity'), fifth),
            ...of('sixth surface, similarity', retrievalSubject('similarity', 'similarity'), sixth),
            ...of('drill surface, similarity', retrievalSubject('similarity', 'similarity'), drill),
            ...of('similarity', retrievalSubject('similarity', 'similarity')),
            ...of('similarity and recency', retrievalSubject('similarity and recency', 'recency')),
            ...of('newest', retrievalSubject('newest', 'newest')),
            ...of('third surface, closed shapes', seriesSubject(), third),
            ...of('fourth surface, closed shapes', seriesSubject(), fourth),
            ...of('fifth surface, closed shapes', seriesSubject(), fifth),
            ...of('sixth surface, closed shapes', seriesSubject(), sixth),
            ...of('overwriting', courseSubject('overwriting', { chain: false, embed })),
          },
        };
      },
    ),
};
