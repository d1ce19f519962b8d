import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPrefix } from './json-prefix.ts';

describe('jsonPrefix', () => {
  it('reads the whole of whole JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))),
        (value) => {
          const text = JSON.stringify(value);
          expect(jsonPrefix(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('reads something of the same kind from every cut', () => {
    const text = JSON.stringify([{ mapping: { root: { message: null, parent: 'a\\"b' } }, n: 12.5 }, { x: true }]);
    for (let cut = 1; cut <= text.length; cut += 1) expect(Array.isArray(jsonPrefix(text.slice(0, cut)))).toBe(true);
    expect(jsonPrefix(text.slice(0, 40))).toEqual([{ mapping: { root: { message: null } } }]);
  });

  it('is undefined for anything else', () => {
    expect(jsonPrefix('# Notes')).toBeUndefined();
    expect(jsonPrefix('')).toBeUndefined();
  });
});
