import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem, type Parsed } from '../../widgets/kit/problem.ts';
import { checkTableSize, decodeText } from '../../widgets/model-lab/rows/decode-text.ts';
import { inSlices } from '../../widgets/model-lab/rows/in-slices.ts';
import { readTable, rowLimit, type RowTable } from '../../widgets/model-lab/rows/read-table.ts';
import { exampleTable, prepareRows, rowsAsCsv } from '../../widgets/model-lab/rows/rows-report.ts';
import { shippedHeldOut, shippedManifest } from './shipped.ts';

const { features } = shippedManifest('titanic-mlp').input;
const head = 'class,sex,age,siblingsAndSpouses,parentsAndChildren,fare,port';

function read(text: string, limit?: number): Parsed<RowTable> {
  const work = readTable('table.csv', text, features, limit);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
const faultsOf = (parsed: Parsed<unknown>) => (parsed.ok ? [] : parsed.problems.map(formatProblem));

describe('readTable', () => {
  it('takes columns in any order, choices by name or number, empty cells as unknown, and quotes', () => {
    const text = `\r\nport;"fare";sex;class;age;parentsAndChildren;siblingsAndSpouses\r\nQueenstown;7.5;female;"Third";;0;1\r\n;;0;1;40;0;0\r\n`;
    expect(read(text)).toEqual({
      ok: true,
      value: {
        name: 'table.csv',
        rows: [
          [3, 1, null, 1, 0, 7.5, 2],
          [1, 0, 40, 0, 0, null, null],
        ],
        outcomes: null,
        outsideCount: 0,
      },
    });
  });

  it('keeps a column of outcomes apart, and counts rows outside the range of the training rows', () => {
    const found = read(`outcome,${head}\n1,1,1,30,0,0,10,0\n0,3,0,130,0,0,10,0\n`);
    expect(found).toMatchObject({ ok: true, value: { outcomes: [1, 0], outsideCount: 1 } });
  });

  it('gives back every held-out row from the example that the page shows', () => {
    const { rows } = shippedHeldOut();
    expect(read(exampleTable(features, rows))).toMatchObject({ ok: true, value: { rows } });
  });

  it('names missing, unknown and repeated columns, all at once, with what was probably meant', () => {
    expect(faultsOf(read('class,sex,agee,fare,fare,port\n1,1,1,1,1,1'))).toMatchInlineSnapshot(`
      [
        "table.csv, line 1: expected only the columns class, sex, age, siblingsAndSpouses, parentsAndChildren, fare, port and, if you like, outcome, found the column "agee". Did you mean "age"?",
        "table.csv, line 1: expected each column once, found "fare" twice. Remove one of the two.",
        "table.csv, line 1: expected the column "age" (Age), found none of that name. Add it; cells may be empty where the value is unknown.",
        "table.csv, line 1: expected the column "siblingsAndSpouses" (Siblings and spouses aboard), found none of that name. Add it.",
        "table.csv, line 1: expected the column "parentsAndChildren" (Parents and children aboard), found none of that name. Add it.",
      ]
    `);
  });

  it('names cells that are no numbers, no known choice or empty, with their line and column', () => {
    const text = `${head}\n1,1,thirty,0,0,10,0\n\n4,,1,0,0,"7,25",S\n1,1\n1,1,1,1,1,1,"0`;
    expect(faultsOf(read(text))).toMatchInlineSnapshot(`
      [
        "table.csv, line 2, age: expected a number, found "thirty". Write a plain number, or leave the cell empty where unknown values may be given.",
        "table.csv, line 4, class: expected one of First (1), Second (2), Third (3), found "4". Write the name or the number.",
        "table.csv, line 4, sex: expected a value of "sex", found an empty cell. Fill it in: the model does not take an unknown value here.",
        "table.csv, line 4, fare: expected a number, found "7,25". Write decimals with a point.",
        "table.csv, line 4, port: expected one of Southampton (0), Cherbourg (1), Queenstown (2), found "S". Write the name or the number.",
        "table.csv, line 5: expected 7 cells, found 2. Give every line as many cells as the first one has.",
        "table.csv, line 6: expected quotes in pairs, found a quote that is not closed in its line. Close it; a cell cannot hold a line break.",
      ]
    `);
  });

  it('refuses an empty table, one without names, one without rows, and outcomes other than 0 and 1', () => {
    expect(faultsOf(read(' \n'))[0]).toContain('expected a line of column names and rows below it, found nothing');
    expect(faultsOf(read('1,1,30,0,0,10,0'))[0]).toContain('expected names of columns, found numbers');
    expect(faultsOf(read(head))[0]).toContain('expected rows below the line of column names, found none');
    expect(faultsOf(read(`${head},outcome\n1,1,30,0,0,10,0,yes`))[0]).toContain(
      'outcome: expected 0 or 1, found "yes"',
    );
  });

  it('stops reading at the limit, so that a million rows cost no more than the limit does', () => {
    const million = `${head}\n${'3,0,30,0,0,8,0\n'.repeat(1_000_000)}`;
    const started = performance.now();
    expect(faultsOf(read(million))).toEqual([
      `table.csv, line ${rowLimit + 2}: expected at most 20000 rows, found more. Split the table, or take a sample of its rows.`,
    ]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      head,
      '\n',
      ',',
      '"',
      ';',
      '1',
      'female',
      '',
      '\t',
      '\r\n',
      '-1e999',
      'é',
      'outcome',
    );
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (list) => void read(list.join(''), 5)));
  });
});

