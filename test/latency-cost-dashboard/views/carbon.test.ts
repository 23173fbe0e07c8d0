import { describe, expect, it } from 'vitest';
import { gridShapes, intensityByHour } from '../../../widgets/engines/simulator/cost/grid-hours.ts';
import { cleanestStretch } from '../../../widgets/engines/simulator/theory/index.ts';
import {
  prepareCarbon,
  prepareJobHours,
  regionsOf,
} from '../../../widgets/latency-cost-dashboard/views/carbon/carbon.ts';
import {
  cleanestStart,
  factorFrom,
  gramsAt,
  jobHoursOf,
} from '../../../widgets/latency-cost-dashboard/views/carbon/job-hours.ts';
import { priceBook } from '../../../widgets/engines/simulator/cost/price-book.ts';
import { courseScenario, runOf } from './run-scenario.ts';

const evening = runOf(courseScenario('retraining-in-the-evening'), { id: 'evening', label: 'Evening' });
const sun = runOf(courseScenario('retraining-in-the-sun'), { id: 'sun', label: 'Sun' });
const job = jobHoursOf(evening)!;
const grid = { gramsPerKilowattHour: job.gramsPerKilowattHour, shape: job.shape };

describe('factorFrom', () => {
  it('weighs the hours by how long the work is in them, and goes on after midnight', () => {
    const { factors } = gridShapes.solar;
    expect(factorFrom(gridShapes.solar, 18, 7200)).toBeCloseTo((factors[18]! + factors[19]!) / 2, 12);
    expect(factorFrom(gridShapes.solar, 10.5, 3600)).toBeCloseTo((factors[10]! + factors[11]!) / 2, 12);
    expect(factorFrom(gridShapes.solar, 23, 7200)).toBeCloseTo((factors[23]! + factors[0]!) / 2, 12);
  });
  it('is the mean of the day for work that takes a day or longer', () => {
    expect(factorFrom(gridShapes.solar, 5, 86_400)).toBeCloseTo(1, 12);
    expect(factorFrom(gridShapes.solar, 5, 200_000)).toBeCloseTo(1, 12);
  });
});

describe('jobHoursOf', () => {
  it('gives the simulator’s own carbon at the hour at which the job began: one run at six in the evening', () => {
    expect(job.of).toBe('run');
    expect(job.region).toBe('us-east-1');
    expect(job.workSeconds).toBeCloseTo(7200, 6);
    expect(gramsAt(job, grid, 18) / job.simulatedGrams!).toBeCloseTo(1, 9);
  });
  it('foretells what the simulator finds when the job is shifted into the sun', () => {
    const shifted = jobHoursOf(sun)!;
    const start = cleanestStart(job, job.shape);
    expect(gramsAt(job, grid, start) / shifted.simulatedGrams!).toBeCloseTo(1, 9);
  });
  it('says nothing of deployments that run all day', () => {
    expect(jobHoursOf(runOf(courseScenario('weekend-peak-weekday')))).toBeUndefined();
  });
});

describe('cleanestStart', () => {
  it('is that of the cleanest stretch of two hours', () => {
    const { hours } = cleanestStretch(intensityByHour(gridShapes.solar, 323, 24), 2);
    expect(cleanestStart(job, gridShapes.solar)).toBe(hours[0]);
  });
  it('is midnight where every hour is alike', () => {
    expect(cleanestStart(job, gridShapes.flat)).toBe(0);
  });
});

describe('prepareJobHours', () => {
  const { chart, table, conclusion } = prepareJobHours(job, 'solar', evening);
  it('draws the own region and some from the cleanest to the dirtiest of the book, over the hours of a day', () => {
    const regions = regionsOf(priceBook);
    const ids = chart.series.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['us-east-1', regions[0]!.name, regions.at(-1)!.name]));
    for (const { points } of chart.series) expect(points).toHaveLength(24);
    expect(table.rows).toHaveLength(regions.length);
    expect(chart.thresholds).toEqual([
      { y: job.simulatedGrams, label: expect.stringMatching(/^As simulated, 8\d\.\d g$/) },
    ]);
  });
  it('says what the shift saves', () => {
    expect(conclusion).toMatch(
      /^One run of “Evening” \(2\.00 h\) causes 8\d\.\d g in us-east-1 when it begins at \d\d:00 and 4\d\.\d g when it is shifted to 1\d:00, 4\d\.\d % less\. In europe-north2 the same work at the same hour causes 0\.\d+ g\.$/,
    );
  });
  it('says that no hour is better on a flat grid', () => {
    expect(prepareJobHours(job, 'flat', evening).conclusion).toMatch(/in us-east-1 at any hour\./);
    expect(prepareJobHours(job, 'flat', evening).chart.references).toEqual([]);
  });
});

describe('prepareCarbon', () => {
  it('sets the cleanest first, with what the simulator counted', () => {
    const { chart, table } = prepareCarbon([evening, sun]);
    expect(chart.bars.map(({ id }) => id)).toEqual(['sun', 'evening']);
    expect(chart.bars.map(({ values }) => values['grams'])).toEqual([
      sun.result.energy.gramsPer1000Completed,
      evening.result.energy.gramsPer1000Completed,
    ]);
    expect(table.values!.map((row) => row[3])).toEqual([sun.result.carbonGrams, evening.result.carbonGrams]);
  });
});
