import { describe, expect, test } from 'vitest';
import { estimateRun } from '../../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { describeLimits } from '../../../../widgets/engines/simulator/estimate/limits.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { accept } from '../accept.ts';

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const users = (ratePerSecond: number, to: string) => ({
  ...{ id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to },
});
const model = (keys: object = {}) => ({
  id: 'model',
  kind: 'modelServer',
  replicas: 40,
  serviceTime: constant(0.1),
  ...keys,
});
const run = { durationSeconds: 600, replications: 1 };

function notes(...components: object[]): string[] {
  const scenario = accept({ components, run });
  return describeLimits(scenario, estimateRun(scenario));
}
const behindProxy = (proxy: object, ratePerSecond = 5) =>
  notes(users(ratePerSecond, 'client'), { id: 'client', kind: 'proxy', ...proxy, to: 'model' }, model());
const behindGateway = (gateway: object, server: object = {}) =>
  notes(users(5, 'door'), { id: 'door', kind: 'gateway', ...gateway, to: 'model' }, model(server));

describe('describeLimits', () => {
  test('tells of a breaker that can never open at the traffic offered', () => {
    const timed = { policy: 'resilience4j', slidingWindowType: 'timeBased', slidingWindowSize: 10 };
    expect(behindProxy({ breaker: timed })).toMatchInlineSnapshot(`
      [
        "client: its breaker can open after 100 calls within 10.0 s, and about 50 are made: it never opens, whatever fails. Let it judge by fewer calls, or over a longer time.",
      ]
    `);
    expect(behindProxy({ breaker: { policy: 'hystrix' } }, 1.5)).toMatchInlineSnapshot(`
      [
        "client: its breaker can open after 20 calls within 10.0 s, and about 15 are made: it never opens, whatever fails. Let it judge by fewer calls, or over a longer time.",
      ]
    `);
    expect(behindProxy({ breaker: { policy: 'resilience4j' } }, 0.1)).toMatchInlineSnapshot(`
      [
        "client: its breaker can open after 100 calls in the whole run, and about 60 are made: it never opens, whatever fails. Let it judge by fewer calls, or over a longer time.",
      ]
    `);
    for (const policy of ['hystrix', 'resilience4j']) expect(behindProxy({ breaker: { policy } })).toEqual([]);
    // Retries make calls too.
    expect(
      behindProxy({ breaker: { policy: 'hystrix' }, retries: { policy: 'envoy', maximumRetries: 1 } }, 1.5),
    ).toEqual([]);
  });

  test('tells of limits below the traffic, and of one that is none', () => {
    expect(behindProxy({ limit: { policy: 'bulkhead', maxConcurrentCalls: 2 } }, 30)).toMatchInlineSnapshot(`
      [
        "client: 2 calls at the same time, each of 100 ms at least, are at most 20 per second, and 30 are to be made: about 33.3 % are refused. Raise the limit, or send less.",
      ]
    `);
    expect(behindGateway({ rateLimit: { ratePerSecond: 4, burst: 10 } })).toMatchInlineSnapshot(`
      [
        "door: its rate limit lets 4 requests per second through in the long run, and 5 are offered: about 20.0 % are throttled. Raise the limit, or send less.",
      ]
    `);
    expect(behindGateway({ rateLimit: { policy: 'resilience4j' } })).toMatchInlineSnapshot(`
      [
        "door: its rate limit lets 100 000 000 requests per second through, which is none. Set "limitRefreshPeriodSeconds" and "limitForPeriod" to a rate that is meant.",
      ]
    `);
    expect(behindProxy({ limit: { policy: 'bulkhead' } }, 30)).toEqual([]);
  });

  test('tells of shedding that has nothing to go by, or too little', () => {
    expect(behindGateway({}, { shedding: { policy: 'deadline' } })).toMatchInlineSnapshot(`
      [
        "model: it sheds by deadlines, and no gateway or proxy has a timeout: nothing is ever shed.",
      ]
    `);
    const classes = [{ class: 2, above: 0.5 }];
    expect(behindGateway({}, { queueCapacity: 10, shedding: { policy: 'priority', classes } })).toMatchInlineSnapshot(`
      [
        "model: it sheds by class, and no source has "priorities": every request is of class 1.",
      ]
    `);
    expect(behindGateway({}, { shedding: { policy: 'codel' } })).toMatchInlineSnapshot(`
      [
        "model: the target wait of CoDel, 5.00 ms, is shorter than one service, 100 ms: any queue that lasts is shed. Set "targetSeconds" to some services.",
      ]
    `);
    expect(behindGateway({ timeoutSeconds: 1 }, { shedding: { policy: 'deadline' } })).toEqual([]);
  });

  test('tells of success rates that are never compared', () => {
    const balancer = { id: 'balancer', kind: 'loadBalancer', policy: 'random', outlierDetection: {}, to: 'model' };
    expect(notes(users(5, 'balancer'), balancer, model({ replicas: 3, queues: 'perReplica' }))).toMatchInlineSnapshot(`
      [
        "balancer: success rates are compared among 5 replicas or more, and "model" has 3: only errors in a row eject one. Lower "successRateMinimumHosts", or use more replicas.",
      ]
    `);
    expect(notes(users(5, 'balancer'), balancer, model({ replicas: 5, queues: 'perReplica' }))).toEqual([]);
  });
});

