import type { Component } from '../../../engines/simulator/scenario.ts';
import { routesOf } from '../../../engines/simulator/compile.ts';
import { spillTarget } from '../../../engines/simulator/estimate/offered-load.ts';
import { findKind } from '../../component-kinds.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { countsOf, giveUnits, inUnits, isScaled, together } from '../units.ts';
import { reachedFrom } from '../ways-out.ts';

/** Kinds of which one unit is all there is between the users and an answer. A device at hand is one by nature; a batch job is started again. */
const ALONE = ['modelServer', 'llmServer', 'streamProcessor'];

/** Whether every request that could be served at or behind the component has to pass it: what feeds it has no other way, and it has none beside. */
function isOnlyWay(component: Component, feeders: readonly Component[]): boolean {
  if (spillTarget(component) !== undefined) return false;
  return feeders.length > 0 && feeders.every((feeder) => isForced(feeder));
}

function isForced(feeder: Component): boolean {
  const ways = routesOf(feeder.to).filter(({ weight }) => weight > 0);
  const answersItself = feeder.kind === 'cache' || (feeder.kind === 'device' && feeder.escalation !== undefined);
  const fallsBack = feeder.kind === 'proxy' && feeder.fallback !== undefined;
  return ways.length === 1 && !answersItself && !fallsBack;
}

/** Components of which there is one, and whose loss leaves requests without an answer. */
export function checkSinglePoints(context: Context): Finding[] {
  const { scenario, byId } = context;
  const reached = reachedFrom(
    scenario.components.filter(({ kind }) => findKind(kind)?.family === 'source').map(({ id }) => id),
    byId,
  );
  const feedersOf = new Map<string, Component[]>();
  for (const feeder of scenario.components)
    for (const { id } of routesOf(feeder.to)) feedersOf.set(id, [...(feedersOf.get(id) ?? []), feeder]);
  return scenario.components.flatMap((component): Finding[] => {
    const { id, kind } = component;
    if (!ALONE.includes(kind) || !isScaled(component) || !reached.has(id)) return [];
    const settings = component as { readonly autoscaling?: unknown };
    const { start } = countsOf(component, context);
    if (start > 1 || settings.autoscaling !== undefined || !isOnlyWay(component, feedersOf.get(id) ?? [])) return [];
    const label = `Let “${id}” have ${inUnits(component, 2)}`;
    return [
      {
        componentId: id,
        severity: 'note',
        sentence: `“${id}” has ${inUnits(component, 1)} and there is no other way: while it is down or replaced, nothing is answered. A second one takes over, at twice the price.`,
        fix: { label, command: together(giveUnits(component, 2, context), label) },
      },
    ];
  });
}
