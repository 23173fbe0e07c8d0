import type { Scenario } from '../../engines/simulator/scenario.ts';
import { md1WaitingQuantile, mmc } from '../../engines/simulator/theory/index.ts';
import { serviceMoments } from '../../engines/simulator/theory/service-moments.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { type Server, serverChain } from './server-chain.ts';

/** The whole distribution of the time to an answer by theory. */
export interface ClosedForm {
  /** The queue in Kendall's notation, for example `M/M/4`. */
  readonly name: string;
  readonly source: string;
  /** Seconds that a share `probability` of the requests does not exceed, the way there and back included. */
  quantile(probability: number): number;
}

/** What a server may not have for the formulas of one queue before equal servers: what it does with them is its own. */
const isPlainServer = (server: Server): boolean =>
  !server.autoscaling &&
  !server.batching &&
  !server.spillOver &&
  !server.rollingUpdate &&
  !server.shedding &&
  !server.slowdown &&
  !server.failureProbability &&
  server.queueCapacity === undefined &&
  server.queueTimeoutSeconds === undefined &&
  server.contention === 0 &&
  server.discipline === 'fifo' &&
  (server.queues === 'shared' || server.replicas === 1);

/** The value below which a share lies, by halving; `share` rises from 0 towards 1. */
function invert(share: (seconds: number) => number, probability: number, start: number): number {
  let [low, high] = [0, start];
  while (share(high) < probability) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (share(middle) < probability) low = middle;
    else high = middle;
  }
  return high;
}

/** The closed form that a scenario is a case of; undefined where none is known. */
export function closedFormOf(
  scenario: Scenario,
  curves: Readonly<Record<string, ServiceCurve>>,
): ClosedForm | undefined {
  const found = serverChain(scenario);
  if (!found || !isPlainServer(found.server)) return undefined;
  const { source, server, servers, roundTripSeconds } = found;
  const service = serviceMoments(server.serviceTime, server.variant, curves);
  if (source.arrivals.process !== 'poisson' || !service) return undefined;
  const { ratePerSecond } = source.arrivals;
  const { meanSeconds } = service;
  const { serviceTime } = server;
  if (ratePerSecond * meanSeconds >= servers) return undefined;
  if (serviceTime.distribution === 'exponential') {
    const theory = mmc(ratePerSecond, meanSeconds, servers);
    return {
      name: `M/M/${servers}`,
      source: 'Kleinrock 1975, Queueing Systems, volume 1, 3.5',
      quantile: (probability) => roundTripSeconds + invert(theory.sojournProbability, probability, meanSeconds),
    };
  }
  if (serviceTime.distribution === 'deterministic' && servers === 1)
    return {
      name: 'M/D/1',
      source: 'Franx 2001, A simple solution for the M/D/c waiting time distribution',
      quantile: (probability) =>
        roundTripSeconds + meanSeconds + md1WaitingQuantile(ratePerSecond, meanSeconds, probability),
    };
  return undefined;
}
