/** Turns and records as searchable units. */
import type { MemoryRecord } from '../kernel/record.ts';
import type { Turn } from '../kernel/turn.ts';
import { annotate } from '../plaintext/extract/annotate.ts';
import type { Annotation } from '../plaintext/extract/annotation.ts';
import type { Unit } from '../plaintext/index/unit.ts';

/** What is indexed of a turn: its text, and the caption that stands in for its image. */
export function turnText(turn: Turn): string {
  const caption = turn.meta?.['caption'];
  if (typeof caption !== 'string' || caption === '' || turn.text.includes(caption)) return turn.text;
  return `${turn.text} ${caption}`;
}

const interval = ({ from, to }: { readonly from: number; readonly to: number }) => ({ from, to });

/** `annotation` may be passed where it is known already. */
export function turnUnit(turn: Turn, annotation?: Annotation): Unit {
  const seen =
    annotation ??
    annotate(turn.text, {
      at: turn.at,
      ...(turn.zone === undefined ? {} : { zone: turn.zone }),
      ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
    });
  return {
    id: turn.id,
    type: 'turn',
    kind: 'turn',
    seq: turn.seq,
    at: turn.at,
    text: turnText(turn),
    scope: turn.scope,
    role: turn.role,
    ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
    sources: [turn.id],
    entities: [...new Set(seen.entities.map((mention) => mention.name))],
    times: seen.times.map(interval),
    valid: {},
    status: 'activated',
    trust: turn.trust,
  };
}

export function recordUnit(record: MemoryRecord, seq: number): Unit {
  const at = record.valid.from ?? record.recorded.at;
  const seen = annotate(record.text, { at });
  const when = record.data['when'] as { from: number; to: number } | undefined;
  return {
    id: record.id,
    type: 'record',
    kind: record.kind,
    seq,
    at,
    text: record.text,
    scope: record.scope,
    sources: record.sources,
    entities: [...new Set(seen.entities.map((mention) => mention.name))],
    times: when === undefined ? seen.times.map(interval) : [interval(when)],
    valid: record.valid,
    status: record.status,
    trust: record.trust,
    data: record.data,
  };
}
