import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, oneStation, type PublishedValue, type ValidationCase } from '../case.ts';
import { affine } from '../laws.ts';

/**
 * Triton optimization guide (docs/user_guide/optimization.md), Inception, perf_analyzer in a closed loop: inferences per second by the number of clients.
 */
const PLAIN = [62.6, 73.2, 73.2, 73.4];
const DYNAMIC = [66.8, 80.8, 118, 165.2, 194.4, 217.6, 249.8, 272];
/** Two instances of the model on the GPU, without batching; and with it at 16 clients. */
const TWO_INSTANCES = [70.6, 106.6, 110.2, 108.6];
const BOTH_AT_16 = 289.6;

const dynamic = { batching: { mode: 'triton', maxBatchSize: 4 } };
/** Instances slow each other: a call takes 1 + κ times as long while both are at work. */
const twoInstances = (contention: number) => ({ instancesPerReplica: 2, contention });

/** What the model is made of: s(b) = a + c · b, and the time that a client takes between an answer and its next request, all in seconds. */
interface Constants {
  readonly a: number;
  readonly c: number;
  readonly clientSeconds: number;
}

function throughput(clients: number, { a, c, clientSeconds }: Constants, server: object): number {
  const arrivals = { process: 'closed', clients, thinkTimeSeconds: clientSeconds, thinkTimeCv: 0 };
  const run = { durationSeconds: 12, warmUpSeconds: 2, replications: 1 };
  return simulate(accept(oneStation({ arrivals, server: { serviceTime: affine(a, c), ...server }, run })))
    .throughputPerSecond;
}

/** Sum of squared relative errors of a row from one client on. */
function misfit(row: readonly number[], constants: Constants, server: object): number {
  return row.reduce((sum, published, i) => sum + (throughput(i + 1, constants, server) / published - 1) ** 2, 0);
}

/** The value that is best, by steps that shrink, from `start`: one number at a time needs nothing better. */
function search(start: number, of: (value: number) => number): number {
  let best = start;
  let least = of(best);
  for (let step = start; step > start / 1000; ) {
    const better = [best + step, best - step].find((value) => of(value) < least);
    if (better === undefined) step /= 2;
    else {
      best = better;
      least = of(best);
    }
  }
  return best;
}

/**
 * The constants from 1 to 4 clients only. Without batching only s(1) = a + c matters: one client gives it with the client's own time, more clients by
 * itself. Then c from the row with batching, at the same s(1).
 */
function fitted(): Constants {
  const first = PLAIN[0]!;
  // A saturated server answers 1 / s(1) a second; a single client goes round in s(1) + its own time.
  const saturated = PLAIN.slice(1).reduce((sum, rate) => sum + rate, 0) / (PLAIN.length - 1);
  const service = 1 / saturated;
  const clientSeconds = 1 / first - service;
  const constants = (c: number) => ({ a: service - c, c, clientSeconds });
  const isPossible = (c: number) => c >= 0 && c <= service;
  return constants(
    search(1e-3, (c) => (isPossible(c) ? misfit(DYNAMIC.slice(0, 4), constants(c), dynamic) : Infinity)),
  );
}

/** The contention from the two instances' row, where both are at work: from two clients on. */
function fittedContention(constants: Constants): number {
  const squares = (contention: number) =>
    TWO_INSTANCES.slice(1).reduce(
      (sum, published, i) => sum + (throughput(i + 2, constants, twoInstances(contention)) / published - 1) ** 2,
      0,
    );
  return search(0.4, (contention) => (contention >= 0 && contention <= 1 ? squares(contention) : Infinity));
}

function compareTwoInstances(): PublishedValue[] {
  const constants = fitted();
  return compare('two instances', TWO_INSTANCES, 1, constants, twoInstances(fittedContention(constants)));
}

const compare = (row: string, published: readonly number[], from: number, constants: Constants, server: object) =>
  published.map(
    (value, i): PublishedValue => ({
      label: `${row}, ${from + i} clients`,
      published: value,
      simulated: throughput(from + i, constants, server),
    }),
  );

const SOURCE = 'Triton optimization guide, docs/user_guide/optimization.md: Inception, perf_analyzer in a closed loop';

/** In-sample for the plain row and that of two instances, out of sample for 5 to 8 and 16 clients: the constants know only 1 to 4. */
export const tritonTableCases: readonly ValidationCase[] = [
  {
    name: 'triton-table-plain',
    group: 'Batching',
    title: 'A published table: no batching, 1 to 4 clients (fitted to)',
    mechanisms: ['closed', 'affine', 'modelServer'],
    source: SOURCE,
    check: {
      kind: 'published',
      unit: '1/s',
      allowed: 0.01,
      values: () => compare('no batching', PLAIN, 1, fitted(), {}),
    },
  },
  {
    name: 'triton-table-batching',
    group: 'Batching',
    title: 'A published table: batches of up to 4, 5 to 8 clients predicted from 1 to 4',
    mechanisms: ['closed', 'affine', 'triton', 'modelServer'],
    source: SOURCE,
    check: {
      kind: 'published',
      unit: '1/s',
      allowed: 0.07,
      values: () => compare('dynamic batching', DYNAMIC.slice(4), 5, fitted(), dynamic),
    },
  },
  {
    name: 'triton-table-instances',
    group: 'Batching',
    title: 'A published table: two instances, 1 to 4 clients (their contention fitted to 2 to 4)',
    mechanisms: ['closed', 'affine', 'modelServer'],
    source: `${SOURCE}. At one client two instances are one, and yet the guide’s rows differ by 13 %: 62.6 and 70.6 per second`,
    check: { kind: 'published', unit: '1/s', allowed: 0.07, values: compareTwoInstances },
  },
  {
    name: 'triton-table-both',
    group: 'Batching',
    title: 'A published table: two instances with batches, 16 clients, where full batches take turns (contention 1)',
    mechanisms: ['closed', 'affine', 'triton', 'modelServer'],
    source: `${SOURCE}. A limit of the simulator: its contention is the same for every batch size. With that of single calls, 0.30, it would say 449 per second, because it does not know that full batches leave a second instance no room`,
    check: {
      kind: 'published',
      unit: '1/s',
      allowed: 0.07,
      values: () => compare('both', [BOTH_AT_16], 16, fitted(), { ...twoInstances(1), ...dynamic }),
    },
  },
];
