// npm run bench -- fidelity [--json] [--seconds N] [--replications N] [--tries N] [--only TEXT] [--write]: the simulator's prediction beside real runs of real
// models on this machine, case by case: measure, run, predict, compare. Measures only; the goals are printed beside. --write stores it for the site.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import described from '../../../package.json' with { type: 'json' };
import { formatSeconds } from '../../../widgets/kit/format.ts';
import { Alarm } from '../reality/alarm.ts';
import { ModelThread } from '../reality/model-thread.ts';
import { measureOverhead } from '../reality/overhead.ts';
import { thisDevice } from '../reality/read-model.ts';
import { type CaseResult, runCase } from './fidelity/one-case.ts';
import { fidelityCases, LARGEST_BATCH, nameOf } from './fidelity/scenarios.ts';
import { servedModels } from './fidelity/served-models.ts';
import { FIDELITY_FILE, type FidelityReport, formatReport } from './fidelity/report-file.ts';
import { GOALS, summarise } from './fidelity/summary.ts';

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '2' },
    replications: { type: 'string', default: '4' },
    tries: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});

function numberWithin(name: 'seconds' | 'replications' | 'tries', least: number, most: number): number {
  const value = Number(options[name]);
  if (value >= least && value <= most) return value;
  console.error(`--${name}: expected a number from ${least} to ${most}, found "${options[name]}".`);
  process.exit(2);
}

if (options.write && options.only !== '') {
  console.error('--write needs all cases: leave --only out.');
  process.exit(2);
}

const setting = {
  secondsPerRun: numberWithin('seconds', 0.5, 60),
  replications: Math.floor(numberWithin('replications', 1, 10)),
  tries: Math.floor(numberWithin('tries', 1, 10)),
};
const say = (line: string) => {
  if (!options.json) console.log(line);
};
const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const time = (seconds: number | null) => (seconds === null ? '–' : formatSeconds(seconds));

function tell(result: CaseResult): void {
  const { name, predicted, observed, errors, meanErrorInterval95: interval } = result;
  const range = interval ? ` (${percent(interval[0])} to ${percent(interval[1])})` : '';
  say(`${name}: ${observed.answered} requests of ${time(result.requestSeconds)}`);
  say(
    `  mean ${time(predicted.meanSeconds)} predicted, ${time(observed.meanSeconds)} observed: ${percent(errors.mean)}${range}; ` +
      `p50 ${percent(errors.p50)}, p95 ${percent(errors.p95)}, p99 ${percent(errors.p99)}; utilisation ${percent(observed.utilisation)}: ` +
      `${percent(errors.utilisation)}; batches of ${observed.meanBatchSize?.toFixed(2)}: ${percent(errors.batchSize)}`,
  );
  say(
    `  with the run's own batch times: ${percent(result.meanErrorWithRunsTimes)}; model took ${percent(result.modelSlowdown)} of the curve, ${percent(result.slowdown)} expected; ` +
      `message ${time(result.batchOverheadSeconds)} (observed ${time(result.messageSeconds)}), timers ${time(result.delaySeconds)}; ` +
      `other programs ${percent(result.otherProgramsShare)}, ${percent(result.sentLateShare)} sent late, calls vary by ${percent(result.callSpread)}, halves ${percent(result.splitHalfOfMean)} apart: ${result.light}${result.tries > 1 ? `, best of ${result.tries}` : ''}`,
  );
}

const MEASURED_SIZES = [1, 2, 4, LARGEST_BATCH];
const MEASURING_SECONDS = 1;
const WARM_UP_SECONDS = 2;

const alarm = new Alarm();
const results: CaseResult[] = [];
for (const { name, rowsPerRequest, input } of servedModels()) {
  const cases = fidelityCases([name]).filter((one) => nameOf(one).includes(options.only));
  if (cases.length === 0) continue;
  say(`${name}: ${input.model}, ${rowsPerRequest} rows a request, ${input.bytes.length} bytes`);
  const thread = await ModelThread.open(input);
  const measured = await thread.measure(MEASURED_SIZES, MEASURING_SECONDS);
  say(`  curve drifted by ${percent(measured.quality.driftRelative)}`);
  // Thrown away: the first calls of a model in a thread are not like those that follow.
  await measureOverhead(thread, alarm, measured.curve, { sizes: [1], seconds: WARM_UP_SECONDS });
  for (const [index, one] of cases.entries()) {
    const result = await runCase(one, { thread, measured }, { ...setting, alarm, seed: index + 1 });
    results.push(result);
    tell(result);
  }
  await thread.end();
}
await alarm.end();

const summary = summarise(results);
const { medianError: all, medianErrorInTheDark: free } = summary;
say(`${summary.cases} cases, ${summary.litCases} of them with the contention light on. Median size of the error:`);
say(`  all: mean ${percent(all.mean)}, p50 ${percent(all.p50)}, p95 ${percent(all.p95)}, p99 ${percent(all.p99)}`);
say(
  `  light off: mean ${percent(free.mean)} (goal ${percent(GOALS.medianMean)}), p50 ${percent(free.p50)}, p95 ${percent(free.p95)} (goal ${percent(GOALS.medianP95)}), ` +
    `p99 ${percent(free.p99)}; largest of the mean ${percent(summary.largestMeanErrorInTheDark)} (goal ${percent(GOALS.largest)})`,
);
say(
  `  two predictions of one mean, from half of the measurements each, are ${percent(summary.medianSplitHalfOfMean)} apart`,
);
say(`  all, with the run's own batch times: mean ${percent(summary.medianMeanErrorWithRunsTimes)}`);
const report: FidelityReport = {
  measuredAt: new Date().toISOString(),
  machine: {
    device: thisDevice(),
    processors: cpus().length,
    node: process.versions.node,
    runtime: described.dependencies['onnxruntime-web'],
  },
  setting,
  models: servedModels().map(({ name, rowsPerRequest, input: { model, bytes } }) => ({
    name,
    id: model,
    rowsPerRequest,
    bytes: bytes.length,
  })),
  summary,
  results,
};
if (options.write) writeFileSync(FIDELITY_FILE, formatReport(report));
if (options.json) console.log(formatReport(report));
