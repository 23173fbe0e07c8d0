import type { SimulatorClient } from '../../engines/simulator/client.ts';
import { type Consequence, consequenceOf, type Judgement, judgeChoice } from './judge-choice.ts';
import { taskScenario } from './task-scenario.ts';
import { type Task, type Urgency, urgencies } from './tasks.ts';

/** A task that was sorted: the choice, what each of the three ways came to, and what that says. */
export interface Sorted {
  readonly chosen: Urgency;
  readonly consequences: readonly Consequence[];
  readonly judgement: Judgement;
}

/** Runs a task in all three ways on the same events, and judges the choice by what came of it. Rejects with `AbortError` when cancelled. */
export async function sortTask(
  task: Task,
  chosen: Urgency,
  {
    simulator,
    seed,
    prices,
    signal,
  }: {
    readonly simulator: Pick<SimulatorClient, 'run'>;
    readonly seed: number;
    readonly prices: unknown;
    readonly signal?: AbortSignal;
  },
): Promise<Sorted> {
  const consequences = await Promise.all(
    urgencies.map(async ({ id }) =>
      consequenceOf(id, await simulator.run(taskScenario(task, id, seed, prices), signal ? { signal } : {})),
    ),
  );
  return { chosen, consequences, judgement: judgeChoice(task, chosen, consequences) };
}
