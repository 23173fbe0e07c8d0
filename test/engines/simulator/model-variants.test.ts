import { describe, expect, test } from 'vitest';
import { decodeFloorSeconds } from '../../../widgets/engines/simulator/llm/kv-cache.ts';
import { variantStepTime } from '../../../widgets/engines/simulator/llm/variant-step-time.ts';
import { modelVariants } from '../../../widgets/engines/simulator/model-variants/index.ts';
import { findVariant, variantParameter } from '../../../widgets/engines/simulator/model-variants/schema.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';
import type { ServiceTime } from '../../../widgets/engines/simulator/service/schema.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { createVariantLaw } from '../../../widgets/engines/simulator/service/variant-law.ts';
import { station } from './accept.ts';

const curves = {
  model: {
    points: [
      { batchSize: 1, medianSeconds: 0.01 },
      { batchSize: 8, medianSeconds: 0.03 },
    ],
    samplesSeconds: [0.009, 0.01, 0.011],
  },
} as never;
const laws: readonly ServiceTime[] = [
  { distribution: 'deterministic', meanSeconds: 0.1 },
  { distribution: 'exponential', meanSeconds: 0.1 },
  { distribution: 'erlang', meanSeconds: 0.1, shape: 3 },
  { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 },
  { distribution: 'empirical', samplesSeconds: [0.1, 0.2] },
  { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
  { distribution: 'measured', model: 'model' },
];
const secondsOf = (settings: ServiceTime, variant: string, size: number) => {
  const law = createVariantLaw(settings, findVariant(variant), curves);
  return law.seconds(size, law.draw(new RandomStream(5, 0, 'service')));
};

describe('createVariantLaw', () => {
  test.each(laws)('of the original is the law itself, and others multiply the time of a call: %o', (settings) => {
    const plain = secondsOf(settings, 'original', 4);
    expect(plain).toBeGreaterThan(0);
    expect(secondsOf(settings, 'fp16', 4)).toBeCloseTo((plain * 138) / 273, 12);
    expect(secondsOf(settings, 'int8', 4)).toBeCloseTo(plain / 2.5, 12);
    expect(secondsOf(settings, 'pruned', 4)).toBe(plain);
  });

  test('leaves what a request draws as it is, so that a variant serves the same requests', () => {
    const settings: ServiceTime = { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 };
    const draw = (variant: string) =>
      createVariantLaw(settings, findVariant(variant), {}).draw(new RandomStream(5, 0, 'service'));
    expect(draw('int8')).toBe(draw('original'));
  });
});

describe('variants of a language model', () => {
  const time = {
    baseSeconds: 0.037,
    prefillSecondsPerToken: 0.000132,
    decodeSecondsPerSequence: 0.000205625,
    contextSecondsPerToken: 1e-7,
  };
  const of = (name: string) => variantStepTime(time, findVariant(name));
  const decode = (name: string, sequences: number) =>
    of(name).baseSeconds + of(name).decodeSecondsPerSequence * sequences;
  const gain = (name: string, sequences: number) => decode('original', sequences) / decode(name, sequences);

  test('gain most where reading the weights is all there is, and less with every sequence in the step', () => {
    expect(of('int4').baseSeconds).toBeCloseTo(0.037 / 3.5, 12);
    expect(gain('int4', 1)).toBeGreaterThan(3.3);
    expect(gain('int4', 64)).toBeLessThan(2.2);
    expect(gain('fp8', 1)).toBeGreaterThan(gain('fp8', 256));
  });

  test('four times fewer bits are not four times faster, and a long prompt gains nothing from weights in four bits', () => {
    expect(findVariant('int4').weightMemoryFactor).toBe(0.25);
    expect(gain('int4', 1)).toBeLessThan(4);
    expect(of('int4').prefillSecondsPerToken).toBe(time.prefillSecondsPerToken);
  });

  test('do not make the cache of keys and values faster to read', () => {
    for (const { name } of modelVariants) expect(of(name).contextSecondsPerToken).toBe(1e-7);
  });

  test('stay above the floor of their weights: bytes over bandwidth', () => {
    // Two H100 read 140 GB of weights at 2 · 3.35 TB/s; the measured 37 ms are above that, and so is what the factors make of them.
    for (const { name, weightMemoryFactor } of modelVariants.filter(({ hosts }) => hosts.includes('llmServer')))
      expect(of(name).baseSeconds).toBeGreaterThan(decodeFloorSeconds(140e9 * weightMemoryFactor, 6.7e12));
  });
});

describe('the table of variants', () => {
  test('pruning single weights changes no time, because ordinary kernels multiply zeros too', () => {
    const { callTimeFactor, fixedTimeFactor, perItemTimeFactor } = findVariant('pruned');
    expect([callTimeFactor, fixedTimeFactor, perItemTimeFactor]).toEqual([1, 1, 1]);
  });

  test('effects are not multiplied: a server has one variant, and the published pair gives 290, not 410, per second', () => {
    expect(variantParameter('modelServer').info.kind).toBe('choice');
    // Triton optimization guide, inception: 73 plain, 110 with two instances, 272 with batching, 290 with both.
    const product = 73 * (110 / 73) * (272 / 73);
    expect(Math.round(product)).toBe(410);
    expect(290 / product).toBeLessThan(0.75);
  });

  test('every variant says where its factors were published, and has factors that make nothing larger', () => {
    for (const variant of modelVariants) {
      expect(variant.source, variant.name).toMatch(/\.$/);
      expect(variant.meaning, variant.name).toMatch(/^[A-Z].*\.$/);
      const { callTimeFactor, fixedTimeFactor, perItemTimeFactor, weightMemoryFactor, energyFactor } = variant;
      for (const factor of [callTimeFactor, fixedTimeFactor, perItemTimeFactor, weightMemoryFactor, energyFactor]) {
        expect(factor, variant.name).toBeGreaterThan(0);
        expect(factor, variant.name).toBeLessThanOrEqual(1);
      }
    }
    expect(new Set(modelVariants.map(({ name }) => name)).size).toBe(modelVariants.length);
  });

  test('offers each kind of server the variants that were published for it', () => {
    expect(variantParameter('modelServer').info.choices).toEqual(['original', 'fp16', 'int8', 'pruned', 'distilled']);
    expect(variantParameter('llmServer').info.choices).toEqual(['original', 'fp8', 'int4', 'pruned']);
  });
});

describe('a model server with a variant', () => {
  const serve = (keys: object) =>
    simulate(
      station({
        arrivals: { process: 'poisson', ratePerSecond: 5 },
        server: { serviceTime: { distribution: 'exponential', meanSeconds: 0.1 }, ...keys },
        run: { durationSeconds: 2000, replications: 2 },
      }),
    );

  test('serves the same requests in its share of the time', () => {
    const plain = serve({}).components['model']!;
    const faster = serve({ variant: 'fp16' }).components['model']!;
    expect(faster.arrivals).toBe(plain.arrivals);
    // Busy time of the same requests, but for those under way at the end.
    expect(faster.utilisation! / plain.utilisation!).toBeCloseTo(138 / 273, 2);
    expect(faster.sojournTimeSeconds!.mean!).toBeLessThan(plain.sojournTimeSeconds!.mean! / 2);
  });

  test('as given, and pruned without kernels for it, gives the same run to the last bit', () => {
    const result = (keys: object) => ({ ...serve(keys), engine: null });
    expect(result({ variant: 'original' })).toEqual(result({}));
    expect(result({ variant: 'pruned' })).toEqual(result({}));
  });

  test('becomes faster by less than the queue becomes shorter: latency and throughput gain by different factors', () => {
    const wait = (keys: object) => serve(keys).components['model']!.waitingTimeSeconds!.mean!;
    // M/M/1: the wait is ρ/(1 − ρ) services, so half the service at half the load is a sixth or so of the wait, not a half.
    expect(wait({}) / wait({ variant: 'fp16' })).toBeGreaterThan(3);
  });
});
