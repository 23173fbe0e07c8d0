import type { ServiceCurvePoint } from '../../kit/service-curve.ts';
import { type Clock, clockStep } from './clock.ts';
import { ContentionMeter } from './contention.ts';
import type { MeasurementQuality, MeasureProgress } from './messages.ts';
import { median, quantile } from './quantile.ts';
import { thin } from './thin.ts';
import { singleStepsMinimum, type TimedCall, TimedSize } from './timed-size.ts';

/** One model that is timed. */
export interface Subject {
  /** Id of the model. */
  readonly model: string;
  /** Whole numbers of at least 1, in rising order, beginning with 1. */
  readonly batchSizes: readonly number[];
  /** One call with a batch of so many rows: fresh input tensor, run, output read, as a service does it. */
  readonly run: (batchSize: number) => Promise<void>;
}

/** What the harness times and with what; everything that touches the world is an argument. */
export interface HarnessSetting {
  readonly clock: Clock;
  /** Models, or one model in several precisions; their calls take turns. At least one. */
  readonly subjects: readonly Subject[];
  /** Lets other events of the worker in (a macrotask), so that a cancellation is seen between blocks. */
  readonly pause: () => Promise<void>;
  /** Work in proportion to its argument, timed beside the model: see `ContentionMeter`. */
  readonly spin: (count: number) => number;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: MeasureProgress) => void;
  /** Time given to the timed blocks of all batch sizes, in seconds; more where five blocks, 0.3 s and 30 calls of each need it. Default 5 for each subject. */
  readonly timingSeconds?: number | undefined;
}

/** What was found of one subject. */
export interface SubjectResult {
  readonly model: string;
  readonly points: readonly ServiceCurvePoint[];
  /** Times of one call with one row, in seconds, at most 1,000. */
  readonly samplesSeconds: readonly number[];
  readonly samplesAre: 'singleCalls' | 'blockMeans';
  readonly quality: MeasurementQuality;
}

export interface HarnessResult {
  readonly clockStepSeconds: number;
  /** In the order of the subjects. */
  readonly results: readonly SubjectResult[];
}

/** Share by which the one-row median may change over the run. */
export const driftLimit = 0.15;
const blockSecondsMinimum = 0.02;
const blockStepsMinimum = 200;
const clockStepLimitSeconds = 0.005;
const warmUpSeconds = 0.1;
const warmUpCalls = 3;
/** Calls longer than this are followed by a pause during the warm-up, in seconds. */
const slowCallSeconds = 0.02;
const sampleLimit = 1000;
/** Shares of the expected time after which the warm-up and the timing are over. */
const warmUpShare = 0.2;
const driftShare = 0.95;

/**
 * Times models over batch sizes. The method, and what goes wrong without it:
 * - a call can be shorter than the clock's step, so calls are timed in blocks of at least 20 ms and 200 steps (error at most 0.5 %);
 * - single calls are looked at only where their median is at least 20 steps, otherwise the percentiles would be those of the clock;
 * - each batch size is warmed up (compilers, caches) and models and sizes take turns, so that a slow moment does not fall on one of them;
 * - one row of each model is timed again at the end: a drift over 15 % means a device that throttled itself or became busy, and nothing is to be kept;
 * - medians, not means: another program's interruptions move the mean;
 * - a fixed piece of arithmetic is timed after every block: what slows it down is something else on the device, and is told.
 * Throws `AbortError` when cancelled, and a RangeError where the clock is coarser than 5 ms.
 */
export async function measureSubjects(setting: HarnessSetting): Promise<HarnessResult> {
  const step = clockStep(setting.clock);
  if (step > clockStepLimitSeconds) {
    throw new RangeError(
      `The clock of this browser moves in steps of ${Math.round(step * 1000)} ms, which is too coarse to time a model.`,
    );
  }
  const meter = new ContentionMeter(setting.clock, step, setting.spin);
  const run: Run = { ...setting, step, meter, fraction: 0, phase: 'warmUp' };
  const calls = setting.subjects.flatMap(({ model, batchSizes, run: call }) =>
    batchSizes.map((batchSize): TimedCall => ({ model, batchSize, run: () => call(batchSize) })),
  );
  const sizes: TimedSize[] = [];
  for (const [index, call] of calls.entries()) {
    sizes.push(await warmUp(run, call));
    run.fraction = (warmUpShare * (index + 1)) / calls.length;
  }
  await timeInTurns(run, sizes);
  const firsts = setting.subjects.map(({ model }) => sizes.find(({ call }) => call.model === model)!);
  const again = await repeatFirsts(run, firsts);
  return {
    clockStepSeconds: step,
    results: setting.subjects.map(({ model }, index) =>
      summarise(
        sizes.filter(({ call }) => call.model === model),
        again[index]!,
        run,
      ),
    ),
  };
}

