import { monotoneKnots, secondsOnKnots } from '../../../kit/monotone.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { RandomStream } from '../random.ts';
import { meanOf, sortedQuantile } from './figures.ts';
import type { CallCost, Overhead } from './overhead.ts';

/** One call that was made as a service makes it, from the thread that hands out batches; times in seconds. */
export interface SpacedCall {
  readonly size: number;
  /** What the model took, as its own thread saw it, and what passed from handing the batch over to its answer. */
  readonly modelSeconds: number;
  readonly wholeSeconds: number;
  /** How long the model rested before, and how much of that was the timer's being late; both 0 without a pause. */
  readonly pauseSeconds: number;
  readonly lateSeconds: number;
}

/** Who calls and waits. */
export interface CallDriver {
  /** Scores a batch of so many requests; resolves to the model's own time in seconds. */
  readonly score: (size: number) => Promise<number>;
  readonly sleepUntil: (atSeconds: number) => Promise<void>;
  readonly nowSeconds: () => number;
}

/** How much of the time the model is to be busy, level by level: without a pause, and with pauses that come to these shares. */
const BUSY_SHARES = [1, 0.75, 0.5, 0.25];
/** Calls before any is timed, in seconds: a processor that has rested for long takes its time to come up to speed. */
const WARM_UP_SECONDS = 0.15;
const CALLS_IN_TURN = 8;
const LEAST_ROUNDS = 3;

/**
 * Calls at the spacing of a load: pauses of random length as between random arrivals, at several levels of busyness that take turns, so that a slow
 * moment does not fall on one of them. (Tried and left out: waking the calling thread during calls, as arrivals do; on two cores the calls then took 8 %
 * longer than those of real runs.) A loop without pauses would find the model faster than it is when it serves. Lasts `seconds`, or three rounds.
 */
export async function timeSpacedCalls(
  { score, sleepUntil, nowSeconds }: CallDriver,
  { sizes, seconds }: { readonly sizes: readonly number[]; readonly seconds: number },
): Promise<SpacedCall[][]> {
  const random = new RandomStream(1, 0, 'spacedCalls');
  for (const warmUpFrom = nowSeconds(); nowSeconds() - warmUpFrom < WARM_UP_SECONDS; )
    for (const size of sizes) await score(size);
  const levels = BUSY_SHARES.map((): SpacedCall[] => []);
  const started = nowSeconds();
  for (let round = 0; round < LEAST_ROUNDS || nowSeconds() - started < seconds; round++) {
    for (const [level, calls] of levels.entries()) {
      const share = BUSY_SHARES[level]!;
      for (let call = 0; call < CALLS_IN_TURN; call++) {
        const size = sizes[call % sizes.length]!;
        const rested = nowSeconds();
        // The first level is the first to be called and has no pauses, so there is always a time to go by.
        const pause = share === 1 ? 0 : (1 / share - 1) * meanOf(levels[0]!.map(({ wholeSeconds }) => wholeSeconds))!;
        const due = rested + pause * random.exponential();
        if (pause > 0) await sleepUntil(due);
        const begun = nowSeconds();
        const modelSeconds = await score(size);
        const wholeSeconds = nowSeconds() - begun;
        const isPaused = pause > 0;
        calls.push({
          size,
          modelSeconds,
          wholeSeconds,
          pauseSeconds: isPaused ? begun - rested : 0,
          lateSeconds: isPaused ? begun - due : 0,
        });
      }
    }
  }
  return levels;
}

/** A stall that lasts longer is the whole machine's, and nothing that a service does; in seconds. */
const LONGEST_STALL_SECONDS = 0.1;
/** A line through noise must not come to a model that takes no time. */
const LEAST_SLOWDOWN = 0.1;

/** The mean, where no value counts for more than the median and `most`: one long pause of the whole machine would decide it otherwise. */
function steadyMean(values: readonly number[], most: number): number {
  const limit = sortedQuantile(Float64Array.from(values).sort(), 0.5)! + most;
  return meanOf(values.map((value) => Math.min(value, limit)))!;
}

/** What the curve does not know of one level's calls, at the share that they came to. */
function costOf(calls: readonly SpacedCall[], curveSecondsOf: (size: number) => number): CallCost {
  const sum = (key: 'wholeSeconds' | 'pauseSeconds') => calls.reduce((total, call) => total + call[key], 0);
  const whole = sum('wholeSeconds');
  const messages = calls.map(({ wholeSeconds, modelSeconds }) => wholeSeconds - modelSeconds);
  return {
    busyShare: whole / (whole + sum('pauseSeconds')),
    messageSeconds: steadyMean(messages, whole / calls.length),
    slowdown: steadyMean(
      calls.map(({ size, modelSeconds }) => modelSeconds / curveSecondsOf(size)),
      1,
    ),
  };
}

/** The straight line of least squares through the levels, at a share; level where all shares are one. */
function onLine(costs: readonly CallCost[], key: 'messageSeconds' | 'slowdown', busyShare: number): number {
  const middleShare = meanOf(costs.map((cost) => cost.busyShare))!;
  const middle = meanOf(costs.map((cost) => cost[key]))!;
  let width = 0;
  let slope = 0;
  for (const cost of costs) {
    const distance = cost.busyShare - middleShare;
    width += distance * distance;
    slope += distance * (cost[key] - middle);
  }
  return width === 0 ? middle : middle + (slope / width) * (busyShare - middleShare);
}

/**
 * What the curve does not know of the calls: see `Overhead`. The levels are those of `timeSpacedCalls`; between two measurements in a row a level changes
 * by 2 or 3 % on a machine that does nothing else, so it is the line through them all that is kept: its ends are a server that always rests and one that
 * never does.
 */
export function overheadOf(levels: readonly (readonly SpacedCall[])[], curve: ServiceCurve): Overhead {
  const knots = monotoneKnots(curve.points);
  const curveSecondsOf = (size: number) => secondsOnKnots(knots, size);
  const costs = levels.map((calls) => costOf(calls, curveSecondsOf));
  const at = (busyShare: number): CallCost => ({
    busyShare,
    messageSeconds: Math.max(0, onLine(costs, 'messageSeconds', busyShare)),
    slowdown: Math.max(LEAST_SLOWDOWN, onLine(costs, 'slowdown', busyShare)),
  });
  const late = levels.flatMap((calls) => calls.flatMap((call) => (call.pauseSeconds > 0 ? call.lateSeconds : [])));
  const lateSeconds = late.length === 0 ? 0 : steadyMean(late, 0.001);
  return {
    atBusyShare: [at(0), at(1)],
    spread: levels.flatMap((calls, level) => {
      const { slowdown, messageSeconds } = at(costs[level]!.busyShare);
      return calls.map(({ size, wholeSeconds }) => {
        const expected = slowdown * curveSecondsOf(size) + messageSeconds;
        return Math.min(wholeSeconds, expected + LONGEST_STALL_SECONDS) / expected;
      });
    }),
    timerLateSeconds: lateSeconds,
    delaySeconds: lateSeconds,
  };
}
