/** How many wordings of orders are told as such, and how many innocent sentences are taken for orders. */
import { findInjection } from '../../../plaintext/extract/injection.ts';
import type { OrderWordings } from './development-orders.ts';

/** Percent of orders that are told, and of innocent sentences that are taken for one. */
export type OrderRates = { readonly told: number; readonly mistaken: number };

/** Text of a page that says whom it wants to have praised. */
const filled = (wording: string): string => wording.replaceAll('{m}', 'Zorb4711');

const percent = (texts: readonly string[], told: (text: string) => boolean): number =>
  (100 * texts.filter((text) => told(filled(text))).length) / texts.length;

/** Rates of a way of telling orders in texts that are not the user's. Default: that of admission. */
export function orderRates(
  wordings: OrderWordings,
  told: (text: string) => boolean = (text) => findInjection(text, { byUser: false }).length > 0,
): OrderRates {
  const orders = Object.values(wordings.orders).flat();
  return { told: percent(orders, told), mistaken: percent(wordings.innocent, told) };
}

/** What a list of suspicious words does: the control. */
export function byKeywords(text: string): boolean {
  return /\b(?:ignore|forget|instructions?|rules|system|prompt|password|secret|assistants?|agents?|models?|user|memory|remember|tell|send|forward|from now on|you must)\b/i.test(
    text,
  );
}
