/** `policy`: what is kept and for how long; why one thing fades; holds, restores, and the audit log. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { AuditEntry } from '../../memory/fading/policies.ts';
import type { Memory } from '../../memory/memory.ts';
import { checkPolicy } from '../../plaintext/forget/policy.ts';
import { iso } from '../../server/wire.ts';
import { type CliCommand, defineCommand, joined, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { text } from '../option-schemas.ts';
import { counted, dated } from '../screen.ts';
import { tableFitted } from '../show/items.ts';

type Given = { readonly values: readonly string[]; readonly reason: string | undefined };

export const policyCommand: CliCommand = defineCommand({
  name: 'policy',
  group: 'Care',
  summary: 'what is kept and for how long, and why',
  details: `show           the policy, as JSON
set <file>     a new one, from a JSON file ("-" for standard input); tick --dry-run shows what it will do
explain <id>   what is left of a record or turn, and what the rules will do with it
audit [file]   everything that was archived, merged, expired, restored, held, erased; to a file as JSON lines
hold <ids>     legal hold: no rule and no forget touches these
release <ids>  ends a hold
restore <ids>  brings archived, merged, expired or faded things back`,
  arguments: [
    { syntax: '<action>', description: 'show, set, explain, audit, hold, release or restore' },
    { syntax: '[values...]', description: 'a file or ids' },
  ],
  options: { reason: option('--reason <text>', 'why, kept in the history', text) },
  examples: ['palimpsest policy show', 'palimpsest policy explain ID', 'palimpsest policy audit audit.jsonl'],
  run: async ([first, rest], { reason }, context) => {
    const action = joined(first);
    const run = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
    if (run === undefined) {
      throw new MemoryError('invalid_input', `policy has no action ${JSON.stringify(action.slice(0, 40))}`, {
        hint: `its actions are ${Object.keys(actions).join(', ')}`,
      });
    }
    const values = rest === undefined ? [] : [rest].flat();
    return run(await context.openCube(), { values, reason }, context);
  },
});

type Action = (memory: Memory, given: Given, context: CommandContext) => Promise<Outcome>;

const actions = {
  async show(memory) {
    const policy = await memory.policies.current();
    return { data: policy, show: (screen) => screen.line(JSON.stringify(policy, undefined, 2)) };
  },

  async set(memory, { values, reason }, context) {
    const [file] = values;
    if (file === undefined) throw missing('the file with the policy', 'palimpsest policy set policy.json');
    const typed = file === '-' ? await context.readInput() : readText(file);
    let parsed: unknown;
    try {
      parsed = JSON.parse(typed);
    } catch (cause) {
      throw new MemoryError('invalid_input', 'the policy is not JSON', {
        hint: 'palimpsest policy show > policy.json, change it, and set it again',
        cause,
      });
    }
    const policy = checkPolicy(parsed);
    await memory.policies.set(policy, reason === undefined ? {} : { reason });
    return {
      data: policy,
      show: (screen) => screen.line(`Set. ${counted(policy.rules.length, 'rule')}; tick --dry-run shows what they do.`),
    };
  },

  async explain(memory, { values }) {
    const [id] = values;
    if (id === undefined) throw missing('the id', 'palimpsest policy explain ID');
    const report = await memory.policies.explain(id);
    return {
      data: { ...report, usedAt: iso(report.usedAt) },
      show: (screen) => {
        screen.line(`${report.kind} ${report.id}`);
        for (const sentence of report.sentences) screen.wrapped(sentence);
      },
    };
  },

  async audit(memory, { values }, context) {
    const entries: (Omit<AuditEntry, 'at'> & { readonly at: string })[] = [];
    for await (const entry of memory.policies.audit({ signal: context.signal })) {
      entries.push({ ...entry, at: iso(entry.at) });
    }
    const [file] = values;
    if (file !== undefined) {
      const path = resolve(file);
      ensureFolder(path);
      writeFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
      return {
        data: { path, entries: entries.length },
        show: (screen) => screen.line(`Wrote ${path}: ${counted(entries.length, 'entry', 'entries')}.`),
      };
    }
    return {
      data: { entries },
      show: (screen) => {
        if (entries.length === 0) screen.line('Nothing was forgotten, held or restored.');
        tableFitted(
          screen,
          entries.map((entry) => [
            screen.paint.cyan(dated(Date.parse(entry.at))),
            entry.action,
            entry.kind ?? '',
            screen.paint.dim(entry.id ?? ''),
            entry.reason,
          ]),
        );
      },
    };
  },

  hold: (memory, given) => standing(memory.hold, given, 'Held'),
  release: (memory, given) => standing(memory.release, given, 'Released'),
  restore: (memory, given) => standing(memory.restore, given, 'Restored'),
} satisfies Record<string, Action>;

async function standing(change: Memory['hold'], { values, reason }: Given, done: string): Promise<Outcome> {
  if (values.length === 0) throw missing('the ids', 'palimpsest policy hold ID');
  const changes = await change(values, reason === undefined ? {} : { reason });
  return {
    data: { changes },
    show: (screen) => {
      screen.line(changes.length === 0 ? 'Nothing had to change.' : `${done} ${counted(changes.length, 'item')}.`);
      tableFitted(
        screen,
        changes.map(({ id, from, to }) => [screen.paint.dim(id), `${from} → ${to}`]),
      );
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new MemoryError('not_found', `${file} cannot be read`, { hint: 'check the name of the file', cause });
  }
}

function missing(what: string, example: string): MemoryError {
  return new MemoryError('invalid_input', `${what} is missing`, { hint: `for example ${example}` });
}
