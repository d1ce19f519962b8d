/** `keys`: the key ring of an encrypted cube, and the key that signs receipts. */
import { resolve } from 'node:path';
import { MemoryError } from '../../errors/index.ts';
import type { MemoryKeys } from '../../memory/encryption/memory-keys.ts';
import type { Memory } from '../../memory/memory.ts';
import { type CliCommand, defineCommand, type Outcome, option } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { readPassphrase } from '../encryption-choice.ts';
import { ensureFolder } from '../ensure-folder.ts';
import { nearest } from '../nearest.ts';
import { flag, text } from '../option-schemas.ts';
import { counted, type Screen } from '../screen.ts';

const verbs = ['show', 'rotate', 'protect', 'copy'] as const;

type Options = { readonly passphraseFile: string | undefined; readonly none: boolean };

function describe({ ring, level, protection, path }: MemoryKeys) {
  return { ring, seal: level, protection, path: path ?? null };
}

/** The key of receipts, which plain cubes have as well, and the ring of an encrypted cube. */
async function show(memory: Memory): Promise<Outcome> {
  const signing = (await memory.receipts.signingKey()) ?? null;
  const { keys } = memory;
  const showSigning = ({ line, paint }: Screen): void => {
    line(`${paint.dim('receipts are signed by')} ${signing === null ? 'nobody' : `key ${signing.keyId}`}`);
  };
  if (keys === undefined) {
    return {
      data: { ring: null, seal: 'none', protection: null, path: null, subjects: [], signing },
      show: (screen) => {
        screen.line('This cube is not encrypted: it has no content keys.');
        showSigning(screen);
      },
    };
  }
  const subjects = await keys.subjects();
  return {
    data: { ...describe(keys), subjects, signing },
    show: (screen) => {
      const { table, line, paint } = screen;
      table(
        [
          ['sealed', keys.level],
          ['keys', keys.path ?? '(not in a file)'],
          ['protected by', keys.protection === 'file' ? 'the mode of the file (0600) alone' : keys.protection],
          ['ring', keys.ring],
        ].map(([name = '', value = '']) => [paint.dim(name), value]),
      );
      line(`${counted(subjects.length, 'subject')}:`);
      table(
        subjects.map(({ user, live, retired }) => [
          `  ${user === '' ? paint.dim('(no user)') : user}`,
          live ? 'a key' : paint.dim('no key for new content'),
          retired === 0 ? '' : paint.dim(`${counted(retired, 'older key')}`),
        ]),
      );
      showSigning(screen);
    },
  };
}

async function rotate(keys: MemoryKeys): Promise<Outcome> {
  const { resealed, destroyed } = await keys.rotate();
  return {
    data: { ...describe(keys), resealed, destroyed },
    show: ({ line }) =>
      line(
        `Destroyed ${counted(destroyed, 'key')} of snapshots and vectors; ${counted(resealed, 'blob')} sealed anew. Snapshots in older backups cannot be read any more; what was said still can.`,
      ),
  };
}

async function protect(keys: MemoryKeys, { passphraseFile, none }: Options): Promise<Outcome> {
  if ((passphraseFile === undefined) !== none) {
    throw new MemoryError('invalid_input', 'say how the key ring is to be protected', {
      hint: 'either --passphrase-file FILE (the new one) or --none',
    });
  }
  await keys.protect(passphraseFile === undefined ? {} : { passphrase: readPassphrase(resolve(passphraseFile)) });
  const next =
    passphraseFile === undefined
      ? 'palimpsest config unset passphraseFile'
      : `palimpsest config set passphraseFile ${resolve(passphraseFile)}`;
  return {
    data: describe(keys),
    show: ({ line, paint }) => {
      line(none ? 'The key ring is protected by the mode of its file alone.' : 'The key ring has a new passphrase.');
      line(paint.dim(`Next: ${next}`));
      line(paint.dim('Copies of the ring that were made before keep their old protection.'));
    },
  };
}

async function copy(keys: MemoryKeys, given: string | undefined): Promise<Outcome> {
  if (given === undefined) {
    throw new MemoryError('invalid_input', 'where does the copy go?', { hint: 'palimpsest keys copy FILE' });
  }
  const target = resolve(given);
  ensureFolder(target);
  await keys.copyTo(target);
  return {
    data: { ...describe(keys), copy: target },
    warnings: ['what is erased from now on stays readable to whoever has this copy and an older backup'],
    show: ({ line }) => line(`Wrote ${target}. Keep it apart from the cube and its backups.`),
  };
}

function keysOf(memory: Memory): MemoryKeys {
  if (memory.keys !== undefined) return memory.keys;
  throw new MemoryError('invalid_input', 'this cube is not encrypted: it has no keys', {
    hint: 'palimpsest encrypt seals it',
  });
}

export const keysCommand: CliCommand = defineCommand({
  name: 'keys',
  group: 'Care',
  summary: 'the key that signs receipts, and the key ring of an encrypted cube: show, rotate, protect, copy',
  details:
    'show also prints the id of the key that signs receipts of erasures (made where there is none yet), which verify-receipt --key compares. rotate gives snapshots and vectors a new key, so that those in older backups cannot be read; protect changes the passphrase of the ring; copy writes a copy of it for safe keeping.',
  arguments: [
    { syntax: '[verb]', description: 'show (default), rotate, protect or copy' },
    { syntax: '[file]', description: 'of copy: where it goes' },
  ],
  options: {
    passphraseFile: option('--passphrase-file <file>', 'of protect: file with the new passphrase', text),
    none: option('--none', 'of protect: no passphrase', flag),
  },
  examples: [
    'palimpsest keys',
    'palimpsest keys protect --passphrase-file ./secret.txt',
    'palimpsest keys copy /media/usb/default.keys',
  ],
  run: async ([given, file], options, context: CommandContext) => {
    const verb = (given ?? 'show') as (typeof verbs)[number];
    if (!verbs.includes(verb)) {
      const close = nearest(verb, verbs);
      throw new MemoryError('invalid_input', `keys has no verb ${JSON.stringify(verb)}`, {
        hint: close === undefined ? `its verbs are ${verbs.join(', ')}` : `did you mean ${close}?`,
      });
    }
    const memory = await context.openCube();
    if (verb === 'show') return await show(memory);
    const keys = keysOf(memory);
    if (verb === 'rotate') return await rotate(keys);
    if (verb === 'protect') return await protect(keys, options);
    return await copy(keys, file as string | undefined);
  },
});
