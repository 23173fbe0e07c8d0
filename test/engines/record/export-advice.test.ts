import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../../widgets/engines/record/fold.ts';
import { exportAdvice } from '../../../widgets/engines/record/export-advice.ts';
import { anEvent } from './any-event.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);
const at = (daysAgo: number) => new Date(now - daysAgo * day).toISOString();

describe('exportAdvice', () => {
  it('is given from 25 new events on, or for any that are older than a week', () => {
    const never = { last: undefined, firstTime: at(1) };
    expect(exportAdvice({ ...never, eventCount: 24 }, now)).toBeUndefined();
    expect(exportAdvice({ ...never, eventCount: 25 }, now)).toBe(
      '25 entries of your record are in this browser only. Save a file of it on the page My record.',
    );
    expect(exportAdvice({ ...never, firstTime: at(8), eventCount: 1 }, now)).toMatch(/^1 entry of your record is/);
    expect(exportAdvice({ eventCount: 0, firstTime: undefined, last: undefined }, now)).toBeUndefined();
  });

  it('counts from the file saved last, which is itself an event', () => {
    const last = { eventCount: 100, time: at(8) };
    expect(exportAdvice({ eventCount: 101, firstTime: at(30), last }, now)).toBeUndefined();
    expect(exportAdvice({ eventCount: 102, firstTime: at(30), last }, now)).toMatch(/^1 entry/);
    expect(exportAdvice({ eventCount: 125, firstTime: at(30), last: { ...last, time: at(1) } }, now)).toBeUndefined();
    expect(exportAdvice({ eventCount: 126, firstTime: at(30), last: { ...last, time: at(1) } }, now)).toMatch(
      /^25 entries/,
    );
  });

  it('does not speak of what was brought back from a file', () => {
    // 40 events came from a file into a record of 2, one of which was in the file as well.
    const record = [
      anEvent('lessonOpened', { lesson: 'l' }, 1),
      anEvent('recordImported', { addedCount: 40, knownCount: 1 }, 2),
    ];
    const broughtBack = foldEvents(record).exports.get('broughtBack');
    expect(broughtBack).toMatchObject({ eventCount: 41 });
    const after = { firstTime: at(30), last: { ...broughtBack!, time: at(8) } };
    // 42 events and the bringing back itself: one is in this browser only.
    expect(exportAdvice({ ...after, eventCount: 43 }, now)).toMatch(/^1 entry of your record is/);
    expect(exportAdvice({ ...after, eventCount: 42 }, now)).toBeUndefined();
  });

  it('adds what was brought back to what was saved before, until the next file is saved', () => {
    const exported = anEvent('recordExported', { eventCount: 10 }, 1);
    const imported = anEvent('recordImported', { addedCount: 5, knownCount: 0 }, 2);
    const state = foldEvents([exported, imported]);
    expect(state.exports.get('last')).toMatchObject({ eventCount: 10 });
    // 10 in the first file, its saving, 5 of the second.
    expect(state.exports.get('broughtBack')).toMatchObject({ eventCount: 16 });
    const again = foldEvents([anEvent('recordExported', { eventCount: 17 }, 3)], state);
    expect([...again.exports.keys()]).toEqual(['last']);
  });
});
