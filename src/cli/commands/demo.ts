/** `demo`: the whole of it in a minute, on the conversation that ships with the package or on a file of the user's. */
import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import type { DemoAnswer } from '../demo/questions.ts';
import { text } from '../option-schemas.ts';
import { counted, duration, type Screen } from '../screen.ts';
import { showImport } from './import.ts';

/** A cube of its own for a file, wherever files of the same name lie: `demo-chat-2-1f0c9a3e` for `Chat 2.json`. */
export function demoCubeName(path: string): string {
  const slug = basename(path, extname(path))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const place = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 8);
  return `demo-${slug === '' ? 'file' : slug}-${place}`;
}

function showNext(screen: Screen, cube: string, question: string): void {
  const { paint } = screen;
  screen.line();
  screen.line(paint.bold('What to type next'));
  const run = 'npm run -s palimpsest --';
  screen.table([
    [`${run} ask "${question}" --cube ${cube}`, paint.dim('ask it yourself')],
    [`${run} facts --cube ${cube}`, paint.dim('what it knows')],
    ['npm run demo -- --file PATH', paint.dim('the same on a conversation of yours')],
    [`${run} mcp --cube ${cube}`, paint.dim('give it to an agent')],
    [`${run} uninstall --purge`, paint.dim('remove all of it')],
  ]);
}

async function shipped(context: CommandContext): Promise<Outcome> {
  const { importFile, planImport } = await import('../import/import-file.ts');
  const { demoConversation, readGuide } = await import('../demo/guide.ts');
  const { chooseQuestions, demonstrate, demonstrateForget, demonstrateRevision } = await import('../demo/questions.ts');
  const started = performance.now();
  const { screen } = context;
  const { paint } = screen;
  const guide = readGuide();
  const cube = context.chosenCube ?? 'demo';
  const memory = await context.openCube({ cube, mustExist: false });
  screen.line(paint.bold('Palimpsest, on a conversation that ships with it'));
  screen.wrapped(guide.about, { indent: 0 });
  const { error, warnings, ...imported } = await importFile(memory, await planImport(demoConversation), {}, context);
  showImport(screen, { ...imported, warnings }, []);
  if (error !== undefined) return { data: { imported }, warnings, error, show: () => undefined };
  const answers: DemoAnswer[] = [];
  const questions = chooseQuestions(guide);
  for (const one of questions) answers.push(await demonstrate(memory, one, screen, context.signal));
  const revised = await demonstrateRevision(memory, screen);
  const forget = await demonstrateForget(memory, guide, screen);
  const { turns } = await memory.stats();
  const answerable = answers.filter((one) => one.gold.length > 0);
  const found = answerable.filter((one) => one.goldShown > 0).length;
  const none = answers.filter((one) => one.gold.length === 0);
  const honest = none.filter((one) => !one.found).length;
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  return {
    data: {
      cube,
      path: memory.path ?? null,
      turns,
      imported,
      answers,
      revised,
      forget,
      evidenceShown: { found, of: answerable.length },
      honestNo: { found: honest, of: none.length },
      seconds,
    },
    warnings,
    show: (end) => {
      end.line();
      end.line(
        `${paint.green('✓')} marks the turns that answer: shown for ${found} of ${answerable.length} questions; ${honest} of ${none.length} unanswerable ones got an honest no.`,
      );
      end.line(
        paint.dim(
          `${counted(turns, 'turn')} in ${memory.path ?? 'memory'}, ${duration(seconds * 1_000)}, no model, no network.`,
        ),
      );
      showNext(end, cube, 'Where does Ner live now?');
    },
  };
}

async function ownFile(path: string, context: CommandContext): Promise<Outcome> {
  const { planImport, problemLine } = await import('../import/import-file.ts');
  const { importIntoCube } = await import('../import/import-into-cube.ts');
  const { askLoop } = await import('../demo/ask-loop.ts');
  const { screen } = context;
  const cube = context.chosenCube ?? demoCubeName(path);
  const { memory, imported: came, kept } = await importIntoCube(await planImport(path), {}, context, cube);
  const { error, warnings, ...imported } = came;
  showImport(screen, { ...imported, warnings }, imported.problems.map(problemLine));
  if (kept && context.interactive && !context.json && !context.signal.aborted)
    await askLoop(memory, screen, context.signal);
  return {
    data: { cube: kept ? cube : null, path: kept ? (memory.path ?? null) : null, imported },
    warnings,
    ...(error === undefined ? {} : { error }),
    show: (end) => {
      if (kept && error?.code !== 'aborted') showNext(end, cube, 'What did we decide?');
    },
  };
}

export const demoCommand: CliCommand = defineCommand({
  name: 'demo',
  group: 'Set-up',
  summary: 'the whole of it in a minute, on a shipped conversation or yours',
  details:
    'Makes the cube demo (for a file: demo-NAME and a mark of its path) in the data directory, or the one that --cube names.',
  options: { file: option('--file <path>', 'a conversation of yours: any format that import reads', text) },
  examples: ['palimpsest demo', 'palimpsest demo --file ./conversations.json'],
  run: async (_args, { file }, context) => (file === undefined ? await shipped(context) : await ownFile(file, context)),
});
