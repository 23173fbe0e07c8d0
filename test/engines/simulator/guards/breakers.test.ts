import { describe, expect, test } from 'vitest';
import { BREAKER, type Breaker } from '../../../../widgets/engines/simulator/guards/breaker.ts';
import { hystrix } from '../../../../widgets/engines/simulator/guards/hystrix.ts';
import { resilience4jBreaker } from '../../../../widgets/engines/simulator/guards/resilience4j-breaker.ts';

const newHystrix = (settings: object = {}) => hystrix.create(hystrix.schema.parse({ policy: 'hystrix', ...settings }));
const newResilience4j = (settings: object = {}) =>
  resilience4jBreaker.create(resilience4jBreaker.schema.parse({ policy: 'resilience4j', ...settings }));

const names = ['closed', 'open', 'halfOpen'];
const stateOf = (breaker: Breaker) => names[breaker.state];

/** Makes and ends calls: each is `[time, outcome]`, + for an answer, − for a failure, ? to ask only, c for called off. Says what came of each. */
function feed(breaker: Breaker, steps: readonly (readonly [number, string])[], seconds = 0): string[] {
  return steps.map(([now, step]) => {
    if (step === '?') return `${now}: ${breaker.admits(now) ? 'admitted' : 'refused'}, ${stateOf(breaker)}`;
    if (step === 'c') breaker.cancelled(now);
    else breaker.ended(now, step === '−', seconds);
    return `${now}: ${stateOf(breaker)}`;
  });
}

/** `count` calls that end at equal distances within [from, from + within). */
function many(count: number, step: string, from: number, within: number): [number, string][] {
  return Array.from({ length: count }, (_, i) => [from + (i * within) / count, step]);
}

describe('hystrix', () => {
  test('opens at the first snapshot after 20 calls of which half have failed, tries one call after 5 s and closes with its answer', () => {
    const breaker = newHystrix();
    feed(breaker, [...many(10, '+', 0.1, 0.2), ...many(9, '−', 0.3, 0.2)]);
    // 9 of 19: neither enough calls nor enough failures. The twentieth ends at 0.75 s, the snapshot is taken at 1 s.
    expect(
      feed(breaker, [
        [0.7, '?'],
        [0.75, '−'],
        [0.99, '?'],
        [1, '?'],
        [5.99, '?'],
        [6, '?'],
      ]),
    ).toEqual([
      '0.7: admitted, closed',
      '0.75: closed',
      '0.99: admitted, closed',
      '1: refused, open',
      '5.99: refused, open',
      // Strictly after the sleep window.
      '6: refused, open',
    ]);
    expect(breaker.openedAt).toBe(1);
    expect(
      feed(breaker, [
        [6.001, '?'],
        [6.002, '?'],
        [6.2, '+'],
        [6.3, '?'],
      ]),
    ).toEqual(['6.001: admitted, halfOpen', '6.002: refused, halfOpen', '6.2: closed', '6.3: admitted, closed']);
    expect(breaker.openings).toBe(1);
  });

  test.each([
    ['19 calls that all fail', many(19, '−', 0, 1), 'closed'],
    ['20 calls that all fail', many(20, '−', 0, 1), 'open'],
    ['20 calls of which 10 fail', [...many(10, '+', 0, 0.5), ...many(10, '−', 0.5, 0.5)], 'open'],
    ['21 calls of which 10 fail (47 %)', [...many(11, '+', 0, 0.5), ...many(10, '−', 0.5, 0.5)], 'closed'],
  ] as const)('after %s is as it should be', (_, steps, expected) => {
    const breaker = newHystrix();
    feed(breaker, steps);
    breaker.admits(1.5);
    expect(stateOf(breaker)).toBe(expected);
  });

  test('a failed trial opens it for another sleep window, and so does one that is called off', () => {
    const breaker = newHystrix({ snapshotSeconds: 0 });
    feed(breaker, many(20, '−', 0, 1));
    expect(breaker.openedAt).toBe(0.95);
    expect(
      feed(breaker, [
        [6, '?'],
        [6.5, '−'],
        [11.5, '?'],
        [11.6, '?'],
        [12, 'c'],
        [17, '?'],
        [17.1, '?'],
      ]),
    ).toEqual([
      '6: admitted, halfOpen',
      '6.5: open',
      '11.5: refused, open',
      '11.6: admitted, halfOpen',
      '12: open',
      '17: refused, open',
      '17.1: admitted, halfOpen',
    ]);
    expect(breaker.openings).toBe(3);
  });

  test('forgets calls that are older than the window', () => {
    const breaker = newHystrix();
    feed(breaker, [...many(19, '−', 0, 1), [10.2, '−']]);
    breaker.admits(11);
    expect(stateOf(breaker)).toBe('closed');
    const sooner = newHystrix();
    feed(sooner, [...many(19, '−', 0, 1), [9.2, '−']]);
    sooner.admits(10.4);
    expect(stateOf(sooner)).toBe('open');
  });

  test('opens without a further call when the answers that kept it closed grow old, at that snapshot', () => {
    const breaker = newHystrix();
    // 100 answers in the first second, 25 failures in the sixth: 20 %. From 10 s on the failures are alone.
    feed(breaker, [...many(100, '+', 0, 1), ...many(25, '−', 5, 1)]);
    expect(
      feed(breaker, [
        [9.9, '?'],
        [12, '?'],
      ]),
    ).toEqual(['9.9: admitted, closed', '12: refused, open']);
    expect(breaker.openedAt).toBe(10);
  });
});

