/** What a peer is: a library beside which we are measured, with the settings that it is given. */
import type { Subject } from '../subject.ts';

/** `lexical`: words; `dense`: vectors of the one embedder; `hybrid`: both. */
export type PeerKind = 'lexical' | 'dense' | 'hybrid';

/** Vectors of the one embedder, looked up where they were made before the clock started. */
export type PeerVectors = {
  readonly dimensions: number;
  of(text: string): Float32Array;
};

/** Where a peer is opened, and what it may use. */
export type PeerPlace = {
  /** Its own folder; opening a second time in the same folder finds what was put in, where a peer keeps files. */
  readonly folder: string;
  readonly vectors: PeerVectors;
};

/** A peer with one collection, open. `close` writes what it keeps on disk. */
export type PeerSubject = Subject & {
  /** True when a second `open` in the folder finds everything again. */
  readonly persistent: boolean;
};

/** Why a peer cannot take part here. */
export type Absent = { readonly absent: string };

export type Peer = {
  readonly name: string;
  readonly kind: PeerKind;
  /** The npm package that is measured. */
  readonly package: string;
  /** What is set differently from its defaults, for the report. */
  readonly settings: string;
  /** Turns given in one call. */
  readonly turnsPerCall: number;
  /** True for a second row over the same store with the same work: its speed is that of the first. */
  readonly qualityOnly?: boolean;
  /** True for our own row, which every ratio needs: its ingestion is not cut short. */
  readonly takesAll?: boolean;
  /** True for what embeds what was said without the speaker's name. */
  readonly embedsBareText?: boolean;
  /** The version in use; undefined when it is not installed. */
  version(): string | undefined;
  open(place: PeerPlace): Promise<PeerSubject | Absent>;
};

export function isAbsent(opened: PeerSubject | Absent): opened is Absent {
  return 'absent' in opened;
}
