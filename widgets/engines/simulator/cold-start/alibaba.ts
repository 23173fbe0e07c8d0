import * as z from '../../../kit/zod.ts';
import { type ColdStartVariant, defineColdStart } from './cold-start-law.ts';
import { type QuantileTable, quantileTableStart } from './quantile-table.ts';

/**
 * Alibaba GenTD26 (alibaba/clusterdata, cluster-trace-v2026-GenAI), measured: time to load the base model of a diffusion pipeline, n 7531: mean 22.0,
 * p50 22.7, p90 42.0, p95 45.4, p99 51.8, largest 79.4 s. Nothing is published below the median: a knot at 2 s stands where the mean becomes 22.0 s.
 * The coefficient of variation comes out at 0.71; published is 0.73.
 */
export const baseModelTable: QuantileTable = {
  probabilities: [0, 0.1674, 0.5, 0.9, 0.95, 0.99, 1],
  seconds: [0, 2, 22.7, 42, 45.4, 51.8, 79.4],
};

/** The same trace, loading a LoRA adapter, n 27415: mean 4.40, p50 4.38, p90 6.14, p99 8.21, largest 38.7 s. The smallest is set by the mean. */
export const loraTable: QuantileTable = {
  probabilities: [0, 0.5, 0.9, 0.99, 1],
  seconds: [1.2828, 4.38, 6.14, 8.21, 38.7],
};

function measured<const Name extends string>(name: Name, label: string, meaning: string, table: QuantileTable) {
  return defineColdStart({
    name,
    label,
    meaning: `${meaning} Published quantiles of Alibaba GenTD26, linear between them.`,
    parameters: {},
    schema: z.strictObject({ distribution: z.literal(name) }),
    example: { distribution: name },
    create: () => quantileTableStart(table),
  } satisfies ColdStartVariant);
}

export const alibabaBaseModel = measured(
  'alibabaBaseModel',
  'Measured: base model load',
  'Loading a diffusion pipeline into an accelerator, mean 22 s.',
  baseModelTable,
);

export const alibabaLora = measured(
  'alibabaLora',
  'Measured: LoRA load',
  'Loading a LoRA adapter into a running pipeline, mean 4.4 s.',
  loraTable,
);
