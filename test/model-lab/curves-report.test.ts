import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutLineChart } from '../../widgets/kit/charts/line-chart.ts';
import type { ServiceCurve } from '../../widgets/kit/service-curve.ts';
import {
  concludeCurves,
  curvesProvenance,
  fitsTable,
  prepareCurves,
  startsTable,
  timesTable,
} from '../../widgets/model-lab/measuring/curves-report.ts';
import { coldStart } from '../kit/a-curve.ts';

const shipped = JSON.parse(readFileSync('public/models/titanic-mlp.curve.json', 'utf8')) as ServiceCurve;
/** A curve that is its own line: base + rows · perItem. */
function curve(base: number, perItem: number, changes: Partial<ServiceCurve> = {}): ServiceCurve {
  const points = [1, 8, 64].map((batchSize) => ({
    batchSize,
    medianSeconds: base + perItem * batchSize,
    p95Seconds: null,
    runs: 100,
  }));
  const fit = { baseSeconds: base, perItemSeconds: perItem, meanRelativeError: 0, maxRelativeError: 0 };
  return { ...shipped, source: 'measured', points, fit, ...changes };
}
const list = [
  { label: 'Small', curve: curve(1e-5, 1e-6, { coldStart }) },
  { label: 'Wide', curve: curve(2e-3, 1e-4) },
];

describe('concludeCurves', () => {
  it('says what a single row and the largest batch take with the fastest and the slowest model', () => {
    expect(concludeCurves(list)).toBe(
      'A single row takes 11.0 µs with “Small” and 2.10 ms with “Wide”. A batch of 64 takes 74.0 µs with “Small” and 8.40 ms with “Wide”.',
    );
    expect(concludeCurves(list.slice(0, 1))).toBe('A single row takes 11.0 µs. A batch of 64 takes 74.0 µs.');
  });
});

describe('prepareCurves', () => {
  it('draws each curve’s points and its fitted line, here through them, within the plot', () => {
    const { series, plot } = layoutLineChart(prepareCurves(list), 700);
    expect(series.map(({ label, points }) => [label, points.length])).toEqual([
      ['Small', 3],
      ['Wide', 3],
    ]);
    for (const { points, path } of series) {
      const numbers = (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
      // The line begins at the first point and ends at the last; a path is written to a tenth of a pixel.
      expect(Math.abs(numbers[1]! - points[0]!.y)).toBeLessThan(0.06);
      expect(Math.abs(numbers.at(-1)! - points[2]!.y)).toBeLessThan(0.06);
      expect(points.every(({ y }) => y >= plot.top && y <= plot.bottom)).toBe(true);
    }
  });
});

describe('the tables', () => {
  it('give a dash where a model was not timed with a batch size', () => {
    const odd = { label: 'Odd', curve: { ...list[0]!.curve, points: list[0]!.curve.points.slice(0, 1) } };
    expect(timesTable([list[1]!, odd]).rows.map(([, , time]) => time)).toEqual(['11.0 µs', '–', '–']);
  });

  it('give each line with its errors', () => {
    expect(fitsTable(list).rows.map((row) => row.slice(0, 4))).toEqual([
      ['Small', '10.0 µs', '1.00 µs', '0 %, at most 0 %'],
      ['Wide', '2.00 ms', '100 µs', '0 %, at most 0 %'],
    ]);
  });

  it('give the parts of each start that was timed and their sum, and nothing where none was', () => {
    expect(startsTable(list)!.rows.at(-1)).toEqual(['Together', '500 ms']);
    expect(startsTable([{ label: 'Wide', curve: curve(1, 1, { coldStart: undefined }) }])).toBeNull();
  });
});

describe('curvesProvenance', () => {
  it('joins curves of one device and day with all their calls, and keeps other devices apart', () => {
    const other = { label: 'Elsewhere', curve: curve(1, 1, { device: 'A phone' }) };
    expect(curvesProvenance([...list, other])).toMatchObject([
      { kind: 'measured', runs: 600 },
      { kind: 'measured', runs: 300 },
    ]);
  });
});
