import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { StickyPartitioner } from '../../../../widgets/engines/simulator/streaming/sticky-partitioner.ts';
import { drainSeconds, lagAfterOutage } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';
import { at, lastVisits, poisson, runStream, seconds, stream } from './scenario.ts';

describe('the producer of a partitionedLog', () => {
  const produce = (times: number[], producer: object, source: object = {}) => ({
    arrivals: at(...times),
    source: { payloadBytes: 1000, ...source },
    partitions: 3,
    log: { producer },
    processor: { serviceTime: seconds(0.001) },
  });

  test('sends a batch when it is full, and one that is not when its first record has lingered', () => {
    const times = [1, 1.1, 1.2, 1.3, 1.4];
    // Three records fill a batch of 3000 bytes; the other two wait from 1.3 on.
    const visits = lastVisits(produce(times, { batchBytes: 3000, lingerSeconds: 0.5 }, { keys: { count: 1 } }));
    expect(visits.map(({ enqueuedAt }) => enqueuedAt)).toEqual([1.2, 1.2, 1.2, 1.8, 1.8]);
  });

  test('closes a batch that has no room for the next record', () => {
    const visits = lastVisits(produce([1, 1.1, 1.2], { batchBytes: 2500, lingerSeconds: 0.5 }, { keys: { count: 1 } }));
    expect(visits.map(({ enqueuedAt }) => enqueuedAt)).toEqual([1.2, 1.2, 1.7]);
  });

  test('sends every record by itself without linger', () => {
    const times = [1, 1.1, 1.2];
    expect(lastVisits(produce(times, { batchBytes: 16_384 })).map(({ enqueuedAt }) => enqueuedAt)).toEqual(times);
  });

  test('keeps records without a key together, in batches of batch.size, and reports them', () => {
    const result = simulate(
      stream(
        produce(
          Array.from({ length: 160 }, (_, i) => 1 + i / 100),
          { batchBytes: 16_000, lingerSeconds: 10 },
        ),
      ),
    );
    expect(result.components['log']!.producer).toEqual({
      batches: 10,
      meanBatchRecords: 16,
      meanBatchBytes: 16_000,
    });
  });

  test('StickyPartitioner switches after a batch’s worth of bytes, held back by an open batch up to twice that', () => {
    const partitionerOf = () => new StickyPartitioner(1000, 100, new RandomStream(1, 0, 'partitioner', 'fast'));
    const switchesAt = (isOpen: boolean) => {
      const partitioner = partitionerOf();
      const first = partitioner.current;
      for (let bytes = 30; ; bytes += 30) {
        partitioner.produced(30, isOpen);
        if (partitioner.current !== first) return bytes;
      }
    };
    expect(switchesAt(false)).toBe(120);
    expect(switchesAt(true)).toBe(210);
    const waiting = partitionerOf();
    const first = waiting.current;
    waiting.produced(120, true);
    expect(waiting.current).toBe(first);
    // The batch has gone.
    waiting.produced(0, false);
    expect(waiting.current).not.toBe(first);
  });
});

describe('the lag of a partitionedLog', () => {
  test('is that of its partitions: a hot one saturates when its share of the rate exceeds a consumer, whatever their number', () => {
    // 30 per second, half of them with key 0: 15 per second in its partition and more, one consumer serves 10.
    const run = (consumers: number) =>
      runStream({
        arrivals: poisson(30),
        source: { keys: { count: 64, zipfExponent: 1.6 } },
        partitions: 8,
        processor: { consumers, serviceTime: seconds(0.1), group: { initialRebalanceDelaySeconds: 0 } },
        run: { durationSeconds: 600 },
      }).consumers.lagByPartition;
    const lags = Object.values(run(8)).sort((a, b) => b - a);
    expect(lags[0]).toBeGreaterThan(600);
    // The others are served in time; a poll that waits for its end leaves some dozens at most.
    expect(lags[2]).toBeLessThan(60);
  });

  test('grows by rate times outage and drains at the spare capacity', () => {
    // The only member leaves at 100 and another joins at 200; the empty group waits 3 s more: 103 s of 10 per second, capacity 50.
    const setting = {
      arrivals: { process: 'deterministic', periodSeconds: 0.1 },
      processor: {
        serviceTime: seconds(0.02),
        maxPollRecords: 1,
        group: {
          changes: [
            { atSeconds: 100, change: 'leave' },
            { atSeconds: 200, change: 'join' },
          ],
        },
      },
      run: { durationSeconds: 300 },
    };
    const { max, end } = runStream(setting).result.components['log']!.lag!;
    expect(Math.abs(max - lagAfterOutage(10, 103))).toBeLessThanOrEqual(1);
    expect(end).toBeLessThanOrEqual(1);
    const drained = lastVisits(setting).find(
      ({ enqueuedAt, startedAt }) => enqueuedAt > 110 && startedAt === enqueuedAt,
    );
    expect(Math.abs(drained!.startedAt - (203 + drainSeconds(lagAfterOutage(10, 103), 10, 50)))).toBeLessThan(0.2);
  });
});