describe('inSlices', () => {
  it('pauses between slices and ends when it is told to', async () => {
    const text = `${head}\n${'3,0,30,0,0,8,0\n'.repeat(6000)}`;
    let pauses = 0;
    const pause = async () => void pauses++;
    expect(await inSlices(readTable('t', text, features), pause)).toMatchObject({ ok: true });
    expect(pauses).toBe(6);
    const abort = new AbortController();
    const work = inSlices(readTable('t', text, features), async () => abort.abort(), abort.signal);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('decodeText', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  it('takes UTF-8 with or without its mark, and names every other encoding that it can tell', () => {
    expect(decodeText('a', bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ ok: true, value: 'a' });
    expect(faultsOf(decodeText('a.csv', bytes(0xff, 0xfe, 0x61, 0)))[0]).toContain('found text in UTF-16');
    expect(faultsOf(decodeText('a.csv', bytes(0x61, 0, 0x62, 0)))[0]).toContain('a byte of zero at place 2: no text');
    expect(faultsOf(decodeText('a.csv', bytes(0x63, 0x61, 0x66, 0xe9, 0x2c)))[0]).toContain(
      'bytes that are no UTF-8, such as those of Windows-1252',
    );
    expect(faultsOf(decodeText('a.xlsx', bytes(0x50, 0x4b, 3, 4)))[0]).toContain('a zip archive, as spreadsheets are');
  });

  it('is not even reached by a file above 10 MB', () => {
    expect(faultsOf(checkTableSize('a.csv', 10_000_001))[0]).toContain(
      'expected at most 10.0 MB, found a file of 10.0 MB',
    );
    expect(checkTableSize('a.csv', 10_000_000).ok).toBe(true);
  });
});

describe('prepareRows', () => {
  const table: RowTable = {
    name: 't',
    rows: [
      [3, 0, null, 0, 0, 8, 0],
      [1, 1, 30, 0, 0, 600, 1],
    ],
    outcomes: [0, 1],
    outsideCount: 1,
  };
  const scored = { table, probabilities: [0.1, 0.9] };

  it('says how many are above one half, how right that is, and what lies outside the training rows', () => {
    const { sentences, shown } = prepareRows(scored, features);
    expect(sentences[0]).toBe('2 rows: 1 with a probability of one half or more, 1 below. The mean is 50.0 %.');
    // Wilson's lower end for 2 of 2: 1 / (1 + z²/2) = 0.3424.
    expect(sentences[1]).toContain('100.0 % of 2 are right (95 % interval 34.2 % to 100.0 %)');
    expect(sentences[2]).toContain('1 row holds a number outside the range');
    expect(shown.rows[0]).toEqual(['1', 'Third', 'Male', 'unknown', '0', '0', '8', 'Southampton', '10.0 %']);
  });

  it('is saved with every row, and what is saved can be read again', () => {
    const csv = rowsAsCsv(scored, features);
    expect(csv.split('\n')[1]).toBe('3,0,,0,0,8,0,0.1,0');
    expect(read(csv.replace(',probability', '').replaceAll(/,0\.\d,/g, ','))).toMatchObject({
      ok: true,
      value: { rows: table.rows },
    });
  });
});
