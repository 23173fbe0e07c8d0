import { findParameter, parametersOf, startingGroup } from '../component-kinds.ts';
import { findComponent } from '../draft.ts';
import { chooserOf, variantsAt } from '../parameters/variant-families.ts';
import { withParameter } from '../parameters/with-parameter.ts';
import { valueAt, withValueAt } from '../value-path.ts';
import { replaceComponent, unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { valueInWords } from './value-in-words.ts';

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Keys that other commands look after, and that a parameter cannot be. */
const reserved = ['id', 'kind', 'to', ''];

/** “Replicas” and “3”, or for a whole group its choice: “Service time” and “Measured on a device”. */
function inWords(kind: string, path: string, value: unknown): { readonly label: string; readonly value: string } {
  const chooser = chooserOf(path) ?? path;
  const chosen = chooser === path ? value : valueAt({ [path]: value }, chooser);
  const variant = variantsAt(chooser)?.find(({ name }) => name === chosen);
  return { label: findParameter(kind, chooser)?.label ?? path, value: variant?.label ?? valueInWords(chosen ?? value) };
}

export const setParameter: Edit<'setParameter'> = (scenario, { id, path, value }) => {
  const component = findComponent(scenario, id);
  if (!component) return unchanged(scenario, `There is no component “${id}” to change.`);
  if (reserved.includes(path)) return unchanged(scenario, `“${path}” of “${id}” is not a parameter.`);
  const words = inWords(component.kind, path, value);
  const changed = withParameter(parametersOf(component.kind), component, path, value);
  if (isSame(changed, component)) return unchanged(scenario, `${words.label} of “${id}” is as it was.`);
  const message =
    value === undefined
      ? `${words.label} of “${id}” is no longer set.`
      : `Set ${words.label} of “${id}” to ${words.value}.`;
  return { scenario: replaceComponent(scenario, id, changed), message };
};

export const setGroup: Edit<'setGroup'> = (scenario, { id, group, isOn }) => {
  const component = findComponent(scenario, id);
  if (!component) return unchanged(scenario, `There is no component “${id}” to change.`);
  if (reserved.includes(group) || (valueAt(component, group) !== undefined) === isOn)
    return unchanged(scenario, `“${group}” of “${id}” is as it was.`);
  const start = startingGroup(component.kind, group);
  if (isOn && Object.keys(start).length === 0) return unchanged(scenario, `“${id}” has no parameters “${group}”.`);
  const changed = withValueAt(component, group, isOn ? start : undefined);
  return {
    scenario: replaceComponent(scenario, id, changed),
    message: `Switched “${group}” of “${id}” ${isOn ? 'on' : 'off'}.`,
  };
};

export const setRun: Edit<'setRun'> = (scenario, { path, value }) => {
  const changed = withValueAt(scenario, `run.${path}`, value);
  if (isSame(changed, scenario)) return unchanged(scenario, 'The run is as it was.');
  return {
    scenario: changed,
    message: value === undefined ? `The run’s ${path} is no longer set.` : `Set the run’s ${path} to ${String(value)}.`,
  };
};
