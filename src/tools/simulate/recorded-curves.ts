import { existsSync, readFileSync } from 'node:fs';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import { parseJson, readText } from './read-scenario.ts';
import { Refusal, refuse } from './refusal.ts';

const MODELS = new URL('../../../public/models/', import.meta.url);

/** Models whose measured service time the scenario runs on. */
function measuredModels(scenario: Scenario): string[] {
  const models = scenario.components.flatMap((component) =>
    'serviceTime' in component && component.serviceTime.distribution === 'measured'
      ? [component.serviceTime.model]
      : [],
  );
  return [...new Set(models)];
}

function parseCurve(name: string, text: string): ServiceCurve {
  const parsed = parseServiceCurve(parseJson(name, text));
  if (!parsed.ok) refuse(`${name} was refused:`, parsed.problems);
  return parsed.value;
}

function readRecorded(model: string): ServiceCurve {
  const file = new URL(`${model}.curve.json`, MODELS);
  const name = `public/models/${model}.curve.json`;
  if (!existsSync(file)) {
    throw new Refusal([
      `serviceTime: expected a recorded service curve of the model "${model}" in ${name}, found no such file. Use the id of a model card, or give a curve of yours with --curve FILE.`,
    ]);
  }
  return parseCurve(name, readFileSync(file, 'utf8'));
}

/** Curves that the person gave, by model. Throws a `Refusal` when one is of a model that no component is measured on. */
function readGiven(files: readonly string[], models: readonly string[]): Map<string, ServiceCurve> {
  const given = new Map<string, ServiceCurve>();
  for (const file of files) {
    const curve = parseCurve(file, readText(file, 'a service curve'));
    if (!models.includes(curve.model)) {
      const wanted = models.length > 0 ? `of ${models.join(' or ')}` : 'in a scenario with a measured service time';
      throw new Refusal([
        `--curve ${file}: expected a curve ${wanted}, found one of "${curve.model}". Leave it out, or name this model in serviceTime.`,
      ]);
    }
    given.set(curve.model, curve);
  }
  return given;
}

/** The curves that the scenarios need, by model: those in `files`, else the recorded ones. The command line has no browser to measure in. Throws a `Refusal`. */
export function readCurves(
  scenarios: readonly Scenario[],
  files: readonly string[],
): Readonly<Record<string, ServiceCurve>> {
  const models = [...new Set(scenarios.flatMap(measuredModels))];
  const given = readGiven(files, models);
  return Object.fromEntries(models.map((model) => [model, given.get(model) ?? readRecorded(model)]));
}
