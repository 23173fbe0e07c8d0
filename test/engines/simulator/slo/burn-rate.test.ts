import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { type BurnRule, SliCounts, WORKBOOK_RULES } from '../../../../widgets/engines/simulator/slo/burn-rate.ts';
import {
  budgetSpent,
  burnDetectionSeconds,
  burnResetSeconds,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';

const TARGET = 0.999;
const [fast, slow, ticket] = WORKBOOK_RULES as [BurnRule, BurnRule, BurnRule];

/** One bad request of `oneIn` every second for as long as errors last; gives the seconds from their beginning and end until the alert goes on and off. */
function watch({ longSeconds, shortSeconds, burnRate }: BurnRule, oneIn: number, lasting: number) {
  const counts = new SliCounts(longSeconds);
  let good = 0;
  let bad = 0;
  let onAfter = Number.NaN;
  for (let second = 1 - longSeconds; second <= lasting + shortSeconds + 1; second++) {
    const isBad = second > 0 && second <= lasting;
    if (isBad) bad++;
    good += isBad ? oneIn - 1 : oneIn;
    counts.push(good, bad);
    const threshold = burnRate * (1 - TARGET);
    const isOn = counts.exceeds(threshold, longSeconds) && counts.exceeds(threshold, shortSeconds);
    if (isOn && Number.isNaN(onAfter)) onAfter = second;
    if (!isOn && second > lasting) return { onAfter, offAfter: second - lasting };
  }
  throw new Error('The alert never went off.');
}

describe('the rules of the SRE workbook', () => {
  test('spend 2 %, 5 % and 10 % of the budget of 30 days in their long windows', () => {
    const spent = WORKBOOK_RULES.map(({ burnRate, longSeconds }) => budgetSpent(burnRate, longSeconds, 30 * 86_400));
    expect(spent.map((share) => share.toFixed(12))).toEqual(['0.020000000000', '0.050000000000', '0.100000000000']);
  });

  // Minutes from the beginning of errors at a share of 1 in n until the alert, and from their end until it is off.
  test.each([
    [fast, 10, 8.64, 4.28],
    [fast, 20, 17.28, 3.56],
    [fast, 50, 43.2, 1.4],
    [slow, 10, 21.6, 28.2],
    [slow, 20, 43.2, 26.4],
    [slow, 50, 108, 21],
  ])(
    '%o goes on and off at the second after the times of the workbook with one error in %i',
    (rule, oneIn, on, off) => {
      expect(burnDetectionSeconds(rule, TARGET, 1 / oneIn) / 60).toBeCloseTo(on, 9);
      expect(burnResetSeconds(rule, TARGET, 1 / oneIn) / 60).toBeCloseTo(off, 9);
      const { onAfter, offAfter } = watch(rule, oneIn, 3 * 3600);
      // The first whole second at which more than the threshold was bad: the crossing itself exceeds nothing.
      expect(onAfter).toBe(Math.floor(on * 60 + 1e-6) + 1);
      // The first whole second at which it was not more any longer.
      expect(offAfter).toBe(Math.ceil(off * 60 - 1e-6));
    },
  );

  test('stay silent at a share of errors that the budget allows', () => {
    expect(burnDetectionSeconds(ticket, TARGET, 0.001)).toBe(Infinity);
    const counts = new SliCounts(100);
    for (let i = 1; i <= 1000; i++) counts.push(999 * i, i);
    expect(counts.exceeds(1 - TARGET, 100)).toBe(false);
    expect(counts.exceeds(1 - TARGET - 1e-9, 100)).toBe(true);
  });

  test('look at what there is when the run is younger than the window', () => {
    const counts = new SliCounts(3600);
    counts.push(98, 2);
    expect(counts.exceeds(0.0144, 3600)).toBe(true);
    expect(new SliCounts(10).exceeds(0, 10)).toBe(false);
  });
});

/** Requests in turn to ten replicas, of which one is down for an hour and nobody notices: exactly one request in ten fails. */
function shop(slo: Readonly<Record<string, unknown>>, keys: Readonly<Record<string, unknown>> = {}) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.1 }, to: 'model' },
      {
        ...{ id: 'model', kind: 'modelServer', replicas: 10, queues: 'perReplica' },
        serviceTime: { distribution: 'deterministic', meanSeconds: 0.05 },
      },
    ],
    faults: [
      {
        ...{ scope: 'instance', component: 'model', replica: 3, detectionSeconds: 1e6 },
        outages: { law: 'scheduled', atSeconds: 7200, durationSeconds: 3600 },
      },
    ],
    slos: [{ target: TARGET, ...slo }],
    run: { durationSeconds: 14_400, replications: 1 },
    ...keys,
  });
}

