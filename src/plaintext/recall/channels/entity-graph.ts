/** Walking from entity to entity through the units that mention both; what several channels share. */
import type { CubeIndex } from '../../index/cube-index.ts';

/** Units looked at for each entity, newest first. */
const perEntity = 100;
/** An entity in more than this share of the units links everything to everything. */
const hubShare = 0.2;
const hubFloor = 12;

/** Calls `visit` with the newest `limit` units that mention an entity. */
export function eachMention(
  { mentions, units }: CubeIndex,
  entity: number,
  limit: number,
  visit: (document: number) => void,
): void {
  const alive = units.alive.data;
  let left = limit;
  const look = (document: number): void => {
    if (alive[document] !== 1) return;
    visit(document);
    left--;
  };
  let at = entity < mentions.tailHeads.length ? (mentions.tailHeads.data[entity] as number) : -1;
  for (; at >= 0 && left > 0; at = mentions.tailNext.data[at] as number) {
    look((mentions.tailPostings.data[at] as number) >>> 8);
  }
  const from = mentions.mainStarts[entity] ?? 0;
  for (let i = (mentions.mainStarts[entity + 1] ?? from) - 1; i >= from && left > 0; i--) {
    look((mentions.mainPostings[i] as number) >>> 8);
  }
}

/** Calls `visit` with every entity that a unit mentions. */
export function eachEntity({ mentions }: CubeIndex, document: number, visit: (entity: number) => void): void {
  const end = mentions.rowEnds.data[document] as number;
  for (let i = mentions.rowStart(document); i < end; i++) visit(mentions.rowTerms.data[i] as number);
}

/** True for an entity that nearly every unit mentions, such as a speaker of a long talk. */
export function isHub({ mentions }: CubeIndex, entity: number): boolean {
  const frequency = mentions.documentFrequencies.data[entity] as number;
  return frequency > Math.max(hubFloor, hubShare * mentions.liveDocuments);
}

/** Units that share a telling entity with `document`, each once per entity. */
export function eachRelated(index: CubeIndex, document: number, visit: (other: number) => void): void {
  eachEntity(index, document, (entity) => {
    if (isHub(index, entity)) return;
    eachMention(index, entity, perEntity, (other) => {
      if (other !== document) visit(other);
    });
  });
}
