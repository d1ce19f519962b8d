/**
 * Memory as a block for a prompt, under an exact token budget and stable for prompt caches.
 *
 * Three sections in this order: a prefix that is cut once and then repeated byte for byte (standing instructions and
 * profile, by the time they were first recorded), deltas that are only ever appended (what was learned or withdrawn
 * since), and a tail that depends on the query (recalled evidence, quoted). Adding turns or records therefore changes
 * no byte before the tail until the caller cuts a new prefix, which starts a new epoch.
 */
import { createHash } from 'node:crypto';
import { MemoryError } from '../../errors/index.ts';
import { createDuplicateTest } from './pack-duplicates.ts';
import {
  type Circumstances,
  type ContextHit,
  type ContextLine,
  renderCircumstances,
  renderDelta,
  renderHit,
  renderPrefix,
  renderWithdrawal,
} from './pack-render.ts';
import { type TokenCounter, tokenCounter } from './pack-tokens.ts';

export type { ContextHit, ContextLine } from './pack-render.ts';

/** What there is to pack, as it holds now. */
export type ContextParts = {
  /** Standing instructions. */
  readonly instructions: readonly ContextLine[];
  readonly profile: readonly ContextLine[];
  /**
   * Other records worth carrying along once learned. Pass all that hold, every time: one that was not there before
   * is appended, one that is gone is withdrawn; those that exist when a prefix is cut are not shown.
   */
  readonly deltas?: readonly ContextLine[];
  /** What a plan has to respect; stands before the evidence, where it fits. */
  readonly circumstances?: Circumstances;
  /** Evidence for the query, best first. */
  readonly hits: readonly ContextHit[];
  /** Ids whose text must not appear any more: if prefix or deltas hold one, a new prefix is cut. */
  readonly erased?: readonly string[];
};

/** What the next call needs to keep the bytes stable. Plain data: it can be stored and read back. */
export type PackState = {
  /** Counts the prefixes cut, from 1. */
  readonly epoch: number;
  readonly prefix: string;
  /** Rendered deltas, oldest first. */
  readonly deltas: readonly string[];
  /** Text by id of every line that stands in prefix or deltas and was not withdrawn. */
  readonly lines: Readonly<Record<string, string>>;
  /** Ids of every line ever written in this epoch, withdrawn ones included. */
  readonly written: readonly string[];
  /** Ids that were there when the prefix was cut and were left out of it. */
  readonly settled: readonly string[];
  /** The whole text of that call. */
  readonly text: string;
};

export type PackOptions = {
  /** Most tokens of the whole text (o200k). */
  readonly budgetTokens: number;
  /** State of the previous call for the same conversation. */
  readonly previous?: PackState;
  /** Write what was remembered so that it can neither close nor open an element. Default true; false is for measuring. */
  readonly quoted?: boolean;
  /** Cuts a new prefix. Default false. */
  readonly recut?: boolean;
  /** Largest share of the budget for a new prefix. Default 0.5. */
  readonly prefixShare?: number;
  /** Largest share of the budget for prefix and deltas together. Default 0.75. */
  readonly stableShare?: number;
  /** Evidence in the tail by rank or by time. Default `rank`; which evidence is taken goes by rank either way. */
  readonly order?: 'rank' | 'time';
};

export type PackedSection = {
  readonly name: 'prefix' | 'deltas' | 'tail';
  readonly text: string;
  readonly tokens: number;
  /** SHA-256, hex, of the text's UTF-8 bytes. */
  readonly hash: string;
};

export type PackedContext = {
  /** The sections joined. */
  readonly text: string;
  /** Exact, of the joined text; never more than the budget. */
  readonly tokens: number;
  readonly sections: readonly PackedSection[];
  /** Share of the tokens that stand in front, unchanged, since the previous call: what a prompt cache can serve. */
  readonly cachedShare: number;
  readonly epoch: number;
  /** Ids of the evidence in the tail, in its order. */
  readonly hits: readonly string[];
  /** Ids of evidence left out, and why. */
  readonly dropped: { readonly duplicates: readonly string[]; readonly overBudget: readonly string[] };
  readonly state: PackState;
  readonly warnings: readonly string[];
};

