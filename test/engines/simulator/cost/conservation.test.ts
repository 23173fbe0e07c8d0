import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { anyScenario, curves, shrinkAtMost } from '../arbitrary-scenario.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const anyBilling = fc.record({
  billing: fc.option(
    fc.record({ tiers: fc.constantFrom('first' as const, 'month' as const), usdPerDownMinute: fc.constantFrom(0, 10) }),
    { nil: undefined },
  ),
  people: fc.option(fc.record({ hoursPerMonth: fc.nat(100), usdPerHour: fc.constantFrom(0, 80) }), { nil: undefined }),
  standing: fc.option(
    fc.record({
      storage: fc.array(fc.record({ product: fc.constantFrom('s3', 'gp3'), gb: fc.nat(1000) }), { maxLength: 2 }),
      publicIpv4: fc.nat(3),
    }),
    { nil: undefined },
  ),
  usdPerGb: fc.constantFrom(0, 0.09, 2),
});

test('in 150 random scenarios the breakdown adds up to the total, and so do components, links, what is kept, and people', () => {
  fc.assert(
    fc.property(anyScenario, anyBilling, (random, { usdPerGb, ...billing }) => {
      if (!random) return;
      const links = random.links.map((link) => ({ ...link, usdPerGb }));
      const { cost, components, carbonGrams, energy } = simulate({ ...random, ...billing, links } as typeof random, {
        curves,
      });
      // Money is compared to the ten-thousandth part of a cent, and a sum of a hundred lines is off by a few last bits.
      const exactly = (value: number) => expect.closeTo(value, 6);
      const { egress = 0, storage = 0, addresses = 0, people = 0 } = cost.breakdown;
      const ofComponents = sum(Object.values(components).map(({ costUsd }) => costUsd));
      const stored = billing.standing ? storage : 0;
      expect(sum(Object.values(cost.breakdown))).toEqual(exactly(cost.totalUsd));
      expect(ofComponents + egress + stored + addresses + people).toEqual(exactly(cost.totalUsd));
      for (const usd of Object.values(cost.breakdown)) expect(usd).toBeGreaterThanOrEqual(0);
      expect(cost.idleUsd).toBeLessThanOrEqual(cost.totalUsd + 1e-9);
      for (const { idleShare = 0 } of Object.values(components)) expect(idleShare).toBeGreaterThanOrEqual(0);
      expect(
        Number.isFinite(carbonGrams) && carbonGrams >= 0 && energy.kilowattHours >= energy.networkKilowattHours,
      ).toBe(true);
    }),
    { numRuns: 150, ...shrinkAtMost },
  );
}, 120_000);
