import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  processorSharingMeanSojournSeconds,
  retransmission,
  storeAndForward,
  transferSeconds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

type Loose = Readonly<Record<string, unknown>>;
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });

/** Devices at the edge ask a model in the cloud over one link. */
function shop(
  link: Loose,
  { source = {}, server = {}, run = {} }: { source?: Loose; server?: Loose; run?: Loose } = {},
) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', place: 'edge', payloadBytes: 1000, arrivals: at(0), to: 'model', ...source },
      { id: 'model', kind: 'modelServer', replicas: 100, serviceTime: constant(0.1), ...server },
    ],
    links: [{ from: 'edge', to: 'cloud', roundTripSeconds: 0.2, ...link }],
    run: { durationSeconds: 100, replications: 1, ...run },
  });
}
const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });

/** When each request was answered, in whole microseconds, in the order of the requests. */
function answers(scenario: ReturnType<typeof shop>): (number | undefined)[] {
  const { trace } = traceRun(scenario);
  return trace.createdAt.map((_, serial) => {
    const at = trace.answers.get(serial)?.answeredAt;
    return at === undefined ? undefined : Math.round(at * 1e6) / 1e6;
  });
}

describe('a link', () => {
  test('takes its round trips, those of a new connection, and eight bits per byte over the bandwidth', () => {
    const link = { upBitsPerSecond: 80_000, handshake: 'tls13' };
    const expected = transferSeconds({ roundTripSeconds: 0.2, handshakes: 2, bytes: 1000, bitsPerSecond: 80_000 });
    expect(expected).toBeCloseTo(0.7, 12);
    expect(answers(shop(link))).toEqual([0.8]);
  });

  test('takes the round trip of its preset and 4.9 µs per kilometre and direction', () => {
    const scenario = shop({ roundTripSeconds: undefined, preset: 'fixedBroadband', kilometres: 1000 });
    expect(answers(scenario)).toEqual([0.1238]);
  });

  test('whose further keys do nothing is the plain link, bit for bit', () => {
    const source = { arrivals: { process: 'poisson', ratePerSecond: 20 } };
    const nothing = { kilometres: 0, roundTripCv: 0, handshake: 'none', lossProbability: 0, retransmissions: 3 };
    const { engine: _, ...plain } = simulate(shop({}, { source }));
    const { engine: __, ...same } = simulate(shop(nothing, { source }));
    expect(same).toEqual(plain);
    expect(plain.links).toBeUndefined();
  });

  test('that could fail and does not gives the times of the plain link, on the grid of nanoseconds', () => {
    const source = { arrivals: { process: 'poisson', ratePerSecond: 20 } };
    const never = { outages: { law: 'scheduled', atSeconds: 1e6, durationSeconds: 1 } };
    const plain = simulate(shop({}, { source }));
    const same = simulate(shop(never, { source }));
    expect(same.requests).toEqual(plain.requests);
    expect(Math.abs(same.sojournTimeSeconds.mean! - plain.sojournTimeSeconds.mean!)).toBeLessThan(2e-9);
    expect(same.links!['edge-cloud']).toMatchObject({ outages: 0, downFraction: 0, up: { failed: 0, lost: 0 } });
  });

  test('sends messages one after another in fifo, at once with sharing, and apart with none', () => {
    const times = { arrivals: at(0, 0) };
    const link = { upBitsPerSecond: 8000 };
    // One second each: the second waits; both take two seconds; neither notices the other.
    expect(answers(shop({ ...link, sharing: 'fifo' }, { source: times }))).toEqual([1.3, 2.3]);
    expect(answers(shop(link, { source: times }))).toEqual([2.3, 2.3]);
    expect(answers(shop({ ...link, sharing: 'none' }, { source: times }))).toEqual([1.3, 1.3]);
  });

  test('carries answers back in the other direction, where they meet other messages', () => {
    const link = { upBitsPerSecond: 8000, downBitsPerSecond: 4000, sharing: 'fifo' };
    const scenario = shop(link, { source: { arrivals: at(0, 0), answerBytes: 1000 } });
    // Sent at 1 and 2, served until 1.2 and 2.2; each answer takes 2 s, so the second waits from 2.2 to 3.2.
    expect(answers(scenario)).toEqual([3.3, 5.3]);
    const result = simulate(scenario);
    expect(result.links!['edge-cloud']!.down).toMatchObject({ messages: 2, bytes: 2000 });
    expect(result.links!['edge-cloud']!.down.utilisation).toBeCloseTo(0.04, 12);
  });

  test('shares its bandwidth as processor sharing does: mean transfer x / (1 − ρ) whatever the law of sizes', () => {
    const scenario = shop(
      { upBitsPerSecond: 80_000 },
      {
        source: { arrivals: { process: 'poisson', ratePerSecond: 7 }, payloadCv: 1 },
        run: { durationSeconds: 5000, warmUpSeconds: 200, replications: 10 },
      },
    );
    const { mean, ci95 } = simulate(scenario).links!['edge-cloud']!.up.transferSeconds;
    const expected = processorSharingMeanSojournSeconds(7, 0.1);
    expect(expected).toBeCloseTo(1 / 3, 12);
    expect(Math.abs(mean! - expected)).toBeLessThan(2 * (ci95![1] - ci95![0]));
  });

  test('loses and repeats messages as the geometric law says', () => {
    const scenario = shop(
      { roundTripCv: 0, lossProbability: 0.2, retransmitSeconds: 0.5, retransmissions: 1 },
      {
        source: { arrivals: { process: 'poisson', ratePerSecond: 50 } },
        run: { durationSeconds: 2000, warmUpSeconds: 10, replications: 1 },
      },
    );
    const result = simulate(scenario);
    const { lostShare, meanDelaySeconds } = retransmission(0.2, 0.5, 1);
    expect([lostShare, meanDelaySeconds]).toEqual([0.04000000000000001, expect.closeTo(0.08333333, 7)]);
    const { offered, failed } = result.requests;
    // A request fails on its way, or its answer does on the way back.
    const share = 1 - (1 - lostShare) ** 2;
    expect(Math.abs(failed / offered - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / offered));
    const { mean, ci95 } = result.sojournTimeSeconds;
    expect(Math.abs(mean! - (0.3 + 2 * meanDelaySeconds))).toBeLessThan(ci95![1] - ci95![0]);
  });
});

