import { idSchema } from '../../engines/simulator/components/component-kind.ts';
import { type Draft, findComponent } from '../draft.ts';
import { withReferences } from '../parameters/references.ts';
import { routesOf, withRoutes } from '../routes.ts';
import { unchanged } from './change.ts';
import type { Edit } from './command.ts';

/** Objectives name components by paths such as `components.model.utilisation`. */
function renameInObjectives({ objectives }: Draft, id: string, name: string): { objectives?: unknown } {
  if (!Array.isArray(objectives)) return {};
  const prefix = `components.${id}.`;
  const renamed = objectives.map((objective: { metric?: unknown } | null) => {
    const metric = objective?.metric;
    return typeof metric === 'string' && metric.startsWith(prefix)
      ? { ...objective, metric: `components.${name}.${metric.slice(prefix.length)}` }
      : objective;
  });
  return { objectives: renamed };
}

/** Faults name the component that goes down. */
function renameInFaults({ faults }: Draft, id: string, name: string): { faults?: unknown } {
  if (!Array.isArray(faults)) return {};
  const renamed = faults.map((fault: { component?: unknown } | null) =>
    fault?.component === id ? { ...fault, component: name } : fault,
  );
  return { faults: renamed };
}

export const rename: Edit<'rename'> = (scenario, { id, newId }) => {
  const name = newId.trim();
  if (!findComponent(scenario, id)) return unchanged(scenario, `There is no component “${id}” to rename.`);
  if (name === id) return unchanged(scenario, `“${id}” has that name already.`);
  if (name === '') return unchanged(scenario, `A component needs a name, so “${id}” keeps its own.`);
  if (!idSchema.safeParse(name).success) {
    return unchanged(
      scenario,
      `“${name}” cannot be a name: a letter first, then letters, digits, “-” and “_”, at most 64. “${id}” keeps its own.`,
    );
  }
  if (findComponent(scenario, name))
    return unchanged(scenario, `Another component is called “${name}”, so “${id}” keeps its name.`);
  const components = scenario.components.map((component) => {
    const routes = routesOf(component);
    const pointed = routes.some((route) => route.id === id)
      ? withRoutes(
          component,
          routes.map((route) => (route.id === id ? { ...route, id: name } : route)),
        )
      : component;
    const referring = withReferences(pointed, (other) => (other === id ? name : other));
    return referring.id === id ? { ...referring, id: name } : referring;
  });
  const renamed = {
    ...{ ...scenario, components },
    ...renameInObjectives(scenario, id, name),
    ...renameInFaults(scenario, id, name),
  };
  return { scenario: renamed, message: `Renamed “${id}” to “${name}”.` };
};
