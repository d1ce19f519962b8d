import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createStaticEmbedder } from './static-embedder.ts';
import { scanTokens } from './token-scan.ts';
import { shippedTokenTable } from './token-table.ts';

const embedder = createStaticEmbedder();
const folder = mkdtempSync(join(tmpdir(), 'palimpsest-embedder-'));
afterAll(() => rmSync(folder, { recursive: true }));

function cosine(a: string, b: string): number {
  const [x, y] = embedder.embedSync([a, b]) as [Float32Array, Float32Array];
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

function tokens(text: string): string[] {
  const found: string[] = [];
  scanTokens(text, {
    word: (codes, start, end) => found.push(String.fromCharCode(...codes.subarray(start, end))),
    pair: (first, second) => found.push(String.fromCharCode(first) + (second === 0 ? '' : String.fromCharCode(second))),
  });
  return found;
}

describe('scanTokens', () => {
  it.each([
    ["I don't know what they're doing", ['i', 'do', 'know', 'what', 'they', 'doing']],
    ["Mel's can't-miss café, São Paulo", ['mel', 'can', 'miss', 'cafe', 'sao', 'paulo']],
    ['version 2.10 of GPT4', ['version', '2', '10', 'of', 'gpt4']],
    ['Ｆｕｌｌ ｗｉｄｔｈ', ['full', 'width']],
    ['我喜欢 茶', ['我喜', '喜欢', '茶']],
    ['Привет, мир', ['привет', 'мир']],
    ['don’t', ['do']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe('static embedder', () => {
  it('gives one unit or zero vector a text, the same every time and for any batch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 6 }), async (texts) => {
        const vectors = await embedder.embed(texts, { as: 'document' });
        expect(vectors).toHaveLength(texts.length);
        for (const [i, vector] of vectors.entries()) {
          expect(vector).toHaveLength(embedder.dimensions);
          const length = Math.hypot(...vector);
          expect(length < 1e-9 || Math.abs(length - 1) < 1e-5).toBe(true);
          expect(length > 0.5).toBe(tokens(texts[i]!).length > 0);
          expect(embedder.embedSync([texts[i]!])[0]).toEqual(vector);
        }
      }),
    );
  });

  it.each([
    ['my dog is sick', 'the puppy feels unwell', 'quarterly revenue grew by ten percent'],
    ['where do I work', 'she got a new job at an engineering company', 'the soup needs more salt'],
    ['holiday in Spain', 'we are travelling to Barcelona on vacation', 'the compiler reports a type error'],
    ['her physician prescribed antibiotics', 'the doctor gave her medicine', 'he repaired the bicycle chain'],
  ])('puts "%s" nearer to "%s" than to "%s"', (query, near, far) => {
    expect(cosine(query, near)).toBeGreaterThan(cosine(query, far) + 0.1);
  });

  it('lets unknown names match themselves, and misspellings and inflections a little', () => {
    expect(cosine('Zyblorkian', 'zyblorkian')).toBeCloseTo(1, 5);
    expect(cosine('Zyblorkian', 'Zyblorkyan')).toBeGreaterThan(0.15);
    expect(Math.abs(cosine('Zyblorkian', 'Quuxfrob'))).toBeLessThan(0.3);
    expect(cosine('Zyblorkian wrote to me', 'a letter from Zyblorkian')).toBeGreaterThan(
      cosine('Zyblorkian wrote to me', 'a letter from Quuxfrob') + 0.1,
    );
    expect(cosine('我喜欢喝茶', '喝茶是我的爱好')).toBeGreaterThan(cosine('我喜欢喝茶', '明天天气怎么样') + 0.1);
  });

  it('tells numbers apart', () => {
    expect(cosine('invoice 48213', 'invoice 48213')).toBeCloseTo(1, 5);
    expect(cosine('invoice 48213', 'invoice 90377')).toBeLessThan(0.9);
  });

  it('names its space by the content of the table', () => {
    expect(embedder.id).toMatch(/^palimpsest-static-en-\d+-[0-9a-f]{8}$/);
    expect(createStaticEmbedder({ path: shippedTokenTable() }).id).toBe(embedder.id);
  });

  it('says what is wrong with a table that is missing, cut, foreign or of another version', () => {
    const whole = readFileSync(shippedTokenTable());
    const make = (name: string, bytes: Uint8Array): string => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
    const changed = (at: number): Uint8Array => {
      const copy = Uint8Array.from(whole.subarray(0, 1_000));
      copy[at] = copy[at]! ^ 0x55;
      return copy;
    };
    const code = (path: string): unknown => {
      try {
        return createStaticEmbedder({ path });
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code(join(folder, 'none.bin'))).toBe('unavailable');
    expect(code(make('cut.bin', whole.subarray(0, whole.length - 1)))).toBe('corrupt');
    expect(code(make('short.bin', whole.subarray(0, 10)))).toBe('corrupt');
    expect(code(make('foreign.bin', changed(0)))).toBe('corrupt');
    expect(code(make('version.bin', changed(4)))).toBe('newer_version');
  });

  it('stops when told to and refuses oversized batches', async () => {
    await expect(embedder.embed(['a'], { as: 'query', signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    const many = new Array<string>(embedder.maxBatch + 1).fill('a');
    await expect(embedder.embed(many, { as: 'document' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('embeds a text in less time than twenty times what cutting it into words takes', () => {
    const words = 'yesterday evening we talked about the garden and whether the old apple tree should stay'.split(' ');
    const texts = Array.from({ length: 2_000 }, (_, i) =>
      Array.from({ length: 35 }, (_, j) => words[(i * 7 + j) % words.length]).join(' '),
    );
    // In turn, and the best of each: a busy machine slows both down.
    let embedding = Number.POSITIVE_INFINITY;
    let cutting = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 7; round++) {
      const started = performance.now();
      embedder.embedSync(texts);
      const between = performance.now();
      for (const text of texts) new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
      embedding = Math.min(embedding, between - started);
      cutting = Math.min(cutting, performance.now() - between);
    }
    expect(embedding / cutting).toBeLessThan(20);
  });
});
