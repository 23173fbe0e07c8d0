import { describe, expect, test } from 'vitest';
import type { TimeSummary } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { mmc, supermarketMeanSojourn } from '../../../widgets/engines/simulator/theory/index.ts';
import { accept } from './accept.ts';

const SECONDS = 1;

/** The sojourn time of requests at `load` per server on `replicas` servers with queues of their own, behind a balancer. */
function sojourn(balancer: object, replicas: number, load: number, requests: number): TimeSummary {
  const ratePerSecond = (load * replicas) / SECONDS;
  // Ten replications; a fifth of each is warm-up.
  const durationSeconds = requests / ratePerSecond / 8;
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: 'balancer' },
        { id: 'balancer', kind: 'loadBalancer', ...balancer, to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          replicas,
          queues: 'perReplica',
          serviceTime: { distribution: 'exponential', meanSeconds: SECONDS },
        },
      ],
      run: { seed: 6, durationSeconds, warmUpSeconds: durationSeconds / 5, replications: 10 },
    }),
  ).sojournTimeSeconds;
}

const halfOf = ({ ci95 }: TimeSummary) => (ci95![1] - ci95![0]) / 2;

function expectToAgree(summary: TimeSummary, theory: number, extra = 0): void {
  expect(halfOf(summary) / theory).toBeLessThan(0.04);
  expect(Math.abs(summary.mean! - theory)).toBeLessThan(2 * halfOf(summary) + extra);
}

describe('balancing agrees with closed forms', () => {
  test('random over n servers is n times M/M/1: 5 at 0.8', () => {
    expectToAgree(sojourn({ policy: 'random' }, 4, 0.8, 800_000), 5);
  });

  test('round robin over four servers at 0.8 is E4/M/1: 3.267384', () => {
    expectToAgree(sojourn({ policy: 'roundRobin' }, 4, 0.8, 600_000), 3.267_384);
  });

  test.each([
    [2, 0.5, 1.265_686],
    [2, 0.9, 2.614_057],
    [3, 0.9, 2.027_856],
  ])('the power of %d choices at %d per server has the supermarket model’s mean time %d', (choices, load, theory) => {
    const replicas = 200;
    // The model is the limit of many servers; with n of them the mean is larger by O(1/n): 1.2 % at n = 100 and 0.9 (Mitzenmacher 2001).
    const finite = (0.03 * theory * 100) / replicas;
    expectToAgree(sojourn({ policy: 'leastRequest', choices }, replicas, load, 1_000_000), theory, finite);
    expect(supermarketMeanSojourn(load, choices)).toBeCloseTo(theory, 6);
  });

  test('least connections lies between one central queue and the power of two choices', () => {
    const least = sojourn({ policy: 'leastConnections' }, 10, 0.9, 400_000);
    const two = sojourn({ policy: 'powerOfTwo' }, 10, 0.9, 400_000);
    const central = mmc(9, SECONDS, 10);
    expect(least.mean! + halfOf(least)).toBeLessThan(two.mean! - halfOf(two));
    expect(least.mean!).toBeGreaterThan(central.meanWaitingSeconds + SECONDS);
  });

  test('least connections with a stale view herds: worse than random once the view is old', () => {
    const fresh = sojourn({ policy: 'leastConnections' }, 20, 0.8, 100_000);
    const stale = sojourn({ policy: 'leastConnections', snapshotAgeSeconds: 20 }, 20, 0.8, 100_000);
    const random = sojourn({ policy: 'random' }, 20, 0.8, 100_000);
    expect(fresh.mean!).toBeLessThan(random.mean!);
    expect(stale.mean!).toBeGreaterThan(random.mean!);
  });

  test('balancers that each see only their own requests do worse than one that sees all, and better than chance', () => {
    const one = sojourn({ policy: 'leastConnections' }, 10, 0.9, 300_000);
    const many = sojourn({ policy: 'leastConnections', balancers: 10 }, 10, 0.9, 300_000);
    expect(many.mean! - halfOf(many)).toBeGreaterThan(one.mean! + halfOf(one));
    expect(many.mean! + halfOf(many)).toBeLessThan(10);
  });
});
