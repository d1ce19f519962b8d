/** `stats`: how much there is. */
import { wireStats } from '../../server/wire.ts';
import { type CliCommand, defineCommand } from '../command.ts';
import { byteSize, dated } from '../screen.ts';

export const statsCommand: CliCommand = defineCommand({
  name: 'stats',
  group: 'Data',
  summary: 'how much there is, and in what form',
  examples: ['palimpsest stats'],
  run: async (_args, _options, context) => {
    const memory = await context.openCube();
    const stats = await memory.stats();
    const path = memory.path ?? null;
    return {
      data: { ...wireStats(stats), path },
      show: ({ table, paint }) => {
        const records = Object.entries(stats.records).filter(([, count]) => count > 0);
        const all = records.reduce((sum, [, count]) => sum + count, 0);
        const jobs = Object.entries(stats.jobs).map(([state, count]) => `${count} ${state}`);
        table(
          [
            ['cube', paint.bold(stats.cube)],
            ...(path === null ? [] : [['file', path]]),
            ['turns', `${stats.turns.toLocaleString('en-US')} in ${stats.sessions.toLocaleString('en-US')} sessions`],
            [
              'records',
              `${all.toLocaleString('en-US')}${all === 0 ? '' : ` (${records.map(([kind, count]) => `${kind} ${count}`).join(', ')})`}`,
            ],
            ...(stats.firstAt === undefined ? [] : [['said', `${dated(stats.firstAt)} to ${dated(stats.lastAt)}`]]),
            ['log', `position #${stats.seq}, ${byteSize(stats.bytes)}`],
            ['index', `${stats.indexUnits.toLocaleString('en-US')} units, embedder ${stats.embedder}`],
            ['store', stats.sealed === undefined ? stats.adapter : `${stats.adapter}, ${stats.sealed} encrypted`],
            ...(jobs.length === 0 ? [] : [['jobs', jobs.join(', ')]]),
          ].map(([name = '', value = '']) => [paint.dim(name), value]),
        );
      },
    };
  },
});
