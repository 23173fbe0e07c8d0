import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineHedge } from './hedge-policy.ts';
import { maximum, SOURCE } from './parameters.ts';

/** The percentile is that of so many latest answers, read anew after each quarter of them; before the first reading nothing is hedged. */
const LATEST = 1000;
const ANSWERS_PER_READING = 250;

const percentile = numberParameter({
  label: 'Percentile',
  unit: '%',
  minimum: 50,
  maximum: 99.9,
  default: 95,
  meaning: 'A copy is sent when an attempt takes longer than this percentile of the latest thousand answers.',
  source: `${SOURCE} "Deferred until outstanding for more than the 95th-percentile expected latency": about 5 % more load.`,
});

/** A hedged request after a percentile of the times that this caller has seen itself. */
export const atPercentile = defineHedge({
  name: 'percentile',
  label: 'After a percentile',
  meaning: 'Sends a copy when the answer takes longer than most of the latest answers.',
  parameters: { percentile, maximum },
  optional: ['percentile', 'maximum'],
  schema: z.strictObject({
    trigger: z.literal('percentile'),
    percentile: z._default(percentile.schema, 95),
    maximum: z._default(maximum.schema, 1),
  }),
  example: { trigger: 'percentile', percentile: 95 },
  create({ percentile: share, maximum: most }) {
    const latest = new Float64Array(LATEST);
    const sorted = new Float64Array(LATEST);
    let seen = 0;
    let after = Infinity;
    return {
      isTied: false,
      maximum: most,
      afterSeconds: () => after,
      answered(seconds) {
        latest[seen++ % LATEST] = seconds;
        if (seen % ANSWERS_PER_READING !== 0) return;
        const count = Math.min(seen, LATEST);
        sorted.set(latest);
        if (count < LATEST) sorted.fill(Infinity, count);
        sorted.sort();
        after = sorted[Math.ceil((share / 100) * count) - 1]!;
      },
    };
  },
});
