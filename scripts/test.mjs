/**
 * `npm test`: sets up, checks types and style, builds, runs the tests, and closes with `N passed, N failed, N skipped`.
 *
 * Further arguments go to vitest (`npm test -- src/memory`); `--project claims` runs the claims instead, without the checks.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { root, setup } from './setup.mjs';

const given = process.argv.slice(2);
const projectAt = given.indexOf('--project');
const project = projectAt < 0 ? 'unit' : given.splice(projectAt, 2)[1];

/** Runs a program of node_modules with this Node; gives its exit status. */
function run(script, args) {
  return spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' })
    .status;
}

/** Runs one check and says what came of it. */
function check(name, script, args) {
  const ok = run(script, args) === 0;
  console.log(`${name}: ${ok ? 'ok' : 'FAILED'}`);
  if (!ok) failedNames.push(name);
  return ok ? 0 : 1;
}

/** Names of what failed, one a test or file that did not load, for a log of which only the end is left. */
function failuresIn(results) {
  return results.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName);
    const names = failed.length === 0 && file.status === 'failed' ? ['the file does not load'] : failed;
    return names.map((name) => `${name} (${relative(root, file.name)})`);
  });
}

/** Runs vitest; counts from its JSON report. A file that does not even load counts as one failure. */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const status = run('vitest/vitest.mjs', ['run', '--project', project, ...reporters, ...given]);
    let results;
    try {
      results = JSON.parse(readFileSync(report, 'utf8'));
    } catch {
      return { passed: 0, failed: 1, skipped: 0, status, failures: ['vitest, which left no report'] };
    }
    const unloaded = results.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
    );
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + unloaded.length,
      skipped: results.numPendingTests + results.numTodoTests,
      status,
      failures: failuresIn(results),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What failed beside the tests. */
const failedNames = [];
await setup();
let failedChecks = 0;
if (project === 'unit' && given.length === 0) {
  failedChecks += check('types', 'typescript/bin/tsc', ['--noEmit']);
  failedChecks += check('lint', '@biomejs/biome/bin/biome', ['check', '.']);
}
try {
  await build();
} catch (error) {
  // Tests of what is built will say so, too; the others still run.
  console.log(`build: FAILED (${error.message})`);
  failedNames.push('build');
  failedChecks += 1;
}
const { passed, failed, skipped, status, failures } = runTests();
// Errors outside of any test (an unhandled rejection) fail the run without failing a test.
const strays = status !== 0 && failed === 0 ? 1 : 0;
const allFailed = failed + failedChecks + strays;
if (strays > 0) failedNames.push('an error outside of any test');
for (const name of [...failedNames, ...failures]) console.log(`failed: ${name}`);
console.log(`${passed} passed, ${allFailed} failed, ${skipped} skipped`);
process.exit(allFailed === 0 ? 0 : 1);
