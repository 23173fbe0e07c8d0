import { describe, expect, test } from 'vitest';
import { RequestPool } from '../../../../widgets/engines/simulator/request-pool.ts';
import { Watermark } from '../../../../widgets/engines/simulator/streaming/watermark.ts';
import { FixedWindows } from '../../../../widgets/engines/simulator/streaming/windows/fixed-windows.ts';
import { SessionWindows } from '../../../../widgets/engines/simulator/streaming/windows/session-windows.ts';
import { FATE, type WindowOperator } from '../../../../widgets/engines/simulator/streaming/windows/window-operator.ts';
import { lateShare, meanFiringDelay } from '../../../../widgets/engines/simulator/theory/index.ts';
import { lastVisits, poisson, runStream, seconds, type StreamSetting } from './scenario.ts';

/** Windows by hand: events named by number, put in and taken out in order. */
class ByHand {
  readonly pool = new RequestPool();
  readonly windows: WindowOperator;
  watermark = -Infinity;

  constructor(windows: WindowOperator) {
    this.windows = windows;
  }

  add(eventAt: number, key = 0): number {
    return this.windows.add(this.pool, this.pool.create(eventAt, 0, key), key, eventAt, this.watermark);
  }

  /** Advances the watermark and gives the event times of the requests that a result answers. */
  to(watermark: number): number[] {
    this.watermark = watermark;
    this.windows.advance(this.pool, watermark);
    const due: number[] = [];
    while (this.windows.due.count > 0) due.push(this.pool.createdAt[this.windows.due.take(this.pool, 1)]!);
    return due;
  }
}

describe('Watermark', () => {
  test('Watermark stays the bound and a millisecond behind the latest event, and never falls', () => {
    const watermark = new Watermark(1, 2);
    expect(watermark.emit(0)).toBe(-Infinity);
    watermark.observe(0, 10, 10);
    expect(watermark.emit(10)).toBe(7.999);
    watermark.observe(0, 9, 11);
    expect(watermark.emit(11)).toBe(7.999);
  });

  test('Watermark is the least over the partitions, one without records holds it at −∞ unless it is idle', () => {
    const [waiting, idling] = [new Watermark(2, 0), new Watermark(2, 0, 5)];
    for (const watermark of [waiting, idling]) watermark.observe(0, 8, 8);
    expect(waiting.emit(8)).toBe(-Infinity);
    expect(idling.emit(4)).toBe(-Infinity);
    expect(idling.emit(8)).toBe(7.999);
    idling.observe(1, 3, 9);
    // What is behind holds it back, but it does not go back itself.
    expect(idling.emit(9)).toBe(7.999);
  });
});

