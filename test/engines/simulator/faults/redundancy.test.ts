import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A demand of 1.6 replicas, whose users wait 8 s at most. The same requests and the same outages of the first replicas in every scenario: one seed. */
function shop(replicas: number, faults: readonly Loose[]) {
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 4 }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds: 8, to: 'model' },
        {
          ...{ id: 'model', kind: 'modelServer', replicas, queueCapacity: 25 },
          serviceTime: { distribution: 'exponential', meanSeconds: 0.4 },
        },
      ],
      faults: faults.map((fault) => ({ component: 'model', ...fault })),
      run: { seed: 11, durationSeconds: 80_000, warmUpSeconds: 100, replications: 1 },
    }),
  );
}

const ofReplicas = { scope: 'instance', outages: { law: 'exponential', mtbfSeconds: 1900, mttrSeconds: 100 } };
const ofZones = (zones: number) => ({ scope: 'zone', zones, outages: { law: 'exponential', mtbfSeconds: 3900, mttrSeconds: 100 } }); // biome-ignore format: one line
const unanswered = (replicas: number, ...faults: Loose[]) => 1 - shop(replicas, faults).availability.requestsAnswered!;

describe('redundancy', () => {
  test('needs spare capacity: with as many replicas as the demand takes, one of two down is as good as an outage', () => {
    const bare = unanswered(2, ofReplicas);
    const spare = unanswered(3, ofReplicas);
    // One of two is down in 9.5 % of the time, and then a server of load 1.6 with users who wait 8 s answers at most 1/1.6 of them, and those late.
    expect(bare).toBeGreaterThan(0.095 * (1 - 1 / 1.6));
    // With a third one it takes two at once to be there, which the arithmetic puts at 0.7 % of the time.
    expect(spare).toBeLessThan(0.0073 + 0.001);
    expect(bare / spare).toBeGreaterThan(5);
  });

  test('in one zone is no better than the zone', () => {
    const together = unanswered(3, ofReplicas, ofZones(1));
    const apart = unanswered(3, ofReplicas, ofZones(3));
    // The zone is down 2.5 % of the time, whatever stands in it; spread out, two of three must be down at once.
    expect(together).toBeGreaterThan(0.025 * 0.85);
    expect(together / apart).toBeGreaterThan(2);
  });

  test('that nobody notices failing lets a third of the requests fail while one of three is down', () => {
    const noticed = { ...ofReplicas, outages: { law: 'scheduled', atSeconds: 10_100, durationSeconds: 10_000 } };
    const perReplica = (detectionSeconds: number) =>
      simulate(
        accept({
          components: [
            { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 10 }, to: 'model' },
            {
              ...{ id: 'model', kind: 'modelServer', replicas: 3, queues: 'perReplica' },
              serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
            },
          ],
          faults: [{ ...noticed, component: 'model', replica: 1, detectionSeconds }],
          run: { seed: 3, durationSeconds: 40_100, warmUpSeconds: 100, replications: 1 },
        }),
      ).requests.failed;
    // Turns: exactly one in three of those that come meanwhile; 100 000 of them, of which the number is Poisson (four standard deviations).
    expect(Math.abs(perReplica(20_000) - 100_000 / 3)).toBeLessThan((4 * Math.sqrt(100_000)) / 3);
    // Noticed after 30 s: those of 30 s, and what it had in hand.
    expect(perReplica(30)).toBeLessThan(100 + 4 * Math.sqrt(100) + 10);
    expect(perReplica(0)).toBeLessThan(10);
  });
});

describe('failover', () => {
  const serviceTime = { distribution: 'deterministic', meanSeconds: 0.5 };
  const ofUsed = (components: readonly Loose[]) => {
    const used = ['a', 'b'].filter((id) => components.some(({ place }) => place === id));
    return {
      places: used.map((id) => ({ id, zone: `eu-1${id}`, region: 'eu-1' })),
      links: used.map((to) => ({ from: 'home', to, roundTripSeconds: 0 })),
    };
  };
  const outages = { law: 'scheduled', atSeconds: 9.75, durationSeconds: 5 };

  function run(fault: Loose, components: readonly Loose[]) {
    const users = { id: 'users', kind: 'traffic', place: 'home', arrivals: { process: 'deterministic', periodSeconds: 1 } };
    return simulate(
      accept({
        components: [{ ...users, to: 'proxy' }, ...components],
        faults: [{ outages, ...fault }],
        ...ofUsed(components),
        run: { durationSeconds: 30, replications: 1 },
      }),
    );
  } // biome-ignore format: a table

  const twoZones = [
    { id: 'proxy', kind: 'proxy', place: 'home', fallback: { to: 'second' }, to: 'first' },
    { id: 'first', kind: 'modelServer', place: 'a', serviceTime },
    { id: 'second', kind: 'modelServer', place: 'b', serviceTime },
  ];

  test('answers from the other zone while one is down, and not while the region is', () => {
    const zone = run({ scope: 'zone', zone: 'eu-1a' }, twoZones);
    expect(zone.requests).toMatchObject({ offered: 30, completed: 30, failed: 0 });
    expect(zone.components['second']!.completed).toBe(5);
    const region = run({ scope: 'region', region: 'eu-1' }, twoZones);
    expect(region.requests).toMatchObject({ completed: 25, failed: 5 });
    // Each of the five was refused twice.
    expect(['first', 'second'].map((id) => region.availability.components![id]!.refused)).toEqual([5, 5]);
  });

  test('by retries hides a replica that is down and that nobody has noticed', () => {
    const replicas = (retries?: Loose) => [
      { id: 'proxy', kind: 'proxy', place: 'home', ...(retries ? { retries } : {}), to: 'model' },
      { id: 'model', kind: 'modelServer', place: 'a', replicas: 2, queues: 'perReplica', serviceTime },
    ];
    const fault = { scope: 'instance', component: 'model', replica: 0, detectionSeconds: 100 };
    // Turns: of the requests of 10 to 14 s those of 10, 12 and 14 s are sent to it.
    expect(run(fault, replicas()).requests.failed).toBe(3);
    const retried = run(fault, replicas({ policy: 'fixed', maximumRetries: 1, waitSeconds: 0.1 }));
    expect(retried.requests).toMatchObject({ completed: 30, failed: 0 });
  });
});
