import { describe, expect, test } from 'vitest';
import { clean } from '../../src/report/human/clean.ts';
import { codeFrame } from '../../src/report/human/frame.ts';
import { columnWidths, tableLines } from '../../src/report/human/table.ts';
import { cut, cutStart, widthOf, wrap } from '../../src/report/human/width.ts';
import { counted, few } from '../../src/report/human/words.ts';
import { PLAIN } from '../../src/report/style.ts';

function frame(line: string, column: number, width = 60, before = ''): string {
  const lines = (_file: string, from: number) => [from === 2 ? line : before];
  return `\n${codeFrame({ file: 'a.ts', line: 2, column }, lines, { ...PLAIN, width }, '').join('\n')}\n`;
}

describe('a code frame', () => {
  test('has the line before, the line and the caret', () => {
    expect(frame('  fetch(url);', 3, 60, 'const url = 1;')).toBe(`
1 │ const url = 1;
2 │   fetch(url);
  │   ^
`);
  });

  test('keeps the caret under its column with tabs and wide characters', () => {
    expect(frame('\t\tfetch(url);', 3)).toBe(`
2 │     fetch(url);
  │     ^
`);
    expect(frame(`f('日本', fetch(u))`, 9)).toBe(`
2 │ f('日本', fetch(u))
  │           ^
`);
  });

  test('cuts a long line around the column', () => {
    const line = `${'a'.repeat(200)}fetch(u)${'b'.repeat(200)}`;
    expect(frame(line, 201, 60)).toBe(`
2 │ …aaaaaaaafetch(u)bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
  │          ^
`);
    expect(frame(`${'a'.repeat(80)}fetch(u)`, 81, 60)).toContain('…');
    expect(frame(`fetch(u)${'b'.repeat(200)}`, 1, 60)).toContain('2 │ fetch(u)bbb');
  });

  test.each([1, 30, 57, 100, 150, 250, 400])('fits the width and points at the column %i', (column) => {
    const line = Array.from({ length: 400 }, (_, i) => (i + 1 === column ? '#' : 'x')).join('');
    const [source = '', caret = ''] = codeFrame(
      { file: 'a', line: 1, column },
      () => [line],
      { ...PLAIN, width: 60 },
      '',
    );
    expect(widthOf(source)).toBeLessThanOrEqual(60);
    expect(source[caret.indexOf('^')]).toBe('#');
  });

  test('is nothing when the file is not known', () => {
    expect(codeFrame({ file: 'a', line: 1, column: 1 }, () => [], PLAIN, '')).toEqual([]);
  });
});

describe('text of the repository cannot act on a terminal or a CI log', () => {
  test.each([
    ['\u001B[2Jx', '\uFFFD[2Jx'],
    ['a\r\nb', 'a\uFFFD\uFFFDb'],
    ['a\u202Eb', 'a\uFFFDb'],
    ['::error::x', '\uFFFD:error::x'],
    ['  ::set-output', '  \uFFFD:set-output'],
    ['x ##[error]y', 'x #\uFFFD[error]y'],
    ['a::b\t日本', 'a::b\t日本'],
  ])('%j', (text, safe) => {
    expect(clean(text)).toBe(safe);
    expect(safe).toHaveLength(text.length);
  });
});

describe('widths', () => {
  test('cut, cutStart, wrap', () => {
    expect(cut('abcdef', 6)).toBe('abcdef');
    expect(cut('abcdefg', 6)).toBe('abcde…');
    expect(cut('日本語', 5)).toBe('日本…');
    expect(cutStart('abcdefg', 6)).toBe('…cdefg');
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(widthOf('e\u0301')).toBe(1);
  });

  test('a table takes what is too much from the widest column', () => {
    const rows = [
      ['a', 'x'.repeat(30), 'src/deep/file.ts:1'],
      ['bb', '', 'b.ts:2'],
    ];
    const same = (text: string) => text;
    const columns = [
      { least: 1, paint: same },
      { least: 4, paint: same },
      { least: 10, paint: same, keep: 'end' as const },
    ];
    expect(tableLines(rows, columns, columnWidths(rows, columns, 30))).toEqual([
      'a   xxxxxxxx…  …deep/file.ts:1',
      'bb             b.ts:2',
    ]);
  });

  test('words', () => {
    expect([counted(1, 'entry'), counted(2, 'entry'), counted(0, 'site')]).toEqual(['1 entry', '2 entries', '0 sites']);
    expect([few(['a', 'b', 'c'], 2), few(['a', 'b', 'c', 'd'], 2)]).toEqual(['a, b, c', 'a, b, +2']);
  });
});
