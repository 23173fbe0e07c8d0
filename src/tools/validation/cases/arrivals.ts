import { createArrivals, trafficArrivalsSchema } from '../../../../widgets/engines/simulator/arrivals/schema.ts';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import {
  mmpp2Dispersion,
  mmppM1,
  sinusoidalInfiniteServer,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { oneStation, type ValidationCase } from '../case.ts';
import { meanNumber, meanSojourn } from '../figures.ts';
import { constant, exponential } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

interface Counting {
  readonly name: string;
  readonly title: string;
  readonly oracle: string;
  readonly arrivals: { readonly process: string } & Readonly<Record<string, unknown>>;
  readonly windowSeconds: number;
  readonly windows: number;
  readonly expectedCount: number;
  readonly expectedDispersion: number;
}

/** Mean, and variance over mean, of the arrivals in equal windows of time; straight from the process, with the numbers that a source called `users` draws. */
function counting(given: Counting): ValidationCase {
  const { name, title, oracle, arrivals, windowSeconds, windows, expectedCount, expectedDispersion } = given;
  return {
    name,
    group: 'Arrivals',
    title,
    mechanisms: [arrivals.process],
    source: oracle,
    check: {
      kind: 'observations',
      replications: 20,
      figures: [
        { label: `arrivals in ${windowSeconds} s`, unit: '', rule: 'mean', expected: expectedCount },
        { label: `variance over mean, in ${windowSeconds} s`, unit: '', rule: 'mean', expected: expectedDispersion },
      ],
      observe(seed, replication) {
        const stream = new RandomStream(seed, replication, 'users/arrivals');
        const process = createArrivals(trafficArrivalsSchema.parse(arrivals) as never, stream);
        const counts = new Float64Array(windows);
        for (let at = process.next(); at < windows * windowSeconds; at = process.next()) {
          counts[Math.floor(at / windowSeconds)]!++;
        }
        const mean = counts.reduce((sum, count) => sum + count, 0) / windows;
        const squares = counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0);
        return [mean, squares / (windows - 1) / mean];
      },
    },
  };
}

const counts: readonly ValidationCase[] = [
  counting({
    name: 'poisson-counts',
    title: 'Poisson arrivals, counted second by second',
    oracle: 'Poisson process: counts have variance equal to their mean, λT',
    arrivals: { process: 'poisson', ratePerSecond: 10 },
    windowSeconds: 1,
    windows: 100_000,
    expectedCount: 10,
    expectedDispersion: 1,
  }),
  counting({
    name: 'mmpp-counts',
    title: 'Bursts of 20 per second and silence, counted in windows of 2 s',
    oracle:
      'Dispersion of a Markov-modulated process (Heffes and Lucantoni 1986), 1 + A (1 − (1 − e^(−rt))/(rt)) with A + 1 = IDC(∞)',
    arrivals: { process: 'mmpp', quietRatePerSecond: 0, burstRatePerSecond: 20, quietSeconds: 1, burstSeconds: 1 },
    windowSeconds: 2,
    windows: 100_000,
    expectedCount: 20,
    expectedDispersion: mmpp2Dispersion([0, 20], [1, 1], 2),
  }),
  counting({
    name: 'diurnal-counts',
    title: 'A day that swings by 80 %, counted day by day',
    oracle:
      'Counts of a Poisson process with a varying rate are Poisson with the integral of the rate (Lewis and Shedler 1979)',
    arrivals: { process: 'diurnal', ratePerSecond: 0.0001, amplitude: 0.8 },
    windowSeconds: 86_400,
    windows: 50_000,
    expectedCount: 8.64,
    expectedDispersion: 1,
  }),
];

function bursts(
  name: string,
  title: string,
  rates: readonly [number, number],
  stay: number,
  serviceRate: number,
  seconds: number,
): ValidationCase {
  const theory = mmppM1(
    { ratesPerSecond: rates, switchRates: [[0, 1 / stay], [1 / stay, 0]] },
    1 / serviceRate,
  ); // biome-ignore format: a matrix
  const arrivals = {
    process: 'mmpp',
    quietRatePerSecond: rates[0],
    burstRatePerSecond: rates[1],
    quietSeconds: stay,
    burstSeconds: stay,
  };
  const run = { durationSeconds: seconds + 500, warmUpSeconds: 500, replications: 20 };
  return {
    name,
    group: 'Arrivals',
    title,
    mechanisms: ['mmpp', 'modelServer', 'exponential'],
    source: 'MMPP(2)/M/1 by matrix-geometric R (Neuts 1981)',
    check: {
      kind: 'statistics',
      scenario: oneStation({ arrivals, server: { serviceTime: exponential(1 / serviceRate) }, run }),
      figures: [meanSojourn(theory.meanSojournSeconds), meanNumber(theory.meanNumberInSystem)],
    },
  };
}

