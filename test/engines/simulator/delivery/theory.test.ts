import { describe, expect, test } from 'vitest';
import {
  detectionPower,
  promotionSeconds,
  requestsPerArm,
  rollbackSeconds,
  rollingUpdateReplicas,
} from '../../../../widgets/engines/simulator/theory/index.ts';

describe('theory of deliveries', () => {
  test('promotionSeconds is the 25 minutes of the example in the documentation of Flagger', () => {
    expect(promotionSeconds(60, 2, 50)).toBe(25 * 60);
    expect(promotionSeconds(60, 20, 50)).toBe(180);
    expect(promotionSeconds(60, 0.1, 0.3)).toBe(180);
    expect(rollbackSeconds(60, 10)).toBe(600);
  });

  test('rollingUpdateReplicas rounds what comes on top up, and what may be missing down', () => {
    expect(rollingUpdateReplicas(10, 0.25, 0.25)).toEqual({ most: 13, leastReady: 8 });
    expect(rollingUpdateReplicas(1, 0.25, 0.25)).toEqual({ most: 2, leastReady: 1 });
    expect(rollingUpdateReplicas(1, 0, 0.25)).toEqual({ most: 1, leastReady: 0 });
  });

  test('requestsPerArm tells 10 % from 11 % with 14,749 requests in each arm, or 14,751 with the pooled share', () => {
    expect(requestsPerArm(0.1, 0.11)).toEqual({ unpooled: 14_749, pooled: 14_751 });
  });

  test('detectionPower is 0.846 with 1,000 requests of a canary that fails twice as often, and 0.213 with 200', () => {
    expect(detectionPower(1000, 0.01, 0.02)).toBeCloseTo(0.846, 3);
    expect(detectionPower(200, 0.01, 0.02)).toBeCloseTo(0.213, 3);
    // One error among ten is common without any fault, so two must be seen: 1.6 % of bad canaries show them.
    expect(detectionPower(10, 0.01, 0.02, 0.01)).toBeLessThan(0.02);
  });
});
