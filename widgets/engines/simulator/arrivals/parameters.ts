import { numberParameter } from '../parameter.ts';

/** The mean arrival rate, shared by the processes that have one. */
export const ratePerSecond = numberParameter({
  label: 'Arrival rate',
  unit: '1/s',
  minimum: 1e-6,
  maximum: 1e6,
  default: 20,
  meaning: 'Mean number of arrivals per second.',
  source: 'Scenario format.',
});
