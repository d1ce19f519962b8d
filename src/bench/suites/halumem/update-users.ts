/** Renders users of the HaluMem-style update twin: initial facts, updates, and falsehoods that the assistant slips in. */
import type { StateSession } from '../../../plaintext/revise/state/index.ts';
import type { Rng } from '../../../ports/rng.ts';
import { seededRng } from '../../seeded-rng.ts';
import type { UpdateSurface } from './halumem-surface.ts';

export type UpdatePoint = {
  readonly attribute: string;
  /** Session with the update. */
  readonly sessionId: string;
  readonly before: string;
  readonly now: string;
  readonly question: string;
  /** False values of this attribute that the assistant has said. */
  readonly planted: readonly string[];
};

export type UpdateUser = {
  readonly id: string;
  readonly sessions: readonly StateSession[];
  readonly updates: readonly UpdatePoint[];
};

const dayMs = 86_400_000;
const start = Date.UTC(2025, 4, 1);
const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Users of one half; every attribute is stated once and updated twice, with a falsehood after each. */
export function updateUsers(
  surface: UpdateSurface,
  { seed, users = 20 }: { readonly seed: number; readonly users?: number },
): UpdateUser[] {
  const root = seededRng(seed);
  return Array.from({ length: users }, (_, user): UpdateUser => {
    const rng = root.split(`user ${user}`);
    const sessions: StateSession[] = [];
    const updates: UpdatePoint[] = [];
    const say = (text: string, reply: string): string => {
      const id = `u${user}s${sessions.length}`;
      sessions.push({
        id,
        at: start + sessions.length * dayMs,
        turns: [
          { id: `${id}a`, role: 'user', text: pick(rng, surface.noise) },
          { id: `${id}b`, role: 'assistant', text: 'Gladly.' },
          { id: `${id}c`, role: 'user', text: capital(text) },
          { id: `${id}d`, role: 'assistant', text: reply },
        ],
      });
      return id;
    };
    const rest = new Map(surface.attributes.map((attribute) => [attribute.id, [...attribute.values]]));
    const draw = (id: string): string => {
      const values = rest.get(id) as string[];
      return values.splice(Math.floor(rng.next() * values.length), 1)[0] as string;
    };
    const now = new Map<string, string>();
    const planted = new Map<string, string[]>();
    const plant = (attribute: UpdateSurface['attributes'][number]): string => {
      const open = attribute.values.filter((value) => value !== now.get(attribute.id));
      const wrong = pick(rng, open);
      planted.set(attribute.id, [...(planted.get(attribute.id) ?? []), wrong]);
      return capital(pick(rng, attribute.planted).replaceAll('{w}', wrong));
    };
    for (const attribute of surface.attributes) {
      now.set(attribute.id, draw(attribute.id));
      say(pick(rng, attribute.initial).replaceAll('{v}', now.get(attribute.id) ?? ''), plant(attribute));
    }
    for (let round = 0; round < 2; round++) {
      for (const attribute of surface.attributes) {
        const before = now.get(attribute.id) ?? '';
        const value = draw(attribute.id);
        now.set(attribute.id, value);
        const sessionId = say(pick(rng, attribute.update).replaceAll('{v}', value), plant(attribute));
        const wrong = (planted.get(attribute.id) ?? []).filter((one) => one !== value);
        updates.push({
          attribute: attribute.id,
          sessionId,
          before,
          now: value,
          question: attribute.question,
          planted: wrong,
        });
      }
    }
    return { id: `u${user}`, sessions, updates };
  });
}
