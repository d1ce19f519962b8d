/**
 * Examples of pairs as text, blocks with blank lines between. An attribute: `# NAME | KIND`, then `v1: ...` for a sentence
 * that tells its value 1, `also: ...` for one that is near and replaces nothing, `ask: ...` for a question. A change: `# NAME
 * | BASIS`, then `c: ...` for a sentence that tells it, `ends: ...` for an older one that it takes the basis of, `keeps: ...`
 * for one that holds on, `not: ...` for what only looks like the change.
 */
import { MemoryError } from '../../../../errors/index.ts';

export type AttributeExamples = {
  readonly name: string;
  /** Sentences by value. */
  readonly values: readonly (readonly string[])[];
  readonly also: readonly string[];
  readonly asked: readonly string[];
};

export type ChangeExamples = {
  readonly name: string;
  readonly told: readonly string[];
  readonly ends: readonly string[];
  readonly keeps: readonly string[];
  readonly not: readonly string[];
};

export type PairExamples = {
  readonly attributes: readonly AttributeExamples[];
  readonly changes: readonly ChangeExamples[];
};

/** "The user's dog" and "the user runs" as the user would say them. */
const asSpeaker = (text: string): string =>
  text
    .replace(/\b[Tt]he user's\b/g, 'my')
    .replace(/\b[Tt]he user is\b/g, 'I am')
    .replace(/\b[Tt]he user has\b/g, 'I have')
    .replace(/\b[Tt]he user\b/g, 'I')
    .replace(/^my\b/, 'My');

/** @throws MemoryError `invalid_input` for a line of no kind, and for a block without its lines. */
export function parsePairs(texts: readonly string[]): PairExamples {
  const attributes: AttributeExamples[] = [];
  const changes: ChangeExamples[] = [];
  for (const text of texts) {
    for (const block of text.split(/\n\s*\n/)) {
      const lines = block.split('\n').filter((line) => line.trim() !== '');
      const [head = ''] = lines;
      if (lines.length === 0) continue;
      const name = /^# *([^|]+?) *(?:\||$)/.exec(head)?.[1];
      const said = new Map<string, string[]>();
      for (const line of lines.slice(1)) {
        const [, kind = '', rest = ''] = /^(v\d|also|ask|c|ends|keeps|not): *(.+)$/.exec(line.trim()) ?? [];
        if (kind === '' || name === undefined) {
          throw new MemoryError('invalid_input', `no example of a pair: ${line}`, {
            hint: 'begin a block with "# NAME | WHAT", and each line with v1:, also:, ask:, c:, ends:, keeps: or not:',
          });
        }
        said.set(kind, [...(said.get(kind) ?? []), asSpeaker(rest.trim())]);
      }
      const of = (kind: string): readonly string[] => said.get(kind) ?? [];
      const values = [...said].flatMap(([kind, own]) => (/^v\d$/.test(kind) ? [own] : []));
      if (values.length > 1) attributes.push({ name: name ?? '', values, also: of('also'), asked: of('ask') });
      else if (said.has('c') && said.has('ends'))
        changes.push({ name: name ?? '', told: of('c'), ends: of('ends'), keeps: of('keeps'), not: of('not') });
      else {
        throw new MemoryError('invalid_input', `a block of pairs without its lines: ${head}`, {
          hint: 'an attribute needs two values, a change needs c: and ends:',
        });
      }
    }
  }
  return { attributes, changes };
}
