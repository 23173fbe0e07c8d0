import { expect, test } from 'vitest';
import { arrivalProcesses } from '../../../widgets/engines/simulator/arrivals/index.ts';
import {
  arrivalsSchema,
  createArrivals,
  expectedArrivals,
  rateOf,
} from '../../../widgets/engines/simulator/arrivals/schema.ts';
import type { ParameterInfo } from '../../../widgets/engines/simulator/parameter.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';

const stream = new RandomStream(7, 0, 'extremes');

/** A value of the parameter: its bounds more often than chance would have them, otherwise any size in between. */
function anyValue({ choices, kind, minimum = 0, maximum = 1 }: ParameterInfo): unknown {
  if (choices) return choices[Math.floor(stream.uniform() * choices.length)];
  const chance = stream.uniform();
  if (chance < 0.15) return minimum;
  if (chance < 0.3) return maximum;
  const lowest = Math.max(minimum, 1e-9);
  const value = lowest * (maximum / lowest) ** stream.uniform();
  return Math.min(maximum, Math.max(minimum, kind === 'integer' ? Math.round(value) : value));
}

test('every arrival process, whatever its parameters in their ranges, gives rising times without end of patience, and finite forecasts', () => {
  let accepted = 0;
  for (let i = 0; i < 2000; i++) {
    const variant = arrivalProcesses[i % arrivalProcesses.length]!;
    const parameters: Readonly<Record<string, { readonly info: ParameterInfo }>> = variant.parameters;
    const drawn = Object.entries(parameters).map(([name, { info }]) => [name, anyValue(info)]);
    const parsed = arrivalsSchema.safeParse({ ...variant.example, ...Object.fromEntries(drawn) });
    if (!parsed.success) continue; // Some combinations of bursts never bring anything; they are refused.
    accepted++;
    const process = createArrivals(parsed.data, new RandomStream(i, 0, 'arrivals'));
    const what = JSON.stringify(parsed.data);
    for (let arrival = 0, last = 0; arrival < 50 && last < Infinity; arrival++) {
      const time = process.next();
      expect(time, what).toBeGreaterThanOrEqual(last);
      last = time;
    }
    const { mean, peak } = rateOf(parsed.data);
    expect(expectedArrivals(parsed.data, 3600), what).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(mean) && Number.isFinite(peak), what).toBe(true);
    expect(peak * (1 + 1e-12), what).toBeGreaterThanOrEqual(mean);
  }
  expect(accepted).toBeGreaterThan(1800);
});
