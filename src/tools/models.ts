import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { nearest } from '../../widgets/kit/nearest.ts';
import { crossValidate } from './models/cross-validate.ts';
import { modelFiles } from './models/model-files.ts';
import { recipes } from './models/recipes/index.ts';
import { buildTitanicModels, type TitanicModel } from './models/titanic-model.ts';

/** Trains, exports and describes the course's models: `npm run models`. See `usage`. */

const usage = `npm run models                       train the models and write their files, manifests and list (some five seconds)
npm run models -- --check            train again and compare with the files; exit code 1 where they differ
npm run models -- --cross-validate   the log loss of each setting on held-out training rows, from which the settings were chosen (about a minute)
npm run models -- --reference [ID]   measure the recorded service curves on this machine, all models in turn or one (some 10 s each; close everything else)`;
const options = ['--check', '--cross-validate', '--reference', '--help'];

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const folder = 'public/models/';
const csvFile = at('content/models/data/titanic.csv');
const referenceDevice = '2-core cloud machine, Linux, Node 26';

function write(models: readonly TitanicModel[], csv: string): void {
  for (const [name, bytes] of modelFiles(models, csv)) writeFileSync(at(folder + name), bytes);
  for (const { bytes, manifest } of models) {
    const { accuracy, accuracyInterval95, auc, logLoss } = manifest.metrics;
    console.log(
      `${folder}${manifest.file}: ${bytes.length} bytes, SHA-256 ${manifest.sha256.slice(0, 12)}…, accuracy ${accuracy} (95 % interval ${accuracyInterval95.join(' to ')}), area under the curve ${auc}, log loss ${logLoss}`,
    );
  }
  console.log(`${models.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes of models in all.`);
}

function check(models: readonly TitanicModel[], csv: string): boolean {
  const files = modelFiles(models, csv);
  const results = [...files].map(([name, bytes]) => {
    const file = at(folder + name);
    const isSame = existsSync(file) && Buffer.compare(readFileSync(file), bytes) === 0;
    console.log(
      isSame
        ? `${folder}${name}: reproduced byte for byte.`
        : `${folder}${name}: differs from what training gives now. Run \`npm run models\` and commit the result.`,
    );
    return isSame;
  });
  const strays = readdirSync(at(folder)).filter((name) => !files.has(name) && !name.endsWith('.curve.json'));
  for (const name of strays) console.log(`${folder}${name}: no model of that name is trained. Delete it.`);
  return results.every(Boolean) && strays.length === 0;
}

function showCrossValidation({ train }: TitanicModel): void {
  for (const { id, attempts } of recipes) {
    console.log(`${id}: the first is used`);
    for (const [index, loss] of crossValidate(train, attempts).entries())
      console.log(`  log loss ${loss.toFixed(4)}: ${attempts[index]!.setting}`);
  }
}

async function recordReference(models: readonly TitanicModel[]): Promise<boolean> {
  const { recordCurves } = await import('./models/record-curves.ts');
  const rows = models[0]!.test.map(({ features }) => features);
  const curves = await recordCurves(models, rows, referenceDevice);
  for (const [name, text] of curves ?? []) writeFileSync(at(folder + name), text);
  return curves !== null;
}

function refuse(found: string, known: readonly string[], what: string): false {
  const meant = nearest(found, known);
  console.error(`Unknown ${what} ${found}.${meant ? ` Did you mean ${meant}?` : ''}\n${usage}`);
  return false;
}

async function main(words: readonly string[]): Promise<boolean> {
  const [option, id, ...rest] = words;
  if (option === '--help') {
    console.log(usage);
    return true;
  }
  if (option !== undefined && !options.includes(option)) return refuse(option, options, 'option');
  const extra = option === '--reference' ? rest[0] : words[1];
  if (extra !== undefined) return refuse(extra, options, 'argument');
  const csv = readFileSync(csvFile, 'utf8');
  const models = buildTitanicModels(csv);
  if (option === '--check') return check(models, csv);
  if (option === '--reference') {
    const chosen = models.filter(({ manifest }) => id === undefined || manifest.id === id);
    const ids = models.map(({ manifest }) => manifest.id);
    return chosen.length > 0 ? recordReference(chosen) : refuse(id!, ids, 'model');
  }
  if (option === '--cross-validate') showCrossValidation(models[0]!);
  else write(models, csv);
  return true;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
