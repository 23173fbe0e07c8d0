import type { ServiceCurve } from '../../kit/service-curve.ts';
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import type { SimulationResult } from './result.ts';
import type { Scenario } from './scenario.ts';
import { SimulationRun } from './simulate.ts';

/** What the client sends: a scenario that was parsed where it entered. */
export interface RunInput {
  readonly scenario: Scenario;
  readonly seed?: number;
  readonly replications?: number;
  readonly curves?: Readonly<Record<string, ServiceCurve>>;
}

/** Gives the worker's message queue a turn, so that a cancellation can arrive. A message channel is not throttled as timers are. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function run({ scenario, ...options }: RunInput, context: WorkerContext): Promise<SimulationResult> {
  // The one clock of the engine: it times the run and never enters it.
  const simulation = new SimulationRun(scenario, { ...options, nowSeconds: () => performance.now() / 1000 });
  while (!simulation.isDone) {
    simulation.advance();
    context.progress(simulation.share);
    await nextTurn();
    if (context.isCancelled()) throw new Error('The run was cancelled.');
  }
  return simulation.result();
}

serveWorker({ run });
