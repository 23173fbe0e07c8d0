import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { traceRun } from '../trace.ts';
import { at, constant, exponential, shop } from './call-shop.ts';

const failing = { replicas: 50, failureProbability: 1, serviceTime: constant(0.1) };
const small = { id: 'small', kind: 'modelServer', serviceTime: constant(0.02) };

describe('the fallback of a proxy', () => {
  test('asks the other component once the retries are used up', () => {
    const scenario = shop({
      arrivals: at(1),
      proxy: { retries: { policy: 'fixed', maximumRetries: 1, waitSeconds: 0.5 }, fallback: { to: 'small' } },
      server: failing,
      more: [small],
    });
    // 1–1.1 and 1.6–1.7 fail; 1.7–1.72 answers.
    const { trace } = traceRun(scenario);
    expect([...trace.answers.values()][0]!.answeredAt).toBeCloseTo(1.72, 9);
    const { components, requests } = simulate(scenario);
    expect(requests.completed).toBe(1);
    expect(components['proxy']!.fallback).toEqual({ cached: 0, component: 1, default: 0, fraction: 1 });
    expect(components['small']!.arrivals).toBe(1);
  });

  test('gives cached answers to their share, then asks the smaller model, and a default answer to the rest', () => {
    const { components, requests } = simulate(
      shop({
        arrivals: { process: 'poisson', ratePerSecond: 50 },
        proxy: { fallback: { cachedShare: 0.3, to: 'small', defaultAnswer: true } },
        server: failing,
        more: [{ ...small, queueCapacity: 0 }],
        run: { durationSeconds: 200 },
      }),
    );
    const { cached, component, default: byDefault, fraction } = components['proxy']!.fallback!;
    const calls = components['proxy']!.arrivals;
    expect(cached + component + byDefault).toBe(requests.completed);
    expect(fraction).toBeCloseTo(1, 2);
    // A binomial share, four standard errors.
    expect(Math.abs(cached / calls - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / calls));
    // 35 per second at one place of 20 ms: Erlang's loss formula gives 0.7/1.7 lost; its share varies more than a binomial one, by less than twice.
    const lost = byDefault / (component + byDefault);
    expect(Math.abs(lost - 0.7 / 1.7)).toBeLessThan(8 * Math.sqrt(0.25 / (component + byDefault)));
  });

  test('says how good its answers are, tier by tier, apart from whether there is one', () => {
    const { quality, requests } = simulate(
      shop({
        arrivals: { process: 'poisson', ratePerSecond: 50 },
        proxy: { fallback: { cachedShare: 0.5, cachedQuality: 0.7, defaultAnswer: true, defaultQuality: 0.2 } },
        server: { ...failing, failureProbability: 0.4, quality: 0.9 },
        run: { durationSeconds: 400 },
      }),
    );
    expect(requests.failed).toBe(0);
    expect(quality!.answers).toBe(requests.completed);
    // 60 % at 0.9, 20 % at 0.7, 20 % at 0.2: mean 0.72, variance 0.0736; four standard errors.
    expect(Math.abs(quality!.mean! - 0.72)).toBeLessThan(4 * Math.sqrt(0.0736 / requests.completed));
  });

  test('is not used by calls that are answered, nor after the whole call has timed out', () => {
    const { components, requests } = simulate(
      shop({
        arrivals: at(1, 2),
        proxy: { timeoutSeconds: 0.05, fallback: { defaultAnswer: true } },
        server: { ...failing, failureProbability: 0 },
      }),
    );
    expect(requests.timedOut).toBe(2);
    expect(components['proxy']!.fallback!.default).toBe(0);
  });
});

describe('a proxy is refused', () => {
  const problems = (proxy: object, more: readonly object[] = []) => {
    const parsed = parseScenario({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'proxy' },
        { id: 'proxy', kind: 'proxy', to: 'model', ...proxy },
        { id: 'model', kind: 'modelServer', serviceTime: exponential(0.1) },
        ...more,
      ],
      run: { durationSeconds: 10 },
    });
    return parsed.ok ? [] : parsed.problems.map(formatProblem);
  };
  const retries = { policy: 'fixed', maximumRetries: 2 };

  test('with an attempt that may take longer than the call', () => {
    expect(problems({ timeoutSeconds: 1, perTryTimeoutSeconds: 2 })).toMatchInlineSnapshot(`
      [
        "components[1].perTryTimeoutSeconds: expected at most timeoutSeconds, which is for the whole call, found 2. Lower it, raise timeoutSeconds, or remove one of the two.",
      ]
    `);
  });

  test('with a budget or outcomes and nothing to try again', () => {
    expect([
      ...problems({ budget: { rule: 'envoy' } }),
      ...problems({ retryOn: { failed: true } }),
      ...problems({ retries, retryOn: { rejected: false, throttled: false, failed: false, timedOut: false } }),
    ]).toMatchInlineSnapshot(`
      [
        "components[1].budget: expected a budget only beside retries, found an object. Add "retries", or remove "budget".",
        "components[1].retryOn: expected outcomes to retry on only beside retries, found an object. Add "retries", or remove "retryOn".",
        "components[1].retryOn: expected at least one outcome to retry on, found an object. Set one to true, or remove "retries" and "retryOn".",
      ]
    `);
  });

  test('with a retry budget below zero, or a cap below the base', () => {
    expect([
      ...problems({ retries, budget: { rule: 'envoy', budgetShare: -0.1 } }),
      ...problems({ retries: { policy: 'awsFullJitter', baseSeconds: 2, capSeconds: 1 } }),
    ]).toMatchInlineSnapshot(`
      [
        "components[1].budget.budgetShare: expected at least 0, found -0.1. Use 0 or more.",
        "components[1].retries.capSeconds: expected a cap of at least baseSeconds, found 1. Raise capSeconds or lower baseSeconds.",
      ]
    `);
  });

  test('with a copy that comes after the attempt has timed out', () => {
    expect(
      problems({ perTryTimeoutSeconds: 0.1, hedge: { trigger: 'delay', afterSeconds: 0.2 } }),
    ).toMatchInlineSnapshot(`
      [
        "components[1].hedge.afterSeconds: expected a copy that is sent before the attempt has timed out, found 0.2. Lower hedge.afterSeconds, or raise the timeout of the attempt.",
      ]
    `);
  });

  test('with nothing to call, nothing to fall back to, or a fallback that leads back', () => {
    expect([
      ...problems({ to: undefined }),
      ...problems({ fallback: {} }),
      ...problems({ fallback: { to: 'nobody' } }),
      ...problems({ fallback: { to: 'back' } }, [
        { id: 'back', kind: 'modelServer', serviceTime: exponential(0.1), to: 'proxy' },
      ]),
    ]).toMatchInlineSnapshot(`
      [
        "components[1].to: expected the id of the component that is called, found nothing. Add "to", or remove the proxy.",
        "components[1].fallback: expected something to fall back to, found an object. Set cachedShare above 0, "to" or defaultAnswer, or remove "fallback".",
        "components[1].fallback.to: expected the id of a component, found "nobody". Use one of users, model, or leave "to" out to complete requests here.",
        "components[3].to: expected ways that never lead back, found proxy → back → proxy. Take one of these connections out.",
      ]
    `);
  });
});
