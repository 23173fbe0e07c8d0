import * as z from '../../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../../parameter.ts';
import { defineBudget } from './retry-budget.ts';
import { SlicedSum } from './slices.ts';

const SOURCE =
  'Beyer et al., Site Reliability Engineering, chapter 21 "Handling Overload", deciding to retry: at most 3 attempts per request, retries below 10 % of a client’s requests.';
const retryShare = numberParameter({
  label: 'Share for retries',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.1,
  meaning: 'A call is tried again only while retries are below this share of all that the client sends.',
  source: SOURCE,
});
const attemptsPerRequest = integerParameter({
  label: 'Attempts per request',
  unit: 'attempts',
  minimum: 1,
  maximum: 100,
  default: 3,
  meaning: 'Most attempts for one request, the first included.',
  source: SOURCE,
});
const windowSeconds = numberParameter({
  label: 'Window',
  unit: 'seconds',
  minimum: 1,
  maximum: 3600,
  default: 120,
  meaning: 'The share is taken over so much time.',
  source:
    'Site Reliability Engineering, chapter 21: two minutes for client-side throttling; for the budget the window is not given.',
});

/** Retries / attempts of the window below the share, and a bound on the attempts of one request. */
export const sreBudget = defineBudget({
  name: 'sre',
  label: 'SRE retry budget',
  meaning: 'At most three attempts per request, and retries below a tenth of what the client sends.',
  parameters: { retryShare, attemptsPerRequest, windowSeconds },
  optional: ['retryShare', 'attemptsPerRequest', 'windowSeconds'],
  schema: z.strictObject({
    rule: z.literal('sre'),
    retryShare: z._default(retryShare.schema, 0.1),
    attemptsPerRequest: z._default(attemptsPerRequest.schema, 3),
    windowSeconds: z._default(windowSeconds.schema, 120),
  }),
  example: { rule: 'sre', retryShare: 0.1, attemptsPerRequest: 3, windowSeconds: 120 },
  create({ retryShare: share, attemptsPerRequest: most, windowSeconds: window }) {
    const attempts = new SlicedSum(window);
    const retries = new SlicedSum(window);
    return {
      requested(now) {
        attempts.add(now, 1);
      },
      takes(now, retry) {
        attempts.advance(now);
        retries.advance(now);
        if (retry >= most || retries.sum >= share * attempts.sum) return false;
        attempts.add(now, 1);
        retries.add(now, 1);
        return true;
      },
      ended() {},
    };
  },
});
