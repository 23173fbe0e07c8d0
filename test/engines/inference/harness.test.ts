import { describe, expect, it } from 'vitest';
import { clockStep } from '../../../widgets/engines/inference/clock.ts';
import {
  type HarnessSetting,
  measureSubjects,
  type SubjectResult,
} from '../../../widgets/engines/inference/harness.ts';
import { VirtualMachine } from './virtual-machine.ts';

const affine = (batchSize: number) => 14e-6 + 0.5e-6 * batchSize;
const coarse = 100e-6;

/** What is found of the one subject, and the step of the clock. */
async function measureCurve(setting: HarnessSetting): Promise<SubjectResult & { readonly clockStepSeconds: number }> {
  const { clockStepSeconds, results } = await measureSubjects(setting);
  return { ...results[0]!, clockStepSeconds };
}

describe('clockStep', () => {
  it('finds the step of a coarse clock', () => {
    const machine = new VirtualMachine(coarse, affine);
    expect(clockStep(machine.clock)).toBeCloseTo(coarse, 9);
  });

  it('gives up on a clock that stands still', () => {
    expect(() => clockStep(() => 7)).toThrow('stands still');
  });
});

describe('measureSubjects', () => {
  it('finds times far below the step of the clock', async () => {
    const { points } = await measureCurve(new VirtualMachine(coarse, affine).setting());
    // A block lasts at least 200 steps and both its ends are rounded down to a step: at most half a per cent.
    for (const { batchSize, medianSeconds } of points)
      expect(Math.abs(medianSeconds / affine(batchSize) - 1)).toBeLessThan(0.005);
  });

  it('gives no percentile, and block means as samples, below the clock’s resolution', async () => {
    const result = await measureCurve(new VirtualMachine(coarse, affine).setting());
    expect(result.clockStepSeconds).toBeCloseTo(coarse, 9);
    expect(result.points.map(({ p95Seconds }) => p95Seconds)).toEqual([null, null, null]);
    expect(result.samplesAre).toBe('blockMeans');
    for (const sample of result.samplesSeconds) expect(Math.abs(sample / affine(1) - 1)).toBeLessThan(0.005);
  });

  it('gives the percentile of single calls where they are 20 steps long', async () => {
    // One call in ten takes twice as long: the median is 3 ms, the 95th percentile 6 ms; 3 ms are 30 steps.
    const machine = new VirtualMachine(coarse, (_, { calls }) => (calls % 10 === 0 ? 6e-3 : 3e-3));
    const { points, samplesAre, samplesSeconds } = await measureCurve(machine.setting({}, [1]));
    expect(samplesAre).toBe('singleCalls');
    expect(points[0]!.p95Seconds).toBeGreaterThan(6e-3 - 1.5 * coarse);
    expect(points[0]!.p95Seconds).toBeLessThan(6e-3 + 1.5 * coarse);
    expect(samplesSeconds.length).toBeLessThanOrEqual(1000);
  });

  /** True lengths of the timed blocks, in seconds. */
  async function blockLengths(machine: VirtualMachine): Promise<number[]> {
    const lengths: number[] = [];
    let blockStart = 0;
    const pause = async () => {
      blockStart = machine.seconds;
    };
    const setting = machine.setting({ pause });
    // The reference spin follows a block at once: its beginning is the block's end.
    const spin = (count: number) => {
      if (machine.progress.at(-1)?.phase === 'timing') lengths.push(machine.seconds - blockStart);
      return setting.spin(count);
    };
    await measureCurve({ ...setting, spin });
    return lengths;
  }

  it('times blocks of at least 20 ms and 200 steps, at least five per batch size', async () => {
    for (const step of [5e-6, 1e-3]) {
      const lengths = await blockLengths(new VirtualMachine(step, affine));
      expect(lengths.length).toBeGreaterThanOrEqual(15);
      // The true time may be one step shorter than what a clock that rounds down shows.
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(Math.max(0.02, 200 * step) - step);
    }
  });

  it('keeps blocks that long when the model becomes four times as fast after the warm-up', async () => {
    const machine = new VirtualMachine(
      coarse,
      (batchSize, { progress }) => affine(batchSize) / (progress.at(-1)?.phase === 'timing' ? 4 : 1),
    );
    const lengths = await blockLengths(machine);
    expect(Math.min(...lengths.slice(1))).toBeGreaterThanOrEqual(0.02 - coarse);
  });

  it('holds its medians while every fifth call of the clock’s owner is disturbed', async () => {
    // Each fifth pause is followed by a block three times as slow: another program took the core.
    const machine = new VirtualMachine(
      coarse,
      (batchSize, { pauses }) => affine(batchSize) * (pauses % 5 === 0 ? 3 : 1),
    );
    const { points } = await measureCurve(machine.setting({}, [1, 2, 4, 8]));
    for (const { batchSize, medianSeconds } of points)
      expect(Math.abs(medianSeconds / affine(batchSize) - 1)).toBeLessThan(0.005);
  });

  it('calls a device steady when one row takes as long at the end, and not when it takes 30 % longer', async () => {
    const steady = await measureCurve(new VirtualMachine(coarse, affine).setting());
    expect(steady.quality).toMatchObject({ isSteady: true });
    expect(Math.abs(steady.quality.driftRelative)).toBeLessThan(0.01);

    const slowing = new VirtualMachine(
      coarse,
      (batchSize, { progress }) => affine(batchSize) * ((progress.at(-1)?.fraction ?? 0) > 0.93 ? 1.3 : 1),
    );
    const { quality } = await measureCurve(slowing.setting());
    expect(quality.isSteady).toBe(false);
    expect(quality.driftRelative).toBeCloseTo(0.3, 1);
  });

  it('tells of rising progress up to 1, often enough for a watchdog, and lets batch sizes take turns', async () => {
    const machine = new VirtualMachine(coarse, affine);
    await measureCurve(machine.setting());
    const fractions = machine.progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const turns = machine.progress.filter(({ phase }) => phase === 'timing').map(({ batchSize }) => batchSize);
    expect(turns.slice(0, 6)).toEqual([1, 8, 64, 8, 64, 1]);
  });

  it('stops within one block after it was cancelled', async () => {
    const machine = new VirtualMachine(coarse, affine);
    let callsWhenCancelled = 0;
    const isCancelled = () => {
      if (machine.pauses < 20) return false;
      callsWhenCancelled ||= machine.calls;
      return true;
    };
    await expect(measureCurve(machine.setting({ isCancelled }))).rejects.toMatchObject({ name: 'AbortError' });
    expect(machine.calls).toBe(callsWhenCancelled);
  });

  it('times a slow model with few calls, a pause after each, and no percentile from fewer than 20 calls', async () => {
    const machine = new VirtualMachine(coarse, () => 0.5);
    const { points } = await measureCurve(machine.setting({}, [1]));
    expect(points[0]).toMatchObject({ runs: 5, p95Seconds: null });
    expect(points[0]!.medianSeconds).toBeCloseTo(0.5, 3);
    expect(machine.pauses).toBeGreaterThanOrEqual(machine.calls);
  });

  it('refuses a clock of 16.7 ms in words', async () => {
    await expect(measureCurve(new VirtualMachine(1 / 60, affine).setting())).rejects.toThrow(
      'steps of 17 ms, which is too coarse',
    );
  });
});
