/**
 * Standing orders ("always ... when I ask about ..."): found by what they are, since they share few words with the
 * questions that they apply to. They hold for requests; a question about one's own past needs none.
 */
import type { CubeIndex } from '../../index/cube-index.ts';
import { cue } from '../../index/cues.ts';
import { kinds, roles } from '../../index/unit-columns.ts';
import type { QueryContext } from '../query-context.ts';
import { type Channel, type ChannelInput, eachCandidate } from './channel.ts';

const assistant = roles.indexOf('assistant');
const instruction = kinds.indexOf('instruction');
/** Most orders proposed, newest first. */
const proposed = 200;
/** Asks about what happened, or about somebody. */
const ownPast =
  /\b(?:(?:have|did|had|was|were|am|do|does) (?:i|we|my|our)|i(?:'ve| have| had| did| was| said| told| mentioned| brought| planned| wanted)|my|our|mine|did|was|were|had|has|have)\b/i;

/** True where an assistant is there to take orders. */
function takesOrders({ index }: QueryContext): boolean {
  return (index.units.roleTurns.data[assistant] as number) > 0;
}

function isOrder({ index }: QueryContext, document: number): boolean {
  const { cues, kind, role } = index.units;
  if (kind.data[document] === instruction) return true;
  const marked = ((cues.data[document] as number) & cue.instruction) !== 0;
  return marked && kind.data[document] === 0 && role.data[document] !== assistant;
}

type Orders = { readonly documents: number[]; scanned: number };
/** Orders of each index, oldest first; what makes a document one never changes, so each is looked at once. */
const ordersByIndex = new WeakMap<CubeIndex, Orders>();

function ordersOf(context: QueryContext): readonly number[] {
  const { index } = context;
  const orders = ordersByIndex.get(index) ?? { documents: [], scanned: 0 };
  ordersByIndex.set(index, orders);
  for (; orders.scanned < index.documents; orders.scanned++) {
    if (isOrder(context, orders.scanned)) orders.documents.push(orders.scanned);
  }
  return orders.documents;
}

export const standing: Channel = {
  name: 'standing',
  about: 'standing orders of the user for requests, those that speak of the same thing first',
  propose: (context, _top, candidates) => {
    if (!takesOrders(context)) return;
    const { alive } = context.index.units;
    const orders = ordersOf(context);
    let left = proposed;
    for (let i = orders.length - 1; i >= 0 && left > 0; i--) {
      const document = orders[i] as number;
      if (alive.data[document] !== 1) continue;
      candidates.add(document);
      for (const source of context.index.units.sourcesOf(document)) candidates.add(source);
      left--;
    }
  },
  score: ({ context, candidates, evidence, similarity }: ChannelInput) => {
    const out = new Float32Array(candidates.count);
    if (!takesOrders(context)) return out;
    const { units } = context.index;
    const sources = new Set<number>();
    for (let place = 0; place < candidates.count; place++) {
      const document = candidates.documents[place] as number;
      if (units.kind.data[document] !== instruction) continue;
      for (const source of units.sourcesOf(document)) sources.add(source);
    }
    const { intent, text, speakers } = context.parsed;
    const aboutPast = ownPast.test(text) || speakers.length > 0 || context.ranges.length > 0;
    const request = intent === 'advice' || intent === 'instruction' || !aboutPast;
    return eachCandidate(candidates, (document, place) => {
      if (!isOrder(context, document) && !sources.has(document)) return 0;
      const fit = Math.max(evidence.coverage[place] as number, 0.8 * (similarity[place] as number));
      return request ? 0.6 + 0.4 * fit : 0.6 * fit;
    });
  },
};
