import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';

const users = { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'model' };
const model = { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } };
const run = { durationSeconds: 100 };

/** The message lines of a refused scenario. */
function problemsOf(input: unknown): string {
  const parsed = parseScenario(input);
  return parsed.ok ? 'accepted' : parsed.problems.map(formatProblem).join('\n');
}

const withComponents = (...components: unknown[]) => problemsOf({ title: 'T', components, run });

describe('parseScenario accepts', () => {
  test('parseScenario accepts the contract’s example and fills in the defaults', () => {
    const parsed = parseScenario({
      title: 'Three replicas behind a gateway',
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 100, burst: 50 }, to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          replicas: 3,
          concurrency: 1,
          queueCapacity: 100,
          discipline: 'fifo',
          serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
        },
      ],
      run: { seed: 1, durationSeconds: 3600, warmUpSeconds: 300, replications: 20 },
      objectives: [
        { metric: 'sojournTimeSeconds.p95', atMost: 0.2 },
        { metric: 'cost.usdPerDay', atMost: 40 },
      ],
    });
    expect(parsed.ok && parsed.value.components[2]).toMatchObject({
      place: 'cloud',
      queues: 'shared',
      instance: 'm5.xlarge',
    });
    expect(parsed.ok && parsed.value.links).toEqual([]);
  });

  test('parseScenario accepts what it has accepted before, unchanged', () => {
    const once = parseScenario({ components: [users, model], run });
    const twice = parseScenario(once.ok && once.value);
    expect(twice).toEqual(once);
  });
});

