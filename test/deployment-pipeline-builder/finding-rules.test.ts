import { describe, expect, it } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { surplusOfRamp } from '../../widgets/deployment-pipeline-builder/findings/rules/autoscaler.ts';
import { jurisdictionOf } from '../../widgets/engines/simulator/network/jurisdictions.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { roundCurve } from './round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };
const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
const users = (more: object = {}) => ({
  id: 'users',
  kind: 'traffic',
  arrivals: { process: 'poisson', ratePerSecond: 10 },
  to: 'gateway',
  ...more,
});
const gateway = (more: object = {}) => ({ id: 'gateway', kind: 'gateway', to: 'model', ...more });
const model = (more: object = {}) => ({
  id: 'model',
  kind: 'modelServer',
  replicas: 4,
  serviceTime: exponential(0.1),
  ...more,
});
const draftOf = (components: readonly object[], more: object = {}) =>
  ({ components, run: { durationSeconds: 600 }, ...more }) as unknown as Draft;

function found(draft: Draft, rule: string) {
  return examine(draft, curves).findings.filter((finding) => finding.rule === rule);
}

describe('checkTimeouts', () => {
  it('finds a timeout below the round trip and the service, and offers three times as much', () => {
    const components = [users({ place: 'city' }), gateway({ place: 'city', timeoutSeconds: 0.12 }), model()];
    const [finding, ...more] = found(
      draftOf(components, { links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }] }),
      'timeout',
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      componentId: 'gateway',
      sentence: expect.stringContaining('waits 120 ms for an answer, but round trips and service alone take 140 ms'),
      fix: {
        label: 'Let “gateway” wait 420 ms',
        command: { type: 'setParameter', id: 'gateway', path: 'timeoutSeconds', value: 0.42 },
      },
    });
  });

  it('is right: most answers come too late where it is said, and few where it is not', () => {
    const lateShare = (timeoutSeconds: number) => {
      const draft = draftOf([
        users(),
        gateway({ timeoutSeconds }),
        model({ serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } }),
      ]);
      const { requests } = simulate(examine(draft, curves).scenario!, { curves });
      return [found(draft, 'timeout').length, requests.timedOut / requests.offered] as const;
    };
    expect(lateShare(0.09)).toEqual([1, expect.closeTo(1, 2)]);
    const [findings, late] = lateShare(0.3);
    expect(findings).toBe(0);
    expect(late).toBeLessThan(0.01);
  });
});

describe('checkAutoscalers', () => {
  const step = {
    process: 'step',
    ratePerSecond: 10,
    stepRatePerSecond: 90,
    startSeconds: 60,
    riseSeconds: 0,
    holdSeconds: 300,
  };
  const autoscaling = { policy: 'hpa', minReplicas: 1, maxReplicas: 20 };

  it('reckons the surplus of a ramp as an area', () => {
    // At once from 10 to 90 with 40 served: 50 a second too many for 20 s.
    expect(surplusOfRamp(10, 90, 0, 40, 20)).toBe(1000);
    // From 10 to 90 in 80 s: 20 is passed after 10 s, so more is there after 30 s, when 40 is just reached.
    expect(surplusOfRamp(10, 90, 80, 40, 20)).toBe(0);
    // 20 s later: a triangle of 20 s at a slope of one.
    expect(surplusOfRamp(10, 90, 80, 40, 40)).toBe(200);
  });

  it('finds replicas that come too late for a step, and a simulation shows the wait that is left behind', () => {
    const of = (minReplicas: number) =>
      draftOf([
        users({ arrivals: step }),
        gateway(),
        model({ replicas: minReplicas, autoscaling: { ...autoscaling, minReplicas } }),
      ]);
    const [finding] = found(of(4), 'autoscaler');
    expect(finding?.sentence).toContain('starts with 4 replicas, for 40 per second, and the step brings 90');
    expect(finding?.fix?.label).toBe('Keep 9 replicas of “model” ready');
    expect(found(of(12), 'autoscaler')).toEqual([]);
    const slowest = (draft: Draft) =>
      simulate(examine(draft, curves).scenario!, { curves, replications: 2 }).sojournTimeSeconds.p99!;
    expect(slowest(of(4))).toBeGreaterThan(5);
    expect(slowest(of(12))).toBeLessThan(2);
  });
});

describe('checkPersonalData', () => {
  const places = (home: string | undefined, away: string | undefined) => [
    { id: 'city', kind: 'edgeSite', ...(home === undefined ? {} : { region: home }) },
    { id: 'cloud', ...(away === undefined ? { kind: 'cloudZone' } : { region: away }) },
  ];
  const of = (home: string | undefined, away: string | undefined, personalData = true) =>
    draftOf([users({ place: 'city', personalData }), gateway(), model()], {
      places: places(home, away),
      links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }],
    });

  it('finds data that goes where another law holds, and offers to keep it at home', () => {
    expect(found(of('DE', 'us-east-1'), 'personalData')).toMatchObject([
      {
        severity: 'warning',
        componentId: 'gateway',
        sentence: expect.stringContaining('it comes from DE, and “gateway” and 1 more stand in us-east-1'),
        fix: { label: 'Move “gateway” and 1 more to “city”' },
      },
    ]);
    expect(found(of('DE', 'eu-central-1'), 'personalData')).toEqual([]);
    expect(found(of('DE', 'us-east-1', false), 'personalData')).toEqual([]);
  });

  it('says where it cannot tell', () => {
    expect(found(of('DE', undefined), 'personalData')).toMatchObject([
      { severity: 'note', fix: { label: 'Put “cloud” in DE' } },
    ]);
  });

  it('knows whose law holds in a region by its name', () => {
    expect(['FR', 'eu-north-1', 'europe-west9', 'germanywestcentral'].map(jurisdictionOf)).toEqual([
      'EEA',
      'EEA',
      'EEA',
      'EEA',
    ]);
    expect(['eu-west-2', 'us-west1', 'eastus', 'ca-central-1', 'moon'].map(jurisdictionOf)).toEqual([
      'GB',
      'US',
      'US',
      'CA',
      'moon',
    ]);
  });
});

