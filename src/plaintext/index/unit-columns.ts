/** What is known of each unit besides its words, one typed-array column a property; document numbers index them all. */
import type { RecordKind, RecordStatus } from '../../kernel/record.ts';
import type { Role } from '../../kernel/turn.ts';
import { cue, cuesOf } from './cues.ts';
import { bytesColumn, type Column, doubleColumn, shortColumn, signedColumn, wordColumn } from './growable.ts';
import type { SectionArray } from './snapshot-file.ts';
import { StringTable } from './string-table.ts';
import type { Unit } from './unit.ts';

/** No name, no thread, no neighbor. */
export const none = 0xffffffff;

/** Order is part of the snapshot format: only append. */
export const kinds: readonly ('turn' | RecordKind)[] = [
  'turn',
  'episode',
  'fact',
  'event',
  'preference',
  'instruction',
  'profile',
  'concept',
  'procedure',
  'summary',
  'block',
];
/** Order is part of the snapshot format: only append. */
export const roles: readonly (Role | 'unknown')[] = ['unknown', 'user', 'assistant', 'system', 'tool'];
/** Order is part of the snapshot format: only append. */
export const statuses: readonly RecordStatus[] = [
  'generated',
  'activated',
  'merged',
  'archived',
  'frozen',
  'expired',
  'erased',
  'quarantined',
];

const dayMs = 86_400_000;

/** Columns of units, and the chains of turns that follow each other in one sitting. */
export class UnitColumns {
  readonly ids: StringTable;
  /** Speakers, scope fields. */
  readonly names: StringTable;
  /** Sittings: a stated session, else the calendar day (UTC) of a user's turns. */
  readonly threads: StringTable;
  /** Id number of a document. */
  readonly idOf: Column<Uint32Array>;
  /** Newest document of an id number, or -1. */
  readonly documentOf: Column<Int32Array>;
  readonly alive: Column<Uint8Array>;
  readonly kind: Column<Uint8Array>;
  readonly role: Column<Uint8Array>;
  readonly status: Column<Uint8Array>;
  /** 0 to 255. */
  readonly trust: Column<Uint8Array>;
  readonly cues: Column<Uint16Array>;
  readonly at: Column<Float64Array>;
  readonly seq: Column<Float64Array>;
  /** Valid time of records; NaN where open. */
  readonly validFrom: Column<Float64Array>;
  readonly validTo: Column<Float64Array>;
  readonly speaker: Column<Uint32Array>;
  readonly user: Column<Uint32Array>;
  readonly agent: Column<Uint32Array>;
  readonly session: Column<Uint32Array>;
  readonly thread: Column<Uint32Array>;
  /** Turn before and after in the same thread, or -1. */
  readonly previous: Column<Int32Array>;
  readonly next: Column<Int32Array>;
  /** Newest turn of each thread, or -1, and its number of turns alive. */
  readonly threadLast: Column<Int32Array>;
  readonly threadTurns: Column<Uint32Array>;
  /** Units alive by speaker name number. */
  readonly speakerUnits: Column<Uint32Array>;
  /** Turns alive by role, in the order of `roles`. */
  readonly roleTurns: Column<Uint32Array>;
  /** Id numbers of the turns that a record came from. */
  readonly sourceEnds: Column<Uint32Array>;
  readonly sources: Column<Uint32Array>;
  /** Times that texts mention: document, from, to. */
  readonly mentionDocument: Column<Uint32Array>;
  readonly mentionFrom: Column<Float64Array>;
  readonly mentionTo: Column<Float64Array>;

