import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  bestSplit,
  breakEvenRoundTripSeconds,
  calibratedEscalation,
  hybrid,
  mmc,
  splitSeconds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

type Loose = Readonly<Record<string, unknown>>;
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });
const poisson = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });

interface Fleet {
  readonly source?: Loose;
  readonly device: Loose;
  readonly cloud?: Loose;
  readonly link?: Loose;
  readonly run?: Loose;
}

/** Users with devices, and a model in the cloud for what these pass on. */
function fleet({ source = {}, device, cloud, link = {}, run = {} }: Fleet) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', place: 'field', arrivals: at(0), to: 'devices', ...source },
      {
        id: 'devices',
        kind: 'device',
        place: 'field',
        serviceTime: constant(0.4),
        ...device,
        ...(cloud ? { to: 'cloud' } : {}),
      },
      ...(cloud ? [{ id: 'cloud', kind: 'modelServer', replicas: 50, serviceTime: constant(0.1), ...cloud }] : []),
    ],
    links: [{ from: 'field', to: 'cloud', roundTripSeconds: 0.2, ...link }],
    run: { durationSeconds: 100, replications: 1, ...run },
  });
}

describe('devices', () => {
  test('each serve their own requests, by key: nobody helps a busy neighbour', () => {
    // Two keys on two devices, of which one gets three of the four requests at once.
    const scenario = accept({
      components: [
        {
          id: 'users',
          kind: 'traffic',
          keys: { count: 2, zipfExponent: 5 },
          arrivals: at(0, 0, 0, 0, 0, 0, 0, 0),
          to: 'devices',
        },
        { id: 'devices', kind: 'device', devices: 2, serviceTime: constant(1) },
      ],
      run: { durationSeconds: 100, replications: 1 },
    });
    const { trace } = traceRun(scenario);
    for (const key of [0, 1]) {
      const mine = trace.visits.filter((visit) => visit.key === key);
      expect(mine.map(({ startedAt }) => startedAt)).toEqual(mine.map((_, i) => i));
    }
    expect(trace.visits.length).toBe(8);
  });

  test('without keys are as many M/M/1 queues, each with its share of the requests', () => {
    const scenario = fleet({
      source: { arrivals: poisson(30) },
      device: { devices: 10, serviceTime: exponential(0.2) },
      run: { durationSeconds: 4000, warmUpSeconds: 100, replications: 10 },
    });
    const { waitingTimeSeconds, utilisation } = simulate(scenario).components['devices']!;
    const { meanWaitingSeconds } = mmc(3, 0.2, 1);
    expect(meanWaitingSeconds).toBeCloseTo(0.3, 12);
    expect(Math.abs(waitingTimeSeconds!.mean! - 0.3)).toBeLessThan(
      waitingTimeSeconds!.ci95![1] - waitingTimeSeconds!.ci95![0],
    );
    expect(utilisation).toBeCloseTo(0.6, 2);
  });

  test('reject what finds no waiting place', () => {
    const result = simulate(fleet({ source: { arrivals: at(0, 0, 0) }, device: { queueCapacity: 1 } }));
    expect(result.requests).toMatchObject({ completed: 2, rejected: 1 });
  });
});

