import { OverloadError } from '../../widgets/engines/simulator/request-pool.ts';
import { type SimulateOptions, simulate } from '../../widgets/engines/simulator/simulate.ts';
import { formatSeconds } from '../../widgets/kit/format.ts';
import { readArguments } from './simulate/arguments.ts';
import { ProgressLine } from './simulate/progress.ts';
import { readScenario } from './simulate/read-scenario.ts';
import { readRecordedCurves } from './simulate/recorded-curves.ts';
import { Refusal } from './simulate/refusal.ts';
import { formatTable } from './simulate/table.ts';

/** Exit codes: 0 when it ran, 1 when an objective is not met, 2 when the file is refused or cannot be run. */
const RAN = 0;
const OBJECTIVE_NOT_MET = 1;
const REFUSED = 2;

const nowSeconds = () => performance.now() / 1000;

function run(): number {
  const { file, seed, replications, isJson } = readArguments(process.argv.slice(2));
  const scenario = readScenario(file);
  const curves = readRecordedCurves(scenario);
  for (const { model, device, measuredAt } of Object.values(curves)) {
    console.error(
      `Service times of "${model}" are recorded, not measured here: ${device}, ${measuredAt.slice(0, 10)}.`,
    );
  }
  const progress = new ProgressLine(process.stderr);
  const options: SimulateOptions = {
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications }),
    curves,
    nowSeconds,
    ...(isJson ? {} : { onProgress: (share) => progress.update(share) }),
  };
  const result = simulate(scenario, options);
  if (!isJson)
    progress.end(`Simulated ${result.engine.events} events in ${formatSeconds(result.engine.elapsedSeconds)}.`);
  process.stdout.write(`${isJson ? JSON.stringify(result, null, 2) : formatTable(result)}\n`);
  return result.objectives.every((objective) => objective.met) ? RAN : OBJECTIVE_NOT_MET;
}

try {
  process.exitCode = run();
} catch (error) {
  // A queue that outgrows the memory is the scenario's fault too; anything else is a fault of the program and keeps its stack.
  if (!(error instanceof Refusal) && !(error instanceof OverloadError)) throw error;
  console.error(error.message);
  process.exitCode = REFUSED;
}