  constructor(sections?: ReadonlyMap<string, SectionArray>) {
    const at = <T extends SectionArray>(name: string): T | undefined => sections?.get(name) as T | undefined;
    const table = (name: string): StringTable =>
      sections === undefined
        ? new StringTable()
        : new StringTable({
            blob: at(`${name}.blob`) as Uint8Array,
            ends: at(`${name}.ends`) as Uint32Array,
            slots: at(`${name}.slots`) as Uint32Array,
          });
    this.ids = table('ids');
    this.names = table('names');
    this.threads = table('threads');
    this.idOf = wordColumn(at('idOf'));
    this.documentOf = signedColumn(at('documentOf'));
    this.alive = bytesColumn(at('alive'));
    this.kind = bytesColumn(at('kind'));
    this.role = bytesColumn(at('role'));
    this.status = bytesColumn(at('status'));
    this.trust = bytesColumn(at('trust'));
    this.cues = shortColumn(at('cues'));
    this.at = doubleColumn(at('at'));
    this.seq = doubleColumn(at('seq'));
    this.validFrom = doubleColumn(at('validFrom'));
    this.validTo = doubleColumn(at('validTo'));
    this.speaker = wordColumn(at('speaker'));
    this.user = wordColumn(at('user'));
    this.agent = wordColumn(at('agent'));
    this.session = wordColumn(at('session'));
    this.thread = wordColumn(at('thread'));
    this.previous = signedColumn(at('previous'));
    this.next = signedColumn(at('next'));
    this.threadLast = signedColumn(at('threadLast'));
    this.threadTurns = wordColumn(at('threadTurns'));
    this.speakerUnits = wordColumn(at('speakerUnits'));
    this.roleTurns = wordColumn(at('roleTurns'));
    this.roleTurns.extend(roles.length, 0);
    this.sourceEnds = wordColumn(at('sourceEnds'));
    this.sources = wordColumn(at('sources'));
    this.mentionDocument = wordColumn(at('mentionDocument'));
    this.mentionFrom = doubleColumn(at('mentionFrom'));
    this.mentionTo = doubleColumn(at('mentionTo'));
  }

  get documents(): number {
    return this.idOf.length;
  }

  /** The document of a unit id, or -1. */
  find(id: string): number {
    const number = this.ids.find(id);
    return number < 0 ? -1 : (this.documentOf.data[number] as number);
  }

  id(document: number): string {
    return this.ids.text(this.idOf.data[document] as number);
  }

  name(column: Column<Uint32Array>, document: number): string | undefined {
    const number = column.data[document] as number;
    return number === none ? undefined : this.names.text(number);
  }

  /** Documents of the turns that a record came from, as far as they are indexed; a turn gives itself. */
  sourcesOf(document: number): number[] {
    if (this.kind.data[document] === 0) return [document];
    const found: number[] = [];
    const end = this.sourceEnds.data[document] as number;
    for (let i = document === 0 ? 0 : (this.sourceEnds.data[document - 1] as number); i < end; i++) {
      const source = this.documentOf.data[this.sources.data[i] as number] as number;
      if (source >= 0) found.push(source);
    }
    return found;
  }

  /** Appends a unit and returns its document; the same id's older document must be removed before. */
  append(unit: Unit): number {
    const document = this.documents;
    const id = this.numberOf(unit.id);
    this.idOf.push(id);
    this.documentOf.set(id, document);
    this.alive.push(1);
    this.kind.push(Math.max(0, kinds.indexOf(unit.kind)));
    this.role.push(unit.role === undefined ? 0 : roles.indexOf(unit.role));
    this.status.push(statuses.indexOf(unit.status));
    this.trust.push(Math.round(Math.max(0, Math.min(1, unit.trust)) * 255));
    this.cues.push(cuesOf(unit.text) | (unit.times.length > 0 ? cue.dated : 0));
    this.at.push(unit.at);
    this.seq.push(unit.seq);
    this.validFrom.push(unit.valid.from ?? Number.NaN);
    this.validTo.push(unit.valid.to ?? Number.NaN);
    this.user.push(this.nameNumber(unit.scope.user));
    this.agent.push(this.nameNumber(unit.scope.agent));
    this.session.push(this.nameNumber(unit.scope.session));
    const speaker = this.nameNumber(unit.speaker);
    this.speaker.push(speaker);
    if (speaker !== none) {
      this.speakerUnits.extend(speaker + 1, 0);
      this.speakerUnits.set(speaker, (this.speakerUnits.data[speaker] as number) + 1);
    }
    if (unit.type === 'record') for (const source of unit.sources) this.sources.push(this.numberOf(source));
    this.sourceEnds.push(this.sources.length);
    for (const time of unit.times) {
      this.mentionDocument.push(document);
      this.mentionFrom.push(time.from);
      this.mentionTo.push(time.to);
    }
    if (unit.type === 'turn') this.countRole(document, 1);
    this.chain(unit, document);
    return document;
  }

