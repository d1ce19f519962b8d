/** `config`: shows and changes settings. */
import { MemoryError } from '../../errors/index.ts';
import { chooseStateSchema } from '../../plaintext/revise/state/schemas/catalog.ts';
import { type CliCommand, defineCommand, joined, type Outcome } from '../command.ts';
import { type Config, parseSetting, type SettingName, settings } from '../config.ts';
import { readConfigFile, writeConfigFile } from '../config-file.ts';
import { nearest } from '../nearest.ts';
import { stateSchemaOf } from '../state-schema.ts';

function settingName(typed: string): SettingName {
  if (Object.hasOwn(settings, typed)) return typed as SettingName;
  const names = Object.keys(settings);
  const close = nearest(typed, names);
  throw new MemoryError('invalid_input', `there is no setting named ${typed === '' ? '(nothing)' : typed}`, {
    hint: close === undefined ? `settings are: ${names.join(', ')}` : `did you mean ${close}?`,
  });
}

function print(config: Config): Outcome {
  const names = Object.keys(settings) as SettingName[];
  const values = Object.fromEntries(names.map((name) => [name, config[name] ?? null]));
  return {
    data: { home: config.home, configFile: config.configFile, settings: values, origins: config.origins },
    show: ({ line, table, paint }) => {
      table(
        names.map((name) => [
          name,
          paint.bold(String(config[name] ?? '(not set)')),
          paint.dim(config.origins[name] ?? ''),
          paint.dim(`${settings[name].description} (${settings[name].env})`),
        ]),
      );
      line(`  ${paint.dim('data')}    ${config.home}  ${paint.dim('(PALIMPSEST_HOME)')}`);
      line(`  ${paint.dim('config')}  ${config.configFile}`);
    },
  };
}

function set(config: Config, name: SettingName, value: string | undefined): Outcome {
  const before = readConfigFile(config.configFile);
  const after: Record<string, string | number> = { ...before };
  if (value === undefined || value === '') delete after[name];
  else after[name] = parseSetting(name, value, name);
  // Every later command would fail on it.
  if (name === 'stateSchema' && value !== undefined && value !== '') {
    const chosen = stateSchemaOf(value);
    if (chosen !== false) chooseStateSchema(chosen);
  }
  writeConfigFile(config.configFile, after);
  const overridden =
    config.origins[name] === 'environment' ? [`${settings[name].env} is set and wins over the file`] : [];
  const now = after[name];
  return {
    data: { name, value: now ?? null, configFile: config.configFile },
    warnings: overridden,
    show: ({ line }) =>
      line(now === undefined ? `${name} is back to its default.` : `${name} = ${now}  (${config.configFile})`),
  };
}

export const configCommand: CliCommand = defineCommand({
  name: 'config',
  group: 'Set-up',
  summary: 'show or change settings: print, path, get, set, unset',
  details: `Settings: ${Object.keys(settings).join(', ')}.\nA flag wins over the environment, which wins over the file.`,
  arguments: [
    { syntax: '[action]', description: 'print (default), path, get, set or unset' },
    { syntax: '[name]', description: 'a setting' },
    { syntax: '[value]', description: 'its new value' },
  ],
  examples: ['palimpsest config print', 'palimpsest config set cube work', 'palimpsest config path'],
  run: async ([action = 'print', name, value], _options, { config }) => {
    switch (action) {
      case 'print':
        return print(config);
      case 'path':
        return {
          data: { configFile: config.configFile, home: config.home },
          show: ({ line }) => line(config.configFile),
        };
      case 'get': {
        const key = settingName(joined(name));
        return { data: { name: key, value: config[key] ?? null }, show: ({ line }) => line(String(config[key] ?? '')) };
      }
      case 'set': {
        const key = settingName(joined(name));
        if (value === undefined)
          throw new MemoryError('invalid_input', `a value for ${key} is missing`, {
            hint: `palimpsest config unset ${key} takes it out`,
          });
        return set(config, key, joined(value));
      }
      case 'unset':
        return set(config, settingName(joined(name)), undefined);
      default: {
        const close = nearest(joined(action), ['print', 'path', 'get', 'set', 'unset']);
        throw new MemoryError('invalid_input', `config cannot ${joined(action)}`, {
          hint: close === undefined ? 'use print, path, get, set or unset' : `did you mean ${close}?`,
        });
      }
    }
  },
});
