import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventList } from '../../../widgets/engines/simulator/event-list.ts';

interface Planned {
  readonly time: number;
  readonly rank: number;
  readonly index: number;
}

function popAll(events: EventList, until = Infinity): number[] {
  const order: number[] = [];
  while (events.pop(until)) order.push(events.a);
  return order;
}

const byTimeRankOrder = (a: Planned, b: Planned) => a.time - b.time || a.rank - b.rank || a.index - b.index;

test('EventList gives events by time, then rank, then order of scheduling, without the cancelled ones', () => {
  const plan = fc.array(
    fc.record({
      time: fc.integer({ min: 0, max: 20 }),
      rank: fc.integer({ min: 0, max: 3 }),
      isCancelled: fc.boolean(),
    }),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(plan, (planned) => {
      const events = new EventList();
      const slots = planned.map(({ time, rank }, index) => events.schedule(time, rank, 0, index, 0));
      planned.forEach(({ isCancelled }, i) => {
        if (isCancelled) events.cancel(slots[i]!);
      });
      const expected = planned.map((event, index) => ({ ...event, index })).filter((event) => !event.isCancelled);
      expect(popAll(events)).toEqual(expected.sort(byTimeRankOrder).map((event) => event.index));
      expect(events.size).toBe(0);
    }),
  );
});

test('EventList keeps its order when events are added between pops', () => {
  const steps = fc.array(fc.record({ delay: fc.integer({ min: 0, max: 9 }), extra: fc.integer({ min: 0, max: 3 }) }), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (plan) => {
      const events = new EventList();
      events.schedule(0, 1, 0, 0, 0);
      let last = 0;
      for (const { delay, extra } of plan) {
        if (!events.pop(Infinity)) break;
        expect(events.time).toBeGreaterThanOrEqual(last);
        last = events.time;
        for (let i = 0; i < extra; i++) events.schedule(last + delay, 1, 0, i, 0);
      }
    }),
  );
});

test('EventList stops before the first event later than the limit and goes on from there', () => {
  const events = new EventList();
  for (const time of [3, 1, 2]) events.schedule(time, 0, 0, time, 0);
  expect(popAll(events, 2)).toEqual([1, 2]);
  expect(popAll(events)).toEqual([3]);
});