  /** Puts the newest turn of a thread where an older version of it stood. */
  moveBetween(document: number, before: number, after: number): void {
    const thread = this.thread.data[document] as number;
    const last = this.previous.data[document] as number;
    if (this.kind.data[document] !== 0 || this.thread.data[after] !== thread || last < 0) return;
    this.next.set(last, -1);
    this.threadLast.set(thread, last);
    this.previous.set(document, before);
    this.next.set(document, after);
    this.previous.set(after, document);
    if (before >= 0) this.next.set(before, document);
  }

  /** Takes a unit out of every look-up; its place stays empty until the index is compacted. */
  remove(document: number): void {
    this.alive.set(document, 0);
    this.documentOf.set(this.idOf.data[document] as number, -1);
    const speaker = this.speaker.data[document] as number;
    if (speaker !== none) this.speakerUnits.set(speaker, (this.speakerUnits.data[speaker] as number) - 1);
    if (this.kind.data[document] !== 0) return;
    const before = this.previous.data[document] as number;
    const after = this.next.data[document] as number;
    if (before >= 0) this.next.set(before, after);
    if (after >= 0) this.previous.set(after, before);
    this.countRole(document, -1);
    const thread = this.thread.data[document] as number;
    if (this.threadLast.data[thread] === document) this.threadLast.set(thread, before);
    this.threadTurns.set(thread, (this.threadTurns.data[thread] as number) - 1);
  }

  sections(): Map<string, SectionArray> {
    const out = new Map<string, SectionArray>();
    for (const name of ['ids', 'names', 'threads'] as const) {
      for (const [part, array] of Object.entries(this[name].sections())) out.set(`${name}.${part}`, array);
    }
    for (const [name, column] of Object.entries(this)) {
      if (!(column instanceof StringTable)) out.set(name, (column as Column<Uint8Array>).view());
    }
    return out;
  }

  private countRole(document: number, by: number): void {
    const role = this.role.data[document] as number;
    this.roleTurns.set(role, (this.roleTurns.data[role] as number) + by);
  }

  private numberOf(id: string): number {
    const number = this.ids.intern(id);
    this.documentOf.extend(number + 1, -1);
    return number;
  }

  private nameNumber(name: string | undefined): number {
    return name === undefined || name === '' ? none : this.names.intern(name);
  }

  private chain(unit: Unit, document: number): void {
    const { user = '', session } = unit.scope;
    const stated = session !== undefined && session !== '';
    this.previous.push(-1);
    this.next.push(-1);
    if (unit.type === 'record' && !stated) {
      this.thread.push(none);
      return;
    }
    const key = stated ? `s\u0000${user}\u0000${session}` : `d\u0000${user}\u0000${Math.floor(unit.at / dayMs)}`;
    const thread = this.threads.intern(key);
    this.threadLast.extend(thread + 1, -1);
    this.threadTurns.extend(thread + 1, 0);
    this.thread.push(thread);
    if (unit.type === 'record') return;
    const last = this.threadLast.data[thread] as number;
    this.previous.data[document] = last;
    if (last >= 0) this.next.set(last, document);
    this.threadLast.set(thread, document);
    this.threadTurns.set(thread, (this.threadTurns.data[thread] as number) + 1);
  }
}
