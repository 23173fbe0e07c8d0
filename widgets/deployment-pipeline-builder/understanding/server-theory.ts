/** Closed forms for one station of servers, chosen by what is known of its arrivals and its service. */
import {
  allenCunneenMeanWaitingSeconds,
  gammaM1,
  mg1MeanWaitingSeconds,
  mm1k,
  mmc,
  mmcWithQueueTimeout,
  processorSharingMeanSojournSeconds,
} from '../../engines/simulator/theory/index.ts';
import { formatNumber } from '../../kit/format.ts';
import type { Moments } from '../../engines/simulator/theory/service-moments.ts';
import { type StationEstimate, unknown } from './station-estimate.ts';

export interface Servers {
  readonly ratePerSecond: number;
  /** Coefficient of variation of the gaps between arrivals; undefined where it is not known. */
  readonly arrivalCv: number | undefined;
  readonly service: Moments;
  readonly servers: number;
  readonly isShared: boolean;
  /** Waiting places; undefined is without bound. */
  readonly queueCapacity: number | undefined;
  readonly queueTimeoutSeconds: number | undefined;
  readonly assumes: readonly string[];
}

const KLEINROCK = 'Kleinrock 1975, Queueing Systems, volume 1';

const isExponential = (service: Moments) => service.isExponential ?? false;

/** Mean time of one request at a station with a queue. */
export function estimateServers(of: Servers): StationEstimate {
  const { ratePerSecond: rate, arrivalCv, service, servers, queueCapacity, queueTimeoutSeconds: timeout, assumes } = of;
  const { meanSeconds, cv } = service;
  const utilisation = (rate * meanSeconds) / servers;
  if (arrivalCv === undefined)
    return unknown(
      'Its arrivals change over time or come in bursts: no closed form is simple enough here. Run it.',
      utilisation,
    );
  const known = { isKnown: true, utilisation, isExact: true, assumes } as const;
  const waits = (waitingSeconds: number, formula: string, source: string, more: object = {}): StationEstimate => ({
    ...known,
    ...{ waitingSeconds, sojournSeconds: waitingSeconds + meanSeconds, formula, source },
    ...more,
  });
  if (of.isShared) {
    if (arrivalCv !== 1)
      return unknown('Processor sharing has a closed form for random (Poisson) arrivals only.', utilisation);
    const sojournSeconds = processorSharingMeanSojournSeconds(rate, meanSeconds, servers);
    const source = 'Kelly 1979, Reversibility and Stochastic Networks, chapter 3';
    return { ...known, waitingSeconds: null, sojournSeconds, formula: `M/G/${servers} processor sharing`, source };
  }
  if (timeout !== undefined) {
    if (arrivalCv !== 1 || !isExponential(service))
      return unknown(
        'With a queue timeout there is a closed form for random arrivals and exponential service only.',
        utilisation,
      );
    const theory = mmcWithQueueTimeout(rate, meanSeconds, servers, timeout);
    const source = 'Barrer 1957; Baccelli and Hebuterne 1981';
    return waits(theory.meanWaitingSeconds, `M/M/${servers} with a queue timeout`, source, {
      utilisation: theory.utilisation,
    });
  }
  if (queueCapacity !== undefined && servers === 1 && arrivalCv === 1 && isExponential(service)) {
    const theory = mm1k(rate, meanSeconds, queueCapacity + 1);
    const waiting = theory.meanSojournSeconds - meanSeconds;
    const busy = utilisation * (1 - theory.lossProbability);
    return waits(waiting, `M/M/1/${queueCapacity + 1}`, `${KLEINROCK}, 3.6`, { utilisation: busy });
  }
  if (utilisation >= 1) {
    return queueCapacity === undefined
      ? waits(Infinity, 'No steady state: more comes than can be served', `${KLEINROCK}, chapter 1`)
      : unknown(
          'More comes than can be served, so its places are nearly always taken: no closed form for these servers.',
          utilisation,
        );
  }
  const places =
    queueCapacity === undefined ? [] : [`its ${formatNumber(queueCapacity)} waiting places are never all taken`];
  const more = { assumes: [...assumes, ...places] };
  if (arrivalCv === 1 && isExponential(service))
    return waits(
      mmc(rate, meanSeconds, servers).meanWaitingSeconds,
      `M/M/${servers}, Erlang’s delay formula`,
      `${KLEINROCK}, 3.5`,
      more,
    );
  if (arrivalCv === 1 && servers === 1)
    return waits(
      mg1MeanWaitingSeconds(rate, meanSeconds, cv),
      'M/G/1, Pollaczek and Khinchine',
      `${KLEINROCK}, 5.6`,
      more,
    );
  if (isExponential(service) && servers === 1)
    return waits(
      gammaM1(rate, meanSeconds, arrivalCv).meanWaitingSeconds,
      'GI/M/1 with gamma gaps',
      `${KLEINROCK}, 6.4`,
      more,
    );
  const approximate = allenCunneenMeanWaitingSeconds(rate, meanSeconds, servers, arrivalCv, cv);
  const isOne = servers === 1;
  return waits(
    approximate,
    isOne ? 'G/G/1, Kingman’s approximation' : `G/G/${servers}, Allen and Cunneen’s approximation`,
    isOne ? 'Kingman 1961' : 'Allen 1990, Probability, Statistics and Queueing Theory',
    { ...more, isExact: false },
  );
}
