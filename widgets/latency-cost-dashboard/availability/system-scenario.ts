import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Failing, Stage, System, Way } from './system.ts';

/**
 * Requests in the shortest mean repair. Of N outages the time down is known to √(2/N) of itself, of so many requests in each to √((2 + 1/r)/N): for a
 * given number of requests a small r, and a long time in its place, tells most.
 */
const REQUESTS_PER_REPAIR = 0.5;
/** Requests of one replication: a quarter of a second or so of one core. */
const MOST_REQUESTS = 100_000;
/** Outages of the rarest part that a replication should see. */
const OUTAGES_WANTED = 1000;
export const systemReplications = 8;

const stationOf = (index: number) => `stage-${index + 1}`;

function outagesOf({ mtbfSeconds, mttrSeconds }: Failing) {
  return { law: 'exponential', mtbfSeconds, mttrSeconds };
}

/** Every replica with outages of its own, and every zone that they stand in. */
function faultsOf(stage: Stage, index: number, zone: Failing | undefined) {
  if (!stage.isNeeded) return [];
  const component = stationOf(index);
  const units = stage.parts.flatMap((part) => new Array<Failing>(part.copies).fill(part));
  const own = units.map((part, replica) => ({ scope: 'instance', component, replica, outages: outagesOf(part) }));
  const zones = Math.min(stage.zones, units.length);
  return zone ? [...own, { scope: 'zone', component, zones, outages: outagesOf(zone) }] : own;
}

/** Key of a stage among `availability.components` of the result. */
export function stationId({ stages }: System, id: string): string {
  return stationOf(stages.findIndex((stage) => stage.id === id));
}

/** The system as a scenario: as long as its rarest outage asks for, within what a page can run. Only outages keep requests from being answered. */
export function systemScenario(system: System, seed: number): Scenario {
  const { stages, zone, entry } = system;
  const failing = [...stages.filter(({ isNeeded }) => isNeeded).flatMap(({ parts }) => parts), ...(zone ? [zone] : [])];
  const shortest = Math.min(86_400, ...failing.map(({ mttrSeconds }) => mttrSeconds));
  const rarest = Math.max(shortest, ...failing.map(({ mtbfSeconds }) => mtbfSeconds));
  const ratePerSecond = REQUESTS_PER_REPAIR / shortest;
  const to = (ways: readonly Way[]) =>
    ways.length === 0 ? {} : { to: ways.map(({ id, share }) => ({ id: stationId(system, id), weight: share })) };
  const parsed = parseScenario({
    title: 'Components that fail',
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: 'door' },
      // Requests wait for a replica that comes back: who waits for longer than a two-hundredth of a repair was not answered.
      { id: 'door', kind: 'gateway', product: 'self-hosted', timeoutSeconds: shortest / 200, ...to(entry) },
      ...stages.map((stage, index) => ({
        id: stationOf(index),
        kind: 'modelServer',
        replicas: stage.parts.reduce((sum, { copies }) => sum + copies, 0),
        // Short beside a repair, so that hardly a request is under way when an outage begins: the share answered is the share of time up.
        serviceTime: { distribution: 'deterministic', meanSeconds: shortest / 100_000 },
        ...to(stage.next),
      })),
    ],
    faults: stages.flatMap((stage, index) => faultsOf(stage, index, zone)),
    run: {
      ...{ seed, replications: systemReplications },
      durationSeconds: Math.min(OUTAGES_WANTED * rarest, MOST_REQUESTS / ratePerSecond),
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
