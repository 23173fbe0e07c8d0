import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../../widgets/engines/simulator/scenario.ts';

/** The three workloads of the reference program: load 0.8, exponential service of mean 1, every wait recorded. */
export interface Workload {
  readonly name: 'a' | 'b' | 'c';
  readonly label: string;
  readonly requests: number;
  readonly ratePerSecond: number;
  readonly servers: number;
  readonly stations: number;
}

export const workloads: readonly Workload[] = [
  { name: 'a', label: 'M/M/1', requests: 1_000_000, ratePerSecond: 0.8, servers: 1, stations: 1 },
  { name: 'b', label: 'M/M/4', requests: 1_000_000, ratePerSecond: 3.2, servers: 4, stations: 1 },
  { name: 'c', label: '5 × M/M/4 in a row', requests: 200_000, ratePerSecond: 3.2, servers: 4, stations: 5 },
];

/** A scenario as a file would hold it, accepted. */
export function accept(components: readonly object[], durationSeconds: number, run: object = {}): Scenario {
  const parsed = parseScenario({ components, run: { seed: 1, durationSeconds, replications: 1, ...run } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.value;
}

const serviceTime = { distribution: 'exponential', meanSeconds: 1 };
const users = (ratePerSecond: number, to: unknown) => ({
  ...{ id: 'users', kind: 'traffic', to },
  arrivals: { process: 'poisson', ratePerSecond },
});

export function scenarioOf({ requests, ratePerSecond, servers, stations }: Workload): Scenario {
  const row = Array.from({ length: stations }, (_, i) => ({
    ...{ id: `s${i}`, kind: 'modelServer', replicas: servers, serviceTime },
    ...(i + 1 < stations ? { to: `s${i + 1}` } : {}),
  }));
  return accept([users(ratePerSecond, 's0'), ...row], requests / ratePerSecond);
}

/** One source, `stations` servers of `servers` each at load 0.8, chosen at random. */
export function wide(stations: number, servers: number, requests: number): Scenario {
  const rate = 0.8 * servers * stations;
  const ids = Array.from({ length: stations }, (_, i) => `s${i}`);
  return accept(
    [
      users(rate, stations === 1 ? 's0' : ids.map((id) => ({ id, weight: 1 }))),
      ...ids.map((id) => ({
        ...{ id, kind: 'modelServer', serviceTime },
        replicas: Math.min(servers, 10_000),
      })),
    ],
    requests / rate,
  );
}

/** About `pending` requests in service at once, each a pending event: servers enough that nobody waits. */
export function crowd(pending: number, requests: number): Scenario {
  const servers = Math.ceil(pending + 6 * Math.sqrt(pending) + 10);
  const concurrency = Math.ceil(servers / 10_000);
  const replicas = Math.ceil(servers / concurrency);
  return accept(
    [users(pending, 's0'), { id: 's0', kind: 'modelServer', replicas, concurrency, serviceTime }],
    requests / pending + 5,
    { warmUpSeconds: 5 },
  );
}

/** What a deployment looks like: gateway with a timeout, load balancer, batching replicas that an HPA scales. */
export function realistic(durationSeconds: number): Scenario {
  return accept(
    [
      {
        ...{ id: 'users', kind: 'traffic', to: 'gateway' },
        arrivals: { process: 'diurnal', ratePerSecond: 900, amplitude: 0.5, periodSeconds: 600 },
      },
      { id: 'gateway', kind: 'gateway', timeoutSeconds: 1, to: 'balancer' },
      { id: 'balancer', kind: 'loadBalancer', policy: 'leastRequest', to: 'model' },
      {
        ...{ id: 'model', kind: 'modelServer', replicas: 12, queues: 'perReplica', queueCapacity: 100 },
        serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.004 },
        batching: { mode: 'triton', maxBatchSize: 16, maxDelaySeconds: 0.005 },
        autoscaling: { policy: 'hpa', minReplicas: 6, maxReplicas: 40 },
      },
    ],
    durationSeconds,
  );
}

/** Every mechanism in the way of a request at once: cache, retries with a budget, breaker, batching replicas that an HPA scales, and what they cost. */
export function guarded(durationSeconds: number): Scenario {
  return accept(
    [
      {
        ...{ id: 'users', kind: 'traffic', to: 'gateway', keys: { count: 10_000, zipfExponent: 0.8 } },
        arrivals: { process: 'diurnal', ratePerSecond: 1500, amplitude: 0.5, periodSeconds: 600 },
      },
      { id: 'gateway', kind: 'gateway', timeoutSeconds: 1, to: 'cache' },
      { id: 'cache', kind: 'cache', policy: 'lru', capacityItems: 1000, to: 'client' },
      {
        ...{ id: 'client', kind: 'proxy', perTryTimeoutSeconds: 0.5, to: 'model' },
        retries: { policy: 'envoy', maximumRetries: 2 },
        budget: { rule: 'envoy' },
        breaker: { policy: 'resilience4j' },
      },
      {
        ...{ id: 'model', kind: 'modelServer', replicas: 12, queueCapacity: 200, failureProbability: 0.01 },
        serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.004 },
        batching: { mode: 'triton', maxBatchSize: 16, maxDelaySeconds: 0.005 },
        autoscaling: { policy: 'hpa', minReplicas: 6, maxReplicas: 40 },
      },
    ],
    durationSeconds,
  );
}
