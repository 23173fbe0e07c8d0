import { describe, expect, it } from 'vitest';
import { DRAIN_SECONDS, driveRun } from '../../../../widgets/engines/simulator/reality/drive-run.ts';
import { observedDistribution } from '../../../../widgets/engines/simulator/reality/observed-distribution.ts';
import { runOnPaper } from '../../../../widgets/engines/simulator/reality/on-paper.ts';
import type { RealPlan } from '../../../../widgets/engines/simulator/reality/real-plan.ts';
import { OUTCOME } from '../../../../widgets/engines/simulator/reality/run-record.ts';
import { planWith, triton } from './plan.ts';

/** A clock that goes from alarm to alarm and from answer to answer, and a model that takes what it is told to; both through promises, as for real. */
function drive(plan: RealPlan, secondsOf: (size: number) => number, lateSeconds = 0) {
  let time = 0;
  const due = new Map<string, { readonly at: number; readonly ring: () => void }>();
  const over = driveRun(plan, {
    now: () => time,
    setAlarm: (at, ring) => due.set('alarm', { at: Math.max(time, at) + lateSeconds, ring }),
    score: (size) =>
      new Promise((resolve) => {
        const seconds = secondsOf(size);
        due.set('answer', { at: time + seconds, ring: () => resolve(seconds) });
      }),
  });
  const go = async () => {
    for (let step = 0; step < 10_000; step++) {
      // Answers come before alarms of the same instant, as in the simulator.
      const next = [...due].sort(([a, one], [b, other]) => one.at - other.at || b.localeCompare(a))[0];
      if (!next || next[1].at === Infinity) return;
      due.delete(next[0]);
      time = next[1].at;
      next[1].ring();
      // The driver hears of an answer a microtask later.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    }
  };
  return { over, go };
}

describe('driveRun', () => {
  it('records what a run on paper says, when nothing is ever late', async () => {
    const arrivals = Array.from({ length: 200 }, (_, index) => 0.01 * index + 0.004 * ((index * 7) % 5));
    const plan = planWith(
      arrivals.sort((a, b) => a - b),
      { policy: triton(4, 0.02) },
    );
    const secondsOf = (size: number) => 0.012 + 0.004 * size;
    const { over, go } = drive(plan, secondsOf);
    await go();
    const record = await over;
    const paper = runOnPaper(plan, (_, size) => secondsOf(size));
    expect(record.batchSizes).toEqual(paper.batchSizes);
    expect(record.answeredSeconds).toEqual(paper.answeredSeconds);
    expect(Math.max(...record.sentLateSeconds)).toBe(0);
  });

  it('counts a late alarm into the latency, from the moment at which the request was due', async () => {
    const { over, go } = drive(planWith([1, 2]), () => 0.5, 0.125);
    await go();
    const record = await over;
    expect([...record.sentLateSeconds]).toEqual([0.125, 0.125]);
    expect([...record.answeredSeconds]).toEqual([1.625, 2.625]);
  });

  it('ends five seconds after its time when the model no longer answers, with what was answered', async () => {
    const plan = planWith([1, 2], { durationSeconds: 3 });
    let calls = 0;
    const { over, go } = drive(plan, () => (calls++ === 0 ? 0.5 : Infinity));
    await go();
    const record = await over;
    expect([...record.outcome]).toEqual([OUTCOME.answered, OUTCOME.unanswered]);
    expect(DRAIN_SECONDS).toBe(5);
  });

  it('is rejected with what the model breaks with', async () => {
    const over = driveRun(planWith([0]), {
      now: () => 0,
      setAlarm: (_, ring) => queueMicrotask(ring),
      score: () => Promise.reject(new Error('The model broke.')),
    });
    await expect(over).rejects.toThrow('The model broke.');
  });
});

describe('observedDistribution', () => {
  it('gives quantiles as far as a request lies beyond them, and batches by size', () => {
    const plan = planWith([0, 1, 2, 3, 3]);
    const record = runOnPaper(plan, (index) => [0.1, 0.2, 0.3, 0.4, 0.5][index]!);
    const { quantiles, batchSizes } = observedDistribution({ plan, record }, [0, 0.5, 0.75, 0.9, 0.99]);
    // Latencies 0.1, 0.2, 0.3, 0.4, 0.9: beyond the 90 % lies half a request, beyond the 75 % one and a quarter.
    expect(quantiles.map(({ probability }) => probability)).toEqual([0, 0.5, 0.75]);
    expect(quantiles[1]!.seconds).toBeCloseTo(0.3, 12);
    expect(quantiles[2]!.seconds).toBeCloseTo(0.4, 12);
    expect(batchSizes).toEqual([[1, 5]]);
  });

  it('leaves out batches from before the end of the warm-up', () => {
    const plan = planWith([0, 1, 2], { warmUpSeconds: 0.5 });
    const record = runOnPaper(plan, () => 0.1);
    expect(observedDistribution({ plan, record }, [0]).batchSizes).toEqual([[1, 2]]);
  });
});
