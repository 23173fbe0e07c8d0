import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDay, SECONDS_PER_DAY } from '../../../../widgets/engines/simulator/batch/calendar.ts';
import { nextFiring, readCron } from '../../../../widgets/engines/simulator/batch/cron.ts';
import {
  cronOf,
  meanPeriodSeconds,
  momentsWithin,
  ScheduleClock,
} from '../../../../widgets/engines/simulator/batch/schedule.ts';

const ORIGIN = Date.UTC(2024, 0, 1);
const utc = (seconds: number) => new Date(ORIGIN + seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

/** The first firings after time 0. */
function firings(cron: string, count: number): string[] {
  const clock = new ScheduleClock({ cron });
  return Array.from({ length: count }, () => utc(clock.next()));
}

describe('calendarDay', () => {
  test('calendarDay is the Gregorian calendar from Monday, 1 January 2024 on', () => {
    for (let day = 0; day < 150_000; day += 7) {
      const date = new Date(ORIGIN + day * SECONDS_PER_DAY * 1000);
      expect(calendarDay(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        dayOfMonth: date.getUTCDate(),
        dayOfWeek: date.getUTCDay(),
      });
    }
  });
});

describe('readCron', () => {
  test.each([
    ['0 2 * * *', ['2024-01-01 02:00', '2024-01-02 02:00']],
    // Strictly after time 0, which is midnight itself.
    ['@daily', ['2024-01-02 00:00', '2024-01-03 00:00']],
    ['@hourly', ['2024-01-01 01:00', '2024-01-01 02:00']],
    ['@weekly', ['2024-01-07 00:00', '2024-01-14 00:00']],
    ['*/25 * * * *', ['2024-01-01 00:25', '2024-01-01 00:50', '2024-01-01 01:00']],
    ['10-20/5,40 6 * * *', ['2024-01-01 06:10', '2024-01-01 06:15', '2024-01-01 06:20', '2024-01-01 06:40']],
    ['50/5 0 * * *', ['2024-01-01 00:50', '2024-01-01 00:55', '2024-01-02 00:50']],
    ['0 9 * * MON-FRI', ['2024-01-01 09:00', '2024-01-02 09:00', '2024-01-03 09:00', '2024-01-04 09:00', '2024-01-05 09:00', '2024-01-08 09:00']],
    ['0 0 29 feb *', ['2024-02-29 00:00', '2028-02-29 00:00']],
    // Both days restricted: either is enough. One of them a star: both.
    ['0 0 13 * 5', ['2024-01-05 00:00', '2024-01-12 00:00', '2024-01-13 00:00', '2024-01-19 00:00']],
    ['0 0 13 * *', ['2024-01-13 00:00', '2024-02-13 00:00']],
    // A star with a step restricts, as in robfig/cron.
    ['0 0 */15 * 1', ['2024-01-08 00:00', '2024-01-15 00:00', '2024-01-16 00:00', '2024-01-22 00:00']],
  ] as const)('readCron takes %s as Kubernetes does', (cron, expected) => {
    expect(firings(cron, expected.length)).toEqual(expected);
  }); // biome-ignore format: a table

  test('nextFiring finds the minutes that a look at every minute finds', () => {
    const list = (minimum: number, maximum: number) =>
      fc.oneof(
        fc.constant('*'),
        fc
          .uniqueArray(fc.integer({ min: minimum, max: maximum }), { minLength: 1, maxLength: 4 })
          .map((values) => values.join(',')),
      );
    const fields = fc.tuple(list(0, 59), list(0, 23), list(1, 28), list(1, 3), list(0, 6));
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 40 * SECONDS_PER_DAY }), (texts, from) => {
        const allowed = texts.map((text) => (text === '*' ? undefined : text.split(',').map(Number)));
        const isIn = (i: number, value: number) => allowed[i]?.includes(value) ?? true;
        let minute = Math.floor(from / 60) + 1;
        for (; ; minute++) {
          const date = new Date(ORIGIN + minute * 60_000);
          const [byMonth, byWeek] = [isIn(2, date.getUTCDate()), isIn(4, date.getUTCDay())];
          const isDay = allowed[2] && allowed[4] ? byMonth || byWeek : byMonth && byWeek;
          if (isDay && isIn(3, date.getUTCMonth() + 1) && isIn(1, date.getUTCHours()) && isIn(0, date.getUTCMinutes()))
            break;
        }
        expect(nextFiring(cronOf(texts.join(' ')), from)).toBe(minute * 60);
      }),
      { numRuns: 60 },
    );
  });

  test('nextFiring is Infinity for a date that never comes', () => {
    expect(nextFiring(cronOf('0 0 31 2,4,6 *'), 0)).toBe(Infinity);
  });

  test('readCron says which field is wrong', () => {
    const faults = [
      '* * * *',
      '60 * * * *',
      '* 5-3 * * *',
      '*/0 * * * *',
      '* * * jon *',
      '* * * * 7',
      '1-2-3 * * * *',
      '@reboot',
      '1,,2 * * * *',
    ].map((text) => {
      const read = readCron(text);
      return read.ok ? text : `expected ${read.fault.expected}, found ${read.fault.found}`;
    });
    expect(faults).toMatchInlineSnapshot(`
      [
        "expected five fields: minute, hour, day of the month, month, day of the week, found 4 in "* * * *"",
        "expected minute: a whole number from 0 to 59, found "60" in "60 * * * *"",
        "expected hour: a range that does not go backwards, found "5-3" in "* 5-3 * * *"",
        "expected minute: a step of 1 or more after "/", found "*/0" in "*/0 * * * *"",
        "expected month: a whole number from 1 to 12, or JAN to DEC, found "jon" in "* * * jon *"",
        "expected day of the week: a whole number from 0 to 6, or SUN to SAT, found "7" in "* * * * 7"",
        "expected minute: a range "a-b", found "1-2-3" in "1-2-3 * * * *"",
        "expected five fields: minute, hour, day of the month, month, day of the week, found 1 in "@reboot"",
        "expected minute: a whole number from 0 to 59, found "" in "1,,2 * * * *"",
      ]
    `);
  });
});

describe('schedules', () => {
  test('meanPeriodSeconds and momentsWithin count what a cron expression gives', () => {
    expect(meanPeriodSeconds({ everySeconds: 30 })).toBe(30);
    expect(meanPeriodSeconds({ cron: '*/15 * * * *' })).toBe(900);
    expect(meanPeriodSeconds({ cron: '0 0 29 2 *' })).toBe(1461 * SECONDS_PER_DAY);
    expect(momentsWithin({ everySeconds: 30 }, 100)).toBe(3);
    // At most so many: the midnight of time 0 counts.
    expect(momentsWithin({ cron: '0 * * * *' }, 2 * SECONDS_PER_DAY)).toBe(48);
    expect(momentsWithin({ cron: '0 2 * * *' }, 7200)).toBe(0);
  });

  test('a period is multiplied, never added up', () => {
    const clock = new ScheduleClock({ everySeconds: 0.1 });
    const moments = Array.from({ length: 1000 }, () => clock.next());
    expect(moments[999]).toBe(1000 * 0.1);
  });
});
