import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import {
  atLeast,
  availability,
  downMinutesPer30Days,
  kOfNAvailability,
  mm1WithCatastrophes,
  nines,
  parallelAvailability,
  seriesAvailability,
  unitsUp,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import type { Figure, ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';

const GROUP = 'Failures and error budgets';
const TRIVEDI =
  'Trivedi, Probability and Statistics with Reliability, Queuing, and Computer Science Applications, 2nd ed. 2002';

const upOf = (id: string, level: number) => (result: SimulationResult) =>
  result.availability.components?.[id]?.upAtLeast[level];
/** What is missing to 1: there the relative error is not lost in the nines. */
const missing = (label: string, expected: number, of: Figure['of']): Figure => ({
  ...{ label, unit: '', rule: 'mean', expected },
  of: (result) => {
    const value = of(result);
    return typeof value === 'number' ? 1 - value : value;
  },
});
const answered = (expected: number): Figure => ({
  ...{ label: 'requests answered', unit: '', rule: 'mean', expected },
  of: ({ availability: found }) => found.requestsAnswered,
});

const random = (mtbfSeconds: number, mttrSeconds: number) => ({ law: 'exponential', mtbfSeconds, mttrSeconds });
const users = (ratePerSecond: number) => ({
  id: 'users',
  kind: 'traffic',
  arrivals: poisson(ratePerSecond),
  to: 'model',
});
/** Replicas of a model that hardly anybody asks: only their outages matter. */
const replicas = (count: number) => [
  users(0.001),
  { id: 'model', kind: 'modelServer', replicas: count, serviceTime: constant(0.001) },
]; // biome-ignore format: a table

/** A unit that is up 90 % of the time, over and over again. */
const NINETY = random(90, 10);
const run = (durationSeconds: number) => ({ durationSeconds, replications: 20 });

const twoOfThree: ValidationCase = {
  name: 'availability-two-of-three',
  group: GROUP,
  title: 'Two of three replicas are up, each 99 % of the time by itself',
  mechanisms: ['instance', 'exponential', 'faults'],
  source: `${TRIVEDI}, section 3.6: k of n, the tail of the binomial distribution.`,
  check: {
    kind: 'statistics',
    scenario: {
      components: replicas(3),
      faults: [{ scope: 'instance', component: 'model', outages: random(99, 1) }],
      run: run(2_000_000),
    },
    figures: [
      missing('share of a replica’s time down', 0.01, ({ availability: found }) => found.components?.['model']?.up),
      { label: 'share of time with two of three', unit: '', rule: 'mean', expected: kOfNAvailability(2, 3, 0.99), of: upOf('model', 2) },
      missing('share of time without all three', 1 - kOfNAvailability(3, 3, 0.99), upOf('model', 3)),
    ],
  },
}; // biome-ignore format: a table

const twoOfThreeOften: ValidationCase = {
  name: 'availability-two-of-three-often-down',
  group: GROUP,
  title: 'Two of three replicas that are down often, found out late',
  mechanisms: ['instance', 'exponential', 'faults'],
  source: `${TRIVEDI}, section 6.6: A = MTBF/(MTBF + MTTR), with the detection before the repair.`,
  check: {
    kind: 'statistics',
    scenario: {
      components: replicas(3),
      faults: [{ scope: 'instance', component: 'model', outages: random(90, 6), detectionSeconds: 4 }],
      run: run(3_000_000),
    },
    figures: [
      missing('share of a replica’s time down', 1 - availability(90, 6, 4), ({ availability: found }) => found.components?.['model']?.up),
      missing('share of time without two of three', 1 - kOfNAvailability(2, 3, 0.9), upOf('model', 2)),
    ],
  },
}; // biome-ignore format: a table

/** Two replicas, up 90 % of the time each, in zones that are up 95 % of the time. */
function twoInZones(zones: number, title: string): ValidationCase {
  const group = { common: 0.95, own: [0.9] };
  const up = zones === 1 ? unitsUp({ common: 0.95, groups: [{ common: 1, own: [0.9, 0.9] }] }) : unitsUp({ common: 1, groups: [group, group] });
  return {
    name: `availability-two-replicas-in-${zones === 1 ? 'one-zone' : 'two-zones'}`,
    group: GROUP,
    title,
    mechanisms: ['zone', 'instance', 'exponential', 'faults'],
    source: `${TRIVEDI}, section 3.6: a common cause is a part in series.`,
    check: {
      kind: 'statistics',
      scenario: {
        components: replicas(2),
        faults: [
          { scope: 'instance', component: 'model', outages: NINETY },
          { scope: 'zone', component: 'model', zones, outages: random(380, 20) },
        ],
        run: run(12_000_000),
      },
      figures: [missing('share of time without any', 1 - atLeast(up, 1), upOf('model', 1))],
    },
  };
} // biome-ignore format: a table

const inSeries: ValidationCase = {
  name: 'availability-five-in-series',
  group: GROUP,
  title: 'Requests through five dependencies that are up 98 % of the time each',
  mechanisms: ['dependency', 'exponential', 'faults'],
  source: `${TRIVEDI}, section 3.6: a series system is up with the product; Poisson arrivals see time averages (Wolff 1982).`,
  check: {
    kind: 'statistics',
    scenario: {
      components: [
        { ...users(1), to: 'gate1' },
        ...[1, 2, 3, 4, 5].map((i) => ({ id: `gate${i}`, kind: 'gateway', ...(i < 5 ? { to: `gate${i + 1}` } : {}) })),
      ],
      faults: [1, 2, 3, 4, 5].map((i) => ({ scope: 'dependency', component: `gate${i}`, outages: random(98, 2) })),
      run: run(100_000),
    },
    figures: [answered(seriesAvailability([0.98, 0.98, 0.98, 0.98, 0.98]))],
  },
};

function catastrophes(): ValidationCase {
  const theory = mm1WithCatastrophes(0.8, 1, 50, 10);
  return {
    name: 'mm1-with-catastrophes',
    group: GROUP,
    title: 'M/M/1 that goes down with all that is in it',
    mechanisms: ['dependency', 'exponential', 'faults'],
    source: 'Krishna Kumar and Arivudainambi 2000: M/M/1 with catastrophes, the geometric law between them.',
    check: {
      kind: 'statistics',
      scenario: {
        components: [users(0.8), { id: 'model', kind: 'modelServer', serviceTime: exponential(1) }],
        faults: [{ scope: 'dependency', component: 'model', outages: random(50, 10) }],
        run: { durationSeconds: 400_000, warmUpSeconds: 1000, replications: 20 },
      },
      figures: [
        answered(theory.answered),
        { label: 'mean number in the system', unit: '', rule: 'mean', expected: theory.meanNumber, of: ({ components }) => components['model']?.numberInSystem },
        missing('share of time down', 1 - theory.availability, upOf('model', 1)),
      ],
    },
  };
} // biome-ignore format: a table

/** Rounded to the sixth digit after the point. */
const rounded = (value: number, digits = 6) => Number(value.toFixed(digits));

const arithmetic: ValidationCase = {
  name: 'availability-arithmetic',
  group: GROUP,
  title: 'Nines, minutes down in 30 days, and what redundancy does to them',
  mechanisms: ['faults'],
  source: 'Google SRE book, appendix A: availability table; the rest by hand.',
  check: {
    kind: 'trace',
    values: () => {
      const minutes = [[0.99, 432], [0.999, 43.2], [0.9995, 21.6], [0.9999, 4.32], [0.99999, 0.432]] as const;
      const zone = unitsUp({ common: 0.999, groups: [{ common: 1, own: [0.99, 0.99] }] });
      return [
        ...minutes.map(([share, expected]) => ({ label: `minutes down at ${share}`, expected, simulated: rounded(downMinutesPer30Days(share)) })),
        { label: '2 of 3 at 0.99', expected: 0.999702, simulated: rounded(kOfNAvailability(2, 3, 0.99), 12) },
        { label: 'nines of 2 replicas at 0.99 that share nothing', expected: 4, simulated: rounded(nines(parallelAvailability([0.99, 0.99]))) },
        { label: 'nines of the same in one zone at 0.999', expected: rounded(nines(0.999 * 0.9999)), simulated: rounded(nines(atLeast(zone, 1))) },
        { label: 'five services at 0.999 in series', expected: 0.99501, simulated: rounded(seriesAvailability(new Array(5).fill(0.999))) },
      ];
    },
  },
}; // biome-ignore format: a table

export const faultCases: readonly ValidationCase[] = [
  twoOfThree,
  twoOfThreeOften,
  twoInZones(1, 'Two replicas in one zone: never better than the zone'),
  twoInZones(2, 'Two replicas in a zone each'),
  inSeries,
  catastrophes(),
  arithmetic,
];
