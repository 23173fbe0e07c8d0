import { median } from '../../../widgets/engines/inference/quantile.ts';
import { OpenLoop } from '../../../widgets/engines/simulator/reality/open-loop.ts';
import type { RealPlan } from '../../../widgets/engines/simulator/reality/real-plan.ts';
import { OUTCOME, RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { Alarm } from './alarm.ts';
import type { HttpService } from './http-service.ts';

/**
 * The load generator is undici, the HTTP client behind Node's `fetch`, with a schedule of our own: autocannon and its like keep a number of connections
 * busy, which is a closed loop; none that is well kept takes a list of moments. Connections are bounded, and so is the time.
 */
const MOST_UNDER_WAY = 256;
const LEAD_MS = 100;
const DRAIN_SECONDS = 5;
const PINGS = 60;
const REST_MS = 4;
const nowMs = () => performance.timeOrigin + performance.now();

async function ask(url: string, method: string, signal?: AbortSignal): Promise<number> {
  const response = await fetch(url, { method, ...(signal && { signal }) });
  await response.arrayBuffer();
  return response.status;
}

/** From the moment at which a request is due to its answer when no model is asked: late alarm, client, loopback, server. In seconds. */
export async function measureHttp(service: HttpService, alarm: Alarm): Promise<number> {
  const seconds: number[] = [];
  for (let ping = 0; ping < PINGS; ping++) {
    const due = nowMs() + REST_MS;
    await new Promise<void>((resolve) => alarm.set(due, resolve));
    await ask(service.pingUrl, 'GET');
    seconds.push((nowMs() - due) / 1000);
  }
  return median(seconds);
}

/** Sends the requests of a plan at their moments over HTTP; ends at the latest 5 s after the plan does. */
export async function runOverHttp(
  scenario: Scenario,
  plan: RealPlan,
  service: HttpService,
  alarm: Alarm,
): Promise<RunRecord> {
  const startMs = nowMs() + LEAD_MS;
  const now = () => (nowMs() - startMs) / 1000;
  await service.begin(scenario, startMs);
  const record = new RunRecord(plan.arrivalSeconds);
  await sendAll(record, new OpenLoop(plan.arrivalSeconds), {
    now,
    url: service.scoreUrl,
    setAlarm: (at, ring) => alarm.set(startMs + at * 1000, ring),
    stop: AbortSignal.timeout(LEAD_MS + (plan.durationSeconds + DRAIN_SECONDS) * 1000),
  });
  const { startedSeconds, endedSeconds, sizes, modelSeconds } = await service.batches();
  record.batchStartedSeconds.push(...startedSeconds);
  record.batchEndedSeconds.push(...endedSeconds);
  record.batchSizes.push(...sizes);
  record.modelSeconds.push(...modelSeconds);
  return record;
}

interface Sending {
  readonly now: () => number;
  readonly url: string;
  readonly setAlarm: (at: number, ring: () => void) => void;
  readonly stop: AbortSignal;
}

function sendAll(record: RunRecord, loop: OpenLoop, { now, url, setAlarm, stop }: Sending): Promise<void> {
  return new Promise((resolve) => {
    let underWay = 0;
    const send = async (request: number) => {
      record.sent(request, now());
      // A connection more would be refused anyway: counted as failed, not silently sent later.
      if (underWay >= MOST_UNDER_WAY) {
        record.turnedAway(request, OUTCOME.failed);
        return;
      }
      underWay++;
      try {
        const status = await ask(url, 'POST', stop);
        if (status === 200) record.answered(request, now());
        else record.turnedAway(request, status === 503 ? OUTCOME.rejected : OUTCOME.failed);
      } catch {
        // Broken off at the end of the run, or the connection failed: it stands in the record as failed.
        record.turnedAway(request, OUTCOME.failed);
      }
      underWay--;
      if (underWay === 0 && loop.nextAt === Infinity) resolve();
    };
    const wake = () => {
      for (let request = loop.take(now()); request >= 0; request = loop.take(now())) void send(request);
      if (loop.nextAt < Infinity) setAlarm(loop.nextAt, wake);
      else if (underWay === 0) resolve();
    };
    setAlarm(loop.nextAt, wake);
  });
}
