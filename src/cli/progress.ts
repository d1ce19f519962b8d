/** Progress of long work on standard error: a bar on a terminal, a line every few seconds elsewhere. */
import cliProgress from 'cli-progress';
import { oneLine } from './screen.ts';

export type Progress = {
  /** `done` in units; a new total may be given once it is known better. */
  update(done: number, detail?: string, total?: number): void;
  stop(): void;
};

export type ProgressOptions = {
  readonly label: string;
  readonly total: number;
  /** `turns`, `bytes`; bytes are shown as megabytes. */
  readonly unit: string;
  readonly stream: NodeJS.WriteStream;
  readonly now: () => number;
};

const lineEveryMs = 2_000;

/** Starts a progress display. */
export function startProgress(options: ProgressOptions): Progress {
  return options.stream.isTTY === true ? bar(options) : lines(options);
}

function shown(value: number, unit: string): string {
  return unit === 'bytes' ? `${(value / 1e6).toFixed(1)} MB` : `${value.toLocaleString('en-US')} ${unit}`;
}

function bar({ label, total, unit, stream }: ProgressOptions): Progress {
  const format = `${label}  {bar} {percentage}%  {shown}  {detail}`;
  const display = new cliProgress.SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: true, barsize: 24, gracefulExit: false, fps: 8 },
    cliProgress.Presets.shades_classic,
  );
  display.start(Math.max(total, 1), 0, { shown: shown(0, unit), detail: '' });
  return {
    update: (done, detail = '', newTotal) => {
      if (newTotal !== undefined) display.setTotal(Math.max(newTotal, 1));
      display.update(done, { shown: shown(done, unit), detail: oneLine(detail) });
    },
    stop: () => display.stop(),
  };
}

function lines({ label, total, unit, stream, now }: ProgressOptions): Progress {
  let all = total;
  let last = now();
  return {
    update: (done, detail = '', newTotal) => {
      if (newTotal !== undefined) all = newTotal;
      if (now() - last < lineEveryMs) return;
      last = now();
      const share = all > 0 ? ` (${Math.min(100, Math.floor((100 * done) / all))}%)` : '';
      stream.write(`${label}: ${shown(done, unit)}${share}${detail === '' ? '' : `, ${oneLine(detail)}`}\n`);
    },
    stop: () => undefined,
  };
}
