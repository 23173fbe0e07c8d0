import { describe, expect, test } from 'vitest';
import {
  atLeast,
  availability,
  downMinutesPer30Days,
  independentUp,
  kOfNAvailability,
  mm1WithCatastrophes,
  nines,
  parallelAvailability,
  seriesAvailability,
  unitsUp,
} from '../../../../widgets/engines/simulator/theory/index.ts';

describe('availability', () => {
  test('is the time up over the time between failures, with the detection on the side of the repair', () => {
    expect(availability(990, 10)).toBe(0.99);
    expect(availability(990, 7, 3)).toBe(0.99);
  });

  // Minutes down in 30 days: (1 − A) · 43,200.
  test.each([[0.99, 432], [0.999, 43.2], [0.9995, 21.6], [0.9999, 4.32], [0.99999, 0.432]])('of %d leaves %d minutes down in 30 days', (share, minutes) => {
    expect(downMinutesPer30Days(share)).toBeCloseTo(minutes, 8);
  }); // biome-ignore format: a table

  test('counts its nines', () => {
    expect(nines(0.99)).toBeCloseTo(2, 12);
    expect(nines(0.9995)).toBeCloseTo(3.30103, 5);
    expect(nines(1)).toBe(Infinity);
  });

  test('of two of three at 99 % is 0.999702', () => {
    expect(kOfNAvailability(2, 3, 0.99)).toBeCloseTo(0.999702, 15);
    expect(kOfNAvailability(0, 3, 0.99)).toBeCloseTo(1, 15);
    expect(kOfNAvailability(3, 3, 0.99)).toBeCloseTo(0.99 * 0.99 * 0.99, 15);
  });

  test('of five services of 99.9 % in a row is not 99.9 %', () => {
    expect(seriesAvailability([0.999, 0.999, 0.999, 0.999, 0.999])).toBeCloseTo(0.99500999, 8);
  });

  test('of two replicas doubles the nines only where they share nothing', () => {
    expect(nines(parallelAvailability([0.99, 0.99]))).toBeCloseTo(4, 9);
    // In one zone that is up 99.9 % of the time: never better than the zone.
    const shared = atLeast(unitsUp({ common: 0.999, groups: [{ common: 1, own: [0.99, 0.99] }] }), 1);
    expect(shared).toBeCloseTo(0.999 * 0.9999, 15);
    expect(nines(shared)).toBeLessThan(3);
    // In a zone each: each replica is in series with its own zone.
    const apart = atLeast(unitsUp({ common: 1, groups: [{ common: 0.999, own: [0.99] }, { common: 0.999, own: [0.99] }] }), 1);
    expect(apart).toBeCloseTo(parallelAvailability([0.999 * 0.99, 0.999 * 0.99]), 15);
    expect(nines(apart)).toBeGreaterThan(3.9);
  }); // biome-ignore format: a table

  test('of units that differ is a Poisson binomial distribution, whose probabilities add up to 1', () => {
    const up = independentUp([0.9, 0.5, 0.99]);
    expect(up[0]).toBeCloseTo(0.1 * 0.5 * 0.01, 15);
    expect(up[3]).toBeCloseTo(0.9 * 0.5 * 0.99, 15);
    expect(up.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 15);
  });
});

describe('mm1WithCatastrophes', () => {
  test('is M/M/1 when it hardly ever goes down', () => {
    const { meanNumber, answered } = mm1WithCatastrophes(0.8, 1, 1e12, 1);
    expect(meanNumber).toBeCloseTo(4, 6);
    expect(answered).toBeCloseTo(1, 9);
  });

  test('fulfils the balance of what comes, is served and is lost while it is up', () => {
    const [lambda, mu, mtbf] = [0.8, 1, 50];
    const { meanNumber, availability: up, answered } = mm1WithCatastrophes(lambda, mu, mtbf, 10);
    const whileUp = meanNumber / up;
    // A geometric law with mean L has P(busy) = L/(1 + L); what comes is served or lost.
    const served = (mu * whileUp) / (1 + whileUp);
    expect(served + whileUp / mtbf).toBeCloseTo(lambda, 12);
    expect(answered).toBeCloseTo((up * served) / lambda, 12);
  });
});
