import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import { OverloadError } from '../../../widgets/engines/simulator/request-pool.ts';
import type { SimulationResult, TimeSummary } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { Summary } from '../../../widgets/engines/simulator/summary.ts';
import type { Problem } from '../../../widgets/kit/problem.ts';

/** How a mutated scenario ended, every way of which is right, or what is wrong with it. */
export type Verdict =
  | { readonly outcome: 'refused' | 'ran' | 'stopped at the budget' | 'overload' }
  | { readonly outcome: 'fault'; readonly reason: string };

/** Events after which a run is left alone: enough for every mechanism to have acted. */
const EVENT_BUDGET = 10_000;
/** An event may release a million rows: then the budget is time. */
const BUDGET_MS = 300;
/** What only the caller can give: curves and trace files. */
const NEEDS_INPUT = /^No service curve of the model |was not read\. Read it before the run\.$/;

const fault = (reason: string): Verdict => ({ outcome: 'fault', reason });

/** Gives a scenario to the parser and the engine, as any caller would. Never throws. */
export function judge(input: unknown): Verdict {
  try {
    const parsed = parseScenario(input);
    if (parsed.ok) return judgeRun(parsed.value);
    const incomplete = parsed.problems.find((problem) => !isComplete(problem));
    if (incomplete) return fault(`an incomplete problem: ${JSON.stringify(incomplete)}`);
    return parsed.problems.length > 0 ? { outcome: 'refused' } : fault('refused without a problem');
  } catch (error) {
    return fault(`parseScenario threw: ${(error as Error).stack ?? error}`);
  }
}

const isComplete = ({ path, expected, found, fix }: Problem): boolean =>
  typeof path === 'string' &&
  [expected, found, fix].every(
    (text) => typeof text === 'string' && /\S/.test(text) && !/\bundefined\b|\[object|\bNaN\b.*\bNaN\b/.test(text),
  );

/** True when the run reached its end within the budget. */
function runToBudget(run: ReplicationRun): boolean {
  const startedAt = performance.now();
  let events = 0;
  for (
    let slice = 1;
    events < EVENT_BUDGET && performance.now() - startedAt < BUDGET_MS;
    slice = Math.min(200, slice * 2)
  ) {
    if (run.advance(slice)) return true;
    events += slice;
  }
  return false;
}

function judgeRun(scenario: Scenario): Verdict {
  try {
    const run = new ReplicationRun(scenario, scenario.run.seed, 0, {});
    if (!runToBudget(run)) return { outcome: 'stopped at the budget' };
    const summary = new Summary(scenario);
    summary.add(run.part());
    const reason = findOddity(summary.finish(scenario.run.seed, 0));
    return reason === undefined ? { outcome: 'ran' } : fault(reason);
  } catch (error) {
    if (error instanceof OverloadError) return { outcome: 'overload' };
    if (error instanceof Error && NEEDS_INPUT.test(error.message)) return { outcome: 'refused' };
    return fault(`the run threw: ${(error as Error).stack ?? error}`);
  }
}

/** Numbers that no right run gives: not finite, not adding up, out of order. */
function findOddity(result: SimulationResult): string | undefined {
  const odd = findNotFinite(result, '');
  if (odd !== undefined) return odd;
  const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = result.requests;
  const counted = completed + rejected + throttled + timedOut + failed + inSystem;
  if (offered !== counted || inSystem < 0) return `requests do not add up: ${JSON.stringify(result.requests)}`;
  for (const [id, component] of Object.entries(result.components)) {
    const { utilisation = 0, sojournTimeSeconds: sojourn, waitingTimeSeconds: waiting } = component;
    // Sums of many intervals: a part in a thousand million of rounding.
    if (utilisation < 0 || utilisation > 1 + 1e-9) return `utilisation of ${id} is ${utilisation}`;
    if (component.rejectedFraction != null && component.rejectedFraction > 1) return `${id} rejected more than came`;
    if (!isInOrder(sojourn) || !isInOrder(waiting)) return `times of ${id} are out of order`;
  }
  return isInOrder(result.sojournTimeSeconds) ? undefined : 'sojourn times are out of order';
}

function isInOrder(time: TimeSummary | undefined): boolean {
  if (!time || time.mean === null) return true;
  const rising = [0, time.p50!, time.p95!, time.p99!, time.max! * 1.004];
  return (
    rising.every((value, i) => i === 0 || value >= rising[i - 1]!) && time.mean >= 0 && time.mean <= time.max! * 1.004
  );
}

function findNotFinite(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (value === undefined) return `${path} is undefined`;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const odd = findNotFinite(inner, path === '' ? key : `${path}.${key}`);
    if (odd !== undefined) return odd;
  }
  return undefined;
}
