import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

type Loose = Record<string, unknown>;

interface Shop {
  readonly users: Loose;
  readonly gateway: Loose;
  readonly model: Loose;
  readonly seed: number;
}

const arrivals = fc.oneof(
  fc.record({ process: fc.constant('poisson'), ratePerSecond: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ process: fc.constant('deterministic'), periodSeconds: fc.constantFrom(0.05, 0.1) }),
  fc.record({
    process: fc.constant('gamma'),
    ratePerSecond: fc.integer({ min: 1, max: 40 }),
    cv: fc.constantFrom(0.5, 3),
  }),
);
const serviceTime = fc.oneof(
  fc.record({ distribution: fc.constant('exponential'), meanSeconds: fc.constantFrom(0.02, 0.1) }),
  fc.record({ distribution: fc.constant('deterministic'), meanSeconds: fc.constantFrom(0.05, 0.1) }),
  fc.record({ distribution: fc.constant('lognormal'), meanSeconds: fc.constant(0.05), cv: fc.constant(1.5) }),
);
const anyShop: fc.Arbitrary<Shop> = fc
  .record({ arrivals, serviceTime, replicas: fc.integer({ min: 1, max: 4 }), seed: fc.nat(10_000) })
  .map((random) => ({
    users: { arrivals: random.arrivals },
    gateway: {},
    model: { replicas: random.replicas, serviceTime: random.serviceTime },
    seed: random.seed,
  }));

function run({ users, gateway, model, seed }: Shop): SimulationResult {
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', ...users, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', ...gateway, to: 'model' },
        { id: 'model', kind: 'modelServer', ...model },
        { id: 'spare', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 1 } },
      ],
      run: { seed, durationSeconds: 60, warmUpSeconds: 5, replications: 2 },
    }),
  );
}

/** What requests lived through, to the last bit. Additional keys of a mechanism are its own business. */
function lived({ requests, sojournTimeSeconds, sojournQuantiles, components, timeline }: SimulationResult) {
  const {
    arrivals,
    completed,
    waitingTimeSeconds,
    queueLength,
    numberInSystem,
    utilisation = 0,
  } = components['model']!;
  // A scrape reads the busy time in between, and the sum of two parts may round otherwise than the whole.
  const busy = utilisation.toPrecision(12);
  const model = { arrivals, completed, waitingTimeSeconds, queueLength, numberInSystem, busy };
  return { requests, sojournTimeSeconds, sojournQuantiles, model, timeline: { ...timeline, components: {} } };
}

const inModel = (keys: Loose) => (shop: Shop) => ({ ...shop, model: { ...shop.model, ...keys } });
const inUsers = (keys: Loose) => (shop: Shop) => ({ ...shop, users: { ...shop.users, ...keys } });
const inGateway = (keys: Loose) => (shop: Shop) => ({ ...shop, gateway: { ...shop.gateway, ...keys } });

/** Each writes a mechanism out so that it can never act; a run with it must be the run without it. */
const asleep: readonly (readonly [string, (shop: Shop) => Shop])[] = [
  ['a queue that never fills', inModel({ queueCapacity: 1_000_000 })],
  ['a full queue that would block, and never fills', inModel({ queueCapacity: 1_000_000, overflow: 'block' })],
  ['a queue timeout that never passes', inModel({ queueTimeoutSeconds: 1e5 })],
  ['a queue timeout that never passes and would only delay', inModel({ queueTimeoutSeconds: 1e5, queueTimeoutAction: 'delay' })],
  ['priorities without classes', inModel({ discipline: 'priority' })],
  ['batches of one', inModel({ batching: { mode: 'triton', maxBatchSize: 1 } })],
  ['batches of one in TensorFlow Serving', inModel({ batching: { mode: 'tfserving', maxBatchSize: 1 } })],
  ['a model variant that changes nothing', inModel({ variant: 'original' })],
  ['contention of a single instance', inModel({ instancesPerReplica: 1, contention: 0.7 })],
  ['spilling over after a wait that never comes', inModel({ spillOver: { to: 'spare', afterSeconds: 1e5 } })],
  ['an autoscaler that may not change anything', (shop) => inModel({ autoscaling: { policy: 'hpa', minReplicas: shop.model['replicas'], maxReplicas: shop.model['replicas'] } })(shop)],
  ['CoDel with a target that no wait reaches', inModel({ shedding: { policy: 'codel', targetSeconds: 1e5 } })],
  ['shedding by deadlines that nobody has', inModel({ shedding: { policy: 'deadline' } })],
  ['shedding by class of a queue that never fills', inModel({ queueCapacity: 1_000_000, shedding: { policy: 'priority', classes: [{ class: 1, above: 1 }] } })],
  ['failures of a probability of 0', inModel({ failureProbability: 0 })],
  ['classes that all servers treat alike', inUsers({ priorities: [{ class: 1, share: 0.5 }, { class: 2, share: 0.5 }] })],
  ['keys that nobody looks at', inUsers({ keys: { count: 50, zipfExponent: 1 } })],
  ['sizes that nobody pays for', inUsers({ payloadBytes: 5000, payloadCv: 2 })],
  ['machines bought otherwise', inModel({ purchase: 'reserved3Year', instance: 'own-server' })],
  ['a rate limit that never bites', inGateway({ rateLimit: { ratePerSecond: 1e7, burst: 10_000_000 } })],
  ['a limiter of resilience4j with its defaults', inGateway({ rateLimit: { policy: 'resilience4j' } })],
  ['a gateway that sheds classes that there are not', inGateway({ rateLimit: { ratePerSecond: 1e7, burst: 10_000_000 }, shedding: { policy: 'priority', classes: [{ class: 2, above: 0.5 }] } })],
  ['clients that never give up', inGateway({ timeoutSeconds: 1e5 })],
]; // biome-ignore format: a table

describe('off means identical', () => {
  test.each(asleep)('%s changes no bit of what requests live through', (_, wakeless) => {
    fc.assert(
      fc.property(anyShop, (shop) => {
        expect(lived(run(wakeless(shop)))).toEqual(lived(run(shop)));
      }),
      { numRuns: 12 },
    );
  });
});
