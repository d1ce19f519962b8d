/** Chooses the importer by looking at the content, and reads a source with it. */
import { MemoryError } from '../../errors/index.ts';
import { importers } from './catalog.ts';
import type { Importer, ImportItem, ImportOptions, ImportSource } from './importer.ts';
import { probeSource } from './probe.ts';
import { isZip, zipSource } from './zip-source.ts';

/** Below this score nothing is chosen. */
const lowestScore = 0.1;

export type Detected = {
  readonly importer: Importer;
  /** 0 to 1. */
  readonly score: number;
  /** The source to read: archives are opened. */
  readonly source: ImportSource;
};

/**
 * The importer by name.
 *
 * @throws MemoryError `not_found`
 */
export function findImporter(name: string): Importer {
  const importer = importers.find((candidate) => candidate.name === name);
  if (importer === undefined) {
    throw new MemoryError('not_found', `no importer is called ${name}`, {
      details: { name },
      hint: `choose one of ${importers.map((candidate) => candidate.name).join(', ')}`,
    });
  }
  return importer;
}

/** The source itself, or the folder in it when it is a ZIP archive. */
export async function openSource(source: ImportSource): Promise<ImportSource> {
  if (source.kind === 'folder') return source;
  const head = new Uint8Array(4);
  let filled = 0;
  for await (const chunk of source.stream()) {
    const piece = chunk.subarray(0, head.length - filled);
    head.set(piece, filled);
    filled += piece.length;
    if (filled === head.length) break;
  }
  return isZip(head) ? zipSource(source) : source;
}

/**
 * Looks at a source and chooses its importer.
 *
 * @throws MemoryError `invalid_input` when the format is not recognized
 */
export async function detectImporter(source: ImportSource): Promise<Detected> {
  const opened = await openSource(source);
  const probe = await probeSource(opened);
  let best: Detected | undefined;
  for (const importer of importers) {
    const score = importer.detect(probe);
    if (score > (best?.score ?? 0)) best = { importer, score, source: opened };
  }
  if (best === undefined || best.score < lowestScore) {
    throw new MemoryError('invalid_input', `the format of ${source.name} is not recognized`, {
      details: { name: source.name, size: source.size },
      hint: `name the importer: ${importers.map((candidate) => candidate.name).join(', ')}`,
    });
  }
  return best;
}

/** Reads a source with the named importer, or with the one that its content asks for. */
export async function* readImport(
  source: ImportSource,
  options: ImportOptions & { readonly importer?: string } = {},
): AsyncGenerator<ImportItem> {
  const name = options.importer ?? options.resume?.importer;
  if (name === undefined) {
    const detected = await detectImporter(source);
    yield* detected.importer.read(detected.source, options);
  } else {
    yield* findImporter(name).read(await openSource(source), options);
  }
}
