import { describe, expect, test } from 'vitest';
import { cooperativeSticky } from '../../../../widgets/engines/simulator/streaming/assignors/cooperative-sticky.ts';
import { range } from '../../../../widgets/engines/simulator/streaming/assignors/range.ts';
import { roundRobin } from '../../../../widgets/engines/simulator/streaming/assignors/round-robin.ts';
import { assignors } from '../../../../widgets/engines/simulator/streaming/assignors/index.ts';
import { estimateRun } from '../../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { describeLimits } from '../../../../widgets/engines/simulator/estimate/limits.ts';
import { at, lastVisits, runStream, seconds, stream, type StreamSetting } from './scenario.ts';

const nothing = (members: number): number[][] => Array.from({ length: members }, () => []);

describe('assignors', () => {
  test('range gives consecutive partitions, the first members one more', () => {
    expect(range.assign({ partitions: 7, owned: nothing(3) })).toEqual([[0, 1, 2], [3, 4], [5, 6]]); // biome-ignore format: one line
  });

  test('roundRobin deals the partitions in turn', () => {
    expect(roundRobin.assign({ partitions: 7, owned: nothing(3) })).toEqual([[0, 3, 6], [1, 4], [2, 5]]); // biome-ignore format: one line
  });

  test('cooperativeSticky moves only what is over the quota of a member', () => {
    expect(cooperativeSticky.assign({ partitions: 4, owned: [[0, 2], [1, 3], []] })).toEqual([[0, 2], [1], [3]]); // biome-ignore format: one line
    // A member has gone: what it had goes to those with least.
    expect(cooperativeSticky.assign({ partitions: 6, owned: [[0, 1], [4, 5]] })).toEqual([[0, 1, 2], [3, 4, 5]]); // biome-ignore format: one line
    expect(cooperativeSticky.assign({ partitions: 5, owned: [[0, 1, 2, 3, 4], []] })).toEqual([[0, 1, 2], [3, 4]]); // biome-ignore format: one line
  });

  test.each(assignors.map((assignor) => [assignor.name, assignor] as const))(
    '%s gives every partition to one member, and no two members differ by more than one',
    (_name, assignor) => {
      for (let partitions = 1; partitions <= 12; partitions++) {
        for (let members = 1; members <= 8; members++) {
          const before = assignor.assign({ partitions, owned: nothing(members + 1) }).slice(0, members);
          const shares = assignor.assign({ partitions, owned: before });
          const all = shares.flat().sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: partitions }, (_, i) => i));
          const sizes = shares.map((share) => share.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }
    },
  );
});

