/** Renders scenarios and controls of the STALE twin from a surface and a seed. */
import type { StateSession } from '../../../plaintext/revise/state/index.ts';
import type { Rng } from '../../../ports/rng.ts';
import { seededRng } from '../../seeded-rng.ts';
import type { StaleSurface } from './stale-surface.ts';

export type ScenarioKind = 'I' | 'II' | 'control';

export type StaleScenario = {
  readonly id: string;
  readonly kind: ScenarioKind;
  /** In order of time. */
  readonly sessions: readonly StateSession[];
  readonly oldSession: string;
  readonly newSession: string;
  readonly oldText: string;
  readonly newText: string;
  /** The value that holds now, where there is one (Type I). */
  readonly newValue?: string;
  readonly oldValue?: string;
  readonly state: string;
  readonly premise: string;
  readonly request?: string;
};

export type StaleTwinOptions = {
  readonly seed: number;
  /** Scenarios of each type. Default 100. */
  readonly perType?: number;
  /** Default 100. */
  readonly controls?: number;
  /** Sessions besides the two that matter. Default 20. */
  readonly fillers?: number;
  /** Statements about other things, said in a session before all others. Default none. */
  readonly background?: readonly string[];
};

const dayMs = 86_400_000;
const firstDay = Date.UTC(2025, 0, 6);

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng.next() * from.length)] as T;

/** Fills slots; one draw a slot name, so that a name stays the same throughout a scenario. */
function filler(surface: StaleSurface, rng: Rng, fixed: Readonly<Record<string, string>>): (text: string) => string {
  const drawn: Record<string, string> = { ...fixed };
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return (text) =>
    capital(
      text.replace(/\{(\w+)\}/g, (_, slot: string) => {
        drawn[slot] ??= pick(rng, surface.pools[slot] ?? ['']);
        return drawn[slot] as string;
      }),
    );
}

type Told = Pick<StaleScenario, 'oldText' | 'newText'>;

function haystack(
  surface: StaleSurface,
  rng: Rng,
  fillers: number,
  told: Told,
): Pick<StaleScenario, 'sessions' | 'oldSession' | 'newSession'> {
  const total = fillers + 2;
  const oldAt = Math.floor(rng.next() * Math.floor(total / 2));
  const newAt = oldAt + 1 + Math.floor(rng.next() * (total - oldAt - 1));
  const sessions = Array.from({ length: total }, (_, index): StateSession => {
    const texts = [pick(rng, surface.fillers), pick(rng, surface.fillers)];
    if (index === oldAt) texts.splice(1, 0, told.oldText);
    if (index === newAt) texts.splice(1, 0, told.newText);
    return {
      id: `s${index}`,
      at: firstDay + index * 2 * dayMs + Math.floor(rng.next() * dayMs),
      turns: texts.flatMap((text, turn) => [
        { id: `s${index}t${2 * turn}`, role: 'user', text },
        { id: `s${index}t${2 * turn + 1}`, role: 'assistant', text: 'Noted, tell me more whenever you like.' },
      ]),
    };
  });
  return { sessions, oldSession: `s${oldAt}`, newSession: `s${newAt}` };
}

/** All scenarios of one half of the twin: Type I, Type II, controls. */
export function staleScenarios(surface: StaleSurface, options: StaleTwinOptions): StaleScenario[] {
  const { seed, perType = 100, controls = 100, fillers = 20, background = [] } = options;
  const rng = seededRng(seed);
  const scenarios: StaleScenario[] = [];
  const make = (
    id: string,
    kind: ScenarioKind,
    told: Told & Pick<StaleScenario, 'state' | 'premise'> & Partial<StaleScenario>,
  ): void => {
    const { sessions, ...places } = haystack(surface, rng.split(id), fillers, told);
    const before: StateSession = {
      id: 'before',
      at: firstDay - dayMs,
      turns: background.map((text, index) => ({ id: `before${index}`, role: 'user', text })),
    };
    scenarios.push({
      id,
      kind,
      sessions: background.length > 0 ? [before, ...sessions] : sessions,
      ...places,
      ...told,
    });
  };
  for (let index = 0; index < perType; index++) {
    const draw = rng.split(`I ${index}`);
    const attribute = surface.attributes[index % surface.attributes.length] as StaleSurface['attributes'][number];
    const before = pick(draw, attribute.values);
    const now = pick(
      draw,
      attribute.values.filter((value) => value !== before),
    );
    const fill = filler(surface, draw, {});
    const withOld = (text: string): string => fill(text.replaceAll('{v}', before));
    make(`I-${attribute.id}-${index}`, 'I', {
      oldText: withOld(pick(draw, attribute.old)),
      newText: fill(pick(draw, attribute.new).replaceAll('{v}', now)),
      oldValue: before,
      newValue: now,
      state: withOld(pick(draw, attribute.state)),
      premise: withOld(pick(draw, attribute.premise)),
      request: withOld(pick(draw, attribute.request)),
    });
  }
  const edges = surface.causes.flatMap((cause) => cause.dependents.map((dependent) => ({ cause, dependent })));
  for (let index = 0; index < perType; index++) {
    const draw = rng.split(`II ${index}`);
    const { cause, dependent } = edges[index % edges.length] as (typeof edges)[number];
    const fill = filler(surface, draw, {});
    make(`II-${cause.id}-${dependent.id}-${index}`, 'II', {
      oldText: fill(pick(draw, dependent.statements)),
      newText: fill(pick(draw, cause.statements)),
      state: fill(pick(draw, dependent.state)),
      premise: fill(pick(draw, dependent.premise)),
      request: fill(pick(draw, dependent.request)),
    });
  }
  for (let index = 0; index < controls; index++) {
    const draw = rng.split(`control ${index}`);
    const control = surface.controls[index % surface.controls.length] as StaleSurface['controls'][number];
    const fill = filler(surface, draw, {});
    make(`control-${control.id}-${index}`, 'control', {
      oldText: fill(pick(draw, control.old)),
      newText: fill(pick(draw, control.new)),
      state: fill(pick(draw, control.state)),
      premise: fill(pick(draw, control.premise)),
    });
  }
  return scenarios;
}
