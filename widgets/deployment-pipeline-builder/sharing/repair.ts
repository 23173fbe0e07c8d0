import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Problem } from '../../kit/problem.ts';
import { asDraft, type Draft } from '../draft.ts';

/** What could be read of a document that is refused, and what had to be left out for it, in sentences. */
export interface Repaired {
  readonly draft: Draft;
  readonly lost: readonly string[];
}

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rounds of taking away what is refused: taking one thing away can only uncover as many others as a value has levels. */
const maximumRounds = 12;

/** The document itself, the scenario inside a data file, or a bare list of components. */
function outlineOf(input: unknown): Loose | undefined {
  if (Array.isArray(input)) return { components: input };
  if (!isObject(input)) return undefined;
  if (Array.isArray(input['components'])) return input;
  return isObject(input['scenario']) && Array.isArray(input['scenario']['components']) ? input['scenario'] : undefined;
}

function keepEditable(document: Loose, lost: string[]): Loose {
  const ids = new Set<string>();
  const components = (document['components'] as unknown[]).filter((component, index) => {
    const isWhole = isObject(component) && typeof component['id'] === 'string' && typeof component['kind'] === 'string';
    const isNew = isWhole && !ids.has(component['id'] as string);
    if (isNew) ids.add(component['id'] as string);
    else
      lost.push(
        `components[${index}]: left out, because it has ${isWhole ? 'the id of another' : 'no id or no kind'}.`,
      );
    return isNew;
  }) as Loose[];
  const links = Array.isArray(document['links']) ? document['links'] : [];
  const kept = links.filter(
    (link) => isObject(link) && typeof link['from'] === 'string' && typeof link['to'] === 'string',
  );
  if (kept.length < links.length || ('links' in document && !Array.isArray(document['links'])))
    lost.push('links: left out those without two ends.');
  const { links: _, ...rest } = document;
  return {
    ...rest,
    components: components.map((component) => keepRoutes(component, lost)),
    ...(kept.length > 0 ? { links: kept } : {}),
  };
}

function keepRoutes(component: Loose, lost: string[]): Loose {
  const { to, ...rest } = component;
  if (to === undefined || typeof to === 'string') return component;
  const routes = Array.isArray(to) ? to.filter((route) => isObject(route) && typeof route['id'] === 'string') : [];
  if (Array.isArray(to) && routes.length === to.length && routes.length > 0) return component;
  lost.push(`“${String(component['id'])}”: left out the ways that name no component.`);
  return routes.length > 0 ? { ...rest, to: routes } : rest;
}

type Step = string | number;

const stepsOf = (path: string): Step[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => (index === undefined ? key! : Number(index)));

/** Lists whose entries say nothing when a part of them is missing. */
const wholeEntries: readonly Step[] = ['objectives', 'claimHolds', 'slos', 'faults', 'places'];

/** What must stay for the document to be edited at all, or is taken away as a whole. */
function removable(steps: readonly Step[]): readonly Step[] | undefined {
  const [first, index, key] = steps;
  if (first === undefined) return undefined;
  if (first === 'links' && (steps.length <= 2 || key === 'from' || key === 'to'))
    return index === undefined ? undefined : [first, index];
  if (first === 'components' && (steps.length <= 2 || key === 'id' || key === 'kind')) return undefined;
  if (wholeEntries.includes(first) && steps.length > 2) return steps.slice(0, 2);
  if (first === 'components' && key === 'to' && steps.length > 4) return steps.slice(0, 4);
  return steps;
}

/** A copy without the value at the path, and without the objects that are empty after that; the same object when there is no such value. */
function without(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  const key = String(step);
  if (!Object.hasOwn(value, key)) return value;
  const inner = (value as Loose)[key];
  const next = rest.length === 0 ? undefined : without(inner, rest);
  if (rest.length > 0 && next === inner) return value;
  const isEmptied = rest.length > 0 && typeof next === 'object' && next !== null && Object.keys(next).length === 0;
  const isGone = next === undefined || isEmptied;
  if (Array.isArray(value)) {
    const copy = [...(value as unknown[])];
    if (isGone) copy.splice(Number(step), 1);
    else copy[Number(step)] = next;
    return copy;
  }
  const entries = Object.entries(value).flatMap(([name, one]) =>
    name !== key ? [[name, one]] : isGone ? [] : [[name, next]],
  );
  return Object.fromEntries(entries as [string, unknown][]);
}

/** Later entries of a list first, so that taking one away moves none of the others. */
const fromTheEnd = (a: Problem, b: Problem) => {
  const [left, right] = [stepsOf(a.path), stepsOf(b.path)];
  for (let i = 0; i < Math.min(left.length, right.length); i++)
    if (left[i] !== right[i])
      return typeof left[i] === 'number' && typeof right[i] === 'number' ? Number(right[i]) - Number(left[i]) : 0;
  return right.length - left.length;
};

/**
 * Of a document that is refused, what can be edited: whole components with what is right of them. What is missing after that is no guess of ours: the
 * builder says it as a finding. Undefined when there is no component to be read.
 */
export function repairScenario(input: unknown): Repaired | undefined {
  const outline = outlineOf(input);
  if (!outline) return undefined;
  const lost: string[] = [];
  let document = keepEditable(outline, lost);
  for (let round = 0; round < maximumRounds; round++) {
    const parsed = parseScenario(document);
    if (parsed.ok) break;
    const before = document;
    for (const { path, expected, found } of parsed.problems.toSorted(fromTheEnd)) {
      const steps = removable(stepsOf(path));
      const next = steps ? (without(document, steps) as Loose) : document;
      if (next === document || !asDraft(next)) continue;
      document = next;
      lost.push(`${path}: left out; expected ${expected}, found ${found}.`);
    }
    if (document === before) break;
  }
  const draft = asDraft(document);
  return draft && draft.components.length > 0 ? { draft, lost } : undefined;
}
