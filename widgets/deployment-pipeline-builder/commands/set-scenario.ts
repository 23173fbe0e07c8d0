import { scenarioParameters } from '../../engines/simulator/scenario-parameters.ts';
import { withParameter } from '../parameters/with-parameter.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { valueInWords } from './value-in-words.ts';

/** Keys that other commands look after. */
const reserved = ['components', 'links', 'places', 'run', ''];

export const setScenario: Edit<'setScenario'> = (scenario, { path, value: given }) => {
  // Nothing is written as nothing: the format has no null.
  const value = given ?? undefined;
  if (reserved.includes(path.split('.')[0]!))
    return unchanged(scenario, `“${path}” is not something that is set for the whole pipeline.`);
  const changed = withParameter(scenarioParameters, scenario, path, value);
  const label = scenarioParameters.find((parameter) => parameter.path === path)?.label ?? path;
  if (JSON.stringify(changed) === JSON.stringify(scenario)) return unchanged(scenario, `${label} is as it was.`);
  const message =
    value === undefined ? `${label} is no longer set.` : `Set ${label} of the pipeline to ${valueInWords(value)}.`;
  return { scenario: changed, message };
};
