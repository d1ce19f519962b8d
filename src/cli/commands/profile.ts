/** `profile`: what is known about a scope at a glance. */
import { wireProfile } from '../../server/wire.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { showFacts, showItems } from '../show/items.ts';
import { asOfOptions, scopeFilter, scopeOptions, viewOf } from './option-sets.ts';

export const profileCommand: CliCommand = defineCommand({
  name: 'profile',
  group: 'Memory',
  summary: 'current facts, preferences and standing instructions',
  options: { ...scopeOptions, ...asOfOptions },
  examples: ['palimpsest profile', 'palimpsest profile --valid 2025-06-01'],
  run: async (_args, options, context) => {
    const memory = await context.openCube();
    const profile = await viewOf(memory, options).profile(scopeFilter(options));
    return {
      data: wireProfile(profile),
      show: (screen) => {
        const { paint } = screen;
        if (profile.facts.length + profile.preferences.length + profile.instructions.length === 0) {
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
      },
    };
  },
});
