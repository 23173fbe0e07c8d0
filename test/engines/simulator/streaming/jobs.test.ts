import { describe, expect, test } from 'vitest';
import {
  backlogAfterFailure,
  longestBatchOverhead,
  microBatchSojourn,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { at, lastVisits, poisson, runStream, seconds, type StreamSetting } from './scenario.ts';

const affine = { distribution: 'affine', baseSeconds: 0.1, perItemSeconds: 0.005 };

describe('microBatch', () => {
  test('microBatch processes at each trigger what has come, and follows a long batch by the next at once', () => {
    // Triggers at 1, 2, 3 …; a batch of n takes 0.5 + 0.3 n.
    const visits = lastVisits({
      arrivals: at(0.2, 0.4, 1.5, 1.6, 1.7, 2.5, 3.5),
      processor: {
        serviceTime: { distribution: 'affine', baseSeconds: 0.5, perItemSeconds: 0.3 },
        processing: { mode: 'microBatch', triggerSeconds: 1 },
      },
    });
    expect(visits.map(({ startedAt, leftAt }) => `${startedAt}→${leftAt}`)).toEqual([
      '1→2.1',
      '1→2.1',
      // The trigger of 2 was missed: at once.
      '2.1→3.5',
      '2.1→3.5',
      '2.1→3.5',
      // And that of 3: the record of 3.5 comes after the batch of that instant has begun.
      '3.5→4.3',
      '4.3→5.1',
    ]);
  });

  test('microBatch without an interval begins a batch when the last has ended and records are there', () => {
    const visits = lastVisits({
      arrivals: at(1, 1.1, 1.2, 5),
      processor: {
        serviceTime: { distribution: 'affine', baseSeconds: 0.5, perItemSeconds: 0.1 },
        processing: { mode: 'microBatch' },
      },
    });
    expect(visits.map(({ startedAt, leftAt }) => `${startedAt}→${leftAt}`)).toEqual([
      '1→1.6',
      '1.6→2.3',
      '1.6→2.3',
      '5→5.6',
    ]);
  });

  test('microBatch lasts as long as its slowest consumer', () => {
    // Partition of key 0 gets all: one of two consumers does the work, and the batch ends with it.
    const { consumers } = runStream({
      arrivals: poisson(20),
      source: { keys: { count: 1 } },
      partitions: 2,
      processor: { consumers: 2, serviceTime: seconds(0.01), processing: { mode: 'microBatch', triggerSeconds: 1 } },
      run: { durationSeconds: 1000 },
    });
    expect(consumers.utilisation).toBeCloseTo(0.1, 2);
    expect(consumers.microBatches.meanSeconds).toBeCloseTo(0.2, 1);
  });

  test('microBatch waits half an interval on average, and then for the whole batch', () => {
    const { mean, ci95 } = runStream({
      arrivals: poisson(50),
      partitions: 4,
      processor: { serviceTime: affine, processing: { mode: 'microBatch', triggerSeconds: 2 } },
      run: { durationSeconds: 10_000 },
    }).result.sojournTimeSeconds;
    const expected = microBatchSojourn(2, 50, 0.1, 0.005);
    expect(ci95![0]).toBeLessThan(expected);
    expect(ci95![1]).toBeGreaterThan(expected);
    expect(Math.abs(mean! / expected - 1)).toBeLessThan(0.005);
  });

  test('microBatch keeps up exactly while its fixed time is at most T (1 − l b)', () => {
    // l = 50, b = 0.01, T = 2: a ≤ 1.
    const limit = longestBatchOverhead(2, 50, 0.01);
    expect(limit).toBeCloseTo(1, 12);
    const meanSeconds = (baseSeconds: number) =>
      runStream({
        arrivals: { process: 'deterministic', periodSeconds: 0.02 },
        processor: {
          serviceTime: { distribution: 'affine', baseSeconds, perItemSeconds: 0.01 },
          processing: { mode: 'microBatch', triggerSeconds: 2 },
        },
        run: { durationSeconds: 2000 },
      }).consumers.microBatches.meanSeconds!;
    expect(meanSeconds(0.9 * limit)).toBeCloseTo(1.9, 2);
    // Beyond, batches grow until they last a / (1 − l b) = 2.2 s, one after another: later than every trigger.
    expect(meanSeconds(1.1 * limit)).toBeCloseTo(2.2, 2);
  });

  test('microBatch does a batch again that failed, and no record twice', () => {
    const { consumers, result } = runStream({
      arrivals: at(0.5, 0.6, 2.5),
      processor: {
        serviceTime: seconds(0.4),
        processing: { mode: 'microBatch', triggerSeconds: 1, failuresAtSeconds: [1.5], restartSeconds: 3 },
      },
    });
    expect(consumers.microBatches).toMatchObject({ completed: 1, aborted: 1 });
    expect(consumers.delivery).toEqual({ reprocessed: 0, duplicates: 0, lost: 0 });
    // All three are one batch from 4.5 on.
    expect(result.sojournTimeSeconds.max).toBeCloseTo(5.2, 9);
  });
});

describe('checkpointed', () => {
  /** Ten records a second, 10 ms each; checkpoints every 10 s; a failure at 47.05 that is known 2 s later and over after 5 more. */
  const failing = (more: object = {}, setting: Partial<StreamSetting> = {}): StreamSetting => ({
    arrivals: { process: 'deterministic', periodSeconds: 0.1 },
    processor: {
      serviceTime: seconds(0.01),
      processing: {
        mode: 'checkpointed',
        intervalSeconds: 10,
        failuresAtSeconds: [47.05],
        detectionSeconds: 2,
        restartSeconds: 5,
        ...more,
      },
    },
    ...setting,
  });

  test('checkpointed reads again from the last complete checkpoint', () => {
    const { consumers, result } = runStream(failing());
    // The barrier of 40 finds the reader at work on the record of 40.0 and is passed at 40.01: 40.1 to 47.0 are 70 records. By 54.05 the log holds the
    // 70 more of 47.1 to 54.0.
    expect(consumers.delivery).toEqual({ reprocessed: 70, duplicates: 70, lost: 0 });
    expect(consumers.recovery).toEqual({ failures: 1, meanBacklog: 140 });
    expect(result.requests.completed).toBe(result.requests.offered - result.requests.inSystem);
    expect(result.sojournTimeSeconds.max).toBeGreaterThan(7);
  });

  test('checkpointed does not count a checkpoint that was not stored before the failure', () => {
    // The barrier of 40 is stored at 48: too late, so 30.1 to 47.0 are done again.
    expect(runStream(failing({ durationSeconds: 8 })).consumers.delivery.reprocessed).toBe(170);
  });

  test('checkpointed with a transactional sink shows each result once, up to an interval later', () => {
    const immediate = runStream(failing({ failuresAtSeconds: [] }));
    const { consumers, result } = runStream(failing({ sink: 'transactional' }));
    expect(consumers.delivery).toEqual({ reprocessed: 70, duplicates: 0, lost: 0 });
    const without = runStream(failing({ sink: 'transactional', failuresAtSeconds: [] }));
    // Evenly spread over the interval: half of it on average; the records of the first hundredth of a second after the barrier wait for the whole.
    const added = without.result.sojournTimeSeconds.mean! - immediate.result.sojournTimeSeconds.mean!;
    expect(added).toBeCloseTo(5, 0);
    // The last checkpoint is that of the end, at 100.
    expect(result.requests.inSystem).toBe(0);
  });

  test('checkpointed lets the other readers go on in vain until the failure is known', () => {
    // Two readers, a record each every 0.2 s. Reader 0 breaks at 47.05; reader 1 works on until 49.05, on 10 records more.
    const { consumers } = runStream({
      ...failing(),
      partitions: 2,
      processor: { ...(failing().processor as object), consumers: 2 },
    });
    expect(consumers.delivery.reprocessed).toBe(70 + 10);
  });

  test('checkpointed has λ (I/2 + stored + detection + restart) records to catch up with after a failure, on average', () => {
    const { consumers } = runStream({
      arrivals: poisson(5),
      processor: {
        serviceTime: seconds(0.002),
        processing: {
          mode: 'checkpointed',
          intervalSeconds: 10,
          durationSeconds: 1,
          // Rare enough that the job is back in its rhythm before it fails again.
          failureMeanSeconds: 1000,
          detectionSeconds: 2,
          restartSeconds: 5,
        },
      },
      run: { durationSeconds: 100_000 },
    });
    const { failures, meanBacklog } = consumers.recovery;
    const expected = backlogAfterFailure(5, 10, 7, 1);
    // Age of the checkpoint uniform over I: deviation I/√12; the count of Poisson arrivals besides.
    const deviation = Math.sqrt(((5 * 10) ** 2 / 12 + expected) / failures);
    // A second failure before the next checkpoint finds the old one: within some 20 of 1000 s, that is 2 % of the failures with two intervals more.
    expect(failures).toBeGreaterThan(70);
    expect(Math.abs(meanBacklog! - expected)).toBeLessThan(3 * deviation + 0.02 * 5 * 20);
  });

  test('checkpointed windows fire again after a failure, and a transactional sink shows them once', () => {
    const windows = { type: 'tumbling', sizeSeconds: 1, outOfOrdernessSeconds: 1 };
    const run = (sink: string) => {
      const setting = failing({ sink });
      return runStream({ ...setting, processor: { ...(setting.processor as object), windows } });
    };
    // The window that ends at e fires at e + 1.2, the emission after the record of e + 1 is done: those of 39 to 45 after the barrier and before the
    // failure, ten records each.
    expect(run('immediate').consumers.delivery).toEqual({ reprocessed: 70, duplicates: 70, lost: 0 });
    expect(run('transactional').consumers.delivery).toEqual({ reprocessed: 70, duplicates: 0, lost: 0 });
    expect(run('immediate').consumers.windows.entries).toBe(run('transactional').consumers.windows.entries);
  });
});
