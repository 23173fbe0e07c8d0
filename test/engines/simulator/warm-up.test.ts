import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { Summary } from '../../../widgets/engines/simulator/summary.ts';
import { mmc } from '../../../widgets/engines/simulator/theory/index.ts';
import { accept, station } from './accept.ts';

const exponential = { distribution: 'exponential', meanSeconds: 0.1 };

/** A busy station whose queue fills slowly. */
const busy = (run: object, ratePerSecond = 9) =>
  station({
    arrivals: { process: 'poisson', ratePerSecond },
    server: { serviceTime: exponential },
    run: { seed: 1, ...run },
  });

describe('run.warmUp "mser5"', () => {
  const scenario = busy({ durationSeconds: 2000, warmUp: 'mser5', replications: 20 });

  test('a pilot finds the end of the warm-up, and the result says where it was', () => {
    const result = simulate(scenario);
    const { rule, seconds, isFound } = result.warmUp!;
    expect([rule, isFound]).toEqual(['mser5', true]);
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(seconds).toBeLessThanOrEqual(1000);
    expect(result.timeline.startSeconds).toBe(seconds);
    const theory = mmc(9, 0.1, 1).meanWaitingSeconds + 0.1;
    const { mean, ci95 } = result.sojournTimeSeconds;
    expect(Math.abs(mean! - theory)).toBeLessThan(ci95![1] - ci95![0]);
  });

  test('a start far from the steady state is left out', () => {
    // A backlog of ten minutes' work at the beginning, then a light load: the first answers tell nothing of the rest.
    const crowd = { process: 'step', ratePerSecond: 40, stepRatePerSecond: 5, startSeconds: 60 };
    const start = station({
      arrivals: crowd,
      server: { serviceTime: exponential },
      run: { seed: 1, durationSeconds: 6000, warmUp: 'mser5', replications: 5 },
    });
    const result = simulate(start);
    // 60 s at 40 per second are 2400 requests; 10 per second are served and 5 come: the backlog of 1800 is gone after 60 + 360 s.
    expect(result.warmUp!.seconds).toBeGreaterThan(350);
    expect(result.warmUp!.seconds).toBeLessThan(800);
    const theory = mmc(5, 0.1, 1).meanWaitingSeconds + 0.1;
    expect(Math.abs(result.sojournTimeSeconds.mean! / theory - 1)).toBeLessThan(0.1);
  });

  test('replications run one by one elsewhere agree to the bit, each with its own pilot', () => {
    const whole = simulate(scenario, { replications: 3 });
    const summary = new Summary(scenario);
    for (let replication = 0; replication < 3; replication++) {
      const run = new ReplicationRun(scenario, scenario.run.seed, replication);
      let last = 0;
      while (!run.advance(5000)) {
        expect(run.share).toBeGreaterThanOrEqual(last);
        last = run.share;
      }
      expect(run.share).toBe(1);
      summary.add(run.part());
    }
    expect(summary.finish(scenario.run.seed, 0)).toEqual(whole);
  });

  test('a run without it answers to the last bit as with "given", and has no such key', () => {
    const given = simulate(busy({ durationSeconds: 200, warmUp: 'given', replications: 2 }));
    expect(given).toEqual(simulate(busy({ durationSeconds: 200, replications: 2 })));
    expect('warmUp' in given).toBe(false);
  });

  test('a run that never settles leaves out its half and warns', () => {
    const result = simulate(busy({ durationSeconds: 300, warmUp: 'mser5', replications: 2 }, 20));
    expect(result.warmUp).toEqual({ rule: 'mser5', seconds: 150, isFound: false });
    expect(result.warnings.join(' ')).toContain('MSER-5 found no end of the warm-up');
    const silent = simulate(
      accept({
        components: [{ id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [1] } }],
        run: { durationSeconds: 10, warmUp: 'mser5', replications: 1 },
      }),
    );
    expect(silent.warmUp!.isFound).toBe(false);
  });

  test('a warm-up cannot be both given and left to the rule', () => {
    const parsed = parseScenario({
      components: [{ id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 } }],
      run: { durationSeconds: 10, warmUpSeconds: 1, warmUp: 'mser5' },
    });
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.problems[0]).toMatchObject({ path: 'run.warmUpSeconds' });
  });
});

describe('warnings of a result', () => {
  test('a short run near saturation warns that its mean is not to be quoted, a long easy one does not', () => {
    const short = simulate(busy({ durationSeconds: 120, warmUpSeconds: 20, replications: 5 }, 9.5));
    expect(short.warnings[0]).toMatch(/more than 5 %.*1\/\(1 − ρ\)²/);
    expect(simulate(busy({ durationSeconds: 3000, replications: 20 }, 3)).warnings).toEqual([]);
  });
});