describe('back-pressure', () => {
  test('stops the consumers before a full buffer, so that the lag grows in the log and not in memory', () => {
    // The scorer serves 5 per second and holds at most 3 in its queue; 10 per second come.
    const scenario = accept({
      components: [
        { id: 'events', kind: 'eventStream', arrivals: poisson(10), to: 'log' },
        { id: 'log', kind: 'partitionedLog', partitions: 2, to: 'consumers' },
        { id: 'consumers', kind: 'streamProcessor', consumers: 2, serviceTime: seconds(0.01), group: {}, to: 'scorer' },
        { id: 'scorer', kind: 'modelServer', serviceTime: seconds(0.2), queueCapacity: 3, overflow: 'block' },
      ],
      run: { seed: 3, durationSeconds: 400, replications: 1 },
    });
    const result = simulate(scenario);
    const { lag } = result.components['log']!;
    // Half of the 4000 records stay behind; one standard deviation of Poisson counts is √4000, about 63.
    expect(Math.abs(lag!.end - 2000)).toBeLessThan(4 * 63);
    // In service, in the queue, and one per consumer at the door.
    const { visits } = traceRun(scenario).trace;
    const scored = visits.filter(({ station }) => station === 'scorer');
    const open = scored.map(({ enqueuedAt }) => scored.filter((other) => other.enqueuedAt <= enqueuedAt && !(other.leftAt < enqueuedAt)).length); // biome-ignore format: one line
    expect(Math.max(...open)).toBeLessThanOrEqual(1 + 3 + 2);
    expect(result.components['consumers']!.utilisation).toBeGreaterThan(0.95);
    expect(result.requests.offered).toBe(result.requests.completed + result.requests.inSystem);
  });
});

describe('eventDelay', () => {
  test('eventDelay sends events later than they happen, so that the sojourn time counts from the event', () => {
    const visits = lastVisits({
      arrivals: at(1, 2),
      source: { eventDelay: { distribution: 'deterministic', meanSeconds: 0.3 } },
      processor: { serviceTime: seconds(0.1), group: { initialRebalanceDelaySeconds: 0 } },
    });
    expect(visits.map(({ createdAt, enqueuedAt, leftAt }) => [createdAt, enqueuedAt, leftAt])).toEqual([
      [1, 1.3, 1.4],
      [2, 2.3, 2.4],
    ]);
  });

  test('eventDelay of exponential law brings events out of order, as Poisson arrivals of the same rate', () => {
    const setting = {
      arrivals: poisson(20),
      source: { eventDelay: { distribution: 'exponential', meanSeconds: 2 } },
      processor: { serviceTime: seconds(1e-6) },
      run: { durationSeconds: 2000, warmUpSeconds: 20 },
    };
    const { result } = runStream(setting);
    const { mean } = result.sojournTimeSeconds;
    // Standard error 2/√40 000 = 0.01 s.
    expect(Math.abs(mean! - 2)).toBeLessThan(3 * 0.01);
    const visits = lastVisits(setting);
    expect(visits.some(({ enqueuedAt }, i) => i > 0 && enqueuedAt < visits[i - 1]!.enqueuedAt)).toBe(true);
  });
});
