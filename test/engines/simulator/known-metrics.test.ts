import { describe, expect, test } from 'vitest';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { knownMetrics } from '../../../widgets/engines/simulator/metrics.ts';
import { metricOf } from '../../../widgets/engines/simulator/objectives.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

describe('knownMetrics', () => {
  test('every metric that an objective may name is a number of the result', () => {
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.01 };
    const tokenCount = { distribution: 'constant', tokens: 20 };
    const arrivals = { process: 'poisson', ratePerSecond: 20 };
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime, to: 'proxy' },
        {
          ...{
            id: 'proxy',
            kind: 'proxy',
            retries: { policy: 'envoy' },
            hedge: { trigger: 'delay', afterSeconds: 0.01 },
          },
          ...{ fallback: { defaultAnswer: true }, to: 'balancer' },
        },
        { id: 'balancer', kind: 'loadBalancer', policy: 'random', to: 'replicas' },
        { id: 'replicas', kind: 'modelServer', queues: 'perReplica', serviceTime },
        { id: 'events', kind: 'eventStream', arrivals, to: 'log' },
        { id: 'log', kind: 'partitionedLog', partitions: 2, to: 'consumers' },
        { id: 'consumers', kind: 'streamProcessor', serviceTime },
        ...['group', 'microBatch', 'checkpointed'].flatMap((mode) => [
          { id: `${mode}-events`, kind: 'eventStream', arrivals, to: `${mode}-log` },
          { id: `${mode}-log`, kind: 'partitionedLog', partitions: 2, producer: {}, to: mode },
          {
            ...{ id: mode, kind: 'streamProcessor', serviceTime, windows: { type: 'tumbling', sizeSeconds: 1 } },
            ...(mode === 'group' ? { group: {} } : { processing: { mode, failuresAtSeconds: [5], restartSeconds: 1 } }),
          },
        ]),
        { id: 'writers', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'llm' },
        { id: 'llm', kind: 'llmServer', promptTokens: tokenCount, outputTokens: tokenCount },
        { id: 'callers', kind: 'traffic', arrivals, to: 'function' },
        { id: 'function', kind: 'functions', provisionedConcurrency: 1, serviceTime },
        { id: 'lookups', kind: 'traffic', arrivals, keys: { count: 10 }, to: 'cache' },
        { id: 'cache', kind: 'cache', policy: 'lru', capacityItems: 5, to: 'features' },
        { id: 'features', kind: 'featureStore', serviceTime, materialiseEverySeconds: 10 },
        { id: 'rows', kind: 'dataset', everySeconds: 5, arrivals, to: 'job' },
        { id: 'job', kind: 'batchJob', chunkRows: 10, serviceTime, deadlineSeconds: 100 },
        { id: 'askers', kind: 'traffic', arrivals, to: 'table' },
        { id: 'table', kind: 'predictionTable' },
        { id: 'sensors', kind: 'traffic', place: 'field', arrivals, to: 'hybrids' },
        {
          ...{ id: 'hybrids', kind: 'device', place: 'field', devices: 9, serviceTime, quality: 0.9, to: 'rest' },
          escalation: { confidence: { law: 'share', escalatedShare: 0.5 } },
          update: { sizeBytes: 0, installSeconds: 1, rollout: { rate: 'constant', maximumPerMinute: 10 } },
        },
        { id: 'cameras', kind: 'traffic', place: 'field', arrivals, answerBytes: 10, to: 'splitter' },
        {
          ...{ id: 'splitter', kind: 'device', place: 'field', devices: 9, to: 'rest' },
          serviceTime: { distribution: 'carried', meanSeconds: 0.1 },
          split: {
            inputBytes: 1,
            layers: Array.from({ length: 2 }, () => ({ deviceSeconds: 0.1, cloudSeconds: 0.1, outputBytes: 1 })),
            after: 1,
          },
        },
        { id: 'visitors', kind: 'traffic', arrivals, to: 'router' },
        {
          ...{ id: 'router', kind: 'router', delivery: { strategy: 'blueGreen', version: 'green', startSeconds: 30 } },
          to: [
            { id: 'shadow', weight: 1 },
            { id: 'green', weight: 0 },
          ],
        },
        { id: 'shadow', kind: 'shadow', mirror: { to: 'green' } },
        {
          ...{ id: 'green', kind: 'modelServer', replicas: 2, serviceTime },
          rollingUpdate: { coldStart: { distribution: 'deterministic', meanSeconds: 1 } },
        },
        { id: 'rest', kind: 'modelServer', replicas: 9, serviceTime: { distribution: 'carried', meanSeconds: 0.1 } },
      ],
      links: [
        {
          from: 'field',
          to: 'cloud',
          ...{ preset: 'mobile4g', usdPerGb: 0.1, outages: { law: 'deterministic', upSeconds: 2, downSeconds: 1 } },
        },
      ],
      ...{ billing: { usdPerDownMinute: 1 }, people: { hoursPerMonth: 1, usdPerHour: 1 } },
      standing: { storage: [{ product: 's3', gb: 1 }], publicIpv4: 1 },
      objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: 1000 }],
      run: { durationSeconds: 60, replications: 2 },
    });
    expect(new Set(scenario.components.map((component) => component.kind)).size).toBe(componentKinds.length);
    const result = simulate(scenario);
    const missing = knownMetrics(scenario.components, false, scenario.links).filter(
      (metric) => typeof metricOf(result, metric) !== 'number',
    );
    expect(missing).toEqual([]);
  });
});
