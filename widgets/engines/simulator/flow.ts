import { defineEvent, RANK } from './event.ts';
import type { Model } from './model.ts';
import type { Router } from './router.ts';
import type { Station } from './station.ts';
import type { CallingStation } from './calls/calling-station.ts';
import { OUTCOME } from './calls/outcome.ts';
import { DROP } from './statistics/request-statistics.ts';

const transitEnd = defineEvent('transitEnd', RANK.arrival, (model, station, request) =>
  model.stations[station]!.admit(model, request),
);
const answerReturn = defineEvent('answerReturn', RANK.completion, (model, _, request) => answer(model, request));

/** Brings a request into being at a source and draws all that is random about it. */
export function createRequest(model: Model, source: Station, key: number): number {
  const request = model.requests.create(model.now, source.index, key);
  const { alongWay, services, stations } = source.creationDraws;
  if (alongWay) drawAlongWay(model, source, request);
  else {
    for (let i = 0; i < services.length; i++) services[i]!.drawFor(request);
    for (let i = 0; i < stations.length; i++) stations[i]!.drawFor(request);
  }
  if (model.isMeasuring) model.statistics.offered++;
  if (model.signals.isHeard) model.signals.created(model, request);
  return request;
}

/** Draws at the stations that the request will reach, and at those to which it may spill over. */
function drawAlongWay(model: Model, source: Station, request: number): void {
  let station = source;
  for (;;) {
    if (station.hasDraws) station.drawFor(request);
    if (station.serviceDraw) station.serviceDraw.drawFor(request);
    if (station.spillOver) drawAlongWay(model, model.stations[station.spillOver.router.targets[0]!]!, request);
    for (let i = 0; i < station.sideRouters.length; i++) {
      drawAlongWay(model, model.stations[station.sideRouters[i]!.targets[0]!]!, request);
    }
    const way = station.router.choose(request);
    if (way < 0) return;
    station = model.stations[station.router.targets[way]!]!;
  }
}

/** Sends a request on from a station that is done with it: to the next one, or back to who asked. */
export function passOn(model: Model, from: Station, request: number): void {
  const { router } = from;
  if (router.next !== undefined) {
    router.next.admit(model, request);
    return;
  }
  const way = router.choose(request);
  if (way < 0) {
    if (model.requests.isDetailed) respond(model, request);
    else answerPlainly(model, request);
    return;
  }
  travel(model, router, way, request);
}

/** Sends the answer back to who asked, over the links that the request crossed. Only where requests are detailed. */
export function respond(model: Model, request: number): void {
  if (model.network?.goBack(model, request)) return;
  const back = model.requests.returnSeconds[request]!;
  if (back > 0) model.schedule(answerReturn, model.now + back, 0, request);
  else answer(model, request);
}

/** Sends a request along one way out of a station. */
export function travel(model: Model, router: Router, way: number, request: number): void {
  const target = router.targets[way]!;
  const link = router.links[way]!;
  if (router.taken !== undefined) router.taken[way]!++;
  if (link >= 0) crossLink(model, link, router.delaySeconds[way]!, target, request);
  else model.stations[target]!.admit(model, request);
}

/** A crossing takes half the round trip; an answer will cross the same links on its way back. */
function crossLink(model: Model, link: number, delaySeconds: number, target: number, request: number): void {
  const { requests } = model;
  const crossing = model.network?.crossings[link];
  if (crossing !== undefined) {
    crossing.send(model, request, target);
    return;
  }
  const source = requests.source[request]!;
  if (model.now >= model.warmUpSeconds) model.linkBytes[link]! += model.bytesOf(request);
  if (model.isAnswered[source] === 1) requests.returnSeconds[request]! += delaySeconds;
  if (delaySeconds > 0) model.schedule(transitEnd, model.now + delaySeconds, target, request);
  else model.stations[target]!.admit(model, request);
}

/** The request leaves the system: completed, or timed out when the answer comes after the deadline. Nobody hears the answer to who has left. */
function answer(model: Model, request: number): void {
  const { requests } = model;
  if (requests.isAbandoned(request)) {
    requests.release(request);
    return;
  }
  if (requests.isAttempt(request)) {
    endAttempt(model, request, outcomeOf(model, request));
    return;
  }
  const createdAt = requests.createdAt[request]!;
  if (model.now <= requests.deadline[request]!) {
    countAnswer(model, createdAt);
    if (model.signals.isHeard) model.signals.answered(model, request);
  } else if (createdAt >= model.warmUpSeconds) model.statistics.timedOut++;
  leave(model, request);
}

