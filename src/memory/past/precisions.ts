/** Puts vectors on the rungs that ticks and consolidations have given them: after a rebuild, and in views of the past. */
import { mixedPrecision } from '../../plaintext/forget/mixed-precision-index.ts';
import type { Precision } from '../../plaintext/index/dense/codec.ts';
import type { DerivedState } from '../derived-state.ts';
import type { Engine } from '../engine.ts';
import { turnText } from '../units.ts';

/** Vectors looked up at a time. */
const page = 1_000;

/** `bits` by the log position of the version that a vector belongs to; what is not named keeps its rung. */
export async function applyPrecisions(
  engine: Pick<Engine, 'cube' | 'applying'>,
  state: DerivedState,
  bits: ReadonlyMap<number, Precision>,
): Promise<void> {
  const mixed = mixedPrecision(state.index.vectors);
  if (mixed === undefined || bits.size === 0) return;
  const { units } = state.index;
  const wrong: { readonly document: number; readonly seq: number; readonly rung: Precision }[] = [];
  for (let document = 0; document < units.documents; document++) {
    if (units.alive.data[document] !== 1) continue;
    const seq = units.seq.data[document] as number;
    const wanted = bits.get(seq);
    const has = wanted === undefined ? undefined : mixed.bitsOf(document);
    if (wanted === undefined || has === undefined) continue;
    const rung = Math.min(wanted, mixed.top) as Precision;
    if (has !== rung) wrong.push({ document, seq, rung });
  }
  for (let from = 0; from < wrong.length; from += page) {
    const some = wrong.slice(from, from + page);
    const entries = await engine.cube.at(some.map(({ seq }) => seq));
    const found = entries.flatMap((entry, place) => {
      const row = some[place] as (typeof some)[number];
      if (entry?.kind === 'turn') return [{ ...row, text: turnText(entry.turn) }];
      return entry?.kind === 'record' ? [{ ...row, text: entry.record.text }] : [];
    });
    const vectors = await engine.applying.vectorsAt(state.embedder, found);
    found.forEach(({ document, rung }, place) => {
      const vector = vectors[place];
      if (vector !== undefined) mixed.setPrecision(document, rung, vector);
    });
  }
}
