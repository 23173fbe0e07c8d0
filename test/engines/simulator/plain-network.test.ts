import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { partOf } from '../../../widgets/engines/simulator/replication.ts';
import { TimelineRecorder } from '../../../widgets/engines/simulator/statistics/timeline-recorder.ts';
import { accept } from './accept.ts';

const serviceTime = fc.constantFrom(
  { distribution: 'exponential', meanSeconds: 0.1 },
  { distribution: 'deterministic', meanSeconds: 0.1 },
  { distribution: 'lognormal', meanSeconds: 0.1, cv: 2 },
);
const server = fc.record({
  serviceTime,
  replicas: fc.integer({ min: 1, max: 3 }),
  queueCapacity: fc.constantFrom(undefined, 0, 1, 5),
});
/** Each server passes on to later ones, or answers. */
const networks = fc.record({
  arrivals: fc.constantFrom(
    { process: 'poisson', ratePerSecond: 16 },
    { process: 'deterministic', periodSeconds: 0.05 },
    { process: 'step', ratePerSecond: 4, stepRatePerSecond: 40, startSeconds: 20, holdSeconds: 10 },
  ),
  servers: fc.array(server, { minLength: 1, maxLength: 5 }),
  ways: fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 2 }), {
    minLength: 6,
    maxLength: 6,
  }),
  warmUpSeconds: fc.constantFrom(0, 5),
});
type Network = typeof networks extends fc.Arbitrary<infer Value> ? Value : never;

function modelOf({ arrivals, servers, ways, warmUpSeconds }: Network): Model {
  const to = (from: number) => {
    const ids = [...new Set(ways[from]!.map((step) => from + step))].filter((id) => id < servers.length);
    return ids.length > 0 ? { to: ids.map((id, i) => ({ id: `s${id}`, weight: i + 1 })) } : {};
  };
  const components = [
    { id: 'users', kind: 'traffic', arrivals, to: 's0' },
    ...servers.map((one, i) => ({
      ...(JSON.parse(JSON.stringify(one)) as object),
      ...{ id: `s${i}`, kind: 'modelServer' },
      ...to(i),
    })),
  ];
  return compile(accept({ components, run: { durationSeconds: 60, warmUpSeconds } }), 3, 0, {});
}

/** The run in slices, as in a browser, with the recorder that every first replication has. */
function run(model: Model) {
  const recorder = new TimelineRecorder(model);
  while (!model.advance(100));
  return { ...partOf(model, 0), timeline: recorder.finish(model) };
}

test('PlainNetwork does what the stations, the flow and the event list do, to the last bit', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const fast = modelOf(network);
      expect(fast.plainNetwork).toBeDefined();
      const stations = modelOf(network);
      stations.plainNetwork = undefined;
      expect(run(fast)).toEqual(run(stations));
    }),
    { numRuns: 200 },
  );
});

test('a model is no PlainNetwork when it is more than a source and plain servers', () => {
  const users = { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 5 }, to: 'model' };
  const model = {
    ...{ id: 'model', kind: 'modelServer' },
    serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
  };
  const networkOf = (...components: object[]) =>
    compile(accept({ components, run: { durationSeconds: 60 } }), 1, 0, {}).plainNetwork;
  expect(networkOf(users, model)).toBeDefined();
  expect(networkOf(users, { ...model, replicas: 65 })).toBeUndefined();
  expect(networkOf(users, { ...users, id: 'others' }, model)).toBeUndefined();
  expect(networkOf({ ...users, keys: { count: 10, zipfExponent: 1 } }, model)).toBeUndefined();
  expect(networkOf({ ...users, to: 'door' }, { id: 'door', kind: 'gateway', to: 'model' }, model)).toBeUndefined();
});
