import { describe, expect, test } from 'vitest';
import { budgetSchema, createBudget } from '../../../../widgets/engines/simulator/calls/budget/schema.ts';
import { SlicedSum } from '../../../../widgets/engines/simulator/calls/budget/slices.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { exponential, shop } from './call-shop.ts';

const budgetOf = (settings: object) => createBudget(budgetSchema.parse(settings));

describe('retry budgets', () => {
  test('envoy allows three retries at once, or a fifth of the attempts that are under way', () => {
    const budget = budgetOf({ rule: 'envoy' });
    const taken = (attempts: number) => budget.takes(0, 1, attempts);
    expect([taken(0), taken(0), taken(0), taken(0)]).toEqual([true, true, true, false]);
    // A fifth of 19 is 3 in whole retries, of 20 it is 4.
    expect([taken(19), taken(20), taken(20)]).toEqual([false, true, false]);
    budget.ended();
    expect([taken(20), taken(20)]).toEqual([true, false]);
  });

  test('maximumRetries allows so many at once, whatever the load', () => {
    const budget = budgetOf({ rule: 'maximumRetries', maximumAtOnce: 2 });
    expect([1, 2, 3].map(() => budget.takes(0, 1, 1000))).toEqual([true, true, false]);
    budget.ended();
    expect(budget.takes(0, 1, 0)).toBe(true);
  });

  test('finagle gives a fifth of a retry for each request of the last ten seconds, and a reserve', () => {
    const budget = budgetOf({ rule: 'finagle', retriesPerSecond: 0.1 });
    const takenAt = (now: number) => {
      let count = 0;
      while (budget.takes(now, 1, 0)) count++;
      return count;
    };
    // The reserve of ten seconds is one retry; ten requests bring two more.
    for (let i = 0; i < 10; i++) budget.requested(0.5);
    expect(takenAt(0.5)).toBe(3);
    expect(takenAt(9)).toBe(0);
    // After ten seconds both the requests and the retries are forgotten: only the reserve is left.
    expect(takenAt(10.5)).toBe(1);
  });

  test('sre stops at three attempts for one request, and at a tenth of all attempts', () => {
    const budget = budgetOf({ rule: 'sre' });
    for (let i = 0; i < 18; i++) budget.requested(1);
    expect(budget.takes(1, 3, 0)).toBe(false);
    // Retries below a tenth of 18, then 19 attempts: 0, then 1; at 2 of 20 it is over.
    expect([budget.takes(1, 1, 0), budget.takes(1, 2, 0), budget.takes(1, 1, 0)]).toEqual([true, true, false]);
  });

  test('a sliced sum forgets a slice when the window has passed over it', () => {
    const sum = new SlicedSum(10);
    sum.add(0.5, 1);
    sum.add(1.5, 2);
    sum.advance(9.99);
    expect(sum.sum).toBe(3);
    sum.advance(10.01);
    expect(sum.sum).toBe(2);
    sum.advance(1000);
    expect(sum.sum).toBe(0);
  });

  test('a budget that is empty fails the call at once, and the result counts it', () => {
    const { components, requests } = simulate(
      shop({
        arrivals: { process: 'poisson', ratePerSecond: 20 },
        proxy: {
          retries: { policy: 'fixed', maximumRetries: 5 },
          budget: { rule: 'maximumRetries', maximumAtOnce: 0 },
        },
        server: { replicas: 50, failureProbability: 0.5, serviceTime: exponential(0.05) },
      }),
    );
    const { attempts, retries } = components['proxy']!;
    expect(attempts).toBe(requests.offered);
    expect(retries).toEqual({ sent: 0, refusedByBudget: requests.failed });
    expect(requests.failed).toBeGreaterThan(500);
  });

  test('retries in a budget are given back when the asker leaves during the pause', () => {
    // The call ends after 0.15 s, in the pause before its retry; one retry at once is still enough for all of the ten.
    const { components } = simulate(
      shop({
        arrivals: { process: 'deterministic', periodSeconds: 1 },
        proxy: {
          timeoutSeconds: 0.15,
          retries: { policy: 'fixed', maximumRetries: 1, waitSeconds: 0.5 },
          budget: { rule: 'maximumRetries', maximumAtOnce: 1 },
        },
        server: { failureProbability: 1, serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
        run: { durationSeconds: 10.5 },
      }),
    );
    expect(components['proxy']!.retries!.refusedByBudget).toBe(0);
    expect(components['proxy']!.retries!.sent).toBe(components['proxy']!.arrivals);
  });
});
