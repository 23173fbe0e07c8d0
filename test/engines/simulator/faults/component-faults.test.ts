import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { ReplicaStation } from '../../../../widgets/engines/simulator/stations/replica-station.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

type Loose = Readonly<Record<string, unknown>>;

const users = { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 } };
const serviceTime = { distribution: 'deterministic', meanSeconds: 0.5 };
const once = (atSeconds: number, durationSeconds: number) => ({ law: 'scheduled', atSeconds, durationSeconds });
const run = { durationSeconds: 20, replications: 1 };

function resultOf(components: readonly Loose[], faults: readonly Loose[], keys: Loose = {}) {
  return simulate(accept({ components, faults, run, ...keys }));
}

describe('a component that goes down as a whole', () => {
  test('fails what it serves, what waits, and what comes until it is back', () => {
    const { requests, availability } = resultOf(
      [
        { ...users, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: { ...serviceTime, meanSeconds: 1.6 } },
      ],
      [{ scope: 'dependency', component: 'model', outages: once(5.5, 4) }],
    );
    // Served by then: the requests of 0, 1 and 2 s (until 4.8 s). At 5.5 s that of 3 s is served, and those of 4 and 5 s wait; those of 6 to 9 s come.
    expect(requests).toMatchObject({ offered: 20, failed: 7 });
    expect(availability.components!['model']).toMatchObject({ units: 1, up: 0.8, refused: 4, outages: 1 });
  });

  test('may be of any kind, for example a gateway, a function or a balancer', () => {
    const behind = { id: 'model', kind: 'modelServer', serviceTime };
    for (const front of [
      { kind: 'gateway' },
      { kind: 'functions', serviceTime, coldStart: { distribution: 'deterministic', meanSeconds: 0 } },
      { kind: 'loadBalancer', policy: 'random' },
    ]) {
      const { requests } = resultOf(
        [
          { ...users, to: 'front' },
          { id: 'front', ...front, to: 'model' },
          { ...behind, queues: 'perReplica' },
        ],
        [{ scope: 'dependency', component: 'front', outages: once(4.75, 5) }],
      );
      expect(requests, front.kind).toMatchObject({ completed: 15, failed: 5 });
    }
  });

  test('fails what a function has under way, and nothing that comes when it is back', () => {
    const { requests, components } = resultOf(
      [
        { ...users, to: 'model' },
        {
          ...{ id: 'model', kind: 'functions', coldStart: { distribution: 'deterministic', meanSeconds: 0.25 } },
          serviceTime: { ...serviceTime, meanSeconds: 1.5 },
        },
      ],
      [{ scope: 'dependency', component: 'model', outages: once(9.75, 2) }],
    );
    // Of 9 s under way (that of 8 s was answered at 9.5 s, its instance being warm), and of 10 and 11 s at the door.
    expect(requests.failed).toBe(3);
    expect(components['model']!.failed).toBe(3);
  });

  test.each([1, 3])('tells a balancer in front of each of %i requests that it refuses', (refused) => {
    const balanced = resultOf(
      [
        { ...users, to: 'balancer' },
        { id: 'balancer', kind: 'loadBalancer', policy: 'leastConnections', to: 'model' },
        {
          ...{ id: 'model', kind: 'modelServer', replicas: 2, queues: 'perReplica' },
          serviceTime: { ...serviceTime, meanSeconds: 1.5 },
        },
      ],
      [{ scope: 'dependency', component: 'model', outages: once(9.75, refused), detectionSeconds: 10 }],
      { run: { durationSeconds: 200, replications: 1 } },
    );
    expect(balanced.requests.failed).toBe(refused + 1);
    // There is always one free replica, which has fewer requests than the other, unless refused ones still count.
    expect(balanced.components['model']!.waitingTimeSeconds!.max).toBe(0);
  });
});

