import type { Parameter } from '../../engines/simulator/parameter.ts';
import { parametersOf } from '../component-kinds.ts';
import type { DraftComponent } from '../draft.ts';

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function ordered(value: Loose, rankOf: (key: string) => number, inside: (key: string, inner: Loose) => Loose): Loose {
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, isObject(inner) ? inside(key, inner) : inner] as const,
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => rankOf(a) - rankOf(b)));
}

/** Keys in the order in which the form shows their parameters; what it does not know follows. */
function byParameters(value: Loose, parameters: readonly Parameter[], prefix: string): Loose {
  const rankOf = (key: string) => {
    const path = `${prefix}${key}`;
    const index = parameters.findIndex((parameter) => parameter.path === path || parameter.path.startsWith(`${path}.`));
    return index === -1 ? parameters.length : index;
  };
  return ordered(value, rankOf, (key, inner) => byParameters(inner, parameters, `${prefix}${key}.`));
}

/**
 * A component with its keys in one order: what it is, its parameters as the form shows them, where it leads. So the text of a pipeline does not tell in
 * which order, or in which view, it was edited.
 */
export function inKeyOrder(component: DraftComponent): DraftComponent {
  const { id, kind, label, place, to, ...rest } = component;
  const parameters = byParameters(rest, parametersOf(kind), '');
  return {
    ...{ id, kind },
    ...(label === undefined ? {} : { label }),
    ...(place === undefined ? {} : { place }),
    ...parameters,
    ...(to === undefined ? {} : { to }),
  };
}