describe('FixedWindows', () => {
  test('FixedWindows answers the events of [k w, (k + 1) w) when the watermark has reached the end less a millisecond', () => {
    const tumbling = new ByHand(new FixedWindows(1, 1, 0));
    for (const time of [0, 0.3, 0.999, 1]) expect(tumbling.add(time)).toBe(FATE.held);
    expect(tumbling.to(0.998)).toEqual([]);
    expect(tumbling.to(0.999)).toEqual([0, 0.3, 0.999]);
    expect(tumbling.add(0.5)).toBe(FATE.late);
    expect(tumbling.add(1.5)).toBe(FATE.held);
    expect(tumbling.to(1.999)).toEqual([1, 1.5]);
    expect(tumbling.windows).toMatchObject({ fired: 2, updates: 0, entries: 5 });
  });

  test('FixedWindows takes a late event within the allowed lateness as an update', () => {
    const tumbling = new ByHand(new FixedWindows(1, 1, 2));
    tumbling.add(0.2);
    expect(tumbling.to(0.999)).toEqual([0.2]);
    expect(tumbling.add(0.5)).toBe(FATE.update);
    expect(tumbling.to(2.998)).toEqual([]);
    expect(tumbling.add(0.6)).toBe(FATE.update);
    tumbling.to(2.999);
    expect(tumbling.add(0.7)).toBe(FATE.late);
    expect(tumbling.windows).toMatchObject({ fired: 1, updates: 2, entries: 3 });
  });

  test('FixedWindows copies an event into every window that covers it, and answers it at the first result', () => {
    // Windows of 2 every 0.5: the event at 1.2 is in those that start at −0.5, 0, 0.5 and 1, no: it is in 4 windows, of which [−0.5, 1.5) ends first.
    const sliding = new ByHand(new FixedWindows(2, 0.5, 0));
    expect(sliding.add(1.2)).toBe(FATE.held);
    expect(sliding.windows.entries).toBe(4);
    expect(sliding.to(1.499)).toEqual([1.2]);
    expect(sliding.to(2.999)).toEqual([]);
    expect(sliding.windows.fired).toBe(4);
    // Late for the windows that have ended, in time for the one that ends at 3.5.
    expect(sliding.add(1.7)).toBe(FATE.held);
    expect(sliding.windows.entries).toBe(5);
  });

  test('FixedWindows puts an event on a boundary of decimal windows where it belongs on paper', () => {
    const tumbling = new ByHand(new FixedWindows(0.1, 0.1, 0));
    for (let k = 1; k <= 100; k++) expect(tumbling.add(k / 10)).toBe(FATE.held);
    expect(tumbling.to(0.399)).toEqual([0.1, 0.2, 0.3]);
  });
});

describe('SessionWindows', () => {
  test('SessionWindows keeps events of one key together that are at most a gap apart', () => {
    const sessions = new ByHand(new SessionWindows(3, 0));
    for (const time of [0, 2, 10, 12.5, 15.5]) sessions.add(time, 1);
    sessions.add(1, 2);
    expect(sessions.to(3.999)).toEqual([1]);
    expect(sessions.to(4.999)).toEqual([0, 2]);
    expect(sessions.to(18.499)).toEqual([10, 12.5, 15.5]);
    expect(sessions.windows.fired).toBe(3);
  });

  test('SessionWindows merges two sessions that a late event joins', () => {
    const sessions = new ByHand(new SessionWindows(3, 0));
    sessions.add(0);
    sessions.add(5);
    expect(sessions.add(2.5)).toBe(FATE.held);
    // One session [0, 8): nothing at 3, all at 8.
    expect(sessions.to(2.999)).toEqual([]);
    expect(sessions.to(7.999).sort()).toEqual([0, 2.5, 5]);
    expect(sessions.windows.fired).toBe(1);
    expect(sessions.add(1)).toBe(FATE.late);
  });

  test('SessionWindows fires again where a late event lengthens a session that has fired and is kept', () => {
    const sessions = new ByHand(new SessionWindows(3, 10));
    sessions.add(0);
    expect(sessions.to(2.999)).toEqual([0]);
    // Another key is another session. Within the session that has ended: at once. Beyond its end: when the longer one ends.
    expect(sessions.add(1, 1)).toBe(FATE.held);
    expect(sessions.add(-0.5)).toBe(FATE.update);
    expect(sessions.add(2)).toBe(FATE.held);
    expect(sessions.to(4.999).sort()).toEqual([1, 2]);
    expect(sessions.windows).toMatchObject({ fired: 2, updates: 2 });
  });
});

/** Independent keys, so that the partitions are independent Poisson streams; processing takes next to no time. */
const windowed = (processor: object, more: Partial<StreamSetting> = {}): StreamSetting => ({
  arrivals: poisson(50),
  processor: { serviceTime: seconds(1e-6), ...processor },
  run: { durationSeconds: 3000, warmUpSeconds: 20 },
  ...more,
});
const events = { ratePerSecond: 50, partitions: 1, boundSeconds: 2, emissionSeconds: 0.2 };

