import { describe, expect, test } from 'vitest';
import {
  amdahlSpeedUp,
  attemptsPerRequest,
  erlangC,
  forcedFlow,
  halfinWhittWaitProbability,
  layeredAttempts,
  mmc,
  mmpp2Dispersion,
  mmppM1,
  mmppMeanRate,
  normalDensity,
  normalProbability,
  overflow,
  peakLagSeconds,
  responseTimeLaw,
  sinusoidalInfiniteServer,
  shorterOfTwoMeanSojourn,
  squareRootStaffing,
  supermarketMeanSojourn,
  supermarketTail,
  throughputBound,
  universalSpeedUp,
  universalSpeedUpPeak,
} from '../../../widgets/engines/simulator/theory/index.ts';

// Printed values were worked out apart from this code, by a script of its own, to the digits given here.
describe('bursts', () => {
  const slow = { ratesPerSecond: [10, 0], switchRates: [[0, 1], [1, 0]] }; // biome-ignore format: two short rows
  const wild = { ratesPerSecond: [90, 10], switchRates: [[0, 0.1], [0.1, 0]] }; // biome-ignore format: two short rows

  test('mmppM1 gives the printed lengths and times', () => {
    expect(mmppMeanRate(slow)).toBeCloseTo(5, 12);
    expect(mmppM1(slow, 1 / 8).meanNumberInSystem).toBeCloseTo(4.301898, 6);
    expect(mmppM1(slow, 1 / 8).meanSojournSeconds).toBeCloseTo(0.86038, 6);
    const burst = mmppM1(wild, 1 / 100);
    expect(burst.utilisation).toBeCloseTo(0.5, 12);
    expect(burst.meanNumberInSystem).toBeCloseTo(4.220726, 6);
    expect(burst.meanSojournSeconds * 1000).toBeCloseTo(84.41, 2);
  });

  test('mmppM1 with equal rates is M/M/1, with any number of states', () => {
    const even = { ratesPerSecond: [4, 4, 4], switchRates: [[0, 1, 2], [3, 0, 1], [1, 1, 0]] }; // biome-ignore format: three short rows
    expect(mmppM1(even, 1 / 5).meanNumberInSystem).toBeCloseTo(4, 9);
    expect(mmppM1(even, 1 / 3.9).meanNumberInSystem).toBe(Infinity);
  });

  test('mmpp2Dispersion rises from 1 to the printed 321', () => {
    expect(mmpp2Dispersion([90, 10], [0.1, 0.1], Infinity)).toBeCloseTo(321, 9);
    expect(mmpp2Dispersion([90, 10], [0.1, 0.1], 1e-6)).toBeCloseTo(1, 3);
    expect(mmpp2Dispersion([90, 10], [0.1, 0.1], 10)).toBeLessThan(321);
  });

  test('sinusoidalInfiniteServer peaks after its traffic, by the printed lag', () => {
    const day = { meanRate: 100 / 3600, amplitude: 80 / 3600, radiansPerSecond: (2 * Math.PI) / 86_400 };
    expect(sinusoidalInfiniteServer(6 * 3600, day, 1800)).toBeCloseTo(89.3262, 4);
    const lag = peakLagSeconds(day.radiansPerSecond, 1800);
    expect(lag).toBeCloseTo(1789.8, 1);
    const peak = sinusoidalInfiniteServer(6 * 3600 + lag, day, 1800);
    expect(sinusoidalInfiniteServer(6 * 3600 + lag - 60, day, 1800)).toBeLessThan(peak);
    expect(sinusoidalInfiniteServer(6 * 3600 + lag + 60, day, 1800)).toBeLessThan(peak);
  });
});

