import {
  gammaM1,
  md1MeanWaitingSeconds,
  md1WaitingQuantile,
  mg1MeanWaitingSeconds,
  mm1k,
  mmc,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { type Figure, oneStation, type ValidationCase } from '../case.ts';
import { busyShare, lostShare, meanNumber, meanQueue, meanSojourn, meanWait, sojourn95, sojourn99, wait95, wait99 } from '../figures.ts'; // biome-ignore format: one list
import { constant, exponential, poisson } from '../laws.ts';

interface Queue {
  readonly name: string;
  readonly title: string;
  readonly mechanisms: readonly string[];
  readonly oracle: string;
  readonly arrivals: object;
  readonly server: object;
  readonly durationSeconds: number;
  readonly figures: readonly Figure[];
}

/** Service takes 1 s on average in all of them, so that waits are read as multiples of it. */
function queue({ name, title, mechanisms, oracle, arrivals, server, durationSeconds, figures }: Queue): ValidationCase {
  const run = { durationSeconds, warmUpSeconds: Math.min(5000, durationSeconds / 20), replications: 20 };
  const scenario = oneStation({ arrivals, server, run });
  return {
    name,
    group: 'Queues',
    title,
    mechanisms: ['modelServer', ...mechanisms],
    source: oracle,
    check: { kind: 'statistics', scenario, figures },
  };
}

function severalServers(servers: number, rate: number, durationSeconds: number): ValidationCase {
  const theory = mmc(rate, 1, servers);
  return queue({
    name: `mm${servers}`,
    title: `M/M/${servers} at ${Math.round((rate / servers) * 100)} %`,
    mechanisms: ['poisson', 'exponential', 'fifo'],
    oracle: 'Erlang C',
    arrivals: poisson(rate),
    server: { replicas: servers, serviceTime: exponential(1) },
    durationSeconds,
    figures: [
      meanWait(theory.meanWaitingSeconds),
      wait95(theory.waitingQuantile(0.95)),
      wait99(theory.waitingQuantile(0.99)),
      meanQueue(theory.meanQueueLength),
      busyShare(theory.utilisation),
    ],
  });
}

const constantService = queue({
  name: 'md1',
  title: 'M/D/1 at 80 %',
  mechanisms: ['poisson', 'deterministic'],
  oracle: 'Pollaczek and Khinchine, law of the wait by Franx',
  arrivals: poisson(0.8),
  server: { serviceTime: constant(1) },
  durationSeconds: 600_000,
  figures: [
    meanWait(md1MeanWaitingSeconds(0.8, 1)),
    wait95(md1WaitingQuantile(0.8, 1, 0.95)),
    wait99(md1WaitingQuantile(0.8, 1, 0.99)),
  ],
});

const erlangService = queue({
  name: 'me4-1',
  title: 'M/E4/1 at 80 %',
  mechanisms: ['poisson', 'erlang'],
  oracle: 'Pollaczek and Khinchine',
  arrivals: poisson(0.8),
  server: { serviceTime: { distribution: 'erlang', meanSeconds: 1, shape: 4 } },
  durationSeconds: 800_000,
  figures: [meanWait(mg1MeanWaitingSeconds(0.8, 1, 0.5))],
});

const lognormalService = queue({
  name: 'mg1-lognormal',
  title: 'M/G/1 at 50 %, lognormal service with CV 2',
  mechanisms: ['poisson', 'lognormal'],
  oracle: 'Pollaczek and Khinchine',
  arrivals: poisson(0.5),
  server: { serviceTime: { distribution: 'lognormal', meanSeconds: 1, cv: 2 } },
  durationSeconds: 2_500_000,
  figures: [meanWait(mg1MeanWaitingSeconds(0.5, 1, 2)), busyShare(0.5)],
});

const empiricalService = queue({
  name: 'mg1-empirical',
  title: 'M/G/1 at 70 %, service from five samples',
  mechanisms: ['poisson', 'empirical'],
  oracle: 'Pollaczek and Khinchine; moments of the linear inverse of the samples',
  arrivals: poisson(0.7),
  server: { serviceTime: { distribution: 'empirical', samplesSeconds: [0.5, 0.7, 0.9, 1.3, 1.6] } },
  durationSeconds: 400_000,
  figures: [meanWait(empiricalWait(0.7, [0.5, 0.7, 0.9, 1.3, 1.6]))],
});

/** E[X^k] of a bounded Pareto law of shape 1.5 between L and H: 1.5 L^1.5 / (1 − (L/H)^1.5) · (H^(k−1.5) − L^(k−1.5)) / (k − 1.5). */
function paretoMoment(power: number, low: number, high: number): number {
  const scale = (1.5 * low ** 1.5) / (1 - (low / high) ** 1.5);
  return (scale * (high ** (power - 1.5) - low ** (power - 1.5))) / (power - 1.5);
}

const [SHORTEST, LONGEST] = [0.4, 20];
const paretoService = queue({
  name: 'mg1-pareto',
  title: 'M/G/1 at 57 %, bounded Pareto service',
  mechanisms: ['poisson', 'boundedPareto'],
  oracle: 'Pollaczek and Khinchine; moments of the bounded Pareto law',
  arrivals: poisson(0.55),
  server: {
    serviceTime: { distribution: 'boundedPareto', shape: 1.5, minimumSeconds: SHORTEST, maximumSeconds: LONGEST },
  },
  durationSeconds: 2_000_000,
  figures: [
    meanWait((0.55 * paretoMoment(2, SHORTEST, LONGEST)) / (2 * (1 - 0.55 * paretoMoment(1, SHORTEST, LONGEST)))),
    busyShare(0.55 * paretoMoment(1, SHORTEST, LONGEST)),
  ],
});

/** Pieces between neighbouring samples are equally likely and even within: E[X] and E[X²] piece by piece. */
function empiricalWait(rate: number, samples: readonly number[]): number {
  const pieces = samples.slice(1).map((high, i) => [samples[i]!, high] as const);
  const mean = pieces.reduce((sum, [low, high]) => sum + (low + high) / 2, 0) / pieces.length;
  const square = pieces.reduce((sum, [low, high]) => sum + (low * low + low * high + high * high) / 3, 0);
  return (rate * (square / pieces.length)) / (2 * (1 - rate * mean));
}

function finite(load: number, durationSeconds: number): ValidationCase {
  const theory = mm1k(load, 1, 10);
  return queue({
    name: `mm1-10-at-${load * 100}`,
    title: `M/M/1/10 at ${load * 100} %`,
    mechanisms: ['poisson', 'exponential', 'queueCapacity'],
    oracle: 'Kleinrock 3.6; 10 counts the one in service, so nine waiting places',
    arrivals: poisson(load),
    server: { serviceTime: exponential(1), queueCapacity: 9 },
    durationSeconds,
    figures: [
      lostShare(theory.lossProbability),
      meanSojourn(theory.meanSojournSeconds),
      meanNumber(theory.meanNumberInSystem),
    ],
  });
}

function renewal(name: string, title: string, process: string, arrivals: object, cv: number): ValidationCase {
  const theory = gammaM1(0.8, 1, cv);
  return queue({
    name,
    title,
    mechanisms: [process, 'exponential'],
    oracle: 'Root of GI/M/1 (Kleinrock 1975, volume 1, 6.4)',
    arrivals,
    server: { serviceTime: exponential(1) },
    durationSeconds: cv > 1 ? 2_000_000 : 600_000,
    figures: [meanWait(theory.meanWaitingSeconds), meanSojourn(theory.meanSojournSeconds)],
  });
}

/** The sojourn of M/M/1 is exponential. */
const sojournLaw = queue({
  name: 'mm1-sojourn',
  title: 'M/M/1 at 50 %, the whole time',
  mechanisms: ['poisson', 'exponential'],
  oracle: 'M/M/1: the sojourn is exponential with mean 1/(μ − λ) (Kleinrock 1975, volume 1, chapter 5)',
  arrivals: poisson(0.5),
  server: { serviceTime: exponential(1) },
  durationSeconds: 800_000,
  figures: [meanSojourn(2), sojourn95(-2 * Math.log(0.05)), sojourn99(-2 * Math.log(0.01))],
});

export const queueCases: readonly ValidationCase[] = [
  severalServers(1, 0.8, 1_200_000),
  severalServers(2, 1.6, 600_000),
  severalServers(10, 8, 200_000),
  // Square-root staffing of an offered load of 100: about a quarter of the requests wait.
  severalServers(110, 100, 20_000),
  sojournLaw,
  constantService,
  erlangService,
  lognormalService,
  empiricalService,
  paretoService,
  finite(0.9, 400_000),
  finite(1.2, 400_000),
  renewal('gamma-m1', 'E4/M/1 at 80 % (gamma gaps, CV 0.5)', 'gamma', { process: 'gamma', ratePerSecond: 0.8, cv: 0.5 }, 0.5), // biome-ignore format: one case a line
  renewal('hyper-m1', 'G/M/1 at 80 % (gamma gaps, CV 2)', 'gamma', { process: 'gamma', ratePerSecond: 0.8, cv: 2 }, 2), // biome-ignore format: one case a line
  renewal('dm1', 'D/M/1 at 80 %', 'deterministic', { process: 'deterministic', periodSeconds: 1.25 }, 0),
];