describe('a zone and a region', () => {
  const place = (id: string, zone: string, region: string) => ({ id, zone, region });
  const places = [place('a', 'eu-1a', 'eu-1'), place('b', 'eu-1b', 'eu-1'), place('c', 'us-1a', 'us-1')];
  const links = [['home', 'a'], ['home', 'b'], ['home', 'c']].map(([from, to]) => ({ from, to, roundTripSeconds: 0 })); // biome-ignore format: one line
  const components = ['a', 'b', 'c'].flatMap((id) => [
    { ...users, id: `users-${id}`, place: 'home', to: id },
    { id, kind: 'modelServer', place: id, serviceTime },
  ]);
  const failedOf = (fault: Loose) => {
    const result = resultOf(components, [{ outages: once(9.75, 2), ...fault }], { places, links });
    return ['a', 'b', 'c'].map((id) => result.components[id]!.failed);
  };

  test('take down the components of their places, and not who asks', () => {
    expect(failedOf({ scope: 'zone', zone: 'eu-1b' })).toEqual([0, 2, 0]);
    expect(failedOf({ scope: 'region', region: 'eu-1' })).toEqual([2, 2, 0]);
  });

  test('are what a place is that no list names', () => {
    const result = resultOf(
      [
        { ...users, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime },
      ],
      [{ scope: 'zone', zone: 'cloud', outages: once(9.75, 2) }],
    );
    expect(result.requests).toMatchObject({ offered: 20, failed: 2 });
  });

  test('keep a component down until the last reason is gone', () => {
    const faults = [
      { scope: 'zone', zone: 'eu-1b', outages: once(4.75, 4) },
      { scope: 'region', region: 'eu-1', outages: once(6.75, 4) },
      { scope: 'instance', component: 'b', outages: once(5.75, 1) },
    ];
    const { availability, components: found } = resultOf(components, faults, { places, links });
    expect(availability.components!['b']).toMatchObject({ up: 0.7, outages: 1, refused: 6 });
    expect([found['a']!.failed, found['b']!.failed]).toEqual([4, 6]);
  });

  test('take down the replicas that were dealt out to them', () => {
    const fault = { scope: 'zone', component: 'model', zones: 2, outages: { law: 'deterministic', upSeconds: 5, downSeconds: 5 } };
    const { availability } = resultOf(
      [
        { ...users, to: 'model' },
        { id: 'model', kind: 'modelServer', replicas: 5, serviceTime },
      ],
      [fault],
    ); // biome-ignore format: a table
    // Both zones go by the same clock, so all are up or none; the arithmetic takes them for independent: three replicas in one, two in the other.
    expect(availability.components!['model']!.upAtLeast).toEqual({ 1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5, 5: 0.5 });
    expect(availability.components!['model']!.expected!.upAtLeast).toEqual({ 1: 0.75, 2: 0.75, 3: 0.5, 4: 0.25, 5: 0.25 });
  }); // biome-ignore format: a table
});