describe('staffing and speed-up', () => {
  test('halfinWhittWaitProbability gives the printed limits, close to Erlang C at an offered load of 100', () => {
    const printed = [
      [0.5, 0.504539, 105, 0.515707],
      [1, 0.223361, 110, 0.237008],
      [1.5, 0.08469, 115, 0.095441],
      [2, 0.026881, 120, 0.033196],
    ] as const;
    for (const [quality, limit, servers, exact] of printed) {
      expect(halfinWhittWaitProbability(quality)).toBeCloseTo(limit, 6);
      expect(squareRootStaffing(100, quality)).toBe(servers);
      expect(erlangC(servers, 100)).toBeCloseTo(exact, 6);
    }
    expect(squareRootStaffing(10, 1)).toBe(14);
  });

  test('normalProbability and normalDensity give the tabled values, far tails included', () => {
    expect(normalProbability(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalProbability(0)).toBe(0.5);
    // Abramowitz and Stegun, table 26.2: 1 − Φ(6) = 9.8659 · 10⁻¹⁰.
    expect(normalProbability(-6) / 9.865876450377e-10).toBeCloseTo(1, 10);
    expect(normalProbability(-4.9999999) / normalProbability(-5.0000001)).toBeCloseTo(1, 5);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804, 10);
  });

  test('amdahlSpeedUp and universalSpeedUp give the printed values', () => {
    expect(amdahlSpeedUp(0.05, 1)).toBe(1);
    expect(amdahlSpeedUp(0.05, 1e9)).toBeCloseTo(20, 5);
    expect(universalSpeedUp(0.05, 0.001, 8)).toBeCloseTo(5.6899, 5);
    expect(universalSpeedUp(0.05, 0.001, 32)).toBeCloseTo(9.03444, 5);
    expect(universalSpeedUpPeak(0.05, 0.001)).toBeCloseTo(30.82, 2);
    expect(universalSpeedUp(0.05, 0, 8)).toBeCloseTo(amdahlSpeedUp(0.05, 8), 12);
  });

  test('the operational laws join throughput, response and think time', () => {
    expect(responseTimeLaw(50, 5, 9)).toBe(1);
    expect(forcedFlow(5, 3)).toBe(15);
    expect(throughputBound(3, 4, [0.5, 1.5])).toBe(0.5);
    expect(throughputBound(100, 4, [0.5, 1.5])).toBeCloseTo(2 / 3, 12);
  });
});

describe('balancing, overflow and retries', () => {
  test('supermarketMeanSojourn gives the printed times for two and three choices', () => {
    const printed = [
      [0.5, 1.265686, 1.125244],
      [0.7, 1.614454, 1.356842],
      [0.9, 2.614057, 2.027856],
      [0.95, 3.383046, 2.535134],
    ] as const;
    for (const [load, two, three] of printed) {
      expect(supermarketMeanSojourn(load, 2)).toBeCloseTo(two, 6);
      // The last of the eight is 2.5351335: printed as rounded up, within half a unit of the sixth digit and the rounding.
      expect(Math.abs(supermarketMeanSojourn(load, 3) - three)).toBeLessThan(6e-7);
    }
    expect(supermarketMeanSojourn(0.9, 1)).toBeCloseTo(10, 12);
    // The mean is the sum of the tails over the load (Little).
    const tails = Array.from({ length: 30 }, (_, i) => supermarketTail(0.9, 2, i + 1));
    expect(tails.reduce((sum, share) => sum + share, 0) / 0.9).toBeCloseTo(supermarketMeanSojourn(0.9, 2), 12);
    expect(supermarketTail(0.9, 1, 3)).toBeCloseTo(0.729, 12);
  });

  test('shorterOfTwoMeanSojourn lies between one queue for two servers and a queue chosen at random', () => {
    for (const load of [0.1, 0.5, 0.8]) {
      const time = shorterOfTwoMeanSojourn(load);
      expect(time).toBeGreaterThan(mmc(2 * load, 1, 2).meanSojournSeconds);
      expect(time).toBeLessThan(supermarketMeanSojourn(load, 1));
    }
    // Cutting the chain off elsewhere changes nothing.
    expect(shorterOfTwoMeanSojourn(0.8, 60)).toBeCloseTo(shorterOfTwoMeanSojourn(0.8), 4);
  });

  test('overflow gives the printed share, load and peakedness', () => {
    expect(overflow(10, 8).probability * 100).toBeCloseTo(12.1661, 4);
    expect(overflow(10, 8).meanLoad).toBeCloseTo(0.973289, 6);
    expect(overflow(10, 8).peakedness).toBeCloseTo(2.040157, 6);
    expect(overflow(0, 8).peakedness).toBeCloseTo(1, 12);
  });

  test('attemptsPerRequest and layeredAttempts give the printed amplification', () => {
    expect(attemptsPerRequest(0.5, 3)).toBe(1.875);
    expect(attemptsPerRequest(1, 3)).toBe(4);
    expect(layeredAttempts(3, 3)).toBe(64);
  });
});
