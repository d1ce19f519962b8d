/** One step of one peer, where it is called: looks the peer up and measures it. */
import { MemoryError } from '../../errors/index.ts';
import { measureQuality } from './measure-quality.ts';
import { measurePeerSpeed } from './measure-speed.ts';
import { bm25Anchor, type OpenMemoryFile, palimpsest } from './own.ts';
import type { Peer } from './peer.ts';
import type { PeerResult, PeerTask } from './peer-report.ts';
import type { PeerEmbedder } from './peer-vectors.ts';

/** What the bench cannot import by itself: the one embedder and the memory. */
export type PeerResources = {
  readonly embedder: PeerEmbedder;
  readonly openFile: OpenMemoryFile;
  /** Version of this package. */
  readonly version: string;
};

/** Our own rows, then the others. */
export function allPeers(resources: PeerResources, others: readonly Peer[]): readonly Peer[] {
  const { openFile, embedder, version } = resources;
  return [palimpsest(openFile, embedder, version), bm25Anchor(version), ...others];
}

export async function runStepHere(
  task: PeerTask,
  peers: readonly Peer[],
  resources: PeerResources,
  onStep: (step: string) => void = () => {},
): Promise<PeerResult> {
  const peer = peers.find(({ name }) => name === task.peer);
  if (peer === undefined) throw new MemoryError('not_found', `no peer is called ${task.peer}`);
  const { embedder } = resources;
  if (task.records === undefined) {
    const quality = await measureQuality(peer, task.request, embedder, (done) =>
      onStep(`quality, conversation ${done}`),
    );
    return 'absent' in quality ? quality : { quality, embedder: embedder.id };
  }
  const speed = await measurePeerSpeed(peer, task.records, task.request, { embedder, onStep });
  return 'absent' in speed ? speed : { speed, embedder: embedder.id };
}
