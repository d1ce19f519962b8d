/** Statements about somebody and about others of the kind, with their names masked. */
import { createAligner } from './align-frames.ts';
import { type EntityName, placeOf, widened } from './find-entity.ts';
import { entityMark, type FrameToken, tokensOf } from './frame-tokens.ts';

/** One thing that was said. */
export type Told = { readonly text: string; readonly at: number; readonly source: string };

/** A statement with its names masked. */
export type MaskedStatement = Told & {
  /** What was said, unmasked. */
  readonly said: Told;
  /** Place in the stream. */
  readonly place: number;
  readonly tokens: readonly FrameToken[];
  /** Key of the entity that it is about; undefined where none is known. */
  readonly entity?: string;
};

/** Most statements about somebody, and about others, in which names beside theirs are looked for. */
const mostOwn = 120;
const mostOthers = 240;
/** Longest statement that is looked at, tokens. */
export const longestStatement = 40;

const keyOf = (name: EntityName): string => name.join(' ');

/** Masks every name of `names`; longest first. */
function mask(told: Told, place: number, names: readonly EntityName[]): MaskedStatement {
  let tokens = tokensOf(told);
  let entity: string | undefined;
  for (const name of names) {
    for (let at = placeOf(name, tokens); at >= 0; at = placeOf(name, tokens, at + 1)) {
      const inside = tokens.slice(at, at + name.length);
      const [first] = inside as [FrameToken];
      const end = (inside.at(-1) as FrameToken).end;
      const masked: FrameToken = {
        text: told.text.slice(first.start, end),
        lower: entityMark,
        stem: '',
        start: first.start,
        end,
        kind: 'entity',
      };
      tokens = [...tokens.slice(0, at), masked, ...tokens.slice(at + name.length)];
      entity ??= keyOf(name);
    }
  }
  return { ...told, said: told, place, tokens, ...(entity === undefined ? {} : { entity }) };
}

const shape = (text: string): string =>
  /[./_]/.test(text) ? 'path' : /^\p{Lu}/u.test(text) ? 'name' : /\d/.test(text) ? 'number' : 'word';

/** Names that stand where the entity stands, in statements that are otherwise alike. */
function siblingsOf(
  name: EntityName,
  own: readonly MaskedStatement[],
  others: readonly MaskedStatement[],
): EntityName[] {
  const ownText = own[0]?.tokens.find(({ kind }) => kind === 'entity')?.text ?? '';
  const kind = shape(ownText.split(' ').at(-1) ?? '');
  const named = shape(ownText) === 'name';
  const votes = new Map<string, { readonly name: EntityName; readonly keys: Set<string> }>();
  const align = createAligner();
  for (const one of own) {
    const place = one.tokens.findIndex(({ kind }) => kind === 'entity');
    for (const other of others) {
      const alignment = align(one.tokens, other.tokens, { freeEntity: true });
      const slot = alignment?.slots.find(({ from, to }) => to === place + 1 && from >= place - 1);
      if (alignment === undefined || slot === undefined) continue;
      let filler = other.tokens.slice(slot.otherFrom, slot.otherTo);
      while (filler[0] !== undefined && filler.length > 1 && /^(?:the|a|an)$/.test(filler[0].lower))
        filler = filler.slice(1);
      const last = filler.at(-1);
      if (last === undefined || shape(last.text) !== kind || filler.length > name.length + 2) continue;
      // "The Nimbus fan": where the name ends in a plain word, it begins with what makes it one.
      if (named && kind === 'word' && shape(filler[0]?.text ?? '') !== 'name') continue;
      const found = filler.map(({ lower }) => lower);
      const known = votes.get(keyOf(found)) ?? { name: found, keys: new Set() };
      known.keys.add(alignment.key);
      votes.set(keyOf(found), known);
    }
  }
  return [...votes.values()].map((one) => one.name);
}

/** All statements with the entity and what stands beside it masked; siblings are found on the way. */
export function maskStatements(
  told: readonly Told[],
  name: EntityName,
): { readonly entity: string; readonly statements: readonly MaskedStatement[] } {
  const short = told
    .map((one, place) => ({ one, place }))
    .filter(({ one }) => tokensOf(one).length <= longestStatement);
  const naming = short.filter(({ one }) => placeOf(name, tokensOf(one)) >= 0);
  const own = widened(
    name,
    naming.map(({ one }) => ({ tokens: tokensOf(one) })),
  );
  const others = short.filter(({ one }) => placeOf(name, tokensOf(one)) < 0);
  const found = siblingsOf(
    own,
    naming.slice(-mostOwn).map(({ one, place }) => mask(one, place, [own, name])),
    others.slice(-mostOthers).map(({ one, place }) => mask(one, place, [])),
  ).filter((one) => keyOf(one) !== keyOf(own));
  const names = [own, name, ...found.sort((a, b) => b.length - a.length)];
  const entity = keyOf(own);
  const plain = keyOf(name);
  const firsts = new Set(names.map(([first]) => first as string));
  return {
    entity,
    statements: short
      .filter(({ one }) => tokensOf(one).some(({ lower }) => firsts.has(lower)))
      .map(({ one, place }) => mask(one, place, names))
      .map((one) => (one.entity === plain ? { ...one, entity } : one)),
  };
}
