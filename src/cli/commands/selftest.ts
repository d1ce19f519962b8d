/** `selftest`: crashes, full disks and flipped bits, tried on this machine. */
import { systemEntropy } from '../../adapters/system/index.ts';
import { MemoryError } from '../../errors/index.ts';
import { type CliCommand, defineCommand, option, repeatable } from '../command.ts';
import { text, texts, wholeNumber } from '../option-schemas.ts';
import { duration } from '../screen.ts';

export const selftestCommand: CliCommand = defineCommand({
  name: 'selftest',
  group: 'Care',
  summary: 'try crashes, a full disk and flipped bits on this machine',
  details:
    'Works in a temporary folder; your cubes are not touched. Scenarios: kill, full, flip-file, flip-wal, truncate.',
  options: {
    rounds: option('--rounds <number>', 'rounds of every scenario', wholeNumber(1, 100_000)),
    scenario: repeatable('--scenario <name>', 'only this one; may be repeated', texts),
    seed: option('--seed <text>', 'repeat the random choices of an earlier run', text),
  },
  examples: ['palimpsest selftest', 'palimpsest selftest --scenario flip-wal --rounds 500 --seed 7'],
  run: async (_args, options, context) => {
    const { runSelftest } = await import('../selftest/selftest.ts');
    const bars = new Map<string, ReturnType<typeof context.progress>>();
    const report = await runSelftest({
      seed: options.seed ?? Buffer.from(systemEntropy.bytes(4)).toString('hex'),
      signal: context.signal,
      ...(options.rounds === undefined ? {} : { rounds: options.rounds }),
      ...(options.scenario === undefined ? {} : { only: options.scenario }),
      onProgress: (scenario, done, rounds) => {
        const known = bars.get(scenario);
        if (known === undefined) for (const bar of bars.values()) bar.stop();
        const bar = known ?? context.progress(scenario.padEnd(9), rounds, 'rounds');
        bars.set(scenario, bar);
        bar.update(done);
      },
    }).finally(() => {
      for (const bar of bars.values()) bar.stop();
    });
    return {
      data: report,
      ...(report.ok
        ? {}
        : {
            error: new MemoryError('corrupt', 'a promise does not hold on this machine', {
              details: {
                lostSilently: report.lostSilently,
                corruptSilently: report.corruptSilently,
                aborts: report.aborts,
              },
              hint: `repeat it with --seed ${report.seed} and report what it prints`,
            }),
          }),
      show: (screen) => {
        const { paint } = screen;
        const head = [
          '',
          'rounds',
          'acknowledged',
          'present',
          'damage noticed',
          'lost, reported',
          'lost silently',
          'altered',
          'aborts',
          'time',
        ];
        screen.table(
          [
            head.map((cell) => paint.dim(cell)),
            ...report.scenarios.map((one) => [
              `${one.ok ? paint.green('ok') : paint.red('FAILED')} ${one.name}`,
              ...[
                one.rounds,
                one.acknowledged,
                one.present,
                one.detected,
                one.lostReported,
                one.lostSilently,
                one.corruptSilently,
                one.aborts,
              ].map((count) => count.toLocaleString('en-US')),
              duration(one.seconds * 1_000),
            ]),
          ],
          { right: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
        );
        for (const one of report.scenarios)
          for (const line of one.unexpected) screen.line(`  ${paint.red(one.name)}  ${line}`);
        const waits = report.readerWaitP999Ms;
        if (waits !== undefined) {
          screen.line(
            `  readers' p99.9 wait beside writers: get ${duration(waits.get)} (idle control ${duration(waits.getIdle)}), recall ${duration(waits.recall)} (idle ${duration(waits.recallIdle)})`,
          );
        }
        screen.line(
          `${report.ok ? paint.green('All promises held.') : paint.red('Not all promises held.')} ${duration(report.seconds * 1_000)}, seed ${report.seed}`,
        );
      },
    };
  },
});
