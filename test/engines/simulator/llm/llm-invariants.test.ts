import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

const tokens = fc.oneof(
  fc.record({ distribution: fc.constant('constant'), tokens: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ distribution: fc.constant('geometric'), meanTokens: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    distribution: fc.constant('lognormal'),
    meanTokens: fc.integer({ min: 1, max: 100 }),
    cv: fc.constantFrom(0, 1, 3),
  }),
  fc.record({
    distribution: fc.constant('sequence'),
    tokens: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
  }),
);
const server = fc.record({
  promptTokens: tokens,
  outputTokens: tokens,
  replicas: fc.integer({ min: 1, max: 3 }),
  queues: fc.constantFrom('shared', 'perReplica'),
  schedulingMode: fc.constantFrom('vllm', 'static'),
  prefill: fc.constantFrom('chunked', 'whole'),
  maxNumSeqs: fc.integer({ min: 1, max: 30 }),
  maxNumBatchedTokens: fc.integer({ min: 1, max: 500 }),
  kvBlocks: fc.integer({ min: 1, max: 100 }),
  blockTokens: fc.constantFrom(1, 7, 16),
  variant: fc.constantFrom('original', 'fp8'),
});

/** A gateway that gives up, and a server whose cache, places and queue may all be too small. */
const scenarios = fc
  .record({
    server,
    queueCapacity: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    ratePerSecond: fc.integer({ min: 1, max: 30 }),
    timeoutSeconds: fc.constantFrom(0.5, 5, 100),
    warmUpSeconds: fc.constantFrom(0, 7),
    seed: fc.nat(1000),
  })
  .map(({ server: keys, queueCapacity, ratePerSecond, timeoutSeconds, warmUpSeconds, seed }) =>
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds, to: 'llm' },
        { id: 'llm', kind: 'llmServer', ...keys, ...(queueCapacity === undefined ? {} : { queueCapacity }) },
      ],
      run: { seed, durationSeconds: 40, warmUpSeconds, replications: 2 },
    }),
  );

/** Every number of the result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

describe('laws that hold in every run of a language-model server', () => {
  test('every request is counted once, every number is finite, and shares are shares', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const result = simulate(scenario);
        const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = result.requests;
        expect(completed + rejected + throttled + timedOut + failed + inSystem).toBe(offered);
        expect(Math.min(...Object.values(result.requests))).toBeGreaterThanOrEqual(0);
        expect(numbersIn(result).every(Number.isFinite)).toBe(true);
        const { kvOccupancy, utilisation, batchSize } = result.components['llm']!;
        expect(kvOccupancy!.mean).toBeLessThanOrEqual(kvOccupancy!.max + 1e-9);
        expect(kvOccupancy!.max).toBeLessThanOrEqual(1);
        expect(utilisation).toBeLessThanOrEqual(1 + 1e-9);
        const llm = scenario.components.find((component) => component.kind === 'llmServer')!;
        expect(batchSize!.mean ?? 1).toBeLessThanOrEqual(llm.maxNumSeqs);
      }),
      { numRuns: 150 },
    );
  });

  test('the law of Little holds exactly, and the same seed gives the same run', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const cold = { ...scenario, run: { ...scenario.run, warmUpSeconds: 0 } };
        const { trace, model } = traceRun(cold);
        const { statistics } = model.stations[2]!;
        const visits = trace.visits.filter((visit) => visit.station === 'llm');
        const inService = visits.reduce(
          (sum, visit) => sum + ((Number.isNaN(visit.leftAt) ? model.now : visit.leftAt) - visit.startedAt),
          0,
        );
        expect(statistics.systemArea - statistics.queueArea).toBeCloseTo(inService, 6);
        expect(traceRun(cold).trace.visits).toEqual(trace.visits);
      }),
      { numRuns: 40 },
    );
  });
});
