import { describe, expect, test } from 'vitest';
import { capacityOf } from '../../../../widgets/engines/simulator/estimate/capacity.ts';
import { estimateRun } from '../../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { poisson, seconds, type StreamSetting, stream } from './scenario.ts';

const processorOf = (processor: object) =>
  stream({ arrivals: poisson(1), processor }).components.find(({ kind }) => kind === 'streamProcessor')!;

describe('the estimate of a stream processor', () => {
  const affine = { distribution: 'affine', baseSeconds: 1, perItemSeconds: 0.01 };

  test('gives micro-batches the capacity of the largest batch that there may be, which waits for the next trigger when it ends early', () => {
    // A batch that takes longer than the interval is followed by the next at once, so that batches grow until the fixed second no longer counts.
    expect(capacityOf(processorOf({ serviceTime: affine, processing: { mode: 'microBatch', triggerSeconds: 2 } }), {})).toBeCloseTo(100, 1); // biome-ignore format: one line
    // At most 100 records, done in 1 + 0.01 · 100 = 2 s, every 5 s.
    expect(capacityOf(processorOf({ serviceTime: affine, processing: { mode: 'microBatch', triggerSeconds: 5, maxRecordsPerBatch: 100 } }), {})).toBe(20); // biome-ignore format: one line
    // Without an interval batches grow until the fixed time no longer counts.
    expect(capacityOf(processorOf({ serviceTime: affine, processing: { mode: 'microBatch' } }), {})).toBeCloseTo(
      100,
      1,
    );
    expect(
      capacityOf(processorOf({ serviceTime: affine, processing: { mode: 'microBatch', maxRecordsPerBatch: 100 } }), {}),
    ).toBe(50);
  });

  test.each([
    ['watermarks', { windows: { type: 'tumbling', sizeSeconds: 1, watermarkIntervalSeconds: 0.01 } }],
    ['triggers', { processing: { mode: 'microBatch', triggerSeconds: 0.01 } }],
    ['barriers', { processing: { mode: 'checkpointed', intervalSeconds: 0.02, durationSeconds: 0.01 } }],
    [
      'crashes',
      { group: { crashMeanSeconds: 1, restartSeconds: 1, sessionTimeoutSeconds: 2, heartbeatIntervalSeconds: 1 } },
    ],
  ] as const)('counts the events of %s, so that a run that would never end is refused', (_name, processor) => {
    const setting: StreamSetting = {
      arrivals: poisson(0.1),
      processor: { serviceTime: seconds(0.001), ...processor },
      run: { durationSeconds: 1000 },
    };
    const scenario = stream(setting);
    const { events } = estimateRun(scenario);
    const actual = simulate(scenario).engine.events;
    expect(actual).toBeGreaterThan(1000);
    expect(events / actual).toBeGreaterThan(0.5);
    expect(events / actual).toBeLessThan(3);
  });
});
