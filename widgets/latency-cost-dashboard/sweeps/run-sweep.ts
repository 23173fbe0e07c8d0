import type { SimulatorClient } from '../../engines/simulator/client.ts';
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Curves } from '../../engines/simulator/service/service-law.ts';
import { type SweepPoint, sweepPoints, withPoint } from '../../engines/simulator/sweep.ts';
import { formatProblem } from '../../kit/problem.ts';
import { refusalOf } from '../comparing/refusal.ts';
import type { SweepAxis } from './sweep-axis.ts';
import { sweepFigures, type SweepRow } from './sweep-row.ts';

/** Everything that a sweep runs, as plain data. */
export interface SweepPlan {
  readonly axes: readonly SweepAxis[];
  /** With the objectives that the points are held against. */
  readonly scenario: Scenario;
  readonly curves: Curves;
  readonly replications: number;
  readonly points: readonly SweepPoint[];
}

export function planSweep(
  scenario: Scenario,
  curves: Curves,
  axes: readonly SweepAxis[],
  replications: number,
): SweepPlan {
  const points = sweepPoints(axes.map(({ place, values }) => ({ path: place.path, values })));
  return { axes, scenario, curves, replications, points };
}

/** A point ready to run, or the reason why it cannot be. */
type Judged =
  | { readonly scenario: Scenario; readonly refusal: null }
  | { readonly scenario: null; readonly refusal: string };

/** Writes the values into the scenario and lets the simulator judge it: a point that cannot be run does not stop the others. */
function judgePoint({ scenario, curves }: SweepPlan, values: SweepPoint): Judged {
  const changed = withPoint(scenario, values);
  const parsed = changed.ok ? parseScenario(changed.value) : changed;
  if (!parsed.ok) return { scenario: null, refusal: parsed.problems.map(formatProblem).join(' ') };
  const accepted = parsed.value as Scenario;
  const refusal = refusalOf(accepted, curves);
  return refusal === null ? { scenario: accepted, refusal } : { scenario: null, refusal };
}

/** Points that stand for the others when the time is foretold: judging a thousand would take longer than a person waits for a field. */
const SAMPLES = 16;

/** Scenarios of points spread over the plan, and the share of all points that such a sample finds can be run. */
export function samplePoints(plan: SweepPlan): { readonly scenarios: readonly Scenario[]; readonly share: number } {
  const { points } = plan;
  const count = Math.min(SAMPLES, points.length);
  const sample = Array.from({ length: count }, (_, i) => points[Math.floor(((i + 0.5) * points.length) / count)]!);
  const scenarios = sample.flatMap((values) => judgePoint(plan, values).scenario ?? []);
  return { scenarios, share: scenarios.length / count };
}

export interface SweepRun {
  readonly simulator: Pick<SimulatorClient, 'run'>;
  /** Points under way at once, so that no worker waits for the last replication of another point. */
  readonly lanes: number;
  readonly signal: AbortSignal;
  /** Called with all rows so far, in the order of the plan, whenever there is one more. */
  readonly onRows: (rows: readonly SweepRow[]) => void;
}

async function runPoint(plan: SweepPlan, values: SweepPoint, { simulator, signal }: SweepRun): Promise<SweepRow> {
  const { scenario, refusal } = judgePoint(plan, values);
  if (!scenario) {
    // A refusal takes no time in a worker, and a thousand of them would hold the page up.
    await new Promise((resolve) => setTimeout(resolve));
    return { values, figures: null, refusal };
  }
  const alone: SimulationResult[] = [];
  const onReplication = (replication: number, result: SimulationResult) => {
    alone[replication] = result;
  };
  try {
    const { curves, replications } = plan;
    const result = await simulator.run(scenario, { curves, replications, signal, onReplication });
    return { values, figures: sweepFigures(result, alone), refusal: null };
  } catch (error) {
    if (signal.aborted) throw error;
    return { values, figures: null, refusal: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs every point on the same seed, so that all meet the same requests. Rejects with `AbortError` when cancelled. */
export async function runSweep(plan: SweepPlan, run: SweepRun): Promise<readonly SweepRow[]> {
  const rows: (SweepRow | undefined)[] = plan.points.map(() => undefined);
  const complete = () => rows.filter((row) => row !== undefined);
  let next = 0;
  const lane = async () => {
    while (next < plan.points.length) {
      const index = next++;
      // Points that are refused take no time in a worker: the page gets its turn all the same.
      run.signal.throwIfAborted();
      rows[index] = await runPoint(plan, plan.points[index]!, run);
      run.onRows(complete());
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, run.lanes) }, lane));
  return complete();
}
