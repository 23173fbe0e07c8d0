import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Command } from '../../widgets/deployment-pipeline-builder/commands/command.ts';
import { findKind } from '../../widgets/deployment-pipeline-builder/component-kinds.ts';
import { type Draft, type DraftComponent, findComponent } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { groupOf, variantsAt } from '../../widgets/deployment-pipeline-builder/parameters/variant-families.ts';
import { placeOf, placePairs } from '../../widgets/deployment-pipeline-builder/places.ts';
import { routesOf } from '../../widgets/deployment-pipeline-builder/routes.ts';
import { valueAt } from '../../widgets/deployment-pipeline-builder/value-path.ts';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import { linkParameters, runParameters } from '../../widgets/engines/simulator/scenario.ts';
import type { Parameter, ParameterInfo } from '../../widgets/engines/simulator/parameter.ts';

/** One thing that a person does in the builder. */
export type Step =
  | { readonly do: 'add'; readonly kind: string; readonly label: string; readonly place: string; readonly id: string }
  | { readonly do: 'select'; readonly id: string }
  | { readonly do: 'open'; readonly summary: string }
  | { readonly do: 'press'; readonly button: string }
  | { readonly do: 'connect'; readonly from: string; readonly to: string }
  | { readonly do: 'place'; readonly id: string; readonly place: string }
  | { readonly do: 'type'; readonly field: string; readonly text: string }
  | { readonly do: 'choose'; readonly field: string; readonly option: string }
  | { readonly do: 'check'; readonly field: string };

