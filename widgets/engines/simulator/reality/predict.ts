import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { ReplicationRun } from '../replication.ts';
import type { Scenario } from '../scenario.ts';
import { EVENTS_PER_SLICE } from '../simulate.ts';
import { Summary } from '../summary.ts';
import { predictedFigures, type RunFigures } from './figures.ts';
import { withOverhead } from './with-overhead.ts';

/** What a call costs beyond the model, measured before the run; in seconds. */
export interface Overhead {
  /** From handing a batch to the model's thread to its answer, less the model's own time; the server is taken meanwhile. Without a rest before, and after one. */
  readonly messageSeconds: number;
  readonly messageAfterRestSeconds: number;
  /** What the model itself takes after a rest, relative to what it takes without: caches and the processor's clock have cooled down. */
  readonly coldFactor: number;
  /** What every request needs on its way to the queue and back, whatever the server does: late timers, a network. */
  readonly delaySeconds: number;
}

export interface Prediction {
  readonly figures: RunFigures;
  /** By replication: mean latency in seconds; null where nothing was answered. */
  readonly meanSecondsOfEach: readonly (number | null)[];
  /** What every batch was taken to need beyond the model, in seconds. */
  readonly batchOverheadSeconds: number;
}

export interface PredictSetting {
  /** Id of the component where the model runs. */
  readonly server: string;
  readonly curve: ServiceCurve;
  readonly overhead: Overhead;
  readonly replications: number;
}

/** Rounds of the fixed point below. Each leaves a share λ · (afterRest − message) of the error, a few per cent where messages are short against the gaps. */
const ROUNDS = 3;

function simulateEach(scenario: Scenario, curve: ServiceCurve, replications: number) {
  const { seed } = scenario.run;
  const all = new Summary(scenario);
  const each = Array.from({ length: replications }, (_, replication) => {
    const run = new ReplicationRun(scenario, seed, replication, { [curve.model]: curve });
    while (!run.advance(EVENTS_PER_SLICE));
    const part = run.part();
    const alone = new Summary(scenario);
    alone.add(part);
    all.add(part);
    return alone.finish(seed, 0).sojournTimeSeconds.mean;
  });
  return { result: all.finish(seed, 0), each };
}

/**
 * What the simulator says before the run: the measured curve and, for every batch, what the message to the model's thread costs. That is more for a batch
 * that follows a rest than for one that follows another; the share of those is 1 − utilisation, which is simulated first. The delay comes on top of
 * every latency: it shifts all requests alike, so they find the same queue, only later.
 */
export function predict(scenario: Scenario, { server, curve, overhead, replications }: PredictSetting): Prediction {
  const { messageSeconds, messageAfterRestSeconds, coldFactor, delaySeconds } = overhead;
  const afterRestSeconds = messageAfterRestSeconds + (coldFactor - 1) * curve.points[0]!.medianSeconds;
  // Never below nothing: where the two ways were timed with noise, the model may seem faster after a rest.
  let batchOverheadSeconds = Math.max(0, messageSeconds);
  for (let round = 0; ; round++) {
    const { result, each } = simulateEach(scenario, withOverhead(curve, batchOverheadSeconds), replications);
    const figures = predictedFigures(result, server, delaySeconds);
    if (round === ROUNDS) {
      const meanSecondsOfEach = each.map((mean) => (mean === null ? null : mean + delaySeconds));
      return { figures, meanSecondsOfEach, batchOverheadSeconds };
    }
    const restShare = 1 - figures.utilisation;
    batchOverheadSeconds = Math.max(0, (1 - restShare) * messageSeconds + restShare * afterRestSeconds);
  }
}
