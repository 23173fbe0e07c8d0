import { numberParameter } from '../parameter.ts';

/** The mean service time, shared by the laws that have one. */
export const meanSeconds = numberParameter({
  label: 'Mean service time',
  unit: 'seconds',
  minimum: 1e-9,
  maximum: 1e6,
  default: 0.1,
  meaning: 'Mean time that one request needs on one server.',
  source: 'Scenario format.',
});

/** The coefficient of variation of a service time. */
export const cv = numberParameter({
  label: 'Coefficient of variation',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 1,
  meaning: 'Standard deviation of the service time divided by its mean.',
  source: 'Scenario format.',
});
