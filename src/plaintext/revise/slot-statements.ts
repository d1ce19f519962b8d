/** Short ways to write a slot's statements. */
import type { SlotStatement, ValueShape } from './slots.ts';

export const be = '(?:am|is|are)';
export const have = '(?:have|has|have got|has got)';

/** A statement whose value follows `head`. */
export function says(
  head: string,
  shape: ValueShape,
  more: Omit<SlotStatement, 'pattern' | 'shape'> = {},
): SlotStatement {
  return { pattern: new RegExp(`^${head}\\s+(?<value>.+)`, 'i'), shape, ...more };
}

/** A statement that is a value by itself. */
export function means(
  pattern: string,
  fixed: string,
  more: Omit<SlotStatement, 'pattern' | 'fixed'> = {},
): SlotStatement {
  return { pattern: new RegExp(`^${pattern}`, 'i'), fixed, ...more };
}
