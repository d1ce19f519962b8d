/** `encrypt`: seals a cube that is not encrypted yet. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { type CliCommand, defineCommand, option } from '../command.ts';
import { keyPlace } from '../encryption-choice.ts';
import { choice, flag } from '../option-schemas.ts';
import { counted } from '../screen.ts';

const levels = ['content', 'everything'] as const;

/** Writes zeros over a file before it goes: a plain removal leaves its blocks as they are. */
function shred(path: string): void {
  const size = statSync(path).size;
  const file = openSync(path, 'r+');
  try {
    const zeros = Buffer.alloc(Math.min(size, 1 << 20));
    for (let at = 0; at < size; ) at += writeSync(file, zeros, 0, Math.min(zeros.length, size - at), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path);
}

export const encryptCommand: CliCommand = defineCommand({
  name: 'encrypt',
  group: 'Care',
  summary: 'encrypt a cube that is not encrypted yet',
  details:
    'The cube is written anew and checked before it takes the place of the old one, which is kept beside it as FILE.before-restore-TIME, readable as it was, until you remove it (--remove-old does at once). It is refused while any process has the cube open. The keys are kept apart: palimpsest keys shows where.',
  options: {
    seal: option('--seal <level>', 'content, or everything (default): ids and names, too', choice(levels), levels),
    removeOld: option('--remove-old', 'overwrite and remove the old cube when it is done', flag),
    yes: option('-y, --yes', 'do not ask', flag),
  },
  examples: ['palimpsest encrypt', 'palimpsest encrypt --cube ./project.palimpsest --seal content --remove-old'],
  run: async (_args, { seal, removeOld, yes }, context) => {
    const { path } = context.location();
    if (removeOld && !yes && context.interactive && !context.json) {
      const agreed = await context.confirm('Remove the readable cube for good once the encrypted one is in place?');
      if (!agreed) return { data: { path, encrypted: false }, show: (screen) => screen.line('Nothing was changed.') };
    }
    const { encryptCube } = await import('../../memory/encryption/encrypt-cube.ts');
    const progress = context.progress('encrypt', 0, 'entries');
    const warnings: string[] = [];
    const report = await encryptCube(path, {
      encryption: { ...keyPlace(context.config), seal: seal ?? 'everything' },
      busyTimeoutMs: Math.min(context.config.busyTimeoutMs, 2_000),
      signal: context.signal,
      onProgress: (done, total) => progress.update(done, '', total),
      onWarning: (message) => warnings.push(message),
    }).finally(() => progress.stop());
    if (removeOld) {
      for (const suffix of ['', '-wal', '-journal', '.head']) {
        if (existsSync(report.kept + suffix)) shred(report.kept + suffix);
      }
    }
    const old = removeOld ? null : report.kept;
    return {
      data: { ...report, kept: old, encrypted: true, seal: seal ?? 'everything' },
      warnings,
      show: ({ line, paint }) => {
        line(`Encrypted ${paint.bold(path)}: ${counted(report.entries, 'entry', 'entries')}.`);
        line(`Keys: ${report.keys}. Without them nothing in it can be read: palimpsest keys copy FILE makes a copy.`);
        line(old === null ? 'The old cube was removed.' : `The old cube is still readable: ${old}`);
      },
    };
  },
});
