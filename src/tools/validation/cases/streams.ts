import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { partitionOfKey } from '../../../../widgets/engines/simulator/stations/murmur2.ts';
import {
  backlogAfterFailure,
  type EventTimeStream,
  lateShare,
  meanFiringDelay,
  microBatchSojourn,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import type { Figure, ValidationCase } from '../case.ts';
import { affine, constant, poisson } from '../laws.ts';
import { type Stream, streamOf } from '../recorded-stream.ts';

const consumersOf = (result: SimulationResult) => result.components['consumers']!;

const statistics = (
  name: string,
  title: string,
  mechanisms: string[],
  source: string,
  scenario: object,
  figures: readonly Figure[],
) => ({ name, group: 'Streams', title, mechanisms, source, check: { kind: 'statistics', scenario, figures } }) as const;

/** Independent Poisson streams in the partitions: so many keys that each partition has very nearly its share. */
const manyKeys = { keys: { count: 100_000, zipfExponent: 0 } };
const events: EventTimeStream = {
  ratePerSecond: 50,
  partitions: 1,
  meanDelaySeconds: 0,
  boundSeconds: 2,
  emissionSeconds: 0.2,
};
/** Processing takes next to no time, so that the windows alone are seen. */
const windowed = (processor: object, more: Partial<Stream> = {}): object =>
  streamOf({
    arrivals: poisson(50),
    source: manyKeys,
    processor: { serviceTime: constant(1e-6), ...processor },
    run: { durationSeconds: 2000, warmUpSeconds: 40, replications: 20 },
    ...more,
  });
const tumbling = { type: 'tumbling', sizeSeconds: 1, outOfOrdernessSeconds: 2 };
const meanSojourn = (label: string, expected: number): Figure => ({
  label,
  unit: 's',
  rule: 'mean',
  expected,
  of: (result) => result.sojournTimeSeconds.mean,
});
const droppedShare = (label: string, stream: EventTimeStream): Figure => ({
  label,
  unit: '',
  rule: 'mean',
  expected: lateShare(stream, 1),
  of: (result) => consumersOf(result).windows!.droppedLate / result.components['consumers']!.arrivals,
});

/** Failures whose phases in the checkpoint interval of 10 s are spread evenly, far enough apart for the job to be back in its rhythm. */
const FAILURES = 200;
const failuresAtSeconds = Array.from({ length: FAILURES }, (_, i) => 60 * (i + 1) + (10 * (((i * 89) % FAILURES) + 0.5)) / FAILURES); // biome-ignore format: one line
/** The same for crashes of a group's only member, in a commit interval of 5 s; a successor joins at a whole interval later. */
const CRASHES = 100;
const comings = Array.from({ length: CRASHES }, (_, i) => {
  const round = 120 * (i + 1);
  return [
    { atSeconds: round + (5 * (((i * 37) % CRASHES) + 0.5)) / CRASHES, change: 'crash' },
    { atSeconds: round + 60, change: 'join' },
  ];
}).flat();

/** Share of the rate that the fullest of eight partitions gets, from Kafka's own hash. */
function hottestShare(count: number, zipfExponent: number, partitions: number): number {
  const buffer = new Uint8Array(4);
  const weights = Array.from({ length: count }, (_, key) => (key + 1) ** -zipfExponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = Array<number>(partitions).fill(0);
  weights.forEach((weight, key) => {
    shares[partitionOfKey(key, partitions, buffer)]! += weight / total;
  });
  return Math.max(...shares);
}
const hotShare = hottestShare(64, 1.6, 8);
const HOT_SECONDS = 20_000;

export const streamCases: readonly ValidationCase[] = [
  statistics('stream-hot-key', 'A hot partition saturates whatever the number of consumers', ['partitionedLog', 'streamProcessor'], 'Its lag grows by p l − c: eight consumers of 10/s, 30/s of which the partition has the share p', streamOf({ arrivals: poisson(30), source: { keys: { count: 64, zipfExponent: 1.6 } }, partitions: 8, processor: { consumers: 8, serviceTime: constant(0.1), maxPollRecords: 1, group: { initialRebalanceDelaySeconds: 0 } }, run: { durationSeconds: HOT_SECONDS, replications: 20 } }), [
    // The other partitions hold a few records each, against some 180,000.
    { label: 'lag at the end', unit: '', rule: 'mean', expected: (30 * hotShare - 10) * HOT_SECONDS, of: (result) => result.components['log']!.lag!.end }, // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('stream-duplicates', 'A crash repeats what was processed since the last automatic commit', ['streamProcessor', 'auto'], 'λ times half the commit interval, crashes spread evenly over it', streamOf({ arrivals: poisson(10), processor: { serviceTime: constant(1e-6), commit: { mode: 'auto' }, group: { changes: comings } }, run: { durationSeconds: 120 * (CRASHES + 2), replications: 40 } }), [
    { label: 'duplicates per crash', unit: '', rule: 'mean', expected: 10 * 2.5, of: (result) => consumersOf(result).delivery!.duplicates / CRASHES / result.replications }, // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('window-delay', 'Sojourn in tumbling windows of 1 s, bound 2 s, watermarks every 0.2 s', ['streamProcessor', 'tumbling'], 'Half a window, and the mean time to the first emission after an event beyond the bound (Poisson)', windowed({ windows: tumbling }), [
    meanSojourn('mean sojourn, one partition', 0.5 + meanFiringDelay(events)), // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('window-delay-partitions', 'The same with four partitions, of which the slowest counts', ['streamProcessor', 'tumbling'], 'As before, with the maximum over four independent Poisson streams of 5/s', windowed({ windows: tumbling }, { arrivals: poisson(20), partitions: 4 }), [
    meanSojourn('mean sojourn, four partitions', 0.5 + meanFiringDelay({ ...events, ratePerSecond: 20, partitions: 4 })), // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('window-late', 'Events with exponential delays of 1 s that come after their window has fired', ['streamProcessor', 'tumbling', 'eventStream', 'eventDelay'], 'Thinned Poisson process; below e^(−B/d), to which it tends for dense streams and small windows', windowed({ windows: tumbling }, { source: { ...manyKeys, eventDelay: { distribution: 'exponential', meanSeconds: 1 } }, run: { durationSeconds: 20_000, warmUpSeconds: 40, replications: 10 } }), [
    droppedShare('share dropped, one partition', { ...events, meanDelaySeconds: 1 }), // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('micro-batch-delay', 'Micro-batches every 2 s of 0.1 s and 5 ms per record', ['streamProcessor', 'microBatch'], 'Half an interval, and a batch as a record sees it: T/2 + a + b (l T + 1)', streamOf({ arrivals: poisson(50), partitions: 4, processor: { serviceTime: affine(0.1, 0.005), processing: { mode: 'microBatch', triggerSeconds: 2 } }, run: { durationSeconds: 10_000, replications: 20 } }), [
    meanSojourn('mean sojourn', microBatchSojourn(2, 50, 0.1, 0.005)), // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('checkpoint-sink', 'A transactional sink shows results at the end of the checkpoint', ['streamProcessor', 'checkpointed'], 'Half a checkpoint interval and the time to store it, on average', streamOf({ arrivals: poisson(50), processor: { serviceTime: constant(1e-6), processing: { mode: 'checkpointed', intervalSeconds: 10, durationSeconds: 1, sink: 'transactional' } }, run: { durationSeconds: 10_020, warmUpSeconds: 20, replications: 20 } }), [
    meanSojourn('mean sojourn', 5 + 1), // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
  statistics('checkpoint-backlog', 'What a job has to catch up with after a failure', ['streamProcessor', 'checkpointed'], 'λ (I/2 + stored + detection + restart), failures spread evenly over the interval', streamOf({ arrivals: poisson(20), partitions: 2, processor: { consumers: 2, serviceTime: constant(0.001), processing: { mode: 'checkpointed', intervalSeconds: 10, durationSeconds: 1, failuresAtSeconds, detectionSeconds: 2, restartSeconds: 5 } }, run: { durationSeconds: 60 * (FAILURES + 2), replications: 20 } }), [
    { label: 'records behind at the restart', unit: '', rule: 'mean', expected: backlogAfterFailure(20, 10, 7, 1), of: (result) => consumersOf(result).recovery!.meanBacklog }, // biome-ignore format: one figure a line
  ]), // biome-ignore format: one case
];
