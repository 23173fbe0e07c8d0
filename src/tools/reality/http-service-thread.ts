// The thread of the HTTP server: one queue, batches as the scenario says, and the model in a thread of its own behind it. Loopback only.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { planRealRun } from '../../../widgets/engines/simulator/reality/plan-real-run.ts';
import { RequestBatcher } from '../../../widgets/engines/simulator/reality/request-batcher.ts';
import { RunRecord } from '../../../widgets/engines/simulator/reality/run-record.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import { Alarm } from './alarm.ts';
import type { ServiceAnswer, ServiceOrder } from './http-messages.ts';
import type { ThreadInput } from './messages.ts';
import { ModelThread } from './model-thread.ts';
import { measureOverhead } from './overhead.ts';

const thread = await ModelThread.open(workerData as ThreadInput);
const alarm = new Alarm();
const tell = (answer: ServiceAnswer) => parentPort!.postMessage(answer);

/** What serves requests from `begin` on. */
class Service {
  readonly record = new RunRecord(new Float64Array(0));
  readonly #batcher: RequestBatcher;
  readonly #startMs: number;
  readonly #responses = new Map<number, ServerResponse>();
  #next = 0;

  constructor(scenario: Scenario, startMs: number) {
    const plan = planRealRun(scenario);
    if (!plan.ok) throw new Error('The scenario cannot be run for real.');
    const { policy, queueCapacity } = plan.value;
    this.#batcher = new RequestBatcher({ policy, queueCapacity, isJob: false });
    this.#startMs = startMs;
  }

  get #now(): number {
    return (performance.timeOrigin + performance.now() - this.#startMs) / 1000;
  }

  take(response: ServerResponse): void {
    const request = this.#next++;
    if (!this.#batcher.join(request, this.#now)) {
      response.writeHead(503).end();
      return;
    }
    this.#responses.set(request, response);
    this.#dispatch();
  }

  #dispatch(): void {
    const now = this.#now;
    const batch = this.#batcher.next(now);
    if (batch) {
      this.record.batchStarted(now, batch.requests.length);
      thread.score(batch.paddedSize).then(
        (modelSeconds) => this.#finish(modelSeconds),
        (error: Error) => tell({ type: 'failed', message: error.message }),
      );
    } else if (this.#batcher.askAgainAt < Infinity)
      alarm.set(this.#startMs + this.#batcher.askAgainAt * 1000, () => this.#dispatch());
  }

  #finish(modelSeconds: number): void {
    this.record.batchEnded(this.#now, modelSeconds);
    const answered = this.#batcher.finish();
    // The next batch first: the model must not wait for answers to be written.
    this.#dispatch();
    for (const request of answered) {
      this.#responses.get(request)!.end('{"isScored":true}');
      this.#responses.delete(request);
    }
  }
}

let service: Service | undefined;
let curve: ServiceCurve | undefined;

const server = createServer((request, response) => {
  request.resume();
  response.setHeader('content-type', 'application/json');
  // A request without the model: what HTTP alone costs.
  if (request.url === '/ping') response.end('{"isScored":false}');
  else if (service && request.method === 'POST' && request.url === '/score') service.take(response);
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => tell({ type: 'listening', port: (server.address() as AddressInfo).port }));

parentPort!.on('message', async (order: ServiceOrder) => {
  try {
    if (order.type === 'measure') {
      const measured = await thread.measure(order.batchSizes, order.timingSeconds);
      curve = measured.curve;
      tell({ type: 'measured', measured });
    } else if (order.type === 'calibrate') {
      if (!curve) throw new Error('The curve is measured before the calls.');
      tell({ type: 'calibrated', overhead: await measureOverhead(thread, alarm, curve, order) });
    } else if (order.type === 'begin') {
      service = new Service(order.scenario, order.startMs);
      tell({ type: 'begun' });
    } else {
      const { batchStartedSeconds, batchEndedSeconds, batchSizes, modelSeconds } = service!.record;
      const batches = {
        startedSeconds: batchStartedSeconds,
        endedSeconds: batchEndedSeconds,
        sizes: batchSizes,
        modelSeconds,
      };
      tell({ type: 'served', batches });
    }
  } catch (error) {
    tell({ type: 'failed', message: (error as Error).message });
  }
});
