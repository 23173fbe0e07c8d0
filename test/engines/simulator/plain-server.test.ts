import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../widgets/engines/simulator/compile.ts';
import { ModelServerStation } from '../../../widgets/engines/simulator/stations/model-server-station.ts';
import { PlainServerStation } from '../../../widgets/engines/simulator/stations/plain-server-station.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

const serviceTimes = [
  { distribution: 'exponential', meanSeconds: 0.1 },
  { distribution: 'deterministic', meanSeconds: 0.1 },
  { distribution: 'lognormal', meanSeconds: 0.1, cv: 2 },
  { distribution: 'affine', baseSeconds: 0.05, perItemSeconds: 0.05 },
];
const arrivals = [
  { process: 'poisson', ratePerSecond: 16 },
  { process: 'deterministic', periodSeconds: 0.05 },
];
const shops = fc.record({
  arrivals: fc.constantFrom(...arrivals),
  serviceTime: fc.constantFrom(...serviceTimes),
  replicas: fc.integer({ min: 1, max: 3 }),
  concurrency: fc.integer({ min: 1, max: 2 }),
  queueCapacity: fc.constantFrom(undefined, 0, 1, 5),
  hops: fc.integer({ min: 1, max: 3 }),
});
type Shop = typeof shops extends fc.Arbitrary<infer Value> ? Value : never;

/** Servers in a row; `extra` goes to each. A batch of at most one request is no batch, but only the general station knows batches. */
function shopOf({ arrivals: process, hops, ...server }: Shop, extra: object) {
  const rest = JSON.parse(JSON.stringify(server)) as object;
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: process, to: 's1' },
      ...Array.from({ length: hops }, (_, i) => ({
        ...{ id: `s${i + 1}`, kind: 'modelServer', ...rest, ...extra },
        ...(i + 1 < hops ? { to: `s${i + 2}` } : {}),
      })),
    ],
    run: { seed: 3, durationSeconds: 60, warmUpSeconds: 5, replications: 2 },
  });
}

const oneByOne = { batching: { mode: 'triton', maxBatchSize: 1, maxDelaySeconds: 0 } };

test('PlainServerStation does what ModelServerStation does, to the last bit', () => {
  fc.assert(
    fc.property(shops, (shop) => {
      const plain = simulate(shopOf(shop, {}));
      const general = simulate(shopOf(shop, oneByOne));
      for (const component of Object.values(general.components)) delete (component as { batchSize?: object }).batchSize;
      for (const component of Object.values(plain.components)) delete (component as { batchSize?: object }).batchSize;
      expect(plain).toEqual(general);
    }),
    { numRuns: 60 },
  );
});

test('a model server is a PlainServerStation only when nothing is asked that it cannot do', () => {
  const shop: Shop = {
    ...{ arrivals: arrivals[0]!, serviceTime: serviceTimes[0]!, replicas: 2, concurrency: 1 },
    ...{ queueCapacity: undefined, hops: 1 },
  };
  const stationOf = (extra: object) => compile(shopOf(shop, extra), 1, 0, {}).stations[1];
  expect(stationOf({})).toBeInstanceOf(PlainServerStation);
  for (const extra of [oneByOne, { queues: 'perReplica' }, { discipline: 'priority' }, { queueTimeoutSeconds: 1 }])
    expect(stationOf(extra)).toBeInstanceOf(ModelServerStation);
});
