import { describe, expect, it } from 'vitest';
import { countedLatencies } from '../../../../widgets/engines/simulator/reality/figures.ts';
import { runOnPaper } from '../../../../widgets/engines/simulator/reality/on-paper.ts';
import type { RealPlan } from '../../../../widgets/engines/simulator/reality/real-plan.ts';
import { RealRun } from '../../../../widgets/engines/simulator/reality/real-run.ts';
import type { RequestBatch } from '../../../../widgets/engines/simulator/reality/request-batcher.ts';
import { OUTCOME } from '../../../../widgets/engines/simulator/reality/run-record.ts';
import { planWith, triton } from './plan.ts';

/** A run that a test drives by hand, and the batches that it was given. */
function driven(plan: RealPlan) {
  const batches: RequestBatch[] = [];
  const run = new RealRun(plan, (batch) => batches.push(batch));
  return { run, record: run.record, requests: () => batches.map(({ requests }) => [...requests]) };
}

describe('RealRun', () => {
  it('sends what is due however busy the server is, and counts from when it was due', () => {
    const { run, record, requests } = driven(planWith([0, 1, 2]));
    run.wake(0);
    run.wake(1);
    // The wake is half a second late: that half second is in the latency.
    run.wake(2.5);
    expect(requests()).toEqual([[0]]);
    run.batchDone(5, 5);
    run.batchDone(6, 1);
    run.batchDone(7, 1);
    expect([...record.sentLateSeconds]).toEqual([0, 0, 0.5]);
    expect([...record.answeredSeconds]).toEqual([5, 6, 7]);
    expect(countedLatencies(planWith([0, 1, 2]), record)).toEqual([5, 5, 5]);
    expect(run.isOver).toBe(true);
    expect(run.wakeAt).toBe(Infinity);
  });

  it('lets a free server take the first of several that one late wake finds due, not all of them', () => {
    const { run, requests } = driven(planWith([1, 1.1, 1.2], { policy: triton(8, 0) }));
    run.wake(1.3);
    expect(requests()).toEqual([[0]]);
    run.batchDone(2, 0.7);
    expect(requests()).toEqual([[0], [1, 2]]);
  });

  it('keeps a request back for the batch window and asks to be woken at its end', () => {
    const { run, requests } = driven(planWith([1, 1.5, 9], { policy: triton(4, 1) }));
    expect(run.wakeAt).toBe(1);
    run.wake(1);
    expect(run.wakeAt).toBe(1.5);
    run.wake(1.5);
    expect(run.wakeAt).toBe(2);
    expect(requests()).toEqual([]);
    run.wake(2);
    expect(requests()).toEqual([[0, 1]]);
  });

  it('starts a full batch at once and leaves the rest in the queue', () => {
    const { run, requests } = driven(planWith([1, 1, 1], { policy: triton(2, 5) }));
    run.wake(1);
    expect(requests()).toEqual([[0, 1]]);
    run.batchDone(1.5, 0.5);
    expect(run.wakeAt).toBe(6);
    run.wake(6);
    expect(requests()).toEqual([[0, 1], [2]]);
  });

  it('turns away what finds no waiting place, and needs none for what starts at once', () => {
    const { run, record, requests } = driven(planWith([0, 1, 2, 10], { queueCapacity: 1 }));
    run.wake(2);
    expect([...record.outcome]).toEqual([OUTCOME.unanswered, OUTCOME.unanswered, OUTCOME.rejected, OUTCOME.unanswered]);
    run.batchDone(3, 3);
    run.batchDone(4, 1);
    run.wake(10);
    run.batchDone(11, 1);
    expect(requests()).toEqual([[0], [1], [3]]);
    expect([...record.answeredSeconds]).toEqual([3, 4, Number.NaN, 11]);
  });

  it('scores the rows of a job in chunks, answers them together, and leaves later rows to the next job', () => {
    const policy = { ...triton(2, 0) };
    const { run, record, requests } = driven(planWith([1, 1, 1, 2, 2], { regime: 'batch', policy }));
    run.wake(1);
    expect(requests()).toEqual([[0, 1]]);
    run.wake(2);
    run.batchDone(3, 2);
    // The third row is alone in its chunk: rows 3 and 4 belong to another job.
    expect(requests()).toEqual([[0, 1], [2]]);
    expect(Number.isNaN(record.answeredSeconds[0])).toBe(true);
    run.batchDone(4, 1);
    expect(requests()).toEqual([[0, 1], [2], [3, 4]]);
    run.batchDone(6, 2);
    expect([...record.answeredSeconds]).toEqual([4, 4, 4, 6, 6]);
  });

  it('records batches, what the server was taken for, and what the model itself took', () => {
    const { run, record } = driven(planWith([0, 0, 0], { policy: triton(8, 0) }));
    run.wake(0);
    run.batchDone(1, 0.9);
    run.batchDone(3, 1.8);
    expect(record.batchSizes).toEqual([1, 2]);
    expect(record.batchStartedSeconds).toEqual([0, 1]);
    expect(record.batchEndedSeconds).toEqual([1, 3]);
    expect(record.modelSeconds).toEqual([0.9, 1.8]);
  });
});

describe('runOnPaper', () => {
  it('is Lindley’s recursion for one request at a time', () => {
    const arrivals = [0.2, 0.5, 0.6, 2, 2.1, 2.2, 7];
    const services = [0.5, 0.3, 0.9, 0.1, 0.4, 1, 0.2];
    const record = runOnPaper(planWith(arrivals), (index) => services[index]!);
    let free = 0;
    arrivals.forEach((at, request) => {
      free = Math.max(free, at) + services[request]!;
      expect(record.answeredSeconds[request]).toBe(free);
    });
  });
});
