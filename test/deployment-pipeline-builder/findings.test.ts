import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { roundCurve } from './round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };
const run = { durationSeconds: 100 };
const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
const users = (ratePerSecond: number, to: string) => ({
  id: 'users',
  kind: 'traffic',
  arrivals: { process: 'poisson', ratePerSecond },
  to,
});
const sentences = (draft: Draft) =>
  examine(draft, curves).findings.map(({ severity, sentence }) => `${severity}: ${sentence}`);

function served(ratePerSecond: number, server: Record<string, unknown>): Draft {
  return { run, components: [users(ratePerSecond, 'model'), { id: 'model', kind: 'modelServer', ...server }] };
}

describe('examine', () => {
  it('finds nothing in a pipeline that carries its load', () => {
    expect(sentences(served(20, { replicas: 3, serviceTime: exponential(0.1) }))).toEqual([]);
  });

  it('says that a queue grows without end when more arrives than can be served, and how many replicas are needed', () => {
    expect(sentences(served(50, { replicas: 3, serviceTime: exponential(0.1) }))).toEqual([
      'warning: “model” can serve at most 30 per second, but 50 per second arrive: its queue grows without end. It needs at least 6 replicas, or shorter calls.',
    ]);
  });

  it('says which share will be rejected when the queue is bounded', () => {
    const [sentence] = sentences(served(40, { replicas: 3, queueCapacity: 10, serviceTime: exponential(0.1) }));
    expect(sentence).toContain('about 25.0 % will be rejected');
  });

  it('takes a batch as the capacity of a batching server', () => {
    const serviceTime = { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 };
    expect(sentences(served(300, { serviceTime }))[0]).toContain('can serve at most 90.9 per second');
    expect(sentences(served(300, { serviceTime, replicas: 2, batching: { mode: 'triton', maxBatchSize: 8 } }))).toEqual(
      [],
    );
  });

  it('warns of a surge above the capacity and notes a load close to it', () => {
    const surge = {
      id: 'users',
      kind: 'traffic',
      arrivals: { process: 'step', ratePerSecond: 10, stepRatePerSecond: 200, startSeconds: 10, holdSeconds: 5 },
      to: 'model',
    };
    const model = { id: 'model', kind: 'modelServer', replicas: 3, serviceTime: exponential(0.1) };
    expect(sentences({ run, components: [surge, model] })[0]).toContain('but up to 200 per second arrive at times');
    expect(sentences(served(28.5, { replicas: 3, serviceTime: exponential(0.1) }))[0]).toMatch(
      /^note: .*95\.0 % of that/,
    );
  });

  it('says which share a rate limit below the traffic turns away, and lets only the rest through', () => {
    const gateway = { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 20, burst: 5 }, to: 'model' };
    const model = { id: 'model', kind: 'modelServer', replicas: 3, serviceTime: exponential(0.1) };
    expect(sentences({ run, components: [users(50, 'gateway'), gateway, model] })).toEqual([
      'warning: The rate limit of “gateway” is 20 per second, below the 50 per second that arrive: about 60.0 % will be turned away. Raise the limit or lower the traffic.',
    ]);
  });

  it('follows the shares of a divided way', () => {
    const gateway = {
      id: 'gateway',
      kind: 'gateway',
      to: [
        { id: 'model', weight: 3 },
        { id: 'canary', weight: 1 },
      ],
    };
    const server = (id: string) => ({ id, kind: 'modelServer', serviceTime: exponential(0.05) });
    expect(sentences({ run, components: [users(40, 'gateway'), gateway, server('model'), server('canary')] })).toEqual([
      'warning: “model” can serve at most 20 per second, but 30 per second arrive: its queue grows without end. It needs at least 2 replicas, or shorter calls.',
    ]);
  });

  it('says that the lag of a stream processor grows without end, and that more consumers than partitions cannot run', () => {
    const log = { id: 'log', kind: 'partitionedLog', partitions: 2, to: 'scorer' };
    const stream = {
      id: 'events',
      kind: 'eventStream',
      arrivals: { process: 'poisson', ratePerSecond: 300 },
      keys: { count: 10 },
      to: 'log',
    };
    const scorer = (consumers: number) => ({
      id: 'scorer',
      kind: 'streamProcessor',
      consumers,
      serviceTime: exponential(0.01),
    });
    expect(sentences({ run, components: [stream, log, scorer(2)] })).toEqual([
      'warning: “scorer” can serve at most 200 per second, but 300 per second arrive: its lag grows without end. It needs at least 4 consumers, or shorter calls.',
    ]);
    expect(sentences({ run, components: [stream, log, scorer(3)] })).toEqual([
      'error: Consumers of “scorer”: expected at most 2, the partitions of its log, found 3. A consumer without a partition never works: use fewer consumers or more partitions.',
    ]);
  });

  it('says that batch runs pile up when one takes longer than the schedule', () => {
    const rows = { id: 'rows', kind: 'dataset', everySeconds: 60, rows: 1000, to: 'job' };
    const job = {
      id: 'job',
      kind: 'batchJob',
      workers: 1,
      chunkRows: 500,
      startupSeconds: 20,
      serviceTime: exponential(0.1),
    };
    // Two chunks of 20 s + 500 · 0.1 s, one after the other: 140 s.
    expect(sentences({ run: { durationSeconds: 1000 }, components: [rows, job] })).toEqual([
      'warning: A run of “job” takes about 2.33 min, but the next is due after 60.0 s: runs pile up. Add workers, or run less often.',
    ]);
  });

  it('says what spot machines, a policy and a deadline make of a batch run', () => {
    const rows = { id: 'rows', kind: 'dataset', cron: '0 2 * * *', rows: 2, to: 'job' };
    const spot = { meanSeconds: 7200, restartSeconds: 120 };
    const job = (keys: object) => ({
      ...{ id: 'job', kind: 'batchJob', workers: 2, chunkRows: 1, concurrencyPolicy: 'Replace', spot },
      ...{ serviceTime: { distribution: 'deterministic', meanSeconds: 36_000 }, ...keys },
    });
    const of = (keys: object) => sentences({ run: { durationSeconds: 1e6 }, components: [rows, job(keys)] });
    // 1.0792e6 s without checkpoints, 40,162 s with those of Young.
    expect(of({})).toMatchInlineSnapshot(`
      [
        "warning: A chunk of “job” is 10.0 h of work, but takes about 12.5 d on machines that are taken away every 2.00 h on average: add checkpoints, or make the chunks smaller.",
        "warning: A run of “job” takes about 12.5 d, but the next is due after 24.0 h: each run is broken off by the next, and none ever ends. Add workers, or run less often.",
      ]
    `);
    expect(of({ checkpoint: { everySeconds: 657.27, writeSeconds: 30 } })).toEqual([]);
    expect(of({ checkpoint: { everySeconds: 657.27, writeSeconds: 30 }, deadlineSeconds: 40_000 })).toEqual([
      'warning: A run of “job” takes about 11.2 h, longer than its deadline of 11.1 h: every run is late. Add workers.',
    ]);
  });

  it('names a component that nothing leads to', () => {
    const draft = applyCommand(served(20, { replicas: 3, serviceTime: exponential(0.1) }), {
      type: 'add',
      kind: 'modelServer',
    }).scenario;
    const found = examine(draft, curves).findings.find(({ componentId }) => componentId === 'modelServer');
    expect(found?.sentence).toMatch(/modelServer/);
  });

  it('cannot run a measured service time without its curve, and does not complain before it knows', () => {
    const draft = served(20, { replicas: 2, serviceTime: { distribution: 'measured', model: 'titanic-mlp' } });
    expect(examine(draft, {}).scenario).toBeNull();
    expect(examine(draft, {}).findings[0]?.sentence).toContain('“titanic-mlp”, which is not known here');
    expect(examine(draft, undefined)).toMatchObject({ scenario: { title: expect.any(String) }, findings: [] });
  });

  it('names the component and the parameter of a value that is impossible', () => {
    const { scenario, findings } = examine(served(20, { replicas: 0, serviceTime: exponential(0.1) }), curves);
    expect(scenario).toBeNull();
    expect(findings).toMatchObject([{ componentId: 'model', severity: 'error' }]);
    expect(findings[0]?.sentence).toContain('Replicas of “model”');
  });

  it('says where a link is missing, in the words of the builder', () => {
    const draft = served(20, { replicas: 3, place: 'edge', serviceTime: exponential(0.1) });
    expect(sentences(draft)).toEqual([
      'error: Requests cross from “users” to another place, and there is no link: expected a link between the places cloud and edge. Add it under “Network between places”, or give both components the same place.',
    ]);
    const linked = applyCommand(draft, {
      type: 'setLink',
      from: 'cloud',
      to: 'edge',
      path: 'roundTripSeconds',
      value: 0.02,
    });
    expect(sentences(linked.scenario)).toEqual([]);
  });

  it('says that a pipeline without a source cannot run', () => {
    const { scenario, findings } = examine({ run, components: [] }, curves);
    expect(scenario).toBeNull();
    expect(findings.length).toBeGreaterThan(0);
  });
});
