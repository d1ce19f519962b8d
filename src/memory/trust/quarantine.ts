/**
 * Which turns are kept out of recall when they come in: those that are trusted too little, and near copies of what
 * tools, documents or the web have said often enough already. They stay in the log, `review` lists and releases them.
 */
import type { TurnMark } from '../../kernel/entry.ts';
import type { SourceClass, Turn } from '../../kernel/turn.ts';
import { createCopyIndex, likeness, piecesOf, signatureOf } from '../../plaintext/trust/near-copies.ts';
import type { Engine } from '../engine.ts';

/** Sources that say the same again and again, at no cost. */
const copying: ReadonlySet<SourceClass> = new Set<SourceClass>(['tool', 'document', 'web']);
/** Share of words and word pairs that near copies have in common; tools speak in fixed phrases, and are judged by more. */
const sameFrom: Readonly<Partial<Record<SourceClass, number>>> = { tool: 0.8, document: 0.6, web: 0.6 };
/** Candidates compared word by word. */
const mostCompared = 24;

type Told = Pick<Turn, 'id' | 'role' | 'source' | 'trust' | 'text' | 'marks'>;

/** How the reason of a mark on a near copy begins; the id of the first one follows. */
export const copyReason = 'says nearly the same as others, such as ';

/** True for sources whose near copies are counted. */
export const copiesCount = (turn: Pick<Turn, 'source'>): boolean => copying.has(turn.source);

/** A tool that gives another number says something else; a page with another number on it does not. */
const pieces = (turn: Told): ReadonlySet<string> => piecesOf(turn.text, { numbers: turn.source === 'tool' });

/** The signature under which a turn's near copies are found. */
export const copySignature = (turn: Told): readonly number[] => signatureOf(pieces(turn));

/** Marks for those of the new turns that go into quarantine. Inside `exclusive`. */
export async function quarantineMarks(engine: Engine, turns: readonly Told[]): Promise<readonly TurnMark[]> {
  const { trust: rules } = engine.settings;
  if (!rules.on) return [];
  const marks: TurnMark[] = [];
  const put = (turn: Told, reason: string): void => {
    marks.push({ id: turn.id, version: engine.state.markVersion(turn.id) + 1, standing: 'quarantined', reason });
  };
  const batch = createCopyIndex();
  const batchPieces = new Map<string, ReadonlySet<string>>();
  for (const turn of turns) {
    // What users say is theirs, whatever it looks like.
    if (turn.role === 'user' && turn.source === 'user') continue;
    if (turn.trust < rules.quarantineBelow) {
      put(turn, `trust ${turn.trust.toFixed(2)} is below ${rules.quarantineBelow.toFixed(2)}${whyDistrusted(turn)}`);
      continue;
    }
    if (!copiesCount(turn)) continue;
    const own = pieces(turn);
    const signature = signatureOf(own);
    const least = sameFrom[turn.source] ?? 1;
    const inBatch = batch.like(signature).filter((id) => likeness(own, batchPieces.get(id) ?? new Set()) >= least);
    const known = inBatch.length >= rules.copies ? [] : await knownCopies(engine, { own, signature, least });
    const copies = [...inBatch, ...known];
    if (copies.length >= rules.copies) {
      put(turn, `${copyReason}${copies.at(-1)}`);
      continue;
    }
    batch.add(turn.id, signature);
    batchPieces.set(turn.id, own);
  }
  return marks;
}

function whyDistrusted({ marks, source }: Told): string {
  const why = [
    ...(marks.includes('instruction') ? ['it gives orders to its reader'] : []),
    ...(marks.includes('disguised') ? ['it is written in disguise'] : []),
    ...(marks.includes('recalled') ? ['it repeats what is trusted as little'] : []),
  ];
  return why.length === 0 ? ` (source ${source})` : `: ${why.join(', ')}`;
}

type Sought = {
  readonly own: ReadonlySet<string>;
  readonly signature: readonly number[];
  readonly least: number;
};

async function knownCopies(engine: Engine, { own, signature, least }: Sought): Promise<readonly string[]> {
  const { state, cube } = engine;
  const alike = state.copies.like(signature).filter((id) => state.standing(id) !== 'quarantined');
  const entries = await cube.latest('turn', alike.slice(0, mostCompared));
  return entries.flatMap((entry) =>
    entry?.kind === 'turn' && likeness(own, pieces(entry.turn)) >= least ? [entry.turn.id] : [],
  );
}
