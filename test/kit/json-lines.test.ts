import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineOfPath, linesOfJson } from '../../widgets/kit/json-lines.ts';

const text = `{
  "a": 1, "b": {
    "c.d": "x, \\"y\\": [ {",
    "e": [ 1,
      { "f": null },
      [ true,
        2 ] ]
  }
}`;

describe('linesOfJson', () => {
  test('linesOfJson tells the line of every key and list item', () => {
    expect(Object.fromEntries(linesOfJson(text))).toEqual({
      a: 2,
      b: 2,
      'b.c.d': 3,
      'b.e': 4,
      'b.e[0]': 4,
      'b.e[1]': 5,
      'b.e[1].f': 5,
      'b.e[2]': 6,
      'b.e[2][0]': 6,
      'b.e[2][1]': 7,
    });
  });

  test('lineOfPath of what is missing is the line of what it is missing in', () => {
    const lines = linesOfJson(text);
    expect(lineOfPath(lines, 'b.e[1].g.h')).toBe(5);
    expect(lineOfPath(lines, 'z')).toBe(1);
    expect(lineOfPath(lines, '')).toBe(1);
  });

  test('linesOfJson finds every path of any JSON, at a line where its key stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = JSON.stringify(value, null, 1);
        const rows = written.split('\n');
        for (const [path, line] of linesOfJson(written)) {
          expect(line).toBeLessThanOrEqual(rows.length);
          if (/(^|\.)[a-z]+$/.test(path)) expect(rows[line - 1]).toContain(`${path.split('.').at(-1)}":`);
        }
      }),
    );
  });
});
