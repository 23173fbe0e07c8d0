import { fromCallback } from 'xstate';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { abortable } from '../model-calls.ts';
import type { RealChoice } from './real-choice.ts';
import { realScenario, sizesToMeasure } from './real-scenario.ts';
import type { Prepared, RealityPort } from './reality-runner.ts';
import type { Predicted } from './worker-messages.ts';

/** All that is settled before a run: nothing of it knows the run. */
export interface Preparation {
  readonly choice: RealChoice;
  readonly prepared: Prepared;
  readonly scenario: Scenario;
  readonly predicted: Predicted;
}

interface PrepareInput {
  readonly port: RealityPort;
  readonly choice: RealChoice;
  readonly seed: number;
}

/** Measures, makes the scenario of the choice on this device, and lets the simulator say what will happen. */
export const prepareRun = fromCallback<{ type: string }, PrepareInput>(({ input, sendBack }) =>
  abortable(
    async (signal) => {
      const { port, choice, seed } = input;
      const onProgress = (progress: unknown) => sendBack({ type: 'prepareProgressed', progress });
      const prepared = await port.prepare(sizesToMeasure(choice), { signal, onProgress });
      const made = realScenario(choice, prepared.curve, prepared.overhead, seed);
      if (!made.ok)
        throw new Error(
          made.problems.map(({ path, expected, found }) => `${path}: expected ${expected}, found ${found}`).join('; '),
        );
      const predicted = await port.predict(prepared, made.value, signal);
      const preparation: Preparation = { choice, prepared, scenario: made.value, predicted };
      sendBack({ type: 'prepared', preparation });
    },
    (error) => sendBack({ type: 'broke', error }),
  ),
);

/** The run itself. */
export const runForReal = fromCallback<{ type: string }, { port: RealityPort; preparation: Preparation }>(
  ({ input, sendBack }) =>
    abortable(
      async (signal) => {
        const { port, preparation } = input;
        const onProgress = (progress: unknown) => sendBack({ type: 'runProgressed', progress });
        const { prepared, scenario } = preparation;
        const comparison = await port.run(prepared, scenario, { signal, onProgress });
        sendBack({ type: 'compared', comparison });
      },
      (error) => sendBack({ type: 'broke', error }),
    ),
);