/** Renders memory for a prompt. See the head of the file. */
export async function packContext(given: ContextParts, options: PackOptions): Promise<PackedContext> {
  const parts = options.quoted === false ? unquoted(given) : given;
  const { budgetTokens, previous, prefixShare = 0.5, stableShare = 0.75 } = options;
  if (!Number.isInteger(budgetTokens) || budgetTokens < 0) {
    throw new MemoryError('invalid_input', `a budget of ${budgetTokens} tokens`, {
      hint: 'give a whole number from 0',
    });
  }
  for (const share of [prefixShare, stableShare]) {
    if (!(share >= 0 && share <= 1)) {
      throw new MemoryError('invalid_input', `a share of ${share}`, { hint: 'give shares from 0 to 1' });
    }
  }
  const count = await tokenCounter();
  const warnings: string[] = [];
  const budget = { whole: budgetTokens, prefix: budgetTokens * prefixShare, stable: budgetTokens * stableShare };
  const stable = stableSections(parts, options, { count, budget, warnings });
  const tail = packTail(parts, stable, { budget: budgetTokens, count, order: options.order ?? 'rank' });
  const deltas = stable.deltas.join('');
  const text = stable.prefix + deltas + tail.text;
  const tokens = count(text);
  const section = (name: PackedSection['name'], content: string): PackedSection => ({
    name,
    text: content,
    tokens: count(content),
    hash: createHash('sha256').update(content, 'utf8').digest('hex'),
  });
  return {
    text,
    tokens,
    sections: [section('prefix', stable.prefix), section('deltas', deltas), section('tail', tail.text)],
    cachedShare: previous && tokens > 0 ? Math.min(1, count(commonStart(previous.text, text)) / tokens) : 0,
    epoch: stable.epoch,
    hits: tail.hits,
    dropped: { duplicates: tail.duplicates, overBudget: tail.overBudget },
    state: { ...stable, text },
    warnings,
  };
}

function unquoted(parts: ContextParts): ContextParts {
  const raw = <T extends object>(list: readonly T[]): readonly (T & { readonly raw: true })[] =>
    list.map((one) => ({ ...one, raw: true }));
  return {
    ...parts,
    instructions: raw(parts.instructions),
    profile: raw(parts.profile),
    hits: raw(parts.hits),
    ...(parts.deltas === undefined ? {} : { deltas: raw(parts.deltas) }),
  };
}

type Stable = Omit<PackState, 'text'>;
type Work = {
  readonly count: TokenCounter;
  readonly budget: { readonly whole: number; readonly prefix: number; readonly stable: number };
  readonly warnings: string[];
};

function stableSections(parts: ContextParts, options: PackOptions, work: Work): Stable {
  const { previous } = options;
  if (!previous || options.recut === true) return cutPrefix(parts, (previous?.epoch ?? 0) + 1, work);
  const written = new Set(previous.written);
  if (parts.erased?.some((id) => written.has(id))) {
    work.warnings.push('a new prefix was cut: the old one held something erased since');
    return cutPrefix(parts, previous.epoch + 1, work);
  }
  if (work.count(previous.prefix + previous.deltas.join('')) > work.budget.whole) {
    work.warnings.push('a new prefix was cut: the old one is larger than the budget');
    return cutPrefix(parts, previous.epoch + 1, work);
  }
  return appendDeltas(parts, previous, work);
}

