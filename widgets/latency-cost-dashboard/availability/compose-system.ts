import { routesOf } from '../../engines/simulator/compile.ts';
import { isSource } from '../../engines/simulator/faults/sites.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { Parsed, Problem } from '../../kit/problem.ts';
import {
  type AvailabilitySettings,
  availabilityRanges,
  type PartSettings,
  usualPart,
  type WholePart,
} from './availability-settings.ts';
import type { Part, Stage, System, Way } from './system.ts';

/** The components that a scenario's first source sends requests to, in the order in which these reach them. */
export function componentsOnTheWay({ components }: Scenario): readonly Component[] {
  const byId = new Map(components.map((component) => [component.id, component]));
  const reached = new Set<string>();
  const follow = (component: Component | undefined) => {
    for (const { id } of routesOf(component?.to)) {
      if (reached.has(id)) continue;
      reached.add(id);
      follow(byId.get(id));
    }
  };
  follow(components.find(isSource));
  return [...reached].map((id) => byId.get(id)!);
}

/** Replicas, workers or consumers as the scenario has them, within what the form takes. */
export function copiesOf(component: Component): number {
  const { replicas, workers, consumers } = component as { replicas?: number; workers?: number; consumers?: number };
  const { minimum, maximum } = availabilityRanges.copies;
  return Math.min(maximum, Math.max(minimum, replicas ?? workers ?? consumers ?? 1));
}

/** All of one component's settings, those that were left out as assumed. */
export function wholePart(component: Component, settings: PartSettings | undefined): WholePart {
  return { ...usualPart, copies: copiesOf(component), ...settings } as WholePart;
}

const besideOf = (role: string) => (role.startsWith('beside:') ? role.slice('beside:'.length) : undefined);

/** Which stage each component belongs to: its own, or that of whom it stands in for. */
function leadersOf(ids: readonly string[], roles: ReadonlyMap<string, string>): Parsed<ReadonlyMap<string, string>> {
  const leaders = new Map<string, string>();
  const problems: Problem[] = [];
  for (const id of ids) {
    const beside = besideOf(roles.get(id)!);
    leaders.set(id, beside ?? id);
    if (beside === undefined || (ids.includes(beside) && beside !== id && roles.get(beside) === 'needed')) continue;
    problems.push({
      path: id,
      expected: 'to stand in for a component that is needed',
      found: beside,
      fix: 'Choose another one.',
    });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: leaders };
}

/** Shares of the ways out, those within the stage left out, those to the same stage taken together. */
function waysTo(
  routes: readonly { id: string; weight: number }[],
  own: string,
  leaders: ReadonlyMap<string, string>,
): Way[] {
  const weights = new Map<string, number>();
  for (const { id, weight } of routes) {
    const leader = leaders.get(id)!;
    if (leader !== own && weight > 0) weights.set(leader, (weights.get(leader) ?? 0) + weight);
  }
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...weights].map(([id, weight]) => ({ id, share: weight / all }));
}

/** The stages from the entry on, each before all that it sends requests to; undefined where the way comes back to one. */
function inOrder(entry: readonly Way[], stages: ReadonlyMap<string, Stage>): Stage[] | undefined {
  const done: Stage[] = [];
  const open = new Set<string>();
  const visit = ({ id }: Way): boolean => {
    const stage = stages.get(id)!;
    if (done.includes(stage)) return true;
    if (open.has(id)) return false;
    open.add(id);
    const isFine = stage.next.every(visit);
    done.push(stage);
    return isFine;
  };
  return entry.every(visit) ? done.toReversed() : undefined;
}

/** The system that a scenario's components make up with a student's settings; or what cannot stand in for what, with the component's id as the path. */
export function composeSystem(scenario: Scenario, alternative: string, settings: AvailabilitySettings): Parsed<System> {
  const components = componentsOnTheWay(scenario);
  const set = new Map(components.map((one) => [one.id, wholePart(one, settings.systems[alternative]?.[one.id])]));
  const found = leadersOf([...set.keys()], new Map([...set].map(([id, { role }]) => [id, role])));
  if (!found.ok) return found;
  const leaders = found.value;
  const stages = new Map<string, Stage>();
  for (const [leader, { zones, role }] of set) {
    const members = components.filter(({ id }) => leaders.get(id) === leader);
    if (leaders.get(leader) !== leader) continue;
    const parts = members.map(({ id }): Part => {
      const { mtbfHours, mttrMinutes, copies } = set.get(id)!;
      return { id, copies, mtbfSeconds: mtbfHours * 3600, mttrSeconds: mttrMinutes * 60 };
    });
    const routes = members.flatMap(({ to }) => routesOf(to));
    stages.set(leader, {
      id: leader,
      parts,
      zones,
      isNeeded: role !== 'notNeeded',
      next: waysTo(routes, leader, leaders),
    });
  }
  const entry = waysTo(routesOf(scenario.components.find(isSource)?.to), '', leaders);
  const ordered = inOrder(entry, stages);
  const { zonesFail, zoneMtbfHours, zoneMttrMinutes, usdPerDownMinute } = settings;
  if (ordered) {
    const zone = zonesFail ? { mtbfSeconds: zoneMtbfHours * 3600, mttrSeconds: zoneMttrMinutes * 60 } : undefined;
    return { ok: true, value: { entry, stages: ordered, zone, usdPerDownMinute } };
  }
  const [aside] = [...set].find(([, { role }]) => besideOf(role) !== undefined)!;
  return {
    ok: false,
    problems: [
      {
        path: aside,
        expected: 'to stand in for what is directly before or behind it, or on another way',
        found: `${besideOf(set.get(aside)!.role)}, with other components between them`,
        fix: 'Choose another one.',
      },
    ],
  };
}
