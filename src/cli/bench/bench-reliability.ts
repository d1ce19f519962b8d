/** `bench reliability`: is the confidence of recall a probability, over a suite's questions and those of strangers. */
import type { Calibration } from '../../bench/reliability/calibration.ts';
import type { Outcome } from '../command.ts';
import type { CommandContext } from '../context.ts';
import type { ChosenSuite } from './bench-retrieval.ts';
import { chosenSuite } from './suite-choice.ts';

/** Width of the drawn bars. */
const barWidth = 30;

/** Every conversation is asked its own questions and, where there are several, those of the next one. */
export async function benchReliability(chosen: ChosenSuite, context: CommandContext): Promise<Outcome> {
  const { memorySubject, runReliability } = await import('../../bench/index.ts');
  const { openMemory } = await import('../../memory/open-memory.ts');
  const { suite, dataPath } = await chosenSuite(chosen, context);
  const report = await runReliability(
    { suite, dataPath, part: chosen.part ?? 'all', strangers: true },
    async () => memorySubject(await openMemory({ path: ':memory:' }), chosen.recipe ?? 'default'),
    context.signal,
  );
  return {
    data: report,
    show: (screen) => {
      const { paint } = screen;
      const draw = (name: string, one: Calibration): void => {
        const auc = one.auc === null ? '' : `, AUC ${one.auc.toFixed(3)}`;
        screen.line(
          `${paint.bold(name)}: ${one.happened} of ${one.count} answerable, expected error ${one.expectedError.toFixed(3)}, Brier ${one.brier.toFixed(3)} (base rate ${one.brierOfShare.toFixed(3)})${auc}`,
        );
        for (const bin of one.bins) {
          const bar = '#'.repeat(Math.round(bin.observed * barWidth)).padEnd(barWidth, '.');
          screen.line(
            `  said ${bin.confidence.toFixed(2)}  ${bar}  was ${bin.observed.toFixed(2)} (${bin.low.toFixed(2)} to ${bin.high.toFixed(2)}), ${bin.count}`,
          );
        }
      };
      draw(`${report.suite} (${report.part}), its own questions`, report.own);
      if (report.withStrangers !== null && report.withStrangers.count > report.own.count) {
        draw("with strangers'", report.withStrangers);
      }
    },
  };
}
