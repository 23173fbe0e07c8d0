import * as z from '../../../kit/zod.ts';
import { log, pow } from '../math.ts';
import { numberParameter } from '../parameter.ts';
import { defineService } from './service-law.ts';

const SOURCE = 'Harchol-Balter, Crovella and Murta 1999: bounded Pareto.';

const shape = numberParameter({
  label: 'Shape',
  unit: '',
  minimum: 0.1,
  maximum: 20,
  default: 1.5,
  meaning: 'The smaller, the heavier the tail: the share of times beyond t falls as 1 / t^shape.',
  source: SOURCE,
});

const bound = (label: string, fallback: number, meaning: string) =>
  numberParameter({ label, unit: 'seconds', minimum: 1e-9, maximum: 1e6, default: fallback, meaning, source: SOURCE });
const minimumSeconds = bound('Shortest time', 0.05, 'No service is shorter.');
const maximumSeconds = bound('Longest time', 10, 'No service is longer.');

/** Mean seconds: α L^α / (1 − (L/H)^α) · (H^(1−α) − L^(1−α)) / (1 − α); at α = 1 the last factor is ln(H/L). */
export function boundedParetoMean(law: { shape: number; minimumSeconds: number; maximumSeconds: number }): number {
  const { shape: alpha, minimumSeconds: low, maximumSeconds: high } = law;
  if (low === high) return low;
  const scale = (alpha * pow(low, alpha)) / (1 - pow(low / high, alpha));
  return scale * (alpha === 1 ? log(high / low) : (pow(high, 1 - alpha) - pow(low, 1 - alpha)) / (1 - alpha));
}

/** A heavy tail between two bounds L and H: F(x) = (1 − (L/x)^α) / (1 − (L/H)^α). */
export const boundedPareto = defineService({
  name: 'boundedPareto',
  label: 'Bounded Pareto',
  meaning: 'A heavy tail: most are short, and a few so long that they are most of the work, up to a longest one.',
  parameters: { shape, minimumSeconds, maximumSeconds },
  schema: z
    .strictObject({
      distribution: z.literal('boundedPareto'),
      shape: shape.schema,
      minimumSeconds: minimumSeconds.schema,
      maximumSeconds: maximumSeconds.schema,
    })
    .check(
      z.refine((law) => law.minimumSeconds <= law.maximumSeconds, {
        message: 'at least minimumSeconds | Raise it, or lower minimumSeconds.',
        path: ['maximumSeconds'],
      }),
    ),
  example: { distribution: 'boundedPareto', shape: 1.5, minimumSeconds: 0.05, maximumSeconds: 10 },
  create({ shape: alpha, minimumSeconds: low, maximumSeconds: high }) {
    const reach = 1 - pow(low / high, alpha);
    return {
      isRandom: true,
      isBatchLaw: false,
      draw: (stream) => Math.min(high, low * pow(1 - stream.uniform() * reach, -1 / alpha)),
      seconds: (_size, draw) => draw,
    };
  },
});
