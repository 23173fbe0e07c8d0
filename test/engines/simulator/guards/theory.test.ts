import { describe, expect, test } from 'vitest';
import {
  ejectionSeconds,
  mm1k,
  mm1MeanSquareWait,
  shedShares,
  throttledCallsPerSecond,
  tokenBucketMost,
} from '../../../../widgets/engines/simulator/theory/index.ts';

describe('theory of guards', () => {
  test('throttledCallsPerSecond is K times what is accepted, or all that is offered', () => {
    // Up to 30 per second are accepted.
    const capped = (callsPerSecond: number) => Math.min(callsPerSecond, 30);
    expect(throttledCallsPerSecond(100, 2, capped)).toBeCloseTo(60, 9);
    expect(throttledCallsPerSecond(50, 2, capped)).toBe(50);
    expect(throttledCallsPerSecond(100, 1, capped)).toBeCloseTo(30, 9);
    expect(throttledCallsPerSecond(100, 2, (sent) => sent / (1 + sent / 20))).toBeCloseTo(20, 9);
    // Less than one in K is ever accepted: in the end nothing is sent.
    expect(throttledCallsPerSecond(100, 2, (sent) => 0.4 * sent)).toBeCloseTo(0, 9);
  });

  test('shedShares without thresholds is the loss of M/M/1/K, and of classes that are shed at once that of the rest', () => {
    const loss = mm1k(0.9, 1, 11).lossProbability;
    const alike = [0.3, 0.6].map((arrivalRatePerSecond) => ({ arrivalRatePerSecond, from: 10 }));
    for (const share of shedShares(alike, 1, 10)) expect(share).toBeCloseTo(loss, 12);
    // Class 2 waits never: it is taken when the server is free, one in two times by symmetry of p_0 = 1/(1 + ρ) at ρ = 1 and no queue.
    expect(shedShares([{ arrivalRatePerSecond: 1, from: 0 }], 1, 5)).toEqual([0.5]);
  });

  test('shedShares gives a higher class never more loss than a lower one', () => {
    const shares = shedShares(
      [10, 8, 5].map((from) => ({ arrivalRatePerSecond: 0.4, from })),
      1,
      10,
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('mm1MeanSquareWait grows by 1 / (1 − ρ) when the last is served first', () => {
    const { fifo, lifo } = mm1MeanSquareWait(0.5, 1);
    expect([fifo, lifo]).toEqual([4, 8]);
  });

  test('tokenBucketMost and ejectionSeconds are the published rules', () => {
    // 50 at once and 100 per second: the last of 2,500 in ten seconds comes at 9.996 s, when 1,049.6 tokens were there.
    expect(Math.floor(tokenBucketMost(100, 50, 9.996))).toBe(1049);
    expect([1, 2, 10, 11].map((times) => ejectionSeconds(times))).toEqual([30, 60, 300, 300]);
    expect(ejectionSeconds(1, 400)).toBe(400);
  });
});
