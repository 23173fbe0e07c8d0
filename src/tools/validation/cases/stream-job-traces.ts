import type { TraceValue, ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { batchesOf } from '../recorded-run.ts';
import { at, figuresOf, lastVisits } from '../recorded-stream.ts';

/** Ten records a second; checkpoints every 10 s; a failure at 47.05 s that is known 2 s later and over after 5 more. */
function checkpoints(): TraceValue[] {
  const told = (options: object, more: object = {}) => {
    const figures = figuresOf({
      arrivals: { process: 'deterministic', periodSeconds: 0.1 },
      durationSeconds: 100,
      processor: {
        serviceTime: constant(0.01),
        ...more,
        processing: {
          ...{ mode: 'checkpointed', intervalSeconds: 10, failuresAtSeconds: [47.05] },
          ...{ detectionSeconds: 2, restartSeconds: 5, ...options },
        },
      },
    });
    const { reprocessed, duplicates } = figures.delivery!;
    return `${reprocessed} again, ${duplicates} seen twice, ${figures.recovery!.meanBacklog} to catch up`;
  };
  const windows = { type: 'tumbling', sizeSeconds: 1, outOfOrdernessSeconds: 1 };
  return [
    { label: 'since the checkpoint of 40 s', expected: '70 again, 70 seen twice, 140 to catch up', simulated: told({}) }, // biome-ignore format: one value a line
    { label: 'that of 40 s is not stored in time', expected: '170 again, 170 seen twice, 240 to catch up', simulated: told({ durationSeconds: 8 }) }, // biome-ignore format: one value a line
    { label: 'a transactional sink', expected: '70 again, 0 seen twice, 140 to catch up', simulated: told({ sink: 'transactional' }) }, // biome-ignore format: one value a line
    { label: 'seven windows of ten fired since', expected: '70 again, 70 seen twice, 140 to catch up', simulated: told({}, { windows }) }, // biome-ignore format: one value a line
    { label: 'windows behind a transactional sink', expected: '70 again, 0 seen twice, 140 to catch up', simulated: told({ sink: 'transactional' }, { windows }) }, // biome-ignore format: one value a line
  ];
}

/** Windows of 1 s, bound 2 s, watermarks every 0.2 s; events every 0.05 s. */
function windowResults(): TraceValue[] {
  const visits = lastVisits({
    arrivals: { process: 'deterministic', periodSeconds: 0.05 },
    durationSeconds: 20,
    processor: {
      serviceTime: constant(1e-6),
      windows: { type: 'tumbling', sizeSeconds: 1, outOfOrdernessSeconds: 2 },
      group: { initialRebalanceDelaySeconds: 0 },
    },
  });
  return [3, 7, 12].map((start) => {
    const results = visits.filter(({ enqueuedAt }) => enqueuedAt >= start && enqueuedAt < start + 1);
    return {
      label: `[${start}, ${start + 1}): the event that ends it is processed just after an emission, the next one fires it`,
      expected: `20 at ${start + 3.2}`,
      simulated: `${results.length} at ${[...new Set(results.map(({ leftAt }) => leftAt))].join(', ')}`,
    };
  });
}

/** When each event is answered, by its time: events at given moments, processed at once, watermarks every 0.2 s without a bound. */
function answers(windows: object, times: number[], source: object = {}): string {
  const visits = lastVisits({
    arrivals: at(...times),
    source,
    durationSeconds: 60,
    processor: {
      serviceTime: constant(1e-6),
      windows: { outOfOrdernessSeconds: 0, ...windows },
      group: { initialRebalanceDelaySeconds: 0 },
    },
  });
  return visits.map(({ enqueuedAt, leftAt }) => `${enqueuedAt}→${Number.isNaN(leftAt) ? 'open' : leftAt}`).join(', ');
}

function otherWindows(): TraceValue[] {
  return [
    {
      label: 'sliding, 2 s every 1 s: an event is answered by the first of its windows, [0, 2), [1, 3) …',
      expected: '1.5→2.6, 2.5→4.6, 4.5→open',
      simulated: answers({ type: 'sliding', sizeSeconds: 2, slideSeconds: 1 }, [1.5, 2.5, 4.5]),
    },
    {
      label: 'sessions of one key, gap 1 s: [1, 2.5) and [4, 5.7), closed by the next event',
      expected: '1→4.2, 1.5→4.2, 4→9.2, 4.7→9.2, 9→open',
      simulated: answers({ type: 'session', gapSeconds: 1 }, [1, 1.5, 4, 4.7, 9], { keys: { count: 1 } }),
    },
  ];
}

/** Events with long lognormal delays: all that were read are in a window or were dropped, whatever the window. */
function conservation(): TraceValue[] {
  const types = [
    { type: 'tumbling', sizeSeconds: 2 },
    { type: 'sliding', sizeSeconds: 2, slideSeconds: 2 },
    { type: 'session', gapSeconds: 0.5 },
  ];
  return types.flatMap((type) =>
    [0, 1].map((allowedLatenessSeconds) => {
      const { arrivals, windows } = figuresOf({
        arrivals: { process: 'poisson', ratePerSecond: 50 },
        source: { keys: { count: 40 }, eventDelay: { distribution: 'lognormal', meanSeconds: 0.5, cv: 2 } },
        partitions: 3,
        processor: {
          serviceTime: constant(1e-6),
          windows: { ...type, outOfOrdernessSeconds: 0.5, allowedLatenessSeconds },
        },
      });
      return {
        label: `${type.type}, lateness ${allowedLatenessSeconds} s: in windows and dropped`,
        expected: arrivals,
        simulated: windows!.entries + windows!.droppedLate,
      };
    }),
  );
}

function microBatches(): TraceValue[] {
  const told = (times: number[], serviceTime: object, processing: object) =>
    batchesOf(lastVisits({ arrivals: at(...times), processor: { serviceTime, processing: { mode: 'microBatch', ...processing } } })).join(', '); // biome-ignore format: one line
  const affine = (baseSeconds: number, perItemSeconds: number) => ({ distribution: 'affine', baseSeconds, perItemSeconds }); // biome-ignore format: one line
  return [
    {
      label: 'every second, a long batch followed at once by the next',
      expected: '1000→2100 ms, 2100→3500 ms, 3500→4300 ms, 4300→5100 ms',
      simulated: told([0.2, 0.4, 1.5, 1.6, 1.7, 2.5, 3.5], affine(0.5, 0.3), { triggerSeconds: 1 }),
    },
    {
      label: 'as soon as possible',
      expected: '1000→1600 ms, 1600→2300 ms, 5000→5600 ms',
      simulated: told([1, 1.1, 1.2, 5], affine(0.5, 0.1), {}),
    },
  ];
}

const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Streams', title, mechanisms, source, check: { kind: 'trace', values } }) as const;

export const streamJobTraceCases: readonly ValidationCase[] = [
  exact('stream-checkpoints', 'A job goes back to its last checkpoint', ['streamProcessor', 'checkpointed'], 'Apache Flink, stateful stream processing; by hand', checkpoints), // biome-ignore format: one case a line
  exact('stream-windows', 'When a window gives its result', ['streamProcessor', 'tumbling'], 'Apache Flink, BoundedOutOfOrdernessWatermarks: end + bound, at the next emission; by hand', windowResults), // biome-ignore format: one case a line
  exact('stream-other-windows', 'When sliding windows and sessions give their results', ['streamProcessor', 'sliding', 'session'], 'Apache Flink, EventTimeTrigger and MergingWindowSet; by hand', otherWindows), // biome-ignore format: one case a line
  exact('stream-conservation', 'No event is lost between log and window', ['streamProcessor', 'eventStream', 'tumbling', 'sliding', 'session', 'lognormal'], 'In = in windows + dropped, in every run', conservation), // biome-ignore format: one case a line
  exact('stream-micro-batches', 'Triggers and batches', ['streamProcessor', 'microBatch'], 'Apache Spark, Structured Streaming, triggers; by hand', microBatches), // biome-ignore format: one case a line
];
