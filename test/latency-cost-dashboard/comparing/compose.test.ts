import { describe, expect, it } from 'vitest';
import { findFault } from '../../../widgets/latency-cost-dashboard/comparing/change-fault.ts';
import { type Composed, compose } from '../../../widgets/latency-cost-dashboard/comparing/compose.ts';
import { parseCourseScenarios } from '../../../widgets/latency-cost-dashboard/comparing/course-scenarios.ts';
import {
  addAlternative,
  removeAlternative,
  setChange,
} from '../../../widgets/latency-cost-dashboard/comparing/edit-alternatives.ts';
import { numberPlaces } from '../../../widgets/latency-cost-dashboard/comparing/number-places.ts';
import type { Compared } from '../../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import type { DashboardState } from '../../../widgets/latency-cost-dashboard/comparing/state.ts';
import { readScenarios } from '../../../src/course/read-scenarios.ts';
import { numberAt } from '../../../widgets/latency-cost-dashboard/setting-path.ts';
import { recordedCurve, shippedData } from '../shipped-data.ts';
import { composeShipped, startState } from '../simulated.ts';

const course = parseCourseScenarios({ scenarios: readScenarios('content/scenarios') });
const room = removeAlternative(startState, 'batch-edge');
const added = (from: DashboardState['alternatives'][number]['from']) =>
  addAlternative(room, { id: 'added', label: 'Added', from });
const composeWith = (state: DashboardState) => compose(state, { data: shippedData, course, curve: recordedCurve });
function ready(composed: Composed[], id: string): Compared {
  const found = composed.find(({ alternative }) => alternative.id === id)!;
  if (found.refusal !== null) throw new Error(found.refusal);
  return found.alternative;
}
const refusal = (composed: Composed[], id = 'added') =>
  composed.find(({ alternative }) => alternative.id === id)!.refusal;

describe('compose', () => {
  it('gives every alternative the same seed and the shared controls, and each only the curves that it names', () => {
    const composed = composeShipped({ ...startState, seed: 77, controls: { ...startState.controls, rate: 9 } });
    for (const { alternative, refusal: why } of composed) {
      expect(why).toBeNull();
      const { scenario, curves } = alternative as Compared;
      expect(scenario.run.seed).toBe(77);
      expect(numberAt(scenario, ['components', 'users', 'arrivals', 'ratePerSecond'])).toBe(9);
      expect(Object.keys(curves)).toEqual([alternative.id.endsWith('edge') ? 'at-edge' : 'at-cloud']);
    }
  });
  it('lets a change of one win over the control of all, and leaves the others and the data file as they are', () => {
    const state = setChange(startState, 'realtime-cloud', { path: 'components.model.replicas', value: 3 });
    const composed = composeShipped(state);
    const replicas = (id: string) => numberAt(ready(composed, id).scenario, ['components', 'model', 'replicas']);
    expect([replicas('realtime-cloud'), replicas('realtime-edge')]).toEqual([3, 1]);
    expect(composeShipped()).toEqual(composeShipped(startState));
  });
  it('takes scenarios of the course, and says which does not exist or needs another model', () => {
    expect(course.ok && course.value.length).toBeGreaterThan(20);
    expect(ready(composeWith(added({ scenario: 'titanic-real-time-cloud' })), 'added').scenario.title).toBe(
      'Titanic: real-time in the cloud',
    );
    expect(refusal(composeWith(added({ scenario: 'nobody' })))).toBe('The course has no scenario named "nobody".');
    expect(refusal(composeShipped(added({ scenario: 'nobody' })))).toMatch(/still being loaded/);
  });
  it('writes changed prices into those that have none of their own, and refuses prices that cannot be', () => {
    const price = { instances: { 'm5.xlarge': { usdPerHour: 5 } } };
    const own = { instances: { 'm5.xlarge': { usdPerHour: 7 } } };
    const scenario = {
      ...shippedData.alternatives.find(({ id }) => id === 'realtime-cloud')!.scenario,
      priceBook: own,
    };
    const composed = composeShipped({ ...added({ own: scenario }), prices: price });
    expect(ready(composed, 'realtime-cloud').scenario.priceBook).toEqual(price);
    expect(ready(composed, 'added').scenario.priceBook).toEqual(own);
    const negative = { instances: { 'm5.xlarge': { usdPerHour: -1 } } };
    expect(refusal(composeShipped({ ...startState, prices: negative }), 'realtime-cloud')).toMatch(
      /priceBook.*found -1/,
    );
  });
  it('says with the number why one is not worth simulating: unstable, too long, no curve, no scenario', () => {
    const scenario = shippedData.alternatives.find(({ id }) => id === 'realtime-edge')!.scenario;
    const run = (durationSeconds: number) => added({ own: { ...scenario, run: { ...scenario.run, durationSeconds } } });
    expect(refusal(composeShipped(run(1e7)))).toBeNull();
    expect(refusal(composeShipped(run(1e9)))).toMatch(
      /^It is too long for a page: about 10 000 million events in one replication of 11 574 d, where at most 100 million/,
    );
    const slow = setChange(startState, 'realtime-edge', {
      path: 'components.users.arrivals.ratePerSecond',
      value: 1e5,
    });
    expect(refusal(composeShipped(slow), 'realtime-edge')).toMatch(
      /^It is unstable: 100 000 requests per second are offered to "model"/,
    );
    const other = JSON.parse(JSON.stringify(scenario).replace('at-edge', 'elsewhere')) as unknown;
    expect(refusal(composeShipped(added({ own: other })))).toMatch(
      /^It needs the service curve of the model "elsewhere"/,
    );
    expect(refusal(composeShipped(added({ own: 'text' })))).toBe('It is no scenario.');
    const lost = setChange(startState, 'realtime-edge', { path: 'components.nobody.replicas', value: 1 });
    expect(refusal(composeShipped(lost), 'realtime-edge')).toMatch(/no number at components\.nobody\.replicas/);
  });
});

describe('numberPlaces', () => {
  const { scenario } = ready(composeShipped(), 'realtime-cloud');
  const places = numberPlaces(scenario);
  it('lists numbers of components and links, each with its unit, its range and a value within it', () => {
    const replicas = places.find(({ path }) => path === 'components.model.replicas');
    expect(replicas).toMatchObject({ owner: 'model', value: 2, isWhole: true });
    expect(places.map(({ path }) => path)).toContain('links.0.roundTripSeconds');
    expect(new Set(places.map(({ path }) => path)).size).toBe(places.length);
    for (const { path, value, minimum, maximum } of places) {
      expect(value, path).toBeGreaterThanOrEqual(minimum);
      expect(value, path).toBeLessThanOrEqual(maximum);
    }
  });
  it('holds places at which a changed number is simulated', () => {
    for (const { path, value, minimum, isWhole } of places) {
      const next = isWhole ? Math.max(minimum, value - 1) : value;
      const [first] = composeShipped(setChange(startState, 'realtime-cloud', { path, value: next }));
      expect(first!.refusal, path).toBeNull();
    }
  });
  it('refuses at the field what the simulator would refuse', () => {
    const place = places.find(({ path }) => path === 'components.model.replicas')!;
    expect(findFault(scenario, place, '3')).toBeUndefined();
    for (const [text, found] of [
      ['', 'nothing'],
      ['2.5', '2.5'],
      ['many', 'many'],
      ['-1', '-1'],
    ])
      expect(findFault(scenario, place, text!)).toMatch(
        new RegExp(`expected a whole number from 1 to .*, found ${found}\\. It stays 2\\.`),
      );
  });
});