/** A measurement under way: its setting and how far it is. */
interface Run extends HarnessSetting {
  readonly step: number;
  readonly meter: ContentionMeter;
  phase: MeasureProgress['phase'];
  fraction: number;
}

/** One block of each call in turn, until each has had enough and the time given is over. */
async function timeInTurns(run: Run, sizes: readonly TimedSize[]): Promise<void> {
  const { clock, timingSeconds = 5 * run.subjects.length } = run;
  run.phase = 'timing';
  const started = clock();
  const share = () => Math.min(...sizes.map((size) => size.share));
  for (let round = 0; share() < 1 || clock() - started < timingSeconds; round++) {
    // The start of the turn moves by one each round, so that no size always has the same place in it.
    const turns = sizes.map((_, place) => sizes[(place + round) % sizes.length]!).filter((size) => !size.isSpent);
    if (turns.length === 0) return;
    for (const size of turns) {
      await size.timeBlock(clock);
      run.meter.probe();
      run.fraction =
        warmUpShare + (driftShare - warmUpShare) * Math.min(1, (clock() - started) / timingSeconds, share());
      await breathe(run, size.call);
    }
  }
}

/** Times one row of each model once more, as long as it needs for itself. */
async function repeatFirsts(run: Run, firsts: readonly TimedSize[]): Promise<TimedSize[]> {
  run.phase = 'driftCheck';
  const again = firsts.map((first) => first.repeat());
  const share = () => again.reduce((sum, one) => sum + one.share, 0) / again.length;
  while (share() < 1) {
    for (const one of again) {
      await one.timeBlock(run.clock);
      run.meter.probe();
      run.fraction = driftShare + (1 - driftShare) * share();
      await breathe(run, one.call);
    }
  }
  return again;
}

/** Runs a call until caches and compilers have settled, and finds how many calls make a block. */
async function warmUp(run: Run, call: TimedCall): Promise<TimedSize> {
  const { clock, step } = run;
  const blockSeconds = Math.max(blockSecondsMinimum, blockStepsMinimum * step);
  const started = clock();
  for (let calls = 0; calls < warmUpCalls || clock() - started < warmUpSeconds; ) {
    await call.run();
    calls++;
    // A slow model must still be cancellable, and must give a sign of life to the watchdog.
    if ((clock() - started) / calls > slowCallSeconds) await breathe(run, call);
  }
  await breathe(run, call);
  for (let calls = 1; ; calls *= 2) {
    const probed = clock();
    for (let count = 0; count < calls; count++) await call.run();
    const seconds = clock() - probed;
    await breathe(run, call);
    if (seconds < blockSeconds) continue;
    const callSeconds = seconds / calls;
    return new TimedSize(call, {
      // A quarter more, so that a block seldom falls short of its time and has to be doubled.
      callsPerBlock: Math.ceil((1.25 * blockSeconds) / callSeconds),
      blockSeconds,
      timesSingles: callSeconds >= singleStepsMinimum * step,
    });
  }
}

/** Tells how far the measurement is and lets other events in. Throws when one of them cancels it. */
async function breathe(run: Run, { model, batchSize }: TimedCall): Promise<void> {
  const { phase, fraction, meter } = run;
  run.onProgress({ phase, fraction, model, batchSize, contentionShare: meter.share });
  await run.pause();
  if (run.isCancelled()) throw new DOMException('The measurement was cancelled.', 'AbortError');
}

/**
 * The lower quartile of the block means: what the device does while nothing else runs. Other programs come and go and would make the medians drift (on
 * two cores under a load of six by more than 15 % in one run of five, the quartiles in one of seven); they are told of by the contention, not here.
 */
function quietMean({ blockMeans }: TimedSize): number {
  return quantile(blockMeans, 0.25);
}

function summarise(sizes: readonly TimedSize[], again: TimedSize, { step, meter }: Run): SubjectResult {
  const first = sizes[0]!;
  const driftRelative = quietMean(again) / quietMean(first) - 1;
  const singles = first.singlesAbove(step);
  return {
    model: first.call.model,
    points: sizes.map((size) => size.point(step)),
    samplesSeconds: thin(singles ?? first.blockMeans, sampleLimit),
    samplesAre: singles ? 'singleCalls' : 'blockMeans',
    quality: {
      driftRelative,
      isSteady: Math.abs(driftRelative) <= driftLimit,
      contentionShare: meter.share,
      blockSpread: sizes.map(({ call, blockMeans }) => ({
        batchSize: call.batchSize,
        relative: (quantile(blockMeans, 0.75) - quantile(blockMeans, 0.25)) / median(blockMeans),
      })),
    },
  };
}
