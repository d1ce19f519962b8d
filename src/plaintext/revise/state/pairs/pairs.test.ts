import { describe, expect, it } from 'vitest';
import { pairFeatures } from './pair-features.ts';
import { scorePair } from './pair-model.ts';
import { parsePairs } from './parse-pairs.ts';
import { type TrainingPair, trainPairs } from './train-pairs.ts';

const text = `# lamp | thing
v1: The user's lamp is green.
v2: the user has a red lamp now
also: My sister has a blue lamp.
ask: Which bulb fits my lamp?

# fire | the shed
c: The shed burned down.
ends: I carve spoons in the shed.
keeps: I own a spoon.
not: The shed needs paint.`;

describe('examples of pairs', () => {
  it('are read as the speaker would say them', () => {
    const { attributes, changes } = parsePairs([text]);
    expect(attributes).toEqual([
      {
        name: 'lamp',
        values: [['My lamp is green.'], ['I have a red lamp now']],
        also: ['My sister has a blue lamp.'],
        asked: ['Which bulb fits my lamp?'],
      },
    ]);
    expect(changes[0]?.ends).toEqual(['I carve spoons in the shed.']);
  });

  it.each(['# lamp | thing\nwhat is this', '# lamp | thing\nv1: only one value', 'v1: no head'])(
    'refuses %j',
    (broken) => {
      expect(() => parsePairs([broken])).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    },
  );
});

describe('training on pairs', () => {
  /** Holds where the first feature is high and the meanings point the same way. */
  const pairs = Array.from({ length: 400 }, (_, at): TrainingPair => {
    const [high, same] = [at % 2 === 0, at % 3 !== 0];
    const features = new Float64Array(pairFeatures);
    features[0] = high ? 1 : 0;
    return {
      features,
      older: Float32Array.from([1, 0]),
      newer: Float32Array.from(same ? [1, 0] : [0, 1]),
      holds: high && same,
      weight: 1,
    };
  });

  it('finds what holds, and gives the same weights again', () => {
    const weights = trainPairs(pairs, { epochs: 30, rate: 0.01, dropout: 0 });
    for (const pair of pairs.slice(0, 12)) expect(scorePair(weights, pair) > 0.5).toBe(pair.holds);
    expect(trainPairs(pairs, { epochs: 30, rate: 0.01, dropout: 0 })).toEqual(weights);
  });
});
