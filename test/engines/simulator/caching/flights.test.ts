import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Flights } from '../../../../widgets/engines/simulator/caching/flights.ts';

const WAITERS = 12;

/** All who wait for a fetch, in order; empties its list. */
function drain(flights: Flights, fetch: number): number[] {
  const order: number[] = [];
  for (let waiter = flights.firstWaiter(fetch); waiter >= 0; waiter = flights.firstWaiter(fetch)) {
    order.push(waiter);
    flights.leave(waiter);
  }
  return order;
}

test('Flights keep the waiters of each fetch in the order in which they came, whoever leaves in between', () => {
  const step = fc.tuple(fc.constantFrom(100, 101), fc.nat(WAITERS - 1));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const flights = new Flights();
      flights.grow(128);
      const lists = new Map<number, number[]>([
        [100, []],
        [101, []],
      ]);
      for (const fetch of lists.keys()) flights.start(fetch - 100, fetch);
      // Each step lets a request join a fetch, or leave the one for which it waits.
      for (const [fetch, request] of steps) {
        const at = [...lists.values()].find((list) => list.includes(request));
        if (at) {
          at.splice(at.indexOf(request), 1);
          flights.leave(request);
        } else {
          lists.get(fetch)!.push(request);
          flights.join(fetch, request);
        }
        expect(flights.isWaiting(request)).toBe(!at);
      }
      for (const [fetch, list] of lists) expect(drain(flights, fetch)).toEqual(list);
    }),
    { numRuns: 200 },
  );
});

test('Flights end only by the fetch that is under way, and have one for each key', () => {
  const flights = new Flights();
  flights.grow(8);
  flights.start(5, 3);
  expect([flights.fetchOf(5), flights.fetchOf(6)]).toEqual([3, -1]);
  expect(flights.end(5, 4)).toBe(false);
  expect(flights.end(5, 3)).toBe(true);
  expect([flights.fetchOf(5), flights.end(5, 3)]).toEqual([-1, false]);
});
