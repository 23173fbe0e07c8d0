import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario, ScenarioInput } from '../../../../widgets/engines/simulator/scenario.ts';

/** One line of the report. */
export interface FidelityCase {
  /** Name of one of the served models. */
  readonly model: string;
  /** Arrivals per second as a share of what the server can do at most. */
  readonly load: number;
  readonly isBatched: boolean;
  readonly isBursty: boolean;
}

export const LARGEST_BATCH = 8;
const WINDOW_SHARE = 0.5;
/** Requests of the first moments are served and not counted: the calls before them were made on their own. */
const WARM_UP_SECONDS = 0.3;
const LOADS = [0.3, 0.5, 0.7, 0.85];
/** Bursts of half as much again, as long as the quiet times: the mean rate stays. */
const BURST = 0.5;
const BURST_SECONDS = 0.2;

/** Every load for every model with single random arrivals, and one of each other kind for every model. */
export function fidelityCases(models: readonly string[]): FidelityCase[] {
  return models.flatMap((model) => [
    ...LOADS.map((load) => ({ model, load, isBatched: false, isBursty: false })),
    { model, load: 0.7, isBatched: true, isBursty: false },
    { model, load: 0.5, isBatched: false, isBursty: true },
    { model, load: 0.5, isBatched: true, isBursty: true },
  ]);
}

export function nameOf({ model, load, isBatched, isBursty }: FidelityCase): string {
  return `${model}, load ${load}, ${isBatched ? 'batches' : 'single'}, ${isBursty ? 'bursty' : 'Poisson'}`;
}

/** The scenario of a case on this device. `secondsOf` is the measured time of a batch of so many requests. */
export function scenarioOfCase(
  { model, load, isBatched, isBursty }: FidelityCase,
  curveModel: string,
  secondsOf: (size: number) => number,
  run: { readonly seed: number; readonly durationSeconds: number },
): Scenario {
  const ratePerSecond = load * (isBatched ? LARGEST_BATCH / secondsOf(LARGEST_BATCH) : 1 / secondsOf(1));
  const input: ScenarioInput = {
    title: model,
    components: [
      {
        id: 'users',
        kind: 'traffic',
        arrivals: isBursty
          ? {
              process: 'mmpp',
              quietRatePerSecond: ratePerSecond * (1 - BURST),
              burstRatePerSecond: ratePerSecond * (1 + BURST),
              quietSeconds: BURST_SECONDS,
              burstSeconds: BURST_SECONDS,
            }
          : { process: 'poisson', ratePerSecond },
        to: 'model',
      },
      {
        id: 'model',
        kind: 'modelServer',
        serviceTime: { distribution: 'measured', model: curveModel },
        ...(isBatched && {
          batching: {
            mode: 'triton' as const,
            maxBatchSize: LARGEST_BATCH,
            maxDelaySeconds: WINDOW_SHARE * secondsOf(1),
          },
        }),
      },
    ],
    run: { ...run, durationSeconds: WARM_UP_SECONDS + run.durationSeconds, warmUpSeconds: WARM_UP_SECONDS },
  };
  const parsed = parseScenario(input);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ path, expected }) => `${path}: ${expected}`).join('\n'));
  return parsed.value;
}
