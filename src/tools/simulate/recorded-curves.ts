import { existsSync, readFileSync } from 'node:fs';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import { parseJson } from './read-scenario.ts';
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

function readCurve(model: string): ServiceCurve {
  const file = new URL(`${model}.curve.json`, MODELS);
  const name = `public/models/${model}.curve.json`;
  if (!existsSync(file)) {
    throw new Refusal([
      `serviceTime: expected a recorded service curve of the model "${model}" in ${name}, found no such file. Use the id of a model card.`,
    ]);
  }
  const parsed = parseServiceCurve(parseJson(name, readFileSync(file, 'utf8')));
  if (!parsed.ok) refuse(`${name} was refused:`, parsed.problems);
  return parsed.value;
}

/** The recorded curves that the scenario needs, by model. The command line has no browser to measure in. Throws a `Refusal`. */
export function readRecordedCurves(scenario: Scenario): Readonly<Record<string, ServiceCurve>> {
  return Object.fromEntries(measuredModels(scenario).map((model) => [model, readCurve(model)]));
}
