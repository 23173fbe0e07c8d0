import { estimateRun } from '../../engines/simulator/estimate/estimate-run.ts';
import { formatNumber, formatSeconds } from '../../kit/format.ts';
import type { Outcome } from '../comparing/outcome.ts';
import { type SweepPlan, samplePoints } from './run-sweep.ts';

/** How fast this device simulates. */
export interface EngineSpeed {
  /** Of one worker. */
  readonly eventsPerSecond: number;
  readonly workers: number;
  /** Replications that it was measured on; 0 where nothing was measured yet and a slow device is assumed. */
  readonly measuredOn: number;
}

/** Assumed until something ran: a phone of some years. */
const ASSUMED_EVENTS_PER_SECOND = 1e6;

/** The speed at which the replications of the comparison ran on this device: a number that needs no run of its own. */
export function engineSpeed(outcomes: readonly Outcome[], workers: number): EngineSpeed {
  const runs = outcomes.flatMap(({ alone }) => alone.map(({ engine }) => engine));
  const seconds = runs.reduce((sum, { elapsedSeconds }) => sum + elapsedSeconds, 0);
  const events = runs.reduce((sum, one) => sum + one.events, 0);
  if (!(seconds > 0 && events > 0)) return { eventsPerSecond: ASSUMED_EVENTS_PER_SECOND, workers, measuredOn: 0 };
  return { eventsPerSecond: events / seconds, workers, measuredOn: runs.length };
}

export interface SweepForecast {
  readonly points: number;
  readonly replications: number;
  readonly events: number;
  readonly seconds: number;
  readonly speed: EngineSpeed;
}

/** What a sweep will ask for, from means at a sample of its points, before anything is simulated. */
export function forecastSweep(plan: SweepPlan, speed: EngineSpeed): SweepForecast {
  const { curves, replications, points } = plan;
  const { scenarios, share } = samplePoints(plan);
  const sum = scenarios.reduce((total, scenario) => total + estimateRun(scenario, curves, replications).events, 0);
  const events = scenarios.length === 0 ? 0 : (sum / scenarios.length) * share * points.length;
  // Lanes are as many as there are workers, so that only a sweep of fewer runs than workers leaves some without work.
  const busy = Math.max(1, Math.min(speed.workers, points.length * replications));
  return { points: points.length, replications, events, seconds: events / (speed.eventsPerSecond * busy), speed };
}

/** A sweep above this is announced and waits for a word. */
export const mostSecondsUnasked = 60;

/** What is said before a long sweep starts. */
export function announceForecast({ points, replications, events, seconds, speed }: SweepForecast): string {
  const rate = `${formatNumber(Number((speed.eventsPerSecond / 1e6).toPrecision(2)))} million events a second`;
  const basis =
    speed.measuredOn > 0
      ? `as this device simulated ${rate} on each of ${speed.workers} workers in the comparison`
      : `if this device simulates ${rate} on each of ${speed.workers} workers, which nothing has measured yet`;
  const runs = `${points} points of ${replications} ${replications === 1 ? 'replication' : 'replications'}`;
  const allowed = Math.max(2, Math.floor((points * mostSecondsUnasked) / seconds));
  return `${runs} are about ${formatNumber(Math.max(1, Math.round(events / 1e6)))} million events, and would take some ${formatSeconds(Number(seconds.toPrecision(2)))}, ${basis}. Some ${formatNumber(allowed)} points of as many replications would be done in a minute.`;
}
