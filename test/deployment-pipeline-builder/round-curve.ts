import { aCurve } from '../kit/a-curve.ts';

/** A service curve with round numbers: 10 ms for a call, 1 ms more for each row; single calls spread evenly about their median. */
export const roundCurve = aCurve({
  model: 'titanic-mlp',
  source: 'recorded',
  device: 'a test bench',
  medianSeconds: { 1: 0.011, 64: 0.074 },
  fit: { baseSeconds: 0.01, perItemSeconds: 0.001, meanRelativeError: 0 },
  samplesSeconds: [0.01, 0.011, 0.012],
});
