import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { incidents } from '../../widgets/deployment-pipeline-builder/running/incidents/index.ts';
import { parseServiceCurve } from '../../widgets/engines/inference/curve.ts';
import { COLUMNS } from '../../widgets/engines/simulator/live/live-frame.ts';
import { LiveRun } from '../../widgets/engines/simulator/live/live-run.ts';
import type { Scenario } from '../../widgets/engines/simulator/scenario.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { accept } from '../engines/simulator/accept.ts';
import { sixReplicas } from './an-autoscaler.ts';

const root = new URL('../../', import.meta.url).pathname;
const curve = parseServiceCurve(JSON.parse(readFileSync(`${root}public/models/titanic-mlp.curve.json`, 'utf8')));
if (!curve.ok) throw new Error('The shipped curve is not one.');
const curves = { 'titanic-mlp': curve.value };

const service = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
const poisson = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });

/** A deployment with everything that can go wrong: an edge, a cache, a store of features, autoscaled replicas. */
const shop: Draft = {
  components: [
    { id: 'users', kind: 'traffic', place: 'city', arrivals: poisson(20), keys: { count: 50 }, to: 'gateway' },
    { id: 'gateway', kind: 'gateway', to: 'cache' },
    { id: 'cache', kind: 'cache', policy: 'lru', capacityItems: 20, to: 'features' },
    { id: 'features', kind: 'featureStore', serviceTime: service(0.005), streamDelaySeconds: 1, to: 'model' },
    {
      id: 'model',
      kind: 'modelServer',
      queueCapacity: 50,
      serviceTime: service(0.04),
      autoscaling: sixReplicas,
    },
  ],
  links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }],
  run: { seed: 3, durationSeconds: 400, warmUpSeconds: 30, replications: 2 },
};
const plain: Draft = {
  components: [
    { id: 'users', kind: 'traffic', arrivals: poisson(15), to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: service(0.05) },
  ],
  run: { seed: 5, durationSeconds: 400, replications: 2 },
};
const scenario = (name: string) => JSON.parse(readFileSync(`${root}content/scenarios/${name}.json`, 'utf8')) as Draft;
const pipelines: Readonly<Record<string, Draft>> = {
  shop,
  plain,
  'titanic-real-time-hybrid': scenario('titanic-real-time-hybrid'),
  'spill-over-20-to-200': scenario('spill-over-20-to-200'),
};

const cases = Object.entries(pipelines).flatMap(([name, draft]) =>
  incidents.flatMap((incident) =>
    incident.targets(draft).map(({ value }) => ({ name, incident: incident.name, target: value })),
  ),
);
const incidentNamed = (name: string) => incidents.find((one) => one.name === name)!;

/** A moment between the events of the grid, as a person's click is. */
const at = 123.456789;

/** What had happened by a moment, at the components that both scenarios have, to the last bit. */
async function pastOf(run: Scenario, ids: readonly string[]) {
  const live = await LiveRun.begin(run, curves, () => Promise.resolve());
  const seen: unknown[] = [];
  // Whatever begins at the moment itself is no longer its past.
  for (const until of [7, 40, 90, at - 1e-9]) {
    while (!live.advance(until, 10_000));
    const frame = live.frame(10);
    const rows = ids.map((id) => {
      const row = run.components.findIndex((one) => one.id === id) * COLUMNS;
      return [...frame.components.subarray(row, row + COLUMNS)];
    });
    seen.push([rows, frame.offered, frame.answered, frame.lost, frame.meanSojournSeconds]);
  }
  return seen;
}

describe('an incident', () => {
  test.each(cases)('$incident at $target leaves the past of $name the same to the last bit', async (one) => {
    const before = pipelines[one.name]!;
    const after = incidentNamed(one.incident).apply(before, one.target, at);
    const ids = before.components.map(({ id }) => id);
    expect(await pastOf(accept(after), ids)).toEqual(await pastOf(accept(before), ids));
  });

  test.each(cases)('$incident at $target changes what comes after in $name', (one) => {
    const before = pipelines[one.name]!;
    const lived = (draft: Draft) => {
      const { requests, sojournTimeSeconds, timeline } = simulate(accept(draft), { curves });
      return { requests, sojournTimeSeconds, arrivals: timeline.arrivals };
    };
    expect(lived(incidentNamed(one.incident).apply(before, one.target, at))).not.toEqual(lived(before));
  });

  test('changes nothing in the scenario that it is given', () => {
    const before = JSON.stringify(shop);
    for (const incident of incidents) {
      for (const { value } of incident.targets(shop)) incident.apply(shop, value, 100);
    }
    expect(JSON.stringify(shop)).toBe(before);
  });

  test('is offered only where there is something that it may befall', () => {
    const offered = incidents.filter((incident) => incident.targets(plain).length > 0).map(({ name }) => name);
    expect(offered).toEqual(['traffic-step', 'zone-outage', 'slow-dependency', 'bad-version', 'retry-storm']);
  });
});

describe('what an incident does', () => {
  const hit = (name: string, target: string, draft = shop) =>
    simulate(accept(incidentNamed(name).apply(draft, target, 100)), { curves });

  test('traffic-step: 20 per second become 200 for 300 s', () => {
    // 180 per second more for 300 s in 2 replications: 108,000, and four times √108,000 = 1,315 about it.
    const more = hit('traffic-step', 'users').requests.offered - simulate(accept(shop)).requests.offered;
    expect(Math.abs(more - 108_000)).toBeLessThan(1315);
  });

  test('zone-outage: what comes in the 120 s fails', () => {
    // 20 per second for 120 s in 2 replications: 4,800, and four times √4,800 = 277 about it; some of before are in the zone as well.
    const { failed } = hit('zone-outage', 'cloud').requests;
    expect(Math.abs(failed - 4800)).toBeLessThan(277 + 40);
  });

  test('bad-version: 30 % of the answers of 180 s are errors', () => {
    // 15 per second for 180 s in 2 replications, 30 % of them: 1,620, and four times its root, 161, about it.
    const { failed } = hit('bad-version', 'model', plain).requests;
    expect(Math.abs(failed - 1620)).toBeLessThan(161);
  });

  test('cache-flush: the cache starts anew, so fewer are found', () => {
    const ratio = (result: ReturnType<typeof simulate>) => result.components.cache!.hitRatio!;
    expect(ratio(hit('cache-flush', 'cache'))).toBeLessThan(ratio(simulate(accept(shop))));
  });

  test('retry-storm: the clients send a request that fails four times', () => {
    const struck = hit('retry-storm', 'model', plain).components;
    // In the 20 s of the outage 15 per second come and are tried four times, so about 900 a replication more than are asked for.
    const extra = struck.model!.arrivals - struck['model-clients']!.arrivals;
    expect(extra).toBeGreaterThan(2 * 600);
  });

  test('slow-dependency: for 120 s a service takes ten times as long', () => {
    // A server that is 0.75 busy is then asked for 7.5 times what it can do: at the end 120 s · 15 − 120 / 0.5 = 1,560 wait.
    const slow = hit('slow-dependency', 'model', plain);
    const most = Math.max(...slow.timeline.components.model!.queueLength);
    expect(Math.abs(most - 1560)).toBeLessThan(4 * Math.sqrt(1800 + 240));
  });

  test('network-cut: what crosses in the 120 s fails', () => {
    const { failed } = hit('network-cut', 'city cloud').requests;
    expect(Math.abs(failed - 4800)).toBeLessThan(277 + 40);
  });
});
