import { describe, expect, it } from 'vitest';
import { compareDeployments, formatDeployments } from '../../src/tools/compare/deployments.ts';

const deployments = compareDeployments();
const [batch, realTime, streaming] = deployments.map(({ result }) => result);

describe('one workload as batch, real-time and streaming', () => {
  it('has the same arrivals in all three', () => {
    expect(realTime!.requests.offered).toBe(batch!.requests.offered);
    expect(streaming!.requests.offered).toBe(batch!.requests.offered);
    expect(realTime!.timeline.arrivals).toEqual(streaming!.timeline.arrivals);
  });

  it('takes minutes as batch, a round trip as real-time, and half a round trip as streaming, where nobody waits for the way back', () => {
    expect(batch!.sojournTimeSeconds.p50!).toBeGreaterThan(150);
    expect(realTime!.sojournTimeSeconds.p50!).toBeCloseTo(0.04, 3);
    expect(streaming!.sojournTimeSeconds.p50!).toBeCloseTo(0.02, 3);
  });

  it('costs least as batch, whose machines are there only while they work', () => {
    expect(batch!.cost.usdPerDay).toBeLessThan(realTime!.cost.usdPerDay / 10);
    expect(batch!.cost.usdPerDay).toBeLessThan(streaming!.cost.usdPerDay / 10);
    expect(batch!.cost.idleUsd).toBe(0);
    expect(realTime!.cost.idleUsd / realTime!.cost.breakdown['compute']!).toBeGreaterThan(0.99);
  });

  it('emits least as batch: idle machines need power too', () => {
    expect(batch!.energy.gramsPer1000Completed!).toBeLessThan(realTime!.energy.gramsPer1000Completed! / 2);
  });

  it('loses the minute of the outage as real-time, nothing as batch, and as streaming only is late with it', () => {
    expect(batch!.availability.requestsAnswered).toBe(1);
    expect(streaming!.requests.failed + streaming!.requests.rejected).toBe(0);
    // Whoever came first in the outage waits for all of it; consumers that come back wait for the group to be shared out.
    expect(streaming!.sojournTimeSeconds.max!).toBeGreaterThan(60);
    expect(streaming!.sojournTimeSeconds.max!).toBeLessThan(60 + 60);
    // A minute of an hour; arrivals are Poisson, 3000 of 180,000 in each of three replications, so the share has a standard error of 0.02 %.
    expect(Math.abs(1 - realTime!.availability.requestsAnswered! - 1 / 60)).toBeLessThan(3 * 0.0002);
  });

  it('is told as a table with a row for each', () => {
    expect(formatDeployments(deployments).split('\n').length).toBe(5);
  });
});
