/** The recipe that recall follows unless told otherwise. */
import type { Recipe } from './recipe.ts';

export const defaultRecipe: Recipe = {
  name: 'default',
  about: 'every channel, words first; weights set by hand on development chats',
  bm25: { k1: 1.2, b: 0.9 },
  weights: {
    lexical: 0.35,
    window: 0.3,
    coverage: 0.2,
    session: 0.6,
    speaker: 0.3,
    entity: 0.3,
    time: 1.6,
    dense: 0.5,
    records: 0.2,
    standing: 1.2,
    preference: 0.7,
    denial: 0.3,
    shape: 0.1,
    role: 0.5,
    statement: 0.2,
    reply: 0.3,
  },
  byIntent: {
    order: { role: 1.2, statement: 0.5, dense: 0.2, reply: 0, standing: 0, timeline: 0.3 },
    summary: { dense: 0.1, reply: 0.6, standing: 0.2, timeline: 0.3 },
    'yes-no': { statement: 0.4, reply: 0 },
    advice: { dense: 0.6, reply: 0 },
  },
  // Between two people every text is a person's, mostly about themselves, and the other one's name is an address.
  betweenTwo: {
    weights: {
      lexical: 0.3,
      window: 0.3,
      coverage: 0,
      session: 0.5,
      reply: 0.6,
      speaker: 0.5,
      entity: 0.1,
      dense: 0.4,
      facts: 0.2,
      statement: 0.4,
    },
    feedback: 0.6,
    allied: true,
  },
  pinned: 0.3,
  feedback: 0.3,
  deliberate: true,
  diversity: {
    count: { facets: 0.5 },
    comparison: { facets: 0.5 },
    summary: { facets: 0.5 },
    order: { spread: 0.07 },
  },
};
