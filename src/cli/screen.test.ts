import { describe, expect, it } from 'vitest';
import { byteSize, createScreen, dated, duration, oneLine, shortened, visibleWidth } from './screen.ts';

function printed(width: number, show: (screen: ReturnType<typeof createScreen>) => void): string[] {
  let text = '';
  show(
    createScreen(
      (part) => {
        text += part;
      },
      { color: false, width },
    ),
  );
  return text.split('\n').slice(0, -1);
}

describe('screen', () => {
  it('lets no control character of a memory reach the terminal', () => {
    expect(oneLine('a\u001b[31mred\u001b[0m\u0007 b\r\nc\u0000')).toBe('ared b c');
  });

  it('shows marks that turn text around, and control characters, as escapes', () => {
    expect(oneLine('gpj.\u202etxt \u2066x\u2069')).toBe('gpj.\\u202etxt \\u2066x\\u2069');
    const lines = printed(80, (screen) => {
      screen.line('a\u202eb\u001b]0;title\u0007\rc\u009b1m \u{e0041}\tאבג');
      screen.table([['id\u200f', 'x\u001b[2J']]);
    });
    expect(lines).toEqual([
      'a\\u202eb\\u001b]0;title\\u0007\\u000dc\\u009b1m \\u{e0041}\tאבג',
      '  id\\u200f  x\\u001b[2J',
    ]);
  });

  it('lets colors through, and nothing that hides or moves', () => {
    let text = '';
    const screen = createScreen((part) => (text += part), { color: true, width: 80 });
    screen.line(`${screen.paint.red(screen.paint.bold('red'))}\u001b[8mhidden\u001b[2A`);
    expect(text).toBe('\u001b[31m\u001b[1mred\u001b[22m\u001b[39m\\u001b[8mhidden\\u001b[2A\n');
  });

  it('counts wide characters twice and marks not at all', () => {
    expect(visibleWidth('東京')).toBe(4);
    expect(visibleWidth('e\u0301')).toBe(1);
    expect(shortened('東京タワー', 7)).toBe('東京タ…');
    expect(visibleWidth(shortened('東京タワー', 7))).toBeLessThanOrEqual(7);
  });

  it('wraps at spaces and ends the last line with an ellipsis', () => {
    const lines = printed(40, (screen) => screen.wrapped('word '.repeat(60), { indent: 4, maxLines: 2 }));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(visibleWidth(line)).toBeLessThanOrEqual(40);
    expect(lines[1]?.endsWith('…')).toBe(true);
  });

  it('aligns columns', () => {
    const lines = printed(80, (screen) =>
      screen.table(
        [
          ['a', '1', 'x'],
          ['東京', '100', 'y'],
        ],
        { right: [1] },
      ),
    );
    expect(lines).toEqual(['  a       1  x', '  東京  100  y']);
  });

  it('says dates, times and sizes shortly', () => {
    expect(dated(Date.UTC(2026, 2, 4))).toBe('2026-03-04');
    expect(dated(Date.UTC(2026, 2, 4, 9, 12))).toBe('2026-03-04 09:12');
    expect(dated(undefined)).toBe('(undated)');
    expect(dated(Number.POSITIVE_INFINITY)).toBe('(undated)');
    expect([0.05, 8.25, 12.4, 3_400, 125_000].map(duration)).toEqual([
      '0.05 ms',
      '8.3 ms',
      '12 ms',
      '3.4 s',
      '2 min 05 s',
    ]);
    expect([512, 3_400_000].map(byteSize)).toEqual(['512 B', '3.4 MB']);
  });
});