function byRecorded(a: ContextLine, b: ContextLine): number {
  return a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function cutPrefix(parts: ContextParts, epoch: number, { count, budget, warnings }: Work): Stable {
  const gone = new Set(parts.erased);
  const instructions = parts.instructions.filter((line) => !gone.has(line.id)).sort(byRecorded);
  const profile = parts.profile.filter((line) => !gone.has(line.id)).sort(byRecorded);
  const fits = (i: number, p: number): boolean =>
    count(renderPrefix(instructions.slice(0, i), profile.slice(0, p))) <= budget.prefix;
  // Instructions before profile: what does not fit is left out from the end of the profile first.
  const kept = largest(instructions.length, (i) => fits(i, 0));
  const keptProfile = kept === instructions.length ? largest(profile.length, (p) => fits(kept, p)) : 0;
  const left = instructions.length - kept + profile.length - keptProfile;
  if (left > 0) warnings.push(`${left} lines of instructions and profile do not fit into the prefix`);
  const taken = [...instructions.slice(0, kept), ...profile.slice(0, keptProfile)];
  const prefix =
    taken.length > 0 || fits(0, 0) ? renderPrefix(instructions.slice(0, kept), profile.slice(0, keptProfile)) : '';
  return {
    epoch,
    prefix,
    deltas: [],
    lines: Object.fromEntries(taken.map((line) => [line.id, line.text])),
    written: taken.map((line) => line.id),
    // What did not fit would otherwise come back as a delta with the next call, and so would everything older.
    settled: [...instructions.slice(kept), ...profile.slice(keptProfile), ...(parts.deltas ?? [])].map(
      (line) => line.id,
    ),
  };
}

function appendDeltas(parts: ContextParts, previous: PackState, { count, budget, warnings }: Work): Stable {
  const deltas = [...previous.deltas];
  const lines = { ...previous.lines };
  const written = new Set(previous.written);
  const settled = new Set(previous.settled);
  const current = new Map<string, ContextLine>();
  const gone = new Set(parts.erased);
  const kinds: readonly (readonly [readonly ContextLine[], string | undefined])[] = [
    [parts.instructions, 'instruction'],
    [parts.profile, 'profile'],
    [parts.deltas ?? [], undefined],
  ];
  for (const [list, kind] of kinds) {
    for (const line of list) {
      if (gone.has(line.id)) continue;
      current.set(line.id, kind === undefined || line.kind !== undefined ? line : { ...line, kind });
    }
  }
  let text = previous.prefix + deltas.join('');
  let full = false;
  const append = (rendered: string): boolean => {
    if (full || count(text + rendered) > budget.stable) {
      full = true;
      return false;
    }
    deltas.push(rendered);
    text += rendered;
    return true;
  };
  for (const [id, was] of Object.entries(previous.lines)) {
    if (current.get(id)?.text === was) continue;
    if (append(renderWithdrawal(id, was))) delete lines[id];
  }
  for (const line of [...current.values()].sort(byRecorded)) {
    if (previous.lines[line.id] === line.text || settled.has(line.id)) continue;
    if (!append(renderDelta(line))) break;
    written.add(line.id);
    lines[line.id] = line.text;
  }
  if (full) warnings.push('what was learned since the prefix was cut does not fit any more: cut a new one');
  return {
    epoch: previous.epoch,
    prefix: previous.prefix,
    deltas,
    lines,
    written: [...written],
    settled: previous.settled,
  };
}

/** The largest n up to `most` that passes, where passing is monotonic; 0 if none does. */
function largest(most: number, passes: (n: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Tail = {
  readonly text: string;
  readonly hits: readonly string[];
  readonly duplicates: readonly string[];
  readonly overBudget: readonly string[];
};

/** Fewest tokens worth filling with the beginning of evidence that does not fit whole. */
const shortestCut = 48;

function packTail(
  { hits, circumstances }: Pick<ContextParts, 'hits' | 'circumstances'>,
  stable: Stable,
  { budget, count, order }: { readonly budget: number; readonly count: TokenCounter; readonly order: 'rank' | 'time' },
): Tail {
  const before = stable.prefix + stable.deltas.join('');
  const isDuplicate = createDuplicateTest();
  const taken: { readonly hit: ContextHit; readonly text: string }[] = [];
  const duplicates: string[] = [];
  const overBudget: string[] = [];
  const offered = circumstances === undefined ? '' : renderCircumstances(circumstances);
  const head = count(before + offered) <= budget ? offered : '';
  let left = budget - count(before + head);
  for (const hit of hits) {
    if (stable.lines[hit.id] !== undefined || isDuplicate(hit)) {
      duplicates.push(hit.id);
      continue;
    }
    let text = renderHit(hit);
    if (count(text) > left && taken.length === 0 && left >= shortestCut) {
      const length = largest(
        hit.text.length,
        (n) => count(renderHit({ ...hit, text: beginning(hit.text, n) }, true)) <= left,
      );
      if (length > 0) text = renderHit({ ...hit, text: beginning(hit.text, length) }, true);
    }
    const tokens = count(text);
    if (tokens > left) {
      overBudget.push(hit.id);
      continue;
    }
    left -= tokens;
    taken.push({ hit, text });
  }
  const joined = (): string => {
    const shown = order === 'time' ? [...taken].sort((a, b) => a.hit.at - b.hit.at) : taken;
    return head + shown.map((one) => one.text).join('');
  };
  // Pieces counted alone can come to fewer tokens than the same bytes counted together.
  while (taken.length > 0 && count(before + joined()) > budget) overBudget.push(taken.pop()!.hit.id);
  const shown = order === 'time' ? [...taken].sort((a, b) => a.hit.at - b.hit.at) : taken;
  return { text: joined(), hits: shown.map((one) => one.hit.id), duplicates, overBudget };
}

/** The first `length` code units, without half a character at the end. */
function beginning(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}

function commonStart(a: string, b: string): string {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return a.slice(0, i);
}