describe('checkObjectives', () => {
  it('finds a limit below what round trips and service alone take, for means and percentiles', () => {
    const of = (metric: string, atMost: number) =>
      found(draftOf([users(), gateway(), model()], { objectives: [{ metric, atMost }] }), 'objective');
    expect(of('sojournTimeSeconds.mean', 0.08)).toMatchObject([{ fix: { label: 'Ask for at most 200 ms instead' } }]);
    expect(of('sojournTimeSeconds.mean', 0.11)).toEqual([]);
    // The 95th percentile of one exponential service is ln 20 = 3.0 times its mean.
    expect(of('sojournTimeSeconds.p95', 0.25).length).toBe(1);
    expect(of('sojournTimeSeconds.p95', 0.32)).toEqual([]);
  });

  it('finds a throughput above what is asked', () => {
    const objectives = [{ metric: 'throughputPerSecond', atLeast: 20 }];
    expect(found(draftOf([users(), gateway(), model()], { objectives }), 'objective')[0]?.sentence).toContain(
      'only 10 per second are asked',
    );
  });
});

describe('checkHotKeys', () => {
  const of = (zipfExponent: number, consumers: number) =>
    draftOf([
      {
        id: 'events',
        kind: 'eventStream',
        arrivals: { process: 'poisson', ratePerSecond: 60 },
        keys: { count: 100, zipfExponent },
        to: 'log',
      },
      { id: 'log', kind: 'partitionedLog', partitions: consumers, to: 'scorer' },
      {
        id: 'scorer',
        kind: 'streamProcessor',
        consumers,
        serviceTime: { distribution: 'deterministic', meanSeconds: 0.05 },
      },
    ]);

  it('finds a key that one consumer cannot keep up with, and a simulation shows the lag that grows', () => {
    expect(found(of(1.5, 8), 'hotKey')[0]?.sentence).toContain('One key brings 41.4 % of the records');
    expect(found(of(0, 8), 'hotKey')).toEqual([]);
    const lag = (draft: Draft) =>
      simulate(examine(draft, curves).scenario!, { curves, replications: 1 }).requests.inSystem;
    // 0.414 · 60 = 24.9 a second, of which 20 are served: some 4.9 · 600 s are left, and those of other keys in the same partition.
    expect(lag(of(1.5, 8))).toBeGreaterThan(2000);
    expect(lag(of(0, 8))).toBeLessThan(200);
  });
});

describe('checkReach and checkSinglePoints', () => {
  it('follow where a server spills over, so that what is reached only then is no stranger', () => {
    const components = [
      users(),
      gateway(),
      model({ spillOver: { to: 'functions' } }),
      { id: 'functions', kind: 'functions', serviceTime: exponential(0.1) },
    ];
    expect(found(draftOf(components), 'reach')).toEqual([]);
  });

  it('remove a stranded branch as a whole', () => {
    const branch = [
      { id: 'old', kind: 'gateway', to: 'older' },
      { id: 'older', kind: 'modelServer', serviceTime: exponential(0.1) },
    ];
    expect(found(draftOf([users(), gateway(), model(), ...branch]), 'reach').map(({ fix }) => fix?.label)).toEqual([
      'Remove “old”',
      'Remove “older” and the 1 before it',
    ]);
  });

  it('note one replica without another way, and no second one', () => {
    expect(
      found(draftOf([users(), gateway(), model({ replicas: 1, serviceTime: exponential(0.01) })]), 'singlePoint'),
    ).toMatchObject([{ severity: 'note', fix: { label: 'Let “model” have 2 replicas' } }]);
    expect(found(draftOf([users(), gateway(), model()]), 'singlePoint')).toEqual([]);
  });
});

describe('examine', () => {
  it('takes less than 20 ms for 200 components', () => {
    const servers = Array.from({ length: 198 }, (_, i) => ({
      id: `model${i}`,
      kind: 'modelServer',
      serviceTime: i % 2 === 0 ? exponential(0.01) : { distribution: 'measured', model: 'titanic-mlp' },
    }));
    const to = servers.map(({ id }) => ({ id, weight: 1 }));
    const draft = draftOf([
      users({ arrivals: { process: 'poisson', ratePerSecond: 900 } }),
      gateway({ to }),
      ...servers,
    ]);
    examine(draft, curves);
    // The fastest of many: what other work on the machine adds is not ours.
    const fastest = Math.min(
      ...Array.from({ length: 20 }, () => {
        const startedAt = performance.now();
        examine({ ...draft }, curves);
        return performance.now() - startedAt;
      }),
    );
    expect(fastest).toBeLessThan(20);
  });
});
