import { describe, expect, test } from 'vitest';
import { inTurn } from './balancers.ts';
import { oneByOne, sinceEnqueued, sinceTaken } from './collectors.ts';
import { exponentialNumbers, uniformNumbers } from './random.ts';
import { runPlain } from './run.ts';

/** Milliseconds of a trace worked out by hand: arrivals at 0, 3, 9, 10, 11 and 40, at most 4 together, delay 5, service 10 + b. */
const trace = { gaps: [0, 3, 6, 1, 1, 29], serviceTime: (size: number) => 10 + size, servers: 1 };
const batches = (requests: ReturnType<typeof runPlain>) => [
  ...new Set(requests.map(({ startedAt, leftAt }) => `${startedAt}→${leftAt}`)),
];

describe('the plain simulator itself', () => {
  test('runPlain gives the printed batches of both delay clocks', () => {
    expect(batches(runPlain({ ...trace, collect: sinceEnqueued(4, 5) }))).toEqual(['5→17', '17→30', '45→56']);
    expect(batches(runPlain({ ...trace, collect: sinceTaken(4, 5) }))).toEqual(['5→17', '22→35', '45→56']);
  });

  test('runPlain serves in the order of arrival, and an end comes before an arrival at the same moment', () => {
    const requests = runPlain({ gaps: [0, 0, 4, 2], serviceTime: () => 2, servers: 1, collect: oneByOne });
    expect(requests.map(({ startedAt }) => startedAt)).toEqual([0, 2, 4, 6]);
  });

  test('runPlain gives each server its own queue behind a balancer', () => {
    const requests = runPlain({
      gaps: [0, 0, 0],
      serviceTime: () => 5,
      servers: 2,
      collect: oneByOne,
      balancer: inTurn,
    });
    expect(requests.map(({ startedAt, leftAt }) => [startedAt, leftAt])).toEqual([
      [0, 5],
      [0, 5],
      [5, 10],
    ]);
  });

  test('uniformNumbers and exponentialNumbers have the moments of their laws', () => {
    const count = 200_000;
    const uniform = uniformNumbers(1);
    const exponential = exponentialNumbers(2, 3);
    let sum = 0;
    let squares = 0;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const value = uniform();
      sum += value;
      squares += value * value;
      total += exponential();
    }
    // Five standard errors: √(1/12), √(4/45) and 3, each over √n.
    expect(Math.abs(sum / count - 1 / 2)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(count));
    expect(Math.abs(squares / count - 1 / 3)).toBeLessThan((5 * Math.sqrt(4 / 45)) / Math.sqrt(count));
    expect(Math.abs(total / count - 3)).toBeLessThan((5 * 3) / Math.sqrt(count));
  });
});
