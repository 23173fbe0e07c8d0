/** What the parser refuses, in the words of the builder, with a fix where there is one that only a builder would choose. */
import { linkParameters } from '../../engines/simulator/scenario.ts';
import { formatSeconds } from '../../kit/format.ts';
import type { Problem } from '../../kit/problem.ts';
import type { Command } from '../commands/command.ts';
import { freeId } from '../commands/free-id.ts';
import { findKind, findParameter } from '../component-kinds.ts';
import type { Draft, DraftComponent } from '../draft.ts';
import { routesOf, sourcesOf } from '../routes.ts';
import { forgetPlace } from './forget-places.ts';
import type { Finding, Fix } from './finding.ts';
import { together } from './units.ts';

/** The component that a path such as `components[2].serviceTime` leads into. */
function componentAt(draft: Draft, path: string): DraftComponent | undefined {
  const index = /^components\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? undefined : draft.components[Number(index)];
}

function addLink(expected: string): Fix | undefined {
  const [, from, to] = /^a link between the places (\S+) and (\S+)$/.exec(expected) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const value = linkParameters.roundTripSeconds.default!;
  const label = `Link “${from}” and “${to}”, round trip ${formatSeconds(Number(value))}`;
  return { label, command: { type: 'setLink', from, to, path: 'roundTripSeconds', value } };
}

function morePartitions(draft: Draft, { id }: DraftComponent, found: string): Fix | undefined {
  const log = draft.components.find(({ kind, to }) => kind === 'partitionedLog' && to === id);
  if (!log) return undefined;
  const label = `Give “${log.id}” ${found} partitions`;
  return { label, command: { type: 'setParameter', id: log.id, path: 'partitions', value: Number(found) } };
}

/** A source before the first component that could be asked and that nothing leads to. */
function addSource(draft: Draft): Fix | undefined {
  const first = draft.components.find(
    ({ id, kind }) => findKind(kind) !== undefined && sourcesOf(draft, id).length === 0,
  );
  if (!first) return undefined;
  const kind = first.kind === 'batchJob' ? 'dataset' : first.kind === 'partitionedLog' ? 'eventStream' : 'traffic';
  const id = freeId(draft, kind);
  const place = typeof first.place === 'string' ? { place: first.place } : {};
  const commands: Command[] = [
    { type: 'add', kind, ...place },
    { type: 'connect', from: id, to: first.id },
  ];
  const label = `Add ${findKind(kind)!.label.toLowerCase()} before “${first.id}”`;
  return { label, command: together(commands, label) };
}

/** The last way of a circle, or a way to a component that there is not. */
function takeWayOut(from: DraftComponent, { expected, found }: Problem): Fix | undefined {
  const to = expected.startsWith('ways that never') ? found.split(' → ').at(-1) : /^"(.*)"$/.exec(found)?.[1];
  if (to === undefined || !routesOf(from).some(({ id }) => id === to)) return undefined;
  return { label: `Take the way from “${from.id}” to “${to}” out`, command: { type: 'disconnect', from: from.id, to } };
}

/** Records go to a processor through a log that keeps them. */
function addLog(from: DraftComponent): Fix | undefined {
  if (routesOf(from).length !== 1) return undefined;
  const place = typeof from.place === 'string' ? { place: from.place } : {};
  const label = `Put a partitioned log after “${from.id}”`;
  return { label, command: { type: 'add', kind: 'partitionedLog', after: from.id, ...place } };
}

/** A place that nothing stands at any more. */
function forget(draft: Draft, found: string): Fix | undefined {
  const place = /^"(.*)"$/.exec(found)?.[1];
  const commands = place === undefined ? [] : forgetPlace(draft, place);
  if (commands.length === 0) return undefined;
  const label = `Take the place “${place}” off the list`;
  return { label, command: together(commands, label) };
}

function fixOf(draft: Draft, problem: Problem): Fix | undefined {
  const { path, expected, found } = problem;
  const component = componentAt(draft, path);
  if (expected.startsWith('a link between')) return addLink(expected);
  if (expected.startsWith('at least one source')) return addSource(draft);
  if (expected === 'the place of a component') return forget(draft, found);
  if (!component) return undefined;
  if (path.endsWith('.consumers') && expected.includes('partitions of its log'))
    return morePartitions(draft, component, found);
  if (expected.startsWith('a partitionedLog before')) return addLog(component);
  if (expected.startsWith('ways that never') || expected === 'the id of a component')
    return takeWayOut(component, problem);
  return undefined;
}

function sentenceOf(draft: Draft, { path, expected, found, fix }: Problem): string {
  const component = componentAt(draft, path);
  const id = component?.id;
  if (expected.startsWith('a link between'))
    return `Requests cross from “${id}” to another place, and there is no link: expected ${expected}. Add it under “Network between places”, or give both components the same place.`;
  if (expected.startsWith('at least one source'))
    return 'Nothing sends requests yet: a pipeline begins with traffic, an event stream or a dataset. Add one, and connect it.';
  if (expected === 'the place of a component')
    return `Nothing stands at the place ${found} any more, and it is still described. Take it off the list, or move a component there.`;
  const rest = path.replace(/^components\[\d+\]\.?/, '');
  const label = findParameter(component?.kind ?? '', rest)?.label ?? `“${rest}”`;
  const whole = path === '' ? 'The pipeline' : `“${path}”`;
  const where = id === undefined ? whole : rest === '' ? `“${id}”` : `${label} of “${id}”`;
  return `${where}: expected ${expected}, found ${found}. ${fix}`;
}

/** One problem of the parser as a finding on its component. */
export function problemFinding(draft: Draft, problem: Problem): Finding {
  const fix = fixOf(draft, problem);
  return {
    componentId: componentAt(draft, problem.path)?.id ?? null,
    severity: 'error',
    sentence: sentenceOf(draft, problem),
    ...(fix && { fix }),
  };
}
