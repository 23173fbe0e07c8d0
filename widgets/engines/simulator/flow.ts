import { defineEvent, RANK } from './event.ts';
import type { Model } from './model.ts';
import type { Station } from './station.ts';

const transitEnd = defineEvent('transitEnd', RANK.arrival, (model, station, request) =>
  model.stations[station]!.admit(model, request),
);
const answerReturn = defineEvent('answerReturn', RANK.completion, (model, _, request) => answer(model, request));

/** Brings a request into being at a source and draws all that is random about it, at every station it may reach. */
export function createRequest(model: Model, source: Station, key: number): number {
  const request = model.requests.create(model.now, source.index, key);
  const stations = model.drawsOf[source.index]!;
  for (let i = 0; i < stations.length; i++) stations[i]!.drawFor(request);
  if (model.now >= model.warmUpSeconds) model.statistics.offered++;
  model.signals.created(model, request);
  return request;
}

/** Sends a request on from a station that is done with it: to the next one, or back to who asked. */
export function passOn(model: Model, from: Station, request: number): void {
  const { router } = from;
  const way = router.choose(request);
  if (way < 0) {
    const back = model.requests.returnSeconds[request]!;
    if (back > 0) model.schedule(answerReturn, model.now + back, 0, request);
    else answer(model, request);
    return;
  }
  const target = router.targets[way]!;
  const link = router.links[way]!;
  if (link >= 0) crossLink(model, link, router.delaySeconds[way]!, target, request);
  else model.stations[target]!.admit(model, request);
}

/** A crossing takes half the round trip; an answer will cross the same links on its way back. */
function crossLink(model: Model, link: number, delaySeconds: number, target: number, request: number): void {
  const { requests } = model;
  const source = requests.source[request]!;
  if (model.now >= model.warmUpSeconds) model.linkBytes[link]! += model.payloadBytes[source]!;
  if (model.isAnswered[source] === 1) requests.returnSeconds[request]! += delaySeconds;
  if (delaySeconds > 0) model.schedule(transitEnd, model.now + delaySeconds, target, request);
  else model.stations[target]!.admit(model, request);
}

/** The request leaves the system: completed, or timed out when the answer comes after the deadline. */
function answer(model: Model, request: number): void {
  const { requests, statistics, now } = model;
  const createdAt = requests.createdAt[request]!;
  const isInTime = now <= requests.deadline[request]!;
  if (createdAt >= model.warmUpSeconds) {
    if (isInTime) {
      statistics.completed++;
      statistics.sojourn.add(now - createdAt, createdAt);
    } else statistics.timedOut++;
  }
  if (isInTime) {
    if (now >= model.warmUpSeconds) statistics.answeredAfterWarmUp++;
    model.signals.answered(model, request);
  }
  requests.release(request);
}

/** A station turns the request away; `outcome` is one of `DROP`. Who has stopped waiting is counted as timed out all the same. */
export function drop(model: Model, station: Station, request: number, outcome: number): void {
  const { requests, statistics } = model;
  station.statistics.turnedAway(model.now);
  if (requests.createdAt[request]! >= model.warmUpSeconds) {
    if (model.now > requests.deadline[request]!) statistics.timedOut++;
    else statistics.dropped[outcome]!++;
  }
  model.signals.dropped(model, station, request);
  requests.release(request);
}
