/** `profile`: what is known about a scope at a glance. */
import { wireProfile, wireTrackState } from '../../server/wire.ts';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { text } from '../option-schemas.ts';
import { showFacts, showItems } from '../show/items.ts';
import { showStates } from '../show/states.ts';
import { asOfOptions, scopeFilter, scopeOptions, viewOf } from './option-sets.ts';

export const profileCommand: CliCommand = defineCommand({
  name: 'profile',
  group: 'Memory',
  summary: 'current facts, preferences and standing instructions',
  options: {
    track: option('--track <name>', "only this track, or all of an area, of people's states", text),
    ...scopeOptions,
    ...asOfOptions,
  },
  examples: [
    'palimpsest profile',
    'palimpsest profile --valid 2025-06-01',
    'palimpsest profile --track location_and_living',
  ],
  run: async (_args, options, context) => {
    const memory = await context.openCube();
    const scope = scopeFilter(options);
    if (options.track !== undefined) {
      const states = await memory.state.get(options.track, scope === undefined ? {} : { scope });
      return { data: { states: states.map(wireTrackState) }, show: (screen) => showStates(screen, states) };
    }
    const profile = await viewOf(memory, options).profile(scope);
    return {
      data: wireProfile(profile),
      show: (screen) => {
        const { paint } = screen;
        if (
          profile.facts.length + profile.preferences.length + profile.instructions.length + profile.states.length ===
          0
        ) {
          screen.line('Nothing is known yet.');
        }
        if (profile.facts.length > 0) {
          screen.line(paint.bold('Facts'));
          showFacts(screen, profile.facts);
        }
        if (profile.preferences.length > 0) {
          screen.line(paint.bold('Preferences'));
          showItems(screen, profile.preferences);
        }
        if (profile.instructions.length > 0) {
          screen.line(paint.bold('Standing instructions'));
          showItems(screen, profile.instructions);
        }
        if (profile.states.length > 0) {
          screen.line(paint.bold('State'));
          showStates(screen, profile.states);
        }
      },
    };
  },
});
