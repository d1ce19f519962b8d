/** What `ask` reads: the hits of a recall with what stands around them. */
import type { Evidence } from '../plaintext/answer/reading.ts';
import { withoutRecalled } from '../plaintext/extract/recalled-text.ts';
import type { Hit } from '../plaintext/recall/types.ts';
import type { Engine } from './engine.ts';
import { turnText } from './units.ts';

/**
 * Hits with the texts before and after them in their session, and the zone in which they were said. What recall gave out
 * before, and a turn brings back in tags, is nobody's word: it is blanked. Inside `exclusive`.
 */
export async function evidenceAround(engine: Engine, hits: readonly Hit[]): Promise<Evidence[]> {
  const { units } = engine.state.index;
  const seqOf = (document: number | undefined): number | undefined =>
    document === undefined || document < 0 ? undefined : units.seq.data[document];
  const around = hits.map((hit) => {
    const document = units.find(hit.id);
    if (document < 0) return [undefined, undefined, undefined];
    const turn = hit.type === 'turn';
    return [
      turn ? seqOf(units.previous.data[document]) : undefined,
      seqOf(document),
      turn ? seqOf(units.next.data[document]) : undefined,
    ];
  });
  const wanted = [...new Set(around.flat().filter((seq) => seq !== undefined))];
  const entries = new Map((await engine.cube.at(wanted)).map((entry) => [entry?.seq, entry]));
  const textAt = (seq: number | undefined): string | undefined => {
    const entry = seq === undefined ? undefined : entries.get(seq);
    return entry?.kind === 'turn' ? withoutRecalled(turnText(entry.turn)) : undefined;
  };
  return hits.flatMap((one, index): Evidence[] => {
    const [before, own, after] = around[index] ?? [];
    const entry = own === undefined ? undefined : entries.get(own);
    const turn = entry?.kind === 'turn' ? entry.turn : undefined;
    const [textBefore, textAfter] = [textAt(before), textAt(after)];
    const text = withoutRecalled(one.text);
    if (text.trim() === '') return [];
    const hit = text === one.text ? one : { ...one, text };
    return [
      {
        hit,
        ...(turn === undefined ? {} : { role: turn.role, source: turn.source }),
        ...(turn?.zone === undefined ? {} : { zone: turn.zone }),
        ...(textBefore === undefined ? {} : { before: textBefore }),
        ...(textAfter === undefined ? {} : { after: textAfter }),
      },
    ];
  });
}
