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
