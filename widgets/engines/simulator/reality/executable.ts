import { describeFound, type Problem } from '../../../kit/problem.ts';
import type { Component } from '../scenario.ts';

/** A value that any scenario may have there; otherwise the one that it must have, or that must not be there (`undefined`). */
const ANY = Symbol('any');
type Rule = typeof ANY | string | number | boolean;

const common = { id: ANY, kind: ANY, label: ANY, place: ANY, to: ANY } as const;
/** What is sent is told by its number: nothing that a real run measures depends on these while all requests are of one class and stay in one place. */
const source = { ...common, keys: ANY, payloadBytes: ANY, payloadCv: ANY, answerBytes: ANY, arrivals: ANY } as const;
const compute = { ...common, serviceTime: ANY, instance: ANY, purchase: ANY } as const;

/**
 * By kind: the keys that a real run carries out, or that have no effect on one. Every other key is refused where it is set, so that whatever the
 * simulator learns next is refused until somebody teaches it to the real run.
 */
const EXECUTABLE: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  traffic: source,
  eventStream: source,
  dataset: { ...source, everySeconds: ANY, rows: ANY },
  gateway: { ...common, timeoutSeconds: ANY, product: ANY },
  modelServer: {
    ...compute,
    replicas: 1,
    concurrency: 1,
    instancesPerReplica: 1,
    contention: 0,
    queueCapacity: ANY,
    overflow: 'reject',
    discipline: 'fifo',
    queues: ANY,
    queueTimeoutAction: ANY,
    cancelPropagation: ANY,
    quality: ANY,
    variant: 'original',
    batching: ANY,
  },
  partitionedLog: { ...common, partitions: 1, product: ANY },
  streamProcessor: { ...compute, consumers: 1, maxPollRecords: ANY },
  batchJob: {
    ...compute,
    workers: 1,
    chunkRows: ANY,
    startupSeconds: 0,
    concurrencyPolicy: 'Forbid',
    missedRows: 'kept',
    deadlineSeconds: ANY,
    backoffLimit: ANY,
    taskFailureProbability: 0,
    backupTasks: ANY,
  },
};

/** Every setting of a component that a real run cannot carry out; none for a kind that it does not know. */
export function findUnexecutable(component: Component, path: string): Problem[] {
  const rules = EXECUTABLE[component.kind] ?? {};
  return Object.entries(component).flatMap(([key, value]) => {
    const rule: Rule | undefined = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (value === undefined || rule === ANY || rule === value) return [];
    const at = `${path}.${key}`;
    if (rule === undefined) {
      const fix = `A real run cannot do this on one device. Remove "${key}", or simulate only.`;
      return [{ path: at, expected: 'nothing', found: describeFound(value), fix }];
    }
    const fix = `A real run has one worker that serves in order. Set "${key}" to ${JSON.stringify(rule)}, or simulate only.`;
    return [{ path: at, expected: JSON.stringify(rule), found: describeFound(value), fix }];
  });
}
