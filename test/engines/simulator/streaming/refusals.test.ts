import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { poisson, seconds, streamInput } from './scenario.ts';

const refusedWith = (processor: object, more: object = {}) => {
  const parsed = parseScenario(
    streamInput({
      arrivals: poisson(1),
      partitions: 2,
      processor: { serviceTime: seconds(0.1), ...processor },
      ...more,
    }),
  );
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
};

describe('a stream processor is refused', () => {
  test.each([
    [
      'a group beside its own offsets',
      { group: {}, processing: { mode: 'microBatch' } },
      'components[2].group: expected no group beside processing, found both, with processing "microBatch". Such a job keeps its own offsets and partitions: remove group, or processing.',
    ],
    [
      'commits beside checkpoints',
      { commit: { mode: 'auto' }, processing: { mode: 'checkpointed' } },
      'components[2].commit: expected no commit beside processing, found both, with processing "checkpointed". Such a job keeps its own offsets and partitions: remove commit, or processing.',
    ],
    [
      'autoscaling beside a group',
      { group: {}, autoscaling: { policy: 'keda' } },
      'components[2].autoscaling: expected no autoscaling beside group, found both. Members of a group with offsets come and go by group.changes: remove autoscaling, or group.',
    ],
    [
      'transactions beside windows',
      { commit: { mode: 'transactional' }, windows: { type: 'tumbling', sizeSeconds: 1 } },
      'components[2].commit.mode: expected another commit mode beside windows, found "transactional". Use processing { "mode": "checkpointed", "sink": "transactional" }, which keeps windows and results together.',
    ],
    [
      'a heartbeat longer than the session',
      { group: { heartbeatIntervalSeconds: 50 } },
      'components[2].group.heartbeatIntervalSeconds: expected at most 45, the session timeout, found 50. Members would be taken for dead between two heartbeats: use at most a third of the timeout.',
    ],
    [
      'a slide longer than its window',
      { windows: { type: 'sliding', sizeSeconds: 1, slideSeconds: 2 } },
      'components[2].windows.slideSeconds: expected at most 1, the size of a window, found 2. A longer slide leaves events between the windows: shorten it, or lengthen the window.',
    ],
    [
      'too many windows for one event',
      { windows: { type: 'sliding', sizeSeconds: 100, slideSeconds: 0.05 } },
      'components[2].windows.slideSeconds: expected at least 0.1, so that an event is in at most 1000 windows, found 0.05. Lengthen the slide or shorten the window.',
    ],
    [
      'a member that never joins',
      { consumers: 2, group: { changes: [{ atSeconds: 1, change: 'crash', member: 2 }] } },
      'components[2].group.changes[0].member: expected a member from 0 to 1, found 2. Members are numbered in the order in which they join; leave the key out for the last one.',
    ],
    [
      'a change after the end',
      { group: { changes: [{ atSeconds: 100, change: 'join' }] } },
      'components[2].group.changes[0].atSeconds: expected a moment before 100 s, the end of the run, found 100. Nothing happens after the end: use an earlier moment or a longer run.',
    ],
    [
      'a failure after the end',
      { processing: { mode: 'checkpointed', failuresAtSeconds: [3, 200] } },
      'components[2].processing.failuresAtSeconds[1]: expected a moment before 100 s, the end of the run, found 200. Nothing happens after the end: use an earlier moment or a longer run.',
    ],
    [
      'consumers without a partition',
      { consumers: 3, processing: { mode: 'microBatch' } },
      'components[2].consumers: expected at most 2, the partitions of its log, found 3. A consumer without a partition never works: use fewer consumers or more partitions.',
    ],
  ] as const)('with %s', (_name, processor, message) => {
    expect(refusedWith(processor)).toEqual([message]);
  });

  test('not with members beyond the partitions of a group, who stand by', () => {
    expect(refusedWith({ consumers: 3, group: {} })).toEqual([]);
  });
});
