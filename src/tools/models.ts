import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { nearest } from '../../widgets/kit/nearest.ts';
import { formatSeconds } from '../../widgets/kit/format.ts';
import type { ServiceCurve } from '../../widgets/kit/service-curve.ts';
import { crossValidate } from './models/cross-validate.ts';
import { formatJson } from './models/format-json.ts';
import { buildTitanicModel, type TitanicModel, trainingSetting } from './models/titanic-model.ts';

/** Trains, exports and describes the course's models: `npm run models`. See `usage`. */

const usage = `npm run models                       train the model and write its file and manifest
npm run models -- --check            train again and compare with the files; exit code 1 where they differ
npm run models -- --cross-validate   the log loss by epoch on held-out training rows, from which the setting was chosen
npm run models -- --reference        measure the recorded service curve on this machine (about 20 s; close everything else)`;
const options = ['--check', '--cross-validate', '--reference', '--help'];

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const csvFile = at('content/models/data/titanic.csv');
const modelFile = at('public/models/titanic-mlp.onnx');
const manifestFile = at('public/models/titanic-mlp.json');
const curveFile = at('public/models/titanic-mlp.curve.json');
const referenceDevice = '2-core cloud machine, Linux, Node 26';

function write(model: TitanicModel): void {
  writeFileSync(modelFile, model.bytes);
  writeFileSync(manifestFile, formatJson(model.manifest));
  const { accuracy, accuracyInterval95, auc, logLoss } = model.manifest.metrics;
  console.log(`public/models/titanic-mlp.onnx: ${model.bytes.length} bytes, SHA-256 ${model.manifest.sha256}`);
  console.log(
    `accuracy ${accuracy} (95 % interval ${accuracyInterval95.join(' to ')}), area under the curve ${auc}, log loss ${logLoss}`,
  );
}

function check(model: TitanicModel): boolean {
  const isSame = (file: URL, bytes: Uint8Array) => existsSync(file) && Buffer.compare(readFileSync(file), bytes) === 0;
  const results = [
    { name: 'public/models/titanic-mlp.onnx', same: isSame(modelFile, model.bytes) },
    { name: 'public/models/titanic-mlp.json', same: isSame(manifestFile, Buffer.from(formatJson(model.manifest))) },
  ];
  for (const { name, same } of results)
    console.log(
      same
        ? `${name}: reproduced byte for byte.`
        : `${name}: differs from what training gives now. Run \`npm run models\` and commit the result.`,
    );
  return results.every(({ same }) => same);
}

function showCrossValidation(model: TitanicModel): void {
  for (const weightDecay of [0.01, 0.1, 0.3]) {
    const losses = crossValidate(model.train, { ...trainingSetting, weightDecay, epochs: 60 });
    const best = losses.indexOf(Math.min(...losses)) + 1;
    console.log(
      `weight decay ${weightDecay}: lowest log loss ${losses[best - 1]!.toFixed(4)} after ${best} epochs; after ${trainingSetting.epochs} ${losses[trainingSetting.epochs - 1]!.toFixed(4)}, after 60 ${losses[59]!.toFixed(4)}`,
    );
  }
}

async function recordReference(model: TitanicModel): Promise<boolean> {
  const { measureReference } = await import('./models/reference-curve.ts');
  const { curve, quality } = await measureReference(model, referenceDevice, 20);
  for (const { batchSize, medianSeconds, p95Seconds, runs } of curve.points) {
    console.log(
      `batch of ${batchSize}: median ${formatSeconds(medianSeconds)}, 95th percentile ${p95Seconds === null ? 'below clock resolution' : formatSeconds(p95Seconds)}, ${runs} calls`,
    );
  }
  console.log(`drift over the run ${(quality.driftRelative * 100).toFixed(1)} %`);
  if (!quality.isSteady) {
    console.error(
      'The machine was busy (drift over 15 %): nothing was written. Close other programs and run it again.',
    );
    return false;
  }
  writeFileSync(curveFile, formatJson(roundCurve(curve)));
  return true;
}

/** Times to four significant digits, which is more than a repeat reproduces; counts as they are. */
function roundCurve(curve: ServiceCurve): ServiceCurve {
  return JSON.parse(JSON.stringify(curve), (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
  ) as ServiceCurve;
}

async function main(words: readonly string[]): Promise<boolean> {
  const wrong = words.find((word) => !options.includes(word));
  if (wrong !== undefined) {
    const meant = nearest(wrong, options);
    console.error(`Unknown option ${wrong}.${meant ? ` Did you mean ${meant}?` : ''}\n${usage}`);
    return false;
  }
  if (words.includes('--help')) {
    console.log(usage);
    return true;
  }
  const model = buildTitanicModel(readFileSync(csvFile, 'utf8'));
  if (words.includes('--check')) return check(model);
  if (words.includes('--cross-validate')) {
    showCrossValidation(model);
    return true;
  }
  if (words.includes('--reference')) return recordReference(model);
  write(model);
  return true;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