describe('a consumer group', () => {
  /** Keyless records go to the partitions in turn; 0.1 s each. */
  const group = (consumers: number, options: object, times: number[], more: object = {}): StreamSetting => ({
    arrivals: at(...times),
    partitions: 2,
    processor: { consumers, serviceTime: seconds(0.1), maxPollRecords: 1, group: options, ...more },
  });

  test('waits for the initial delay, and once more when members came meanwhile', () => {
    const firstStart = (consumers: number, options: object = {}) =>
      lastVisits(group(consumers, options, [1]))[0]!.startedAt;
    expect(firstStart(1)).toBe(3);
    // GroupCoordinator adds a delay when newMemberAdded: two that start together read from 6 on.
    expect(firstStart(2)).toBe(6);
    expect(firstStart(2, { initialRebalanceDelaySeconds: 0 })).toBe(1);
  });

  test('rebalances when a member joins, after the others have heard of it at their heartbeats', () => {
    const { consumers } = runStream(group(1, { changes: [{ atSeconds: 20, change: 'join' }] }, [1, 2, 25, 25, 25, 25]));
    expect(consumers.group.rebalances).toBe(2);
    expect(consumers.replicas!.changes).toEqual([[0, 1], [20, 2]]); // biome-ignore format: one line
    // At 25 both work: four records in two partitions are done in 0.2 s.
    const visits = lastVisits(group(1, { changes: [{ atSeconds: 20, change: 'join' }] }, [1, 2, 25, 25, 25, 25]));
    expect(visits.slice(2).map(({ leftAt }) => leftAt)).toEqual([25.1, 25.1, 25.2, 25.2]);
  });

  test('gives the partitions of a member that leaves in order to the others at their next heartbeat', () => {
    const setting = group(2, { changes: [{ atSeconds: 20.05, change: 'leave', member: 1 }] }, [20, 20, 20.5, 20.5]);
    const visits = lastVisits(setting);
    // Member 1 finishes its record at 20.1 and leaves; member 0 hears at 21 and then reads both partitions.
    expect(visits.map(({ leftAt }) => leftAt)).toEqual([20.1, 20.1, 20.6, 21.1]);
    expect(runStream(setting).consumers.delivery.duplicates).toBe(0);
  });

  /** Four partitions, two members, a third at 20; member 1 is in a record of 10 s from 15 on. */
  const joining = (assignor: string): StreamSetting => ({
    arrivals: at(10, 15, 20.5, 21.5, 22.5, 23.5),
    partitions: 4,
    processor: {
      consumers: 2,
      maxPollRecords: 1,
      serviceTime: { distribution: 'empirical', samplesSeconds: [10] },
      group: { assignor, changes: [{ atSeconds: 20, change: 'join' }] },
    },
  });

  test('stops as a whole when it rebalances eagerly, until the slowest member has finished its poll', () => {
    // Member 1 rejoins at 25, member 0 at 30.5 after record 2: until then partitions 1 and 3 rest, although member 1 has nothing to do.
    const visits = lastVisits(joining('roundRobin'));
    expect(visits.map(({ startedAt }) => startedAt)).toEqual([10, 15, 20.5, 40.5, 30.5, 30.5]);
  });

  test('goes on reading while it rebalances cooperatively: only what moves pauses', () => {
    // Member 1 rejoins at 25 and takes record 3 at once; partition 3 is given up only after that.
    const visits = lastVisits(joining('cooperativeSticky'));
    expect(visits.map(({ startedAt }) => startedAt)).toEqual([10, 15, 20.5, 25, 30.5, 35]);
  });

  test('needs a second rebalance to move a partition cooperatively, which then has no reader for a heartbeat', () => {
    const idle = (assignor: string) =>
      runStream({
        arrivals: at(10),
        partitions: 4,
        processor: {
          consumers: 2,
          serviceTime: seconds(0.1),
          group: { assignor, changes: [{ atSeconds: 20, change: 'join' }] },
        },
        run: { warmUpSeconds: 10 },
      }).consumers.group;
    // All hear at 21; member 1 gives partition 3 up and the next generation comes when member 0 hears of it, at 24.
    expect(idle('cooperativeSticky')).toEqual({ rebalances: 3, ownerlessPartitions: 3 / 90 });
    expect(idle('roundRobin')).toEqual({ rebalances: 2, ownerlessPartitions: 0 });
  });

  test('does not finish a rebalance before the session of a dead member is over', () => {
    // Member 1 dies at 12.5 (last heartbeat 12) and its successor joins at 20: member 0 hears at 21, stops, and waits for 57.
    const visits = lastVisits({
      arrivals: at(10, 10.5, 22, 22.5),
      partitions: 2,
      processor: {
        consumers: 2,
        serviceTime: seconds(0.1),
        group: {
          changes: [
            { atSeconds: 12.5, change: 'crash', member: 1 },
            { atSeconds: 20, change: 'join' },
          ],
        },
      },
    });
    expect(visits.map(({ startedAt }) => startedAt)).toEqual([10, 10.5, 57, 57]);
  });

  test('turns a member out whose poll lasts longer than allowed, and another does its work again', () => {
    const setting: StreamSetting = {
      arrivals: at(10, 20),
      partitions: 1,
      processor: {
        consumers: 2,
        serviceTime: { distribution: 'empirical', samplesSeconds: [40] },
        group: { maxPollIntervalSeconds: 30 },
      },
      run: { durationSeconds: 300 },
    };
    // Member 0 works on record 0 from 10 to 50 and is out at 40; member 1 hears at 42, is out in its turn at 72, and so on: each commit fails. Every
    // record has its effect when the first of them is done with it, and is repeated for ever: the lag stays 2.
    const { result, consumers } = runStream(setting);
    expect(result.requests.completed).toBe(2);
    expect(consumers.delivery.duplicates).toBeGreaterThan(3);
    expect(result.components['log']!.lag!.end).toBe(2);
  });

  test('announces members that stand by because there are fewer partitions', () => {
    const scenario = stream({ arrivals: at(10), processor: { consumers: 3, serviceTime: seconds(1), group: {} } });
    expect(describeLimits(scenario, estimateRun(scenario))).toEqual([
      'consumers: 2 of 3 consumers have no partition and only stand by: the log log has 1. Use fewer consumers or more partitions.',
    ]);
  });
});
