/** Every command, in the order of the help. */
import type { CliCommand } from '../command.ts';
import { askCommand } from './ask.ts';
import { backupCommand } from './backup.ts';
import { benchCommand } from './bench.ts';
import { chooseCommand } from './choose.ts';
import { completionCommand } from './completion.ts';
import { configCommand } from './config.ts';
import { consolidateCommand } from './consolidate.ts';
import { contextCommand } from './context.ts';
import { cubesCommand } from './cubes.ts';
import { demoCommand } from './demo.ts';
import { diffCommand } from './diff.ts';
import { embedderCommand } from './embedder.ts';
import { encryptCommand } from './encrypt.ts';
import { exportCommand } from './export.ts';
import { factsCommand } from './facts.ts';
import { forgetCommand } from './forget.ts';
import { getCommand } from './get.ts';
import { historyCommand } from './history.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { keysCommand } from './keys.ts';
import { kvCommand } from './kv.ts';
import { listCommand } from './list.ts';
import { mcpCommand } from './mcp.ts';
import { observeCommand } from './observe.ts';
import { policyCommand } from './policy.ts';
import { profileCommand } from './profile.ts';
import { recallCommand } from './recall.ts';
import { receiptsCommand } from './receipts.ts';
import { reindexCommand } from './reindex.ts';
import { rememberCommand } from './remember.ts';
import { reproduceCommand } from './reproduce.ts';
import { restoreCommand } from './restore.ts';
import { reviewCommand } from './review.ts';
import { selftestCommand } from './selftest.ts';
import { statsCommand } from './stats.ts';
import { tickCommand } from './tick.ts';
import { uninstallCommand } from './uninstall.ts';
import { updateCommand } from './update.ts';
import { verifyCommand } from './verify.ts';
import { verifyReceiptCommand } from './verify-receipt.ts';

export const catalog: readonly CliCommand[] = [
  observeCommand,
  rememberCommand,
  recallCommand,
  contextCommand,
  askCommand,
  chooseCommand,
  factsCommand,
  profileCommand,
  listCommand,
  getCommand,
  historyCommand,
  diffCommand,
  updateCommand,
  forgetCommand,
  importCommand,
  exportCommand,
  statsCommand,
  cubesCommand,
  mcpCommand,
  tickCommand,
  consolidateCommand,
  policyCommand,
  reviewCommand,
  verifyCommand,
  receiptsCommand,
  verifyReceiptCommand,
  reindexCommand,
  embedderCommand,
  kvCommand,
  encryptCommand,
  keysCommand,
  backupCommand,
  restoreCommand,
  selftestCommand,
  benchCommand,
  reproduceCommand,
  initCommand,
  demoCommand,
  configCommand,
  completionCommand,
  uninstallCommand,
];
