import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { formatSeconds } from '../../../widgets/kit/format.ts';
import { acceptScenario, nameOf, readDocument } from '../simulate/read-scenario.ts';
import { readTraces } from '../simulate/read-traces.ts';
import { Refusal } from '../simulate/refusal.ts';
import { Alarm } from './alarm.ts';
import { type RealityArguments, readArguments } from './arguments.ts';
import { MOST_ROWS_IN_CALL, sizesToMeasure } from './batch-sizes.ts';
import { comparisonLines } from './comparison-lines.ts';
import { HttpService } from './http-service.ts';
import { ModelThread } from './model-thread.ts';
import { measureOverhead } from './overhead.ts';
import { readModel, threadInput } from './read-model.ts';
import { compareWithReality, planOrRefuse, type RealComparison } from './real-comparison.ts';
import { runInProcess } from './run-in-process.ts';
import { measureHttp, runOverHttp } from './run-over-http.ts';

const REFUSED = 2;
const TIMING_SECONDS = 2;
const CALIBRATION_SECONDS = 1;
/** Of the measured sizes the first so many; larger batches take long and say the same of what a call costs. */
const CALIBRATED_SIZES = 3;

/** The scenario, no longer than was asked for. */
function readScenario({ file, seconds }: RealityArguments): Scenario {
  const scenario = readTraces(acceptScenario(nameOf(file), readDocument(file)), file);
  if (seconds === undefined || seconds >= scenario.run.durationSeconds) return scenario;
  if (scenario.run.warmUpSeconds >= seconds)
    throw new Refusal([
      `--seconds: expected more than the warm-up of ${scenario.run.warmUpSeconds} s, found ${seconds}. Ask for more seconds, or shorten the warm-up.`,
    ]);
  return { ...scenario, run: { ...scenario.run, durationSeconds: seconds } };
}

async function compare(given: RealityArguments): Promise<RealComparison> {
  const scenario = readScenario(given);
  const plan = planOrRefuse(scenario);
  const sizes = sizesToMeasure(plan);
  if (sizes.at(-1)! * given.rows > MOST_ROWS_IN_CALL)
    throw new Refusal([
      `--rows: expected batches of at most ${MOST_ROWS_IN_CALL} rows, found ${sizes.at(-1)} requests of ${given.rows}. Ask for fewer rows, or for smaller batches.`,
    ]);
  const calibrated = { sizes: sizes.slice(0, CALIBRATED_SIZES), seconds: CALIBRATION_SECONDS };
  const input = threadInput(readModel(plan.model), given.rows);
  const isHttp = plan.regime === 'realTime' && !given.isInProcess;
  console.error(
    `${plan.arrivalSeconds.length} requests in ${formatSeconds(plan.durationSeconds)} to ${plan.model}, ${given.rows} ${given.rows === 1 ? 'row' : 'rows'} each, ${isHttp ? 'over HTTP on the loopback interface' : 'in process'}. Measuring first.`,
  );
  const alarm = new Alarm();
  const common = { scenario, replications: given.replications };
  try {
    if (isHttp) {
      const service = await HttpService.open(input);
      try {
        const measured = await service.measure(sizes, TIMING_SECONDS);
        return await compareWithReality({
          ...common,
          measured,
          calibrate: async () => ({
            ...(await service.calibrate(calibrated.sizes, calibrated.seconds)),
            delaySeconds: await measureHttp(service, alarm),
          }),
          run: (one) => runOverHttp(scenario, one, service, alarm),
        });
      } finally {
        await service.end();
      }
    }
    const thread = await ModelThread.open(input);
    try {
      const measured = await thread.measure(sizes, TIMING_SECONDS);
      return await compareWithReality({
        ...common,
        measured,
        calibrate: () => measureOverhead(thread, alarm, measured.curve, calibrated),
        run: (one) => runInProcess(one, thread, alarm),
      });
    } finally {
      await thread.end();
    }
  } finally {
    await alarm.end();
  }
}

try {
  const given = readArguments(process.argv.slice(2));
  const comparison = await compare(given);
  console.log(given.isJson ? JSON.stringify(comparison, null, 2) : comparisonLines(comparison).join('\n'));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = REFUSED;
}
