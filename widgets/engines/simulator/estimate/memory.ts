import { momentsWithin } from '../batch/schedule.ts';
import { MAXIMUM_CAPACITY } from '../request-pool.ts';
import type { Component, Scenario } from '../scenario.ts';

/** Bytes of one request in the columns of the pool, rounded up. */
const REQUEST_BYTES = 80;
/** Bytes that a station keeps for each request: most keep one number, some none, some two. */
const STATION_REQUEST_BYTES = 8;
/** Bytes of a replica's columns, and of a server's slot. */
const SERVER_BYTES = 64;
/** Histograms of waiting and sojourn times of one station. */
const STATION_BYTES = 600_000;
/** Bytes of a key in the table of its source, and of a partition of a log. */
const KEY_BYTES = 8;
const PARTITION_BYTES = 64;
/** Of a cycle of a dataset: what its batch job publishes is kept, for the age of predictions. */
const CYCLE_BYTES = 32;

/** What the columns of the requests may take in all: four million requests with up to 22 stations, fewer with more. */
const COLUMN_CEILING_BYTES = 2 ** 30;

const bytesPerRequest = (stations: number): number => REQUEST_BYTES + stations * STATION_REQUEST_BYTES;

/** Most requests that fit at once beside so many stations. */
export function capacityWithin(stations: number): number {
  return Math.min(MAXIMUM_CAPACITY, Math.floor(COLUMN_CEILING_BYTES / bytesPerRequest(stations)));
}

type Numbers = Readonly<Record<string, unknown>>;
const numberOf = (values: Numbers, key: string, otherwise: number): number =>
  typeof values[key] === 'number' ? values[key] : otherwise;

function fixedBytes(component: Component, durationSeconds: number): number {
  const values = component as Numbers;
  const keys = 'keys' in component && component.keys ? component.keys.count : 0;
  const servers =
    Math.max(numberOf(values, 'replicas', 0), numberOf(values, 'workers', 0), numberOf(values, 'consumers', 0)) *
    numberOf(values, 'concurrency', 1);
  const rows = component.kind === 'dataset' ? (component.rows ?? 0) : 0;
  const cycles = component.kind === 'dataset' ? momentsWithin(component, durationSeconds) : 0;
  return (
    STATION_BYTES +
    keys * KEY_BYTES +
    servers * SERVER_BYTES +
    numberOf(values, 'partitions', 0) * PARTITION_BYTES +
    rows * REQUEST_BYTES +
    cycles * CYCLE_BYTES
  );
}

/** Bytes that one replication needs at about `requestsInSystem` requests at once. The columns grow by doubling, up to a bound. */
export function memoryOf({ components, run }: Scenario, requestsInSystem: number): number {
  const capacity = Math.min(2 * requestsInSystem, capacityWithin(components.length));
  const fixed = components.reduce((sum, component) => sum + fixedBytes(component, run.durationSeconds), 0);
  return fixed + capacity * bytesPerRequest(components.length);
}
