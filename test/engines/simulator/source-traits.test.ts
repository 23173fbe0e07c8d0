import { describe, expect, test } from 'vitest';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { KeySampler } from '../../../widgets/engines/simulator/stations/key-sampler.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

const serviceTime = { distribution: 'exponential', meanSeconds: 0.01 };

function scenario(source: object, arrivals: object = { process: 'poisson', ratePerSecond: 100 }) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', place: 'campus', arrivals, ...source, to: 'model' },
      { id: 'model', kind: 'modelServer', serviceTime },
    ],
    links: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.02, usdPerGb: 1 }],
    run: { seed: 5, durationSeconds: 1000, replications: 1 },
  });
}

/** Reads the columns of every request as it comes into being. */
class Traits extends Recorder {
  readonly classes: number[] = [];
  readonly bytes: number[] = [];

  override created(model: Model, request: number): void {
    this.classes.push(model.requests.priority[request] ?? 1);
    this.bytes.push(model.bytesOf(request));
  }
}

function traitsOf(source: object): Traits {
  const model = compile(scenario(source), 5, 0, {});
  const traits = new Traits();
  model.signals.add(traits);
  while (!model.advance(100_000));
  return traits;
}

describe('keys of a source', () => {
  test.each([0, 0.8, 1, 1.4])('keys come in the proportions of Zipf with exponent %d', (zipfExponent) => {
    const count = 50;
    const draws = 200_000;
    const keys = new KeySampler({ count, zipfExponent }, new RandomStream(1, 0, 'keys'));
    const found = new Float64Array(count);
    for (let i = 0; i < draws; i++) found[keys.next(0)]!++;
    const weights = Array.from({ length: count }, (_, key) => (key + 1) ** -zipfExponent);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const chi2 = weights.reduce((total, weight, key) => {
      const expected = (draws * weight) / sum;
      return total + (found[key]! - expected) ** 2 / expected;
    }, 0);
    // χ² with 49 degrees of freedom: mean 49, standard deviation √98.
    expect(Math.abs(chi2 - (count - 1))).toBeLessThan(4 * Math.sqrt(2 * (count - 1)));
  });
});

describe('priorities of a source', () => {
  test('requests carry their class in the given shares, drawn at their creation', () => {
    const { classes } = traitsOf({
      priorities: [
        { class: 1, share: 1 },
        { class: 3, share: 0 },
        { class: 2, share: 3 },
      ],
    });
    const first = classes.filter((value) => value === 1).length;
    const { length } = classes;
    expect(new Set(classes)).toEqual(new Set([1, 2]));
    expect(Math.abs(first - length / 4)).toBeLessThan(4 * Math.sqrt((length * 3) / 16));
  });

  test('without priorities the pool keeps no classes', () => {
    expect(compile(scenario({}), 1, 0, {}).requests.priority).toHaveLength(0);
  });

  test('priorities change neither the arrivals nor the service times', () => {
    const plain = traceRun(scenario({})).trace;
    const ranked = traceRun(scenario({ priorities: [{ class: 2, share: 1 }], payloadCv: 2 })).trace;
    expect(ranked.createdAt).toEqual(plain.createdAt);
    expect(ranked.visits).toEqual(plain.visits);
  });

  test.each([
    [[]],
    [[{ class: 0, share: 1 }]],
    [[{ class: 1, share: 0 }]],
    [
      [
        { class: 1, share: 1 },
        { class: 1, share: 2 },
      ],
    ],
    [[{ class: 1.5, share: 1 }]],
    [{ class: 1, share: 1 }],
  ])('priorities %j are refused', (priorities) => {
    const parsed = parseScenario({
      components: [{ id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, priorities }],
      run: { durationSeconds: 1 },
    });
    expect(parsed.ok).toBe(false);
  });
});

describe('payloads of a source', () => {
  test('payloads are lognormal with the given mean and spread, in whole bytes', () => {
    const { bytes } = traitsOf({ payloadBytes: 20_000, payloadCv: 1.5 });
    const { length } = bytes;
    const mean = bytes.reduce((sum, value) => sum + value, 0) / length;
    expect(bytes.every((value) => Number.isInteger(value))).toBe(true);
    expect(Math.abs(mean / 20_000 - 1)).toBeLessThan((4 * 1.5) / Math.sqrt(length));
    // Half of a lognormal lies below e^μ = mean / √(1 + cv²); the share below has standard deviation ½/√n.
    const median = 20_000 / Math.sqrt(1 + 1.5 * 1.5);
    const below = bytes.filter((value) => value < median).length / length;
    expect(Math.abs(below - 0.5)).toBeLessThan(2 / Math.sqrt(length));
  });

  test('a link charges what the requests really carried', () => {
    const random = scenario({ payloadBytes: 1_000_000, payloadCv: 1 });
    const { bytes } = traitsOf({ payloadBytes: 1_000_000, payloadCv: 1 });
    const sum = bytes.reduce((total, value) => total + value, 0);
    expect(simulate(random).cost.breakdown['egress']).toBeCloseTo(sum / 1e9, 9);
    const { offered } = simulate(scenario({ payloadBytes: 1_000_000 })).requests;
    expect(simulate(scenario({ payloadBytes: 1_000_000 })).cost.breakdown['egress']).toBeCloseTo(offered / 1000, 9);
  });
});
