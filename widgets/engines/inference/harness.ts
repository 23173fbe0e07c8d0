import type { ServiceCurvePoint } from '../../kit/service-curve.ts';
import { type Clock, clockStep } from './clock.ts';
import type { MeasurementQuality, MeasureProgress } from './messages.ts';
import { median, quantile } from './quantile.ts';
import { thin } from './thin.ts';
import { singleStepsMinimum, TimedSize } from './timed-size.ts';

/** What the harness times and with what; everything that touches the world is an argument. */
export interface HarnessSetting {
  readonly clock: Clock;
  /** One call with a batch of so many rows: fresh input tensor, run, output read, as a service does it. */
  readonly run: (batchSize: number) => Promise<void>;
  /** Lets other events of the worker in (a macrotask), so that a cancellation is seen between blocks. */
  readonly pause: () => Promise<void>;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: MeasureProgress) => void;
  /** Whole numbers of at least 1, in rising order, beginning with 1. */
  readonly batchSizes: readonly number[];
  /** Time given to the timed blocks of all batch sizes, in seconds. Default 5. */
  readonly timingSeconds?: number;
}

export interface HarnessResult {
  readonly clockStepSeconds: number;
  readonly points: readonly ServiceCurvePoint[];
  /** Times of one call with one row, in seconds, at most 1,000. */
  readonly samplesSeconds: readonly number[];
  readonly samplesAre: 'singleCalls' | 'blockMeans';
  readonly quality: MeasurementQuality;
}

/** Fewest blocks behind a median. */
export const blockMinimum = 5;
/** Share by which the one-row median may change over the run. */
export const driftLimit = 0.15;
const blockSecondsMinimum = 0.02;
const blockStepsMinimum = 200;
const clockStepLimitSeconds = 0.005;
const warmUpSeconds = 0.1;
const warmUpCalls = 3;
/** Calls longer than this are followed by a pause during the warm-up, in seconds. */
const slowCallSeconds = 0.1;
const sampleLimit = 1000;
/** Shares of the expected time after which the warm-up and the timing are over. */
const warmUpShare = 0.2;
const driftShare = 0.95;

/**
 * Times a model over batch sizes. The method, and what goes wrong without it:
 * - a call can be shorter than the clock's step, so calls are timed in blocks of at least 20 ms and 200 steps (error at most 0.5 %);
 * - single calls are looked at only where their median is at least 20 steps, otherwise the percentiles would be those of the clock;
 * - each batch size is warmed up (compilers, caches) and the sizes take turns, so that a slow moment does not fall on one of them;
 * - one row is timed again at the end: a drift over 15 % means a busy or throttled device;
 * - medians, not means: another program's interruptions move the mean.
 * Throws `AbortError` when cancelled, and a RangeError where the clock is coarser than 5 ms.
 */
export async function measureCurve(setting: HarnessSetting): Promise<HarnessResult> {
  const step = clockStep(setting.clock);
  if (step > clockStepLimitSeconds) {
    throw new RangeError(
      `The clock of this browser moves in steps of ${Math.round(step * 1000)} ms, which is too coarse to time a model.`,
    );
  }
  const blockSeconds = Math.max(blockSecondsMinimum, blockStepsMinimum * step);
  const sizes: TimedSize[] = [];
  const run: Run = { ...setting, fraction: 0, phase: 'warmUp' };
  for (const [index, batchSize] of setting.batchSizes.entries()) {
    sizes.push(await warmUp(run, batchSize, blockSeconds, step));
    run.fraction = (warmUpShare * (index + 1)) / setting.batchSizes.length;
  }
  await timeInTurns(run, sizes);
  const again = await repeatFirst(run, sizes[0]!);
  return summarise(sizes, again, step);
}

/** A measurement under way: its setting and how far it is. */
interface Run extends HarnessSetting {
  phase: MeasureProgress['phase'];
  fraction: number;
}

/** One block of each batch size in turn, at least five rounds, and as many as fit in the time given. */
async function timeInTurns(run: Run, sizes: readonly TimedSize[]): Promise<void> {
  const { clock, timingSeconds = 5 } = run;
  run.phase = 'timing';
  const started = clock();
  const fewest = blockMinimum * sizes.length;
  for (let block = 0; block < fewest || clock() - started < timingSeconds || block % sizes.length > 0; block++) {
    // The start of the turn moves by one each round, so that no size always has the same place in it.
    const round = Math.floor(block / sizes.length);
    const size = sizes[(block + round) % sizes.length]!;
    await size.timeBlock(clock, run.run);
    run.fraction =
      warmUpShare + (driftShare - warmUpShare) * Math.min(1, (clock() - started) / timingSeconds, (block + 1) / fewest);
    await breathe(run, size.batchSize);
  }
}

async function repeatFirst(run: Run, first: TimedSize): Promise<TimedSize> {
  run.phase = 'driftCheck';
  const again = first.empty();
  for (let block = 1; block <= blockMinimum; block++) {
    await again.timeBlock(run.clock, run.run);
    run.fraction = driftShare + ((1 - driftShare) * block) / blockMinimum;
    await breathe(run, first.batchSize);
  }
  return again;
}

/** Runs a batch size until caches and compilers have settled, and finds how many calls make a block. */
async function warmUp(run: Run, batchSize: number, blockSeconds: number, step: number): Promise<TimedSize> {
  const { clock } = run;
  const started = clock();
  for (let calls = 0; calls < warmUpCalls || clock() - started < warmUpSeconds; ) {
    await run.run(batchSize);
    calls++;
    // A slow model must still be cancellable, and must give a sign of life to the watchdog.
    if ((clock() - started) / calls > slowCallSeconds) await breathe(run, batchSize);
  }
  await breathe(run, batchSize);
  for (let calls = 1; ; calls *= 2) {
    const probed = clock();
    for (let call = 0; call < calls; call++) await run.run(batchSize);
    const seconds = clock() - probed;
    await breathe(run, batchSize);
    if (seconds < blockSeconds) continue;
    const callSeconds = seconds / calls;
    return new TimedSize(
      batchSize,
      // A quarter more, so that a block seldom falls short of its time and has to be doubled.
      Math.ceil((1.25 * blockSeconds) / callSeconds),
      blockSeconds,
      callSeconds >= singleStepsMinimum * step,
    );
  }
}

/** Tells how far the measurement is and lets other events in. Throws when one of them cancels it. */
async function breathe(run: Run, batchSize: number): Promise<void> {
  run.onProgress({ phase: run.phase, fraction: run.fraction, batchSize });
  await run.pause();
  if (run.isCancelled()) throw new DOMException('The measurement was cancelled.', 'AbortError');
}

function summarise(sizes: readonly TimedSize[], again: TimedSize, step: number): HarnessResult {
  const first = sizes[0]!;
  const driftRelative = median(again.blockMeans) / median(first.blockMeans) - 1;
  const singles = first.singlesAbove(step);
  return {
    clockStepSeconds: step,
    points: sizes.map((size) => size.point(step)),
    samplesSeconds: thin(singles ?? first.blockMeans, sampleLimit),
    samplesAre: singles ? 'singleCalls' : 'blockMeans',
    quality: {
      driftRelative,
      isSteady: Math.abs(driftRelative) <= driftLimit,
      blockSpread: sizes.map(({ batchSize, blockMeans }) => ({
        batchSize,
        relative: (quantile(blockMeans, 0.75) - quantile(blockMeans, 0.25)) / median(blockMeans),
      })),
    },
  };
}
