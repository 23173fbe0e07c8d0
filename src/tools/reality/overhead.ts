import { median, quantile } from '../../../widgets/engines/inference/quantile.ts';
import type { Overhead } from '../../../widgets/engines/simulator/reality/predict.ts';
import type { Alarm } from './alarm.ts';
import type { ModelThread } from './model-thread.ts';

const CALLS = 60;
const REST_MS = 4;
const nowMs = () => performance.timeOrigin + performance.now();

/** Sleeps until the alarm rings; resolves to how late it was, in seconds. */
function sleepUntil(alarm: Alarm, atMs: number): Promise<number> {
  return new Promise((resolve) => alarm.set(atMs, () => resolve((nowMs() - atMs) / 1000)));
}

/** Lone requests, each after a rest, as most are at low load; and one after the other, as most are at high load. Turn by turn, about a second. */
export async function measureOverhead(
  thread: ModelThread,
  alarm: Alarm,
): Promise<Overhead & { readonly alarmP95Seconds: number }> {
  const late: number[] = [];
  const rested = { message: [] as number[], model: [] as number[] };
  const unrested = { message: [] as number[], model: [] as number[] };
  for (let call = 0; call < 2 * CALLS; call++) {
    const into = call % 2 === 0 ? rested : unrested;
    if (into === rested) late.push(await sleepUntil(alarm, nowMs() + REST_MS));
    const started = nowMs();
    const modelSeconds = await thread.score(1);
    into.message.push((nowMs() - started) / 1000 - modelSeconds);
    into.model.push(modelSeconds);
  }
  return {
    messageSeconds: median(unrested.message),
    messageAfterRestSeconds: median(rested.message),
    coldFactor: median(rested.model) / median(unrested.model),
    delaySeconds: median(late),
    alarmP95Seconds: quantile(late, 0.95),
  };
}
