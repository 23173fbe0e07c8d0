import { describe, expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

interface Job {
  readonly rows: number;
  readonly workers: number;
  readonly chunkRows: number;
  readonly startupSeconds?: number;
  readonly everySeconds?: number;
  readonly durationSeconds?: number;
  readonly warmUpSeconds?: number;
}

/** A job whose rows take 10 ms each. */
const job = ({ rows, everySeconds = 1000, durationSeconds = 1500, warmUpSeconds = 0, ...pool }: Job) =>
  accept({
    components: [
      { id: 'rows', kind: 'dataset', everySeconds, rows, to: 'job' },
      { id: 'job', kind: 'batchJob', ...pool, serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 } },
    ],
    run: { durationSeconds, warmUpSeconds, replications: 1 },
  });

describe('batchJob', () => {
  test.each([
    [12, 4, 3],
    [13, 4, 4],
    [16, 4, 4],
    [3, 4, 1],
    [1, 1, 1],
  ])('batchJob finishes %d chunks on %d workers in %d waves', (chunks, workers, waves) => {
    const result = simulate(job({ rows: chunks * 100, workers, chunkRows: 100, startupSeconds: 2 }));
    expect(result.components['job']!.jobs).toEqual({
      published: 1,
      meanMakespanSeconds: expect.closeTo(waves * (2 + 1), 9),
    });
    // All rows are published together.
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(waves * 3, 9);
    expect(result.sojournTimeSeconds.max).toBeCloseTo(waves * 3, 9);
  });

  test('batchJob gives the last chunk only the rows that are left', () => {
    const result = simulate(job({ rows: 250, workers: 1, chunkRows: 100, startupSeconds: 1 }));
    expect(result.components['job']!.jobs!.meanMakespanSeconds).toBeCloseTo(3 * 1 + 2.5, 9);
    expect(result.components['job']!.batchSize!.mean).toBeCloseTo(250 / 3, 12);
  });

  test('batchJob serves predictions whose age is D + P/2 on average and D + P at most', () => {
    // D: 1000 rows of 10 ms on 5 workers in chunks of 100 with 1 s start-up are two waves of 2 s. P: 60 s. Measured over whole periods.
    const result = simulate(
      job({
        rows: 1000,
        workers: 5,
        chunkRows: 100,
        startupSeconds: 1,
        everySeconds: 60,
        warmUpSeconds: 600,
        durationSeconds: 1800,
      }),
    );
    expect(result.predictionAgeSeconds.mean).toBeCloseTo(4 + 60 / 2, 9);
    expect(result.predictionAgeSeconds.max).toBeCloseTo(4 + 60, 9);
    // Uniform between D and D + P.
    expect(result.predictionAgeSeconds.p95).toBeCloseTo(4 + 0.95 * 60, 6);
  });

  test('batchJob pays for workers from the start of a task to its end', () => {
    const result = simulate(job({ rows: 1000, workers: 5, chunkRows: 100, startupSeconds: 1 }));
    // Ten tasks of 2 s on m5.xlarge at 0.192 USD per hour.
    expect(result.cost.breakdown['compute']).toBeCloseTo((20 / 3600) * 0.192, 12);
  });

  test('batchJob makes rows that come during a job wait for the next one', () => {
    const scenario = accept({
      components: [
        { id: 'rows', kind: 'dataset', everySeconds: 10, rows: 1500, to: 'job' },
        {
          id: 'job',
          kind: 'batchJob',
          workers: 1,
          chunkRows: 1500,
          serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 },
        },
      ],
      run: { durationSeconds: 100, replications: 1 },
    });
    const ends = [...new Set(traceRun(scenario).trace.visits.map((visit) => visit.leftAt))].filter(
      (end) => !Number.isNaN(end),
    );
    // Released at 10, 20, 30 …; each job takes 15 s and the next takes all that wait: 15 s or 30 s of work.
    expect(ends.slice(0, 3)).toEqual([expect.closeTo(25, 9), expect.closeTo(40, 9), expect.closeTo(55, 9)]);
  });

  test('batchJob works through the same rows that a model server answers one by one', () => {
    const arrivals = { process: 'poisson', ratePerSecond: 5 };
    const rowsOf = (components: object[]) =>
      traceRun(accept({ components, run: { seed: 3, durationSeconds: 500, replications: 1 } })).trace.createdAt;
    const serviceTime = { distribution: 'exponential', meanSeconds: 0.05 };
    const batch = rowsOf([
      { id: 'source', kind: 'dataset', everySeconds: 60, arrivals, to: 'job' },
      { id: 'job', kind: 'batchJob', chunkRows: 50, serviceTime },
    ]);
    const realTime = rowsOf([
      { id: 'source', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime },
    ]);
    expect(batch).toEqual(realTime);
    expect(batch.length).toBeGreaterThan(2000);
  });

  test('a dataset makes a row wait for its cycle: half a period on average, P in all with the job at once', () => {
    const result = simulate(
      accept({
        components: [
          {
            id: 'rows',
            kind: 'dataset',
            everySeconds: 10,
            arrivals: { process: 'deterministic', periodSeconds: 1, phaseSeconds: 0.5 },
          },
        ],
        run: { durationSeconds: 1001, replications: 1 },
      }),
    );
    expect(result.components['rows']!.waitingTimeSeconds!.mean).toBeCloseTo(5, 9);
    expect(result.requests).toMatchObject({ offered: 1001, completed: 1000, inSystem: 1 });
  });
});