describe('replicas under a controller', () => {
  const autoscaling = {
    ...{ policy: 'hpa', minReplicas: 4, maxReplicas: 4 },
    nodes: { slotsPerNode: 2, nodeBootSeconds: 1, nodeBootCv: 0 },
  };
  const model = { id: 'model', kind: 'modelServer', replicas: 4, serviceTime, autoscaling };

  test('stay created and paid for while their node is down, and are ready when it is back', () => {
    const scenario = accept({
      components: [{ ...users, to: 'model' }, model],
      faults: [{ scope: 'node', component: 'model', outages: once(5, 5) }],
      run,
    });
    const ready: number[] = [];
    class ReadyReplicas extends Recorder {
      override created(model: Model): void {
        ready.push((model.stations[1] as ReplicaStation).readyReplicas);
      }
    }
    const { model: under } = traceRun(scenario, { prepare: (model) => model.signals.add(new ReadyReplicas()) });
    // Both nodes are down from 5 to 10 s: capacity changes before arrivals of the same instant.
    expect(ready).toEqual([4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
    expect((under.stations[1] as ReplicaStation).createdReplicas).toBe(4);
  });
});

describe('a language-model server', () => {
  const server = (keys: Loose) => ({
    ...{ id: 'llm', kind: 'llmServer', promptTokens: { distribution: 'constant', tokens: 10 }, outputTokens: { distribution: 'constant', tokens: 20 } },
    ...keys,
  }); // biome-ignore format: one line

  test('loses every sequence of a replica that goes down, and loses or serves all others', () => {
    fc.assert(
      fc.property(
        fc.record({
          replicas: fc.integer({ min: 1, max: 3 }),
          queues: fc.constantFrom('shared', 'perReplica'),
          schedulingMode: fc.constantFrom('vllm', 'static'),
          kvBlocks: fc.constantFrom(3, 6, 100),
          maxNumSeqs: fc.constantFrom(1, 2, 8),
        }),
        fc.array(
          fc.record({
            of: fc.constantFrom({ scope: 'instance', component: 'llm' }, { scope: 'instance', component: 'llm', replica: 0 }, { scope: 'dependency', component: 'llm' }),
            at: fc.integer({ min: 0, max: 40 }),
            duration: fc.integer({ min: 1, max: 20 }),
            detection: fc.integer({ min: 0, max: 8 }),
          }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 1000 }),
        (keys, faults, seed) => {
          const scenario = accept({
            components: [
              { ...users, arrivals: { process: 'trace', timesSeconds: Array.from({ length: 40 }, (_, i) => i / 4) }, to: 'llm' },
              server(keys),
            ],
            faults: faults.map(({ of, at, duration, detection }) => ({ ...of, outages: once(at / 4, duration / 4), detectionSeconds: detection / 4 })),
            run: { seed, durationSeconds: 5000, replications: 1 },
          });
          const { model } = traceRun(scenario);
          const [, station] = model.stations;
          const { completed, dropped } = model.statistics;
          expect(completed + dropped[2]!).toBe(40);
          expect([station!.statistics.queueLength, station!.statistics.numberInSystem, station!.statistics.busy]).toEqual([0, 0, 0]);
          const isLive = model.requests.isLive.subarray(0, model.requests.used);
          expect(isLive.every((live) => live === 0)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  }); // biome-ignore format: a table

  test('sends nothing to a replica that is known to be down', () => {
    const { requests } = resultOf(
      [{ ...users, to: 'llm' }, server({ replicas: 2, queues: 'perReplica' })],
      [{ scope: 'instance', component: 'llm', replica: 0, outages: once(2.9, 10) }],
    );
    expect(requests.failed).toBe(0);
  });

  test('is a hole that swallows everything while a replica is down and nobody notices: it has the fewest requests', () => {
    const { requests } = resultOf(
      [{ ...users, to: 'llm' }, server({ replicas: 2, queues: 'perReplica' })],
      [{ scope: 'instance', component: 'llm', replica: 0, outages: once(2.9, 10), detectionSeconds: 4 }],
    );
    // Ties go to the first: the requests of 3 to 6 s.
    expect(requests.failed).toBe(4);
  });
});

describe('failureProbability', () => {
  const shop = (kind: Loose, failureProbability?: number) =>
    simulate(
      accept({
        components: [
          { ...users, arrivals: { process: 'poisson', ratePerSecond: 5 }, to: 'it' },
          { id: 'it', ...kind, ...(failureProbability === undefined ? {} : { failureProbability }) },
        ],
        run: { seed: 3, durationSeconds: 4000, replications: 1 },
      }),
    );
  const tokens = { promptTokens: { distribution: 'constant', tokens: 10 }, outputTokens: { distribution: 'constant', tokens: 5 } }; // biome-ignore format: one line
  const kinds: readonly Loose[] = [
    { kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    { kind: 'modelServer', discipline: 'processorSharing', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    { kind: 'functions', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
    { kind: 'llmServer', ...tokens },
  ]; // biome-ignore format: a table

  test.each(kinds)('is the share of the requests of %o that fail after they were served', (kind) => {
    const { requests, components } = shop(kind, 0.2);
    const ended = requests.completed + requests.failed;
    // Four standard errors of a share of 0.2.
    expect(Math.abs(requests.failed / ended - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / ended));
    expect(components['it']).toMatchObject({ failed: requests.failed, rejectedFraction: 0 });
    // The work of those that fail is done all the same.
    expect(components['it']!.utilisation).toBe(shop(kind, 0).components['it']!.utilisation);
  });

  test.each(kinds)('of 0 changes no bit of what requests of %o live through', (kind) => {
    const { requests, sojournTimeSeconds, sojournQuantiles } = shop(kind, 0);
    const { requests: alone, sojournTimeSeconds: times, sojournQuantiles: quantiles } = shop(kind);
    expect([requests, sojournTimeSeconds, sojournQuantiles]).toEqual([alone, times, quantiles]);
  });

  test('of 1 lets nothing through', () => {
    expect(shop(kinds[0]!, 1).requests.completed).toBe(0);
  });
});

describe('faults that never come', () => {
  test('change no bit of what requests live through', () => {
    const shop = (faults: readonly Loose[]) => {
      const { requests, sojournTimeSeconds, sojournQuantiles, components } = simulate(
        accept({
          components: [
            { ...users, arrivals: { process: 'poisson', ratePerSecond: 18 }, to: 'model' },
            { id: 'model', kind: 'modelServer', replicas: 2, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
          ],
          faults,
          run: { seed: 5, durationSeconds: 2000, warmUpSeconds: 100, replications: 2 },
        }),
      ); // biome-ignore format: a table
      const { waitingTimeSeconds, queueLength, numberInSystem } = components['model']!;
      return [requests, sojournTimeSeconds, sojournQuantiles, waitingTimeSeconds, queueLength, numberInSystem];
    };
    const never = { law: 'scheduled', atSeconds: 3000, durationSeconds: 1 };
    expect(shop([{ scope: 'instance', component: 'model', outages: never }])).toEqual(shop([]));
    expect(shop([{ scope: 'dependency', component: 'model', outages: never }])).toEqual(shop([]));
  });
});
