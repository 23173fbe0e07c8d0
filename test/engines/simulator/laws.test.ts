import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import { partOf } from '../../../widgets/engines/simulator/replication.ts';
import type { ComponentResult, SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import type { Station } from '../../../widgets/engines/simulator/station.ts';
import { Summary } from '../../../widgets/engines/simulator/summary.ts';
import { anyScenario, curves, shrinkAtMost } from './arbitrary-scenario.ts';

const SLICE = 100_000;

/** Listens for anything that happens before something that happened earlier. */
class Watch extends Recorder {
  faults: string[] = [];
  #last = 0;

  #see(what: string, { now }: Model, ...earlier: number[]): void {
    if (!(now >= this.#last)) this.faults.push(`${what} at ${now} after ${this.#last}`);
    this.#last = now;
    for (const time of earlier) if (!(time <= now)) this.faults.push(`${what} at ${now} of what came at ${time}`);
  }

  override created(model: Model): void {
    this.#see('created', model);
  }
  override started(model: Model, _station: Station, request: number): void {
    this.#see('started', model, model.requests.enqueuedAt[request]!, model.requests.createdAt[request]!);
  }
  override left(model: Model, _station: Station, request: number): void {
    this.#see('left', model, model.requests.createdAt[request]!);
  }
  override answered(model: Model, request: number): void {
    this.#see('answered', model, model.requests.createdAt[request]!);
  }
  override dropped(model: Model, _station: Station, request: number): void {
    this.#see('dropped', model, model.requests.createdAt[request]!);
  }
}

function watchedRun(scenario: Scenario): { result: SimulationResult; faults: readonly string[] } {
  const model = compile(scenario, scenario.run.seed, 0, curves);
  const watch = new Watch();
  model.signals.add(watch);
  for (let slice = 0; !model.advance(SLICE); slice++) {
    if (slice > 20) throw new Error(`More than ${20 * SLICE} events: the generator makes runs that are too long.`);
  }
  const summary = new Summary(scenario);
  summary.add(partOf(model, 0));
  return { result: summary.finish(scenario.run.seed, 0), faults: watch.faults };
}

/** Paths of numbers that are not finite, anywhere in a result. */
function unfinished(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unfinished(inner, `${path}.${key}`));
}

/**
 * The area under the number in a station is the sum of the times that requests spent there: those that left served, exactly; those that are still there,
 * or that left otherwise, at most the whole run each.
 */
function littleFault(id: string, component: ComponentResult, seconds: number): string | undefined {
  const { arrivals, completed, numberInSystem, sojournTimeSeconds } = component;
  if (numberInSystem === undefined || !sojournTimeSeconds) return undefined;
  const area = numberInSystem * seconds;
  const served = completed * (sojournTimeSeconds.mean ?? 0);
  const others = (arrivals - completed) * seconds;
  const rounding = 1e-9 * (1 + area);
  const isRight = area >= served - rounding && area <= served + others + rounding;
  return isRight ? undefined : `${id}: area ${area}, served ${served}, others at most ${others}`;
}

const accepted = anyScenario.filter((scenario) => scenario !== undefined) as fc.Arbitrary<Scenario>;
const RUNS = 1000;

describe('laws of every run', () => {
  test(`hold in ${RUNS} random scenarios: every request and every cent is counted once, time never goes back, no more is busy than there is, Little's law, finite numbers`, () => {
    fc.assert(
      fc.property(accepted, (scenario) => {
        const { result, faults } = watchedRun(scenario);
        expect(faults).toEqual([]);
        const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = result.requests;
        expect(completed + rejected + throttled + timedOut + failed + inSystem).toBe(offered);
        expect(Math.min(...Object.values(result.requests))).toBeGreaterThanOrEqual(0);
        expect(unfinished(result)).toEqual([]);
        const { breakdown, totalUsd } = result.cost;
        // To far less than a cent: the parts are added up in another order.
        expect(Math.abs(Object.values(breakdown).reduce((sum, usd) => sum + usd, 0) - totalUsd)).toBeLessThan(
          1e-9 * (1 + totalUsd),
        );
        for (const [id, component] of Object.entries(result.components)) {
          const { utilisation = 0, queueLength = 0, numberInSystem = Infinity } = component;
          expect(utilisation, `utilisation of ${id}`).toBeGreaterThanOrEqual(0);
          expect(utilisation, `utilisation of ${id}`).toBeLessThanOrEqual(1 + 1e-9);
          expect(queueLength).toBeGreaterThanOrEqual(0);
          expect(queueLength).toBeLessThanOrEqual(numberInSystem + 1e-9);
          if (scenario.run.warmUpSeconds > 0) continue;
          expect(littleFault(id, component, scenario.run.durationSeconds)).toBeUndefined();
        }
      }),
      { numRuns: RUNS, ...shrinkAtMost },
    );
  }, 120_000);

  test('hold again in the same bits: the same scenario and seed give the same result', () => {
    fc.assert(
      fc.property(accepted, (scenario) => {
        expect(simulate(scenario, { curves })).toEqual(simulate(scenario, { curves }));
      }),
      { numRuns: 60, ...shrinkAtMost },
    );
  }, 60_000);
});
