/** Ids made from content, for sources that give none: the same content gives the same id, wherever the file lies. */
import { hash } from 'node:crypto';

/** Sixteen hex digits over the parts, in order. */
export function contentId(...parts: readonly (string | number | undefined)[]): string {
  return hash('sha256', JSON.stringify(parts.map((part) => part ?? null)), 'hex').slice(0, 16);
}
