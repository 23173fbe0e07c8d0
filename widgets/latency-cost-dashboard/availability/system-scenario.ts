import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { System } from './system.ts';

/** Requests in a mean repair: enough that even a short outage is met. */
const REQUESTS_PER_REPAIR = 10;
/** Requests of one replication: a tenth of a second or so of one core. */
const MOST_REQUESTS = 150_000;
/** Outages of the rarest part that a replication should see. */
const OUTAGES_WANTED = 100;
export const systemReplications = 8;

/** Mean time up that makes a share of the time with this mean repair: A = MTBF/(MTBF + MTTR). */
const mtbf = (up: number, repairSeconds: number) => (repairSeconds * up) / (1 - up);

/** The system as a scenario: as long as its rarest outage asks for, within what a page can run. Parts that are always up have no outages. */
export function systemScenario(system: System, seed: number): Scenario {
  const { repairSeconds: mttrSeconds, entranceUp, networkUp, zoneUp, machineUp } = system;
  const outages = (up: number) => ({ law: 'exponential', mtbfSeconds: mtbf(up, mttrSeconds), mttrSeconds });
  const faults = [
    { up: entranceUp, fault: { scope: 'dependency', component: 'entrance' } },
    { up: networkUp, fault: { scope: 'dependency', component: 'network' } },
    { up: zoneUp, fault: { scope: 'zone', component: 'machines', zones: system.zones } },
    { up: machineUp, fault: { scope: 'instance', component: 'machines' } },
  ].filter(({ up }) => up < 1);
  const rarest = Math.max(mttrSeconds, ...faults.map(({ up }) => mtbf(up, mttrSeconds)));
  const durationSeconds = Math.min(OUTAGES_WANTED * rarest, (MOST_REQUESTS / REQUESTS_PER_REPAIR) * mttrSeconds);
  const ratePerSecond = REQUESTS_PER_REPAIR / mttrSeconds;
  const parsed = parseScenario({
    title: 'A chain of parts that fail',
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, to: 'entrance' },
      // Requests wait for a machine that comes back: who waits for longer than a two-hundredth of a repair was not answered.
      { id: 'entrance', kind: 'gateway', product: 'self-hosted', timeoutSeconds: mttrSeconds / 200, to: 'network' },
      { id: 'network', kind: 'proxy', to: 'machines' },
      // Short beside a repair, so that hardly a request is under way when an outage begins: the share answered is the share of time up.
      {
        id: 'machines',
        kind: 'modelServer',
        replicas: system.machines,
        serviceTime: { distribution: 'deterministic', meanSeconds: 0.001 },
      },
    ],
    faults: faults.map(({ up, fault }) => ({ ...fault, outages: outages(up) })),
    billing: { usdPerDownMinute: system.usdPerDownMinute },
    run: { seed, durationSeconds, replications: systemReplications },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
