import { numberParameter } from '../parameter.ts';

/** For kinds that serve; left out, nothing is drawn. */
export const failureProbability = numberParameter({
  label: 'Failures',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning:
    'Share of the requests that fail at the end of their service, each by itself: the work is done, the answer is an error.',
  source: 'Scenario format; an HTTP 5xx as Google SRE workbook, chapter 2, counts it against availability.',
});
