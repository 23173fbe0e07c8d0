import { monotoneKnots, secondsOnKnots } from '../../../kit/monotone.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';

/** What a call costs a server that is busy for so much of the time. */
export interface CallCost {
  /** Share of the time, from 0 to 1. */
  readonly busyShare: number;
  /** From handing a batch to the model's thread to its answer, less the model's own time, in seconds; the server is taken meanwhile. */
  readonly messageSeconds: number;
  /** What the model itself takes, relative to its curve, which is timed in a tight loop: caches and the processor's clock cool down in every rest. */
  readonly slowdown: number;
}

/** What the curve does not know of a served call, measured before the run. */
export interface Overhead {
  /** In rising order of the share, at least one. */
  readonly atBusyShare: readonly CallCost[];
  /** Times of single calls, the message included, relative to what the costs above come to: what stalls and faster moments make of them. Empty: as the curve's own samples. */
  readonly spread: readonly number[];
  /** How late a timer rings, in seconds: the end of a batch window. */
  readonly timerLateSeconds: number;
  /** What every request needs on its way to the queue and back, whatever the server does: late timers, a network. In seconds. */
  readonly delaySeconds: number;
}

/** Calls that cost nothing beyond the curve. */
export const NO_OVERHEAD: Overhead = {
  atBusyShare: [{ busyShare: 1, messageSeconds: 0, slowdown: 1 }],
  spread: [],
  timerLateSeconds: 0,
  delaySeconds: 0,
};

/** The cost at a share between those that were measured: on the straight line between its neighbours, and as at the nearest beyond the last. */
export function costAt({ atBusyShare }: Overhead, busyShare: number): CallCost {
  const above = atBusyShare.findIndex((cost) => cost.busyShare >= busyShare);
  const high = atBusyShare[above === -1 ? atBusyShare.length - 1 : above]!;
  const low = atBusyShare[above - 1] ?? high;
  const width = high.busyShare - low.busyShare;
  const part = width > 0 ? (busyShare - low.busyShare) / width : 0;
  return {
    busyShare,
    messageSeconds: low.messageSeconds + part * (high.messageSeconds - low.messageSeconds),
    slowdown: low.slowdown + part * (high.slowdown - low.slowdown),
  };
}

/** The mean of several measurements of one thing, at the shares of the first. At least one. */
export function meanOverhead(measured: readonly Overhead[]): Overhead {
  const mean = (of: (overhead: Overhead) => number) =>
    measured.reduce((sum, overhead) => sum + of(overhead), 0) / measured.length;
  return {
    atBusyShare: measured[0]!.atBusyShare.map(({ busyShare }) => ({
      busyShare,
      messageSeconds: mean((overhead) => costAt(overhead, busyShare).messageSeconds),
      slowdown: mean((overhead) => costAt(overhead, busyShare).slowdown),
    })),
    spread: measured.flatMap(({ spread }) => spread),
    timerLateSeconds: mean(({ timerLateSeconds }) => timerLateSeconds),
    delaySeconds: mean(({ delaySeconds }) => delaySeconds),
  };
}

/**
 * The curve of a model behind a message: every call takes the message more, whatever its size, because the server is taken from the moment at which a
 * batch is handed to it until its answer is back; and the model's own time is slower by the factor. `spread` is that of the overhead.
 */
export function withCost(
  curve: ServiceCurve,
  { messageSeconds, slowdown }: CallCost,
  spread: readonly number[] = [],
): ServiceCurve {
  const served = (seconds: number) => slowdown * seconds + messageSeconds;
  const single = served(secondsOnKnots(monotoneKnots(curve.points), 1));
  return {
    ...curve,
    points: curve.points.map((point) => ({
      ...point,
      medianSeconds: served(point.medianSeconds),
      p95Seconds: point.p95Seconds === null ? null : served(point.p95Seconds),
    })),
    fit: {
      ...curve.fit,
      baseSeconds: served(curve.fit.baseSeconds),
      perItemSeconds: slowdown * curve.fit.perItemSeconds,
    },
    samplesSeconds: spread.length > 0 ? spread.map((relative) => relative * single) : curve.samplesSeconds.map(served),
  };
}
