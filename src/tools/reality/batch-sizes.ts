import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';

/** Batches of more rows than this would take more memory than time. */
export const MOST_ROWS_IN_CALL = 65_536;
/** Sizes that are measured at most: the rest lies between them. */
const MOST_SIZES = 8;

/** The batch sizes to measure for a plan: 1, powers of two, and the largest that can come up. */
export function sizesToMeasure({ policy, arrivalSeconds }: RealPlan): readonly number[] {
  const largest = Math.min(policy.maxBatchSize, arrivalSeconds.length);
  const sizes: number[] = [];
  for (let size = 1; size < largest; size *= 2) sizes.push(size);
  while (sizes.length > MOST_SIZES - 1) sizes.splice(sizes.length >> 1, 1);
  return [...sizes, largest];
}
