import { describe, expect, it } from 'vitest';
import { ContentionMeter } from '../../../widgets/engines/inference/contention.ts';

/** A clock that only work moves on: `secondsPerStep` of arithmetic, as it is at the moment. */
function machine(stepSeconds: number) {
  const state = { seconds: 0, secondsPerStep: 1e-9, spins: [] as number[] };
  const clock = () => {
    state.seconds += 50e-9;
    return Math.floor(state.seconds / stepSeconds) * stepSeconds;
  };
  const spin = (count: number) => {
    const took = count * state.secondsPerStep;
    state.seconds += took;
    state.spins.push(took);
    return 0;
  };
  return { state, meter: () => new ContentionMeter(clock, stepSeconds, spin) };
}

describe('ContentionMeter', () => {
  it.each([100e-6, 5e-6])('spins for at least 2 ms and 50 steps of a clock of %d s', (step) => {
    const { state, meter } = machine(step);
    meter().probe();
    expect(state.spins.at(-1)!).toBeGreaterThanOrEqual(Math.max(0.002, 50 * step) - step);
    expect(state.spins.at(-1)!).toBeLessThanOrEqual(2 * Math.max(0.002, 50 * step) + step);
  });

  it('tells the share of the time that others took: half where every second spin takes three times as long', () => {
    const { state, meter } = machine(5e-6);
    const probes = meter();
    expect(probes.share).toBe(0);
    for (let turn = 0; turn < 100; turn++) {
      state.secondsPerStep = turn % 2 === 0 ? 1e-9 : 3e-9;
      probes.probe();
    }
    // The fastest is a half of the mean; the clock adds a step of 400 to each.
    expect(probes.share).toBeCloseTo(0.5, 2);
  });

  it('begins anew with longer spins when the arithmetic is compiled and becomes twenty times as fast', () => {
    const { state, meter } = machine(5e-6);
    state.secondsPerStep = 20e-9;
    const probes = meter();
    for (let turn = 0; turn < 10; turn++) probes.probe();
    state.secondsPerStep = 1e-9;
    for (let turn = 0; turn < 50; turn++) probes.probe();
    // Without it the slow spins of before would stand for other programs: nineteen twentieths of ten in sixty.
    expect(probes.share).toBeLessThan(0.01);
    expect(state.spins.at(-1)!).toBeGreaterThanOrEqual(0.001);
  });
});
