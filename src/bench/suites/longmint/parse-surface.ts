/**
 * Reads a surface of the LongMINT twin from the plain form in which people write one: a block for each attribute, headed
 * by `# domain | kind of entity | attribute | kind of value`, then one line each:
 *
 *   entities: a; b        values: x; y           first / later / retold / near: sentences with {e}, {v}, {old}
 *   now / order: questions      before: questions ending in [previous], [n] or [first]
 *   count: questions ending in [values] or [changes]
 */
import { MemoryError } from '../../../errors/memory-error.ts';
import type { LongmintDomain, LongmintSurface, TrackedAttribute } from './longmint-surface.ts';

/** Share of the sentences that state a value in which one word stands behind it, from which it is the measure. */
const measuredShare = 0.5;

function attributeOf(
  head: string,
  lines: readonly string[],
): { readonly domain: string; readonly entities: readonly string[]; readonly attribute: TrackedAttribute } {
  const [domain, kind, id] = head.split('|').map((part) => part.trim());
  if (id === undefined || id === '')
    throw new MemoryError('invalid_input', 'a block of a surface needs a head of domain, kind and attribute', {
      hint: 'write "# domain | kind of entity | attribute | kind of value"',
    });
  const all = (key: string): string[] =>
    lines.flatMap((line) =>
      line.startsWith(`${key}:`)
        ? [
            line
              .slice(key.length + 1)
              .trim()
              .replaceAll('{old}', '{u}'),
          ]
        : [],
    );
  const tagged = (key: string, tag: string): string[] =>
    all(key).flatMap((line) => (line.endsWith(`[${tag}]`) ? [line.slice(0, -tag.length - 2).trim()] : []));
  const list = (key: string): string[] => (all(key)[0] ?? '').split(';').map((one) => one.trim());
  const values = list('values');
  const unit = /^\d/.test(values[0] ?? '') ? unitOf([...all('first'), ...all('later')]) : undefined;
  return {
    domain: `${domain} ${kind}`,
    entities: list('entities'),
    attribute: {
      id,
      values,
      ...(unit === undefined ? {} : { unit }),
      first: all('first'),
      update: all('later'),
      retold: all('retold'),
      noise: all('near'),
      current: all('now'),
      historical: tagged('before', 'n'),
      previous: tagged('before', 'previous'),
      original: tagged('before', 'first'),
      ordering: all('order'),
      counting: tagged('count', 'changes'),
      countingValues: tagged('count', 'values'),
    },
  };
}

/** The measure that stands behind most values. */
function unitOf(sentences: readonly string[]): string | undefined {
  const times = new Map<string, number>();
  for (const sentence of sentences) {
    const unit = /\{v\}[ -](\p{L}+)/u.exec(sentence)?.[1];
    if (unit !== undefined) times.set(unit, (times.get(unit) ?? 0) + 1);
  }
  const [most] = [...times].sort((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] >= sentences.length * measuredShare ? most[0] : undefined;
}

/** A surface from its text. */
export function parseSurface(text: string): LongmintSurface {
  const domains = new Map<string, { readonly domain: LongmintDomain; readonly attributes: TrackedAttribute[] }>();
  for (const block of text.split(/^# /m).slice(1)) {
    const [head = '', ...lines] = block.split('\n');
    const { domain, entities, attribute } = attributeOf(head, lines);
    const known = domains.get(domain);
    if (known !== undefined) {
      known.attributes.push(attribute);
      continue;
    }
    const attributes = [attribute];
    domains.set(domain, { domain: { id: domain, entities, attributes }, attributes });
  }
  return { domains: [...domains.values()].map(({ domain }) => domain) };
}
