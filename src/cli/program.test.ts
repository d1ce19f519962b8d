import { describe, expect, it } from 'vitest';
import { catalog } from './commands/catalog.ts';
import { completionWords } from './completion/words.ts';
import { parseArguments } from './program.ts';

const options = { version: '1.2.3', commands: catalog, color: false, width: 100 };

function textOf(...words: string[]): string {
  const parsed = parseArguments(words, options);
  expect(parsed.kind).toBe('text');
  return parsed.kind === 'text' ? parsed.text : '';
}

describe('program', () => {
  it('lists every command that is not hidden, in groups', () => {
    const help = textOf('--help');
    for (const group of ['Memory:', 'Data:', 'Care:', 'Set-up:']) expect(help).toContain(group);
    for (const command of catalog) expect(help.includes(`\n  ${command.name} `), command.name).toBe(!command.hidden);
  });

  it.each(catalog.map((command) => command.name))('%s has help with an example of itself', (name) => {
    const help = textOf(name, '--help');
    expect(help).toMatch(/\nExamples?:\n/);
    expect(help.split(/\nExamples?:\n/)[1]).toContain(`palimpsest ${name}`);
    expect(textOf('help', name)).toBe(help);
    for (const line of help.split('\n').filter((one) => !one.startsWith('  {')))
      expect(line.length, line).toBeLessThanOrEqual(140);
  });

  it('tells of a command that is not there, also when its help is asked for', () => {
    for (const words of [
      ['recal', '--help'],
      ['help', 'recal'],
      ['--cube', 'anna', 'recal', '-h'],
    ]) {
      expect(() => parseArguments(words, options)).toThrow('unknown command recal');
    }
    expect(textOf('--cube', 'anna', '--help')).toBe(textOf('--help'));
  });

  it('takes global options on either side of the command', () => {
    for (const words of [
      ['--cube', 'a', '--json', 'stats'],
      ['stats', '--json', '--cube', 'a'],
    ]) {
      const parsed = parseArguments(words, options);
      expect(parsed).toMatchObject({ kind: 'run', invocation: { globals: { json: true, cube: 'a' } } });
    }
  });

  it('hands values on through their schemas', () => {
    const parsed = parseArguments(
      ['recall', 'where', 'is', 'it', '-n', '3', '--kind', 'turn,fact', '--kind', 'event', '--from', '2026-03-01'],
      options,
    );
    expect(parsed).toMatchObject({
      kind: 'run',
      invocation: {
        args: [['where', 'is', 'it']],
        options: { limit: 3, kind: ['turn', 'fact', 'event'], from: Date.UTC(2026, 2, 1), explain: false },
      },
    });
  });

  it('takes what follows two dashes as text', () => {
    const parsed = parseArguments(['observe', '--', '--json is a flag'], options);
    expect(parsed).toMatchObject({ invocation: { args: [['--json is a flag']], globals: { json: false } } });
  });
});

describe('completion', () => {
  const complete = (...words: string[]): string[] =>
    completionWords({ words, commands: catalog, cubes: ['anna', 'work'] });

  it('knows commands, flags, choices and cubes', () => {
    expect(complete('re')).toEqual(expect.arrayContaining(['remember', 'recall', 'reindex', 'restore']));
    expect(complete('recall', '--ex')).toEqual(['--explain']);
    expect(complete('forget', '--mode', 'e')).toEqual(['erase']);
    expect(complete('recall', '--cube', '')).toEqual(['anna', 'work']);
    expect(complete('--cube', 'anna', 'sta')).toEqual(['stats']);
    expect(complete('config', 's')).toEqual(['set']);
    expect(complete('import', './fi')).toEqual([]);
  });
});