describe('a link that goes down', () => {
  const outages = { law: 'scheduled', atSeconds: 10, durationSeconds: 20 };
  const source = { arrivals: { process: 'deterministic', periodSeconds: 1 } };

  test('fails what comes and what is being sent, after the time that it takes to notice', () => {
    const { trace, model } = traceRun(
      shop({ upBitsPerSecond: 8000 / 0.5, outages }, { source: { arrivals: at(5, 9.8, 15, 30) } }),
    );
    expect([...trace.answers.keys()]).toEqual([0, 3]);
    expect(model.statistics.dropped[2]).toBe(2);
  });

  test('lets messages wait, and what was being sent goes on where it stopped', () => {
    const link = { upBitsPerSecond: 8000, sharing: 'fifo', outages, whileDown: { messages: 'wait' } };
    expect(answers(shop(link, { source: { arrivals: at(9.5, 15) } }))).toEqual([30.8, 31.8]);
  });

  test('is down for the share of the time that its law says', () => {
    const scenario = shop(
      { outages: { law: 'exponential', mtbfSeconds: 90, mttrSeconds: 10 } },
      { source, run: { durationSeconds: 200_000 } },
    );
    const { downFraction, outages: count } = simulate(scenario).links!['edge-cloud']!;
    // Of an alternating renewal process the share has the variance 2 (up · down)² / (T (up + down)³).
    const error = Math.sqrt((2 * (90 * 10) ** 2) / (200_000 * 100 ** 3));
    expect(Math.abs(downFraction! - 0.1)).toBeLessThan(3 * error);
    expect(Math.abs(count! - 2000)).toBeLessThan(3 * Math.sqrt(2000));
  });

  test('stores messages: the store fills with the rate, drains with what the link has left, and gives up the rest', () => {
    // One message a second; the link sends four a second, and is down from 10 to 30.
    const link = { roundTripSeconds: 0, upBitsPerSecond: 32_000, outages };
    const whileDown = { messages: 'store', syncBatch: 1, storeCapacity: 15 };
    const shifted = { arrivals: { process: 'trace', timesSeconds: Array.from({ length: 90 }, (_, i) => i + 0.5) } };
    const theory = storeAndForward(1, 20, 4, 15);
    expect(theory).toEqual({ stored: 15, lost: 5, drainSeconds: 5 });
    for (const whenFull of ['dropNewest', 'dropOldest']) {
      const scenario = shop(
        { ...link, whileDown: { ...whileDown, whenFull } },
        { source: shifted, server: { serviceTime: constant(0.001) } },
      );
      const result = simulate(scenario);
      expect(result.links!['edge-cloud']!.up.stored).toMatchObject({ max: 15, dropped: 5, duplicates: 0 });
      expect(result.requests).toMatchObject({ offered: 90, rejected: 5, completed: 85 });
      const times = answers(scenario);
      const lost = times.flatMap((time, i) => (time === undefined ? [i] : []));
      expect(lost).toEqual(whenFull === 'dropNewest' ? [25, 26, 27, 28, 29] : [10, 11, 12, 13, 14]);
      // In order, a quarter of a second each from 30 on, until the store is empty 5 s later; then each alone again.
      const delayed = times.filter((time): time is number => time !== undefined && time > 30 && time < 35.1);
      expect(delayed).toEqual(Array.from({ length: 20 }, (_, i) => Math.round((30 + (i + 1) / 4 + 0.001) * 1e6) / 1e6));
      expect(times[35]).toBe(35.751);
    }
  });

  test('sends a batch again whose acknowledgement the outage swallowed: what had arrived is a duplicate, what had not is late', () => {
    // Sent by 9.5 and to be acknowledged at 10.5: it arrived at 10 and is sent again at 30, while its answer of 10.1 waits for the link, which it needs
    // no time on. Sent from 9.8 to 10.3: starts anew at 30.5, and takes half a second to be sent, to arrive, and to come back.
    const link = { roundTripSeconds: 1, upBitsPerSecond: 16_000, outages, whileDown: { messages: 'store' } };
    const scenario = shop(link, { source: { arrivals: at(9, 9.8) } });
    expect(answers(scenario)).toEqual([30.5, 32.1]);
    expect(simulate(scenario).links!['edge-cloud']!.up.stored).toMatchObject({ duplicates: 1 });
  });
});
