import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseServiceCurve } from '../../../../widgets/engines/inference/curve.ts';
import { COLUMN, COLUMNS } from '../../../../widgets/engines/simulator/live/live-frame.ts';
import { LiveRun } from '../../../../widgets/engines/simulator/live/live-run.ts';
import { MOST_SPANS } from '../../../../widgets/engines/simulator/live/live-timeline.ts';
import { ReplicationRun } from '../../../../widgets/engines/simulator/replication.ts';
import type { Scenario } from '../../../../widgets/engines/simulator/scenario.ts';
import { accept } from '../accept.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const curveFile = JSON.parse(readFileSync(`${root}public/models/titanic-mlp.curve.json`, 'utf8')) as unknown;
const curve = parseServiceCurve(curveFile);
if (!curve.ok) throw new Error('The shipped curve is not one.');
const curves = { 'titanic-mlp': curve.value };

const noPause = () => Promise.resolve();

/** The run as a person watches it: in uneven steps of simulated time, looked at after each. */
async function watch(scenario: Scenario, steps: number) {
  const live = await LiveRun.begin(scenario, curves, noPause);
  for (let step = 1; step <= steps; step++) {
    const until = live.durationSeconds * (step / steps) ** 1.3;
    while (!live.advance(step === steps ? live.durationSeconds : until, 5000));
    live.frame(live.durationSeconds / 100);
  }
  return live;
}

function unwatched(scenario: Scenario) {
  const run = new ReplicationRun(scenario, scenario.run.seed, 0, curves);
  while (!run.advance(50_000));
  return run.part();
}

/** Shorter, so that every scenario of the course can be watched in seconds. */
function shortened(scenario: Scenario): Scenario {
  const durationSeconds = Math.min(scenario.run.durationSeconds, 90_000);
  return { ...scenario, run: { ...scenario.run, durationSeconds } };
}

const heavy = /black-friday|weekend|50-ms-at-2000|availability-99-9\.json/;
const files = readdirSync(`${root}content/scenarios`).filter((name) => name.endsWith('.json') && !heavy.test(name));

describe('LiveRun', () => {
  test.each(files)('does to the last bit what the run without spectators does: %s', async (file) => {
    const scenario = shortened(accept(JSON.parse(readFileSync(`${root}content/scenarios/${file}`, 'utf8'))));
    const live = await watch(scenario, 37);
    expect(live.part()).toEqual(unwatched(scenario));
    expect(live.hasEnded).toBe(true);
  });

  test('runs the pilot of a warm-up that MSER-5 finds, and counts as the run without spectators does', async () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 8 }, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
      ],
      run: { durationSeconds: 600, warmUp: 'mser5', replications: 1 },
    });
    expect((await watch(scenario, 20)).part()).toEqual(unwatched(scenario));
  });
});

describe('a frame of a LiveRun', () => {
  const shop = accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        replicas: 2,
        serviceTime: { distribution: 'deterministic', meanSeconds: 1.5 },
      },
    ],
    run: { durationSeconds: 100, warmUpSeconds: 20, replications: 1 },
  });

  test('has the averages of its span and the states at its end, worked out by hand', async () => {
    const live = await LiveRun.begin(shop, {}, noPause);
    while (!live.advance(10, 1000));
    live.frame(1);
    while (!live.advance(20.25, 1000));
    const frame = live.frame(10);
    // One request a second, 1.5 s of work each, two servers: 0.75 busy. From 10 s to 20.25 s, across the end of the warm-up. A request comes at every whole
    // second, so at 20.25 s those of 19 s and of 20 s are served, and nobody waits.
    expect([frame.fromSeconds, frame.atSeconds]).toEqual([10, 20.25]);
    const model = frame.components.subarray(COLUMNS);
    // Work in [10, 20.25]: 1.5 s of each request from 9 s on: of 9 s 0.5 s, of 10 s to 18 s all 9 · 1.5 s, of 19 s 1.25 s, of 20 s 0.25 s.
    expect(model[COLUMN.utilisation]).toBeCloseTo((0.5 + 9 * 1.5 + 1.25 + 0.25) / (2 * 10.25), 12);
    expect([model[COLUMN.waiting], model[COLUMN.meanWaiting], model[COLUMN.idle], model[COLUMN.busy]]).toEqual([
      0, 0, 0, 2,
    ]);
    expect(model[COLUMN.hitRatio]).toBeNaN();
    // 11 s to 20 s: ten requests; that of 10 s was there before the span began.
    expect(frame.links[0]).toBeCloseTo(10 / 10.25, 12);
  });

  test('adds up: spans of the timeline, in whatever width, hold every request that passed a link', async () => {
    const live = await watch(shop, 50);
    let passed = 0;
    const { spanSeconds, spans } = live.timeline;
    for (let span = 0; span < spans; span++) {
      const frame = live.timeline.frameAt((span + 0.5) * spanSeconds)!;
      expect(frame.fromSeconds).toBe(span * spanSeconds);
      passed += frame.links[0]! * spanSeconds;
    }
    expect(spans).toBe(MOST_SPANS);
    expect(spanSeconds * spans).toBe(100);
    // One a second from 0 s or 1 s on, none at the end itself.
    expect(passed).toBeCloseTo(unwatched(shop).counts.offered + 20, 6);
  });
});

describe('the log of a LiveRun', () => {
  test('tells when a controller scaled, and when the replicas were ready', async () => {
    const scenario = accept({
      components: [
        {
          id: 'users',
          kind: 'traffic',
          arrivals: { process: 'step', ratePerSecond: 5, stepRatePerSecond: 60, startSeconds: 100 },
          to: 'model',
        },
        {
          id: 'model',
          kind: 'modelServer',
          serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
          autoscaling: {
            policy: 'hpa',
            minReplicas: 1,
            maxReplicas: 8,
            metrics: [{ name: 'cpu', averageUtilization: 60 }],
            coldStart: { distribution: 'deterministic', meanSeconds: 30 },
          },
        },
      ],
      faults: [
        { scope: 'dependency', component: 'model', outages: { law: 'scheduled', atSeconds: 300, durationSeconds: 10 } },
      ],
      run: { durationSeconds: 400, replications: 1 },
    });
    const live = await watch(scenario, 40);
    const entries = live.log.takeFresh().map(([, entry]) => entry);
    const changes = unwatched(scenario).stations[1]!.report.replicas!.changes;
    const scaled = entries.filter((entry) => entry.what === 'scaled');
    expect(scaled.map(({ atSeconds, to }) => [atSeconds, to])).toEqual(changes.filter(([at]) => at > 0));
    const first = scaled[0]!;
    expect(first).toMatchObject({ component: 1, from: 1 });
    // A start takes 30 s, on a probe's grid if there is one.
    expect(first.readyAtSeconds! - first.atSeconds).toBeGreaterThanOrEqual(30);
    expect(entries).toContainEqual({ atSeconds: 300, what: 'down', components: [1] });
    expect(entries).toContainEqual({ atSeconds: 310, what: 'up', components: [1] });
  });
});
