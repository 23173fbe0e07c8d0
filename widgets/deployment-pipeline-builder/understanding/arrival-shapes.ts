import { routesOf } from '../../engines/simulator/compile.ts';
import { limitOf } from '../../engines/simulator/guards/schema.ts';
import type { Component } from '../../engines/simulator/scenario.ts';
import type { Context } from '../findings/context.ts';
import { waysOut } from '../findings/ways-out.ts';

/** How random the arrivals at a component are: the coefficient of variation of the gaps (1 is Poisson), or nothing that a formula knows. */
export interface ArrivalShape {
  /** Undefined where no closed form knows them. */
  readonly cv: number | undefined;
  /** What was taken for granted on the way here. */
  readonly assumes: readonly string[];
}

const POISSON: ArrivalShape = { cv: 1, assumes: [] };
const UNKNOWN: ArrivalShape = { cv: undefined, assumes: [] };

function shapeOfSource(component: Component): ArrivalShape | undefined {
  if (!('arrivals' in component) || !component.arrivals) return component.kind === 'dataset' ? UNKNOWN : undefined;
  const { arrivals } = component;
  if (arrivals.process === 'poisson') return POISSON;
  if (arrivals.process === 'gamma') return { cv: arrivals.cv, assumes: [] };
  return arrivals.process === 'deterministic' ? { cv: 0, assumes: [] } : UNKNOWN;
}

/** What leaves a component: what only shares out leaves random arrivals random; what serves leaves them only nearly so. */
function shapeBehind(component: Component, coming: ArrivalShape, ratePerSecond: number): ArrivalShape {
  switch (component.kind) {
    case 'traffic':
    case 'eventStream':
    case 'dataset':
    case 'router':
    case 'loadBalancer':
    case 'shadow':
    case 'partitionedLog':
      return coming;
    case 'gateway':
      if (!component.rateLimit || coming.cv === undefined) return coming;
      // What a limit below the traffic lets through comes as its tokens do.
      if (limitOf(component.rateLimit).ratePerSecond <= ratePerSecond) return UNKNOWN;
      return { ...coming, assumes: [...coming.assumes, `“${component.id}” turns nobody away`] };
    default:
      if (coming.cv === undefined) return UNKNOWN;
      return { cv: 1, assumes: [...coming.assumes, `what leaves “${component.id}” comes like random arrivals`] };
  }
}

/** Two streams together are Poisson when both are; else nothing simple. One way of several keeps random arrivals random. */
function joined(shapes: readonly ArrivalShape[]): ArrivalShape {
  if (shapes.length === 1) return shapes[0]!;
  if (shapes.length === 0 || shapes.some(({ cv }) => cv !== 1)) return UNKNOWN;
  return { cv: 1, assumes: [...new Set(shapes.flatMap(({ assumes }) => assumes))] };
}

/** The shape of the arrivals at every component, in the order of the flow. */
export function arrivalShapes({ ordered, loads }: Context): ReadonlyMap<string, ArrivalShape> {
  const coming = new Map<string, ArrivalShape[]>(ordered.map(({ id }) => [id, []]));
  const shapes = new Map<string, ArrivalShape>();
  for (const component of ordered) {
    const shape = shapeOfSource(component) ?? joined(coming.get(component.id)!);
    shapes.set(component.id, shape);
    const out = shapeBehind(component, shape, loads.get(component.id)!.offeredPerSecond);
    const isShared = routesOf(component.to).length > 1;
    const each = isShared && out.cv !== 1 ? UNKNOWN : out;
    for (const id of waysOut(component)) coming.get(id)?.push(each);
  }
  return shapes;
}
