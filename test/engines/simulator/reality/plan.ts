import { oneAtATime } from '../../../../widgets/engines/simulator/batching/batching-policy.ts';
import { createBatching } from '../../../../widgets/engines/simulator/batching/schema.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { planRealRun } from '../../../../widgets/engines/simulator/reality/plan-real-run.ts';
import type { RealPlan } from '../../../../widgets/engines/simulator/reality/real-plan.ts';
import type { Scenario, ScenarioInput } from '../../../../widgets/engines/simulator/scenario.ts';

/** A plan with these arrivals, one request at a time, unless said otherwise. */
export function planWith(arrivalSeconds: readonly number[], changes: Partial<RealPlan> = {}): RealPlan {
  return {
    regime: 'realTime',
    model: 'm',
    source: 'users',
    server: 'model',
    arrivalSeconds: Float64Array.from(arrivalSeconds),
    durationSeconds: 60,
    warmUpSeconds: 0,
    policy: oneAtATime,
    queueCapacity: Infinity,
    timeoutSeconds: Infinity,
    ...changes,
  };
}

export const triton = (maxBatchSize: number, maxDelaySeconds: number) =>
  createBatching({ mode: 'triton', maxBatchSize, maxDelaySeconds });

type Server = Extract<ScenarioInput['components'][number], { kind: 'modelServer' }>;

/** Users in front of one measured model. */
export function realTimeScenario(server: Partial<Server> = {}, run: Partial<ScenarioInput['run']> = {}): ScenarioInput {
  return {
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 60 }, to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'measured', model: 'm' }, ...server } as Server,
    ],
    run: { seed: 3, durationSeconds: 20, ...run },
  };
}

export function accept(input: ScenarioInput): Scenario {
  const parsed = parseScenario(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

export function planOf(input: ScenarioInput | Scenario, replication = 0): RealPlan {
  const plan = planRealRun(accept(input as ScenarioInput), replication);
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
  return plan.value;
}