const DAY = 86_400;
const G = (2 * Math.PI) / DAY;
const DAYS = 250;

/** ∫ N(t) sin(gt) dt and ∫ N(t) cos(gt) dt over whole days, and the same of N alone, request by request. */
class DailyWave extends Recorder {
  sine = 0;
  cosine = 0;
  total = 0;

  override answered(model: Model, request: number): void {
    const from = Math.max(model.requests.createdAt[request]!, DAY);
    const until = Math.min(model.now, (DAYS + 1) * DAY);
    if (until <= from) return;
    this.total += until - from;
    this.sine += (Math.cos(G * from) - Math.cos(G * until)) / G;
    this.cosine += (Math.sin(G * until) - Math.sin(G * from)) / G;
  }
}

const endlessRoom: ValidationCase = {
  name: 'mt-g-infinity',
  group: 'Arrivals',
  title: 'A daily rhythm in a room without end: the number follows the rate half an hour late',
  mechanisms: ['diurnal', 'modelServer', 'exponential'],
  source: 'M_t/G/∞ (Eick, Massey and Whitt 1993); 89.3262 at the peak of the rate',
  check: {
    kind: 'observations',
    replications: 20,
    figures: [6, 12, 18].map((hour) => ({
      label: `mean number at ${hour} h`,
      unit: '',
      rule: 'mean' as const,
      expected: sinusoidalInfiniteServer(
        hour * 3600,
        { meanRate: 100 / 3600, amplitude: 80 / 3600, radiansPerSecond: G },
        1800,
      ),
    })),
    observe(seed, replication) {
      const scenario = oneStation({
        arrivals: { process: 'diurnal', ratePerSecond: 100 / 3600, amplitude: 0.8 },
        server: { replicas: 100, concurrency: 10, serviceTime: exponential(1800) },
        run: { durationSeconds: (DAYS + 2) * DAY },
      });
      const { sine, cosine, total } = recordRun(scenario, new DailyWave(), seed, replication);
      const seconds = DAYS * DAY;
      return [6, 12, 18].map(
        (hour) =>
          total / seconds +
          ((2 * sine) / seconds) * Math.sin(G * hour * 3600) +
          ((2 * cosine) / seconds) * Math.cos(G * hour * 3600),
      );
    },
  },
};

/** Counts the requests of each bin of time. */
class BinCounts extends Recorder {
  readonly counts: number[];
  readonly #binSeconds: number;

  constructor(bins: number, binSeconds: number) {
    super();
    this.counts = new Array<number>(bins).fill(0);
    this.#binSeconds = binSeconds;
  }

  override created(model: Model): void {
    this.counts[Math.floor(model.now / this.#binSeconds)]!++;
  }
}

const replay: ValidationCase = {
  name: 'trace-counts',
  group: 'Arrivals',
  title: 'A day of counts per minute, replayed',
  mechanisms: ['counts', 'trace'],
  source: 'What a replay is: the trace has its counts in every bin exactly',
  check: {
    kind: 'trace',
    values() {
      const list = Array.from({ length: 1440 }, (_, minute) => (minute * minute * 37) % 101);
      const scenario = oneStation({
        arrivals: { process: 'counts', counts: list },
        server: { replicas: 100, serviceTime: constant(0.001) },
        run: { durationSeconds: DAY },
      });
      const { counts: found } = recordRun(scenario, new BinCounts(1440, 60));
      return list.map((expected, minute) => ({ label: `minute ${minute}`, expected, simulated: found[minute]! }));
    },
  },
};

export const arrivalCases: readonly ValidationCase[] = [
  ...counts,
  replay,
  bursts('mmpp-m1-silence', 'Bursts of 10 per second and silence at one server', [0, 10], 1, 8, 150_000),
  bursts(
    'mmpp-m1-penalty',
    'Bursts of 90 and lulls of 10 per second: 84 ms where Poisson has 20 ms',
    [10, 90],
    10,
    100,
    60_000,
  ),
  endlessRoom,
];