const title = (group: string) => {
  const words = group.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const fieldName = ({ label, unit }: ParameterInfo, owner: string) =>
  `${label}${unit === '' || label.toLowerCase().includes(unit) ? '' : `, ${unit}`} of ${owner}`;

/** What a person does to make the pipeline from an empty one, and the pipeline that the commands behind it make. */
export function planOf(target: Draft): { readonly steps: readonly Step[]; readonly built: Draft } {
  const parsed = parseScenario(target);
  if (!parsed.ok) throw new Error('A pipeline that cannot run has no plan.');
  const runs = parsed.value;
  let built: Draft = { components: [], run: { seed: 1, durationSeconds: 330, warmUpSeconds: 30, replications: 5 } };
  const steps: Step[] = [];
  const act = (command: Command, ...done: readonly Step[]) => {
    const next = applyCommand(built, command).scenario;
    if (next === built) throw new Error(`Nothing was done by ${JSON.stringify(command)}.`);
    built = next;
    steps.push(...done);
  };
  const set = (
    info: ParameterInfo,
    owner: string,
    value: unknown,
    command: Command,
    choices: readonly { name: string; label: string }[] = [],
  ) => {
    const field = fieldName(info, owner);
    const option = choices.find(({ name }) => name === value)?.label ?? String(value ?? 'None');
    const isChoice = info.kind === 'choice';
    act(
      command,
      isChoice
        ? { do: 'choose', field, option }
        : { do: 'type', field, text: value === undefined ? '' : String(value) },
    );
  };

  for (const component of target.components) make(component);
  for (const { id, kind: _, to: __ } of target.components) {
    for (const route of routesOf(findComponent(target, id)!)) {
      act({ type: 'connect', from: id, to: route.id }, { do: 'connect', from: id, to: route.id });
    }
    const routes = routesOf(findComponent(target, id)!);
    if (routes.length < 2) continue;
    steps.push({ do: 'select', id });
    for (const { id: to, weight } of routes) {
      const now = routesOf(findComponent(built, id)!).find((route) => route.id === to)!.weight;
      if (now !== weight)
        act(
          { type: 'setWeight', from: id, to, weight },
          { do: 'type', field: `Weight of the way from ${id} to ${to}`, text: String(weight) },
        );
    }
  }

  function make(wanted: DraftComponent): void {
    const { kind } = wanted;
    const info = findKind(kind)!;
    const before = new Set(built.components.map(({ id }) => id));
    act({ type: 'add', kind });
    const given = built.components.find(({ id }) => !before.has(id))!.id;
    steps.push({ do: 'add', kind, label: info.label, place: placeOf(wanted), id: given });
    if (given !== wanted.id)
      act({ type: 'rename', id: given, newId: wanted.id }, { do: 'type', field: `Name of ${given}`, text: wanted.id });
    const { id } = wanted;
    if (placeOf(wanted) !== 'cloud') act({ type: 'setPlace', ids: [id], place: placeOf(wanted) });
    steps.push({ do: 'place', id, place: placeOf(wanted) });
    const effective = runs.components.find((component) => component.id === id);
    const shown = (parameter: Parameter) =>
      !parameter.when || valueAt(effective, parameter.when.path) === parameter.when.is;
    for (const parameter of info.parameters.filter(shown)) setParameter(id, wanted, parameter);
    // What the new one started with and this one does not have.
    for (const parameter of info.parameters) {
      const group = groupOf(parameter.path);
      const isChooser =
        group !== undefined && variantsAt(parameter.path) !== undefined && valueAt(wanted, group) === undefined;
      if ((group !== undefined && !isChooser) || valueAt(wanted, parameter.path) !== undefined) continue;
      if (valueAt(findComponent(built, id), parameter.path) !== undefined)
        set(parameter, id, undefined, { type: 'setParameter', id, path: parameter.path, value: undefined });
    }
  }

  function setParameter(id: string, wanted: DraftComponent, parameter: Parameter): void {
    const { path } = parameter;
    const value = valueAt(wanted, path);
    const now = findComponent(built, id)!;
    const group = groupOf(path);
    if (value === undefined || JSON.stringify(value) === JSON.stringify(valueAt(now, path))) return;
    const isOff = group !== undefined && valueAt(now, group) === undefined;
    const isChosen = variantsAt(path) !== undefined && path.split('.').length === 2;
    if (isOff && !isChosen)
      act({ type: 'setGroup', id, group, isOn: true }, { do: 'check', field: `${title(group)} is on for ${id}` });
    if (JSON.stringify(value) === JSON.stringify(valueAt(findComponent(built, id), path))) return;
    const isMeasured = path === 'serviceTime.distribution' && value === 'measured';
    const command: Command = isMeasured
      ? { type: 'setParameter', id, path: 'serviceTime', value: wanted['serviceTime'] }
      : { type: 'setParameter', id, path, value };
    set(parameter, id, value, command, variantsAt(path) ?? []);
  }

  const about = target.places ?? [];
  if (about.length > 0) steps.push({ do: 'open', summary: 'Places and the network between them' });
  const placeLabels = { kind: 'Kind of place', zone: 'Zone', region: 'Region' } as const;
  for (const place of about) {
    for (const key of ['kind', 'zone', 'region'] as const) {
      const value = place[key] as string | undefined;
      if (value === undefined) continue;
      const field = `${placeLabels[key]} of the place ${place.id}`;
      act(
        { type: 'setPlaceParameter', place: place.id, path: key, value },
        key === 'kind' ? { do: 'choose', field, option: value } : { do: 'type', field, text: value },
      );
    }
  }
  for (const { from, to } of placePairs(built)) {
    const link = target.links!.find((candidate) => candidate.from === from && candidate.to === to)!;
    const owner = `the link between ${from} and ${to}`;
    act(
      { type: 'setLink', from, to, path: 'roundTripSeconds', value: linkParameters.roundTripSeconds.default },
      { do: 'press', button: `Add a link between ${from} and ${to}` },
    );
    for (const path of ['roundTripSeconds', 'usdPerGb'] as const) {
      if (link[path] !== undefined)
        set(linkParameters[path], owner, link[path], { type: 'setLink', from, to, path, value: link[path] });
    }
  }
  steps.push({ do: 'open', summary: 'Settings of the run' });
  const run = target['run'] as Record<string, unknown>;
  for (const [path, info] of Object.entries(runParameters)) {
    if (run[path] !== undefined && run[path] !== valueAt(built, `run.${path}`))
      set(info, 'the run', run[path], { type: 'setRun', path, value: run[path] });
  }
  steps.push({ do: 'open', summary: 'The whole pipeline: title, objectives, faults, costs' });
  act(
    { type: 'setScenario', path: 'title', value: target['title'] },
    { do: 'type', field: 'Title of the pipeline', text: String(target['title']) },
  );
  const objectives = (target['objectives'] ?? []) as readonly Record<string, unknown>[];
  objectives.forEach((objective, index) => {
    const done = objectives.slice(0, index);
    const owner = `entry ${index + 1} of objectives of the pipeline`;
    const entry = { metric: 'sojournTimeSeconds.p95' };
    act(
      { type: 'setScenario', path: 'objectives', value: [...done, entry] },
      { do: 'press', button: 'Add an entry to objectives of the pipeline' },
    );
    const { atMost, metric } = objective;
    if (metric !== entry.metric) throw new Error('This plan knows only objectives for the 95th percentile.');
    act(
      { type: 'setScenario', path: 'objectives', value: [...done, { metric, atMost }] },
      { do: 'type', field: `At most of ${owner}`, text: String(atMost) },
    );
  });
  return { steps, built };
}
