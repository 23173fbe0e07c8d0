import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import type { Station } from '../station.ts';

/** Gives an attempt all that its parent drew at the stations behind the caller, the caller's own way out included. */
export function inheritDraws(model: Model, caller: Station, parent: number, attempt: number): void {
  const { alongWay, services, stations } = caller.creationDraws;
  if (alongWay) {
    walk(model, caller, attempt, parent, undefined);
    return;
  }
  for (let i = 0; i < services.length; i++) services[i]!.inherit(parent, attempt);
  for (let i = 0; i < stations.length; i++) stations[i]!.inheritDraws(parent, attempt);
}

/** Draws all that is random about an attempt behind the caller anew. */
export function redrawFor(model: Model, caller: Station, attempt: number, stream: RandomStream): void {
  const { alongWay, services, stations } = caller.creationDraws;
  if (alongWay) {
    walk(model, caller, attempt, -1, stream);
    return;
  }
  for (let i = 0; i < services.length; i++) services[i]!.redrawFor(attempt, stream);
  for (let i = 0; i < stations.length; i++) stations[i]!.redrawFor(attempt, stream);
}

/** The same where there are so many stations that requests draw only at those on their way. */
function walk(model: Model, from: Station, attempt: number, parent: number, stream: RandomStream | undefined): void {
  let station = from;
  for (;;) {
    drawAt(station, attempt, parent, stream);
    const { spillOver, sideRouters, router } = station;
    if (spillOver) walk(model, model.stations[spillOver.router.targets[0]!]!, attempt, parent, stream);
    for (let i = 0; i < sideRouters.length; i++)
      walk(model, model.stations[sideRouters[i]!.targets[0]!]!, attempt, parent, stream);
    const way = router.choose(attempt);
    if (way < 0) return;
    station = model.stations[router.targets[way]!]!;
  }
}

function drawAt(station: Station, attempt: number, parent: number, stream: RandomStream | undefined): void {
  const { hasDraws, serviceDraw } = station;
  if (stream) {
    if (hasDraws) station.redrawFor(attempt, stream);
    serviceDraw?.redrawFor(attempt, stream);
  } else {
    if (hasDraws) station.inheritDraws(parent, attempt);
    serviceDraw?.inherit(parent, attempt);
  }
}
