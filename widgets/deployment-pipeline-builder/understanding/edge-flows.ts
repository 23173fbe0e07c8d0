import { wayShares } from '../../engines/simulator/delivery/way-shares.ts';
import { passedOnShare } from '../../engines/simulator/estimate/offered-load.ts';
import type { Component } from '../../engines/simulator/scenario.ts';
import type { Context } from '../findings/context.ts';
import { roundTripBetween } from '../findings/path-seconds.ts';

/** Requests per second from one place to another. */
export interface Crossing {
  readonly from: string;
  readonly to: string;
  readonly perSecond: number;
  readonly roundTripSeconds: number;
  /** Whether somebody waits for the way back. */
  readonly isAnswered: boolean;
}

const isOneWay = (component: Component) => component.kind === 'eventStream' || component.kind === 'dataset';

/** What crosses between places, by the mean shares of the routes. Whoever comes after a source of events or rows is not answered. */
export function waysCrossed(context: Context): Crossing[] {
  const { scenario, ordered, byId, loads } = context;
  const isAnswered = ordered.some(({ kind }) => kind === 'traffic') && !ordered.some(isOneWay);
  return ordered.flatMap((component): Crossing[] => {
    const { offeredPerSecond, capacityPerSecond = Infinity } = loads.get(component.id)!;
    const served = Math.min(offeredPerSecond, capacityPerSecond);
    const passed = passedOnShare(component, served, scenario);
    return wayShares(component, scenario.run.durationSeconds).flatMap(({ id, mean }): Crossing[] => {
      const next = byId.get(id);
      if (!next || next.place === component.place) return [];
      return [
        {
          from: component.place,
          to: next.place,
          perSecond: served * passed * mean,
          roundTripSeconds: roundTripBetween(component, next, scenario),
          isAnswered,
        },
      ];
    });
  });
}
