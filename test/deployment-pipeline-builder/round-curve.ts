import type { ServiceCurve } from '../../widgets/kit/service-curve.ts';

/** A service curve with round numbers: 10 ms for a call, 1 ms more for each row; single calls spread evenly about their median. */
export const roundCurve: ServiceCurve = {
  model: 'titanic-mlp',
  source: 'recorded',
  device: 'a test bench',
  browser: 'none',
  threads: 1,
  clockStepSeconds: 1e-6,
  measuredAt: '2026-11-22T00:00:00Z',
  points: [
    { batchSize: 1, medianSeconds: 0.011, p95Seconds: null, runs: 100 },
    { batchSize: 64, medianSeconds: 0.074, p95Seconds: null, runs: 100 },
  ],
  fit: { baseSeconds: 0.01, perItemSeconds: 0.001, meanRelativeError: 0 },
  samplesSeconds: [0.01, 0.011, 0.012],
  samplesAre: 'singleCalls',
};
