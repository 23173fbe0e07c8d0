import { describe, expect, it } from 'vitest';
import { exportAdvice } from '../../../widgets/engines/record/export-advice.ts';

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
});
