import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventList } from '../../../widgets/engines/simulator/event-list.ts';
import { PlainEventHeap } from './plain-event-heap.ts';

/** In these tests the kind of an event is its rank. */
const RANKS = [0, 1, 2, 3, 4, 5, 6];

function popAll(events: EventList): number[] {
  const order: number[] = [];
  while (events.nextTime < Infinity) {
    events.take();
    order.push(events.a);
  }
  return order;
}

describe('EventList', () => {
  test('EventList gives events by time, then rank, then order of scheduling, without the cancelled ones', () => {
    const plan = fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 20 }),
        rank: fc.integer({ min: 0, max: 6 }),
        isCancelled: fc.boolean(),
      }),
      { maxLength: 400, size: 'max' },
    );
    fc.assert(
      fc.property(plan, (planned) => {
        const events = new EventList(RANKS);
        const slots = planned.map(({ time, rank }, index) => events.schedule(time, rank, index, 0));
        planned.forEach(({ isCancelled }, i) => {
          if (isCancelled) events.cancel(slots[i]!);
        });
        const expected = planned.map((event, index) => ({ ...event, index })).filter((event) => !event.isCancelled);
        expected.sort((a, b) => a.time - b.time || a.rank - b.rank || a.index - b.index);
        expect(popAll(events)).toEqual(expected.map((event) => event.index));
        expect(events.size).toBe(0);
      }),
    );
  });

  /** How far ahead an event is scheduled, from a number of [0, 1). */
  const delays = {
    'exponential delays': (u: number) => -Math.log(1 - u),
    'delays of which one in ten is a thousand times longer': (u: number) => (u < 0.9 ? u : 1000 * u),
    'delays of a few sizes, so that many events tie': (u: number) => Math.floor(u * 4),
    'one instant for all': () => 0,
    'delays over fifteen orders of magnitude': (u: number) => 10 ** (15 * u - 10),
    'rising bursts': (u: number) => (u < 0.5 ? 1 : 1 + u * 1e-9),
  };
  test.each(Object.entries(delays))('EventList gives %s in the order of a plain heap', (_, delay) => {
    for (const pending of [1, 60, 70, 1000, 20_000]) {
      let state = 12345;
      const uniform = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
      };
      const events = new EventList(RANKS);
      const heap = new PlainEventHeap();
      let next = 0;
      const schedule = (now: number) => {
        const time = now + delay(uniform());
        const rank = Math.floor(uniform() * 7);
        events.schedule(time, rank, next, 0);
        heap.schedule(time, rank, next++);
      };
      while (next < pending) schedule(0);
      const differences: string[] = [];
      // The number of pending events wanders up and down, and falls to none at the end.
      for (let i = 0; heap.size > 0; i++) {
        const expected = heap.pop();
        const time = events.nextTime;
        events.take();
        if (time !== expected.time || events.a !== expected.a) differences.push(`event ${i}: ${events.a}`);
        const additions = next > 2 * pending + 2000 ? 0 : Math.floor(uniform() * 3);
        for (let k = 0; k < additions; k++) schedule(time);
      }
      expect(differences).toEqual([]);
      expect(events.nextTime).toBe(Infinity);
    }
  });

  test('EventList clears cancelled events away before they outnumber the others', () => {
    const events = new EventList(RANKS);
    const kept: number[] = [];
    for (let i = 0; i < 100_000; i++) {
      const slot = events.schedule(1000 + (i % 977), 3, i, 0);
      if (i % 1000 === 0) kept.push(i);
      else events.cancel(slot);
      if (i % 97 === 0) expect(events.size).toBeLessThan(2 * kept.length + 140);
    }
    expect(popAll(events).sort((a, b) => a - b)).toEqual(kept);
  });

  test('EventList gives the rank of the next event beside its time', () => {
    const events = new EventList(RANKS);
    const cancelled = events.schedule(1, 0, 0, 0);
    events.schedule(1, 4, 0, 0);
    events.schedule(1, 2, 0, 0);
    events.cancel(cancelled);
    expect([events.nextTime, events.nextRank]).toEqual([1, 2]);
  });
});
