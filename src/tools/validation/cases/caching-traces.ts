import { pointInTimeRow } from '../../../../widgets/engines/simulator/caching/point-in-time.ts';
import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, poisson } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

interface Shop {
  readonly cache: object;
  readonly users: object;
  readonly run: object;
  readonly model?: object;
}

/** Users with keys, a cache that looks up in no time, and a server behind it. */
export function cacheShop({ cache, users, run, model = {} }: Shop) {
  return {
    title: 'Validation',
    components: [
      { id: 'users', kind: 'traffic', keys: { count: 1 }, ...users, to: 'cache' },
      { id: 'cache', kind: 'cache', lookupSeconds: 0, ...cache, to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime: constant(0.1), concurrency: 1000, ...model },
    ],
    run,
  };
}

/** What requests asked for and when, and when they were answered, in the order of their creation. */
class Answers extends Recorder {
  readonly keys: number[] = [];
  readonly askedAt: number[] = [];
  readonly answeredAt: number[] = [];

  override created(model: Model, request: number): void {
    this.keys.push(model.requests.key[request]!);
    this.askedAt.push(model.now);
    this.answeredAt.push(Number.NaN);
  }

  override answered(model: Model, request: number): void {
    this.answeredAt[model.requests.serial[request]!] = model.now;
  }
}

interface ByHand {
  readonly title: string;
  readonly cache: object;
  readonly model?: object;
  readonly arrivals: readonly number[];
  readonly answers: readonly string[];
  readonly fetches: number;
}

/** One key, fetches of a tenth of a second, a time to live of two seconds from when the answer was stored. */
const byHand: readonly ByHand[] = [
  {
    title: 'time to live',
    cache: {},
    arrivals: [1, 1.1, 2, 3.099, 3.1, 3.2],
    answers: ['1.1', '1.1', '2', '3.099', '3.2', '3.2'],
    fetches: 2,
  },
  {
    title: 'renewed by hits',
    cache: { refreshOnHit: true },
    arrivals: [1, 2, 3.9, 5.8, 7.8],
    answers: ['1.1', '2', '3.9', '5.8', '7.9'],
    fetches: 2,
  },
  {
    title: 'stampede of five, apart',
    cache: {},
    arrivals: [1, 1, 1, 1, 1.05, 2],
    answers: ['1.1', '1.1', '1.1', '1.1', '1.15', '2'],
    fetches: 5,
  },
  {
    title: 'stampede of five, coalesced',
    cache: { coalescing: true },
    arrivals: [1, 1, 1, 1, 1.05, 2],
    answers: ['1.1', '1.1', '1.1', '1.1', '1.1', '2'],
    fetches: 1,
  },
  {
    title: 'stale while it is fetched anew',
    cache: { staleWhileRevalidateSeconds: 2 },
    arrivals: [1, 4, 4.05, 4.1, 6.1, 8.1, 12],
    answers: ['1.1', '4', '4.05', '4.1', '6.1', '8.1', '12.1'],
    fetches: 4,
  },
  {
    title: 'nothing there, remembered for 1.2 s',
    cache: { negativeShare: 1, negativeTtlSeconds: 1.2 },
    arrivals: [1, 1.5, 2.299, 2.3],
    answers: ['1.1', '1.5', '2.299', '2.4'],
    fetches: 2,
  },
  {
    title: 'restart at 2 s',
    cache: { restartAtSeconds: 2 },
    arrivals: [1, 1.999, 2, 2.1],
    answers: ['1.1', '1.999', '2.1', '2.1'],
    fetches: 2,
  },
];

function traces(): TraceValue[] {
  return byHand.flatMap(({ title, cache, arrivals, answers, fetches }) => {
    const scenario = cacheShop({
      cache: { policy: 'ttl', ttlSeconds: 2, ...cache },
      users: { arrivals: { process: 'trace', timesSeconds: arrivals } },
      run: { durationSeconds: 100, replications: 1 },
    });
    const { answeredAt } = recordRun(scenario, new Answers());
    const sent = simulate(accept(scenario)).components['model']!.arrivals;
    return [
      ...answers.map((expected, i) => ({
        label: `${title}: answer to request ${i + 1}`,
        expected,
        simulated: String(Number(answeredAt[i]!.toFixed(9))),
      })),
      { label: `${title}: fetches`, expected: fetches, simulated: sent },
    ];
  });
}

/** A cache on a Map, which keeps its keys in order of insertion: H for a hit, M for a miss. */
function plainCache(keys: readonly number[], times: readonly number[], capacity: number, ttl: number): string[] {
  const storedAt = new Map<number, number>();
  return keys.map((key, i) => {
    const stored = storedAt.get(key);
    const isHit = stored !== undefined && times[i]! < stored + ttl;
    storedAt.delete(key);
    storedAt.set(key, isHit ? stored : times[i]!);
    if (storedAt.size > capacity) storedAt.delete(storedAt.keys().next().value!);
    return isHit ? 'H' : 'M';
  });
}

/** 60,000 requests at random, each compared: a fetch takes a nanosecond, so a hit is what is answered at the moment of its arrival. */
function requestByRequest(): TraceValue[] {
  return [Infinity, 4].flatMap((ttlSeconds) => {
    const ends = ttlSeconds < Infinity ? { ttlSeconds } : {};
    const scenario = cacheShop({
      cache: { policy: 'lru', capacityItems: 1000, ...ends },
      users: { arrivals: poisson(200), keys: { count: 10_000, zipfExponent: 0.8, churnEverySeconds: 0.1 } },
      model: { serviceTime: constant(1e-9) },
      run: { durationSeconds: 300, replications: 1 },
    });
    const { keys, askedAt, answeredAt } = recordRun(scenario, new Answers());
    const expected = plainCache(keys, askedAt, 1000, ttlSeconds);
    return expected.map((hitOrMiss, i) => ({
      label: `request ${i + 1}${ttlSeconds < Infinity ? ' with a time to live' : ''}`,
      expected: hitOrMiss,
      simulated: answeredAt[i] === askedAt[i] ? 'H' : 'M',
    }));
  });
}

/** Rows of 10, 20 and 30 s, by the time of an event and a time to live before it. */
function pointInTime(): TraceValue[] {
  const cases: readonly (readonly [number, number, string])[] = [
    [5, Infinity, 'none'],
    [10, Infinity, '10'],
    [29, Infinity, '20'],
    [29, 5, 'none'],
    [35, 5, '30'],
    [36, 5, 'none'],
  ];
  const rows = [10, 20, 30];
  return cases.map(([event, ttl, expected]) => {
    const row = pointInTimeRow(rows, event, ttl);
    const limit = ttl < Infinity ? `, at most ${ttl} s old` : '';
    return { label: `event at ${event} s${limit}`, expected, simulated: row < 0 ? 'none' : String(rows[row]) };
  });
}

const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Caching', title, mechanisms, source, check: { kind: 'trace', values } }) as const;

export const cachingTraceCases: readonly ValidationCase[] = [
  exact('cache-traces', 'Answers and fetches of one key', ['cache', 'ttl', 'coalescing'], 'RFC 9111, RFC 5861, RFC 2308 and singleflight, worked by hand', traces), // biome-ignore format: one case a line
  exact('cache-by-request', 'Every hit and miss of 120,000 requests, popularity moving', ['cache', 'lru', 'keys'], 'A cache on a Map, which shares no code', requestByRequest), // biome-ignore format: one case a line
  exact('point-in-time', 'The row that a training example gets', ['featureStore'], 'Feast, point-in-time joins: the newest row at the event, within the time to live before it', pointInTime), // biome-ignore format: one case a line
];