describe('windows of a stream processor', () => {
  const windows = { type: 'tumbling', sizeSeconds: 1, outOfOrdernessSeconds: 2 };

  test('answer an event after the rest of its window, the bound, and the emission that finds both passed', () => {
    // Events every 0.05 s from 0 on; the group reads from the start. Window [3, 4) needs an event at 6, seen at the emission of 6.0 (an event at the
    // same instant precedes it, and is processed a microsecond after): so at 6.2.
    const visits = lastVisits({
      arrivals: { process: 'deterministic', periodSeconds: 0.05 },
      processor: { serviceTime: seconds(1e-6), windows, group: { initialRebalanceDelaySeconds: 0 } },
    });
    const inWindow = visits.filter(({ createdAt }) => createdAt >= 3 && createdAt < 4);
    expect(inWindow.length).toBe(20);
    expect(new Set(inWindow.map(({ leftAt }) => leftAt))).toEqual(new Set([6.2]));
  });

  test('delay an event by half a window and the mean time to the firing', () => {
    const { mean, ci95 } = runStream(windowed({ windows })).result.sojournTimeSeconds;
    const expected = 0.5 + meanFiringDelay({ ...events, meanDelaySeconds: 0 });
    expect(ci95![0]).toBeLessThan(expected);
    expect(ci95![1]).toBeGreaterThan(expected);
    expect(mean! / expected).toBeCloseTo(1, 2);
  });

  test('drop the share of events that the theory gives, below e^(−B/d)', () => {
    const source = { eventDelay: { distribution: 'exponential', meanSeconds: 1 } };
    const { consumers, result } = runStream(windowed({ windows }, { source }));
    const share = consumers.windows.droppedLate / consumers.arrivals;
    const expected = lateShare({ ...events, meanDelaySeconds: 1 }, 1);
    // Late events come in clusters behind one firing, at most those of two windows: the variance is at most a hundredfold of the binomial one.
    const deviation = Math.sqrt((expected * (1 - expected)) / consumers.arrivals);
    expect(Math.abs(share - expected)).toBeLessThan(10 * deviation);
    expect(share).toBeLessThan(Math.exp(-2));
    expect(result.requests.rejected).toBeGreaterThan(0);
  });

  test('stand still as long as one partition has no records, unless it counts as idle', () => {
    // One key: the other three partitions are empty.
    const fired = (idleness: object) =>
      runStream(
        windowed(
          { windows: { ...windows, ...idleness } },
          { source: { keys: { count: 1 } }, partitions: 4, run: { durationSeconds: 60 } },
        ),
      ).consumers.windows.fired;
    expect(fired({})).toBe(0);
    // Of the windows that end before 60, those whose end + 2 was passed.
    expect(fired({ idlenessSeconds: 1 })).toBe(57);
  });

  test.each([
    ['tumbling', { type: 'tumbling', sizeSeconds: 2 }, 1],
    ['sliding', { type: 'sliding', sizeSeconds: 2, slideSeconds: 0.5 }, 4],
    ['session', { type: 'session', gapSeconds: 0.5 }, 1],
  ] as const)('lose no event: those in %s windows and those dropped are all that were read', (_name, type, copies) => {
    for (const allowedLatenessSeconds of [0, 1]) {
      const { consumers, result } = runStream(
        windowed(
          { windows: { ...type, outOfOrdernessSeconds: 0.5, allowedLatenessSeconds } },
          {
            source: { keys: { count: 40 }, eventDelay: { distribution: 'lognormal', meanSeconds: 0.5, cv: 2 } },
            partitions: 3,
            run: { durationSeconds: 200 },
          },
        ),
      );
      const { entries, droppedLate } = consumers.windows;
      const { offered, completed, rejected, inSystem } = result.requests;
      expect(offered).toBe(completed + rejected + inSystem);
      expect(rejected).toBe(droppedLate);
      expect(droppedLate).toBeGreaterThan(0);
      if (copies === 1) expect(entries + droppedLate).toBe(consumers.arrivals);
      else expect(entries).toBeGreaterThan((consumers.arrivals - droppedLate) * (copies - 1));
    }
  });
});
