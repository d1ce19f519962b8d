/**
 * The numbers and pictures of docs/activation.md: `node scripts/build-activation-report.mjs [PART ...] [--saved]
 * [--check]`. Parts: policies, shared, flash, serving (default: all). Results go to docs/activation/PART.json, and from
 * there into PART.svg and between the markers of the page. `--saved` draws again without measuring; `--check` fails when
 * the page or a picture is not what the saved results give.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flashPlot, policiesPlot, servingPlot, sharedPlot } from './activation-report/plots.mjs';
import { flashTable, policiesTable, servingTable, sharedTable } from './activation-report/tables.mjs';
import { build } from './build.mjs';
import { reportPage } from './report-page.mjs';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs', 'activation');
const page = join(root, 'docs', 'activation.md');
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

/** One development seed for the tables of policies; the claims' numbers are those of their quick form, on a seed that no threshold was chosen on. */
const developmentSeed = 1;
const shortened = (number) => Number(number.toPrecision(6));

async function claim(path, name) {
  const { runClaim } = await load('bench/claims/run-claims.js');
  const { claimSeeds } = await load('bench/claims/claim-definition.js');
  const found = (await load(path))[name];
  const row = await runClaim(found, { seeds: claimSeeds(1), quick: true });
  const all = Object.entries({ ...row.measured, ...row.baselines });
  const measured = Object.fromEntries(
    all.map(([key, { mean, low, high }]) => [
      key,
      { mean: shortened(mean), low: shortened(low), high: shortened(high) },
    ]),
  );
  return { seeds: row.seeds, holds: row.holds, measured };
}

const runs = {
  async policies() {
    const { openFixture, evaluatePolicies, policyCatalog } = await load('activation/index.js');
    const { keyValueRecall } = await load('activation/tasks/key-value-recall.js');
    const { seededRandom } = await load('tensor/index.js');
    const { shippedModel } = await load('bench/claims/shipped-model.js');
    const model = await openFixture(shippedModel('tiny-recall'));
    const draw = seededRandom(`policies ${developmentSeed}`);
    const cases = Array.from({ length: 24 }, () => keyValueRecall(draw, { facts: 16, length: 128, questions: 8 }));
    // gates are measured where a gate is trained: see the claims trim-kv and global-retention-kv
    const named = Object.entries(policyCatalog).filter(([name]) => name !== 'trim-kv' && name !== 'global-retention');
    const entries = named.map(([label, { make }]) => ({ label, policy: make() }));
    const shares = [0.5, 0.25, 0.125, 0.0625];
    const rows = evaluatePolicies({ model, cases, entries, shares, seed: developmentSeed });
    return {
      rows: rows.map(({ label, share, accuracy, bytes, fullBytes }) => ({
        ...{ label, share, bytes: Math.round(bytes), fullBytes: Math.round(fullBytes) },
        accuracy: shortened(accuracy),
        source: policyCatalog[label].source,
      })),
    };
  },
  async shared() {
    const { runGeneratedSuite } = await load('bench/suites/scbench/run-generated.js');
    const rows = await runGeneratedSuite({});
    return {
      rows: rows.map((row) => ({
        ...row,
        ...Object.fromEntries(['accuracy', 'first', 'later', 'bytes'].map((key) => [key, shortened(row[key])])),
      })),
    };
  },
  flash: () => claim('bench/claims/activation/llm-in-a-flash.js', 'llmInAFlashClaim'),
  serving: () => claim('bench/claims/activation/dllm-serve.js', 'dllmServeClaim'),
};

const drawn = { policies: policiesPlot, shared: sharedPlot, flash: flashPlot, serving: servingPlot };
const tables = { policies: policiesTable, shared: sharedTable, flash: flashTable, serving: servingTable };

const readSaved = (part) => JSON.parse(readFileSync(join(folder, `${part}.json`), 'utf8'));

/** Laid out by the formatter of the project, so that its check passes. */
function formatted(name, text) {
  const formatter = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [formatter, 'format', `--stdin-file-path=${name}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} cannot be formatted: ${stderr}`);
  return stdout;
}

const { filled, check } = reportPage({ root, name: 'activation', tables, drawn, readSaved, formatted });

const given = process.argv.slice(2);
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
    if (!flags.includes('--saved')) await build({ quiet: true });
    for (const part of parts) {
      if (!flags.includes('--saved')) {
        const result = formatted(`docs/activation/${part}.json`, JSON.stringify(await runs[part]()));
        writeFileSync(join(folder, `${part}.json`), result);
      }
      writeFileSync(join(folder, `${part}.svg`), drawn[part](readSaved(part)));
      console.log(`${part}: done`);
    }
    writeFileSync(page, filled(readFileSync(page, 'utf8'), parts));
  }
} catch (error) {
  console.error(`error  ${error.message}`);
  process.exit(1);
}
