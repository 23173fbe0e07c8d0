import { describe, expect, test } from 'vitest';
import { baseModelTable, loraTable } from '../../../widgets/engines/simulator/cold-start/alibaba.ts';
import { coldStartLaws } from '../../../widgets/engines/simulator/cold-start/index.ts';
import { tableQuantile } from '../../../widgets/engines/simulator/cold-start/quantile-table.ts';
import {
  type ColdStart,
  coldStartSchema,
  createColdStart,
} from '../../../widgets/engines/simulator/cold-start/schema.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';

const DRAWS = 100_000;

function drawn(settings: ColdStart) {
  const law = createColdStart(settings);
  const stream = new RandomStream(1, 0, 'coldStart');
  const seconds = Array.from({ length: DRAWS }, () => law.draw(stream));
  const mean = seconds.reduce((sum, value) => sum + value, 0) / DRAWS;
  const deviation = Math.sqrt(seconds.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1));
  return { law, seconds, mean, deviation };
}

describe('coldStartLaws', () => {
  test.each(coldStartLaws.map((law) => [law.name, law] as const))(
    '%s accepts its example, draws what is at least 0 and has the mean that it tells',
    (_name, variant) => {
      const settings = coldStartSchema.parse(variant.example);
      const { law, seconds, mean, deviation } = drawn(settings);
      expect(Math.min(...seconds.slice(0, 1000))).toBeGreaterThanOrEqual(0);
      // Five standard errors: a right law fails once in two million seeds; the seed is fixed.
      expect(Math.abs(mean - law.meanSeconds)).toBeLessThanOrEqual((5 * deviation) / Math.sqrt(DRAWS) + 1e-9);
      expect(law.isRandom).toBe(deviation > 1e-9);
    },
  );

  test.each([
    ['smallFunction', 0.3],
    ['cpuContainer', 10],
    ['gpuContainer', 60],
    ['gpuNewNode', 300],
  ] as const)('%s has the mean %d s and the coefficient of variation 0.5', (distribution, mean) => {
    const { law, deviation } = drawn({ distribution });
    expect(law.meanSeconds).toBe(mean);
    // The standard error of a lognormal's deviation is some √((kurtosis − 1)/(4 n)) of it; the kurtosis at cv 0.5 is 9.
    expect(Math.abs(deviation / mean / 0.5 - 1)).toBeLessThan(5 * Math.sqrt(8 / (4 * DRAWS)));
  });

  test('alibabaBaseModel and alibabaLora have the published quantiles and means', () => {
    const quantiles = (table: typeof loraTable) => [0.5, 0.9, 0.95, 0.99, 1].map((u) => tableQuantile(table, u));
    expect(quantiles(baseModelTable)).toEqual([22.7, 42, 45.4, 51.8, 79.4]);
    expect([0.5, 0.9, 0.99, 1].map((u) => tableQuantile(loraTable, u))).toEqual([4.38, 6.14, 8.21, 38.7]);
    expect(createColdStart({ distribution: 'alibabaBaseModel' }).meanSeconds).toBeCloseTo(22, 2);
    expect(createColdStart({ distribution: 'alibabaLora' }).meanSeconds).toBeCloseTo(4.4, 3);
    // Published: 0.73, from the whole sample; the table knows its quantiles only.
    const { mean, deviation } = drawn({ distribution: 'alibabaBaseModel' });
    expect(Math.abs(deviation / mean - 0.73)).toBeLessThan(0.03);
  });

  test('a law that takes no key refuses one', () => {
    expect(coldStartSchema.safeParse({ distribution: 'gpuContainer', meanSeconds: 3 }).success).toBe(false);
  });
});
