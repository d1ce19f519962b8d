/** Renders LongMemEval-like haystacks: 48 dated sessions, a value told early and renewed later, one question at the end. */
import type { TurnInput } from '../../../kernel/turn.ts';
import type { Rng } from '../../../ports/rng.ts';
import { seededRng } from '../../seeded-rng.ts';
import type { UpdateSurface } from './update-surface.ts';

export type UpdateHaystack = {
  readonly id: string;
  readonly turns: readonly TurnInput[];
  readonly question: string;
  /** Empty where it was never told. */
  readonly answer: string;
  /** Values that held before, oldest first. */
  readonly old: readonly string[];
  /** When the question is asked, milliseconds since the epoch. */
  readonly at: number;
};

const sessions = 48;
const dayMs = 86_400_000;
const firstDay = Date.UTC(2025, 0, 6, 9);
const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

function distinct(rng: Rng, from: readonly string[], count: number): string[] {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(Math.floor(rng.next() * left.length), 1)[0] ?? '');
}

/**
 * `count` haystacks: each tells every attribute once, renews the one that is asked for once to three times, and asks for
 * it. Renewing others, too, would unsettle it (a new city its dentist), which is another benchmark's question.
 */
export function updateHaystacks(surface: UpdateSurface, seed: number, count: number): UpdateHaystack[] {
  const root = seededRng(seed);
  return Array.from({ length: count }, (_, index): UpdateHaystack => {
    const rng = root.split(`haystack ${index}`);
    const told = new Map<number, string[]>();
    const asked = index % (surface.attributes.length + 1);
    const values = surface.attributes.map((attribute, place) => {
      const renewals = 1 + Math.floor(rng.next() * 3);
      const chain = distinct(rng, attribute.values, place === asked ? 1 + renewals : 1);
      const places = chain.map(() => Math.floor(rng.next() * sessions)).sort((a, b) => a - b);
      chain.forEach((value, step) => {
        // Two values of one thing in one session would be no update.
        const place = Math.max(places[step] ?? 0, (places[step - 1] ?? -1) + 1);
        places[step] = place;
        const text = pick(rng, step === 0 ? attribute.first : attribute.update).replaceAll('{v}', value);
        told.set(place, [...(told.get(place) ?? []), text.replace(/\ba (?=[AEIOaeio])/g, 'an ')]);
      });
      return chain;
    });
    const last = Math.max(sessions, ...told.keys()) + 1;
    const turns = Array.from({ length: last }, (_, session) => {
      const said = [pick(rng, surface.fillers), ...(told.get(session) ?? []), pick(rng, surface.fillers)];
      return said.flatMap((text, turn): TurnInput[] => {
        const at = firstDay + session * 3 * dayMs + turn * 60_000;
        const named = { session: `s${session}`, user: 'u' };
        return [
          { ...named, id: `s${session}.${turn}u`, role: 'user', text, at },
          { ...named, id: `s${session}.${turn}a`, role: 'assistant', text: 'Noted. Anything else?', at: at + 30_000 },
        ];
      });
    }).flat();
    const attribute = surface.attributes[asked];
    const chain = values[asked] ?? [];
    return {
      id: `${attribute?.id ?? 'never'}-${index}`,
      turns,
      question: pick(rng, attribute?.questions ?? surface.never),
      answer: attribute === undefined ? '' : (chain.at(-1) ?? ''),
      old: chain.slice(0, -1),
      at: firstDay + (last + 1) * 3 * dayMs,
    };
  });
}