describe('resilience4j', () => {
  test('never opens below 100 calls with its defaults, and opens with the hundredth', () => {
    const breaker = newResilience4j();
    feed(breaker, many(99, '−', 0, 1000));
    expect(stateOf(breaker)).toBe('closed');
    expect(
      feed(breaker, [
        [1000, '−'],
        [1060, '?'],
        [1060.001, '?'],
      ]),
    ).toEqual([
      '1000: open',
      // Strictly after the wait of 60 s.
      '1060: refused, open',
      '1060.001: admitted, halfOpen',
    ]);
  });

  test.each([
    [49, 'closed'],
    [50, 'open'],
  ])('with %i failures among the last 100 calls is %s', (failures, expected) => {
    const breaker = newResilience4j();
    feed(breaker, [...many(30, '−', 0, 1), ...many(100 - failures, '+', 1, 1), ...many(failures, '−', 2, 1)]);
    // The 30 at the start have left the window by then, or never made half of it.
    expect(stateOf(breaker)).toBe(expected);
  });

  test('lets ten trials through when half open, and decides when all ten have ended', () => {
    const good = newResilience4j({ slidingWindowSize: 10 });
    feed(good, many(10, '−', 0, 1));
    const trials = feed(good, many(12, '?', 61, 1));
    expect(trials.filter((line) => line.includes('admitted'))).toHaveLength(10);
    feed(good, [...many(4, '−', 63, 1), ...many(5, '+', 64, 1)]);
    expect(stateOf(good)).toBe('halfOpen');
    expect(feed(good, [[65, '+']])).toEqual(['65: closed']);

    const bad = newResilience4j({ slidingWindowSize: 10 });
    feed(bad, [...many(10, '−', 0, 1), ...many(10, '?', 61, 1), ...many(5, '+', 63, 1), ...many(5, '−', 64, 1)]);
    expect([stateOf(bad), bad.openings, bad.openedAt]).toEqual(['open', 2, 64.8]);
  });

  test('gives the permission of a trial back that was called off', () => {
    const breaker = newResilience4j({ slidingWindowSize: 1, permittedNumberOfCallsInHalfOpenState: 1 });
    expect(
      feed(breaker, [
        [0, '−'],
        [61, '?'],
        [61.5, '?'],
        [62, 'c'],
        [62.5, '?'],
        [63, '+'],
      ]),
    ).toEqual([
      '0: open',
      '61: admitted, halfOpen',
      '61.5: refused, halfOpen',
      '62: halfOpen',
      '62.5: admitted, halfOpen',
      '63: closed',
    ]);
  });

  test('opens for calls that are answered but slow', () => {
    const settings = { slidingWindowSize: 4, slowCallRateThreshold: 50, slowCallDurationSeconds: 2 };
    const slow = newResilience4j(settings);
    feed(slow, many(2, '+', 0, 1), 2.001);
    feed(slow, many(2, '+', 1, 1), 1);
    expect(stateOf(slow)).toBe('open');
    // Exactly as long as the threshold is not slower than it.
    const onTime = newResilience4j(settings);
    feed(onTime, many(4, '+', 0, 1), 2);
    expect(stateOf(onTime)).toBe('closed');
  });

  test('with a time window counts the calls of the last seconds', () => {
    const settings = { slidingWindowType: 'timeBased', slidingWindowSize: 10, minimumNumberOfCalls: 20 };
    const scattered = newResilience4j(settings);
    // 1.9 per second: never 20 within ten whole seconds.
    feed(scattered, many(190, '−', 0, 100));
    expect(stateOf(scattered)).toBe('closed');
    const dense = newResilience4j(settings);
    feed(dense, many(210, '−', 0, 100));
    expect([stateOf(dense), dense.openings]).toEqual(['open', 1]);
  });

  test('hears calls that end while it is open without counting them', () => {
    const breaker = newResilience4j({ slidingWindowSize: 2, permittedNumberOfCallsInHalfOpenState: 2 });
    feed(breaker, [...many(2, '−', 0, 1), ...many(50, '−', 1, 50), [61, '?'], [61, '+'], [61, '+']]);
    expect(breaker.state).toBe(BREAKER.closed);
  });
});
