import { describe, expect, test } from 'vitest';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { accept } from '../engines/simulator/accept.ts';
import { traceRun } from '../engines/simulator/trace.ts';
import { type PlainGroupSetting, runPlainGroup } from './consumer-group.ts';
import { uniformNumbers } from './random.ts';

const MILLISECONDS = 1000;

/** A random setting: times are multiples of 10 ms, so that ends, arrivals and heartbeats tie; the member dies between two of them. */
function settingOf(seed: number): PlainGroupSetting {
  const uniform = uniformNumbers(seed);
  const pick = (values: readonly number[]) => values[Math.floor(uniform() * values.length)]!;
  const consumers = pick([2, 3, 4]);
  const partitions = consumers + pick([0, 1, 4]);
  const serviceTime = pick([50, 100, 250]);
  const meanGap = serviceTime / consumers / pick([0.4, 0.7]);
  const arrivals: number[] = [];
  for (let at = 0; at < 250_000; ) {
    at += Math.round((-Math.log(uniform()) * meanGap) / 10) * 10;
    arrivals.push(at);
  }
  const crashAt = 20_003 + 10 * Math.floor(uniform() * 5000);
  return {
    arrivals,
    partitions,
    consumers,
    serviceTime,
    largestPoll: pick([1, 5, 500]),
    heartbeat: 3000,
    session: pick([10_000, 45_000]),
    initialDelay: 3000,
    crash: { member: Math.floor(uniform() * consumers), at: crashAt },
    // After all that waited for the dead member is long done.
    joinAt: crashAt + 120_000 + 10 * Math.floor(uniform() * 100),
  };
}

function scenarioOf(setting: PlainGroupSetting) {
  const { arrivals, partitions, consumers, serviceTime, largestPoll, heartbeat, session, crash, joinAt } = setting;
  return accept({
    components: [
      {
        id: 'events',
        kind: 'eventStream',
        arrivals: { process: 'trace', timesSeconds: arrivals.map((time) => time / MILLISECONDS) },
        to: 'log',
      },
      { id: 'log', kind: 'partitionedLog', partitions, to: 'consumers' },
      {
        id: 'consumers',
        kind: 'streamProcessor',
        consumers,
        maxPollRecords: largestPoll,
        serviceTime: { distribution: 'deterministic', meanSeconds: serviceTime / MILLISECONDS },
        group: {
          heartbeatIntervalSeconds: heartbeat / MILLISECONDS,
          sessionTimeoutSeconds: session / MILLISECONDS,
          changes: [
            { atSeconds: crash.at / MILLISECONDS, change: 'crash', member: crash.member },
            { atSeconds: joinAt / MILLISECONDS, change: 'join' },
          ],
        },
      },
    ],
    run: { seed: 1, durationSeconds: 10_000, replications: 1 },
  });
}

describe('the engine and the plain simulator agree record by record', () => {
  test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'with a consumer group that loses a member and gets another (setting %d)',
    (seed) => {
      const setting = settingOf(seed);
      const plain = runPlainGroup(setting);
      const scenario = scenarioOf(setting);
      const { answers } = traceRun(scenario).trace;
      const answeredAt = setting.arrivals.map((_, serial) =>
        Math.round(answers.get(serial)!.answeredAt * MILLISECONDS),
      );
      expect(answeredAt).toEqual(plain.map(({ doneAt }) => doneAt));
      const repeated = plain.reduce((sum, { times }) => sum + times - 1, 0);
      const { delivery } = simulate(scenario).components['consumers']!;
      expect(delivery).toMatchObject({ duplicates: repeated, reprocessed: repeated });
    },
  );
});
