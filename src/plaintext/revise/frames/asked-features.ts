/** What in a question says whether it asks for the last value, an older one, all in order or how many: its small words, and which come together. */
import { termOf } from '../../index/tokenize.ts';
import { ruledTime } from './ask-time.ts';
import { frameTokens } from './frame-tokens.ts';

/** What is asked for, as it is learned; `back` is several steps. */
export const askedClasses = ['current', 'previous', 'back', 'first', 'ordering', 'changes', 'values'] as const;

/** Most words at whose pairs it is looked. */
const mostPaired = 24;

/** Features of a question in which a letter stands for whom or what it is about. */
export function askedFeatures(question: string): string[] {
  const words = frameTokens(question).flatMap(({ kind, lower, text }): string[] => {
    if (text === 'X') return ['X'];
    if (kind === 'mark') return /[:,]/.test(lower) ? [lower] : [];
    return [/^\d/.test(lower) ? '#' : termOf(lower)];
  });
  const found: string[] = ['any'];
  const row = ['^', ...words, '$'];
  for (let at = 1; at < row.length; at++) found.push(`${row[at - 1]} ${row[at]}`);
  for (let at = 2; at < row.length; at++) found.push(`${row[at - 2]} ${row[at - 1]} ${row[at]}`);
  const single = [...new Set(words)].slice(0, mostPaired);
  found.push(...single);
  for (const [at, one] of single.entries()) for (const other of single.slice(at + 1)) found.push(`${one} .. ${other}`);
  // "Price by price", "one venue after another".
  for (let at = 2; at < words.length; at++)
    if (words[at] === words[at - 2] && /^(?:by|after|to|and)$/.test(words[at - 1] ?? ''))
      found.push(`same ${words[at - 1]}`);
  const { family, ...rest } = ruledTime(question);
  found.push(
    `rule ${family}`,
    `rule ${family} ${'steps' in rest ? (rest.steps === 1 ? 'one' : 'more') : 'distinct' in rest ? rest.distinct : ''}`,
  );
  found.push(`# ${words.includes('#') ? 'number' : 'none'}`);
  return [...new Set(found)];
}
