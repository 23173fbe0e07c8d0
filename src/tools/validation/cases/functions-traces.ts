import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';
import { functionsShop } from './functions.ts';

/** Work of half a second, starts of one second, two seconds of idle time; worked by hand. */
const shop = { serviceTime: constant(0.5), coldStart: constant(1), idleExpirySeconds: 2 };

const byHand: readonly { title: string; settings: object; arrivals: number[]; starts: string[] }[] = [
  { title: 'cold, then warm', settings: {}, arrivals: [0, 0.2, 2, 2.1], starts: ['1', '1.2', '2', '2.1'] },
  { title: 'arrival as a service ends', settings: {}, arrivals: [0, 1.5], starts: ['1', '1.5'] },
  { title: 'idle for exactly the expiry', settings: {}, arrivals: [0, 3.5], starts: ['1', '4.5'] },
  {
    title: 'the newest works, the oldest expires',
    settings: {},
    arrivals: [0, 0.2, 2, 3, 3.6, 3.7],
    starts: ['1', '1.2', '2', '3', '3.6', '4.7'],
  },
  {
    title: 'two requests per instance',
    settings: { concurrencyPerInstance: 2 },
    arrivals: [0, 0.2, 0.3, 1.1, 1.2, 1.6],
    starts: ['1', '1', '1.3', '1.3', '2.2', '1.6'],
  },
  {
    title: 'one provisioned',
    settings: { provisionedConcurrency: 1 },
    arrivals: [0, 0.1, 50],
    starts: ['0', '1.1', '50'],
  },
];

function handWorked(): TraceValue[] {
  return byHand.flatMap(({ title, settings, arrivals, starts }) => {
    const arrivalsOf = { process: 'trace', timesSeconds: arrivals };
    const scenario = functionsShop(arrivalsOf, { ...shop, ...settings }, { durationSeconds: 100, replications: 1 });
    const { visits } = recordRun(scenario, new VisitRecorder());
    const inOrder = [...visits].sort((a, b) => a.serial - b.serial);
    return starts.map((expected, i) => ({
      label: `${title}: start of request ${i + 1}`,
      expected,
      simulated: String(Number(inOrder[i]?.startedAt.toFixed(9))),
    }));
  });
}

/** 500 requests per second that hold their instances: 1,000 at once, then 1,000 per 10 s, request by request in whole tenths of an instance. */
function flashCrowd(): TraceValue[] {
  const scenario = functionsShop(
    { process: 'deterministic', periodSeconds: 0.002 },
    { serviceTime: constant(1000), coldStart: constant(0.5), accountConcurrency: 10_000 },
    { durationSeconds: 41, replications: 1 },
  );
  const { visits } = recordRun(scenario, new VisitRecorder());
  const taken = visits.map((visit) => Math.round(visit.enqueuedAt / 0.002)).filter((k) => k < 20_000);
  const expected: number[] = [];
  let tenths = 10_000;
  for (let k = taken[0]!; k < 20_000; k++) {
    // The bucket holds 1,000 instances and gains 0.2 between two arrivals.
    tenths = Math.min(10_000, tenths + 2);
    if (tenths < 10) continue;
    tenths -= 10;
    expected.push(k);
  }
  const seconds = [10, 20, 30].map((from) => {
    const count = taken.filter((k) => k >= from * 500 && k < (from + 10) * 500).length;
    return { label: `instances added from ${from} to ${from + 10} s`, expected: 1000, simulated: count };
  });
  const requests = expected.map((k, i) => ({
    label: `request that gets instance ${i + 1}`,
    expected: k,
    simulated: taken[i]!,
  }));
  return [{ label: 'instances in 40 s', expected: expected.length, simulated: taken.length }, ...seconds, ...requests];
}

/** The bill of two requests of 120 ms at 2 GB, an INIT of 1 s before the first. */
function bill(): TraceValue[] {
  const scenario = functionsShop(
    { process: 'trace', timesSeconds: [1, 10] },
    { serviceTime: constant(0.12), coldStart: constant(1), memoryMb: 2048 },
    { durationSeconds: 100, replications: 1 },
  );
  const { cost, components } = simulate(accept(scenario));
  const warm = 0.24 * 0.0000166667 + 0.2e-6;
  const { functions } = components['model']!;
  const total = (2 * warm + 2 * 0.0000166667).toExponential(9);
  return [
    { label: 'a warm request in millionths of a dollar', expected: '4.2', simulated: (warm * 1e6).toFixed(1) },
    { label: 'gigabyte-seconds', expected: '2.480', simulated: functions!.billedGbSeconds.toFixed(3) },
    { label: 'US dollars', expected: total, simulated: cost.totalUsd.toExponential(9) },
  ];
}

export const functionsTraceCases: readonly ValidationCase[] = [
  {
    name: 'functions-traces',
    group: 'Functions',
    title: 'Starts of service by hand: cold, warm, expired, shared, provisioned',
    mechanisms: ['functions', 'deterministic', 'trace'],
    source: 'Rules of AWS Lambda, Cloud Run (several requests per instance) and SimFaaS (newest first), worked by hand',
    check: { kind: 'trace', values: handWorked },
  },
  {
    name: 'functions-flash-crowd',
    group: 'Functions',
    title: 'A flash crowd against the scaling rate: 1,000 at once, then exactly 1,000 per 10 s',
    mechanisms: ['functions', 'deterministic'],
    source: 'AWS Lambda developer guide, scaling behaviour: bucket of 1,000, 100 per second',
    check: { kind: 'trace', values: flashCrowd },
  },
  {
    name: 'functions-bill',
    group: 'Functions',
    title: 'Requests, gigabyte-seconds and INIT on the bill',
    mechanisms: ['functions'],
    source: 'AWS Lambda pricing, x86, us-east-1: one request of 2 GB × 120 ms is 4.2e-6 US dollars',
    check: { kind: 'trace', values: bill },
  },
];
