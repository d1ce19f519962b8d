/** Rows of a sealed cube: entries to sealed bodies and stored names, and back. */
import type { ContentKey, Row, RowKind, Store } from '../../ports/index.ts';
import type { NewEntry, StoredEntry } from '../entry.ts';
import { decodeContent, type EncodedEntry, encodeContent, erasedEntry, salted, subjectOf } from '../row-codec.ts';
import { type CubeSeal, rowContext, subjectKey } from './cube-seal.ts';
import { jointKey, nonceBytes, type SealingKey, sealedUnder } from './sealed-bytes.ts';

/** What each new entry of a batch is sealed with. */
export type EntryKeys = readonly SealingKey[];

export type RowSeal = {
  /** Makes the keys that a batch needs and finds those of what its records quote. */
  keysOf(entries: readonly NewEntry[]): Promise<EntryKeys>;
  /** The stored columns of an entry at a position. `fresh`: 16 random bytes of its own. */
  encode(entry: NewEntry, key: SealingKey, seq: number, fresh: Uint8Array): EncodedEntry;
  /** Errors: `locked`, `corrupt`. */
  decode(row: Row): StoredEntry;
  /** To be called before rows that other processes may have written are decoded. */
  acquaint(rows: readonly (Row | undefined)[]): Promise<void>;
  /** An id as it is stored. */
  storedId(id: string): string;
};

/** Turns of which the key is remembered, so that records that quote them need no look-up. */
const mostTurns = 50_000;

export function createRowSeal(store: Store, seal: CubeSeal): RowSeal {
  const { ring } = seal;
  /** Ids of the key of a turn, by the turn's id. */
  const keyOfTurn = new Map<string, string>();

  const remember = (turn: string, key: string): void => {
    if (keyOfTurn.size >= mostTurns) keyOfTurn.delete(keyOfTurn.keys().next().value as string);
    keyOfTurn.set(turn, key);
  };

  const storedId = (id: string): string => seal.names?.seal(id) ?? id;
  /** Receipts say what was erased and hold no content: without a key they show that nothing was lost silently. */
  const isSealed = (kind: RowKind): boolean => kind !== 'erasure' || seal.level === 'everything';

  const lookUp = async (turns: readonly string[]): Promise<void> => {
    const rows = await store.latest('turn', turns.map(storedId));
    await seal.acquaint(rows.flatMap((row) => (row === undefined || row.body.length === 0 ? [] : [row.body])));
    rows.forEach((row, index) => {
      const [key] = row === undefined || row.body.length === 0 ? [] : (sealedUnder(row.body) ?? []);
      // What is erased is quoted no more.
      remember(turns[index] as string, key ?? '');
    });
  };

  return {
    async keysOf(entries) {
      const live = await ring.ensure([...new Set(['', ...entries.map(subjectOf)])].map(subjectKey));
      const own = (entry: NewEntry): ContentKey => live.get(subjectKey(subjectOf(entry))) as ContentKey;
      for (const entry of entries) if (entry.kind === 'turn') remember(entry.turn.id, own(entry).id);
      const unknown = entries.flatMap(quotedTurns).filter((turn) => !keyOfTurn.has(turn));
      if (unknown.length > 0) await lookUp([...new Set(unknown)]);
      return entries.map((entry) => {
        const quoted = new Set(quotedTurns(entry).flatMap((turn) => keyOfTurn.get(turn) || []));
        // A mark says something about its turn alone.
        const base = entry.kind === 'mark' && quoted.size > 0 ? [] : [own(entry)];
        const more = [...quoted].flatMap((id) => {
          const key = ring.find(id);
          return key === undefined || key === 'destroyed' ? [] : [key];
        });
        return jointKey(base.length + more.length === 0 ? [own(entry)] : [...base, ...more]);
      });
    },

    encode(entry, key, seq, fresh) {
      const plain = encodeContent(entry);
      const { kind, version } = plain;
      const id = storedId(plain.id);
      if (!isSealed(kind)) return { ...plain, id, subject: '', body: salted(plain.body, fresh) };
      const context = rowContext(store.cube, { seq, kind, id, version });
      const body = seal.seal(plain.body, key, context, fresh.subarray(0, nonceBytes));
      // Ids of keys stand for the subject: they tell rows of one subject from others and name nobody.
      return { kind, id, version, subject: plain.subject === '' ? '' : key.ids.join(' '), body };
    },

    decode(row) {
      const id = seal.names === undefined ? row.id : (seal.names.open(row.id) ?? row.id);
      const named = { ...row, id };
      if (row.body.length === 0) return erasedEntry(named);
      if (!isSealed(row.kind)) return decodeContent(named, row.body.subarray(16), store.cube);
      const content = seal.open(row.body, rowContext(store.cube, row), `log entry ${row.seq}`);
      return content === 'destroyed' ? erasedEntry(named, 'key') : decodeContent(named, content, store.cube);
    },

    acquaint: (rows) =>
      seal.acquaint(
        rows.flatMap((row) => (row === undefined || row.body.length === 0 || !isSealed(row.kind) ? [] : [row.body])),
      ),

    storedId,
  };
}

/** Turns whose words an entry may repeat. */
function quotedTurns(entry: NewEntry): readonly string[] {
  if (entry.kind === 'record') return entry.record.sources;
  return entry.kind === 'mark' ? [entry.mark.id] : [];
}
