/** Where settings come from: a flag, the environment, the config file, a default. The only place that reads the environment. */
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { z } from 'zod';
import { MemoryError } from '../errors/index.ts';
import { readConfigFile } from './config-file.ts';
import { choice, text, wholeNumber, zone } from './option-schemas.ts';

type Setting = {
  readonly description: string;
  /** Environment variable. */
  readonly env: string;
  readonly schema: z.ZodType<string | number | undefined>;
  readonly fallback?: string | number;
};

/** Everything that can be set, beside the data directory. */
export const settings: Readonly<Record<SettingName, Setting>> = {
  cube: {
    description: 'cube used when --cube is not given',
    env: 'PALIMPSEST_CUBE',
    schema: text,
    fallback: 'default',
  },
  user: { description: 'user scope of what is written', env: 'PALIMPSEST_USER', schema: text },
  agent: { description: 'agent scope of what is written', env: 'PALIMPSEST_AGENT', schema: text },
  zone: { description: 'time zone of turns that name none', env: 'PALIMPSEST_ZONE', schema: zone, fallback: 'UTC' },
  durability: {
    description: 'full survives power loss, normal survives a crash of the process',
    env: 'PALIMPSEST_DURABILITY',
    schema: choice(['full', 'normal']),
    fallback: 'full',
  },
  busyTimeoutMs: {
    description: 'longest wait for another writer, milliseconds',
    env: 'PALIMPSEST_BUSY_TIMEOUT_MS',
    schema: wholeNumber(0, 3_600_000),
    fallback: 10_000,
  },
  encryption: {
    description: 'what is sealed in new cubes: content or everything, nothing, or auto (content in named cubes)',
    env: 'PALIMPSEST_ENCRYPTION',
    schema: choice(['auto', 'nothing', 'content', 'everything']),
    fallback: 'auto',
  },
  keyFolder: { description: 'folder of key rings, one file a cube', env: 'PALIMPSEST_KEYS', schema: text },
  passphraseFile: {
    description: 'file with the passphrase of key rings',
    env: 'PALIMPSEST_PASSPHRASE_FILE',
    schema: text,
  },
  stateSchema: {
    description: 'what is tracked of what people say: user, codebase, customer, a JSON file with a schema, or off',
    env: 'PALIMPSEST_STATE_SCHEMA',
    schema: text,
    fallback: 'user',
  },
  limit: { description: 'most hits of a recall', env: 'PALIMPSEST_LIMIT', schema: wholeNumber(1, 1_000), fallback: 10 },
  budgetTokens: {
    description: 'token budget of a context',
    env: 'PALIMPSEST_BUDGET_TOKENS',
    schema: wholeNumber(16, 2_000_000),
    fallback: 2_000,
  },
};

export type SettingName =
  | 'cube'
  | 'user'
  | 'agent'
  | 'zone'
  | 'durability'
  | 'busyTimeoutMs'
  | 'encryption'
  | 'keyFolder'
  | 'passphraseFile'
  | 'stateSchema'
  | 'limit'
  | 'budgetTokens';

export type SettingOrigin = 'default' | 'file' | 'environment';

/** The settings of one run, as a programmer would write them. */
export type Config = {
  /** Data directory: cubes, import positions. */
  readonly home: string;
  readonly configFile: string;
  readonly cube: string;
  readonly user?: string;
  readonly agent?: string;
  readonly zone: string;
  readonly durability: 'full' | 'normal';
  readonly busyTimeoutMs: number;
  readonly encryption: 'auto' | 'nothing' | 'content' | 'everything';
  /** Key rings: never in the folder of the cubes. */
  readonly keyFolder: string;
  readonly passphraseFile?: string;
  readonly stateSchema: string;
  readonly limit: number;
  readonly budgetTokens: number;
  /** Benchmark files (`PALIMPSEST_DATA`). */
  readonly benchData?: string;
  /** Color allowed (`NO_COLOR` not set). */
  readonly color: boolean;
  /** Where each setting came from. */
  readonly origins: Readonly<Record<string, SettingOrigin>>;
};

/** Environment, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Data directory and config file: the platform's convention, or both inside `PALIMPSEST_HOME`. */
export function configPaths(environment: Environment = processEnvironment()): {
  readonly home: string;
  readonly configFile: string;
} {
  const own = environment['PALIMPSEST_HOME'];
  if (own !== undefined && own !== '') {
    const home = resolve(own);
    return { home, configFile: join(home, 'config.json') };
  }
  const paths = envPaths('palimpsest', { suffix: '' });
  return { home: paths.data, configFile: join(paths.config, 'config.json') };
}

/** Parses one value of a setting as typed; throws `invalid_input` when it does not fit. */
export function parseSetting(name: SettingName, value: string, from: string): string | number {
  const parsed = settings[name].schema.safeParse(value);
  if (parsed.success && parsed.data !== undefined) return parsed.data;
  const why = parsed.success ? 'must not be empty' : (parsed.error.issues[0]?.message ?? 'has the wrong form');
  throw new MemoryError('invalid_input', `${from} ${why}, got ${JSON.stringify(value)}`, {
    details: { setting: name },
    hint: `palimpsest config path shows where the config file is`,
  });
}

/** Reads the environment over the config file over the defaults. */
export function loadConfig(environment: Environment = processEnvironment()): Config {
  const { home, configFile } = configPaths(environment);
  const file = readConfigFile(configFile);
  const values: Record<string, string | number> = {};
  const origins: Record<string, SettingOrigin> = {};
  for (const [key, setting] of Object.entries(settings)) {
    const name = key as SettingName;
    const fromEnvironment = environment[setting.env];
    const fromFile = file[name];
    if (fromEnvironment !== undefined && fromEnvironment !== '') {
      values[name] = parseSetting(name, fromEnvironment, setting.env);
      origins[name] = 'environment';
    } else if (fromFile !== undefined) {
      values[name] = parseSetting(name, String(fromFile), `${name} in ${configFile}`);
      origins[name] = 'file';
    } else if (setting.fallback !== undefined) {
      values[name] = setting.fallback;
      origins[name] = 'default';
    }
  }
  const benchData = environment['PALIMPSEST_DATA'];
  const { keyFolder = join(dirname(configFile), 'keys'), passphraseFile, ...rest } = values;
  return {
    ...(rest as Omit<Config, 'home' | 'configFile' | 'origins' | 'color' | 'benchData' | 'keyFolder'>),
    home,
    configFile,
    keyFolder: resolve(String(keyFolder)),
    ...(passphraseFile === undefined ? {} : { passphraseFile: resolve(String(passphraseFile)) }),
    ...(benchData === undefined || benchData === '' ? {} : { benchData: resolve(benchData) }),
    color: (environment['NO_COLOR'] ?? '') === '',
    origins,
  };
}