/** Where no component has deadlines, links or sources that wait. */
export function answerPlainly(model: Model, request: number): void {
  const { requests } = model;
  countAnswer(model, requests.createdAt[request]!);
  requests.release(request);
}

/** An answer in time, to a request that was created at `createdAt`. */
function countAnswer(model: Model, createdAt: number): void {
  if (!model.isMeasuring) return;
  const { statistics } = model;
  statistics.answeredAfterWarmUp++;
  if (createdAt < model.warmUpSeconds) return;
  statistics.completed++;
  if (statistics.keepsSojourn) statistics.sojourn.add(model.now - createdAt, createdAt);
}

/** The request's slot is free again, and a source that waits for answers before it sends more (a closed loop) hears of it. Once per request. */
function leave(model: Model, request: number): void {
  const source = model.requests.source[request]!;
  model.requests.release(request);
  if (model.hearsReturn[source] === 1) model.stations[source]!.returned(model, model.requests.createdAt[request]!);
}

/**
 * Who asked stops waiting at the deadline: the request is timed out now, and its source hears of it. Its work goes on as a zombie unless the station
 * where it is takes it back (over HTTP Triton finishes the work: request_cancellation.md).
 */
export function abandon(model: Model, request: number): void {
  const { requests } = model;
  if (requests.isAttempt(request)) {
    abandonAttempt(model, request);
    return;
  }
  if (requests.createdAt[request]! >= model.warmUpSeconds) model.statistics.timedOut++;
  const source = requests.source[request]!;
  requests.abandoned[request] = 1;
  if (model.hearsReturn[source] === 1) model.stations[source]!.returned(model, requests.createdAt[request]!);
  const holder = requests.holder[request]!;
  if (holder >= 0) model.stations[holder]!.askerLeft(model, request);
}

/** The station that made an attempt hears how it ended, and its slot is free again. Recorders and the counts of requests hear nothing. */
function endAttempt(model: Model, attempt: number, outcome: number): void {
  (model.stations[model.requests.source[attempt]!] as CallingStation).endAttempt(model, attempt, outcome);
  model.requests.release(attempt);
}

/** The caller stops waiting for an attempt at its deadline; its work goes on as a zombie unless the station where it is takes it back. */
function abandonAttempt(model: Model, attempt: number): void {
  const { requests } = model;
  requests.abandoned[attempt] = 1;
  (model.stations[requests.source[attempt]!] as CallingStation).endAttempt(model, attempt, OUTCOME.timedOut);
  const holder = requests.holder[attempt]!;
  if (holder >= 0) model.stations[holder]!.askerLeft(model, attempt);
}

/** A station takes the work of a request back whose asker has left. */
export function discard(model: Model, station: Station, request: number): void {
  if (!model.requests.isAttempt(request)) model.signals.dropped(model, station, request);
  model.requests.release(request);
}

/** A station turns the request away that came at `cameAt`; `outcome` is one of `DROP`. Who has stopped waiting is counted as timed out all the same. */
export function drop(
  model: Model,
  station: Station,
  request: number,
  outcome: number,
  cameAt: number = model.now,
): void {
  const { requests, statistics } = model;
  if (outcome < DROP.failed) station.statistics.turnedAway(cameAt);
  if (requests.isAttempt(request)) {
    refuseAttempt(model, request, outcome);
    return;
  }
  if (requests.isAbandoned(request)) {
    model.signals.dropped(model, station, request);
    requests.release(request);
    return;
  }
  if (requests.createdAt[request]! >= model.warmUpSeconds) {
    if (outcome === DROP.timedOut || model.now > requests.deadline[request]!) statistics.timedOut++;
    else statistics.dropped[outcome]!++;
  }
  model.signals.dropped(model, station, request);
  leave(model, request);
}

/** A refusal reaches the caller over the links that the attempt crossed, as an answer does. */
function refuseAttempt(model: Model, attempt: number, outcome: number): void {
  const { requests } = model;
  if (requests.isAbandoned(attempt)) {
    requests.release(attempt);
    return;
  }
  requests.refusal[attempt] = 1 + outcome;
  respond(model, attempt);
}

/** How an attempt ended that is back at its caller. */
function outcomeOf({ now, requests }: Model, attempt: number): number {
  const refusal = requests.refusal[attempt]!;
  if (refusal > 0) return refusal - 1;
  return now <= requests.deadline[attempt]! ? OUTCOME.ok : OUTCOME.timedOut;
}
