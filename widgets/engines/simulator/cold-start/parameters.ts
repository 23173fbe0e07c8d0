import { numberParameter } from '../parameter.ts';

/** The mean time of a start, shared by the laws that have one. */
export const meanSeconds = numberParameter({
  label: 'Mean cold start',
  unit: 'seconds',
  minimum: 1e-9,
  maximum: 1e6,
  default: 10,
  meaning: 'Mean time from the decision to add an instance until it serves: start, image, runtime, model, warm-up.',
  source: 'Assumed: 0.3 s for a small function, 10 s for a container on a warm node.',
});

/** The coefficient of variation of a start. */
export const cv = numberParameter({
  label: 'Coefficient of variation',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 0.5,
  meaning: 'Standard deviation of the cold start divided by its mean.',
  source: 'Assumed: 0.5, as for every preset; base models of Alibaba GenTD26 have 0.73.',
});
