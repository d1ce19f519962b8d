/**
 * Which units a recall may return, one byte a document. What holds for every recall of a sort (dead units, statuses
 * that are not shown) is kept between recalls and brought up to date by what was added and dropped since, so that a
 * recall of a large memory does not walk over all documents; what the caller narrows is computed on top of it.
 */
import type { CubeIndex } from '../index/cube-index.ts';
import { kinds, none, statuses } from '../index/unit-columns.ts';
import type { ParsedQuery, RecallOptions } from './types.ts';

type KeptMask = {
  mask: Uint8Array;
  /** Documents looked at. */
  documents: number;
  /** Entries of the index's list of drops that were followed. */
  drops: number;
};

/** One mask for each of the four sorts of recall: with archived units or without, with expired ones or without. */
const kept = new WeakMap<CubeIndex, (KeptMask | undefined)[]>();
const statusShown = new Set(['generated', 'activated', 'frozen']);

/** True when the caller narrowed the search, so that few units may be allowed. */
export function isNarrowed({ scope, kinds: asked, range }: RecallOptions): boolean {
  return scope !== undefined || asked !== undefined || range !== undefined;
}

/** 1 where a unit may be returned; not to be written to. `room` takes the result of a narrowed search. */
export function allowedUnits(
  index: CubeIndex,
  options: RecallOptions,
  parsed: ParsedQuery,
  room: Uint8Array,
): Uint8Array {
  const old = parsed.intent === 'history' || parsed.intent === 'order' || options.range !== undefined;
  const shown = keptMask(index, options.archived === true, old);
  if (!isNarrowed(options)) return shown;
  const { units } = index;
  const allowed = room.subarray(0, shown.length);
  allowed.set(shown);
  if (options.kinds !== undefined) {
    const asked = new Set(options.kinds);
    const kindShown = Uint8Array.from(kinds, (kind) => (asked.has(kind) ? 1 : 0));
    const kind = units.kind.data;
    for (let d = 0; d < allowed.length; d++) {
      allowed[d] = (allowed[d] as number) & (kindShown[kind[d] as number] as number);
    }
  }
  for (const field of ['user', 'agent', 'session'] as const) {
    const wanted = options.scope?.[field];
    if (wanted === undefined) continue;
    const found = units.names.find(wanted);
    const number = found < 0 ? none - 1 : found;
    const column = units[field].data;
    for (let d = 0; d < allowed.length; d++) if (column[d] !== number) allowed[d] = 0;
  }
  if (options.range !== undefined) keepRange(index, options.range, allowed);
  return allowed;
}

function keptMask(index: CubeIndex, archived: boolean, expired: boolean): Uint8Array {
  const masks = kept.get(index) ?? [];
  kept.set(index, masks);
  const sort = (archived ? 1 : 0) + (expired ? 2 : 0);
  const known = masks[sort] ?? { mask: new Uint8Array(0), documents: 0, drops: 0 };
  masks[sort] = known;
  const { documents, dropped } = index;
  if (known.mask.length < documents) {
    const grown = new Uint8Array(Math.ceil(documents * 1.25) + 64);
    grown.set(known.mask);
    known.mask = grown;
  }
  const { mask } = known;
  // A unit's status never changes: another one comes with a new document.
  const shown = Uint8Array.from(statuses, (status) =>
    statusShown.has(status) || (status === 'archived' && archived) || (status === 'expired' && expired) ? 1 : 0,
  );
  const alive = index.units.alive.data;
  const status = index.units.status.data;
  for (let d = known.documents; d < documents; d++) {
    mask[d] = (alive[d] as number) & (shown[status[d] as number] as number);
  }
  known.documents = documents;
  for (; known.drops < dropped.length; known.drops++) mask[dropped[known.drops] as number] = 0;
  return mask.subarray(0, documents);
}

/** Said in the range, or (records) valid at some time in it. */
function keepRange(index: CubeIndex, range: NonNullable<RecallOptions['range']>, allowed: Uint8Array): void {
  const { at, kind, validFrom, validTo } = index.units;
  const from = range.from ?? Number.NEGATIVE_INFINITY;
  const to = range.to ?? Number.POSITIVE_INFINITY;
  for (let d = 0; d < allowed.length; d++) {
    const said = (at.data[d] as number) >= from && (at.data[d] as number) < to;
    if (said) continue;
    const opens = validFrom.data[d] as number;
    const closes = validTo.data[d] as number;
    const dated = kind.data[d] !== 0 && !(Number.isNaN(opens) && Number.isNaN(closes));
    if (!dated || opens >= to || closes <= from) allowed[d] = 0;
  }
}
