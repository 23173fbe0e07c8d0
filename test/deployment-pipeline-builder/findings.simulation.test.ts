import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { roundCurve } from './round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };

const serviceTime = fc.oneof(
  fc.constantFrom(0.02, 0.1, 0.3).map((meanSeconds) => ({ distribution: 'exponential', meanSeconds })),
  fc.constantFrom(0.02, 0.1, 0.3).map((meanSeconds) => ({ distribution: 'deterministic', meanSeconds })),
  fc.constantFrom(0.005, 0.05).map((baseSeconds) => ({ distribution: 'affine', baseSeconds, perItemSeconds: 0.01 })),
  fc.constant({ distribution: 'measured', model: 'titanic-mlp' }),
);
const rate = fc.constantFrom(5, 15, 40, 90, 150, 400);

const served = fc
  .record({
    rate,
    serviceTime,
    replicas: fc.integer({ min: 1, max: 4 }),
    batching: fc.constantFrom(
      undefined,
      { mode: 'triton', maxBatchSize: 8 },
      { mode: 'kserve', maxBatchSize: 16, maxDelaySeconds: 0.05 },
    ),
    concurrency: fc.constantFrom(1, 2),
  })
  .map(
    ({ rate: ratePerSecond, batching, ...server }): Draft => ({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: 'it' },
        { id: 'it', kind: 'modelServer', ...server, ...(batching && { batching }) },
      ],
    }),
  );

const streamed = fc.record({ rate, serviceTime, consumers: fc.constantFrom(1, 2, 4), isMicro: fc.boolean() }).map(
  ({ rate: ratePerSecond, isMicro, ...processor }): Draft => ({
    components: [
      // Many keys, all alike: the partitions get the same share.
      {
        id: 'users',
        kind: 'eventStream',
        arrivals: { process: 'poisson', ratePerSecond },
        keys: { count: 20_000 },
        to: 'log',
      },
      { id: 'log', kind: 'partitionedLog', partitions: processor.consumers, to: 'it' },
      {
        ...{ id: 'it', kind: 'streamProcessor', maxPollRecords: 50, ...processor },
        ...(isMicro ? { processing: { mode: 'microBatch', triggerSeconds: 2, maxRecordsPerBatch: 200 } } : {}),
      },
    ],
  }),
);

/** Requests still there at the end of a run of so many seconds. */
function leftAfter(draft: Draft, durationSeconds: number): number {
  const { scenario } = examine({ ...draft, run: { seed: 7, durationSeconds, replications: 1 } }, curves);
  return simulate(scenario!, { curves }).requests.inSystem;
}

/** What arrives per second, and what the finding says can be served; undefined without the finding. */
function said(draft: Draft): { readonly arrive: number; readonly served: number } | undefined {
  const finding = examine({ ...draft, run: { durationSeconds: 400 } }, curves).findings.find(
    ({ componentId, rule, sentence }) =>
      componentId === 'it' && rule === 'load' && sentence.includes('grows without end'),
  );
  const [served, arrive] = [...(finding?.sentence.matchAll(/([\d. ]+) per second/g) ?? [])].map((match) =>
    Number(match[1]!.replaceAll(' ', '')),
  );
  return finding && { arrive: arrive!, served: served! };
}

describe('the finding that a queue grows without end', () => {
  it('is what a simulation shows: a surplus that grows with the run where it is said, and none where it is not', () => {
    const seen = { grows: 0, settles: 0 };
    fc.assert(
      fc.property(fc.oneof(served, streamed), (draft) => {
        const finding = said(draft);
        const { findings } = examine({ ...draft, run: { durationSeconds: 400 } }, curves);
        const arrivals = (draft.components[0] as unknown as { arrivals: { ratePerSecond: number } }).arrivals
          .ratePerSecond;
        const [short, long] = [leftAfter(draft, 200), leftAfter(draft, 400)];
        if (finding) {
          seen.grows++;
          // Arrivals are Poisson, so their count is off by √(λt), and services by no more than their share of as many; three such errors. The figures of
          // the sentence have three digits, which is half a per cent of each.
          const surplus = (finding.arrive - finding.served) * 200;
          const error = 3 * Math.sqrt(2 * finding.arrive * 200) + 0.01 * finding.arrive * 200 + 100;
          expect(Math.abs(long - short - surplus)).toBeLessThan(error);
        } else if (!findings.some(({ rule, componentId }) => rule === 'load' && componentId === 'it')) {
          seen.settles++;
          // Below 90 % of the capacity what is left does not depend on the length of the run: at most 2 s of arrivals wait in a micro-batch.
          expect(Math.max(short, long)).toBeLessThan(8 * arrivals + 60);
        }
      }),
      { numRuns: 80, seed: 5 },
    );
    expect(seen.grows).toBeGreaterThan(15);
    expect(seen.settles).toBeGreaterThan(15);
  });
});
