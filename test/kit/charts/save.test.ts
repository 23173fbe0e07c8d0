import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOfNumbers } from '../../../widgets/kit/charts/chart-table.ts';
import { standalonePicture } from '../../../widgets/kit/charts/standalone-picture.ts';
import { tableCsv } from '../../../widgets/kit/charts/table-csv.ts';
import { formatSeconds } from '../../../widgets/kit/format.ts';

const column = (label: string) => ({ label, isNumber: false });

/** Reads comma-separated values as RFC 4180 has them. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('tableCsv', () => {
  it('loses nothing of any text, but for the apostrophe before what looks like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const read = readCsv(tableCsv({ caption: 'C', columns: [column('A'), column('B')], rows })).slice(1);
        expect(read).toHaveLength(rows.length);
        for (const [at, row] of read.entries())
          for (const [index, cell] of row.entries()) expect([rows[at]![index], `'${rows[at]![index]}`]).toContain(cell);
      }),
    );
  });
  it('quotes what holds a comma, a quote or a line break, and ends each line as RFC 4180 says', () => {
    const table = { caption: 'C', columns: [column('A, b'), column('C')], rows: [['say "so"', 'two\nlines']] };
    expect(tableCsv(table)).toBe('"A, b",C\r\n"say ""so""","two\nlines"\r\n');
  });
  it.each([['=1+1'], ['+1'], ['@sum'], ['-x']])('keeps %s from being taken for a formula', (text) => {
    expect(tableCsv({ caption: 'C', columns: [column('A')], rows: [[text]] })).toBe(`A\r\n'${text}\r\n`);
  });
  it('writes plain numbers with their unit in the heading where the table has them, and nothing where there is none', () => {
    const table = tableOfNumbers(
      'C',
      'Deployment',
      [{ label: 'Median', unit: 's', format: formatSeconds }],
      [
        ['A', 0.0125],
        ['B', -0.5],
        ['C', null],
      ],
    );
    expect(table.rows).toEqual([
      ['A', '12.5 ms'],
      ['B', '−500 ms'],
      ['C', '–'],
    ]);
    expect(tableCsv(table)).toBe('Deployment,Median (s)\r\nA,0.0125\r\nB,-0.5\r\nC,\r\n');
  });
});

describe('standalonePicture', () => {
  it('is a whole SVG document with title, conclusion, drawing and origins in it', () => {
    const picture = standalonePicture({
      title: 'Time & cost',
      conclusion: 'A is faster than B.',
      origins: ['Simulated: seed 1, 5 replications of 2400 s.'],
      drawing: '<path d="M0 0L10 10" stroke="rgb(0, 114, 178)"/>',
      width: 300,
      height: 200,
    });
    expect(picture).toMatchInlineSnapshot(`
      {
        "height": 299,
        "svg": "<svg xmlns="http://www.w3.org/2000/svg" width="332" height="299" viewBox="0 0 332 299" font-family="Georgia, serif" role="img"><title>Time &amp; cost</title><desc>A is faster than B.</desc><rect width="332" height="299" fill="#fff"/><text x="16" y="32" font-size="15" font-weight="bold" fill="#1f2328">Time &amp; cost</text><text x="16" y="50" font-size="12" fill="#575c63">A is faster than B.</text><g transform="translate(16 64)"><path d="M0 0L10 10" stroke="rgb(0, 114, 178)"/></g><text x="16" y="279" font-size="11" fill="#575c63">Simulated: seed 1, 5 replications of 2400 s.</text></svg>",
        "width": 332,
      }
    `);
  });
  it('breaks a long conclusion into lines that fit, and grows by them', () => {
    const words = Array.from({ length: 60 }, () => 'word').join(' ');
    const of = (conclusion: string) =>
      standalonePicture({ title: 'T', conclusion, origins: [], drawing: '', width: 300, height: 100 });
    expect(of(words).svg.match(/<text/g)!.length).toBeGreaterThan(5);
    expect(of(words).height).toBeGreaterThan(of('short').height + 60);
  });
});
