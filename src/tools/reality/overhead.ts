import {
  type CallDriver,
  overheadOf,
  timeSpacedCalls,
} from '../../../widgets/engines/simulator/reality/spaced-calls.ts';
import type { Overhead } from '../../../widgets/engines/simulator/reality/overhead.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import type { Alarm } from './alarm.ts';
import type { ModelThread } from './model-thread.ts';

function callDriver(thread: ModelThread, alarm: Alarm): CallDriver {
  const nowMs = () => performance.timeOrigin + performance.now();
  return {
    score: (size) => thread.score(size),
    sleepUntil: (atSeconds) => new Promise((resolve) => alarm.set(atSeconds * 1000, resolve)),
    nowSeconds: () => nowMs() / 1000,
  };
}

/** Calls at the spacing of a load from this thread, with batches of these sizes in turn: what the curve does not know of them. */
export async function measureOverhead(
  thread: ModelThread,
  alarm: Alarm,
  curve: ServiceCurve,
  asked: { readonly sizes: readonly number[]; readonly seconds: number },
): Promise<Overhead> {
  return overheadOf(await timeSpacedCalls(callDriver(thread, alarm), asked), curve);
}
