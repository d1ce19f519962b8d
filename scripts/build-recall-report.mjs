/**
 * The numbers and pictures of docs/recall.md: `node scripts/build-recall-report.mjs [PART ...] [--data FOLDER] [--saved]
 * [--check]`. Parts: ablation, reliability, latency, peers (default: all). Results go to docs/recall/PART.json, and from
 * there into PART.svg and between the markers of the page. `--saved` draws again without measuring; `--check` fails when
 * the page or a picture is not what the saved results give.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ablationPlot, latencyPlot, peersPlot, reliabilityPlot, suiteName } from './recall-report/plots.mjs';
import { ablationTable, latencyTable, peersTable, reliabilityTable } from './recall-report/tables.mjs';
import { reportPage } from './report-page.mjs';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs', 'recall');
const page = join(root, 'docs', 'recall.md');
const suites = [
  { suite: 'beam', folder: 'beam_100k', strangers: true },
  { suite: 'lifebench', folder: 'lifebench_en', strangers: false },
];
const sizes = [10_000, 100_000];

const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

function available(data) {
  const found = suites.filter((one) => existsSync(join(data, one.folder)));
  if (found.length === 0) throw new Error(`no data set in ${data}; give --data FOLDER or set PALIMPSEST_DATA`);
  return found.map((one) => ({ ...one, dataPath: join(data, one.folder) }));
}

const runs = {
  async ablation(data) {
    const { leaveOneOut } = await load('bench/ablation/leave-one-out.js');
    const { openBenchIndex } = await load('cli/bench/bench-index.js');
    const reports = [];
    for (const { suite, dataPath } of available(data)) {
      const report = await leaveOneOut({ suite, dataPath, part: 'heldout' }, openBenchIndex);
      // One channel by itself differs everywhere: its categories say nothing that its total does not.
      for (const { label, delta } of report.rows) if (label.startsWith('only ')) delete delta.byCategory;
      reports.push(report);
    }
    return { reports };
  },
  async reliability(data) {
    const { runReliability } = await load('bench/reliability/run-reliability.js');
    const { memorySubject } = await load('bench/memory-subject.js');
    const { openMemory } = await load('memory/open-memory.js');
    const open = async () => memorySubject(await openMemory({ path: ':memory:' }), 'default');
    const series = [];
    for (const { suite, dataPath, strangers } of available(data)) {
      const report = await runReliability({ suite, dataPath, part: 'heldout', strangers }, open);
      series.push({ name: `${suiteName(suite)}, its own questions`, calibration: report.own });
      if (report.withStrangers === null) continue;
      series.push({ name: `${suiteName(suite)}, with strangers'`, calibration: report.withStrangers });
    }
    return { series };
  },
  async latency() {
    const { latencyProfile } = await load('bench/profile/latency-profile.js');
    const { openBenchIndex } = await load('cli/bench/bench-index.js');
    const { makePeerResources } = await load('cli/bench/peer-resources.js');
    const { dimensions } = (await makePeerResources()).embedder;
    const profiles = [];
    for (const records of sizes) profiles.push(await latencyProfile({ records, dimensions }, openBenchIndex));
    return { profiles };
  },
  async peers(data) {
    const { suite, dataPath } = available(data)[0];
    const args = [
      'bench',
      'peers',
      '--suite',
      suite,
      '--data',
      dataPath,
      '--part',
      'heldout',
      '--records',
      sizes.join(','),
    ];
    const program = join(root, 'dist', 'cli', 'main.js');
    const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(`bench peers ended with ${status}`);
    const { data: report } = JSON.parse(stdout);
    // The page shows R@10 of the categories; the rest can be measured again.
    for (const { quality } of report.peers) {
      if (quality === null) continue;
      quality.byCategory = Object.fromEntries(
        Object.entries(quality.byCategory).map(([name, { recall10 }]) => [name, recall10]),
      );
    }
    return { report };
  },
};

const commands = {
  ablation: 'node scripts/build-recall-report.mjs ablation',
  reliability: 'node scripts/build-recall-report.mjs reliability',
  latency: 'node scripts/build-recall-report.mjs latency',
  peers: `palimpsest bench peers --suite beam --part heldout --records ${sizes.join(',')} --json`,
};

const drawn = {
  ablation: ({ reports }) => ablationPlot(reports),
  reliability: ({ series }) => reliabilityPlot(series),
  latency: ({ profiles }) => latencyPlot(profiles),
  peers: ({ report }) => peersPlot(report),
};

const tables = {
  ablation: ablationTable,
  reliability: reliabilityTable,
  latency: latencyTable,
  peers: peersTable,
};

const readSaved = (part) => JSON.parse(readFileSync(join(folder, `${part}.json`), 'utf8'));

/** Laid out by the formatter of the project, so that its check passes. */
function formatted(name, text) {
  const formatter = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [formatter, 'format', `--stdin-file-path=${name}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} cannot be formatted: ${stderr}`);
  return stdout;
}

function save(part, result) {
  writeFileSync(join(folder, `${part}.json`), formatted(`docs/recall/${part}.json`, JSON.stringify(result)));
}

const { filled, check } = reportPage({ root, name: 'recall', tables, drawn, readSaved, formatted });

const given = process.argv.slice(2);
const dataAt = given.indexOf('--data');
const named = dataAt < 0 ? undefined : given.splice(dataAt, 2)[1];
const data = resolve(named ?? process.env.PALIMPSEST_DATA ?? join(root, '..', 'shared', 'data'));
const flags = given.filter((one) => one.startsWith('--'));
const chosen = given.filter((one) => !one.startsWith('--'));
try {
  const strange = [
    ...chosen.filter((one) => !Object.hasOwn(runs, one)),
    ...flags.filter((one) => !['--saved', '--check'].includes(one)),
  ];
  if (strange.length > 0) throw new Error(`unknown: ${strange.join(', ')}; parts are ${Object.keys(runs).join(', ')}`);
  const parts = chosen.length === 0 ? Object.keys(runs) : chosen;
  if (flags.includes('--check')) check(parts);
  else {
    mkdirSync(folder, { recursive: true });
    if (!flags.includes('--saved')) {
      await build();
      for (const part of parts) {
        const started = performance.now();
        const [{ model }] = cpus();
        const load = [loadavg()[0]];
        const measured = await runs[part](data);
        load.push(loadavg()[0]);
        const machine = {
          date: new Date().toISOString().slice(0, 10),
          node: process.version.slice(1),
          cpu: model.trim(),
          cores: cpus().length,
          load: load.map((value) => Number(value.toFixed(1))),
        };
        const result = { machine, command: commands[part], ...measured };
        save(part, result);
        console.error(`${part}: ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      }
    }
    for (const part of parts) writeFileSync(join(folder, `${part}.svg`), drawn[part](readSaved(part)));
    writeFileSync(page, filled(readFileSync(page, 'utf8'), parts));
  }
} catch (error) {
  console.error(`error  ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