describe('parseScenario refuses', () => {
  test('unknown keys, with the nearest known one', () => {
    expect(withComponents(users, { ...model, queueCapcity: 3, zzz: 1 })).toMatchInlineSnapshot(`
      "components[1].queueCapcity: expected one of the keys id, label, place, kind, replicas, concurrency, instancesPerReplica, contention, queueCapacity, overflow, discipline, queues, queueTimeoutSeconds, queueTimeoutAction, cancelPropagation, serviceTime, failureProbability, slowdown, quality, variant, batching, autoscaling, spillOver, rollingUpdate, shedding, instance, purchase, reserved, to, found the unknown key "queueCapcity". Did you mean "queueCapacity"?
      components[1].zzz: expected one of the keys id, label, place, kind, replicas, concurrency, instancesPerReplica, contention, queueCapacity, overflow, discipline, queues, queueTimeoutSeconds, queueTimeoutAction, cancelPropagation, serviceTime, failureProbability, slowdown, quality, variant, batching, autoscaling, spillOver, rollingUpdate, shedding, instance, purchase, reserved, to, found the unknown key "zzz". Remove "zzz"."
    `);
  });

  test('wrong types and impossible values', () => {
    expect(
      withComponents(
        { ...users, arrivals: { process: 'poisson', ratePerSecond: '20' } },
        { ...model, replicas: 2.5, concurrency: 0, serviceTime: { distribution: 'exponential', meanSeconds: -1 } },
      ),
    ).toMatchInlineSnapshot(`
      "components[0].arrivals.ratePerSecond: expected a number, found "20". Write the number without quotation marks.
      components[1].replicas: expected a whole number, found 2.5. Round it, for example to 3.
      components[1].concurrency: expected at least 1, found 0. Use 1 or more.
      components[1].serviceTime.meanSeconds: expected at least 1e-9, found -1. Use 1e-9 or more."
    `);
  });

  test('unknown kinds and variants, with the nearest known one or the list', () => {
    expect(
      withComponents(
        { ...users, kind: 'trafic' },
        { ...model, serviceTime: { distribution: 'exponental', meanSeconds: 1 } },
        { id: 'x', kind: 'blockchain' },
      ),
    ).toMatchInlineSnapshot(`
      "components[0].kind: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found "trafic". Did you mean "traffic"?
      components[1].serviceTime.distribution: expected one of deterministic, exponential, erlang, lognormal, boundedPareto, empirical, measured, affine, carried, found "exponental". Did you mean "exponential"?
      components[2].kind: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found "blockchain". Use one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor."
    `);
  });

  test('what the format has and this version lacks, by name', () => {
    expect(
      withComponents(users, model, { id: 'line', kind: 'queue' }, { id: 'table', kind: 'database' }),
    ).toMatchInlineSnapshot(`
      "components[2].kind: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found "queue". It is part of the format but not available in this version: use one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor.
      components[3].kind: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found "database". It is part of the format but not available in this version: use one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor."
    `);
  });

  test('ways that lead nowhere, to a source, twice, without weight, or in a circle', () => {
    expect(withComponents({ ...users, to: 'modle' }, model)).toMatchInlineSnapshot(
      `"components[0].to: expected the id of a component, found "modle". Did you mean "model"?"`,
    );
    expect(withComponents(users, { ...model, to: 'users' })).toMatchInlineSnapshot(`
      "components[1].to: expected a component that takes requests, found the source "users". Requests come from a source; send them to another component.
      components[1].to: expected ways that never lead back, found users → model → users. Take one of these connections out."
    `);
    expect(
      withComponents(
        {
          ...users,
          to: [
            { id: 'model', weight: 0 },
            { id: 'model', weight: 0 },
          ],
        },
        model,
      ),
    ).toMatchInlineSnapshot(`
      "components[0].to[1].id: expected each id once, found "model" a second time. Add the weights up in one entry.
      components[0].to: expected a weight above 0, found only weights of 0. Give at least one of them a positive weight."
    `);
    expect(withComponents({ ...users, to: 7 }, model)).toMatchInlineSnapshot(
      `"components[0].to: expected an id, or a list of { "id", "weight" }, found 7. Write the id of the next component, or a list of ids with weights."`,
    );
    expect(
      withComponents({ ...users, to: 'a' }, { ...model, id: 'a', to: 'b' }, { ...model, id: 'b', to: 'a' }),
    ).toMatchInlineSnapshot(
      `"components[2].to: expected ways that never lead back, found a → b → a. Take one of these connections out."`,
    );
  });

  test('ids that are missing, taken, or no names, and scenarios without a source', () => {
    expect(withComponents(users, model, model)).toMatchInlineSnapshot(
      `"components[2].id: expected an id of its own, found "model", which components[1] has. Give one of them another id."`,
    );
    expect(withComponents(users, model, { ...model, id: '__proto__' })).toMatchInlineSnapshot(
      `"components[2].id: expected a name that begins with a letter and has only letters, digits, - and _, at most 64, found "__proto__". Choose such a name."`,
    );
    expect(withComponents(model)).toMatchInlineSnapshot(
      `"components: expected at least one source: traffic, eventStream or dataset, found none. Add a component that sends requests, for example of the kind "traffic"."`,
    );
    expect(problemsOf({ title: 'T', components: [], run })).toMatchInlineSnapshot(
      `"components: expected at least 1 in the list, found an empty list. Add what is missing."`,
    );
  });

  test('places without a link, and links that are doubled', () => {
    expect(withComponents({ ...users, place: 'campus' }, model)).toMatchInlineSnapshot(
      `"components[0].to: expected a link between the places campus and cloud, found none. Add { "from": "campus", "to": "cloud", "roundTripSeconds": … } to "links", or give both components the same place."`,
    );
    const links = [
      { from: 'campus', to: 'cloud', roundTripSeconds: 0.03 },
      { from: 'cloud', to: 'campus', roundTripSeconds: 0.03 },
      { from: 'cloud', to: 'cloud', roundTripSeconds: 0.03 },
    ];
    expect(problemsOf({ components: [users, model], links, run })).toMatchInlineSnapshot(`
      "links[1]: expected one link between two places, found a second one, after links[0]. Remove one: a link goes both ways.
      links[2]: expected two different places, found "cloud" twice. Remove it: within one place nothing is delayed."
    `);
  });

  test('logs and stream processors that do not fit together', () => {
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.1 };
    const log = { id: 'log', kind: 'partitionedLog', partitions: 2 };
    const consumers = { id: 'consumers', kind: 'streamProcessor', consumers: 3, serviceTime };
    expect(withComponents({ ...users, to: 'log' }, { ...log, to: 'consumers' }, consumers)).toMatchInlineSnapshot(
      `"components[2].consumers: expected at most 2, the partitions of its log, found 3. A consumer without a partition never works: use fewer consumers or more partitions."`,
    );
    expect(withComponents({ ...users, to: 'log' }, log)).toMatchInlineSnapshot(
      `"components[1].to: expected the id of one streamProcessor, found nothing. Records stay in a log until a streamProcessor reads them: send the log to one."`,
    );
    expect(withComponents({ ...users, to: 'consumers' }, { ...consumers, consumers: 1 })).toMatchInlineSnapshot(
      `"components[0].to: expected a partitionedLog before a streamProcessor, found "traffic" sending to it directly. Put a partitionedLog between the two."`,
    );
  });

  test('runs and objectives that make no sense', () => {
    const objectives = [{ metric: 'sojournTimeSeconds.p59', atMost: 1 }, { metric: 'components.model.utilisation' }];
    expect(
      problemsOf({ components: [users, model], run: { durationSeconds: 10, warmUpSeconds: 10 }, objectives }),
    ).toMatchInlineSnapshot(`
      "run.warmUpSeconds: expected a warm-up shorter than the duration, found 10. Shorten the warm-up or lengthen the run.
      objectives[1]: expected atMost or atLeast, found an object. Add one of them.
      objectives[0].metric: expected the path of a number of the result, found "sojournTimeSeconds.p59". Did you mean "sojournTimeSeconds.p50"?"
    `);
  });

  test('documents that are no scenario at all', () => {
    expect(problemsOf(null)).toMatchInlineSnapshot(
      `"the document: expected an object in { }, found null. Write an object in { } here."`,
    );
    expect(problemsOf([])).toMatchInlineSnapshot(
      `"the document: expected an object in { }, found an empty list. Write an object in { } here."`,
    );
    expect(problemsOf({})).toMatchInlineSnapshot(`
      "components: expected a list in [ ], found nothing. Add "components".
      run: expected an object in { }, found nothing. Add "run"."
    `);
    expect(withComponents(null, 3, { id: 'x' })).toMatchInlineSnapshot(`
      "components[0]: expected an object in { }, found null. Write an object in { } here.
      components[1]: expected an object in { }, found 3. Write an object in { } here.
      components[2].kind: expected one of traffic, eventStream, dataset, gateway, loadBalancer, router, shadow, proxy, modelServer, llmServer, functions, device, batchJob, predictionTable, cache, featureStore, partitionedLog, streamProcessor, found nothing. Add "kind"."
    `);
  });

  test('a dataset with rows and arrivals, a trace out of order, and a service that takes no time', () => {
    expect(
      withComponents(
        {
          id: 'rows',
          kind: 'dataset',
          everySeconds: 60,
          rows: 5,
          arrivals: { process: 'trace', timesSeconds: [2, 1] },
        },
        { ...model, serviceTime: { distribution: 'affine', baseSeconds: 0, perItemSeconds: 0 } },
      ),
    ).toMatchInlineSnapshot(`
      "components[0].arrivals.timesSeconds: expected times in rising order, found a list of 2. Sort them.
      components[0]: expected either rows or arrivals, found an object. Keep exactly one of the two.
      components[1].serviceTime: expected a positive time for a batch of one, found an object. Give baseSeconds or perItemSeconds a positive value."
    `);
  });

  test('everything at once: no fault hides another', () => {
    const parsed = parseScenario({
      title: 7,
      components: [
        { ...users, to: 'nowhere', extra: 1 },
        { ...model, replicas: '2' },
      ],
      run: { durationSeconds: -1 },
      nonsense: true,
    });
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path).sort()).toEqual(
      [
        'components[0].extra',
        'components[0].to',
        'components[1].replicas',
        'nonsense',
        'run.durationSeconds',
        'title',
      ].sort(),
    );
  });
});
