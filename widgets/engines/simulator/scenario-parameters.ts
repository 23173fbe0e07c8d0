import { billingParameters } from './cost/billing.ts';
import { outageParameters } from './faults/laws/schema.ts';
import { faultScopes } from './faults/scopes/index.ts';
import type { Parameter, ParameterInfo } from './parameter.ts';
import { alertParameters, sloParameters } from './slo/slo-schema.ts';

const FORMAT = 'Scenario format.';

function placed(infos: Readonly<Record<string, ParameterInfo>>, optional: readonly string[], at = ''): Parameter[] {
  return Object.entries(infos).map(([key, info]) => ({
    ...info,
    path: `${at}${key}`,
    isOptional: optional.includes(key),
  }));
}

function list(path: string, label: string, meaning: string, items: readonly Parameter[], source = FORMAT): Parameter {
  return { path, label, meaning, source, items, kind: 'list', unit: '', default: null, isOptional: true };
}

function bound(path: string, label: string, meaning: string): Parameter {
  return { path, label, meaning, source: FORMAT, kind: 'number', unit: '', default: null, isOptional: true };
}

/** One objective: a value of the result and its bounds, in the value's own unit. */
const objectiveItems: readonly Parameter[] = [
  {
    ...{ path: 'metric', label: 'Value of the result', unit: '', kind: 'text', isOptional: false },
    default: 'sojournTimeSeconds.p95',
    meaning: 'Its path in the result, for example sojournTimeSeconds.p95 or components.model.utilisation.',
    source: FORMAT,
  },
  bound('atMost', 'At most', 'The largest value that keeps the objective, in the unit of the value.'),
  bound('atLeast', 'At least', 'The smallest value that keeps the objective, in the unit of the value.'),
];

/** Scopes that name a component, and those that must. */
const ofComponent = ['instance', 'node', 'zone', 'dependency'];

function faultItems(): Parameter[] {
  const choice: Parameter = {
    ...{ path: 'scope', label: 'What goes down', unit: '', kind: 'choice', default: 'dependency', isOptional: false },
    choices: faultScopes.map(({ name }) => name),
    meaning: 'What goes down together.',
    source: FORMAT,
  };
  const own = faultScopes.flatMap(({ name, parameters, optional = [] }): Parameter[] => {
    const when = { path: 'scope', is: name };
    const component: Parameter = {
      ...{ path: 'component', label: 'Component', unit: '', kind: 'component', default: null, when },
      isOptional: name === 'zone',
      meaning: 'The component that goes down, or whose replicas do.',
      source: FORMAT,
    };
    const named: Parameter = {
      ...{ path: name, label: name === 'zone' ? 'Zone' : 'Region', unit: '', kind: 'text', default: null, when },
      isOptional: name === 'zone',
      meaning: 'A zone or region of the places, or a place that stands for itself.',
      source: FORMAT,
    };
    const infos = Object.fromEntries(Object.entries(parameters).map(([key, ranged]) => [key, ranged.info]));
    return [
      ...(ofComponent.includes(name) ? [component] : []),
      ...(name === 'zone' || name === 'region' ? [named] : []),
      ...placed(infos, optional).map((parameter) => ({ ...parameter, when })),
    ];
  });
  return [choice, ...own, ...outageParameters('outages')];
}

const alerts = list(
  'alerts',
  'Alerts',
  'Rules that say when the budget is spent too fast; left out, the three of the SRE workbook.',
  placed(alertParameters, ['severity']),
  'Google SRE workbook, chapter 5, "Alerting on SLOs".',
);

const storage = list('standing.storage', 'Stored', 'What is kept all the time, by product.', [
  { ...billingParameters.standing['storage[].product'], path: 'product', isOptional: false },
  { ...billingParameters.standing['storage[].gb'], path: 'gb', isOptional: false },
]);

/** What a scenario says beside its components, links, places and run, for forms; in the order in which a form shows it. */
export const scenarioParameters: readonly Parameter[] = [
  {
    ...{ path: 'title', label: 'Title', unit: '', kind: 'text', default: 'Untitled scenario', isOptional: true },
    meaning: 'A person’s name for the whole; has no effect.',
    source: FORMAT,
  },
  list('objectives', 'Objectives', 'What the result of a run is held against.', objectiveItems),
  list('faults', 'Faults', 'What goes down in the course of the run, and when.', faultItems()),
  list('slos', 'Objectives with an error budget', 'A share of good requests to be kept over weeks.', [
    ...placed(
      sloParameters,
      Object.keys(sloParameters).filter((key) => key !== 'target'),
    ),
    alerts,
  ]),
  ...placed(billingParameters.billing, Object.keys(billingParameters.billing), 'billing.'),
  ...placed(billingParameters.people, [], 'people.').map((parameter) => ({ ...parameter, isOptional: true })),
  storage,
  { ...billingParameters.standing.publicIpv4, path: 'standing.publicIpv4', isOptional: true },
  ...placed(billingParameters.gridShape, ['gridShape']),
];