describe('an objective with an error budget', () => {
  test('is watched in the course of a run, second by second', () => {
    const { slos, requests } = simulate(shop({ intervalSeconds: 1, alerts: [fast] }));
    const [slo] = slos!;
    expect(requests.failed).toBe(3600);
    expect(slo!.alerts[0]!.firings).toEqual([[7200 + 519, 10_800 + 257]]);
    expect(slo!.alerts[0]).toMatchObject({ fired: 1, activeShare: (3600 - 519 + 257) / 14_400 });
    expect(slo!.bad).toBe(3600);
    // One request in forty of four hours, at a budget of one in a thousand: 25 times too fast, and 4 of 720 hours of it.
    expect(slo!.errorRatio).toBeCloseTo(0.025, 5);
    expect(slo!.budgetSpent).toBeCloseTo((25 * 4) / 720, 4);
  });

  test('is read once a minute unless the scenario says otherwise', () => {
    const { slos } = simulate(shop({}));
    // 8.64 minutes after the beginning, and 4.28 after the end: at the next full minute.
    expect(slos![0]!.alerts[0]!.firings).toEqual([[7200 + 9 * 60, 10_800 + 5 * 60]]);
    expect(slos![0]!.alerts.map(({ severity }) => severity)).toEqual(['page', 'page', 'ticket']);
  });

  test('takes late answers for bad ones where it names a latest time', () => {
    const one = simulate(shop({ latencySeconds: 0.04 }, { faults: [] })).slos![0]!;
    expect(one).toMatchObject({ good: 0, errorRatio: 1 });
    const other = simulate(shop({ latencySeconds: 0.06 }, { faults: [] })).slos![0]!;
    expect(other).toMatchObject({ bad: 0, errorRatio: 0, burnRate: 0 });
  });

  test('is written down over the first replication, as running totals at two hundred and forty moments at most', () => {
    for (const intervalSeconds of [1, 7, 60, 3600]) {
      const slo = simulate(shop({ intervalSeconds, alerts: [] }), { replications: 2 }).slos![0]!;
      const { seconds, good, bad } = slo.course;
      expect(seconds.length).toBeLessThanOrEqual(240);
      expect(seconds.length).toBeGreaterThan(0);
      for (const totals of [seconds, good, bad])
        expect(totals.every((value, index) => index === 0 || value >= totals[index - 1]!)).toBe(true);
      // Both replications together have at least what the first had come to.
      expect(good.at(-1)! + bad.at(-1)!).toBeLessThanOrEqual(slo.good + slo.bad);
      const gaps = seconds.slice(1).map((at, index) => at - seconds[index]!);
      for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 6);
    }
  });

  test('changes nothing in the run that it watches', () => {
    const { slos: _, engine: __, ...watched } = simulate(shop({ latencySeconds: 0.2 }));
    const { slos: ___, engine: ____, ...alone } = simulate(shop({}, { slos: [] }));
    expect(watched).toEqual(alone);
  });

  test('adds the replications up and keeps the times of the first', () => {
    const twice = simulate(shop({ alerts: [fast] }), { replications: 2 }).slos![0]!;
    const once = simulate(shop({ alerts: [fast] })).slos![0]!;
    expect(twice.bad).toBe(2 * once.bad);
    expect(twice.budgetSpent).toBe(once.budgetSpent);
    expect(twice.alerts[0]).toEqual({ ...once.alerts[0], fired: 2 });
  });
});
