/** `tick`: what fades, fades; the policy's rules are carried out. */
import { type CliCommand, defineCommand, option } from '../command.ts';
import { flag } from '../option-schemas.ts';
import { counted, duration } from '../screen.ts';
import { tableFitted } from '../show/items.ts';

export const tickCommand: CliCommand = defineCommand({
  name: 'tick',
  group: 'Care',
  summary: 'fade what is not used, carry out the policy',
  details:
    'Scores every record that the policy lets fade, lowers the precision of vectors that are not needed, and does what the rules say. Run it daily, or set tickEveryMs in the policy and let serve or work do it.',
  options: { dryRun: option('--dry-run', 'only show what it would do', flag) },
  examples: ['palimpsest tick --dry-run', 'palimpsest tick'],
  run: async (_args, { dryRun }, context) => {
    const memory = await context.openCube();
    const report = await memory.tick({ dryRun, signal: context.signal });
    return {
      data: report,
      show: (screen) => {
        const { zones, vectorBytes } = report;
        const fading = Object.entries(zones).map(([zone, count]) => `${count} ${zone}`);
        screen.line(
          `${dryRun ? 'Would look at' : 'Looked at'} ${counted(report.looked, 'item')} in ${duration(report.ms)}. What fades: ${fading.join(', ')}.`,
        );
        if (report.moved > 0) {
          screen.line(
            `${counted(report.moved, 'vector')} changed precision: ${vectorBytes.before.toLocaleString('en-US')} to ${vectorBytes.after.toLocaleString('en-US')} bytes.`,
          );
        }
        if (report.actions.length === 0) screen.line('No rule applied.');
        tableFitted(
          screen,
          report.actions.map(({ action, kind, id, rule, reason }) => [
            screen.paint.yellow(action),
            kind,
            screen.paint.dim(id),
            `${rule}: ${reason}`,
          ]),
        );
        if (report.held.length > 0) screen.line(`Kept by a legal hold: ${report.held.join(', ')}`);
      },
    };
  },
});
