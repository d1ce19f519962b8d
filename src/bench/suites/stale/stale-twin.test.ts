import { describe, expect, it } from 'vitest';
import { developmentSurface } from './development-surface.ts';
import { fifthSurface } from './fifth-surface.ts';
import { fourthSurface } from './fourth-surface.ts';
import { heldoutSurface } from './heldout-surface.ts';
import { judgeReply } from './score-stale.ts';
import { sixthSurface } from './sixth-surface.ts';
import { staleScenarios } from './stale-scenario.ts';

const surfaces = { developmentSurface, heldoutSurface, fourthSurface, fifthSurface, sixthSurface };

describe.each(Object.entries(surfaces))('%s', (_, surface) => {
  const scenarios = staleScenarios(surface, { seed: 3 });

  it('gives 200 scenarios and 100 controls, old before new, with no slot left open', () => {
    const count = (kind: string): number => scenarios.filter((one) => one.kind === kind).length;
    expect([count('I'), count('II'), count('control')]).toEqual([100, 100, 100]);
    for (const one of scenarios) {
      const at = (id: string): number => one.sessions.find((session) => session.id === id)?.at ?? Number.NaN;
      expect(at(one.oldSession)).toBeLessThan(at(one.newSession));
      const said = one.sessions.flatMap(({ turns }) => turns.map(({ text }) => text));
      expect(said).toContain(one.oldText);
      expect(said).toContain(one.newText);
      expect([...said, one.state, one.premise, one.request ?? ''].join(' ')).not.toMatch(/[{}]|undefined/);
    }
  });

  it('repeats for a seed and differs for another', () => {
    expect(staleScenarios(surface, { seed: 3 })).toEqual(scenarios);
    expect(staleScenarios(surface, { seed: 4 })).not.toEqual(scenarios);
  });
});

it.each([
  ['fourth', fourthSurface],
  ['fifth', fifthSurface],
  ['sixth', sixthSurface],
])(
  'fills every slot of the %s surface from a value or a pool, and fits its values into every sentence',
  (_, surface) => {
    const { attributes, causes, controls, pools, fillers } = surface;
    const slots = (texts: readonly string[]): Set<string> =>
      new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')));
    for (const one of attributes) {
      expect(new Set(one.values).size).toBe(one.values.length);
      for (const text of [...one.old, ...one.new, ...one.premise])
        expect([one.id, text]).toEqual([one.id, expect.stringContaining('{v}')]);
      expect([...slots([...one.state, ...one.request])]).toEqual([]);
    }
    const dependents = causes.flatMap((cause) => cause.dependents);
    const rendered = [
      ...causes.flatMap(({ statements }) => statements),
      ...dependents.flatMap((one) => [...one.statements, ...one.state, ...one.premise, ...one.request]),
      ...controls.flatMap((one) => [...one.old, ...one.new, ...one.state, ...one.premise]),
    ];
    for (const slot of slots(rendered)) expect(Object.keys(pools)).toContain(slot);
    expect([...slots(fillers)]).toEqual([]);
    const ids = [...attributes, ...causes, ...dependents, ...controls].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

it('shares no sentence between the halves', () => {
  const sentences = (surface: typeof developmentSurface): Set<string> =>
    new Set([
      ...surface.attributes.flatMap((one) => [...one.old, ...one.new]),
      ...surface.causes.flatMap((cause) => [
        ...cause.statements,
        ...cause.dependents.flatMap(({ statements, premise }) => [...statements, ...premise]),
      ]),
    ]);
  const parts = Object.values(surfaces).map(sentences);
  const shared = parts.flatMap((part, at) => [...part].filter((one) => parts.slice(at + 1).some((of) => of.has(one))));
  // A value can be stated in so few words only in one way.
  expect(shared.filter((one) => one.split(' ').length > 4)).toEqual([]);
});

it('judges a reply by what it says', () => {
  const [scenario] = staleScenarios(developmentSurface, { seed: 3 });
  if (scenario === undefined) throw new Error('no scenario');
  const reply = { answer: '', saysOutdated: false, rejectsPremise: false, oldStands: true, plan: '', doubt: 0 };
  expect(judgeReply(scenario, reply)).toMatchObject({ state: false, premise: false });
  expect(judgeReply(scenario, { ...reply, answer: scenario.newText, rejectsPremise: true })).toMatchObject({
    state: true,
    premise: true,
  });
  expect(judgeReply(scenario, { ...reply, answer: `${scenario.oldText} ${scenario.newText}` }).state).toBe(false);
});
