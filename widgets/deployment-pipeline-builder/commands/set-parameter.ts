import { chooserOf, findParameter, groupOf, startingGroup, variantsAt } from '../component-kinds.ts';
import { type DraftComponent, findComponent } from '../draft.ts';
import { valueAt, withValueAt } from '../value-path.ts';
import { replaceComponent, unchanged } from './change.ts';
import type { Edit } from './command.ts';

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Another choice brings its own parameters: they start as in its example, but what both choices have (a rate, a mean) is kept. */
function chooseVariant(component: DraftComponent, path: string, group: string, choice: unknown): DraftComponent {
  const variant = variantsAt(path)?.find(({ name }) => name === choice);
  if (!variant) return withValueAt(component, path, choice);
  const kept = Object.keys(variant.parameters).flatMap((name) => {
    const value = valueAt(component, `${group}.${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...component, [group]: { ...variant.example, ...Object.fromEntries(kept) } };
}

/** The component with the value set; a group that was off is switched on with its starting values. */
function change(component: DraftComponent, path: string, value: unknown): DraftComponent {
  const group = groupOf(path);
  if (group === undefined) return withValueAt(component, path, value);
  if (variantsAt(path))
    return value === undefined
      ? withValueAt(component, group, undefined)
      : chooseVariant(component, path, group, value);
  const isOff = valueAt(component, group) === undefined;
  const started =
    isOff && value !== undefined ? { ...component, [group]: startingGroup(component.kind, group) } : component;
  return withValueAt(started, path, value);
}

/** Keys that other commands look after, and that a parameter cannot be. */
const reserved = ['id', 'kind', 'to', ''];

/** “Replicas” and “3”, or for a whole group its choice: “Service time” and “Measured on a device”. */
function inWords(kind: string, path: string, value: unknown): { readonly label: string; readonly value: string } {
  const chooser = chooserOf(path) ?? path;
  const chosen = chooser === path ? value : valueAt({ [path]: value }, chooser);
  const variant = variantsAt(chooser)?.find(({ name }) => name === chosen);
  return { label: findParameter(kind, chooser)?.label ?? path, value: variant?.label ?? String(chosen) };
}

export const setParameter: Edit<'setParameter'> = (scenario, { id, path, value }) => {
  const component = findComponent(scenario, id);
  if (!component) return unchanged(scenario, `There is no component “${id}” to change.`);
  if (reserved.includes(path)) return unchanged(scenario, `“${path}” of “${id}” is not a parameter.`);
  const words = inWords(component.kind, path, value);
  const changed = change(component, path, value);
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
