import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEvents, eventSha, sealEvent } from '../../../widgets/engines/record/event.ts';
import { foldEvents } from '../../../widgets/engines/record/fold.ts';
import { mergeEvents } from '../../../widgets/engines/record/merge.ts';
import { anEvent, anyLog, unsealed } from './any-event.ts';

const runs = { numRuns: 1000 };

describe('mergeEvents', () => {
  it('is commutative: the order of the logs does not count', () => {
    fc.assert(
      fc.property(anyLog, anyLog, (a, b) => {
        expect(mergeEvents(a, b)).toEqual(mergeEvents(b, a));
      }),
      runs,
    );
  });

  it('is associative: logs may be merged in any grouping', () => {
    fc.assert(
      fc.property(anyLog, anyLog, anyLog, (a, b, c) => {
        const left = mergeEvents(mergeEvents(a, b).events, c);
        expect(left).toEqual(mergeEvents(a, mergeEvents(b, c).events));
        expect(left).toEqual(mergeEvents(a, b, c));
      }),
      runs,
    );
  });

  it('is idempotent: a log merged with itself or imported twice is unchanged', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const once = mergeEvents(log);
        expect(mergeEvents(once.events, log, log)).toEqual(once);
      }),
      runs,
    );
  });

  it('loses nothing and changes nothing, unknown types included', () => {
    fc.assert(
      fc.property(anyLog, anyLog, (a, b) => {
        const { events } = mergeEvents(a, b);
        for (const event of [...a, ...b]) expect(events).toContainEqual(event);
        for (const event of events) expect(event.sha).toBe(eventSha(event));
      }),
      runs,
    );
  });

  it('keeps both of two different events with one id, and reports the id', () => {
    const one = anEvent('lessonOpened', { lesson: 'a' }, 1);
    const other = { ...anEvent('lessonOpened', { lesson: 'b' }, 1), id: one.id };
    expect(mergeEvents([one], [other])).toEqual({ events: expect.arrayContaining([one, other]), conflicts: [one.id] });
  });

  it('leads to one state on two devices that exchange their logs', () => {
    fc.assert(
      fc.property(anyLog, anyLog, (a, b) => {
        expect(foldEvents(mergeEvents(a, b).events)).toEqual(foldEvents(mergeEvents(b, a).events));
      }),
      runs,
    );
  });
});

describe('compareEvents', () => {
  it('orders by clock, then device, then number, and puts an event without a number last', () => {
    const held = { ...unsealed('lessonOpened', { lesson: 'a' }, 1), id: 'held' };
    const stored = sealEvent(unsealed('lessonOpened', { lesson: 'a' }, 1), 7);
    const other = anEvent('lessonOpened', { lesson: 'a' }, 1, 'd2');
    const early = anEvent('lessonOpened', { lesson: 'a' }, 0, 'd9');
    expect([other, held, stored, early].sort(compareEvents)).toEqual([early, stored, held, other]);
  });
});
