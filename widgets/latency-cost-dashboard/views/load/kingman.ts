import { allenCunneenMeanWaitingSeconds } from '../../../engines/simulator/theory/index.ts';
import { serviceMoments } from '../../../engines/simulator/theory/service-moments.ts';
import type { Scenario } from '../../../engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import { serverChain } from '../server-chain.ts';

/** Kingman's approximation for one arrangement, as a function of the load. */
export interface KingmanCurve {
  /** What the curve is called; it says so where it leaves batches out. */
  readonly label: string;
  readonly source: string;
  /** Requests per second at which it goes to infinity. */
  readonly saturationPerSecond: number;
  /** Mean seconds to the answer at so many requests per second. */
  meanSojournSeconds(ratePerSecond: number): number;
}

/** Kingman's curve where requests go to one server group and the spreads of gaps and service are known; undefined elsewhere. */
export function kingmanOf(
  scenario: Scenario,
  curves: Readonly<Record<string, ServiceCurve>>,
): KingmanCurve | undefined {
  const chain = serverChain(scenario);
  if (!chain || chain.server.autoscaling || chain.server.discipline === 'processorSharing') return undefined;
  const { source, server, servers, roundTripSeconds } = chain;
  const { arrivals } = source;
  const gapCv = { poisson: 1, deterministic: 0, gamma: arrivals.process === 'gamma' ? arrivals.cv : 1 }[
    arrivals.process as string
  ];
  const service = serviceMoments(server.serviceTime, server.variant, curves);
  if (gapCv === undefined || !service) return undefined;
  const { meanSeconds, cv } = service;
  return {
    label: server.batching ? 'Kingman, no batches' : 'Kingman, mean',
    source:
      servers === 1
        ? 'Kingman 1961, The single server queue in heavy traffic'
        : 'Kingman 1961, with Allen and Cunneen’s extension to several servers (Allen 1990)',
    saturationPerSecond: servers / meanSeconds,
    meanSojournSeconds: (rate) =>
      roundTripSeconds + meanSeconds + allenCunneenMeanWaitingSeconds(rate, meanSeconds, servers, gapCv, cv),
  };
}
