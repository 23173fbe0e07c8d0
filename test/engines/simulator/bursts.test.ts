import { describe, expect, test } from 'vitest';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import type { TimeSummary } from '../../../widgets/engines/simulator/result.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { station } from './accept.ts';

const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });

/** Inside two half-widths of the 95 % interval, about four standard errors, and the interval narrower than `narrow` of the theory. */
function expectToAgree(summary: TimeSummary, theory: number, narrow: number): void {
  const half = (summary.ci95![1] - summary.ci95![0]) / 2;
  expect(half / theory).toBeLessThan(narrow);
  expect(Math.abs(summary.mean! - theory)).toBeLessThan(2 * half);
}

describe('bursts at a queue', () => {
  test('simulate gives the mean sojourn time of MMPP/M/1 with bursts of 10 per second and lulls of nothing', () => {
    const arrivals = {
      process: 'mmpp',
      quietRatePerSecond: 0,
      burstRatePerSecond: 10,
      quietSeconds: 1,
      burstSeconds: 1,
    };
    const result = simulate(
      station({
        arrivals,
        server: { serviceTime: exponential(1 / 8) },
        run: { seed: 1, durationSeconds: 10_500, warmUpSeconds: 500, replications: 20 },
      }),
    );
    // Matrix-geometric R: L = 4.301898, W = 0.860380 (Neuts 1981; worked out apart from this code).
    expectToAgree(result.sojournTimeSeconds, 0.86038, 0.03);
    expect(Math.abs(result.components['model']!.numberInSystem! / 4.301898 - 1)).toBeLessThan(0.03);
  });

  test('simulate gives the penalty of bursts at the same mean: 84 ms where Poisson arrivals have 20 ms', () => {
    const bursts = {
      process: 'mmpp',
      quietRatePerSecond: 10,
      burstRatePerSecond: 90,
      quietSeconds: 10,
      burstSeconds: 10,
    };
    const run = { seed: 1, durationSeconds: 6100, warmUpSeconds: 100, replications: 20 };
    const server = { serviceTime: exponential(0.01) };
    const bursty = simulate(station({ arrivals: bursts, server, run })).sojournTimeSeconds;
    // By the same method L = 4.220726, at 50 per second.
    expectToAgree(bursty, 4.220726 / 50, 0.03);
    const poisson = simulate(
      station({ arrivals: { process: 'poisson', ratePerSecond: 50 }, server, run: { ...run, durationSeconds: 1100 } }),
    );
    expectToAgree(poisson.sojournTimeSeconds, 0.02, 0.01);
  });

  test.each([0.5, 2])(
    'simulate gives the mean sojourn time of GI/M/1 with gamma gaps of coefficient of variation %d',
    (cv) => {
      // σ = A*(μ (1 − σ)), with A*(s) = (1 + s cv²/λ)^(−1/cv²); W = 1/(μ (1 − σ)) (Kleinrock 1975, volume 1, 6.4).
      let sigma = 0.5;
      for (let i = 0; i < 500; i++) sigma = (1 + (10 * (1 - sigma) * cv * cv) / 7) ** (-1 / (cv * cv));
      const result = simulate(
        station({
          arrivals: { process: 'gamma', ratePerSecond: 7, cv },
          server: { serviceTime: exponential(0.1) },
          run: { seed: 1, durationSeconds: 5200, warmUpSeconds: 200, replications: 20 },
        }),
      );
      expectToAgree(result.sojournTimeSeconds, 0.1 / (1 - sigma), 0.03);
    },
  );
});

const DAY = 86_400;

/** ∫ N(t) sin(gt) dt and ∫ N(t) cos(gt) dt over whole days, request by request. */
class DailyWave extends Recorder {
  sine = 0;
  cosine = 0;
  readonly #from: number;
  readonly #until: number;

  constructor(from: number, until: number) {
    super();
    this.#from = from;
    this.#until = until;
  }

  override answered(model: Model, request: number): void {
    const g = (2 * Math.PI) / DAY;
    const start = Math.max(model.requests.createdAt[request]!, this.#from);
    const end = Math.min(model.now, this.#until);
    if (end <= start) return;
    this.sine += (Math.cos(g * start) - Math.cos(g * end)) / g;
    this.cosine += (Math.sin(g * end) - Math.sin(g * start)) / g;
  }
}

describe('a daily rhythm', () => {
  test('the number in an endless room follows the rate of the day half an hour late, as M_t/G/∞ does', () => {
    // λ(t) = L + A sin(gt) with L = 100/3600 and A = 80/3600 per second, exponential stays of 1800 s (Eick, Massey and Whitt 1993).
    const days = 600;
    const scenario = station({
      arrivals: { process: 'diurnal', ratePerSecond: 100 / 3600, amplitude: 0.8 },
      server: { replicas: 100, concurrency: 10, serviceTime: exponential(1800) },
      run: { seed: 3, durationSeconds: (days + 2) * DAY, replications: 1 },
    });
    const model = compile(scenario, 3, 0, {});
    const wave = new DailyWave(DAY, (days + 1) * DAY);
    model.signals.add(wave);
    while (!model.advance(100_000));
    const g = (2 * Math.PI) / DAY;
    const amplitude = (80 / 3600) * 1800;
    const sine = (2 * wave.sine) / (days * DAY);
    const cosine = (2 * wave.cosine) / (days * DAY);
    // N(t) is Poisson with a mean near 50 and a memory of 1800 s: a Fourier coefficient over T has variance 2 · (2 · 50 · 1800) / T.
    const error = Math.sqrt((4 * 50 * 1800) / (days * DAY));
    expect(Math.abs(sine - amplitude / (1 + (g * 1800) ** 2))).toBeLessThan(4 * error);
    expect(Math.abs(50 + sine - 89.3262)).toBeLessThan(4 * error);
    // The lag of the peak is atan(gE)/g = 1789.8 s; an error of the coefficients turns the phase by error / amplitude.
    const lag = Math.atan2(-cosine, sine) / g;
    expect(Math.abs(lag - 1789.8)).toBeLessThan((4 * error) / amplitude / g);
  });
});
