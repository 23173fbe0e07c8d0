import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceBook } from '../../../../widgets/engines/simulator/cost/price-book.ts';
import * as theory from '../../../../widgets/engines/simulator/theory/index.ts';

const lambda = priceBook.functions['lambda-x86']!;

describe('break-even', () => {
  test('breakEvenRate of a machine at 0.192 USD an hour and a function of 2 GB for 120 ms is 33.37 million a month, 12.70 a second', () => {
    const perRequest = theory.functionUsdPerRequest(lambda, 2, 0.12);
    expect(perRequest).toBeCloseTo(0.2e-6 + 0.24 * 0.0000166667, 18);
    const { requestsPerMonth, requestsPerSecond } = theory.breakEvenRate(0.192, perRequest);
    expect(requestsPerMonth / 1e6).toBeCloseTo(33.37, 2);
    expect(requestsPerSecond).toBeCloseTo(12.7, 2);
  });

  test('reservationBreakEvenShare is where a reservation for all the time costs what is wanted on demand', () => {
    for (const { share } of Object.values(priceBook.discounts)) {
      const wanted = theory.reservationBreakEvenShare(share);
      expect(wanted * 1).toBeCloseTo(1 * (1 - share), 12);
    }
    expect(theory.reservationBreakEvenShare(0.35)).toBeCloseTo(0.65, 12);
  });

  test('usdPerPrediction at a tenth of the load is ten times that of a busy accelerator', () => {
    const busy = theory.usdPerPrediction(1.006, 100, 1);
    expect(busy).toBeCloseTo(1.006 / 360_000, 15);
    expect(theory.usdPerPrediction(1.006, 100, 0.1) / busy).toBeCloseTo(10, 12);
  });

  test('acceleratorBreakEvenUtilisation: ten times the speed at 5.24 times the price pays from 52 % of its capacity on', () => {
    const processor = { usdPerHour: 0.192, capacityPerSecond: 10 };
    const accelerator = { usdPerHour: 1.006, capacityPerSecond: 100 };
    const share = theory.acceleratorBreakEvenUtilisation(processor, accelerator);
    expect(share).toBeCloseTo(0.524, 3);
    const fleet = (offer: theory.MachineOffer, used: number) => theory.fleetUsdPerHour(offer, used * 100);
    expect(fleet(accelerator, 0.5)).toBeGreaterThan(fleet(processor, 0.5));
    expect(fleet(accelerator, 0.6)).toBeLessThan(fleet(processor, 0.6));
  });
});

describe('energy', () => {
  test('gramsOfJoules: a million requests of 20 J in a building of 1.1 on a grid of 323 g/kWh are 1.97 kg', () => {
    expect(theory.gramsOfJoules(20 * 1e6, 1.1, 323) / 1000).toBeCloseTo(1.97, 2);
  });

  test('energyAnchors hold the published 0.24 Wh of a median Gemini prompt', () => {
    expect(theory.energyAnchors[0]).toMatchObject({ wattHours: 0.24, grams: 0.03, date: '2025-05' });
  });

  test('wattsAt an idle machine is not zero', () => {
    const { idleWatts, maximumWatts } = priceBook.instances['g5.xlarge']!;
    expect(theory.wattsAt(0, idleWatts, maximumWatts)).toBe(idleWatts);
    expect(theory.wattsAt(1, idleWatts, maximumWatts)).toBeCloseTo(maximumWatts, 9);
    expect(idleWatts).toBeGreaterThan(0);
  });
});

describe('carbon shifting', () => {
  const day = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 });
  const windows = day.chain((intensities) =>
    fc
      .tuple(fc.nat(intensities.length), fc.nat(intensities.length))
      .map(([a, b]) => ({ intensities, from: Math.min(a, b), deadline: Math.max(a, b) })),
  );

  /** The sums of all choices of `work` hours of a window. */
  function allSums(values: readonly number[], work: number): number[] {
    if (work === 0) return [0];
    if (values.length < work) return [];
    const [first, ...rest] = values as [number, ...number[]];
    return [...allSums(rest, work - 1).map((sum) => sum + first), ...allSums(rest, work)];
  }

  test('cleanestHours is the smallest of the sums of all choices, and the sum of the k smallest hours', () => {
    fc.assert(
      fc.property(windows, fc.nat(6), ({ intensities, from, deadline }, wanted) => {
        const work = Math.min(wanted, deadline - from);
        const { hours, sum } = theory.cleanestHours(intensities, work, from, deadline);
        const inWindow = intensities.slice(from, deadline);
        expect(sum).toBe(Math.min(...allSums(inWindow, work)));
        expect(sum).toBe(
          [...inWindow]
            .sort((a, b) => a - b)
            .slice(0, work)
            .reduce((total, value) => total + value, 0),
        );
        expect(hours.every((hour) => hour >= from && hour < deadline)).toBe(true);
        expect(new Set(hours).size).toBe(work);
      }),
    );
  });

  test('cleanestStretch is never cleaner than cleanestHours, and is the best of all starts', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 1, max: 6 }), ({ intensities, from, deadline }, wanted) => {
        const work = Math.min(wanted, deadline - from);
        if (work === 0) return;
        const { hours, sum } = theory.cleanestStretch(intensities, work, from, deadline);
        expect(sum).toBeGreaterThanOrEqual(theory.cleanestHours(intensities, work, from, deadline).sum);
        expect(hours.at(-1)! - hours[0]! + 1).toBe(work);
        for (let start = from; start + work <= deadline; start++)
          expect(sum).toBeLessThanOrEqual(intensities.slice(start, start + work).reduce((a, b) => a + b, 0));
      }),
    );
  });

  test('cleanestHours refuses work that does not fit', () => {
    expect(() => theory.cleanestHours([1, 2, 3], 3, 1)).toThrow('does not fit');
  });
});
