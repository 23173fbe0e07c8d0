import { describe, expect, test } from 'vitest';
import { at, lastVisits, poisson, runStream, seconds, type StreamSetting } from './scenario.ts';

/** One record a second from 10 on, 0.4 s each; the reader, member 0, dies at 22.2 in the middle of record 12, and member 1 takes over. */
const everySecond = Array.from({ length: 20 }, (_, i) => 10 + i);
const crashing = (commit: object, group: object = {}): StreamSetting => ({
  arrivals: at(...everySecond),
  processor: {
    consumers: 2,
    serviceTime: seconds(0.4),
    commit,
    group: { changes: [{ atSeconds: 22.2, change: 'crash', member: 0 }], ...group },
  },
  run: { durationSeconds: 200 },
});

/** Ten records at once: the first is polled alone, the other nine are one poll from 10.4 to 14; the reader dies at 12, when four of them are done. */
const inOnePoll = (commit: object): StreamSetting => ({
  ...crashing(commit, { changes: [{ atSeconds: 12, change: 'crash', member: 0 }] }),
  arrivals: at(...Array<number>(10).fill(10)),
});

describe('commit', () => {
  test('auto repeats what was processed since the last commit, and nothing else', () => {
    // Commits at 15 and 20, with records 0 to 4 and 5 to 9. Records 10 and 11 were done, 12 was not.
    const { result, consumers } = runStream(crashing({ mode: 'auto' }));
    expect(consumers.delivery).toEqual({ reprocessed: 2, duplicates: 2, lost: 0 });
    expect(result.requests).toMatchObject({ offered: 20, completed: 20, failed: 0 });
  });

  test('auto commits at the poll after the interval, not in the middle of one', () => {
    // One poll from 10.4 to 14, begun with the timer at 10: commits at 15. A crash at 14.9 repeats all ten, one at 15.1 none.
    const repeated = (atSeconds: number) =>
      runStream({
        ...inOnePoll({ mode: 'auto' }),
        processor: {
          consumers: 2,
          serviceTime: seconds(0.4),
          commit: { mode: 'auto' },
          group: { changes: [{ atSeconds, change: 'crash', member: 0 }] },
        },
      }).consumers.delivery.duplicates;
    expect(repeated(14.9)).toBe(10);
    expect(repeated(15.1)).toBe(0);
  });

  test('afterProcessing repeats what the interrupted poll had done', () => {
    expect(runStream(inOnePoll({ mode: 'afterProcessing' })).consumers.delivery).toEqual({
      reprocessed: 4,
      duplicates: 4,
      lost: 0,
    });
  });

  test('beforeProcessing loses what the interrupted poll had not done', () => {
    const { result, consumers } = runStream(inOnePoll({ mode: 'beforeProcessing' }));
    expect(consumers.delivery).toEqual({ reprocessed: 0, duplicates: 0, lost: 5 });
    expect(result.requests).toMatchObject({ completed: 5, failed: 5, inSystem: 0 });
  });

  test('transactional processes again what was not committed, but shows every result once, at its commit', () => {
    const setting = inOnePoll({ mode: 'transactional', intervalSeconds: 1 });
    // Records end at 10.4, 10.8, …; the timer stands at 11 when the first poll begins, so commits come at 11.2 and 12.4: the second is never made.
    const { consumers } = runStream(setting);
    expect(consumers.delivery).toEqual({ reprocessed: 2, duplicates: 0, lost: 0 });
    const visits = lastVisits(setting);
    expect(visits.slice(0, 3).map(({ leftAt }) => leftAt)).toEqual([11.2, 11.2, 11.2]);
    expect(visits.slice(3).every(({ leftAt }) => leftAt > 50)).toBe(true);
  });

  test('no mode loses, repeats or delays anything while nobody dies', () => {
    const modes = ['beforeProcessing', 'afterProcessing', 'auto', 'transactional'].map((mode) =>
      runStream({
        arrivals: poisson(20),
        partitions: 4,
        processor: { consumers: 2, serviceTime: seconds(0.02), commit: { mode } },
        run: { durationSeconds: 500, warmUpSeconds: 20 },
      }),
    );
    const nothing = { reprocessed: 0, duplicates: 0, lost: 0 };
    for (const { consumers } of modes) expect(consumers.delivery).toEqual(nothing);
    const [before, after, auto, transactional] = modes.map(({ result }) => result.sojournTimeSeconds.mean!);
    expect(before).toBe(after);
    expect(auto).toBe(after);
    // A result waits for the next commit, at most the interval of 0.1 s and one record.
    expect(transactional! - after!).toBeGreaterThan(0.02);
    expect(transactional! - after!).toBeLessThan(0.12);
  });
});

describe('a member that dies', () => {
  test('is noticed when its session runs out, and its partition is read again from the commit after the others have heard', () => {
    // Last heartbeat at 21, session over at 66, member 1 hears at 69 and begins with records 10 and 11 again; 12 follows at 69.8.
    const visits = lastVisits(crashing({ mode: 'auto' }));
    expect(visits.slice(12).map(({ startedAt, leftAt }) => [startedAt, leftAt])).toEqual(
      // All that waited are one poll of ten records: taken at 69, done one after another.
      visits.slice(12).map((_, i) => [69, Math.round((70.2 + 0.4 * i) * 1e9) / 1e9]),
    );
  });

  test('leaves a lag of rate times outage, which drains at the spare capacity', () => {
    // 20 records per second in one partition, capacity 50: from 22.2 to 69 nobody reads.
    const { result } = runStream({
      ...crashing({ mode: 'afterProcessing' }),
      arrivals: { process: 'deterministic', periodSeconds: 0.05 },
      processor: {
        consumers: 2,
        serviceTime: seconds(0.02),
        group: { changes: [{ atSeconds: 22.2, change: 'crash', member: 0 }] },
      },
    });
    const outage = 69 - 22.2;
    // One record more or less at each end, and a poll that is committed at its end only, of at most 500 records.
    const { max, end } = result.components['log']!.lag!;
    expect(max).toBeGreaterThanOrEqual(20 * outage - 2);
    expect(max).toBeLessThanOrEqual(20 * outage + 500 * 0.02 * 20 + 2);
    // Drained 936 / (50 − 20) = 31.2 s later: by 100.2 of 200 s.
    expect(end).toBeLessThanOrEqual(1);
  });
});
