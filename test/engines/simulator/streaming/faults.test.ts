import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { at, consumersOf, seconds, streamInput } from './scenario.ts';

/** Ten records a second; whatever the fault names is down from 47.05 to 67.05. */
const failing = (fault: object, processor: object) => {
  const input = streamInput({
    arrivals: { process: 'deterministic', periodSeconds: 0.1 },
    partitions: 2,
    processor: { consumers: 2, serviceTime: seconds(0.01), ...processor },
    run: { durationSeconds: 200 },
  });
  const outages = { law: 'scheduled', atSeconds: 47.05, durationSeconds: 20 };
  return simulate(accept({ ...input, faults: [{ ...fault, outages }] }));
};

describe('faults of a stream processor', () => {
  const one = { scope: 'instance', component: 'consumers', replica: 0 };
  const all = { scope: 'dependency', component: 'consumers' };

  test('take a member of a group away as a crash does, and start it anew', () => {
    const consumers = consumersOf(failing(one, { group: {} }));
    expect(consumers.replicas!.changes).toEqual([
      [0, 2],
      [47.05, 1],
      [67.05, 2],
    ]);
    // One for the start, and one for both: the rebalance that the new member asks for at 67.05 waits for the session of the dead one, until 90.
    expect(consumers.group.rebalances).toBe(2);
  });

  test('leave the records in the log while the whole group is down: none fails', () => {
    const result = failing(all, { group: {} });
    expect(result.requests).toMatchObject({ failed: 0, rejected: 0 });
    expect(result.requests.offered).toBe(result.requests.completed + result.requests.inSystem);
    expect(result.components['log']!.lag!.end).toBeLessThanOrEqual(1);
    expect(consumersOf(result).arrivals).toBe(result.requests.offered);
  });

  test.each([
    ['checkpointed', { mode: 'checkpointed', intervalSeconds: 10, restartSeconds: 1 }],
    ['microBatch', { mode: 'microBatch', triggerSeconds: 1, restartSeconds: 1 }],
  ] as const)('stop a %s job until its consumer is back', (_name, processing) => {
    const result = failing(one, { processing });
    // Nothing is done between 47.05 and 67.05.
    expect(result.sojournTimeSeconds.max).toBeGreaterThan(19.9);
    expect(consumersOf(result).recovery.failures).toBe(1);
    expect(result.requests.failed).toBe(0);
  });

  test('are none where there are none', () => {
    const input = streamInput({ arrivals: at(10), processor: { serviceTime: seconds(0.1), group: {} } });
    expect(simulate(accept({ ...input, faults: [] })).requests.completed).toBe(1);
  });
});