describe('parseScenario', () => {
  const faults = (...components: object[]) => {
    const parsed = parseScenario({ components, run });
    return parsed.ok ? [] : parsed.problems.map(formatProblem);
  };
  const proxied = (proxy: object) =>
    faults(users(5, 'client'), { id: 'client', kind: 'proxy', ...proxy, to: 'model' }, model());
  const gated = (gateway: object) =>
    faults(users(5, 'door'), { id: 'door', kind: 'gateway', ...gateway, to: 'model' }, model());

  test('refuses guards out of their range, with what to write instead', () => {
    expect(proxied({ breaker: { policy: 'hystrix', errorThresholdPercentage: 150 } })).toMatchInlineSnapshot(`
      [
        "components[1].breaker.errorThresholdPercentage: expected at most 100, found 150. Use 100 or less.",
      ]
    `);
    expect(proxied({ breaker: { policy: 'envoy' } })).toMatchInlineSnapshot(`
      [
        "components[1].breaker.policy: expected one of hystrix, resilience4j, found "envoy". Use one of hystrix, resilience4j.",
      ]
    `);
    expect(proxied({ limit: { policy: 'bulkhead', maxConcurrentCalls: 0 } })).toMatchInlineSnapshot(`
      [
        "components[1].limit.maxConcurrentCalls: expected at least 1, found 0. Use 1 or more.",
      ]
    `);
    expect(proxied({ throttle: { policy: 'sre', multiplier: 0.5 } })).toMatchInlineSnapshot(`
      [
        "components[1].throttle.multiplier: expected at least 1, found 0.5. Use 1 or more.",
      ]
    `);
    expect(gated({ rateLimit: { policy: 'leakyBucket' } })).toMatchInlineSnapshot(`
      [
        "components[1].rateLimit.policy: expected one of tokenBucket, resilience4j, found "leakyBucket". Use one of tokenBucket, resilience4j.",
      ]
    `);
    expect(gated({ rateLimit: { limitForPeriod: 5 } })).toMatchInlineSnapshot(`
      [
        "components[1].rateLimit.ratePerSecond: expected a number, found nothing. Add "ratePerSecond".",
        "components[1].rateLimit.burst: expected a number, found nothing. Add "burst".",
        "components[1].rateLimit.limitForPeriod: expected one of the keys policy, ratePerSecond, burst, found the unknown key "limitForPeriod". Remove "limitForPeriod".",
      ]
    `);
    expect(gated({ shedding: { policy: 'priority', classes: [{ class: 2, above: 0.5 }] } })).toMatchInlineSnapshot(`
      [
        "components[1].shedding: expected a rate limit, of which the classes get shares, found an object. Add "rateLimit", or remove "shedding".",
      ]
    `);
    const classes = [
      { class: 2, above: 0.5 },
      { class: 3, above: 0.7 },
    ];
    expect(
      gated({ rateLimit: { ratePerSecond: 5, burst: 5 }, shedding: { policy: 'priority', classes } }),
    ).toMatchInlineSnapshot(`
      [
        "components[1].shedding.classes: expected thresholds that fall from class to class (1 is the highest), found a list of 2. Give a lower class the lower threshold.",
      ]
    `);
  });
});
