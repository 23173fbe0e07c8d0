import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureSubjects } from '../../../widgets/engines/inference/harness.ts';
import { VirtualMachine } from './virtual-machine.ts';

/** What a page's clock shows: 100 µs where it is not isolated, 5 µs where it is. */
const clockSteps = [100e-6, 5e-6];
/** From 2 µs to 50 ms, evenly over the decades. */
const anyCost = fc.double({ min: Math.log(2e-6), max: Math.log(50e-3), noNaN: true }).map((log) => Math.exp(log));

describe.each(clockSteps)('measureSubjects on a clock of %d s', (step) => {
  it('finds the block mean within 5 % of the truth, whatever a call costs', async () => {
    await fc.assert(
      fc.asyncProperty(anyCost, anyCost, async (one, many) => {
        const machine = new VirtualMachine(step, (batchSize) => (batchSize === 1 ? one : many));
        const { results } = await measureSubjects(machine.setting({ timingSeconds: 0.1 }, [1, 64]));
        for (const { batchSize, medianSeconds } of results[0]!.points) {
          const truth = batchSize === 1 ? one : many;
          // Far inside the bound: a block is 200 steps long and wrong by one at each end, so 1 %; reading the clock between singles adds 50 ns to at
          // least 20 steps, so 0.05 %.
          expect(Math.abs(medianSeconds / truth - 1)).toBeLessThan(0.011);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds the mean of calls that differ: every tenth takes five times as long', async () => {
    await fc.assert(
      fc.asyncProperty(anyCost, async (cost) => {
        const machine = new VirtualMachine(step, (_, { calls }) => (calls % 10 === 0 ? 5 : 1) * cost);
        const { results } = await measureSubjects(machine.setting({ timingSeconds: 0.5 }, [1]));
        const truth = 1.4 * cost;
        const [{ medianSeconds, runs }, ...none] = results[0]!.points as [(typeof results)[0]['points'][0]];
        expect(none).toEqual([]);
        // Blocks of few calls cannot hold the mean of ten: it is promised where a block has at least 200 calls, of which 20 ± 1 are long.
        if (medianSeconds * 200 < 0.025) expect(Math.abs(medianSeconds / truth - 1)).toBeLessThan(0.05);
        expect(runs).toBeGreaterThanOrEqual(30);
      }),
      { numRuns: 25 },
    );
  });

  it('never gives a percentile of calls that are shorter than 20 steps, and gives those of the others', async () => {
    await fc.assert(
      fc.asyncProperty(anyCost, async (cost) => {
        const machine = new VirtualMachine(step, () => cost);
        const { results } = await measureSubjects(machine.setting({ timingSeconds: 0.1 }, [1]));
        const [point] = results[0]!.points;
        // Near the bound the median of what the clock shows decides, which is a step off at most.
        if (cost < 19 * step) expect(point!.p95Seconds).toBeNull();
        if (cost > 21 * step) expect(Math.abs(point!.p95Seconds! - cost)).toBeLessThanOrEqual(step * 1.01);
        expect(results[0]!.samplesAre).toBe(point!.p95Seconds === null ? 'blockMeans' : 'singleCalls');
        if (point!.runs < 1000) expect(point!.p99Seconds).toBeNull();
      }),
      { numRuns: 25 },
    );
  });
});

describe('measureSubjects', () => {
  it('lets models and precisions take turns, so that a slow half of the run falls on all of them alike', async () => {
    // From the middle of the timing on, everything takes twice as long.
    const slow = ({ progress }: VirtualMachine) => ((progress.at(-1)?.fraction ?? 0) > 0.55 ? 2 : 1);
    const machine = new VirtualMachine(5e-6, (_, self) => 1e-3 * slow(self));
    const run = machine.run;
    const half = async (size: number) => {
      machine.seconds -= 0.5e-3 * slow(machine);
      await run(size);
    };
    const subjects = [
      { model: 'float32', batchSizes: [1, 8], run },
      { model: 'int8', batchSizes: [1, 8], run: half },
    ];
    const { results } = await measureSubjects(machine.setting({ subjects, timingSeconds: 2 }));
    const [float32, int8] = results.map(({ points }) => points.map(({ medianSeconds }) => medianSeconds));
    // The one block at the change may stand on either side of it for each of them.
    for (const index of [0, 1]) expect(float32![index]! / int8![index]!).toBeCloseTo(2, 1);
    expect(results.map(({ model, quality }) => [model, quality.isSteady])).toEqual([
      ['float32', false],
      ['int8', false],
    ]);
    const turns = machine.progress.filter(({ phase }) => phase === 'timing').map(({ model }) => model);
    expect(turns.slice(0, 4)).toEqual(['float32', 'float32', 'int8', 'int8']);
    expect(turns.slice(4, 8)).toEqual(['float32', 'int8', 'int8', 'float32']);
  });

  it('turns the light on when arithmetic beside the model is slowed, and leaves it off when only the model is slow', async () => {
    const quiet = new VirtualMachine(100e-6, (_, { calls }) => (calls % 3 === 0 ? 3e-3 : 1e-3));
    const [alone] = (await measureSubjects(quiet.setting())).results;
    // A spin lasts at least 50 steps, so the clock alone adds 2 % at most.
    expect(alone!.quality.contentionShare).toBeLessThan(0.02);

    const crowded = new VirtualMachine(100e-6, () => 1e-3);
    crowded.spinFactor = ({ pauses }) => (pauses % 2 === 0 ? 3 : 1);
    const [shared] = (await measureSubjects(crowded.setting())).results;
    // Half the spins take three times as long: the mean is twice the fastest, so half of the time was taken.
    expect(shared!.quality.contentionShare).toBeGreaterThan(0.45);
    expect(shared!.quality.contentionShare).toBeLessThan(0.55);
    expect(crowded.progress.at(-1)!.contentionShare).toBeCloseTo(shared!.quality.contentionShare, 6);
  });
});
