import { findComponent } from '../draft.ts';
import { routesOf } from '../routes.ts';
import { isSource, unchanged } from './change.ts';
import type { Edit } from './command.ts';
import { bypass, insertAfter } from './move-in-flow.ts';

export const remove: Edit<'remove'> = (scenario, { id }) => {
  const component = findComponent(scenario, id);
  if (!component) return unchanged(scenario, `There is no component “${id}” to remove.`);
  const healed = bypass(scenario, id);
  const components = healed.components.filter((existing) => existing.id !== id);
  return { scenario: { ...healed, components }, message: `Removed “${id}”.` };
};

export const removeMany: Edit<'removeMany'> = (scenario, { ids }) => {
  const gone = ids.filter((id) => findComponent(scenario, id));
  if (gone.length === 0) return unchanged(scenario, 'There is nothing to remove.');
  const left = gone.reduce((draft, id) => remove(draft, { type: 'remove', id }).scenario, scenario);
  return { scenario: left, message: `Removed ${gone.map((id) => `“${id}”`).join(', ')}.` };
};

export const move: Edit<'move'> = (scenario, { id, after }) => {
  const component = findComponent(scenario, id);
  const target = findComponent(scenario, after);
  if (!component || !target) return unchanged(scenario, `There is no component “${component ? after : id}”.`);
  if (id === after) return unchanged(scenario, `“${id}” cannot be moved after itself.`);
  if (isSource(scenario, id))
    return unchanged(scenario, `“${id}” is a source: requests begin there, so it cannot come after “${after}”.`);
  const [only, ...more] = routesOf(target);
  if (only?.id === id && more.length === 0) return unchanged(scenario, `“${id}” comes after “${after}” already.`);
  const healed = bypass(scenario, id);
  const without = { ...healed, components: healed.components.filter((existing) => existing.id !== id) };
  return { scenario: insertAfter(without, component, after), message: `Moved “${id}” after “${after}”.` };
};

export const replace: Edit<'replace'> = (scenario, command) => {
  if (command.scenario === scenario) return unchanged(scenario, `This is “${command.label}” already.`);
  const message = command.message ?? `Replaced the pipeline with “${command.label}”.`;
  return { scenario: command.scenario, message };
};