describe('an edge model and a cloud model', () => {
  test('answer equally fast where the round trip is the difference of their times', () => {
    const roundTripSeconds = breakEvenRoundTripSeconds(0.4, 0.1);
    expect(roundTripSeconds).toBeCloseTo(0.3, 12);
    const edge = simulate(fleet({ device: {} })).sojournTimeSeconds.mean!;
    const cloud = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', place: 'field', arrivals: at(0), to: 'cloud' },
          { id: 'cloud', kind: 'modelServer', serviceTime: constant(0.1) },
        ],
        links: [{ from: 'field', to: 'cloud', roundTripSeconds }],
        run: { durationSeconds: 100, replications: 1 },
      }),
    ).sojournTimeSeconds.mean!;
    expect(edge).toBeCloseTo(0.4, 12);
    expect(cloud).toBeCloseTo(edge, 12);
  });

  test('together escalate a share e: latency t_e + e (RTT + t_c), quality a mixture', () => {
    const scenario = fleet({
      source: { arrivals: { process: 'deterministic', periodSeconds: 1 } },
      device: { quality: 0.9, escalation: { confidence: { law: 'share', escalatedShare: 0.3 } } },
      cloud: { quality: 0.98 },
      run: { durationSeconds: 20_000 },
    });
    const result = simulate(scenario);
    const { escalatedFraction } = (
      result.components['devices'] as unknown as { escalation: { escalatedFraction: number } }
    ).escalation;
    expect(Math.abs(escalatedFraction - 0.3)).toBeLessThan(3 * Math.sqrt((0.3 * 0.7) / 20_000));
    // Given the share that came out, both are exact.
    const theory = hybrid(
      escalatedFraction,
      { seconds: 0.4, quality: 0.9 },
      { seconds: 0.1, roundTripSeconds: 0.2, quality: 0.98 },
    );
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(theory.meanSeconds, 9);
    expect(result.quality!.mean).toBeCloseTo(theory.quality, 9);
    expect(result.quality!.answers).toBe(result.requests.completed);
    expect(result.components['cloud']!.arrivals).toBe(Math.round(escalatedFraction * result.requests.offered));
  });

  test('with a calibrated confidence: the share and the quality of the beta law', () => {
    const confidence = { law: 'beta', alpha: 8, beta: 2, threshold: 0.8 };
    const theory = calibratedEscalation(8, 2, 0.8);
    // By integer parameters: P(C ≤ 0.8) = P(at least 8 of 9 heads at 0.8) = 9 · 0.8^8 · 0.2 + 0.8^9.
    expect(theory.escalationShare).toBeCloseTo(9 * 0.8 ** 8 * 0.2 + 0.8 ** 9, 12);
    const result = simulate(
      fleet({
        source: { arrivals: { process: 'deterministic', periodSeconds: 1 } },
        device: { escalation: { confidence } },
        cloud: { quality: 1 },
        run: { durationSeconds: 20_000 },
      }),
    );
    const e = theory.escalationShare;
    const quality = e + (1 - e) * theory.quality;
    // One answer varies by less than 0.2 about its mean.
    expect(Math.abs(result.quality!.mean! - quality)).toBeLessThan(3 * (0.2 / Math.sqrt(20_000)));
  });

  test('answers with the small model, as good as it is when unsure, while the cloud cannot be reached', () => {
    const scenario = fleet({
      source: { arrivals: { process: 'deterministic', periodSeconds: 1 } },
      device: {
        quality: 0.9,
        escalation: { confidence: { law: 'share', escalatedShare: 1, unsureQuality: 0.6 }, timeoutSeconds: 2 },
      },
      cloud: { quality: 1 },
      link: { outages: { law: 'scheduled', atSeconds: 50, durationSeconds: 1000 } },
    });
    const result = simulate(scenario);
    const answered = result.quality!.answers;
    // Requests of 1 to 99 s; those asked from 50 s on (created from 49.6 on, one a second) get the device's guess one second later.
    expect(result.requests).toMatchObject({ failed: 0, timedOut: 0 });
    const unsure = (result.components['devices'] as unknown as { escalation: { answeredUnsure: number } }).escalation
      .answeredUnsure;
    expect(result.quality!.mean).toBeCloseTo((0.6 * unsure + (answered - unsure)) / answered, 12);
    expect(result.components['cloud']!.completed).toBe(answered - unsure);
    expect(unsure).toBeGreaterThan(40);
  });
});

describe('a split network', () => {
  const layers = [
    { deviceSeconds: 0.05, cloudSeconds: 0.005, outputBytes: 8000 },
    { deviceSeconds: 0.1, cloudSeconds: 0.01, outputBytes: 1000 },
    { deviceSeconds: 0.4, cloudSeconds: 0.04, outputBytes: 100 },
  ];
  const run = (after: number | undefined, bitsPerSecond: number) =>
    simulate(
      fleet({
        device: {
          serviceTime: { distribution: 'carried', meanSeconds: 1 },
          split: { inputBytes: 20_000, layers, ...(after === undefined ? {} : { after }) },
        },
        cloud: { serviceTime: { distribution: 'carried', meanSeconds: 1 } },
        link: { upBitsPerSecond: bitsPerSecond },
      }),
    );

  test('takes what the layers on the device, the bytes between and the rest in the cloud take', () => {
    for (let after = 0; after <= 3; after++) {
      const expected = splitSeconds(layers, 20_000, { roundTripSeconds: 0.2, bitsPerSecond: 80_000 }, after);
      expect(run(after, 80_000).sojournTimeSeconds.mean).toBeCloseTo(expected, 9);
    }
  });

  test('is cut where one inference is fastest unless told otherwise, which moves with the bandwidth', () => {
    const cuts = [1e3, 8e4, 1e9].map((bitsPerSecond) => {
      const link = { roundTripSeconds: 0.2, bitsPerSecond };
      const times = [0, 1, 2, 3].map((after) => splitSeconds(layers, 20_000, link, after));
      const best = bestSplit(layers, 20_000, link);
      expect(times[best]).toBe(Math.min(...times));
      const result = run(undefined, bitsPerSecond);
      expect((result.components['devices'] as unknown as { layersOnDevice: number }).layersOnDevice).toBe(best);
      expect(result.sojournTimeSeconds.mean).toBeCloseTo(times[best]!, 9);
      return best;
    });
    expect(cuts).toEqual([3, 2, 0]);
  });
});
