/** Finds the peers' packages: in `.peers/` of the checkout, where `scripts/install-peers.mjs` puts them. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Absent, Peer, PeerPlace, PeerSubject } from './peer.ts';

/** Peer folder -> package -> pinned version. */
type Pins = Readonly<Record<string, Readonly<Record<string, string>>>>;

const here = import.meta.url;

/** The folders that can be installed, with their packages and pinned versions. */
export function pinnedPackages(): Pins {
  return JSON.parse(readFileSync(new URL('./packages.json', here), 'utf8')) as Pins;
}

/** Imports modules of one peer's folder. */
export type PeerModules = {
  /** Version of a package, undefined when it is not there. */
  version(name: string): string | undefined;
  /** File of a module, as the package exports it. */
  resolve(specifier: string): string;
  /** The module with CommonJS's default unfolded: named exports, whatever the module's kind. */
  load(specifier: string): Promise<Readonly<Record<string, unknown>>>;
};

/** Modules of a peer's folder in `root`, by default `.peers` of the checkout. */
export function peerModules(name: string, root: URL = new URL('../../../.peers/', here)): PeerModules {
  const folder = new URL(`${name}/`, root);
  const require = createRequire(new URL('package.json', folder));
  const resolve = (specifier: string): string => require.resolve(specifier);
  return {
    version: (packageName) => {
      const file = new URL(`node_modules/${packageName}/package.json`, folder);
      if (!existsSync(fileURLToPath(file))) return undefined;
      return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
    },
    resolve,
    load: async (specifier) => {
      const module = (await import(pathToFileURL(resolve(specifier)).href)) as Record<string, unknown>;
      const inner = module['default'];
      return typeof inner === 'object' && inner !== null ? { ...inner, ...module } : module;
    },
  };
}

type InstalledPeer = Omit<Peer, 'version' | 'open'> & {
  /** Its folder in `.peers`, and key in `packages.json`. */
  readonly folder: string;
  open(place: PeerPlace, modules: PeerModules): Promise<PeerSubject>;
};

/** A peer whose package is looked up when it is opened: absent, with the command that installs it, or open. */
export function installedPeer(peer: InstalledPeer, root?: URL): Peer {
  const modules = peerModules(peer.folder, root);
  const version = (): string | undefined => modules.version(peer.package);
  return {
    name: peer.name,
    kind: peer.kind,
    package: peer.package,
    settings: peer.settings,
    turnsPerCall: peer.turnsPerCall,
    ...(peer.qualityOnly === undefined ? {} : { qualityOnly: peer.qualityOnly }),
    version,
    open: async (place) => (version() === undefined ? notInstalled(peer.folder) : await peer.open(place, modules)),
  };
}

function notInstalled(name: string): Absent {
  return { absent: `not installed: node scripts/install-peers.mjs ${name}` };
}
