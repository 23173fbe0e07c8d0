import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { applyControls } from '../../widgets/latency-cost-dashboard/controls.ts';
import { deriveCurves } from '../../widgets/latency-cost-dashboard/derive-curves.ts';
import { recordedCurve, shippedData } from './shipped-data.ts';

const { alternatives } = shippedData;
const curves = deriveCurves(recordedCurve, shippedData.curves);
const results = new Map<string, SimulationResult>();
const of = (id: string) => results.get(id)!;
const roundTripSeconds = 0.045;
const intervalSeconds = 300;
const rate = 5;

beforeAll(() => {
  for (const { id, scenario } of alternatives) results.set(id, simulate(scenario, { curves }));
});

describe('the nine scenarios', () => {
  it('see the same arrivals, request by request, as far as the first timeline shows', () => {
    const arrivals = alternatives.map(({ id }) => of(id).timeline.arrivals);
    for (const series of arrivals) expect(series).toEqual(arrivals[0]);
    expect(new Set(alternatives.map(({ id }) => of(id).requests.offered)).size).toBe(1);
  });

  it.each(alternatives.map(({ id }) => id))('%s loses no request and keeps Little’s law at every station', (id) => {
    const { requests, components } = of(id);
    const gone = requests.completed + requests.rejected + requests.throttled + requests.timedOut + requests.failed;
    expect(gone + requests.inSystem).toBe(requests.offered);
    const { durationSeconds, warmUpSeconds, replications } = alternatives.find((one) => one.id === id)!.scenario.run;
    const observedSeconds = (durationSeconds - warmUpSeconds) * replications;
    for (const station of Object.values(components)) {
      const mean = station.sojournTimeSeconds?.mean;
      if (mean === undefined || mean === null || station.numberInSystem === undefined) continue;
      // Once warm, L = λW (Little 1961), here within 0.1 % for the edges of the window. Of the dataset's rows those of the last interval are still
      // waiting when the run ends: they count in L and not in λ, so the two differ by P/(T − P).
      const littles = (station.completed / observedSeconds) * mean;
      const isSchedule = station.kind === 'dataset';
      const edge = isSchedule ? intervalSeconds / (durationSeconds - warmUpSeconds - intervalSeconds) + 0.02 : 0.001;
      expect(Math.abs(station.numberInSystem - littles)).toBeLessThanOrEqual(edge * littles + 1e-9);
    }
  });

  it('batch, cloud: the mean age in use is the job’s time plus half the interval', () => {
    const age = of('batch-cloud').predictionAgeSeconds.mean!;
    const makespan = of('batch-cloud').components['job']!.jobs!.meanMakespanSeconds!;
    // D + P/2, because the age grows evenly from D to D + P, with D from the snapshot to the publication: the way to the cloud and the job.
    const expected = roundTripSeconds / 2 + makespan + intervalSeconds / 2;
    // The window holds six whole intervals; D differs between jobs by the scoring of some tens of rows, a few milliseconds.
    expect(Math.abs(age - expected) / expected).toBeLessThan(0.001);
  });

  it('batch, hybrid: scores at the site every row, and in the cloud about three in ten', () => {
    const { components } = of('batch-hybrid');
    const rows = components['job']!.completed;
    const share = components['cloud-job']!.arrivals / rows;
    // A binomial share: four standard errors.
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / rows));
  });

  it('real-time, edge: the median is below the cloud’s by the round trip, less what the slower machine loses', () => {
    const gap = of('realtime-cloud').sojournTimeSeconds.p50! - of('realtime-edge').sojournTimeSeconds.p50!;
    const one = recordedCurve.points[0]!.medianSeconds;
    const expected =
      roundTripSeconds - (curves['at-edge']!.points[0]!.medianSeconds - curves['at-cloud']!.points[0]!.medianSeconds);
    // Both medians are those of a request that finds a free server (load at most 4 %); the law draws from samples whose median is within 10 % of the
    // curve's, times 400 at the edge; the histogram adds 0.4 % of each median.
    expect(Math.abs(gap - expected)).toBeLessThan(0.1 * 400 * one + 0.004 * (roundTripSeconds + 0.01));
    expect(gap).toBeGreaterThan(0);
  });

  it('real-time, hybrid: seven in ten do not wait for the link, the 95th percentile does', () => {
    const { p50, p95 } = of('realtime-hybrid').sojournTimeSeconds;
    expect(p50!).toBeLessThan(roundTripSeconds);
    expect(p95!).toBeGreaterThan(roundTripSeconds);
  });

  it('streaming, cloud: an event crosses the link once where a request crosses it twice', () => {
    const gap = of('realtime-cloud').sojournTimeSeconds.p50! - of('streaming-cloud').sojournTimeSeconds.p50!;
    // The histogram's 0.4 % of each median, and the difference between one queue for two replicas and one per consumer at a load of 0.5 %.
    expect(Math.abs(gap - roundTripSeconds / 2)).toBeLessThan(0.01 * roundTripSeconds);
  });

  it('at the edge nothing crosses a link and nothing but the machine is paid for', () => {
    for (const id of ['batch-edge', 'realtime-edge', 'streaming-edge']) {
      const paid = Object.entries(of(id).cost.breakdown).filter(([, usd]) => usd > 0);
      expect(paid.map(([part]) => part)).toEqual(['compute']);
    }
  });

  it('machines that stand ready cost the same whatever the load, so a prediction gets cheaper with traffic', () => {
    const { alternatives: busy } = applyControls(shippedData, { rate: 20 });
    const scenario = busy.find(({ id }) => id === 'streaming-edge')!.scenario;
    const ratio =
      of('streaming-edge').cost.usdPer1000Completed! / simulate(scenario, { curves }).cost.usdPer1000Completed!;
    // Four times the Poisson counts: n ≈ 45,000 and 180,000, so four standard errors of the ratio are 4·4·√(1/45000 + 1/180000).
    expect(Math.abs(ratio - 20 / rate)).toBeLessThan(16 * Math.sqrt(1 / 45_000 + 1 / 180_000));
  });
});
