import { offeredLoad } from '../../../engines/simulator/estimate/offered-load.ts';
import { expectedRequests } from '../../../engines/simulator/estimate/expected-requests.ts';
import type { Scenario } from '../../../engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';

type Curves = Readonly<Record<string, ServiceCurve>>;

/** Shares of the capacity at which the load is tried: closer together where the curve bends. */
const SHARES = [0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.78, 0.84, 0.89, 0.93, 0.96];
/** Where nothing has an end, the load is tried at so many times what comes now. */
const FACTORS = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8];
/** Requests of one replication where its length may follow the load: at 96 % of one server some thirty times as many as the queue remembers. */
const REQUESTS = 60_000;
const WARM_UP_SHARE = 0.2;
/** Requests of one replication at most. */
const MOST_REQUESTS = 500_000;

/** One load to simulate. */
export interface LoadPoint {
  readonly ratePerSecond: number;
  readonly scenario: Scenario;
}

export interface LoadPlan {
  /** What comes now, requests per second. */
  readonly ratePerSecond: number;
  /** Where the busiest component is busy all the time; null where nothing has an end. */
  readonly saturationPerSecond: number | null;
  readonly points: readonly LoadPoint[];
}

/** Every rate in the settings of an arrival process times a factor, whatever the process calls them. */
function scaled(settings: unknown, factor: number, key = ''): unknown {
  if (typeof settings === 'number')
    return /ratePerSecond$|^rateScale$/i.test(key) ? Number((settings * factor).toPrecision(12)) : settings;
  if (Array.isArray(settings)) return settings.map((entry) => scaled(entry, factor, key));
  if (typeof settings !== 'object' || settings === null) return settings;
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, scaled(value, factor, name)]));
}

/** The same scenario with so many times the requests, events or rows; whatever else it says stays. */
export function withLoad(scenario: Scenario, factor: number): Scenario {
  const components = scenario.components.map((component) => {
    if (component.kind === 'dataset' && component.rows !== undefined)
      return { ...component, rows: Math.max(1, Math.round(component.rows * factor)) };
    if (!('arrivals' in component) || component.arrivals === undefined) return component;
    const { arrivals } = component;
    // Arrivals at equal steps say how far apart they are.
    if (arrivals.process === 'deterministic')
      return { ...component, arrivals: { ...arrivals, periodSeconds: arrivals.periodSeconds / factor } };
    return { ...component, arrivals: scaled(arrivals, factor) };
  });
  return { ...scenario, components: components as Scenario['components'] };
}

/** Requests per second that come now. */
function offeredRate({ components, run }: Scenario): number {
  return components.reduce((sum, one) => sum + expectedRequests(one, run.durationSeconds), 0) / run.durationSeconds;
}

/** Whether a run may be as long as its number of requests asks for: nothing in it goes by the clock, as schedules, autoscalers and outages do. */
function followsLoad({ components, faults }: Scenario): boolean {
  const byTheClock = ['dataset', 'batchJob', 'functions', 'cache', 'featureStore', 'predictionTable'];
  return (
    faults.length === 0 &&
    components.every(
      (one) =>
        !byTheClock.includes(one.kind) &&
        !('autoscaling' in one && one.autoscaling) &&
        !('arrivals' in one && one.arrivals && !['poisson', 'gamma', 'deterministic'].includes(one.arrivals.process)),
    )
  );
}

function asLong(scenario: Scenario, ratePerSecond: number): Scenario | null {
  const { run } = scenario;
  if (!followsLoad(scenario)) return ratePerSecond * run.durationSeconds <= MOST_REQUESTS ? scenario : null;
  const durationSeconds = REQUESTS / ratePerSecond;
  const length = { durationSeconds, warmUpSeconds: WARM_UP_SHARE * durationSeconds, warmUp: 'given' as const };
  return { ...scenario, run: { ...run, ...length } };
}

/** Why the load of a scenario cannot be raised; null when it can. */
export function whyNoLoad({ components }: Scenario): string | null {
  const isClosed = components.some((one) => 'arrivals' in one && one.arrivals?.process === 'closed');
  return isClosed
    ? 'Its clients wait for each answer before they ask again: they hold the load back by themselves, so it cannot be raised from outside.'
    : null;
}

/** The loads at which an alternative is to be simulated, up to where it saturates. */
export function planLoad(scenario: Scenario, curves: Curves): LoadPlan {
  const ratePerSecond = offeredRate(scenario);
  const busiest = Math.max(0, ...[...offeredLoad(scenario, curves).values()].map((load) => load.utilisation ?? 0));
  const saturationPerSecond = busiest > 0 ? ratePerSecond / busiest : null;
  const rates = saturationPerSecond
    ? SHARES.map((share) => share * saturationPerSecond)
    : FACTORS.map((factor) => factor * ratePerSecond);
  const points = rates.flatMap((rate): LoadPoint[] => {
    const raised = asLong(withLoad(scenario, rate / ratePerSecond), rate);
    return raised ? [{ ratePerSecond: rate, scenario: raised }] : [];
  });
  return { ratePerSecond, saturationPerSecond, points };
}
